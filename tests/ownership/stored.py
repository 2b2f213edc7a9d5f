"""Writes a small graph into Neo4j as it stands, and reads the facts of ownership back the way the API does.

In: a SmallGraph and an open database. Out: Facts.
"""

from collections import defaultdict
from typing import Any

from graph.ownership.facts import Facts
from graph.ownership.parsing import facts_from
from graph.ownership.reading import neighbourhood
from graph.session import Database
from graph.statement import Statement
from tests.ownership.small_graph import SmallGraph

CLEAR = Statement("MATCH (n) DETACH DELETE n")


async def store(database: Database, graph: SmallGraph) -> None:
    """Replace everything in the database by this graph, in one transaction."""
    await database.write(CLEAR, *_nodes(graph), *_relationships(graph), deadline_s=30)


def _nodes(graph: SmallGraph) -> list[Statement]:
    by_label: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for label, properties in graph.nodes.values():
        by_label[label].append(properties)
    return [Statement(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", {"rows": rows}) for label, rows in by_label.items()]


def _relationships(graph: SmallGraph) -> list[Statement]:
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for kind, start, end, properties in graph.relationships:
        (start_label, start_node), (end_label, end_node) = graph.nodes[start], graph.nodes[end]
        row = {"start": start_node["key"], "end": end_node["key"], "properties": properties}
        groups[kind, start_label, end_label].append(row)
    return [
        Statement(
            f"UNWIND $rows AS row MATCH (a:{start} {{key: row.start}}), (b:{end} {{key: row.end}})\n"
            f"CREATE (a)-[r:{kind}]->(b) SET r = row.properties",
            {"rows": rows},
        )
        for (kind, start, end), rows in groups.items()
    ]


async def facts_of(database: Database, subjects: list[str], areas: list[str]) -> Facts:
    """The facts around some subjects."""
    return facts_from((await database.read(neighbourhood(subjects, areas))).one()).facts
