"""The bare driver in a process of its own: runs the same Statements with the same parameters and reads all records.

In: where Neo4j is, and Statements. Out: a Slice for each time it is told to work. No HTTP, no JSON, no GraphQL: this is
the most that anybody who asks Neo4j from Python could reach, eight at once as the others.
"""

import asyncio
import itertools
import multiprocessing
import time
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection as Pipe
from typing import Any, Self

import neo4j
import psutil

from bench.city.running_city import Where
from bench.load import AT_ONCE, Slice, Unanswered
from graph.database.statement import Statement

Rows = list[list[Any]]


class BareDriver:
    """The process, and how to tell it what to do."""

    def __init__(self, where: Where) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_main, args=(where, other), daemon=True)

    def __enter__(self) -> Self:
        self._process.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.join()

    @property
    def process(self) -> psutil.Process:
        """The process that asks."""
        return psutil.Process(self._process.pid)

    async def keep_busy(self, statements: Sequence[Statement], seconds: float, at_once: int = AT_ONCE) -> Slice:
        """So many at once for that long; each takes the next Statement, round and round."""
        return await asyncio.to_thread(self._told, statements, seconds, at_once)

    async def rows(self, statement: Statement) -> Rows:
        """The records of one Statement."""
        return await asyncio.to_thread(self._told, [statement], None)

    def _told(self, statements: Sequence[Statement], seconds: float | None, at_once: int = 1) -> Any:
        self._pipe.send(([(each.text, dict(each.parameters)) for each in statements], seconds, at_once))
        found = self._pipe.recv()
        if isinstance(found, str):
            raise Unanswered(f"Neo4j refused the statement: {found}", "Run it by hand to see why.")
        return found


def _main(where: Where, pipe: Pipe) -> None:
    try:
        import uvloop

        uvloop.run(_serve(where, pipe))
    except ImportError:
        asyncio.run(_serve(where, pipe))


async def _serve(where: Where, pipe: Pipe) -> None:
    uri, user, password = where
    async with neo4j.AsyncGraphDatabase.driver(uri, auth=(user, password), notifications_min_severity="OFF") as driver:
        while True:
            statements, seconds, at_once = await asyncio.to_thread(pipe.recv)
            try:
                pipe.send(
                    await (
                        _read(driver, *statements[0])
                        if seconds is None
                        else _slice(driver, statements, seconds, at_once)
                    )
                )
            except neo4j.exceptions.Neo4jError as error:
                pipe.send(str(error))


async def _slice(
    driver: neo4j.AsyncDriver, statements: Sequence[tuple[str, dict[str, Any]]], seconds: float, at_once: int
) -> Slice:
    turns = itertools.cycle(statements)
    begun = time.perf_counter()
    found = await asyncio.gather(*(_work(driver, turns, begun + seconds) for _ in range(at_once)))
    return Slice(tuple(itertools.chain.from_iterable(found)), time.perf_counter() - begun)


async def _work(driver: neo4j.AsyncDriver, turns: Iterator[tuple[str, dict[str, Any]]], end: float) -> list[float]:
    latencies = []
    while (begun := time.perf_counter()) < end:
        await _read(driver, *next(turns))
        latencies.append(time.perf_counter() - begun)
    return latencies


async def _read(driver: neo4j.AsyncDriver, text: str, parameters: dict[str, Any]) -> Rows:
    async with driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
        result = await session.run(text, parameters)
        return [record.values() async for record in result]
