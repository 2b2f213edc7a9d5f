"""The one event loop of a command, and how seldom it looks for garbage.

In: the work of a command. Out: its result; ctrl-c and SIGTERM end it with everything closed.
"""

import asyncio
import gc
import signal
import sys
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any


def in_loop(work: Coroutine[Any, Any, Any]) -> Any:
    """Run a command in its one event loop; SIGTERM ends it as ctrl-c does, with everything closed."""

    async def watched() -> Any:
        task = asyncio.current_task()
        assert task is not None
        with suppress(NotImplementedError):  # Windows
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        return await work

    collect_seldom()
    try:
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            return runner.run(watched())
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


def collect_seldom() -> None:
    """Let Python look for cycles less often, and never among what is there already.

    An answer over all initiatives is worked out from lists that live as long as the question: looking through them again
    and again took a fifth of its time (`gapClosers` at 200,000 initiatives: 10.5 and 8.1 s), and a quarter of a load's. Not too
    seldom: answers of the driver hold on to the batches of a load in cycles.
    """
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


def _loop_factory() -> Any:
    if sys.platform == "win32":
        return None
    import uvloop

    return uvloop.new_event_loop
