"""Reads everything that sources state, in an order that does not depend on how it came in.

In: a database, labels and types. Out: elements by key, each with what every source states of it. Read page by page, so
that memory does not grow with the graph.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.database.session import Database
from graph.database.statement import Statement
from graph.model.definition import LABELS, RELATIONSHIPS, node_id
from graph.write import provenance
from graph.write.precedence import Precedence
from graph.write.provenance import Assertion, Assertions

PAGE = 2_000
DEADLINE_S = 120.0
_OF_A_STATEMENT = "['source', 'ref', 'stated']"
_FIRST = "coalesce(toStringOrNull(r.validFrom), '')"


@dataclass(frozen=True)
class Exported:
    """A node (`start` is its id, `end` empty) or a relationship, with what each source states, highest in rank first.

    `vanished`: the day on which its source no longer stated it. `more`: of how many of its sources more is kept than
    what they state and where, as dates; that no statement can tell.
    """

    name: str
    start: str
    end: str
    stated: Sequence[Assertion]
    vanished: Any = None
    more: int = 0


async def nodes(database: Database, label: str, ranks: Precedence) -> AsyncIterator[Exported]:
    """All nodes of a label, by key."""
    text = f"""
MATCH (n:{LABELS[label].name}) WHERE n.key > $after
WITH n ORDER BY n.key LIMIT $page
RETURN n.key, properties(n), COLLECT {{
  MATCH (n)-[s:STATED_IN]->(source:Source)
  RETURN [source.key, s.ref, s.stated] ORDER BY source.key }},
  COUNT {{ (n)-[s:STATED_IN]->(:Source) WHERE any(name IN keys(s) WHERE NOT name IN {_OF_A_STATEMENT}) }}"""
    after, rows = "", list[Any]([None])
    while rows:
        statement = Statement(text, {"after": after, "page": PAGE})
        rows = list((await database.read(statement, deadline_s=DEADLINE_S)).rows)
        for key, held, stated, more in rows:
            assertions = provenance.of_node(label, held, stated) or _alone(held)
            order = ranks.ordered(assertions, held.get("source"))
            if label == "Source" and key in order:  # on itself, a source is believed
                order = [key, *(each for each in order if each != key)]
            ranked = [assertions[source] for source in order]
            yield Exported(label, node_id(label, key), "", ranked, held.get("vanishedOn"), more)
            after = key


def _alone(held: dict[str, Any]) -> Assertions:
    """What a node states that names its source and is not joined to it."""
    source = held.get("source")
    return {source: Assertion(source, held.get("ref"), provenance.facts(held))} if isinstance(source, str) else {}


async def relationships(
    database: Database, kind: str, start: str, ends: Sequence[str], ranks: Precedence
) -> AsyncIterator[Exported]:
    """All relationships of a type that leave a label, by both ids and the first day on which they hold."""
    prefixes = " ".join(f"WHEN b:{LABELS[end].name} THEN '{LABELS[end].prefix}:'" for end in ends)
    text = f"""
MATCH (a:{LABELS[start].name})-[r:{RELATIONSHIPS[kind].name}]->(b:{"|".join(LABELS[end].name for end in ends)})
WHERE a.key >= $start AND b.key IS :: STRING NOT NULL
WITH a.key AS start, CASE {prefixes} END + b.key AS stop, {_FIRST} AS first, r
WHERE start > $start OR stop > $stop OR (stop = $stop AND first > $first)
WITH start, stop, first, r ORDER BY start, stop, first LIMIT $page
RETURN start, stop, first, properties(r)"""
    after, rows = ["", "", ""], list[Any]([None])
    while rows:
        given = dict(zip(("start", "stop", "first"), after, strict=True))
        rows = list((await database.read(Statement(text, {**given, "page": PAGE}), deadline_s=DEADLINE_S)).rows)
        for first_key, stop, first_day, held in rows:
            assertions = provenance.of_relationship(kind, held)
            order = held.get("sources") or ranks.ordered(assertions, held.get("source"))
            yield Exported(kind, node_id(start, first_key), stop, [assertions[source] for source in order], held.get("vanishedOn"))
            after = [first_key, stop, first_day]
