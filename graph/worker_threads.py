"""Long work beside the event loop: in a few threads, for Python runs one of them at a time anyway.

In: a function and its arguments. Out: what it returns. The more threads want to run, the longer the event loop waits for its
turn among them: twenty that work out decisions at once kept everybody waiting for a second.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

AT_ONCE = 2
SWITCH_S = 0.001  # after so long Python gives the turn to another thread, which may be that of the event loop
_THREADS = ThreadPoolExecutor(AT_ONCE, "aside")


async def aside(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run it in one of the threads, in the context of the caller; what nobody waits for any more is not begun."""
    call = partial(copy_context().run, work, *args, **kwargs)
    return await asyncio.get_running_loop().run_in_executor(_THREADS, call)
