"""The types of the API, made from the model.

In: `graph.model`. Out: Strawberry types, inputs and enums.

aggregates          What lists can be counted by: enums and truth values, the years and months of dates, and the nodes they lead to
audit               The types of conflicts and holes in who answers for what
builder             Makes Strawberry types out of tables: fields whose values stand in the compiled answer, described in two languages
contacts            The types of what residents meet on their way from door to door
double_work         The types of double work
enums               The enums of the API: those of the model, and the few that only the API knows
filters             Filters and orders of the lists, in the words of the contract: every property, and every relationship to any depth
gap_closers         The types of decisions that would close gaps
nodes               The node types and their connections, made from the model and the table of relations
ownership           The types of the answers that are no nodes: ownership, gaps, relationships, paths, changes and what sources state
relations           How the fields of a node lead to other nodes: one row a field, with the Cypher pattern behind it
representativeness  The types of who is missing at events
silo_ties           The types of what ties silos
simulation          The types of a reorganisation that is tried on paper
"""

from schema.types import audit as holes
from schema.types import contacts as ways
from schema.types import double_work as doubles
from schema.types import enums as terms
from schema.types import filters as inputs
from schema.types import gap_closers as closing
from schema.types import nodes, representativeness, simulation
from schema.types import ownership as answers
from schema.types import silo_ties as ties

__all__ = ["answers", "closing", "doubles", "holes", "inputs", "nodes", "representativeness", "simulation", "terms", "ties", "ways"]
