"""A city in a Neo4j of its own, started for the bench and stopped at its end.

In: a City and the folder that keeps cities, one of each size. Out: a RunningCity: where that Neo4j is, open for Statements, and what it holds.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.city import City, Counts, counts, settle
from graph.database.session import Database
from graph.server import ServerSettings, progress_bar, start
from snijvlak.settings import Settings

DEADLINE_S = 60.0
Where = tuple[str, str, str]  # address, user, password


@dataclass(frozen=True)
class RunningCity:
    """A running Neo4j with a city in it."""

    where: Where
    process: psutil.Process
    database: Database
    home: Path
    counts: Counts
    filled: bool

    def __str__(self) -> str:
        return f"{self.counts.nodes:,} nodes, {self.counts.relationships:,} relationships, {self.counts.initiatives:,} initiatives"


@asynccontextmanager
async def running_city(city: City, folder: Path | None = None) -> AsyncIterator[RunningCity]:
    """Start Neo4j on the folder of that size, fill it unless it holds this city, and stop it in the end."""
    cache = Settings.read().cache
    home = (folder or cache / "bench") / str(city.initiatives)
    with progress_bar() as progress:
        server = await start(ServerSettings(home, cache), progress)
    where = (server.uri, server.user, server.password)
    async with server, Database.open(*where, deadline_s=DEADLINE_S) as database:
        filled = await settle(database, city, home)
        yield RunningCity(where, psutil.Process(server.pid), database, home, await counts(database), filled)
