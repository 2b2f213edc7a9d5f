"""A CityFacts that was kept, and its rows: read again when anything was written since, and only then."""

import asyncio
from itertools import count
from typing import Any

import pytest

from graph.database.session import LAST_WRITTEN, Database, Result
from graph.database.statement import Statement
from graph.errors import DeadlineExceeded
from graph.silos.population.city import MOST_ROWS, CityCache, CityFacts
from graph.silos.population.rows import RowFilter, all_rows
from tests.graph.ownership.asking import ON, city, holds
from tests.graph.ownership.stored import store
from tests.schema.asking import Desk

TOTAL = "{ betweenSilos { totalCount } }"
TUIN = ["domain:d1", "domain:d2"]


class Watched:
    """Reads, and keeps what was asked, in the order in which it was."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.asked: list[str] = []

    async def read(self, statement: Statement, after: frozenset[str] = frozenset(), /) -> Result:
        kind = "now" if statement is LAST_WRITTEN else "rows" if "AS rows" in statement.text else "world"
        self.asked.append(kind)
        assert bool(after) == (kind != "now")
        return await self._database.read(statement, bookmarks=after, raw=True)


def rows_of(world: CityFacts) -> Statement:
    return all_rows(world, RowFilter(ON), named=True)


async def stored(database: Database, *domains: str) -> None:
    graph = city()
    holds(graph, "a1:d1 b1:d2")
    for each in domains:
        graph.domain(each)
    graph.initiative("tuin", ["d1", "d2"])
    await store(database, graph)


async def told(worlds: CityCache, watched: Watched) -> tuple[CityFacts, list[str], list[str]]:
    """The CityFacts, the ids that its one row leads to, and what was asked for it."""
    watched.asked.clear()
    async with worlds.read(watched.read, rows_of) as (world, rows):
        ((_, _, _, ties),) = rows
        return world, sorted(world.ties[tie].other for tie in ties), list(watched.asked)


async def test_what_nobody_wrote_to_is_not_read_again(database: Database) -> None:
    worlds, watched = CityCache(), Watched(database)
    await stored(database)
    first, *found = await told(worlds, watched)
    assert found == [TUIN, ["now", "world", "rows"]]
    again, *found = await told(worlds, watched)
    assert found == [TUIN, ["now"]]
    assert again is first


async def test_after_anything_was_written_all_is_read_again(database: Database) -> None:
    worlds, watched = CityCache(), Watched(database)
    await stored(database)
    first, *_ = await told(worlds, watched)
    await database.write(Statement("CREATE (:Event {key: 'feest'})"))  # what decides is as it was
    again, *found = await told(worlds, watched)
    assert found == [TUIN, ["now", "world", "rows"]]
    assert again is first
    await database.write(Statement("MATCH (:Initiative)-[r:TOUCHES]->(:Domain {key: 'd2'}) DELETE r"))
    _, *found = await told(worlds, watched)
    assert found == [["domain:d1"], ["now", "world", "rows"]]
    await stored(database, "a", "b", "c")  # other numbers
    other, *found = await told(worlds, watched)
    assert found == [TUIN, ["now", "world", "rows"]]
    assert other is not first


async def test_few_rows_are_kept(database: Database) -> None:
    worlds, watched = CityCache(), Watched(database)
    await stored(database)
    days = [ON.replace(day=1 + number) for number in range(MOST_ROWS + 1)]
    for day in (*days, days[-1], days[0]):
        async with worlds.read(watched.read, lambda world, day=day: all_rows(world, RowFilter(day), named=True)) as (world, _):  # type: ignore[misc]
            assert len(world.rows) <= MOST_ROWS
    assert watched.asked == ["now", "world", *["rows", "now"] * (MOST_ROWS + 1), "now", "rows"]


async def test_a_world_that_cannot_be_read_is_kept(database: Database) -> None:
    worlds, watched = CityCache(), Watched(database)
    await stored(database)
    first, *_ = await told(worlds, watched)
    await database.write(Statement("CREATE (:Event {key: 'feest'})"))

    async def read(statement: Statement, after: frozenset[str] = frozenset(), /) -> Result:
        if statement is LAST_WRITTEN:
            return await watched.read(statement, after)
        raise DeadlineExceeded("It took too long.", "Ask for less.")

    with pytest.raises(DeadlineExceeded):
        async with worlds.read(read, rows_of):
            pass
    again, ties, _ = await told(worlds, watched)
    assert again is first
    assert ties == TUIN


async def test_every_answer_holds_what_was_written_before_it_was_asked(database: Database) -> None:
    """Several write while several ask: what a writer was told is written is in every answer to a later question."""
    await stored(database)
    desk, numbers = Desk(database, today=ON), count()
    begun = done = 1  # initiatives between silos: those written for certain, and those that may be
    seen = set[int]()

    async def write() -> None:
        nonlocal begun, done
        for written in range(500):
            if written >= 25 and len(seen) > 5:  # enough was written, and asked meanwhile
                return
            begun += 1
            await database.write(
                Statement(
                    "MATCH (a:Domain {key: 'd1'}), (b:Domain {key: 'd2'}) CREATE (a)<-[:TOUCHES]-(:Initiative {key: $key})-[:TOUCHES]->(b)",
                    {"key": f"n{next(numbers)}"},
                )
            )
            done += 1
            await asyncio.sleep(0.01)

    async def ask(writers: list[asyncio.Task[None]]) -> None:
        while not all(each.done() for each in writers):
            least = done
            told: int = (await desk.answer(TOTAL))["betweenSilos"]["totalCount"]
            assert least <= told <= begun
            seen.add(told)

    writers = [asyncio.create_task(write()) for _ in range(3)]
    await asyncio.gather(*writers, *(ask(writers) for _ in range(3)))
    assert len(seen) > 5
    asked: Any = await desk.ask(TOTAL)
    assert (asked.data["betweenSilos"]["totalCount"], begun) == (done, done)
    assert len((await desk.ask(TOTAL)).statements) == 1
