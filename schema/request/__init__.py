"""What belongs to one request: its context, cursors, ids, and the values a plan leaves open.

In: arguments of a request. Out: values for a plan.

context       What one request brings along: who asks, which day it is, and the database to ask
cursor        Cursors: where a page ended, opaque and sealed, so that only what we gave out is taken back and nobody reads what it holds
deferred      Values that a plan leaves open, so that one plan serves every request of its shape
event_loop    Lets others go on while something long is worked out: one question must not hold up everybody else
plan_key      The shape of variables: what of them a plan depends on, and the rest of them left open
"""
