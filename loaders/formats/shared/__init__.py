"""What several formats need to read rows and to say what they state.

In: text. Out: rows, days, keys and statements.

booleans     Yes and no as people and programs write them, in Dutch and English, read alike in every format
csv_lines    Rows of CSV with the line each starts on and its raw text, as they come
dates        Days as sources write them, as the model wants them
header_rows  Rows of a table by the names of its columns
slugs        Names as they stand in keys and addresses
statements   Makes rows of what a source states, in the words of the model and under one source
"""
