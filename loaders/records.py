"""What passes between the steps of a load: rows (untrusted), records (validated) and faults (what is wrong, and where).

In: nothing. Out: frozen dataclasses; `graph.upsert` takes the records as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.model import node_id

NODES, RELATIONSHIPS = "nodes", "relationships"
# The column of a fault that concerns the whole row or file.
WHOLE = "row"


@dataclass(frozen=True)
class Fault:
    """What is wrong with data: where, why, and how to mend it. Reads as `file:line: column: reason`."""

    file: str
    line: int
    column: str
    reason: str
    cure: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.column}: {self.reason}"


@dataclass(frozen=True)
class Place:
    """Where a row stands: the file as the caller named it, the line, and what to keep of it in the graph."""

    file: str
    line: int
    ref: str

    def fault(self, column: str, reason: str, cure: str) -> Fault:
        """A fault at this place."""
        return Fault(self.file, self.line, column, reason, cure)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Row:
    """One parsed row: the label or relationship type it is for, and its cells as text, empty ones included."""

    kind: str
    name: str
    place: Place
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """What one file gave: its rows, what could not be taken apart, and how many rows it has in all."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    read: int


@dataclass(frozen=True)
class NodeRecord:
    """A valid node. `properties` hold a value or None (missing) for each column that the file has."""

    label: str
    key: str
    properties: Mapping[str, Any]
    sources: tuple[str, ...]
    place: Place

    @property
    def ref(self) -> str:
        """Place in the source, as the graph keeps it."""
        return self.place.ref

    @property
    def id(self) -> str:
        """The id of the node."""
        return node_id(self.label, self.key)


@dataclass(frozen=True)
class RelationshipRecord:
    """A valid relationship from one (label, key) to another."""

    type: str
    start: tuple[str, str]
    end: tuple[str, str]
    properties: Mapping[str, Any]
    sources: tuple[str, ...]
    place: Place

    @property
    def ref(self) -> str:
        """Place in the source, as the graph keeps it."""
        return self.place.ref


@dataclass(frozen=True)
class Records:
    """All records of a load, and the faults found while making them."""

    nodes: tuple[NodeRecord, ...]
    relationships: tuple[RelationshipRecord, ...]
    faults: tuple[Fault, ...]
