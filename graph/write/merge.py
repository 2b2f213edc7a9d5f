"""Merges two nodes that turned out to be one: what hangs on the one moves to the other, and its id keeps resolving.

In: two ids of one label. Out: one node, an Alias for the other, and Changes, in one transaction. What sources stated of
the one that goes is kept with its Alias, so that nothing of it is lost even where one source stated both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from graph.database.session import Database
from graph.database.statement import Statement
from graph.errors import BadInput, ConcurrentWrite, NotFound
from graph.model.definition import LABELS, NODES, RELATIONSHIPS, node_id, split_id
from graph.model.terms import ChangeKind
from graph.write import change_log as changes
from graph.write import provenance
from graph.write import statements as writing
from graph.write.columns import ColumnSet, StatedElement
from graph.write.precedence import Precedence, stored_ranks
from graph.write.provenance import Assertion, Assertions
from graph.write.reconcile import rewriting
from graph.write.transaction import WriteTransaction, rewrite

TRIES = 20
DEADLINE_S = 60.0
ADDED, REMOVED = ChangeKind.ADDED, ChangeKind.REMOVED
_FIRST = "coalesce(toStringOrNull(r.validFrom), '')"


@dataclass(frozen=True)
class Merged:
    """What became of a merge. `kept` and `gone` are ids; `dropped`: relationships that could not move, by their old id."""

    kept: str
    gone: str
    moved: int
    joined: int
    dropped: tuple[str, ...]


@dataclass(frozen=True)
class _Node:
    """A node as it is stored."""

    label: str
    key: str
    held: dict[str, Any]
    stated: list[list[Any]]

    @property
    def id(self) -> str:
        return node_id(self.label, self.key)

    @property
    def assertions(self) -> Assertions:
        return provenance.of_node(self.label, self.held, [(each[0], each[1], each[2]) for each in self.stated])


@dataclass(frozen=True)
class _Joined:
    """A relationship of a node: its type, whether it leaves the node, and what stands at the other end."""

    kind: str
    leaves: bool
    label: str
    key: str
    first: str
    held: dict[str, Any]

    @property
    def place(self) -> tuple[Any, ...]:
        return self.kind, self.leaves, self.label, self.key, self.first

    def shape(self, label: str) -> ColumnSet:
        """Its shape, with a node of that label at this end."""
        return ColumnSet(self.kind, (label, self.label) if self.leaves else (self.label, label), ())

    def identity(self, key: str) -> tuple[str, str, str]:
        """Its identity, with that key at this end."""
        return (key, self.key, self.first) if self.leaves else (self.key, key, self.first)


async def merge(database: Database, keep: str, gone: str, *, by: str, reason: str = "") -> Merged:
    """Merge `gone` into `keep`; what `keep` has goes first. NotFound and BadInput when that cannot be."""
    for _ in range(TRIES):
        after = await changes.last_number(database)
        one, other = await _read_both(database, keep), await _read_both(database, gone)
        _check(one, other, gone)
        ranks = Precedence(stored={key: rank for key, rank in (await stored_ranks(database)).items() if rank is not None})
        work, merged = await _work(database, one, other, ranks)
        why = f"{other.id} merged into {one.id}" + (f": {reason}" if reason else "")
        try:
            await changes.write(
                database, work.statements, work.recorded_changes(), by=by, reason=why, after=after, deadline_s=DEADLINE_S
            )
        except ConcurrentWrite:
            continue
        return merged
    raise ConcurrentWrite("Others write so often that no turn comes", "Merge again when it is quieter.")


async def _read_both(database: Database, identifier: str) -> _Node:
    """The node of an id, also an old one."""
    text = "MATCH (:Alias {key: $id})-[:ALIAS_OF]->(n) RETURN labels(n)[0], n.key"
    found = split_id(identifier)
    for _ in range(2):
        if found and found[0] in NODES:
            rows = (await database.read(writing.whole_nodes(LABELS[found[0]].name, [found[1]]))).rows
            if rows:
                return _Node(*found, rows[0][1], rows[0][2])
        old = (await database.read(Statement(text, {"id": identifier}))).rows
        found = (old[0][0], old[0][1]) if old else None
    raise NotFound(f"There is nothing with the id {identifier!r}", "Look the id up with search.")


def _check(one: _Node, other: _Node, gone: str) -> None:
    if one.id == other.id:
        raise BadInput(f"{gone} is {one.id} already", "Name two different nodes.")
    if one.label != other.label:
        raise BadInput(f"{one.id} and {other.id} are of two kinds", "Only nodes of one kind can be one.")
    if one.label == "Source":
        raise BadInput("Sources are not merged", "Give both the rank they should have, or load under one key.")


async def _work(database: Database, one: _Node, other: _Node, ranks: Precedence) -> tuple[WriteTransaction, Merged]:
    """All that is to be written."""
    work, shape = WriteTransaction(), ColumnSet(one.label, (), ())
    both = _together(one.assertions, other.assertions)
    before = {each[0]: (each[1], each[2]) for each in one.stated}
    rewrite(work, shape, [rewriting(shape, StatedElement((one.key,), b"[]", ""), one.held, both, ranks, before)])
    moved, joined, dropped = 0, 0, list[str]()
    own = {each.place: each for each in await _joined(database, one)}
    hanging = await _joined(database, other)
    await _no_circles(database, one, hanging)
    for each in hanging:
        told = each.shape(other.label).id_of(each.identity(other.key))
        work.record_change(REMOVED, each.kind, [told])
        if (each.label, each.key) in ((one.label, one.key), (other.label, other.key)) or _second_parent(each, own):
            dropped.append(told)
        elif each.place in own:
            joined += 1
            _join(work, one, own[each.place], each, ranks)
        else:
            moved += 1
            _move(work, one, each)
    for source, _, _ in other.stated:
        work.record_change(REMOVED, "STATED_IN", [f"STATED_IN|{other.id}|{node_id('Source', source)}|"])
    _stand_for(work, one, other)
    return work, Merged(one.id, other.id, moved, joined, tuple(dropped))


def _together(first: Mapping[str, Assertion], second: Mapping[str, Assertion]) -> Assertions:
    """By source, what it stated of the first, and beside that of the second."""
    both = {**second, **first}
    for source in first.keys() & second.keys():
        values = provenance.filled(first[source].values, second[source].values)
        both[source] = Assertion(source, first[source].ref, values)
    return both


async def _joined(database: Database, node: _Node) -> list[_Joined]:
    """All relationships of a node, but that it is stated in a source."""
    text = f"""
MATCH (n:{LABELS[node.label].name} {{key: $key}})-[r]-(x)
WHERE type(r) IN $types AND x.key IS :: STRING NOT NULL AND NOT (type(r) = 'STATED_IN' AND x:Source)
RETURN type(r), startNode(r) = n, labels(x)[0], x.key, {_FIRST}, properties(r)"""
    statement = Statement(text, {"key": node.key, "types": list(RELATIONSHIPS)})
    return [_Joined(*row) for row in (await database.read(statement, deadline_s=DEADLINE_S)).rows if row[2] in LABELS]


def _second_parent(each: _Joined, own: Mapping[tuple[Any, ...], _Joined]) -> bool:
    """Whether it would give the node a second place in a tree at one time."""
    if not (RELATIONSHIPS[each.kind].tree and each.leaves) or each.place in own:
        return False
    return any(held.kind == each.kind and held.leaves and _overlap(held.held, each.held) for held in own.values())


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    pairs = ((one, other), (other, one))
    return not any(a.get("validTo") and b.get("validFrom") and a["validTo"] <= b["validFrom"] for a, b in pairs)


async def _no_circles(database: Database, one: _Node, hanging: Sequence[_Joined]) -> None:
    """Refuse what would put a node below itself in a tree."""
    for each in hanging:
        if not RELATIONSHIPS[each.kind].tree or each.label != one.label or each.key == one.key:
            continue
        low, high = ("x", "a") if each.leaves else ("a", "x")
        text = f"""
MATCH (a:{LABELS[one.label].name} {{key: $one}}), (x:{LABELS[one.label].name} {{key: $other}})
RETURN EXISTS {{ ({low})-[:{RELATIONSHIPS[each.kind].name}*1..32]->({high}) }}"""
        statement = Statement(text, {"one": one.key, "other": each.key})
        if (await database.read(statement, deadline_s=DEADLINE_S)).one()[0]:
            raise BadInput(
                f"Merged, {one.id} would stand below itself: {node_id(each.label, each.key)} is between the two",
                "Mend the tree first, or merge that one too.",
            )


def _join(work: WriteTransaction, one: _Node, own: _Joined, each: _Joined, ranks: Precedence) -> None:
    """Both had it: one relationship, with the sources of both."""
    shape = own.shape(one.label)
    both = _together(provenance.of_relationship(own.kind, own.held), provenance.of_relationship(each.kind, each.held))
    if both:
        stated = StatedElement(own.identity(one.key), b"[]", "")
        rewrite(work, shape, [rewriting(shape, stated, own.held, both, ranks, {})])


def _move(work: WriteTransaction, one: _Node, each: _Joined) -> None:
    shape, identity = each.shape(one.label), each.identity(one.key)
    text = f"""
MATCH (a:{LABELS[shape.ends[0]].name} {{key: $start}}), (b:{LABELS[shape.ends[1]].name} {{key: $stop}})
CREATE (a)-[r:{RELATIONSHIPS[each.kind].name}]->(b)
SET r = $held
RETURN count(r)"""
    work.add(Statement(text, {"start": identity[0], "stop": identity[1], "held": each.held}), 1)
    work.record_change(ADDED, each.kind, [shape.id_of(identity)])


def _stand_for(work: WriteTransaction, one: _Node, other: _Node) -> None:
    """Remove the other, and let its id stand for the one."""
    was = [[each.source, each.ref, dict(each.values)] for each in other.assertions.values()]
    text = f"""
MATCH (n:{LABELS[one.label].name} {{key: $one}})
MATCH (gone:{LABELS[one.label].name} {{key: $other}})
DETACH DELETE gone
MERGE (alias:Alias {{key: $id}})
SET alias.source = $source, alias.ref = $ref, alias.was = $was
WITH n, alias
OPTIONAL MATCH (alias)-[old:ALIAS_OF]->()
DELETE old
WITH DISTINCT n, alias
CREATE (alias)-[:ALIAS_OF {{source: $source, ref: $ref}}]->(n)
WITH alias
OPTIONAL MATCH (source:Source {{key: $source}})
FOREACH (s IN CASE WHEN source IS NULL THEN [] ELSE [source] END |
  MERGE (alias)-[stated:STATED_IN]->(s) SET stated.source = s.key, stated.ref = $ref)
RETURN count(*)"""
    given = {
        "one": one.key,
        "other": other.key,
        "id": other.id,
        "source": other.held.get("source"),
        "ref": other.held.get("ref"),
        "was": orjson.dumps(was, option=orjson.OPT_SORT_KEYS, default=str).decode(),
    }
    work.add(Statement(text, given), 1)
    work.record_change(REMOVED, other.label, [other.id])
    alias = node_id("Alias", other.id)
    work.record_change(ADDED, "Alias", [alias])
    work.record_change(ADDED, "ALIAS_OF", [f"ALIAS_OF|{alias}|{one.id}|"])
    if isinstance(other.held.get("source"), str):
        work.record_change(ADDED, "STATED_IN", [f"STATED_IN|{alias}|{node_id('Source', other.held['source'])}|"])
