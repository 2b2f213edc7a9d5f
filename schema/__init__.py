"""GraphQL: from a question to one Statement, and from its record to the answer.

In: a document, variables and a Context. Out: data and errors. Imports graph only.

__main__  Writes schema/schema.graphql anew: `python -m schema`
compiler  From a selection to Cypher, and from what was read to the answer
engine    The whole way of a question: parse, validate, measure, plan, read, and write the answer
fields    The face of the API: the root fields, one module a feature
limits    How much one question may ask for, counted before anything runs
request   What belongs to one request: its context, cursors, ids, and the values a plan leaves open
types     The types of the API, made from the model
"""
