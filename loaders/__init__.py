"""Other people's files: read, validated, compared with the graph and written with their provenance.

In: paths of files in a named format. Out: nodes and relationships in the graph, and a report that accounts for every row.

files       found in folders and archives, and decoded
documents   JSON and YAML as text that knows its line
sources     one module a format: files to entries, with their lines
records     what passes between the steps: entries, rows, faults
values      the text of a cell to a value of the model
validate    rows to elements that can be staged
staging     the temporary file in which a load waits until all of it was looked at
reading     the first pass: all entries, validated and staged
doubles     what is stated more than once
references  everything that is named exists
trees       the trees stay trees
refusing    takes out what is wrong, with all that depends on it
comparing   what is new, otherwise, disputed or the same
vanished    what an earlier version of the source stated
storing     writes the differences
bulk        the offline way, for much data into an empty graph
load        all of it in order; nothing is written while anything is wrong
rejects     the file of what was refused
progress    how far it is
report      what became of every row
"""
