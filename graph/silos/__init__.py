"""What many decisions of the rule tell together, and never a second rule.

Map: gaps and listing (what falls between silos, page by page), tally, matrix and counting (how much does), bridges (who has
ties to several of their silos); diff and solved (what changed hands, which gaps were solved); knocks, chains and misrouting
(what residents met on their way). world, rows and bulk are how a large city is read and counted.
"""
