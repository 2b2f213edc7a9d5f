"""The feed of changes: in the order of writing, without gaps, and enough to end with the same graph."""

import asyncio

from graph.database.session import Database, Row
from graph.database.statement import Statement
from graph.errors import ConcurrentWrite
from graph.model.definition import LABELS, RELATIONSHIPS
from graph.model.terms import ChangeKind
from graph.write import change_log as changes
from graph.write.change_keys import key_of
from graph.write.change_log import Change, changes_since
from loaders.load import load
from tests.loaders.conftest import SMALL, Write

START = ("", 0)


async def _all(database: Database, first: int, since: tuple[str, int] = START) -> list[Row]:
    told = changes_since("$number", "$position", "$of", "$hidden", "$most")
    text = f"{told} RETURN number, place, at, kind, of, id ORDER BY number, place"
    rows: list[Row] = []
    while True:
        given = {"number": since[0], "position": since[1], "of": [*LABELS, *RELATIONSHIPS], "hidden": [], "most": first}
        page = (await database.read(Statement(text, given))).rows
        rows += page
        if not page:
            return rows
        since = (page[-1][0], page[-1][1])


async def test_every_element_is_told_once_and_in_any_size_of_page(database: Database, write: Write) -> None:
    await load(database, [write()])
    rows = await _all(database, 500)
    assert [row[3] for row in rows] == ["ADDED"] * len(rows)
    there = Statement("RETURN COUNT { MATCH (n) WHERE NOT n:Change AND NOT n:Sequence } + COUNT { ()-->() }")
    assert len({row[5] for row in rows}) == len(rows) == (await database.read(there)).one()[0]
    for size in (1, 2, 7):
        assert await _all(database, size) == rows


async def test_what_changes_and_ends_is_told_as_such(database: Database, write: Write) -> None:
    await load(database, [write()])
    last = key_of(await changes.last_number(database)), 1 << 30
    ended = "from,to,validFrom,validTo,source\ndepartment:a,department:m,,2018-01-01,bron\n"
    await load(database, [write(PART_OF=ended, Initiative=SMALL["Initiative"].replace("Een tuin", "Twee"))])
    told = {(row[3], row[5]) for row in await _all(database, 500, last)}
    assert {("CHANGED", "initiative:tuin"), ("ENDED", "PART_OF|department:a|department:m|")} <= told


async def test_writers_at_once_get_numbers_in_a_row_and_none_writes_on_what_is_outdated(database: Database) -> None:
    outdated = 0

    async def write(name: int) -> None:
        nonlocal outdated
        for turn in range(5):
            while True:
                after = await changes.last_number(database)
                made = Statement("CREATE (:Domain {key: $key})", {"key": f"{name}-{turn}"})
                told = [Change(ChangeKind.ADDED, "Domain", [f"domain:{name}-{turn}"])]
                try:
                    await changes.write(database, [made], told, by=f"writer {name}", after=after)
                    break
                except ConcurrentWrite:
                    outdated += 1

    await asyncio.gather(*(write(name) for name in range(4)))
    rows = await _all(database, 500)
    assert [int(row[0]) for row in rows] == list(range(1, 21))
    assert [row[2] for row in rows] == sorted(row[2] for row in rows)
    assert outdated > 0
