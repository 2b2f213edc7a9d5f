"""Single decisions, ranked by how many gaps each would close, each tried by the rule itself.

In: gaps. Out: decisions and the few that are enough.

candidates  What gaps suggest: decisions that may close them
gap_closer  One decision that may close gaps, and the facts with it taken
rank        From list to action: single decisions that would close gaps, each tried by the rule itself on changed facts
trial       Decisions tried on many gaps: which of them would get one owner or a lead, if the rule were asked on the facts so changed
"""
