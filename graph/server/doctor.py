"""Whether a managed Neo4j could be installed and started here, looked at without starting anything.

In: ServerSettings. Out: one Check per thing that can be wrong, as data; whoever shows it prints it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import requests

from graph.errors import ServerError
from graph.server.archive import find_archive
from graph.server.faults import cannot_write, require_space
from graph.server.jars import INSTALL_MIB, jar_folder, verify
from graph.server.java import bundled_java, java_version
from graph.server.lock import FileLock
from graph.server.lockfile import read_lock
from graph.server.port import is_free, port_in_use, stored_port
from graph.server.repositories import repositories
from graph.server.settings import CACHE_SETTING, HOME_MIB, HOME_SETTING, ServerSettings


@dataclass(frozen=True)
class Check:
    """One thing looked at: `cause` says what was found, `cure` what to do when it is not ok."""

    name: str
    ok: bool
    cause: str
    cure: str = ""


def doctor(settings: ServerSettings) -> list[Check]:
    """Every check, in the order in which a start would meet them."""
    checks: list[tuple[str, Callable[[ServerSettings], str]]] = [
        ("Java", _java),
        ("cache folder", _cache),
        ("Neo4j jars", _jars),
        ("fast start", _archive),
        ("data folder", _home),
        ("data folder free", _unlocked),
        ("Bolt port", _port),
    ]
    return [_checked(name, look, settings) for name, look in checks]


def _checked(name: str, look: Callable[[ServerSettings], str], settings: ServerSettings) -> Check:
    try:
        return Check(name, True, look(settings))
    except ServerError as error:
        return Check(name, False, error.cause, error.cure)


def _java(_: ServerSettings) -> str:
    java = bundled_java()
    return f"Java {java_version(java)}: {java}"


def _cache(settings: ServerSettings) -> str:
    need_mib = 0 if jar_folder(settings.cache, read_lock()).is_dir() else INSTALL_MIB
    return _writable(settings.cache, need_mib, CACHE_SETTING)


def _home(settings: ServerSettings) -> str:
    return _writable(settings.home, HOME_MIB, HOME_SETTING)


def _writable(folder: Path, need_mib: int, setting: str) -> str:
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    try:
        if not there.is_dir():
            raise NotADirectoryError(20, "Not a directory")
        (probe := there / ".snijvlak-probe").touch()
        probe.unlink()
    except OSError as error:
        raise cannot_write(error, there, setting) from error
    return f"{folder}, {require_space(folder, need_mib, setting)} MiB free"


def _jars(settings: ServerSettings) -> str:
    lock = read_lock()
    folder = jar_folder(settings.cache, lock)
    if folder.is_dir():
        verify(folder, lock)
        return f"all {len(lock.jars)} whole: {folder}"
    for name, address in repositories().items():
        _reachable(name, address)
    return f"not fetched yet: the first start does it ({', '.join(repositories())} can be reached)"


def _reachable(name: str, address: str) -> None:
    try:
        requests.head(address, timeout=10)
    except requests.RequestException as error:
        raise ServerError(
            f"The jars are not fetched yet and the repository {name} cannot be reached ({type(error).__name__})",
            "Check the network, HTTPS_PROXY and the mirror in ~/.m2/settings.xml.",
        ) from error


def _archive(settings: ServerSettings) -> str:
    folder = jar_folder(settings.cache, read_lock())
    found = find_archive(folder) if folder.is_dir() else None
    return f"archive {found}" if found else "no archive yet: the next start makes it"


def _unlocked(settings: ServerSettings) -> str:
    if not settings.lock_path.exists():
        return "not used yet"
    try:
        with FileLock(settings.lock_path, HOME_SETTING):
            return "in use by nobody"
    except OSError as error:
        raise cannot_write(error, settings.lock_path, HOME_SETTING) from error


def _port(settings: ServerSettings) -> str:
    port = settings.bolt_port
    if port is not None and not is_free(port):
        raise port_in_use(port)
    return f"port {port} is free" if port else f"a free one (last time {stored_port(settings) or 'none'})"
