"""Since when: the rule asked again on the days on which its answer can change.

In: Facts. Out: days and periods.

bitsets       Whether topics have one owner or a lead together, told by bits: what `together` says, an order of magnitude sooner
change_dates  Turning points: the days on which what the rule looks at may change, and those on which who answers does change
history       Since when: the rule asked again at every day on which anything it looked at changed
timeline      The whole story of one subject: for each period who owned it, from always to for ever or between two days
undated       Initiatives whose ties have no dates, as nearly all: whether such a one was settled on a day, without asking the rule again
"""
