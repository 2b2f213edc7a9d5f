"""Times ownership on a synthetic city: `make bench`, or `python -m bench --initiatives 200000`.

Starts a Neo4j of its own in a temporary folder, fills it, and measures in one run, in turn: status, owners, lead and topics
as Snijvlak answers them, and the statement written by hand in `bench.by_hand` for the same initiatives.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

from bench.by_hand import STATEMENT
from bench.city import statements as city_statements
from graph.migrations import statements
from graph.ownership.answer import answer_at
from graph.ownership.gaps import GapFilter, gaps_of
from graph.ownership.needs import LEAST
from graph.ownership.parsing import facts_from
from graph.ownership.reading import CITY_NEEDS, city, neighbourhood
from graph.ownership.rule import Question
from graph.server import ServerSettings, default_cache, start
from graph.session import Database
from graph.statement import Statement

DAY = date(2017, 11, 14)
ROUNDS = 50


async def main(initiatives: int) -> None:
    """Fill and measure."""
    with tempfile.TemporaryDirectory() as folder:
        settings = ServerSettings(home=Path(folder) / "home", cache=default_cache())
        async with (
            await start(settings) as server,
            Database.open(server.uri, server.user, server.password, deadline_s=120) as database,
        ):
            await database.schema(*statements())
            for statement in city_statements(initiatives):
                await database.write(statement)
            print(f"{initiatives} initiatives; medians of {ROUNDS} rounds, in milliseconds")
            for number in (1, 100):
                await _owners(database, [f"i{place * 7:07}" for place in range(number)])
            for _ in range(3):
                await _gaps(database)


async def _owners(database: Database, keys: list[str]) -> None:
    ids = [f"initiative:{key}" for key in keys]

    async def ours() -> None:
        reading = facts_from((await database.read(neighbourhood(ids, needs=LEAST))).one(), LEAST)
        moment = reading.moment(DAY)
        for each in ids:
            answer = answer_at(moment, Question(each))
            _ = answer.status, answer.lead, answer.topics, [(owner.party, owner.silo) for owner in answer.owners]

    async def by_hand() -> None:
        await database.read(Statement(STATEMENT, {"keys": keys, "day": DAY}))

    rule, hand = await _in_turn(ours, by_hand)
    print(f"owners of {len(ids):>3}: the rule {rule:6.1f}   Cypher by hand {hand:6.1f}")


async def _in_turn(*works: Callable[[], Awaitable[None]]) -> list[float]:
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, taken in zip(works, times, strict=True):
            begun = time.perf_counter()
            await work()
            taken.append(time.perf_counter() - begun)
    return [sorted(taken)[len(taken) // 2] * 1000 for taken in times]


async def _gaps(database: Database) -> None:
    begun = time.perf_counter()
    record = (await database.read(city())).one()
    read = time.perf_counter()
    facts = facts_from(record, CITY_NEEDS).facts
    parsed = time.perf_counter()
    found = gaps_of(facts, GapFilter(), "OPEN_LONGEST", DAY)
    done = time.perf_counter()
    print(
        f"gaps: {len(found)} in {done - begun:.1f} s (reading {read - begun:.1f}, parsing {parsed - read:.1f}, rule and openSince {done - parsed:.1f})"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Times ownership on a synthetic city.")
    parser.add_argument("--initiatives", type=int, default=20_000)
    asyncio.run(main(parser.parse_args().initiatives))
