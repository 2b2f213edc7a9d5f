"""Writes a small graph into Neo4j as it stands, and reads the facts of ownership back the way the API does.

In: a SmallGraph and an open database. Out: Facts.
"""

from graph.database.session import Database
from graph.database.statement import Statement
from graph.ownership.facts.model import Facts
from graph.ownership.facts.query import facts_query
from graph.ownership.history.reading import facts_from
from tests.graph.ownership.small_graph import SmallGraph

CLEAR = Statement("MATCH (n) DETACH DELETE n")
CREATE = """
UNWIND $nodes AS row
CREATE (n:$(row.label))
SET n = row.properties
WITH collect(n) AS nodes
UNWIND $relationships AS row
WITH nodes[row.start] AS a, nodes[row.end] AS b, row
CREATE (a)-[r:$(row.type)]->(b)
SET r = row.properties
"""


async def store(database: Database, graph: SmallGraph) -> None:
    """Replace everything in the database by this graph, in one transaction."""
    places = {node: place for place, node in enumerate(graph.nodes)}
    nodes = [{"label": label, "properties": properties} for label, properties in graph.nodes.values()]
    relationships = [
        {"type": kind, "start": places[start], "end": places[end], "properties": properties}
        for kind, start, end, properties in graph.relationships
    ]
    create = Statement(CREATE, {"nodes": nodes, "relationships": relationships})
    await database.write(CLEAR, create, deadline_s=30)


async def facts_of(database: Database, subjects: list[str], areas: list[str]) -> Facts:
    """The facts around some subjects."""
    return facts_from((await database.read(facts_query(subjects, areas))).one()).facts
