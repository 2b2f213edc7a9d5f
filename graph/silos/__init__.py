"""Analyses over decisions of the rule; docs/silos.md explains every figure.

In: facts of the city, and initiatives as rows. Out: gaps, counts, ties and what would change them.

audit           Where the list of who answers needs care: conflicting claims, and domains that nobody answers for
contacts        The ways of residents from door to door
double_work     Pairs of initiatives that may be doing the same, of which neither knows the other
events          Who was missing at events, as shares, with small counts left out
gap_closers     Single decisions, ranked by how many gaps each would close, each tried by the rule itself
gaps            What falls between silos: as a page, as counts, as a matrix, and what was solved
population      The city's facts and its initiatives as rows of numbers, with the rule over many of them at once
reorganisation  Two days compared, and a reorganisation tried without writing it
ties            What ties silos: who met at which event, who has a hand in what, who worked where
wilson          How sure a share is that was counted on few: Wilson's 95 % interval
"""
