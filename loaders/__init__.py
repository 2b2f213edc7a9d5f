"""Other people's files: read, validated and written with their provenance.

In: paths of files in a named format. Out: upserted nodes and relationships, and a report that accounts for every row.

sources     one module a format: files to rows, with their lines
records     what passes between the steps: rows, records, faults
values      the text of a cell to a value of the model
validate    rows to records
references  everything that is named exists
trees       the trees stay trees
load        all of it in order; nothing is written while anything is wrong
report      what became of every row
"""
