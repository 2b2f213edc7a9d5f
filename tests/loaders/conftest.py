"""What the tests of loaders share: an empty database with its constraints, the seed as rows, and a folder to spoil.

The server is the real one that `neo4j_server` started for these tests, and no other: each test that asks for `database`
empties it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.database.session import Database
from graph.database.statement import Statement

NodeRow = tuple[str, str, dict[str, Any]]
EMPTY = Statement("MATCH (n) DETACH DELETE n")
SMALL = {
    "Source": "key,title,source\nbron,Een bron,bron\n",
    "Department": "key,name,level,source\nm,Gemeente,MUNICIPALITY,bron\na,Dienst A,SERVICE,bron\nb,,SERVICE,bron\n",
    "Domain": "key,name,code,source\n0.1,Bestuur,0.1,bron\n0.10,Reserves,0.10,bron\n",
    "Initiative": "key,title,startedOn,endedOn,asks,source\ntuin,Een tuin,2016-02-29,2016-02-29,PLACE | MONEY,bron\n",
    "PART_OF": "from,to,validFrom,validTo,source\ndepartment:a,department:m,,,bron\n",
    "TOUCHES": "from,to,kind,weight,source\ninitiative:tuin,domain:0.10,CORE,0.5,bron\n",
}
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the small files, with some of them replaced, added, or (None) left out."""

    def written(**files: str | bytes | None) -> Path:
        for name, content in {**SMALL, **files}.items():
            path = tmp_path / f"{name}.csv"
            path.unlink(missing_ok=True)
            if content is not None:
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return written


FACTS = "NOT n:Change AND NOT n:Load AND NOT n:Sequence"


async def everything(database: Database) -> tuple[list[Any], list[Any]]:
    """All facts with their properties, to compare one state of the graph with another; not how the books are kept."""
    nodes = await database.read(
        Statement(f"MATCH (n) WHERE {FACTS} RETURN labels(n), properties(n) ORDER BY labels(n), n.key")
    )
    joined = await database.read(
        Statement(
            "MATCH (a)-[r]->(b) RETURN type(r), a.key, b.key, properties(r)\n"
            "ORDER BY type(r), labels(a), a.key, labels(b), b.key, r.validFrom"
        )
    )
    return list(nodes.rows), list(joined.rows)


async def books(database: Database) -> list[Any]:
    """How the books are kept: number of the last Change, how many there are, and loads that never came to their end."""
    text = "RETURN COUNT { (:Change) }, COLLECT { MATCH (s:Sequence) RETURN s.last }, COLLECT { MATCH (l:Load) RETURN l.key }"
    return (await database.read(Statement(text))).one()
