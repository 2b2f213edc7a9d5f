"""Lets others go on while something long is worked out: one question must not hold up everybody else.

In: a loop over many things, that calls `give` after each. Out: nothing; the event loop is given a turn every five milliseconds.
"""

import asyncio
from time import perf_counter

LONGEST_S = 0.005


class EventLoopTurns:
    """Turns of the event loop, in a long piece of work."""

    def __init__(self) -> None:
        self._since = perf_counter()

    async def give(self) -> None:
        """Give the event loop a turn when it had none for a while."""
        if perf_counter() - self._since > LONGEST_S:
            await asyncio.sleep(0)
            self._since = perf_counter()
