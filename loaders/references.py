"""Sees that everything a record names exists: both ends of a relationship, and every source.

In: the records of a load, and the ids that are in the graph already. Out: a fault for each name that leads nowhere.
"""

from collections.abc import Container, Iterator

from graph.model import node_id
from loaders.records import Fault, NodeRecord, Records, RelationshipRecord
from loaders.values import shown

CURE = "Add it to the files of this load or correct the id; what is in the graph already may be named too."


def named(records: Records) -> set[str]:
    """Every id that the records name and do not bring themselves: these have to be in the graph."""
    own = {node.id for node in records.nodes}
    return {identifier for _, _, identifier in _names(records)} - own


def reference_faults(records: Records, in_graph: Container[str]) -> list[Fault]:
    """A fault for each id that is neither among the records nor in the graph."""
    own = {node.id for node in records.nodes}
    return [
        record.place.fault(column, f"{shown(identifier)} does not exist", CURE)
        for record, column, identifier in _names(records)
        if identifier not in own and identifier not in in_graph
    ]


def _names(records: Records) -> Iterator[tuple[NodeRecord | RelationshipRecord, str, str]]:
    for relationship in records.relationships:
        yield relationship, "from", node_id(*relationship.start)
        yield relationship, "to", node_id(*relationship.end)
        for source in relationship.sources:
            yield relationship, "source", node_id("Source", source)
    for node in records.nodes:
        for source in node.sources:
            yield node, "source", node_id("Source", source)
