"""The decision itself, in plain Python over Facts: one module a paragraph of the rule.

In: Facts on a day and a question. Out: a Decision.

common_owner  Who answers for all topics together: C, and the status that follows from it
decide        The one rule: the owner is the lowest department that answers for every domain an initiative is about
holders       Who holds something: H(x), the five steps from a responsibility to the parties that answer for it
snapshot      The facts as they stand on one day: trees, silos and who is above whom
steps         What the rule did with each candidate, as data; the sentences are made from it in `graph.ownership.wording.step_sentences`
topics        What decides on the owner of something that was not given to anybody itself: its topics, and who answers for them
"""
