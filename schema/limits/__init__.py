"""How much one question may ask for, counted before anything runs.

In: a document and its variables. Out: its cost, or a refusal that names the figure.

conditions  How many conditions a question puts on its lists, and how many relations deep, from its text and its variables alone
cost        What a question asks for at most, as numbers, and how the numbers of its parts are added
estimate    Counts what a question asks for at most, from its text alone, before anything is run
limits      How much one question may ask for, by who asks
list_size   How large a list in an answer may become, from its arguments alone
"""
