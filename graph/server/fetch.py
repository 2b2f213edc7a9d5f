"""One jar from the network, or from the folder where Maven already keeps it.

In: a locked jar. Out: that file in the given folder, with exactly the locked bytes, or a
ServerError. Written beside itself and renamed, so a jar under its own name is always whole.
"""

import hashlib
import shutil
import threading
from pathlib import Path
from urllib.parse import urlsplit

import requests

from graph.errors import ServerError
from graph.server.lockfile import Jar
from graph.server.repositories import Places

TRIES = 3
TIMEOUT_S = (10, 60)  # to connect, between two pieces
PIECE = 1 << 18
_threads = threading.local()


def fetch_jar(jar: Jar, folder: Path, places: Places) -> None:
    """Put the jar in the folder: copied when Maven has it, else fetched from the first repository that does."""
    if _copy_local(jar, folder, places.local):
        return
    if any(_download(jar, f"{address}/{jar.repository_path}", folder) for address in places.remote):
        return
    raise ServerError(
        f"No repository has {jar.group}:{jar.artifact}:{jar.version}",
        "If you use a mirror, see that it offers Maven Central; then start again.",
    )


def _copy_local(jar: Jar, folder: Path, local: Path) -> bool:
    source = local / jar.repository_path
    if not source.is_file() or hashlib.sha256(source.read_bytes()).hexdigest() != jar.sha256:
        return False
    part = folder / f"{jar.filename}.part"
    shutil.copyfile(source, part)
    part.rename(folder / jar.filename)
    return True


def _download(jar: Jar, url: str, folder: Path) -> bool:
    """False when this repository does not have the jar; a broken connection is tried again."""
    for attempt in range(1, TRIES + 1):
        try:
            return _download_once(jar, url, folder)
        except requests.RequestException as error:
            if attempt == TRIES:
                raise _unreachable(url, error) from error
    return False


def _download_once(jar: Jar, url: str, folder: Path) -> bool:
    part = folder / f"{jar.filename}.part"
    sha256 = hashlib.sha256()
    with _session().get(url, stream=True, timeout=TIMEOUT_S) as response:
        if response.status_code == requests.codes.not_found:
            return False
        response.raise_for_status()
        with part.open("wb") as file:
            for piece in response.iter_content(PIECE):
                file.write(piece)
                sha256.update(piece)
    if sha256.hexdigest() != jar.sha256:
        part.unlink()
        raise _not_the_jar(jar, url, sha256.hexdigest())
    part.rename(folder / jar.filename)
    return True


def _session() -> requests.Session:
    """One connection per thread, kept open: a session must not be shared between threads."""
    if not hasattr(_threads, "session"):
        _threads.session = requests.Session()
    session: requests.Session = _threads.session
    return session


def _unreachable(url: str, error: requests.RequestException) -> ServerError:
    host = urlsplit(url).hostname
    return ServerError(
        f"Cannot fetch Neo4j from {host}: {_reason(error)}",
        "Check the network, HTTPS_PROXY and the mirror in ~/.m2/settings.xml, and start again: "
        "what was fetched is kept.",
    )


def _reason(error: requests.RequestException) -> str:
    """The innermost reason in one line; requests wraps it several times."""
    if error.response is not None:
        return f"HTTP {error.response.status_code}"
    innermost: BaseException = error
    while (deeper := _beneath(innermost)) is not None:
        innermost = deeper
    return str(innermost).splitlines()[0] if str(innermost) else type(innermost).__name__


def _beneath(error: BaseException) -> BaseException | None:
    reason = getattr(error, "reason", None)
    return reason if isinstance(reason, BaseException) else error.__cause__ or error.__context__


def _not_the_jar(jar: Jar, url: str, found: str) -> ServerError:
    return ServerError(
        f"{jar.filename} from {urlsplit(url).hostname} has sha256 {found}, expected {jar.sha256}",
        "Nothing was installed. A proxy or mirror gives something else than the jar: repair that, or go round it.",
    )
