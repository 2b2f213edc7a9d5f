"""Measures contenders in turn, in short slices, so that whatever else the machine does hits all of them alike.

In: contenders, each a name and a way to keep it busy. Out: Figures of each: requests a second as the median over its
slices, how long requests took over all of them, and how much processor. Nothing is kept of the first, warming slices.
"""

import asyncio
import statistics
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import psutil

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
    """What came of one contender at one operation; `own_ms` and `neo4j_ms`: processor time for each request."""

    rate: float
    p50_ms: float
    p99_ms: float
    requests: int
    own_ms: float = 0.0
    neo4j_ms: float = 0.0

    @classmethod
    def of(cls, slices: Sequence[Slice]) -> "Figures":
        latencies = sorted(each for found in slices for each in found.latencies)
        rate = statistics.median(len(found.latencies) / found.seconds for found in slices)
        own, neo4j = (sum(found.processor[place] for found in slices) / len(latencies) * 1000 for place in (0, 1))
        return cls(rate, at(latencies, 0.50) * 1000, at(latencies, 0.99) * 1000, len(latencies), own, neo4j)


def at(ordered: Sequence[float], share: float) -> float:
    """The value below which that share of them lies."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def watched(work: Work, own: psutil.Process, neo4j: psutil.Process) -> Work:
    """The same, with the processor time that the process of the contender and Neo4j took."""

    async def watching(seconds: float) -> Slice:
        before = [_processor(each) for each in (own, neo4j)]
        found = await work(seconds)
        after = [_processor(each) for each in (own, neo4j)]
        return replace(found, processor=(after[0] - before[0], after[1] - before[1]))

    return watching


def _processor(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


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
