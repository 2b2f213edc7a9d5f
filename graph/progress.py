"""The progress bar of all that takes long: fetching and preparing Neo4j the first time, and each step of a load.

In: what is being done, how much of it is done, of how much. Out: a bar that appears with the first word.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, of how much."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Show nothing."""


def bars(stream: TextIO, *more: ProgressColumn, transient: bool = False) -> Bars:
    """Bars on a stream, not yet started. `transient`: gone at the end."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), *more)
    return Bars(*columns, console=Console(file=stream), transient=transient)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar on standard error for each thing that is shown; nothing where there is none."""
    shown, tasks = bars(sys.stderr), dict[str, TaskID]()

    def show(what: str, done: int, total: int) -> None:
        if what not in tasks:
            shown.start()
            tasks[what] = shown.add_task(what, total=total)
        shown.update(tasks[what], completed=done)

    try:
        yield show
    finally:
        shown.stop()
