"""`snijvlak serve`: Neo4j, the seed where there is nothing yet, and the web application, until somebody stops it.

In: settings. Out: nothing; ends when told to, and leaves no process behind.
"""

import asyncio
import gc
import logging
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

import uvicorn

from graph.errors import SnijvlakError
from graph.model.viewer import PUBLIC
from graph.worker_threads import SWITCH_S
from snijvlak import operations
from snijvlak.execution import AppContext
from snijvlak.http.app import create_app
from snijvlak.http.protocol import connections
from snijvlak.instance import Instance, ensure_ready, open_instance
from snijvlak.notices import AnswerNotice
from snijvlak.settings import LOOPBACK, PREFIX, Settings

log = logging.getLogger("snijvlak")

MOST_WARMED_UP = 2_000  # initiatives
LIMITS = {
    "timeout_keep_alive": 5,
    "timeout_graceful_shutdown": 10,
}
WARM_UP_S = 60.0
LOOK_S = 5.0
STOPS = (signal.SIGINT, signal.SIGTERM)
Ready = Callable[[Instance, AnswerNotice, bool], None]


class PortInUse(SnijvlakError):
    """Somebody else listens where we should."""


async def serve(settings: Settings, *, ready: Ready) -> None:
    """Serve until SIGINT or SIGTERM. `ready` is told when everything answers, and whether the seed was written now."""
    listener = listen(settings)
    try:
        async with open_instance(settings, must_start=True) as place:
            seeded = await ensure_ready(place)
            await _serve(settings, place, listener, lambda about: ready(place, about, seeded))
    finally:
        listener.close()


async def _serve(settings: Settings, place: Instance, listener: socket.socket, ready: Callable[[AnswerNotice], None]) -> None:
    about = await place.about()
    looking = NoticeRefresher(place, about)
    app = create_app(settings, place.database, lambda: looking.about)
    config = uvicorn.Config(app, http=connections(settings.connections), ws="none", lifespan="off", log_config=None, access_log=False, server_header=False, **LIMITS)  # type: ignore[arg-type]
    server = Server(config, lambda: ready(about))
    sys.setswitchinterval(SWITCH_S)
    beside = [asyncio.create_task(warm_up(app.state.context(WARM_UP_S))), asyncio.create_task(looking.run())]
    try:
        with stopping(server):
            await server.serve(sockets=[listener])
    except OSError as error:  # somebody took the port between our two looks at it
        raise _in_use(settings, error) from error
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)


@dataclass
class NoticeRefresher:
    """What is shown of the graph, looked at again and again: somebody may load real people while we serve.

    No answer rests on this alone: each is confirmed by what it was read from.
    """

    place: Instance
    about: AnswerNotice

    async def run(self) -> None:
        """Until it is cancelled. While it cannot be looked up who is in the graph, the viewer is PUBLIC; no failure ends the looking."""
        while True:
            await asyncio.sleep(LOOK_S)
            try:
                self.about = await self.place.about()
            except Exception as error:
                self.about = replace(self.about, viewer=PUBLIC, confirm=None)
                if not isinstance(error, SnijvlakError):
                    log.exception("Who is in the graph could not be looked up; until it can be, only what is public is told.")


class Server(uvicorn.Server):
    """uvicorn, but it tells when it listens, and leaves signals to us: its own would skip what has to be closed."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextmanager
def stopping(server: uvicorn.Server) -> Iterator[None]:
    """The first signal lets requests end, the second does not. Before and after, a signal cancels the command."""
    loop = asyncio.get_running_loop()
    before = {sig: signal.getsignal(sig) for sig in STOPS}
    for sig in STOPS:
        with suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(sig, server.handle_exit, sig, None)
    try:
        yield
    finally:
        for sig in STOPS:
            with suppress(NotImplementedError):
                loop.remove_signal_handler(sig)
            signal.signal(sig, before[sig])


def listen(settings: Settings) -> socket.socket:
    """The socket to serve on, taken before anything is started; PortInUse when another program has it.

    It is bound only: until all is ready, callers are refused and do not wait.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise SnijvlakError(f"{PREFIX}HOST {settings.host!r} is no address of this machine", f"Set {PREFIX}HOST to 127.0.0.1, or leave it out.") from error
    listener = socket.socket(family, kind)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise _in_use(settings, error) from error
    return listener


def _in_use(settings: Settings, error: OSError) -> PortInUse:
    return PortInUse(
        f"Port {settings.port} at {settings.host} cannot be used: {error.strerror}",
        f"Stop the program that has it, or set {PREFIX}PORT (`make serve PORT=`) to another port.",
    )


async def warm_up(context: AppContext) -> None:
    """Ask once what everybody asks first, so that Neo4j has planned it: its first plans take seconds."""
    with suppress(SnijvlakError):
        await operations.run("areas", context)
        if (await operations.run("size", context))["initiatives"]["totalCount"] <= MOST_WARMED_UP:
            await operations.run("gaps", context, first=1)  # in a large city that takes longer than it saves
    gc.freeze()  # the schema and what else is there for good: collecting garbage need not look at it again


def address_of(settings: Settings) -> str:
    """Where a browser on this machine finds us."""
    host = settings.host if settings.host in LOOPBACK else "localhost" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"
