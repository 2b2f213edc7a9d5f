"""What falls between silos: analyses over the decisions of the rule, and never a second rule.

Map: gaps (which initiatives, since when, counts of them), matrix (which silos meet in how many of them), bridges (who has
ties to several of their silos).
"""
