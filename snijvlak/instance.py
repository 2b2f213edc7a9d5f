"""The graph that a command works on: a Neo4j that was named, the managed one that runs already, or one started for it.

In: settings. Out: an open Place, closed (and stopped, where it was started here) at the end.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import seed
from graph.check import ensure_schema
from graph.database.session import LAST_WRITTEN, Database
from graph.database.statement import Statement
from graph.progress import progress_bar
from graph.read.synthetic import SyntheticCheck
from graph.server import DataFolderLock, RunningServer, ServerSettings, run, start
from graph.server.lock import read_holder
from graph.server.port import HOST, stored_port
from loaders.load import load
from snijvlak.notices import AnswerNotice, about_graph
from snijvlak.settings import Settings

USER, DATABASE = "neo4j", "neo4j"
EMPTY = Statement("RETURN NOT EXISTS { MATCH (n) } AS empty")


@dataclass(frozen=True)
class Instance:
    """An open graph; `managed` when it is the Neo4j of ours, `server` when it was started here."""

    settings: Settings
    database: Database
    uri: str
    managed: bool
    server: RunningServer | None = None

    @property
    def process(self) -> int | None:
        """The Neo4j that was started here."""
        return self.server.pid if self.server else None

    @property
    def seed_mark(self) -> "SeedState":
        return SeedState(self.settings.home / "seed-loaded")

    async def about(self) -> AnswerNotice:
        """What is to be shown of this graph."""
        holds_seed = self.managed and self.seed_mark.is_whole
        now = (await self.database.read(LAST_WRITTEN)).bookmarks
        only_synthetic = self._synthetic.covers if await self._synthetic.covers(now) else None
        return about_graph(self.settings, holds_seed=holds_seed, only_synthetic=only_synthetic)

    @cached_property
    def _synthetic(self) -> SyntheticCheck:
        return SyntheticCheck(self.database, seed_sources())


@dataclass(frozen=True)
class SeedState:
    """A file in HOME that says the managed graph holds the seed and nothing else that we wrote.

    A mark in the graph would be a fact among facts, there for every tool to trip over. The file is written before the
    seed (so that a load which was cut off is taken up again) and completed after it; any other load takes it away first.
    """

    path: Path

    @property
    def is_begun(self) -> bool:
        return self._says() == "begun"

    @property
    def is_whole(self) -> bool:
        return self._says() == "whole"

    def set(self, what: str) -> None:
        """`begun` or `whole`."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(what + "\n", encoding="ascii")

    def remove(self) -> None:
        """From now on the graph is somebody's own."""
        self.path.unlink(missing_ok=True)

    def _says(self) -> str:
        return self.path.read_text("ascii", "replace").strip() if self.path.is_file() else ""


def seed_sources() -> list[str]:
    """The sources whose facts about people are public already: two office-holders in a news article."""
    return ["den-haag-event"]


def server_settings(settings: Settings) -> ServerSettings:
    """What the managed Neo4j is started with."""
    return ServerSettings(settings.home, settings.cache, settings.bolt_port)


@asynccontextmanager
async def open_instance(settings: Settings, *, must_start: bool = False, held: DataFolderLock | None = None) -> AsyncIterator[Instance]:
    """The graph of these settings. `must_start`: a managed one that runs already is an error, as for `serve`.

    `held`: the data folder of the managed one, in which it is started.
    """
    if settings.neo4j_uri is not None:
        password = settings.neo4j_password.get_secret_value()
        async with Database.open(settings.neo4j_uri, settings.neo4j_user, password, settings.neo4j_database) as database:
            yield Instance(settings, database, settings.neo4j_uri, managed=False)
        return
    running = None if must_start or held else running_server(server_settings(settings))
    if running:
        async with Database.open(running[0], USER, running[1]) as database:
            yield Instance(settings, database, running[0], managed=True)
        return
    async with AsyncExitStack() as stack:
        with progress_bar() as progress:
            starting = run(held) if held else start(server_settings(settings), progress)
            server = await stack.enter_async_context(await starting)
        opening = Database.open(server.uri, server.user, server.password, server.database)
        yield Instance(settings, await stack.enter_async_context(opening), server.uri, managed=True, server=server)


def running_server(settings: ServerSettings) -> tuple[str, str] | None:
    """Address and password of the managed Neo4j of this HOME, when a living program holds it."""
    holder = read_holder(settings.lock_path)
    port = settings.bolt_port or stored_port(settings)
    if holder is None or not holder.alive or port is None or not settings.password_path.is_file():
        return None
    return f"bolt://{HOST}:{port}", settings.password_path.read_text("ascii").strip()


async def ensure_ready(place: Instance) -> bool:
    """Constraints and indexes for a graph started here, and the seed for an empty one; True when it was written now."""
    if place.process is None:
        return False  # somebody else's, or prepared by who started it
    await ensure_schema(place.database)
    empty = (await place.database.read(EMPTY)).one()[0]
    if not empty and not place.seed_mark.is_begun:
        return False
    place.seed_mark.set("begun")
    await load(place.database, seed.seed_files())
    place.seed_mark.set("whole")
    return True
