"""Statements that Neo4j has not planned yet wait for their turn: a few at a time.

In: the text of a Statement. Out: its turn, at once where it was run lately. Planning takes seconds where running takes
milliseconds, nothing ends it, and as many at once as there are connections would leave none to anybody else.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """The turns of one database."""

    def __init__(self, kept: int, at_once: int) -> None:
        self._kept = kept
        self._known: OrderedDict[int, None] = OrderedDict()
        self._free = asyncio.Semaphore(at_once)

    @asynccontextmanager
    async def turn(self, text: str) -> AsyncIterator[None]:
        """Wait where the text is new; it is known once this was left without an error."""
        name = hash(text)
        if name in self._known:
            self._known.move_to_end(name)
            yield
            return
        async with self._free:
            yield
        self._known[name] = None
        while len(self._known) > self._kept:
            self._known.popitem(last=False)
