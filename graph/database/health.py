"""Whether questions are answered: who asks if all is well must not be told so by the one question that Neo4j still answers.

In: each question as it begins and ends. Out: what is wrong, or None.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import DatabaseUnavailable, OutOfMemory

STUCK_S = 2.0  # as long as a question waits for a connection
MANY_FAILED, LATELY_S = 5, 10.0


class Health:
    """Of one pool of connections. What looks at the health is not counted: begin it outside of `watching`."""

    def __init__(self, connections: int) -> None:
        self._connections = connections
        self._asked = 0
        self._ended = time.monotonic()
        self._failed, self._failed_at = 0, 0.0

    @contextmanager
    def watching(self) -> Iterator[None]:
        """One question."""
        if self._asked < self._connections:
            self._ended = time.monotonic()  # until all connections are taken, nobody waits for one
        self._asked += 1
        try:
            yield
            self._failed = 0
        except OutOfMemory:
            raise
        except DatabaseUnavailable:
            self._failed, self._failed_at = self._failed + 1, time.monotonic()
            raise
        finally:
            self._asked -= 1
            self._ended = time.monotonic()

    def trouble(self) -> str | None:
        """What keeps questions from being answered now."""
        now = time.monotonic()
        if self._asked >= self._connections and now - self._ended > STUCK_S:
            return f"All {self._connections} connections to Neo4j are taken, and none came free for {STUCK_S:g} s"
        if self._failed >= MANY_FAILED and now - self._failed_at < LATELY_S:
            return f"The last {self._failed} questions were not answered"
        return None
