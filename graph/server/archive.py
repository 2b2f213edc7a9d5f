"""The class-data archive: what Java worked out about Neo4j's classes, kept for the next start.

In: verified jars. Out: a file in the cache that makes a start twice as fast (Java's AOT cache,
which is a class-data archive that also holds method profiles). It is made once, by a throw-away
Neo4j that is asked what Snijvlak asks (`training`); its name carries its own hash, since Java
does not check the bytes it maps. Without one, Neo4j starts all the same.
"""

import asyncio
import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

import neo4j

from graph.errors import ServerError
from graph.progress import Progress, silent
from graph.server.java import OPTIONS, bundled_java, java_version
from graph.server.lock import FileLock
from graph.server.process import hold, run
from graph.server.settings import CACHE_SETTING, ServerSettings

WHAT = "Preparing quick starts"
WAIT_S = 300.0
DIGEST = 16
EDITION = 3  # of the training: an archive of another one is not used


def find_archive(jars: Path) -> Path | None:
    """The archive that fits these jars and this Java, if it is there and undamaged; a damaged one is removed."""
    for path in jars.parent.glob(f"{_stem(jars)}-*.aot"):
        if _digest(path) == path.stem.rsplit("-", 1)[1]:
            return path
        with suppress(OSError):
            path.unlink()
    return None


async def ensure_archive(jars: Path, progress: Progress | None = None) -> Path | None:
    """The archive, made first where it is missing (about a minute); None where none can be made."""
    if (found := find_archive(jars)) or not os.access(jars.parent, os.W_OK):
        return found
    lock = FileLock(jars.parent / "archive.lock", CACHE_SETTING, wait_s=WAIT_S)
    try:
        await asyncio.to_thread(lock.acquire)
    except (OSError, ServerError):
        return None
    try:
        return find_archive(jars) or await _make_archive(jars, progress or silent)
    finally:
        lock.release()


def archive_options(archive: Path | None) -> list[str]:
    """What to tell Java; an archive that does not fit is passed over by Java itself."""
    return [f"-XX:AOTCache={archive}"] if archive else []


async def _make_archive(jars: Path, progress: Progress) -> Path | None:
    progress(WHAT, 0, 1)
    part = jars.parent / f"{_stem(jars)}.part"
    with tempfile.TemporaryDirectory(prefix="snijvlak-archive-", ignore_cleanup_errors=True) as scratch:
        settings = ServerSettings(Path(scratch), jars.parent)
        try:
            held = await hold(settings, jars, [f"-XX:AOTCacheOutput={part}"])
            try:
                async with await run(held) as server:
                    await _train(server.uri, (server.user, server.password))
                    await server.finish(WAIT_S)  # the archive is written at the end
            finally:
                held.release()
        except ServerError:
            return None
    if not part.exists():
        return None
    progress(WHAT, 1, 1)
    return part.rename(part.with_name(f"{_stem(jars)}-{_digest(part)}.aot"))


async def _train(uri: str, auth: tuple[str, str]) -> None:
    # Only making an archive needs the rooms whose questions it asks.
    from graph.server.training import training

    async with neo4j.AsyncGraphDatabase.driver(uri, auth=auth, notifications_min_severity="OFF") as driver:
        for each in training():
            await driver.execute_query(each.text, dict(each.parameters), database_="neo4j")


def _stem(jars: Path) -> str:
    options = hashlib.sha256(" ".join((*OPTIONS, str(EDITION))).encode()).hexdigest()[:8]
    return f"{jars.name}-java-{java_version(bundled_java())}-{options}"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:DIGEST]
