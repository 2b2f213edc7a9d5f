"""The city's facts and its initiatives as rows of numbers, with the rule over many of them at once.

In: a reader of Statements. Out: City facts, rows, and who owns each.

bitset_rule  Many plain initiatives at once: what the rule says of each topic in each area is worked out once, as bits of whole numbers
city         The city without its plain initiatives: all that decides who answers for a topic in an area, and nothing that grows with the number of initiatives but those that somebody was given by name
columns      The columns of rows of plain initiatives, by their place: rows stay the lists that the driver makes, for there are many
ever_owned   Whether somebody may ever have owned a simple row: one AND tells of most gaps that nobody ever did
gap_filter   Which gaps are wanted: what bits, the rule and a stage or first day alone are held against
rows         Plain initiatives, as rows of numbers: those that nobody was given by name, which are nearly all
"""
