"""Any table as CSV, read by a mapping.

In: a table and a mapping. Out: entries; and a first mapping for a table that has none.

mapping   Reads a mapping: how the columns of any table become nodes and relationships of the model
markup    The text of HTML, without its tags, in time that grows with its length alone
reader    Reads any table as CSV, with a mapping that says what its columns are in the words of the model
suggest   Suggests a mapping for a table by looking at the names of its columns and at its first rows
template  Texts with the names of columns in them, such as `{main}/{sub|slug}`, filled in for one row after another
"""
