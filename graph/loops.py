"""Loops in what leads from one thing to the next: found here for `check`, for loads, and for what is tried on paper.

In: steps, or what follows on what. Out: the steps that may be part of a loop, and the loop that a way leads into.
"""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar


class Step(Protocol):
    """A step up, from id to id."""

    @property
    def child(self) -> str: ...

    @property
    def parent(self) -> str: ...


S = TypeVar("S", bound=Step)


def within_loops(steps: Iterable[S]) -> list[S]:
    """What is left after taking away, again and again, each step that nothing leads to or that leads to nothing."""
    left = list(steps)
    while True:
        children, parents = {step.child for step in left}, {step.parent for step in left}
        inside = [step for step in left if step.parent in children and step.child in parents]
        if len(inside) == len(left):
            return left
        left = inside


def loop_from(start: str, following: Callable[[str], str | None]) -> list[str]:
    """The loop that the way from a start leads into, from where it enters; empty where the way ends."""
    way, current = dict[str, None](), start
    while current not in way:
        way[current] = None
        onward = following(current)
        if onward is None:
            return []
        current = onward
    passed = list(way)
    return passed[passed.index(current) :]
