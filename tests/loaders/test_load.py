"""Loads of good files: what is in the graph afterwards, and that a second time changes nothing."""

import asyncio
from datetime import UTC, date, datetime

import pytest

from graph.database.session import Database
from graph.database.statement import Statement
from graph.errors import BadInput
from loaders.load import load
from seed import seed_files
from tests.loaders.conftest import EMPTY, SMALL, Write, everything


async def test_the_seed_loads_and_a_second_time_changes_nothing(database: Database) -> None:
    first = await load(database, seed_files())
    state = await everything(database)
    second = await load(database, seed_files())
    assert first.faults == ()
    assert first.counts.added == first.read > 2_000
    assert second.counts.unchanged == second.read == first.read
    assert await everything(database) == state


async def test_values_keys_and_places_arrive_as_they_were_written(database: Database, write: Write) -> None:
    await load(database, [write()])
    row = (await database.read(Statement("MATCH (n:Initiative) RETURN properties(n)"))).one()
    assert row[0] == {
        "key": "tuin",
        "title": "Een tuin",
        "startedOn": date(2016, 2, 29),
        "endedOn": date(2016, 2, 29),
        "asks": ["PLACE", "MONEY"],
        "source": "bron",
        "ref": "nodes/Initiative.csv:2",
        "searchTokens": "wtuin gtuin",
    }
    touched = "MATCH (:Initiative)-[r:TOUCHES]->(d) RETURN d.key, d.code, r.weight, r.ref"
    assert (await database.read(Statement(touched))).one() == ["0.10", "0.10", 0.5, "relationships/TOUCHES.csv:2"]


async def test_every_node_is_stated_in_each_of_its_sources_and_a_source_not_in_itself(
    database: Database, write: Write
) -> None:
    sources = "key,title,source\nbron,Een,bron\nander,Twee,bron\n"
    await load(database, [write(Source=sources, Department="key,source\na,bron | ander\nm,bron\n")])
    stated = "MATCH (n)-[r:STATED_IN]->(s:Source) WHERE n.key IN ['a', 'bron', 'ander'] RETURN n.key, s.key, r.ref"
    rows = (await database.read(Statement(stated + " ORDER BY n.key, s.key"))).rows
    place = "nodes/Department.csv:2"
    assert rows == [["a", "ander", place], ["a", "bron", place], ["ander", "bron", "nodes/Source.csv:3"]]
    highest = "MATCH (n:Department {key: 'a'}) RETURN n.source"
    assert (await database.read(Statement(highest))).one() == ["bron"]


async def test_a_changed_value_is_one_change_and_an_emptied_cell_is_taken_away(
    database: Database, write: Write
) -> None:
    await load(database, [write()])
    changed = SMALL["Initiative"].replace("Een tuin,2016-02-29,2016-02-29", "Twee tuinen,2016-02-29,")
    report = await load(database, [write(Initiative=changed)])
    assert (report.counts.changed, report.counts.added) == (1, 0)
    read = Statement("MATCH (n:Initiative) RETURN n.title, n.endedOn")
    assert (await database.read(read)).one() == ["Twee tuinen", None]


async def test_what_a_file_does_not_name_is_left_as_it_is(database: Database, write: Write) -> None:
    await load(database, [write()])
    report = await load(database, [write(Initiative="key,title,source\ntuin,Een tuin,bron\n")])
    assert report.loaded == 0
    assert (await database.read(Statement("MATCH (n:Initiative) RETURN n.startedOn"))).one() == [date(2016, 2, 29)]


async def test_a_row_that_moved_is_unchanged_and_its_place_is_brought_up_to_date(
    database: Database, write: Write
) -> None:
    await load(database, [write()])
    report = await load(database, [write(Domain="key,name,code,source\n0.10,Reserves,0.10,bron\n")])
    assert (report.loaded, report.counts.unchanged) == (0, report.read)
    read = Statement("MATCH (n:Domain {key: '0.10'}) RETURN n.ref")
    assert (await database.read(read)).one() == ["nodes/Domain.csv:2"]


async def test_a_file_may_name_what_is_in_the_graph_already(database: Database, write: Write) -> None:
    folder = write()
    await load(database, [folder])
    alone = folder / "SUPPORTS.csv"
    alone.write_text("from,to,source\ndepartment:b,initiative:tuin,bron\n")
    report = await load(database, [alone])
    assert (report.faults, report.counts.added) == ((), 1)


async def test_the_same_two_nodes_are_joined_twice_when_it_began_twice(database: Database, write: Write) -> None:
    seats = "from,to,validFrom,validTo,source\nofficial:o,department:a,,2015-01-01,bron\n"
    seats += "official:o,department:a,2016-01-01,,bron\n"
    folder = write(Official="key,source\no,bron\n", WORKS_FOR=seats)
    for _ in range(2):
        await load(database, [folder])
    read = Statement("MATCH (:Official)-[r:WORKS_FOR]->() RETURN r.validFrom, r.validTo ORDER BY r.validFrom")
    assert (await database.read(read)).rows == [[date(2016, 1, 1), None], [None, date(2015, 1, 1)]]


async def test_a_parent_may_follow_another_on_the_day_that_one_ends(database: Database, write: Write) -> None:
    steps = "from,to,validFrom,validTo,source\ndepartment:b,department:m,,2016-01-01,bron\n"
    report = await load(database, [write(PART_OF=steps + "department:b,department:a,2016-01-01,,bron\n")])
    assert report.faults == ()


async def test_text_that_looks_like_cypher_is_only_text(database: Database, write: Write) -> None:
    title = r"x`}) DETACH DELETE n // \u0060 $rows"
    await load(database, [write(Initiative=f'key,title,source\ntuin,"{title}",bron\n')])
    assert (await database.read(Statement("MATCH (n:Initiative) RETURN n.title"))).one() == [title]


async def test_times_keep_their_instant_and_a_byte_order_mark_is_no_part_of_the_header(
    database: Database, write: Write
) -> None:
    contact = "\ufeffkey,at,channel,source\r\nc-1,2017-10-29T02:30:00+01:00,balie,bron\r\n"
    folder = write(Contact=contact)
    assert (await load(database, [folder])).faults == ()
    assert (await load(database, [folder])).loaded == 0
    at = (await database.read(Statement("MATCH (n:Contact) RETURN n.at"))).one()[0]
    assert at == datetime(2017, 10, 29, 1, 30, tzinfo=UTC)


async def test_the_same_instant_in_another_zone_is_no_change(database: Database, write: Write) -> None:
    """Neither against the graph, which others may have written in a named zone, nor in one load; another text is one."""
    folder = write(Contact="key,at,channel,source\nc-1,2017-10-29T01:30:00Z,2017-10-29T01:30:00Z,bron\n")
    assert (await load(database, [folder])).faults == ()
    (folder / "Contact.csv").write_text("key,at,channel,source\nc-1,2017-10-29T02:30:00+01:00,2017-10-29T01:30:00Z,bron\nc-1,2017-10-28T17:30:00-08:00,2017-10-29T01:30:00Z,bron\n")
    report = await load(database, [folder])
    assert (report.faults, report.loaded) == ((), 0)
    await database.write(Statement("MATCH (n:Contact) SET n.at = datetime('2017-10-29T02:30:00+01:00[Europe/Amsterdam]')"))
    assert (await load(database, [folder])).loaded == 0
    (folder / "Contact.csv").write_text("key,at,channel,source\nc-1,2017-10-29T02:30:00+01:00,2017-10-29T02:30:00+01:00,bron\n")
    assert (await load(database, [folder])).counts.changed == 1


async def test_a_text_over_several_lines_is_one_row_with_the_line_it_starts_on(
    database: Database, write: Write
) -> None:
    problems = 'key,description,source\np,"een\ntwee, ""drie""\n",bron\n\nq,vier,bron\n'
    await load(database, [write(Problem=problems)])
    read = Statement("MATCH (n:Problem) RETURN n.description, n.ref ORDER BY n.key")
    assert (await database.read(read)).rows == [
        ['een\ntwee, "drie"\n', "nodes/Problem.csv:2"],
        ["vier", "nodes/Problem.csv:6"],
    ]


@pytest.mark.parametrize(
    ("paths", "format", "said"),
    [
        (["/no/such/folder"], "native", "does not exist"),
        ([], "native", "no file"),
        (["seed"], "csvw", "no format named 'csvw'"),
    ],
)
async def test_nothing_to_read_is_an_error_that_says_so(
    database: Database, paths: list[str], format: str, said: str
) -> None:
    with pytest.raises(BadInput, match=said) as raised:
        await load(database, paths, format)
    assert raised.value.cure


async def test_two_loads_at_once_leave_what_one_load_leaves(database: Database, write: Write) -> None:
    folder = write()
    await asyncio.gather(load(database, [folder]), load(database, [folder]))
    together = await everything(database)
    await database.write(EMPTY)
    await load(database, [folder])
    assert await everything(database) == together
