"""Why Neo4j ended by itself, read from what it wrote.

In: the server's folders. Out: a ServerError with one line of cause and one of cure.
"""

from pathlib import Path

from graph.errors import ServerError
from graph.server.port import port_in_use
from graph.server.settings import HOME_SETTING, ServerSettings

TAIL_BYTES = 20_000


def why_it_ended(settings: ServerSettings, port: int) -> ServerError:
    """The known causes by their marks in the log, else Neo4j's own last error line."""
    text = "".join(_tail(path) for path in (settings.console_log, settings.folder / "logs" / "neo4j.log"))
    if "PortBindException" in text or "Address already in use" in text:
        return port_in_use(port)
    if "No space left" in text:
        return ServerError(
            f"No space left on the disk for {settings.data}",
            f"Free some space there, or set {HOME_SETTING} to a folder on a disk that has it.",
        )
    if "OutOfMemoryError" in text or "Could not reserve enough space" in text:
        return ServerError(
            f"Too little memory for Neo4j (it asks for a heap of {settings.heap_mib} MiB)",
            "Stop other programs, or give this machine more memory.",
        )
    if "FileLockException" in text or "store_lock" in text:
        return ServerError(
            f"Another Neo4j uses {settings.data}",
            f"Stop that one, or set {HOME_SETTING} to another folder.",
        )
    return ServerError(
        f"Neo4j ended while starting: {_last_error(text)}",
        f"See {settings.folder / 'logs'} for all it said.",
    )


def _tail(path: Path) -> str:
    try:
        return path.read_bytes()[-TAIL_BYTES:].decode("utf-8", "replace")
    except OSError:
        return ""


def _last_error(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if "ERROR" in line or "Caused by" in line or "Error" in line]
    return (telling or lines or ["it said nothing"])[-1][:300]
