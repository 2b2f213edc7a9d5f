"""Two transactions of one load at once: the same graph and the same Changes as one after the other, whatever happens.

Batches are of two rows here, so that few rows make many transactions. What goes wrong is put between the steps of one.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from neo4j.exceptions import TransientError

from graph.database.session import CheckedStatement, Database, Result, TransactionStep, Wait
from graph.database.statement import Statement
from graph.errors import ConcurrentWrite, DatabaseUnavailable, OutOfMemory
from graph.model.terms import ChangeKind
from graph.write.change_log import Change, last_number
from graph.write.change_log import write as write_told
from graph.write.unfinished import unfinished
from loaders.apply import compare as comparing
from loaders.apply import write as storing
from loaders.load import load
from tests.loaders.conftest import EMPTY, SMALL, Write, books, everything

ROWS, BATCH = 12, 2
# Of the turn with all nodes but sources: the sources are in a transaction of their own.
FIRST, TRANSACTIONS = 1, ROWS // BATCH
KEYS = Statement("MATCH (n:Domain) RETURN n.key ORDER BY n.key")
NUMBERS = Statement("MATCH (c:Change) RETURN c.key ORDER BY c.key")
TOLD = Statement("MATCH (c:Change {of: 'Domain'}) RETURN c.what ORDER BY c.key")

Happening = Callable[[], Awaitable[None]]


class Watched(Database):
    """Lets something happen at a place of the transaction with that number, or that writes that key.

    Only of those that may be followed.
    """

    number: int = 0
    happenings: dict[tuple[int | str, int], Happening]
    losing: int | None = None
    repeating: int | None = None

    async def write(self, *steps: TransactionStep, **given: Any) -> Result:
        if not any(isinstance(each, Wait) for each in steps):
            return await super().write(*steps, **given)
        number, self.number = self.number, self.number + 1
        keys = _new_in(steps)
        for (of, place), happening in self.happenings.items():
            if of == number or of in keys:
                where = place if place >= 0 else len(steps) + 1 + place
                steps = (*steps[:where], Wait(happening), *steps[where:])
        answer = await super().write(*steps, **given)
        if number == self.repeating:
            return await super().write(*steps, **given)
        if number == self.losing:
            raise DatabaseUnavailable("The answer got lost", "Do it again.")
        return answer


def _new_in(steps: Iterable[TransactionStep]) -> set[str]:
    """Keys of the nodes that a transaction makes."""
    made = [each.statement for each in steps if isinstance(each, CheckedStatement) and "CREATE (n:" in each.statement.text]
    return {row[0] for statement in made for row in statement.parameters["rows"]}


@pytest.fixture
async def watched(database: Database, neo4j_server: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An empty graph, open to be watched."""
    monkeypatch.setattr(comparing, "BATCH", BATCH)
    monkeypatch.setattr(storing, "BATCH", BATCH)
    server = neo4j_server
    async with Watched.open(server.uri, server.user, server.password) as opened:
        opened.happenings = {}
        yield opened


@pytest.fixture
def folder(write: Write) -> Path:
    """Twelve domains, which one source states."""
    rows = "".join(f"d{number:02},werkveld {number},bron\n" for number in range(ROWS))
    others = dict.fromkeys(name for name in SMALL if name != "Source")
    return write(**{**others, "Domain": f"key,name,source\n{rows}"})


# Places in a transaction, behind its first Wait: before all else, and before and after what tells of it.
BEFORE_ALL, BEFORE_TOLD, AT_END = 1, -2, -1


def _keys(count: int) -> list[str]:
    return [f"d{number:02}" for number in range(count)]


async def _whole(database: Watched, folder: Path) -> tuple[Any, Any, Any]:
    """What is in the graph after one load without anything happening."""
    await load(database, [folder])
    found = await _state(database)
    await database.write(EMPTY)
    database.number = 0
    return found


async def _state(database: Database) -> tuple[Any, Any, Any]:
    told = [row[0] for row in (await database.read(TOLD)).rows]
    return await everything(database), await books(database), told


async def test_the_next_one_writes_while_the_one_before_holds_the_sequence(watched: Watched, folder: Path) -> None:
    written = asyncio.Event()

    async def note() -> None:
        written.set()

    async def wait() -> None:
        async with asyncio.timeout(20):
            await written.wait()

    # Of one that follows: its first Wait, what writes the domains, the mark of the load, and then it waits for its turn.
    watched.happenings = {(FIRST, AT_END): wait, (FIRST + 1, 2): note}
    report = await load(watched, [folder])
    assert report.loaded == ROWS + 1
    assert [row[0] for row in (await watched.read(TOLD)).rows] == [
        [f"domain:d{first:02}", f"domain:d{first + 1:02}"] for first in range(0, ROWS, BATCH)
    ]


@pytest.mark.parametrize("place", [BEFORE_ALL, BEFORE_TOLD, AT_END])
@pytest.mark.parametrize("number", range(FIRST, FIRST + TRANSACTIONS))
async def test_one_that_has_to_begin_again_takes_none_of_the_others_with_it(
    watched: Watched, folder: Path, number: int, place: int
) -> None:
    whole = await _whole(watched, folder)
    attempts = 0

    async def fail_once() -> None:
        nonlocal attempts
        attempts += 1
        if attempts == 1:
            await asyncio.sleep(0.05)  # so that the next one has begun, where it may
            raise TransientError("Begin again")

    watched.happenings = {(number, place): fail_once}
    report = await load(watched, [folder])
    assert (report.loaded, await _state(watched)) == (ROWS + 1, whole)
    assert attempts >= 1


@pytest.mark.parametrize("place", [BEFORE_ALL, BEFORE_TOLD, AT_END])
@pytest.mark.parametrize("number", [FIRST, FIRST + 2])
async def test_one_that_cannot_be_written_ends_the_load_with_those_behind_it_undone(
    watched: Watched, folder: Path, number: int, place: int
) -> None:
    whole = await _whole(watched, folder)

    async def fail() -> None:
        await asyncio.sleep(0.05)
        raise DatabaseUnavailable("Nothing goes any more", "Wait.")

    # By itself it fails again, which is the transaction with the next number.
    watched.happenings = {(each, place): fail for each in range(number, 20)}
    with pytest.raises(DatabaseUnavailable):
        await load(watched, [folder])
    written = (number - FIRST) * BATCH
    assert [row[0] for row in (await watched.read(KEYS)).rows] == _keys(written)
    assert await last_number(watched) == (await watched.read(Statement("RETURN COUNT { (:Change) }"))).one()[0]
    assert len(await unfinished(watched)) == 1
    watched.happenings = {}
    await load(watched, [folder])
    assert ((await _state(watched))[0], await unfinished(watched)) == (whole[0], [])


@pytest.mark.parametrize("number", range(FIRST + 1, FIRST + TRANSACTIONS))
async def test_one_that_follows_and_whose_answer_gets_lost_is_not_written_twice(
    watched: Watched, folder: Path, number: int
) -> None:
    whole = await _whole(watched, folder)
    watched.losing = number
    report = await load(watched, [folder])
    assert (report.loaded, await _state(watched)) == (ROWS + 1, whole)


@pytest.mark.parametrize("number", range(FIRST + TRANSACTIONS))
async def test_one_that_is_sent_again_though_it_was_written_counts_once(
    watched: Watched, folder: Path, number: int
) -> None:
    whole = await _whole(watched, folder)
    watched.repeating = number
    report = await load(watched, [folder])
    assert (report.loaded, await _state(watched)) == (ROWS + 1, whole)


async def test_a_load_of_one_transaction_that_is_sent_again_ends_without_its_mark(
    watched: Watched, folder: Path
) -> None:
    await load(watched, [folder])
    (folder / "Domain.csv").write_text("key,name,source\nd00,anders,bron\n")
    watched.number, watched.repeating = 0, 0
    await load(watched, [folder])
    assert await unfinished(watched) == []


@pytest.mark.parametrize("place", [BEFORE_ALL, BEFORE_TOLD, AT_END])
@pytest.mark.parametrize("key", _keys(ROWS)[::BATCH])
async def test_one_that_needs_too_much_memory_is_written_in_parts(
    watched: Watched, folder: Path, key: str, place: int
) -> None:
    everything_there, _, told = await _whole(watched, folder)

    async def refuse() -> None:
        await asyncio.sleep(0.05)
        raise OutOfMemory("So much does not go at once", "Less may.")

    watched.happenings = {(key, place): refuse}
    report = await load(watched, [folder])
    there, (changes, last, marks), in_parts = await _state(watched)
    assert (report.loaded, there, marks) == (ROWS + 1, everything_there, [])
    assert [each for one in in_parts for each in one] == [each for one in told for each in one]
    assert len(in_parts) == len(told) + 1
    numbers = [int(row[0]) for row in (await watched.read(NUMBERS)).rows]
    assert (numbers, last) == (list(range(1, changes + 1)), [changes])


@pytest.mark.parametrize("other", ["an editor", "the same load"])
@pytest.mark.parametrize("place", [0, 1, 2, 3, 4, 5])
@pytest.mark.parametrize("number", [FIRST, FIRST + 1, FIRST + 3])
async def test_what_another_writes_at_any_moment_is_seen(
    watched: Watched, database: Database, folder: Path, number: int, place: int, other: str
) -> None:
    whole = await _whole(watched, folder)
    others: list[asyncio.Task[Any]] = []

    async def write() -> None:
        if not others:
            others.append(asyncio.create_task(_edit(database) if other == "an editor" else load(database, [folder])))
            await asyncio.wait(others, timeout=0.2)  # it may have to wait for the load

    watched.happenings = {(number, place): write}
    report = await load(watched, [folder])
    await asyncio.gather(*others)
    (nodes, joined), (changes, last, marks), told = await _state(watched)
    assert report.loaded + report.unchanged == ROWS + 1
    assert ([each for each in nodes if each[1]["key"] != "zz"], joined) == whole[0]
    assert sorted(each for one in told for each in one if each != "domain:zz") == [
        f"domain:{key}" for key in _keys(ROWS)
    ]
    numbers = [int(row[0]) for row in (await database.read(NUMBERS)).rows]
    assert (numbers, last, marks) == (list(range(1, changes + 1)), [changes], [])
    assert (len(nodes) - len(whole[0][0]), other == "an editor") in {(1, True), (0, False)}


async def _edit(database: Database) -> None:
    made = Statement("CREATE (:Domain {key: 'zz', name: 'Van een ander'})")
    told = [Change(ChangeKind.ADDED, "Domain", ["domain:zz"])]
    while True:
        try:
            await write_told(database, [made], told, by="editor", after=await last_number(database))
            return
        except ConcurrentWrite:
            await asyncio.sleep(0.01)


async def test_all_is_undone_when_the_load_is_given_up(watched: Watched, folder: Path) -> None:
    holding = asyncio.Event()

    async def hang() -> None:
        holding.set()
        await asyncio.sleep(60)

    watched.happenings = {(FIRST + 2, AT_END): hang}
    loading = asyncio.create_task(load(watched, [folder]))
    await holding.wait()
    await asyncio.sleep(0.1)
    loading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loading
    written = 2 * BATCH
    assert [row[0] for row in (await watched.read(KEYS)).rows] == _keys(written)
    # Nothing holds the Sequence any more.
    async with asyncio.timeout(5):
        await _edit(watched)
