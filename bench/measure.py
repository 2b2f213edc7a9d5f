"""Measures contenders in turn, in short slices, so that whatever else the machine does hits all of them alike.

In: contenders, each a name and a way to keep it busy. Out: Figures of each: requests a second as the median over its
slices, and how long requests took over all of them. Nothing is kept of the first, warming slices.
"""

import asyncio
import statistics
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bench.load import AT_ONCE, Slice, Unanswered

Work = Callable[[float], Awaitable[Slice]]
REST_S = 0.05


@dataclass(frozen=True)
class Pace:
    """How often and how long each is measured, and how many requests are under way at once."""

    rounds: int = 8
    slice_s: float = 2.0
    warm_s: float = 4.0
    at_once: int = AT_ONCE


@dataclass(frozen=True)
class Figures:
    """What came of one contender at one operation."""

    rate: float
    p50_ms: float
    p99_ms: float
    requests: int

    @classmethod
    def of(cls, slices: Sequence[Slice]) -> "Figures":
        latencies = sorted(each for found in slices for each in found.latencies)
        rate = statistics.median(len(found.latencies) / found.seconds for found in slices)
        return cls(rate, at(latencies, 0.50) * 1000, at(latencies, 0.99) * 1000, len(latencies))


def at(ordered: Sequence[float], share: float) -> float:
    """The value below which that share of them lies."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


async def in_turn(contenders: Mapping[str, Work], pace: Pace) -> dict[str, Figures | Unanswered]:
    """Warm all of them up, then round after round, each round beginning with another one."""
    found: dict[str, list[Slice]] = {}
    refused: dict[str, Figures | Unanswered] = {}
    for name, work in contenders.items():
        try:
            await _warm(work, pace.warm_s)
            found[name] = []
        except Unanswered as error:
            refused[name] = error
    for turn in range(pace.rounds):
        names = list(found)
        for name in names[turn % len(names) :] + names[: turn % len(names)] if names else []:
            found[name].append(await contenders[name](pace.slice_s))
            await asyncio.sleep(REST_S)
    return refused | {name: Figures.of(slices) for name, slices in found.items()}


async def _warm(work: Work, seconds: float) -> None:
    """Twice where the first time failed: a first plan may take longer than a server waits."""
    try:
        await work(seconds)
    except Unanswered:
        await work(seconds)
