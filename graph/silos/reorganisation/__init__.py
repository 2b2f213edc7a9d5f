"""Two days compared, and a reorganisation tried without writing it.

In: facts. Out: who gains and loses what.

diff        What a department gained, lost and saw changed between two days: the rule asked of every subject on both
simulation  A reorganisation tried on paper: what it would make of who owns what, and of what falls between silos
"""
