"""The first pass: every entry validated and kept in a temporary file.

In: entries. Out: staged elements, and faults.

cells             Turns the text of a cell into the value that the model wants, or says why it cannot
read              The first pass of a load: every entry of every file, validated and staged, with what became of it
store             What a load states, kept in a temporary file while it is looked at: a million rows take little memory
validate          Turns rows into elements that can be staged: every value of the right type, every id an id, dates in their order
validate_columns  Validates a block of rows column by column, which takes a third of the time of looking at them row by row
"""
