"""Takes some of many at a time: so many at most, and fewer where they are long, so that long ones take no more memory.

In: what comes one by one. Out: lists of it.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

# Characters or bytes of text at a time; a single item may be longer.
TEXT = 2 << 20


def portions(items: Iterable[T], count: int, size: Callable[[T], int]) -> Iterator[list[T]]:
    """All of them, so many at a time at most."""
    source = iter(items)
    while some := portion(source, count, size):
        yield some


def portion(source: Iterator[T], count: int, size: Callable[[T], int]) -> list[T]:
    """The next ones, so many at most; none when that was all."""
    taken: list[T] = []
    room = TEXT
    for item in islice(source, count):
        taken.append(item)
        room -= size(item)
        if room <= 0:
            break
    return taken
