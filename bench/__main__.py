"""Times ownership on a synthetic city: `make bench`, or `python -m bench --initiatives 200000`.

Starts a Neo4j of its own in a temporary folder, fills it, and measures in one run, in turn: the answers of Snijvlak, and a
statement written by hand for the plainest part of the rule (domains and general holders only; no areas, seats,
successors, displacement, steps or doors). The second is a floor, not a peer: it answers less.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

from bench.city import statements as city_statements
from graph.migrations import statements
from graph.ownership.answer import answer_at
from graph.ownership.gaps import GapFilter, gaps_of
from graph.ownership.parsing import facts_from
from graph.ownership.reading import city, neighbourhood
from graph.ownership.rule import Question
from graph.server import ServerSettings, default_cache, start
from graph.session import Database
from graph.statement import Statement

DAY = date(2017, 11, 14)
ROUNDS = 50
BY_HAND = """
MATCH (i:Initiative) WHERE i.key IN $keys
CALL (i) {
  MATCH (i)-[t:TOUCHES]->(d:Domain) WHERE coalesce(t.kind, 'CORE') <> 'SIDE'
  CALL (d) {
    MATCH (d)<-[:FOR]-(r:Responsibility)<-[:HOLDS]-(p:Department)
    WHERE coalesce(r.role, 'OWNER') IN ['OWNER', 'LEAD'] AND NOT EXISTS { (r)-[:WITHIN]->() }
      AND (r.validFrom IS NULL OR r.validFrom <= $day) AND (r.validTo IS NULL OR $day < r.validTo)
    RETURN collect(DISTINCT p.key) AS holders
  }
  RETURN collect([d.key, holders]) AS topics
}
RETURN collect([i.key, topics, reduce(shared = topics[0][1], topic IN topics | [key IN shared WHERE key IN topic[1]])])
"""


async def main(initiatives: int) -> None:
    """Fill and measure."""
    with tempfile.TemporaryDirectory() as folder:
        settings = ServerSettings(home=Path(folder) / "home", cache=default_cache())
        async with await start(settings) as server, Database.open(server.uri, server.user, server.password, deadline_s=120) as database:
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
        reading = facts_from((await database.read(neighbourhood(ids))).one())
        moment = reading.moment(DAY)
        for each in ids:
            answer_at(moment, Question(each))

    async def by_hand() -> None:
        await database.read(Statement(BY_HAND, {"keys": keys, "day": DAY}))

    whole, floor = await _in_turn(ours, by_hand)
    print(f"owners of {len(ids):>3}: whole rule {whole:6.1f}   plainest part by hand {floor:6.1f}")


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
    facts = facts_from(record).facts
    parsed = time.perf_counter()
    found = gaps_of(facts, GapFilter(), "OPEN_LONGEST", DAY)
    done = time.perf_counter()
    print(f"gaps: {len(found)} in {done - begun:.1f} s (reading {read - begun:.1f}, parsing {parsed - read:.1f}, rule and openSince {done - parsed:.1f})")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Times ownership on a synthetic city.")
    parser.add_argument("--initiatives", type=int, default=20_000)
    asyncio.run(main(parser.parse_args().initiatives))
