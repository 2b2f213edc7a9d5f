"""Neo4j's offline import: files become the whole database of a server that is stopped meanwhile.

In: a held data folder, and arguments that name the files. Out: a database of just that; none when it fails or is cut off: a mark
stands beside the data from before the import to its end, and whoever finds it later throws half a database away.
"""

import asyncio

from graph.errors import ServerError
from graph.server import process
from graph.server.config import DATABASE, write_private
from graph.server.java import bundled_java, import_command, places
from graph.server.leftovers import sweep
from graph.server.settings import ServerSettings


async def import_files(held: process.DataFolderLock, arguments: list[str]) -> None:
    """Make the database in a held folder anew; raises ServerError, with an empty one, when that fails."""
    settings, jars = held.settings, held.jars
    write_private(settings.importing, "the database is being made from files\n")
    try:
        command = import_command(bundled_java(), jars, DATABASE, *arguments)
        guard = process.spawn_guarded(command, jars, settings, held.lock.fd, places(settings))
        try:
            code = await asyncio.to_thread(guard.wait)
        finally:
            await asyncio.to_thread(process.end_guard, guard)
        if code:
            raise ServerError(f"Neo4j's import failed: {_said(settings)}", "Load without --bulk.")
        settings.importing.unlink()
    finally:
        sweep(settings)


def _said(settings: ServerSettings) -> str:
    """The last line of what it said that says why."""
    lines = [line.strip() for line in settings.console_log.read_text("utf-8", "replace").splitlines() if line.strip()]
    told = [line for line in lines if "Exception" in line or line.startswith("Caused by")]
    return (told or lines or ["no word"])[-1][:300]
