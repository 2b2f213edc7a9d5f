"""What is in the graph already, as a load has to know it before it writes: which ids, which steps of the trees.

In: ids. Out: plain values. One round trip for each label.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.database.session import Database
from graph.database.statement import Statement
from graph.model.definition import LABELS, RELATIONSHIPS, node_id, split_id

DEADLINE_S = 60.0


@dataclass(frozen=True)
class Branch:
    """A PART_OF in the graph, by the ids of both ends. `vanished`: it was ended since its source no longer stated it."""

    child: str
    parent: str
    valid_from: date | None
    valid_to: date | None
    kind: str = "PART_OF"
    sources: tuple[str, ...] = ()
    vanished: bool = False


async def existing(database: Database, identifiers: Iterable[str]) -> set[str]:
    """Those of the ids that are in the graph."""
    by_label: dict[str, list[str]] = defaultdict(list)
    for identifier in identifiers:
        if found := split_id(identifier):
            by_label[found[0]].append(found[1])
    there: set[str] = set()
    for label, keys in by_label.items():
        answer = await database.read(_keys_in(label, keys), deadline_s=DEADLINE_S)
        there.update(node_id(label, row[0]) for row in answer.rows)
    return there


async def branches(database: Database) -> list[Branch]:
    """Every tree relationship in the graph, between labels that the model lets it join."""
    found: list[Branch] = []
    for kind in RELATIONSHIPS.values():
        for start, end in kind.ends if kind.tree else ():
            answer = await database.read(_branches_of(kind.name, start, end), deadline_s=DEADLINE_S)
            for child, parent, first, last, sources, vanished in answer.rows:
                ends = node_id(start, child), node_id(end, parent)
                found.append(Branch(*ends, first, last, kind.name, tuple(sources), vanished))
    return found


async def aliases(database: Database) -> dict[str, str]:
    """Old ids, each with what it is now."""
    text = """
MATCH (a:Alias)-[:ALIAS_OF]->(n) WHERE a.key IS :: STRING NOT NULL AND n.key IS :: STRING NOT NULL
RETURN a.key, labels(n)[0], n.key ORDER BY a.key"""
    rows = (await database.read(Statement(text), deadline_s=DEADLINE_S)).rows
    return {old: node_id(label, key) for old, label, key in rows}


async def totals(database: Database) -> dict[str, int]:
    """How many there are of each label and relationship type, from the counts that Neo4j keeps."""
    parts = [f"{{name: '{name}', total: COUNT {{ (:{name}) }}}}" for name in LABELS]
    parts += [f"{{name: '{name}', total: COUNT {{ ()-[:{name}]->() }}}}" for name in RELATIONSHIPS]
    text = f"UNWIND [{', '.join(parts)}] AS one RETURN one.name, one.total"
    rows = (await database.read(Statement(text), deadline_s=DEADLINE_S)).rows
    return {name: total for name, total in rows}  # noqa: C416  rows are lists of anything


def _keys_in(label: str, keys: list[str]) -> Statement:
    text = f"""
UNWIND $keys AS key
MATCH (n:{LABELS[label].name} {{key: key}})
RETURN n.key"""
    return Statement(text, {"keys": keys})


def _branches_of(kind: str, start: str, end: str) -> Statement:
    text = f"""
MATCH (child:{LABELS[start].name})-[step:{RELATIONSHIPS[kind].name}]->(parent:{LABELS[end].name})
WHERE child.key IS :: STRING NOT NULL AND parent.key IS :: STRING NOT NULL
RETURN child.key, parent.key, CASE WHEN step.validFrom IS :: DATE THEN step.validFrom END,
  CASE WHEN step.validTo IS :: DATE THEN step.validTo END, coalesce(step.sources, [step.source], []),
  step.vanishedOn IS NOT NULL"""
    return Statement(text)
