"""`snijvlak load --bulk` on few rows, in this process or in one that is to be killed.

In: a home, and what to load. Out: a report and the open graph; as a program, nothing but the exit code.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from graph.check import ensure_schema
from graph.session import Database
from graph.statement import Statement
from loaders.load import Wishes, load
from loaders.records import Options
from loaders.report import Report
from snijvlak.bulk import offline_of
from snijvlak.place import Place, opened
from snijvlak.settings import Settings

# Nodes, relationships, and what is kept of the writing itself.
BOOKS = "(n:Change OR n:Sequence OR n:Load)"
COUNT = Statement(
    f"RETURN COUNT {{ MATCH (n) WHERE NOT {BOOKS} }}, COUNT {{ MATCH ()-[r]->() }}, COUNT {{ MATCH (n) WHERE {BOOKS} }}"
)


@asynccontextmanager
async def bulk(
    home: Path, paths: list[str], format: str = "native", wishes: Wishes | None = None, options: Options | None = None
) -> AsyncIterator[tuple[Report, Database, list[int]]]:
    """Load offline, however little it is; the report, the graph, and what was in it before (COUNT)."""
    settings = Settings.read().model_copy(update={"home": home, "neo4j_uri": None})
    async with AsyncExitStack() as stack:
        place: Place = await stack.enter_async_context(opened(settings, must_start=True))
        before = (await place.database.read(COUNT)).one()
        offline = await offline_of(place, stack, 0)
        await ensure_schema(place.database)
        report = await load(place.database, paths, format, options, wishes, offline=offline)
        database = place.database
        if offline:
            assert place.server
            server = place.server
            opening = Database.open(server.uri, server.user, server.password, deadline_s=60.0)
            database = await stack.enter_async_context(opening)
        yield report, database, before


async def main(home: str, folder: str) -> None:
    """Load the folder."""
    async with bulk(Path(home), [folder]):
        pass


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3]))
