"""Neo4j's jars: fetched once into the cache, verified by sha256 at install and at every start.

In: the jar lock and the cache folder. Out: a folder that holds exactly the locked jars. Jars are
written to a `.partial` folder that is renamed when it is whole, so a half-written install is never
started; what it already holds is used by the next try.
"""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from graph.errors import ServerError
from graph.progress import Progress, silent
from graph.server.faults import cannot_write, require_space
from graph.server.fetch import fetch_jar
from graph.server.lock import FileLock
from graph.server.lockfile import NEO4J, JarLock, read_lock
from graph.server.repositories import places
from graph.server.settings import CACHE_SETTING

WHAT = "Fetching Neo4j"
THREADS = 16
INSTALL_WAIT_S = 600.0
INSTALL_MIB = 400  # jars and archive


def jar_folder(cache: Path, lock: JarLock) -> Path:
    """Where the jars of this lock live; another lock has another folder."""
    return cache / f"neo4j-{NEO4J}-{lock.digest[:12]}"


def install(cache: Path, progress: Progress | None = None) -> Path:
    """The folder of verified jars, fetched first where it is missing.

    Idempotent, and safe when several processes do it at once. Raises ServerError: no network, no
    space, a folder that cannot be written, a jar that is not the locked one.
    """
    lock = read_lock()
    folder = jar_folder(cache, lock)
    if not folder.is_dir():
        _install_new(cache, folder, lock, progress or silent)
    else:
        verify(folder, lock)
    return folder


def verify(folder: Path, lock: JarLock) -> None:
    """Raise ServerError when any jar is missing or has changed since it was installed."""
    with ThreadPoolExecutor(max(2, os.cpu_count() or 2)) as pool:
        found = list(pool.map(lambda jar: _sha256(folder / jar.filename), lock.jars))
    for jar, sha256 in zip(lock.jars, found, strict=True):
        if sha256 != jar.sha256:
            raise _damaged(folder / jar.filename, jar.sha256, sha256)


def _install_new(cache: Path, folder: Path, lock: JarLock, progress: Progress) -> None:
    partial = folder.with_name(f"{folder.name}.partial")
    try:
        cache.mkdir(parents=True, exist_ok=True)
        require_space(cache, INSTALL_MIB, CACHE_SETTING)
        with FileLock(cache / "install.lock", CACHE_SETTING, wait_s=INSTALL_WAIT_S):
            if folder.is_dir():  # another process was first
                return verify(folder, lock)
            partial.mkdir(exist_ok=True)
            _fetch_all(partial, lock, progress)
            verify(partial, lock)
            partial.rename(folder)
    except OSError as error:
        raise cannot_write(error, Path(error.filename or cache), CACHE_SETTING) from error


def _fetch_all(folder: Path, lock: JarLock, progress: Progress) -> None:
    """Fetch what the folder does not hold yet; the first failure stops the rest."""
    missing = [jar for jar in lock.jars if _sha256(folder / jar.filename) != jar.sha256]
    done, total = len(lock.jars) - len(missing), len(lock.jars)
    progress(WHAT, done, total)
    if not missing:
        return
    where = places()
    with ThreadPoolExecutor(THREADS) as pool:
        futures = [pool.submit(fetch_jar, jar, folder, where) for jar in missing]
        try:
            for number, future in enumerate(as_completed(futures), done + 1):
                future.result()
                progress(WHAT, number, total)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _sha256(path: Path) -> str | None:
    """The hash of the file; None when there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def _damaged(path: Path, expected: str, found: str | None) -> ServerError:
    what = f"has sha256 {found}, expected {expected}" if found else "is missing"
    return ServerError(
        f"Damaged Neo4j install: {path} {what}",
        f"Remove the folder {path.parent} and start again: the jars are then fetched anew.",
    )
