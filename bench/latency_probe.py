"""How long Snijvlak lets others wait while it answers: /healthz asked all the while, beside one question at a time.

In: the server and the questions. Out: a Waited. What holds the event loop holds the probe too; so does a busy machine, so
the same is asked of a server at rest first.
"""

import asyncio
import time
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from bench.load import Connection, get, keep_busy
from bench.measure import at
from bench.servers import Server

EVERY_S = 0.005
MOST_MS = 50.0
REST_S = 0.5


@dataclass(frozen=True)
class Waited:
    """How long the probe waited, in milliseconds: at rest, and while questions were answered."""

    rest_ms: float
    p99_ms: float
    worst_ms: float

    def __str__(self) -> str:
        return f"/healthz beside it: p99 {self.p99_ms:.1f} ms, worst {self.worst_ms:.1f} ms (worst at rest {self.rest_ms:.1f} ms; to hold: {MOST_MS:.0f} ms)"


async def waited(server: Server, bodies: Sequence[bytes], seconds: float) -> Waited:
    """Probe at rest, then beside the questions for that long."""
    rest = await _probed(server, asyncio.sleep(REST_S))
    busy = await _probed(server, keep_busy(server.port, server.path, bodies, seconds, at_once=1))
    return Waited(rest[-1] * 1000, at(busy, 0.99) * 1000, busy[-1] * 1000)


async def _probed(server: Server, work: Awaitable[object]) -> list[float]:
    """How long each probe took while that went on, in order of length."""
    found: list[float] = []
    probing = asyncio.ensure_future(_probe(server.port, found))
    try:
        await work
    finally:
        probing.cancel()
        with suppress(asyncio.CancelledError):
            await probing
    return sorted(found) or [0.0]


async def _probe(port: int, found: list[float]) -> None:
    connection = await Connection.open(port)
    try:
        while True:
            begun = time.perf_counter()
            await connection.ask(get("/healthz"))
            found.append(time.perf_counter() - begun)
            await asyncio.sleep(EVERY_S)
    finally:
        connection.close()
