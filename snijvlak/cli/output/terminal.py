"""The terminal, on which no text of the graph turns around or moves what stands beside it.

In: what is printed. Out: the same on standard output or error, with a sign for each control of writing direction.
"""

import sys
from typing import IO, Any

from rich.console import Console

from loaders.text import undirected

SIGN = "\ufffd"


class _Guarded:
    """One of the standard streams, whichever that is at the moment."""

    def __init__(self, name: str) -> None:
        self._name = name

    def write(self, text: str) -> int:
        """Write, with signs."""
        return int(getattr(sys, self._name).write(undirected(text, SIGN)))

    def __getattr__(self, name: str) -> Any:
        return getattr(getattr(sys, self._name), name)


def console(*, stderr: bool = False) -> Console:
    """A console on a guarded stream."""
    stream: IO[str] | Any = _Guarded("stderr" if stderr else "stdout")
    return Console(file=stream, stderr=stderr, highlight=False)
