"""Compares what is staged with the graph, and writes the difference.

In: staged elements. Out: a written graph, and a report.

compare         Holds all that is staged against the graph, before anything is written: what is new, otherwise, disputed or the same
offline         A bulk load: import files written by a process of its own
replaced_steps  Steps of trees that a newer version of their source replaces, and that cannot hold beside what it states now
report          What became of a load: every row that was read is accounted for
retract         What an earlier version of the same sources stated, and this load no longer does
write           The last step of a load: writes what was found to be new, otherwise or gone, in batches, and reconciles the counts
"""
