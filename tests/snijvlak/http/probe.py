"""How long a running server keeps others waiting: small requests, one after the other, while something else runs.

In: the address of a server, and whatever is done inside `async with probing(...)`. Out: a Probe with how long each
answer of /healthz took. The probe is a thread with a connection of its own and no event loop, so that what the test
does meanwhile is not taken for the server's doing.
"""

import asyncio
import http.client
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

PAUSE_S = 0.002


class Probe(threading.Thread):
    """Resolvers /healthz again and again until it is stopped."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        url = urlsplit(address)
        self._connection = http.client.HTTPConnection(url.hostname or "127.0.0.1", url.port or 80, timeout=30)
        self._over = threading.Event()
        self.took_ms: list[float] = []
        self.failed: list[str] = []

    def run(self) -> None:
        while not self._over.is_set():
            started = time.perf_counter()
            try:
                self._connection.request("GET", "/healthz")
                answer = self._connection.getresponse()
                answer.read()
                if answer.status != 200:
                    self.failed.append(str(answer.status))
            except (OSError, http.client.HTTPException) as error:
                self.failed.append(repr(error))
                self._connection.close()
            self.took_ms.append((time.perf_counter() - started) * 1000)
            self._over.wait(PAUSE_S)
        self._connection.close()

    def stop(self) -> None:
        """Wait for the last answer."""
        self._over.set()
        self.join(30)

    @property
    def answered(self) -> bool:
        """True when there were answers, and none was anything but good."""
        return bool(self.took_ms) and not self.failed

    def percentile(self, part: float) -> float:
        """How many milliseconds this part of the answers stayed within."""
        ordered = sorted(self.took_ms)
        return ordered[min(int(len(ordered) * part), len(ordered) - 1)]

    @property
    def longest_ms(self) -> float:
        """The longest that somebody else had to wait."""
        return max(self.took_ms)

    def __str__(self) -> str:
        figures = (
            f"p50 {self.percentile(0.5):.1f} ms, p99 {self.percentile(0.99):.1f} ms, longest {self.longest_ms:.1f} ms"
        )
        return f"/healthz {len(self.took_ms)} times: {figures}, {len(self.failed)} failed"


@asynccontextmanager
async def probing(address: str) -> AsyncIterator[Probe]:
    """Probe the server for as long as the block runs."""
    probe = Probe(address)
    probe.start()
    try:
        yield probe
    finally:
        await asyncio.to_thread(probe.stop)
