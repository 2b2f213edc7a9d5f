"""Statements on a real Neo4j: access mode, deadline, memory, bookmarks and plain values."""

import asyncio
import time
from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.database.session import Database, PlanningTurns, Wait
from graph.database.statement import Statement
from graph.errors import DatabaseUnavailable, DeadlineExceeded, OutOfMemory, SnijvlakError
from graph.migrations import constraint_names, migration_text, statements

ENDLESS = Statement("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(a + b)")


async def test_values_come_back_as_plain_python(database: Database) -> None:
    answer = await database.read(Statement("RETURN date('2017-11-14'), datetime('2017-11-14T12:00:00Z'), [date('2016-02-29')], {day: date('2016-02-29')}"))
    assert answer.one() == [date(2017, 11, 14), datetime(2017, 11, 14, 12, tzinfo=UTC), [date(2016, 2, 29)], {"day": date(2016, 2, 29)}]


async def test_the_server_refuses_a_write_in_a_read(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(SnijvlakError):
        await database.read(Statement("CREATE (:Domain {key: 'x'})"))
    assert "AccessMode" in caplog.text
    caplog.clear()  # this one was to be refused
    assert (await database.read(Statement("MATCH (n) RETURN count(n)"))).one() == [0]


async def test_a_transaction_is_all_or_nothing(database: Database) -> None:
    with pytest.raises(SnijvlakError):
        await database.write(Statement("CREATE (:Domain {key: 'x'})"), Statement("CREATE (:Domain {key: 'x'})"))
    assert (await database.read(Statement("MATCH (n) RETURN count(n)"))).one() == [0]


async def test_nothing_takes_longer_than_the_deadline_and_the_server_stops_too(database: Database) -> None:
    started = time.perf_counter()
    with pytest.raises(DeadlineExceeded):
        await database.read(ENDLESS, deadline_s=1.0)
    assert time.perf_counter() - started < 2.0
    ended = time.perf_counter()
    while (await _running(database)) > 0:
        assert time.perf_counter() - ended < 2.0, "the server's transaction is still there"
    assert (await database.read(Statement("RETURN 1"))).one() == [1]


async def _running(database: Database) -> int:
    rows = (await database.read(Statement("SHOW TRANSACTIONS YIELD currentQuery"))).rows
    return sum("range(1, 100000)" in str(row[0]) for row in rows)


async def test_running_out_of_memory_is_not_tried_again(database: Database) -> None:
    started = time.perf_counter()
    with pytest.raises(OutOfMemory, match="memory"):
        await database.read(Statement("UNWIND range(1, 50000000) AS a WITH collect({a: a}) AS everything RETURN size(everything)"), deadline_s=30)
    assert time.perf_counter() - started < 10


async def test_a_commit_that_runs_out_of_memory_is_not_tried_again(database: Database) -> None:
    steps: list[str] = []

    async def begun() -> None:
        steps.append("begun")

    async def about_to_commit() -> None:
        steps.append("about to commit")

    made = Statement("UNWIND range(1, 130) AS number CREATE (:Initiative {key: toString(number), summary: $text})", {"text": "lange tekst " * 80_000})
    with pytest.raises(OutOfMemory):
        await database.write(Wait(begun), made, Wait(about_to_commit))
    assert steps == ["begun", "about to commit"]
    assert (await database.read(Statement("MATCH (n) RETURN count(n)"))).one() == [0]


async def test_who_hands_back_a_bookmark_reads_its_own_write(database: Database) -> None:
    written = await database.write(Statement("CREATE (n:Domain {key: 'x'}) RETURN n.key"))
    assert written.bookmarks
    assert (await database.read(Statement("MATCH (n:Domain) RETURN n.key"), bookmarks=written.bookmarks)).one() == ["x"]


async def test_a_wrong_password_is_told_apart(neo4j_server: Any) -> None:
    async with Database.open(neo4j_server.uri, neo4j_server.user, "wrong") as other:
        with pytest.raises(DatabaseUnavailable, match="user or password"):
            await other.read(Statement("RETURN 1"))


async def test_a_port_with_nobody_behind_it(unused_tcp_port: int) -> None:
    async with Database.open(f"bolt://127.0.0.1:{unused_tcp_port}", "neo4j", "x", deadline_s=8) as nobody:
        with pytest.raises((DatabaseUnavailable, DeadlineExceeded)) as error:
            await nobody.read(Statement("RETURN 1"))
    assert "\n" not in error.value.cause
    assert error.value.cure


async def test_a_graph_without_the_search_index_says_how_to_make_it(database: Database) -> None:
    with pytest.raises(DatabaseUnavailable) as error:
        await database.read(Statement("CALL db.index.fulltext.queryNodes('not_there', 'x') YIELD node RETURN node"))
    assert "check --repair" in error.value.cure


async def test_migrations_make_what_the_model_asks_for(database: Database) -> None:
    await database.schema(*statements())
    rows = (await database.read(Statement("SHOW INDEXES YIELD name, state RETURN name, state"))).rows
    assert set(constraint_names()) <= {name for name, _ in rows}


def test_the_committed_migration_is_what_the_model_says() -> None:
    from importlib.resources import files

    committed = files("graph.migrations").joinpath("V0001__keys_and_indexes.cypher").read_text("utf-8")
    assert committed == migration_text()


async def test_what_was_not_planned_yet_takes_turns_and_what_was_does_not_wait() -> None:
    turns, inside, go = PlanningTurns(kept=2, at_once=2), list[str](), asyncio.Event()

    async def run(text: str) -> None:
        async with turns.turn(text):
            inside.append(text)
            await go.wait()

    waiting = [asyncio.create_task(run(text)) for text in "abcd"]
    await asyncio.sleep(0.01)
    assert inside == ["a", "b"]
    waiting[2].cancel()
    go.set()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert inside == ["a", "b", "d"]
    go.clear()
    busy = [asyncio.create_task(run(text)) for text in "xyz"]
    known = [asyncio.create_task(run(text)) for text in "bd"]
    await asyncio.sleep(0.01)
    assert inside[3:] == ["x", "y", "b", "d"], "two that are new, and all that are known"
    go.set()
    await asyncio.gather(*busy, *known)
