"""The managed Neo4j: installed from Maven without Docker, system Java or root; ours alone.

In: ServerSettings (folders, port, sizes). Out: a RunningServer to connect to, or a ServerError with
one line of cause and one of cure. Map: settings → lockfile, repositories, fetch, jars (install) →
java, config, port, lock (what a start needs) → process, watchdog, failure (the start itself) →
archive (a faster one) → leftovers, offline (a database made from files) → doctor (all of it, looked at without starting).
"""

import asyncio
from collections.abc import Awaitable, Callable

from graph.server.archive import archive_options, ensure_archive
from graph.server.doctor import Check, doctor
from graph.server.jars import install
from graph.server.java import bundled_java, java_version
from graph.server.leftovers import folder_for_files
from graph.server.offline import import_files
from graph.server.process import Held, RunningServer, between_runs, run
from graph.server.process import hold as hold_installed
from graph.server.progress import Progress, progress_bar
from graph.server.settings import ServerSettings, default_cache, default_home

__all__ = [
    "Check",
    "Held",
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


async def hold(settings: ServerSettings, progress: Progress | None = None) -> Held:
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

    async def work(held: Held) -> None:
        await import_files(held, arguments)

    await ready()
    await between_runs(server, work)
