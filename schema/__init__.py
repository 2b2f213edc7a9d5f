"""GraphQL: the types, the root fields and the compiler from a selection to one Statement.

In: a GraphQL document, its variables and a Viewer. Out: a JSON answer. Knows `graph`, never `loaders`.
"""
