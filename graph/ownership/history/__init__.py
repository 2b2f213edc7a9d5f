"""Since when: the rule asked again on the days on which its answer can change.

In: Facts. Out: days, and a Reading that answers for any day.

bitsets       Whether topics have one owner or a lead together, told by bits: what `common_owner` says, an order of magnitude sooner
change_dates  Turning points: the days on which what the rule looks at may change, and those on which who answers does change
history       Since when: the rule asked again at every day on which anything it looked at changed
reading       What was read of the graph: Facts, with their History, shared by all answers that are made from them
undated       Initiatives whose ties have no dates, as nearly all: whether such a one was settled on a day, without asking the rule again
"""
