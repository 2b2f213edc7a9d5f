"""Pairs of initiatives that may be doing the same, of which neither knows the other.

In: initiatives with their texts, owners and domains. Out: pairs, the most alike first.

pairs       Double work: pairs of initiatives alike in text, domain and area, owned in different silos, of which neither knows the other
profiles    Every initiative that runs and asks for something, with what tells whether two of them do the same work
similarity  How alike two texts are: the weight of the tokens that both have, out of the weight of all that either has
"""
