"""`snijvlak load --bulk`: sees that the graph may be made anew from files, and makes it so.

In: settings, a graph that was started here. Out: an Offline for the load; BadInput when the graph is not ours alone, or
not empty.
"""

import asyncio
import shutil
from contextlib import AsyncExitStack

from graph.check import ensure_schema, indexes_online
from graph.errors import BadInput
from graph.loads import unfinished
from graph.server import folder_for_files, make_anew
from graph.session import Database
from graph.work import Interrupted
from loaders.bulk.offline import SMALLEST, Offline
from snijvlak.place import EMPTY, Place, running_server, server_settings
from snijvlak.settings import Settings


def may_be_bulk(settings: Settings) -> None:
    """Refuse a server that is not ours, or that others are using."""
    if settings.neo4j_uri is not None:
        raise BadInput("--bulk works only on the Neo4j that Snijvlak manages itself, and SNIJVLAK_NEO4J_URI names another", "Load without --bulk.")
    if running_server(server_settings(settings)):
        raise BadInput(f"The graph in {settings.home} is being used by another process, and --bulk has to stop it", "Stop that process first, or load without --bulk.")


async def offline_of(place: Place, stack: AsyncExitStack, smallest: int = SMALLEST) -> Offline | None:
    """The offline way into an empty graph; None for one that a load which was cut off has begun to fill."""
    server, settings = place.server, server_settings(place.settings)
    assert server is not None
    if not (await place.database.read(EMPTY)).one()[0]:
        if await unfinished(place.database):
            return None
        raise BadInput(f"--bulk works only on an empty graph, and the one in {place.settings.home} holds data", "Load without --bulk, or into another SNIJVLAK_HOME.")

    async def ready() -> None:
        """Another command may have found the server that runs here, and written."""
        if not (await place.database.read(EMPTY)).one()[0]:
            raise Interrupted("Somebody else wrote into the graph while this was being read", "Load without --bulk.")
        await place.database.close()

    async def anew(arguments: list[str]) -> Database:
        await make_anew(server, settings, arguments, ready)
        opening = Database.open(server.uri, server.user, server.password, server.database)
        database = await stack.enter_async_context(opening)
        await ensure_schema(database)
        await indexes_online(database)
        return database

    stack.push_async_callback(asyncio.to_thread, shutil.rmtree, settings.bulk, ignore_errors=True)
    return Offline(lambda: folder_for_files(settings), anew, smallest)
