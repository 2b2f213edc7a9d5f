"""The graph that is stored, whole and in memory, for the specification to be asked about it.

In: an open database. Out: an IndexedGraph, a SmallGraph that finds its relationships without looking at all of them.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from graph.session import Database, as_plain
from graph.statement import Statement
from tests.ownership.small_graph import Properties, SmallGraph

NODES = Statement("MATCH (n) WHERE n.key IS NOT NULL AND NOT n:Alias AND NOT n:Change RETURN labels(n)[0], properties(n) ORDER BY labels(n)[0], n.key")
TIES = Statement(
    "MATCH (a)-[r]->(b) WHERE NOT a:Alias AND NOT a:Change AND NOT b:Change AND type(r) <> 'STATED_IN'"
    " RETURN type(r), labels(a)[0], a.key, labels(b)[0], b.key, properties(r) ORDER BY type(r), a.key, b.key"
)

Ends = dict[tuple[str, str], list[tuple[str, Properties]]]


class IndexedGraph(SmallGraph):
    """A SmallGraph that does not grow any more once it was asked."""

    @cached_property
    def _ends(self) -> tuple[Ends, Ends]:
        leaving, arriving = defaultdict(list), defaultdict(list)
        for kind, start, end, told in self.relationships:
            leaving[kind, start].append((end, told))
            arriving[kind, end].append((start, told))
        return leaving, arriving

    def leaving(self, node: str, type_: str, label: str | None = None) -> list[tuple[str, Properties]]:
        return [each for each in self._ends[0].get((type_, node), ()) if label in (None, self.label(each[0]))]

    def arriving(self, node: str, type_: str) -> list[tuple[str, Properties]]:
        return self._ends[1].get((type_, node), [])


async def stored_graph(database: Database) -> IndexedGraph:
    """Everything in it, but for sources and what is kept about changes."""
    graph = IndexedGraph()
    for label, properties in (await database.read(NODES, deadline_s=60)).rows:
        told = {name: as_plain(value) for name, value in properties.items()}
        graph.add(label, told.pop("key"), **told)
    for kind, one, start, other, end, properties in (await database.read(TIES, deadline_s=60)).rows:
        told = {name: as_plain(value) for name, value in properties.items()}
        graph.relate(kind, f"{one.lower()}:{start}", f"{other.lower()}:{end}", **told)
    return graph
