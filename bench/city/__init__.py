"""A synthetic city of stated size, always the same for the same seed, kept in a folder and used again.

In: a City (how many initiatives, and a seed for the random choices) and an open Database. Out: the Statements that fill an
empty database, or the city that the folder holds already. Map: words → rows → fixed_part, growing_part → running_city (in a Neo4j of its own).
"""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.city.fixed_part import fixed_part
from bench.city.growing_part import growing_part
from bench.city.rows import BATCH
from graph.database.session import Database
from graph.database.statement import Statement
from graph.migrations import statements as migrations

DEADLINE_S = 300.0
MARK = "city"
MADE_BY = ("words", "rows", "fixed_part", "growing_part")
COUNTS = Statement("RETURN COUNT { (n) }, COUNT { ()-[r]->() }, COUNT { (n:Initiative) }")


@dataclass(frozen=True)
class City:
    """How large a city, and which of all those of its size."""

    initiatives: int = 20_000
    seed: int = 1

    @property
    def mark(self) -> str:
        """Says which city a folder holds; another one for another size, seed or way of making it up."""
        code = b"".join(Path(__file__).with_name(f"{name}.py").read_bytes() for name in MADE_BY)
        return f"{self.initiatives} initiatives, seed {self.seed}, {hashlib.sha256(code).hexdigest()[:16]}"

    def statements(self) -> Iterator[Statement]:
        """All writes into an empty database, in order."""
        rng = random.Random(self.seed)
        yield from fixed_part(rng).statements()
        for start in range(0, self.initiatives, BATCH):
            yield from growing_part(rng, range(start, min(start + BATCH, self.initiatives))).statements()


@dataclass(frozen=True)
class Counts:
    """What the graph holds, as the graph itself says."""

    nodes: int
    relationships: int
    initiatives: int


async def settle(database: Database, city: City, home: Path) -> bool:
    """Fill the database that lives in `home`, unless it holds this very city; True when it was filled now."""
    mark = home / MARK
    if mark.is_file() and mark.read_text() == city.mark:
        return False
    mark.unlink(missing_ok=True)
    if (await counts(database)).nodes:
        await _empty(database)
    await database.schema(*migrations())
    for statement in city.statements():
        await database.write(statement, deadline_s=DEADLINE_S)
    await database.schema(Statement("CALL db.awaitIndexes(300)"))
    mark.write_text(city.mark)
    return True


async def counts(database: Database) -> Counts:
    """How large the graph is."""
    return Counts(*(await database.read(COUNTS)).one())


async def _empty(database: Database) -> None:
    """Another city was there: relationships first, since a domain has thousands."""
    for text in (
        f"MATCH ()-[r]->() WITH r LIMIT {BATCH} DELETE r RETURN count(*)",
        f"MATCH (n) WITH n LIMIT {BATCH} DELETE n RETURN count(*)",
    ):
        while (await database.write(Statement(text), deadline_s=DEADLINE_S)).one()[0]:
            pass
