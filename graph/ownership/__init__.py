"""The one rule of ownership: who owns this, and what falls between silos.

In: ids of subjects, an area and a day. Out: an Ownership, with all that is told around the decision.

answer   What is told around a decision
facts    The part of the graph that the rule looks at, at all dates
history  Since when: the rule asked again on the days on which its answer can change
rule     The decision itself, in plain Python over Facts: one module a paragraph of the rule
wording  The answer in sentences, in Dutch and English
"""
