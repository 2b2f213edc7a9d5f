"""Writes validated records with their provenance: a node once by its key, a relationship once by ends and first day.

In: nodes and relationships as a loader validated them. Out: counts of what was added, changed and left alone.
What is in the graph is compared first, so writing the same again writes nothing. A record that only moved to another
line has its `ref` brought up to date and counts as unchanged.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from graph.migrations import SEARCHED
from graph.search import search_tokens
from graph.session import Database
from graph.statement import Statement
from graph.writing import NEVER, Joins, Rows, stored_nodes, stored_relationships, write_nodes, write_relationships

BATCH = 5_000
DEADLINE_S = 60.0


class Node(Protocol):
    """A node to write. A property that is None is taken away; one that is not named is left as it is."""

    @property
    def label(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def properties(self) -> Mapping[str, Any]: ...
    @property
    def sources(self) -> Sequence[str]: ...
    @property
    def ref(self) -> str: ...


class Relationship(Protocol):
    """A relationship to write, from one (label, key) to another; its validFrom is part of what it is."""

    @property
    def type(self) -> str: ...
    @property
    def start(self) -> tuple[str, str]: ...
    @property
    def end(self) -> tuple[str, str]: ...
    @property
    def properties(self) -> Mapping[str, Any]: ...
    @property
    def sources(self) -> Sequence[str]: ...
    @property
    def ref(self) -> str: ...


@dataclass(frozen=True)
class Counts:
    """How many nodes and relationships were added, changed or left as they were."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.added + other.added, self.changed + other.changed, self.unchanged + other.unchanged)


@dataclass(frozen=True)
class _Stated:
    """That a node is stated in a source, as a relationship to write."""

    start: tuple[str, str]
    end: tuple[str, str]
    ref: str
    type: str = "STATED_IN"

    @property
    def properties(self) -> Mapping[str, Any]:
        return {}

    @property
    def sources(self) -> Sequence[str]:
        return (self.end[1],)


Item = TypeVar("Item")
Stored = Mapping[Hashable, Mapping[str, Any]]


async def upsert(
    database: Database, nodes: Iterable[Node], relationships: Iterable[Relationship], *, batch: int = BATCH
) -> Counts:
    """Write all nodes, then all relationships, in batches; what is not new or different is not written."""
    nodes = list(nodes)
    counts = Counts()
    for label, group in _grouped(nodes, lambda node: node.label):
        for part in _batches(group, batch):
            counts += await _upsert_nodes(database, label, part)
    counts += await _upsert_all(database, relationships, batch)
    await _upsert_all(database, _stated(nodes), batch)
    return counts


def _stated(nodes: Iterable[Node]) -> Iterator[Relationship]:
    for node in nodes:
        for source in node.sources:
            if (node.label, node.key) != ("Source", source):
                yield _Stated((node.label, node.key), ("Source", source), node.ref)


async def _upsert_all(database: Database, relationships: Iterable[Relationship], batch: int) -> Counts:
    counts = Counts()
    for (kind, start, end), group in _grouped(relationships, lambda one: (one.type, one.start[0], one.end[0])):
        for part in _batches(group, batch):
            counts += await _upsert_relationships(database, (kind, start, end), part)
    return counts


async def _upsert_nodes(database: Database, label: str, nodes: Sequence[Node]) -> Counts:
    answer = await database.read(stored_nodes(label, [node.key for node in nodes]), deadline_s=DEADLINE_S)
    stored: Stored = {row[0]: row[1] for row in answer.rows}
    counts, rows = Counts(), []
    for node in nodes:
        wanted = _wanted(node)
        if label in SEARCHED:
            wanted["searchTokens"] = search_tokens({**stored.get(node.key, {}), **wanted})
        one, differs = _compared(stored.get(node.key), wanted)
        counts += one
        if differs:
            rows.append({"key": node.key, "properties": wanted})
    await _write(database, rows, write_nodes(label, rows))
    return counts


async def _upsert_relationships(database: Database, kind: Joins, relationships: Sequence[Relationship]) -> Counts:
    ends = [{"start": one.start[1], "end": one.end[1]} for one in relationships]
    answer = await database.read(stored_relationships(kind, ends), deadline_s=DEADLINE_S)
    stored: Stored = {(row[0], row[1], row[2] or NEVER): row[3] for row in answer.rows}
    counts, rows = Counts(), []
    for pair, relationship in zip(ends, relationships, strict=True):
        wanted = _wanted(relationship)
        first = wanted.get("validFrom") or NEVER
        one, differs = _compared(stored.get((pair["start"], pair["end"], first)), wanted)
        counts += one
        if differs:
            rows.append({**pair, "first": first, "properties": wanted})
    await _write(database, rows, write_relationships(kind, rows))
    return counts


def _wanted(record: Node | Relationship) -> dict[str, Any]:
    return {**record.properties, "source": record.sources[0], "ref": record.ref}


def _compared(stored: Mapping[str, Any] | None, wanted: Mapping[str, Any]) -> tuple[Counts, bool]:
    """What a record counts as, and whether it has to be written."""
    if stored is None:
        return Counts(added=1), True
    different = {name for name, value in wanted.items() if not _same(stored.get(name), value)}
    return (Counts(changed=1) if different - {"ref"} else Counts(unchanged=1)), bool(different)


def _same(stored: Any, wanted: Any) -> bool:
    # Python holds True for 1 and 1 for 1.0; the graph does not.
    return type(stored) is type(wanted) and bool(stored == wanted)


async def _write(database: Database, rows: Rows, statement: Statement) -> None:
    """The one place where a load writes: one transaction for the rows given."""
    if rows:
        await database.write(statement, deadline_s=DEADLINE_S)


Group = TypeVar("Group", bound=Hashable)


def _grouped(items: Iterable[Item], by: Callable[[Item], Group]) -> Iterable[tuple[Group, list[Item]]]:
    groups: dict[Group, list[Item]] = defaultdict(list)
    for item in items:
        groups[by(item)].append(item)
    return groups.items()


def _batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
