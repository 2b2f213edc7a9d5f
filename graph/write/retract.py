"""What a source stated once and may state no longer: finding it, and ending or removing it.

In: a source, labels and types. Out: identities in the graph that the source states; Plans to take its statement back.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from graph.database.batching import split, with_splitting
from graph.database.session import Database
from graph.database.statement import Statement
from graph.model.definition import LABELS, RELATIONSHIPS
from graph.model.terms import ChangeKind
from graph.write import provenance
from graph.write import statements as writing
from graph.write.changeset import Reconciled
from graph.write.columns import ColumnSet, Identity, StatedElement
from graph.write.precedence import Precedence
from graph.write.reconcile import rewriting
from graph.write.transaction import WriteTransaction, rewrite
from graph.write.writer import Counts, Writer

DEADLINE_S = 120.0
PAGE = 2_000
_SAYS = "($source = r.source OR $source IN coalesce(r.sources, []))"
_LASTS = "(r.vanishedOn IS NULL)"

# Sources that anything is stated in, or that a relationship names.
_NAMING = """
UNWIND $keys AS key
MATCH (n:Source {key: key})
WHERE EXISTS { (n)<-[:STATED_IN]-() } OR EXISTS {
  MATCH ()-[r]->() WHERE NOT r:STATED_IN AND (r.source = key OR key IN coalesce(r.sources, [])) }
RETURN DISTINCT key"""


@dataclass(frozen=True)
class Vanished:
    """An element that a source stated and states no longer."""

    shape: ColumnSet
    identity: Identity
    ref: str | None = None
    """Where in it."""

    @property
    def id(self) -> str:
        """Its id."""
        return self.shape.id_of(self.identity)


async def stated_counts(database: Database, source: str) -> dict[str, int]:
    """How many nodes of each label, and relationships of each type, a source states now and has not given up."""
    text = """
MATCH (:Source {key: $source})<-[:STATED_IN]-(n) WHERE n.vanishedOn IS NULL
UNWIND labels(n) AS label
RETURN label, count(*)"""
    rows = (await database.read(Statement(text, {"source": source}), deadline_s=DEADLINE_S)).rows
    found: dict[str, int] = {label: count for label, count in rows}  # noqa: C416  rows are lists of anything
    own = "MATCH (n:Source {key: $source}) WHERE n.source = $source RETURN count(n)"
    found["Source"] = found.get("Source", 0) + (await database.read(Statement(own, {"source": source}))).one()[0]
    return found


async def stated_types(database: Database, source: str, kinds: Iterable[str]) -> dict[str, int]:
    """The same for relationships of these types; every one of them is looked at."""
    found = {}
    for kind in kinds:
        text = f"MATCH ()-[r:{RELATIONSHIPS[kind].name}]->() WHERE {_SAYS} AND {_LASTS} RETURN count(r)"
        found[kind] = (await database.read(Statement(text, {"source": source}), deadline_s=DEADLINE_S)).one()[0]
    return found


async def stated_nodes(database: Database, source: str, label: str) -> AsyncIterator[Vanished]:
    """Nodes of a label that a source states, by key."""
    shape, after = ColumnSet(label, (), ()), ""
    text = f"""
MATCH (n:{LABELS[label].name}) WHERE n.key > $after AND n.vanishedOn IS NULL
  AND (EXISTS {{ (n)-[:STATED_IN]->(:Source {{key: $source}}) }} OR (n:Source AND n.key = $source AND n.source = $source))
RETURN n.key, n.ref ORDER BY n.key LIMIT $page"""
    while True:
        rows = (
            await database.read(
                Statement(text, {"source": source, "after": after, "page": PAGE}), deadline_s=DEADLINE_S
            )
        ).rows
        for key, ref in rows:
            yield Vanished(shape, (key,), ref)
        if len(rows) < PAGE:
            return
        after = rows[-1][0]


async def stated_relationships(database: Database, source: str, kind: str) -> AsyncIterator[Vanished]:
    """Relationships of a type that a source states, by key of their start."""
    for ends in RELATIONSHIPS[kind].ends:
        shape, after = ColumnSet(kind, ends, ()), ""
        text = f"""
MATCH (a:{ends[0]}) WHERE a.key > $after
WITH a ORDER BY a.key LIMIT $page
RETURN a.key, COLLECT {{
  MATCH (a)-[r:{shape.name}]->(b:{ends[1]}) WHERE {_SAYS} AND {_LASTS}
  RETURN [b.key, coalesce(toStringOrNull(r.validFrom), ''), r.ref] ORDER BY b.key, r.validFrom }}"""
        while True:
            given = {"source": source, "after": after, "page": PAGE}
            rows = (await database.read(Statement(text, given), deadline_s=DEADLINE_S)).rows
            for start, others in rows:
                for end, first, ref in others:
                    yield Vanished(shape, (start, end, first), ref)
            if len(rows) < PAGE:
                break
            after = rows[-1][0]


class Retractor:
    """Takes back what a source no longer states: only its statement where others state it too, else by ending it.

    What has no end of its own, or would end before it began, is removed; a node on which others' statements hang stays.
    """

    def __init__(self, database: Database, ranks: Precedence, source: str, today: date) -> None:
        self._database = database
        self._ranks = ranks
        self._source = source
        self._today = today

    async def retract(
        self, writer: Writer, shape: ColumnSet, remove: frozenset[Identity], identities: Sequence[Identity]
    ) -> tuple[Counts, Sequence[str]]:
        """One batch of a shape, in parts where it holds much text: what became of it, and ids of nodes that stay.

        `remove`: those that must not be ended.
        """
        parts = await with_splitting(identities, partial(self._take, writer, shape, remove), split)
        return sum((counts for counts, _ in parts), Counts()), [one for _, kept in parts for one in kept]

    async def _take(
        self, writer: Writer, shape: ColumnSet, remove: frozenset[Identity], identities: Sequence[Identity]
    ) -> tuple[Counts, Sequence[str]]:
        while True:
            work, counts, kept = await self._work(shape, identities, remove)
            if not work.recorded_changes() or await writer.send(work):
                return counts, kept
            await writer.refresh()

    async def _work(
        self, shape: ColumnSet, identities: Sequence[Identity], remove: frozenset[Identity]
    ) -> tuple[WriteTransaction, Counts, Sequence[str]]:
        work = WriteTransaction()
        lost: list[Reconciled] = []
        ended: list[Reconciled] = []
        gone: list[Identity] = []
        for identity, held, stated_in in await self._held(shape, identities):
            found = self._without(shape, identity, held, stated_in)
            if found:
                lost.append(found)
            elif shape.has_validity and identity not in remove and self._can_end(held):
                ended += self._ended(identity, held, stated_in)
            else:
                gone.append(identity)
        needed = await self._needed(shape, gone)
        removed = [each for each in gone if each not in needed]
        if lost:
            rewrite(work, shape, lost, lost=[self._source])
        if ended:
            rewrite(work, shape, ended)
        if removed:
            await self._remove(work, shape, removed)
        counts = Counts(changed=len(lost), ended=len(ended), removed=len(removed))
        return work, counts, [shape.id_of(each) for each in gone if each in needed]

    async def _held(
        self, shape: ColumnSet, identities: Sequence[Identity]
    ) -> list[tuple[Identity, dict[str, Any], list[Any]]]:
        if shape.is_node:
            rows = (
                await self._database.read(
                    writing.whole_nodes(shape.name, [each[0] for each in identities]), deadline_s=DEADLINE_S
                )
            ).rows
            return [((key,), held, stated) for key, held, stated in rows]
        wanted = set(identities)
        rows = (await self._database.read(writing.whole_relationships(shape, identities), deadline_s=DEADLINE_S)).rows
        return [((start, end, first), held, []) for start, end, first, held in rows if (start, end, first) in wanted]

    def _without(
        self, shape: ColumnSet, identity: Identity, held: dict[str, Any], stated_in: list[Any]
    ) -> Reconciled | None:
        """What others make of it; None when nobody else states it."""
        assertions = (
            provenance.of_node(shape.name, held, stated_in)
            if shape.is_node
            else provenance.of_relationship(shape.name, held)
        )
        assertions.pop(self._source, None)
        if not assertions:
            return None
        before = {one[0]: (one[1], one[2]) for one in stated_in}
        made = rewriting(shape, StatedElement(identity, b"[]", ""), held, assertions, self._ranks, before)
        return Reconciled(
            made.stated,
            [*made.differences, ("sources", self._source, None)],
            made.properties,
            made.stated_in,
            made.restated,
        )

    def _can_end(self, held: Mapping[str, Any]) -> bool:
        first = held.get("validFrom")
        return first is None or (isinstance(first, date) and first < self._today)

    def _ended(self, identity: Identity, held: dict[str, Any], stated_in: list[Any]) -> list[Reconciled]:
        last = held.get("validTo")
        if isinstance(last, date) and last <= self._today:
            return []  # it was over already
        wanted = {"validTo": self._today, "vanishedOn": self._today}
        return [
            Reconciled(
                StatedElement(identity, b"[]", ""),
                [("validTo", None, self._today)],
                wanted,
                [tuple(each) for each in stated_in],
            )
        ]

    async def _needed(self, shape: ColumnSet, gone: Sequence[Identity]) -> frozenset[Identity]:
        """The nodes on which somebody else's statements hang."""
        if not shape.is_node or not gone:
            return frozenset()
        # That something is stated in a Source stands with that thing; that it is stated in a Document is said by a source.
        text = f"""
UNWIND $keys AS key
MATCH (n:{shape.name} {{key: key}})-[r]-()
WHERE (type(r) <> 'STATED_IN' OR endNode(r):Document) AND r.source <> $source
RETURN DISTINCT key"""
        given = {"keys": [each[0] for each in gone], "source": self._source}
        rows = list((await self._database.read(Statement(text, given), deadline_s=DEADLINE_S)).rows)
        if shape.name == "Source":
            rows += (await self._database.read(Statement(_NAMING, given), deadline_s=DEADLINE_S)).rows
        return frozenset((row[0],) for row in rows)

    async def _remove(self, work: WriteTransaction, shape: ColumnSet, removed: Sequence[Identity]) -> None:
        if not shape.is_node:
            work.add(writing.remove_relationships(shape, [list(each) for each in removed]), len(removed))
        else:
            keys = [each[0] for each in removed]
            for kind, what in await self._hanging(shape, keys):
                work.record_change(ChangeKind.REMOVED, kind, [what])
            work.add(writing.remove_nodes(shape.name, keys), len(keys))
        work.record_change(ChangeKind.REMOVED, shape.name, (shape.id_of(each) for each in removed))

    async def _hanging(self, shape: ColumnSet, keys: Sequence[str]) -> Sequence[Sequence[str]]:
        """Type and id of all relationships that go with nodes."""
        text = f"""
UNWIND $keys AS key
MATCH (n:{shape.name} {{key: key}})-[r]-()
WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b
RETURN type(r), type(r) + '|' + toLower(labels(a)[0]) + ':' + a.key + '|' + toLower(labels(b)[0]) + ':' + b.key
  + '|' + coalesce(toStringOrNull(r.validFrom), '')"""
        return (await self._database.read(Statement(text, {"keys": list(keys)}), deadline_s=DEADLINE_S)).rows
