"""Signalen, in which residents report problems.

In: its tables, or the answers of its API. Out: entries.

api     Reads the departments of Signalen's API: each with its categories, and whether it is responsible or may only look
reader  Reads Signalen, in which residents report problems: which department answers for which kind of report
rows    Says what Signalen states in the words of the model, whether it came from a table or from the API
"""
