"""The whole way of a question: parse, validate, measure, plan, read, and write the answer.

In: a question and its Context. Out: an answer.

aliases    Old ids keep resolving: what was merged or renamed is found by the id that a caller kept
documents  Documents: parsed, measured and validated once, then kept, for tools ask the same questions again and again
engine     Answers one question: parse, validate, measure, plan, read, and shape
executor   Who writes the answers
plan       Plans: an operation compiled for one viewer and one shape of its variables, kept for the next request of that shape
"""
