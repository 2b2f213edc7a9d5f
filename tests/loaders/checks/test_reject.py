"""Loads of bad files: each is refused with the place and the reason, and the graph is as it was.

Every case spoils one of the small files of conftest; the fault must stand at exactly that file, line and column.
"""

from dataclasses import dataclass

import pytest

from graph.database.session import Database
from loaders.load import load
from tests.loaders.conftest import SMALL, Write, everything


@dataclass(frozen=True)
class Bad:
    file: str
    content: str | bytes
    line: int
    column: str
    reason: str


def _initiative(row: str) -> str:
    return f"key,title,startedOn,endedOn,asks,source\n{row}\n"


TREE = "from,to,validFrom,validTo,source\n"
CASES = {
    "no such label": Bad("Initiatief", "key,source\nx,bron\n", 1, "row", "no label and no relationship type"),
    "made by Snijvlak itself": Bad("Change", "key,source\nx,bron\n", 1, "row", "no label and no relationship type"),
    "empty file": Bad("Problem", "", 1, "row", "the file is empty"),
    "no text at all": Bad(
        "Problem", b"key,title,source\np,\x81\xe9,bron\n", 2, "row", "0x81 is neither UTF-8 nor cp1252"
    ),
    "UTF-16": Bad("Problem", "key,source\np,bron\n".encode("utf-16"), 1, "row", "is UTF-16"),
    "open quote": Bad("Problem", 'key,title,source\np,"open,bron\n', 2, "row", "this is not CSV"),
    "no key column": Bad("Problem", "title,source\np,bron\n", 1, "key", "the first columns are not key"),
    "no source column": Bad("Problem", "key,title\np,x\n", 1, "source", "the column is missing"),
    "unknown column": Bad("Problem", "key,colour,source\np,x,bron\n", 1, "colour", "Problem has no such column"),
    "column twice": Bad("Problem", "key,title,title,source\np,x,y,bron\n", 1, "title", "stands there twice"),
    "too many cells": Bad("Problem", "key,title,source\np,a,b,bron\n", 2, "row", "4 cells, the header 3"),
    "no key": Bad("Problem", "key,title,source\n,x,bron\n", 2, "key", "the key is missing"),
    "key with a space": Bad("Problem", "key,title,source\np ,x,bron\n", 2, "key", "has spaces around it"),
    "key twice": Bad(
        "Initiative",
        _initiative("tuin,x,,,,bron\ntuin,y,,,,bron"),
        3,
        "key",
        "already stands at {folder}/Initiative.csv:2",
    ),
    "no source": Bad("Initiative", _initiative("tuin,x,,,,"), 2, "source", "the source is missing"),
    "unknown source": Bad("Initiative", _initiative("tuin,x,,,,boek"), 2, "source", "'source:boek' does not exist"),
    "empty part of a list": Bad("Initiative", _initiative("tuin,x,,,PLACE | ,bron"), 2, "asks", "has an empty part"),
    "word not in the list": Bad("Initiative", _initiative("tuin,x,,,LOVE,bron"), 2, "asks", "'LOVE' is not one of"),
    "count without a number": Bad("Area", "key,population,source\nwijk,leeftijd: 0-17: 12 | 65+: veel,bron\n", 2, "population", "'65+: veel' is not written as a count"),
    "count of no group": Bad("Area", "key,population,source\nwijk,: 12,bron\n", 2, "population", "': 12' is not written as a count"),
    "day of no month": Bad("Initiative", _initiative("tuin,x,2017-02-29,,,bron"), 2, "startedOn", "is not a day"),
    "date in another order": Bad("Initiative", _initiative("tuin,x,14-11-2017,,,bron"), 2, "startedOn", "not a date"),
    "end before start": Bad("Initiative", _initiative("tuin,x,2017-02-02,2017-02-01,,bron"), 2, "endedOn", "is before"),
    "control character": Bad("Initiative", _initiative("tuin,a\x01b,,,,bron"), 2, "title", "a control character"),
    "NUL": Bad("Initiative", _initiative("tuin,a\x00b,,,,bron"), 2, "row", "there is a NUL character"),
    "never valid": Bad(
        "PART_OF", TREE + "department:a,department:m,2017-01-01,2017-01-01,bron\n", 2, "validTo", "so it is never valid"
    ),
    "neither true nor false": Bad(
        "Organisation", "key,publicTask,source\no,ja,bron\n", 2, "publicTask", "neither true"
    ),
    "no number": Bad(
        "TOUCHES", 'from,to,weight,source\ninitiative:tuin,domain:0.1,"0,5",bron\n', 2, "weight", "is not a number"
    ),
    "time without offset": Bad(
        "Contact", "key,at,source\nc,2017-11-14T09:30:00,bron\n", 2, "at", "not a time with an offset"
    ),
    "no id": Bad("TOUCHES", "from,to,source\ntuin,domain:0.1,bron\n", 2, "from", "'tuin' is not an id"),
    "dangling": Bad("TOUCHES", "from,to,source\ninitiative:tuin,domain:0.11,bron\n", 2, "to", "'domain:0.11' does not"),
    "wrong ends": Bad(
        "TOUCHES", "from,to,source\ndomain:0.1,initiative:tuin,bron\n", 2, "to", "does not go from Domain to Initiative"
    ),
    "relationship twice": Bad(
        "TOUCHES",
        "from,to,weight,source\ninitiative:tuin,domain:0.1,1,bron\ninitiative:tuin,domain:0.1,2,bron\n",
        3,
        "to",
        "already stands at {folder}/TOUCHES.csv:2",
    ),
    "points to itself": Bad("PART_OF", TREE + "department:a,department:a,,,bron\n", 2, "to", "points to itself"),
    "two parents": Bad(
        "PART_OF",
        TREE + "department:a,department:m,,2017-01-01,bron\ndepartment:a,department:b,2016-01-01,,bron\n",
        3,
        "to",
        "department:a is already part of department:m on the same day ({folder}/PART_OF.csv:2)",
    ),
    "loop": Bad(
        "PART_OF",
        TREE + "department:a,department:m,,,bron\ndepartment:m,department:b,,,bron\ndepartment:b,department:a,,,bron\n",
        4,
        "to",
        "the path leads back to its start: department:",
    ),
}


@pytest.mark.parametrize("name", CASES)
async def test_a_bad_file_is_refused_with_its_place_and_nothing_is_written(
    name: str, database: Database, write: Write
) -> None:
    bad = CASES[name]
    folder = write(**{bad.file: bad.content})
    report = await load(database, [folder])
    assert [(fault.file, fault.line, fault.column) for fault in report.faults] == [
        (f"{folder}/{bad.file}.csv", bad.line, bad.column)
    ]
    fault = report.faults[0]
    assert bad.reason.format(folder=folder) in fault.reason
    assert fault.cure
    assert str(fault).startswith(f"{folder}/{bad.file}.csv:{bad.line}: {bad.column}: ")
    assert await everything(database) == ([], [])
    assert (report.exit_code, report.loaded, report.refused) == (2, 0, report.read)


async def test_all_faults_are_named_at_once_in_order_of_file_and_line(database: Database, write: Write) -> None:
    folder = write(
        Initiative=_initiative("tuin,x,gisteren,,,bron\nplein,y,,,ALLES,bron"),
        TOUCHES="from,to,weight,source\ninitiative:tuin,domain:0.1,veel,bron\n",
    )
    report = await load(database, [folder])
    places = [(fault.file.rpartition("/")[2], fault.line, fault.column) for fault in report.faults]
    assert places == [("Initiative.csv", 2, "startedOn"), ("Initiative.csv", 3, "asks"), ("TOUCHES.csv", 2, "weight")]


async def test_a_second_parent_beside_one_in_the_graph_is_refused(database: Database, write: Write) -> None:
    await load(database, [write()])
    state = await everything(database)
    report = await load(database, [write(PART_OF=TREE + "department:a,department:b,,,bron\n")])
    assert [fault.line for fault in report.faults] == [2]
    assert "already part of department:m on the same day (the graph)" in report.faults[0].reason
    assert await everything(database) == state


async def test_a_loop_through_the_graph_is_refused_with_its_path(database: Database, write: Write) -> None:
    await load(database, [write()])
    report = await load(database, [write(PART_OF=TREE + "department:m,department:a,,,bron\n")])
    assert [fault.line for fault in report.faults] == [2]
    assert "department:m -> department:a -> department:m" in report.faults[0].reason


async def test_the_graph_may_be_corrected_by_ending_the_first_parent(database: Database, write: Write) -> None:
    await load(database, [write()])
    steps = TREE + "department:a,department:m,,2017-01-01,bron\ndepartment:a,department:b,2017-01-01,,bron\n"
    report = await load(database, [write(PART_OF=steps)])
    assert (report.faults, report.counts.ended, report.counts.added) == ((), 1, 1)


async def test_the_report_accounts_for_every_row_for_machines_and_for_people(database: Database, write: Write) -> None:
    report = await load(database, [write(Problem="key,title,source\np,a,b,bron\nq,c,bron\n")])
    rows = sum(content.count("\n") - 1 for content in SMALL.values()) + 2
    told = report.as_dict()
    assert told["read"] == told["loaded"] + told["unchanged"] + told["refused"] == rows
    assert told["faults"][0]["line"] == 2
    lines = list(report.lines())
    assert lines[0].endswith("Problem.csv:2: row: the row has 4 cells, the header 3")
    assert lines[-1].startswith(
        f"{rows} rows read from 7 files: 0 loaded (0 new, 0 changed), 0 unchanged, {rows} refused"
    )
