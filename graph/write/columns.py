"""What a batch of elements has in common: label or type, and which properties its source states, in order.

In: names of the model. Out: Shapes; every Statement of a load is made once for each and then only gets other rows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import orjson

from graph.migrations import SEARCHED
from graph.model.definition import LABELS, RELATIONSHIPS, VALIDITY, VANISHED_ON
from graph.model.vocabulary import Kind, Property
from graph.search_tokens import TEXTS

# How a value that came as text becomes one of Neo4j, and how it is read back as text; other kinds pass as they are.
_TO = {Kind.DATE: "date({})", Kind.DATETIME: "datetime({})"}
_FROM = {
    Kind.DATE: "CASE WHEN {0} IS :: DATE THEN toString({0}) ELSE 0 END",
    Kind.DATETIME: "CASE WHEN {0} IS :: ZONED DATETIME THEN toString({0}) ELSE 0 END",
}
LASTING = {prop.name for prop in VALIDITY}

Identity = tuple[str, ...]


class StatedElement(NamedTuple):
    """One element as a source states it. `identity`: its key, or both keys and the first day ("" when missing).

    `text` is JSON of its values, in the order of the shape's columns: so most can be compared without being taken apart.
    Days and times are ISO text. `tag` is the caller's own.
    """

    identity: Identity
    text: bytes
    ref: str
    tag: Any = None

    @property
    def values(self) -> list[Any]:
        """The values of the columns; taken apart anew each time."""
        found: list[Any] = orjson.loads(self.text)
        return found


@dataclass(frozen=True)
class ColumnSet:
    """Label, or type with the labels it joins, and the properties stated; `ends` is empty for nodes."""

    name: str
    ends: tuple[str, ...]
    columns: tuple[str, ...]

    def __post_init__(self) -> None:
        # Names reach Cypher: they have to be the model's own.
        known = {prop.name for prop in (*self.properties, VANISHED_ON)}
        if not (known.issuperset(self.columns) and all(end in LABELS for end in self.ends)):
            raise KeyError(f"{self.name} has no {set(self.columns) - known}")

    @property
    def is_node(self) -> bool:
        """True for a label."""
        return not self.ends

    @property
    def properties(self) -> Sequence[Property]:
        """All properties that the model knows of it."""
        return LABELS[self.name].properties if self.is_node else RELATIONSHIPS[self.name].properties

    @property
    def has_validity(self) -> bool:
        """True for what has an end of its own, so that it can be ended rather than removed."""
        return {prop.name for prop in self.properties} >= LASTING

    @property
    def can_be_retracted(self) -> bool:
        """True for what is told to have vanished from its source: of that an export says on which day."""
        return VANISHED_ON.name in self.columns

    @property
    def searched(self) -> bool:
        """True for nodes that search finds."""
        return self.is_node and self.name in SEARCHED

    @cached_property
    def covers_search_text(self) -> bool:
        """Whether all text that is searched stands in the columns, so that search tokens can be made from them alone."""
        return {prop.name for prop in self.properties}.intersection(TEXTS).issubset(self.columns)

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The kind of each column."""
        by_name = {prop.name: prop.kind for prop in (*self.properties, VANISHED_ON)}
        return tuple(by_name[name] for name in self.columns)

    @cached_property
    def has_floats(self) -> bool:
        """True when one of the columns holds numbers with a fraction."""
        return Kind.FLOAT in self.kinds

    @cached_property
    def id_of(self) -> Callable[[Identity], str]:
        """The id of an element, as `graph.write.change_log` and the API tell it."""
        if self.is_node:
            prefix = LABELS[self.name].prefix
            return lambda identity: f"{prefix}:{identity[0]}"
        start, end = (LABELS[end].prefix for end in self.ends)
        name = self.name
        return lambda identity: f"{name}|{start}:{identity[0]}|{end}:{identity[1]}|{identity[2]}"

    def written(self, row: str, first: int) -> list[tuple[str, str]]:
        """Each column with the expression that makes its value from a row of which the first value stands there."""
        pairs = zip(self.columns, self.kinds, strict=True)
        return [
            (name, _TO.get(kind, "{}").format(f"{row}[{place}]")) for place, (name, kind) in enumerate(pairs, first)
        ]

    def read(self, element: str) -> list[str]:
        """For each column the expression that gives its value as it would stand in a Stated."""
        pairs = zip(self.columns, self.kinds, strict=True)
        return [_FROM.get(kind, "{0}").format(f"{element}.{name}") for name, kind in pairs]
