"""The Bolt port: the one asked for, or a free one that home remembers.

In: ServerSettings. Out: a port that was free a moment ago, or a ServerError naming who has it.
"""

import socket
from contextlib import suppress

import psutil

from graph.errors import ServerError
from graph.server.config import write_private
from graph.server.settings import PORT_SETTING, ServerSettings

HOST = "127.0.0.1"


def choose_port(settings: ServerSettings) -> int:
    """The port to start on; raises ServerError when the one asked for is taken."""
    if settings.bolt_port is not None:
        if not is_free(settings.bolt_port):
            raise port_in_use(settings.bolt_port)
        return settings.bolt_port
    port = stored_port(settings)
    if port is None or not is_free(port):
        port = _free_port()
        write_private(settings.port_path, str(port))
    return port


def stored_port(settings: ServerSettings) -> int | None:
    """The port of the last start; None when there was none or the file is damaged."""
    with suppress(OSError, ValueError):
        port = int(settings.port_path.read_text(encoding="ascii"))
        return port if 0 < port < 65536 else None
    return None


def is_free(port: int) -> bool:
    """True when a server could listen on the port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def port_in_use(port: int) -> ServerError:
    """Who has the port, as far as the system tells."""
    return ServerError(
        f"Port {port} is in use by {_owner(port)}",
        f"Stop that program, or set {PORT_SETTING} to another port (or leave it out for a free one).",
    )


def _owner(port: int) -> str:
    with suppress(psutil.Error, OSError):
        for connection in psutil.net_connections("tcp"):
            if connection.laddr and connection.laddr.port == port and connection.status == psutil.CONN_LISTEN:
                pid = connection.pid
                return f"{psutil.Process(pid).name()} (pid {pid})" if pid else "another program"
    return "another program"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
