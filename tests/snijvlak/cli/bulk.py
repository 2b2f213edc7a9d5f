"""`snijvlak load --bulk` on few rows, in this process or in one that is to be killed.

In: a home, and what to load. Out: a report and the open graph; as a program, nothing but the exit code.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path

from graph.database.session import Database
from graph.database.statement import Statement
from loaders.apply.report import Report
from loaders.load import load
from loaders.options import LoadOptions
from snijvlak.cli.bulk_load import offline_of
from snijvlak.instance import USER, running_server, server_settings
from snijvlak.settings import Settings

# Nodes, relationships, and what is kept of the writing itself.
BOOKS = "(n:Change OR n:Sequence OR n:Load)"
COUNT = Statement(
    f"RETURN COUNT {{ MATCH (n) WHERE NOT {BOOKS} }}, COUNT {{ MATCH ()-[r]->() }}, COUNT {{ MATCH (n) WHERE {BOOKS} }}"
)


@asynccontextmanager
async def bulk(
    home: Path, paths: list[str], format: str = "native", options: LoadOptions | None = None
) -> AsyncIterator[tuple[Report, Database, list[int]]]:
    """Load offline, however little it is; the report, the graph, and what was in it before (COUNT)."""
    settings = Settings.read().model_copy(update={"home": home, "neo4j_uri": None})
    async with AsyncExitStack() as stack:
        offline, before = await offline_of(settings, stack, 0), list[int]()

        async def counted() -> tuple[Database, bool]:
            database, empty = await offline.open()
            before.extend((await database.read(COUNT)).one())
            return database, empty

        report = await load(replace(offline, open=counted), paths, format, options)
        running = running_server(server_settings(settings))
        assert running
        opening = Database.open(running[0], USER, running[1], deadline_s=60.0)
        yield report, await stack.enter_async_context(opening), before


async def main(home: str, folder: str) -> None:
    """Load the folder."""
    async with bulk(Path(home), [folder]):
        pass


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3]))
