"""Whether a graph holds real people: what decides how much may be shown to somebody who has not said who they are.

In: a database. Out: True or False, from one Statement.
"""

from graph.model import LABELS
from graph.session import Database
from graph.statement import Statement

# Nodes that are about one person, by the model's own account; an official's are, as soon as the name is stored.
ABOUT_PEOPLE = tuple(label.name for label in LABELS.values() if label.personal or label.name == "Official")


async def only_synthetic(database: Database, *, public_facts: list[str]) -> bool:
    """True when everybody in the graph is invented, but for those whom the named sources made public."""
    real = " OR ".join(
        f"EXISTS {{ MATCH (n:{label}) WHERE NOT coalesce(n.synthetic = true, false) AND NOT coalesce(n.source IN $sources, false) }}"
        for label in ABOUT_PEOPLE
    )
    return not (await database.read(Statement(f"RETURN {real} AS real", {"sources": public_facts}))).one()[0]
