"""The types of the API, made from the model.

In: `graph.model`. Out: Strawberry types, inputs and enums.

aggregates  What lists can be counted by: enums and truth values, the years and months of dates, and the nodes they lead to
builder     Makes Strawberry types out of tables: fields whose values stand in the compiled answer, described in two languages
enums       The enums of the API: those of the model, and the few that only the API knows
filters     Filters and orders of the lists, in the words of the contract: every property, and every relationship to any depth
nodes       The node types and their connections, made from the model and the table of relations
ownership   The types of an answer of ownership, which several features hold, and the arguments that those share
relations   How the fields of a node lead to other nodes: one row a field, with the Cypher pattern behind it
"""

from schema.types import enums, filters, nodes, ownership

__all__ = ["enums", "filters", "nodes", "ownership"]
