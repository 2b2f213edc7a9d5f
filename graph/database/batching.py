"""Takes some of many at a time: so many at most, and fewer where they are long, so that long ones take no more memory.

In: what comes one by one. Out: lists of it. Where how long they are shows only in Neo4j: halves, when it says so.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from graph.errors import OutOfMemory

T = TypeVar("T")
R = TypeVar("R")

# Characters or bytes of text at a time; a single item may be longer.
TEXT = 2 << 20


def batches(items: Iterable[T], count: int, size: Callable[[T], int]) -> Iterator[list[T]]:
    """All of them, so many at a time at most."""
    source = iter(items)
    while some := next_batch(source, count, size):
        yield some


def next_batch(source: Iterator[T], count: int, size: Callable[[T], int]) -> list[T]:
    """The next ones, so many at most; none when that was all."""
    taken: list[T] = []
    room = TEXT
    for item in islice(source, count):
        taken.append(item)
        room -= size(item)
        if room <= 0:
            break
    return taken


async def with_splitting(whole: T, do: Callable[[T], Awaitable[R]], halves: Callable[[T], Sequence[T]]) -> list[R]:
    """Do it at once, or with halves, and halves of those, where Neo4j would need more memory than it may use.

    `halves` gives none of what is a single thing; then OutOfMemory is raised.
    """
    try:
        return [await do(whole)]
    except OutOfMemory:
        parts = halves(whole)
        if not parts:
            raise
    return [one for part in parts for one in await with_splitting(part, do, halves)]


def split(items: Sequence[T]) -> Sequence[Sequence[T]]:
    """The first and the second half, none of a single one."""
    middle = len(items) // 2
    return (items[:middle], items[middle:]) if middle else ()
