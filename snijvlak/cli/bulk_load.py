"""`snijvlak load --bulk`: sees that the graph may be made anew from files, and makes it so.

In: settings. Out: an Offline for the load; BadInput when the graph is not ours alone, or not empty.
"""

from contextlib import AsyncExitStack

from graph.check import ensure_schema, indexes_online
from graph.database.session import Database
from graph.errors import BadInput
from graph.progress import progress_bar
from graph.server import DataFolderLock, folder_for_files, hold, make_anew
from graph.write.transaction import Interrupted
from graph.write.unfinished import unfinished
from loaders.apply.offline.choice import SMALLEST, Offline
from snijvlak.instance import EMPTY, open_instance, running_server, server_settings
from snijvlak.settings import Settings


def may_be_bulk(settings: Settings) -> None:
    """Refuse a server that is not ours, or that others are using."""
    if settings.neo4j_uri is not None:
        raise BadInput("--bulk works only on the Neo4j that Snijvlak manages itself, and SNIJVLAK_NEO4J_URI names another", "Load without --bulk.")
    if running_server(server_settings(settings)):
        raise BadInput(f"The graph in {settings.home} is being used by another process, and --bulk has to stop it", "Stop that process first, or load without --bulk.")


async def offline_of(settings: Settings, stack: AsyncExitStack, smallest: int = SMALLEST) -> Offline:
    """The managed graph, whose data folder is held until the stack is left, to be opened and made anew."""
    with progress_bar() as progress:
        held = await hold(server_settings(settings), progress)
    stack.callback(held.release)
    graph = _Graph(settings, held, stack)
    return Offline(lambda: folder_for_files(held.settings), graph.open, graph.prepare, graph.make_anew, smallest)


class _Graph:
    """The managed graph in a held folder."""

    def __init__(self, settings: Settings, held: DataFolderLock, stack: AsyncExitStack) -> None:
        self._settings = settings
        self._held = held
        self._stack = stack
        self._made_anew = False

    async def open(self) -> tuple[Database, bool]:
        """The graph, and whether it is empty; if not, what a load that was cut off has begun to fill may still be filled."""
        self._place = place = await self._stack.enter_async_context(open_instance(self._settings, held=self._held))
        empty = await self._is_empty()
        if not empty:
            if not await unfinished(place.database):
                raise BadInput(f"--bulk works only on an empty graph, and the one in {self._settings.home} holds data", "Load without --bulk, or into another SNIJVLAK_HOME.")
            await self.prepare()
        self._stack.push_async_exit(self._prepare_unless_made_anew)
        place.seed_mark.remove()
        return place.database, empty

    async def prepare(self) -> None:
        """See that the graph has constraints and indexes. Of one that is made anew they would be lost."""
        await ensure_schema(self._place.database)

    async def _prepare_unless_made_anew(self, kind: type[BaseException] | None, *_: object) -> None:
        """Also when nothing was loaded, since something was refused."""
        if kind is None and not self._made_anew:
            await self.prepare()

    async def make_anew(self, arguments: list[str]) -> Database:
        """The graph that files hold, with its constraints and indexes."""
        server = self._place.server
        assert server is not None
        self._made_anew = True
        await make_anew(server, arguments, self._ready)
        opening = Database.open(server.uri, server.user, server.password, server.database)
        database = await self._stack.enter_async_context(opening)
        await ensure_schema(database)
        await indexes_online(database)
        return database

    async def _ready(self) -> None:
        """Another command may have found the server that runs here, and written."""
        if not await self._is_empty():
            raise Interrupted("Somebody else wrote into the graph while this was being read", "Load without --bulk.")
        await self._place.database.close()

    async def _is_empty(self) -> bool:
        return bool((await self._place.database.read(EMPTY)).one()[0])
