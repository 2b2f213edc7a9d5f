"""A graph as it is stored, read back in full, for the specification to look at.

In: an open database. Out: a SmallGraph that finds relationships by their ends.
"""

from collections import defaultdict

from graph.database.session import Database
from graph.database.statement import Statement
from tests.graph.ownership.small_graph import Properties, SmallGraph

_NODES = Statement("MATCH (n) WHERE n.key IS NOT NULL RETURN toLower(labels(n)[0]) + ':' + n.key, labels(n)[0], properties(n)")
_TIES = Statement(
    "MATCH (a)-[r]->(b) WHERE a.key IS NOT NULL AND b.key IS NOT NULL"
    " RETURN type(r), toLower(labels(a)[0]) + ':' + a.key, toLower(labels(b)[0]) + ':' + b.key, properties(r)"
)


class StoredGraph(SmallGraph):
    """A SmallGraph of any size."""

    def __init__(self) -> None:
        super().__init__()
        self._from: dict[tuple[str, str], list[tuple[str, Properties]]] = defaultdict(list)
        self._to: dict[tuple[str, str], list[tuple[str, Properties]]] = defaultdict(list)

    def tie(self, kind: str, start: str, end: str, told: Properties) -> None:
        self.relationships.append((kind, start, end, told))
        self._from[start, kind].append((end, told))
        self._to[end, kind].append((start, told))

    def leaving(self, node: str, type_: str, label: str | None = None) -> list[tuple[str, Properties]]:
        return [each for each in self._from[node, type_] if label in (None, self.label(each[0]))]

    def arriving(self, node: str, type_: str) -> list[tuple[str, Properties]]:
        return list(self._to[node, type_])


async def stored_graph(database: Database) -> StoredGraph:
    """Everything that is stored."""
    graph = StoredGraph()
    for node, label, told in (await database.read(_NODES, deadline_s=60)).rows:
        graph.nodes[node] = (label, told)
    for kind, start, end, told in (await database.read(_TIES, deadline_s=60)).rows:
        graph.tie(kind, start, end, told)
    return graph
