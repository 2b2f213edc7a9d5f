"""The one event loop of a command.

In: the work of a command. Out: its result; ctrl-c and SIGTERM end it with everything closed.
"""

import asyncio
import signal
import sys
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from snijvlak.http.gc_tuning import relax_gc


def in_loop(work: Coroutine[Any, Any, Any]) -> Any:
    """Run a command in its one event loop; SIGTERM ends it as ctrl-c does, with everything closed."""

    async def watched() -> Any:
        task = asyncio.current_task()
        assert task is not None
        with suppress(NotImplementedError):  # Windows
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        return await work

    relax_gc()
    try:
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            return runner.run(watched())
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


def _loop_factory() -> Any:
    if sys.platform == "win32":
        return None
    import uvloop

    return uvloop.new_event_loop
