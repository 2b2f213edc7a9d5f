"""What the decisions of the rule tell together: analyses over them, and never a second rule.

Map: gaps (which initiatives, since when, counts of them), matrix (which silos meet in how many of them), bridges (who has
ties to several of their silos), diff and solved (what changed hands, which gaps were solved), knocks, chains and misrouting
(what residents met on their way from door to door), representativeness and suppression (who was not at events),
doings, texts and double_work (which initiatives do the same, each in a silo).
"""
