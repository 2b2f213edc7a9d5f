"""The feed of changes: a tool that follows it has the same graph, and nobody is told of what may not be seen."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from graph.database.session import Database
from graph.model.viewer import ANALYST, PUBLIC, Viewer
from graph.write.change_log import KEPT
from loaders.load import load
from loaders.options import LoadOptions
from schema.fields.changes import LISTING
from tests.loaders.conftest import SMALL
from tests.schema.asking import Desk, rows, whole_list, write

STATED = "statements { property value source { id } ref } sources { id }"
NODE = " ".join(("id __typename", *(f"... on {label} {{ {STATED} }}" for label in ("Department", "Initiative", "Source"))))
JOINED = f"id type from {{ id }} to {{ id }} validFrom validTo {STATED}"
FEED = f"query($since: String, $first: Int, $types: [NodeType!]) {{ changes(since: $since, first: $first, types: $types) {{ next hasMore changes {{ at kind id node {{ {NODE} }} relationship {{ {JOINED} }} }} }} }}"
ALL_JOINED = f"query($first: Int, $after: String, $last: Int, $before: String) {{ relationships(first: $first, after: $after, last: $last, before: $before) {{ nodes {{ {JOINED} }} pageInfo {{ hasNextPage endCursor }} }} }}"
ALL_NODES = "MATCH (n) WHERE NOT n:Change AND NOT n:Load AND NOT n:Sequence RETURN toLower(labels(n)[0]) + ':' + n.key"

Copy = dict[str, Any]


class Follower:
    """A tool that keeps a copy of the graph by following the feed."""

    def __init__(self, desk: Desk, size: int = 500) -> None:
        self.desk, self.size = desk, size
        self.copy: Copy = {}
        self.since: str | None = None
        self.told: list[dict[str, Any]] = []

    async def catch_up(self) -> list[dict[str, Any]]:
        """Read all there is to read now; what it was."""
        told: list[dict[str, Any]] = []
        while True:
            page = (await self.desk.answer(FEED, since=self.since, first=self.size))["changes"]
            for each in page["changes"]:
                now = each["node"] or each["relationship"]
                self.copy.pop(each["id"], None)
                if now:
                    assert now["id"] == each["id"]
                    self.copy[each["id"]] = now
            told += page["changes"]
            self.since = page["next"]
            if not page["hasMore"]:
                self.told += told
                return told


def files(folder: Path, **changed: str | None) -> Path:
    """The small files, some of them otherwise."""
    folder.mkdir(exist_ok=True)
    for name, content in {**SMALL, **changed}.items():
        (folder / f"{name}.csv").unlink(missing_ok=True)
        if content is not None:
            (folder / f"{name}.csv").write_text(content)
    return folder


async def as_it_is(desk: Desk) -> Copy:
    """The whole graph, asked for at once."""
    ids = [row[0] for row in await rows(desk.database, ALL_NODES)]
    nodes = (await desk.answer(f"query($ids: [ID!]!) {{ nodes(ids: $ids) {{ {NODE} }} }}", ids=ids))["nodes"]
    joined = await whole_list(desk, ALL_JOINED, "relationships", 500)
    return {each["id"]: each for each in (*filter(None, nodes), *joined)}


@pytest.mark.parametrize("size", [3, 500])
async def test_a_tool_that_follows_ends_with_the_same_graph(database: Database, tmp_path: Path, size: int) -> None:
    follower = Follower(Desk(database), size)
    assert await follower.catch_up() == []
    await load(database, [files(tmp_path / "one")])
    assert {each["kind"] for each in await follower.catch_up()} == {"ADDED"}
    assert follower.copy == await as_it_is(follower.desk)
    other = files(
        tmp_path / "two",
        Source="key,title,source\nbron,Een bron,bron\nander,Nog een,ander\n",
        Initiative="key,title,summary,startedOn,endedOn,asks,source\ntuin,Een grote tuin,,2016-02-29,2017-02-28,PLACE,bron\n",
        Department="key,name,level,source\nm,Gemeente,MUNICIPALITY,bron | ander\na,Dienst A,SERVICE,bron\n",
    )
    report = await load(database, [other], options=LoadOptions(sync=True, today=date(2017, 11, 14)))
    assert not report.faults
    told = await follower.catch_up()
    assert {each["kind"] for each in told} >= {"ADDED", "CHANGED"}
    assert follower.copy == await as_it_is(follower.desk)
    await load(database, [files(tmp_path / "three", Initiative=None, TOUCHES=None)], options=LoadOptions(sync=True))
    told = await follower.catch_up()
    assert "initiative:tuin" in {each["id"] for each in told if each["kind"] == "REMOVED" and each["node"] is None}
    assert follower.copy == await as_it_is(follower.desk)
    assert "initiative:tuin" not in follower.copy
    assert [each["at"] for each in follower.told] == sorted(each["at"] for each in follower.told)
    anew = await Follower(Desk(database)).catch_up()
    assert [(each["id"], each["kind"]) for each in anew] == [(each["id"], each["kind"]) for each in follower.told]


async def test_a_load_that_changes_nothing_tells_nothing(database: Database, tmp_path: Path) -> None:
    folder, follower = files(tmp_path / "one"), Follower(Desk(database))
    await load(database, [folder])
    await follower.catch_up()
    await load(database, [folder])
    assert await follower.catch_up() == []


async def test_no_gap_while_others_write(database: Database, tmp_path: Path) -> None:
    """Two loads at once and a reader between them: every id that was written was told."""
    folders = [files(tmp_path / name, Initiative="key,title,source\n" + "".join(f"{name}{n},T,bron\n" for n in range(40)), TOUCHES=None) for name in ("a", "b")]
    await load(database, [files(tmp_path / "first")])
    follower = Follower(Desk(database), 9)
    writing = asyncio.gather(*(load(database, [each]) for each in folders))
    while not writing.done():
        await follower.catch_up()
    await writing
    await follower.catch_up()
    assert follower.copy == await as_it_is(follower.desk)


CREATE = """
CREATE (:Source {key: 'bron', title: 'Bron', source: 'bron'}),
  (r:Resident {key: 'r-7', source: 'bron'}), (c:Contact {key: 'c-7', source: 'bron'}), (i:Initiative {key: 'tuin', source: 'bron'}),
  (r)-[:STARTED]->(i), (r)-[:MADE]->(c), (c)-[:ABOUT]->(i)"""
TELL = "UNWIND $rows AS row CREATE (c:Change {at: datetime('2017-11-14T12:00:00Z'), by: 'x'}) SET c += row"
HIDDEN = [
    {"key": "000000000000002", "kind": "ADDED", "of": "Resident", "what": ["resident:r-7"]},
    {"key": "000000000000003", "kind": "ADDED", "of": "STARTED", "what": ["STARTED|resident:r-7|initiative:tuin|"]},
    {"key": "000000000000004", "kind": "ADDED", "of": "MADE", "what": ["MADE|resident:r-7|contact:c-7|"]},
    {"key": "000000000000005", "kind": "REMOVED", "of": "ABOUT", "what": ["ABOUT|contact:c-9|initiative:tuin|"]},
    {"key": "000000000000006", "kind": "REMOVED", "of": "Contact", "what": ["contact:c-9"]},
    {"key": "000000000000007", "kind": "ADDED", "of": "STATED_IN", "what": ["STATED_IN|resident:r-7|source:bron|", "STATED_IN|contact:c-7|source:bron|"]},
]
SEEN = [{"key": "000000000000001", "kind": "ADDED", "of": "Initiative", "what": ["initiative:tuin"]}]


async def test_what_may_not_be_seen_looks_like_nothing(database: Database) -> None:
    await write(database, CREATE)
    await write(database, TELL, rows=SEEN)
    street = Desk(database, PUBLIC)
    before = (await street.answer(FEED))["changes"]
    await write(database, TELL, rows=HIDDEN)
    for page in (before, (await street.answer(FEED))["changes"]):
        assert page == before
        assert [each["id"] for each in page["changes"]] == ["initiative:tuin"]
    assert (await street.answer(FEED, since=before["next"]))["changes"]["changes"] == []
    assert (await street.answer(FEED, types=["RESIDENT", "CONTACT"]))["changes"]["changes"] == []
    assert len((await Desk(database, ANALYST).answer(FEED))["changes"]["changes"]) == 8


@pytest.mark.parametrize("types", [["INITIATIVE"], ["DOMAIN", "SOURCE"], []])
async def test_only_of_these_kinds(database: Database, tmp_path: Path, types: list[str]) -> None:
    await load(database, [files(tmp_path / "one")])
    found = (await Desk(database).answer(FEED, types=types))["changes"]["changes"]
    assert {each["node"]["__typename"].upper() for each in found} == set(types)


async def test_a_key_may_hold_the_sign_between_the_parts_of_an_id(database: Database) -> None:
    await write(database, "CREATE (:Initiative {key: 'a|b'})-[:TOUCHES {validFrom: date('2017-01-01')}]->(:Domain {key: 'c|d|'})")
    name = "TOUCHES|initiative:a|b|domain:c|d||2017-01-01"
    await write(database, TELL, rows=[{"key": "000000000000001", "kind": "ADDED", "of": "TOUCHES", "what": [name]}])
    (found,) = (await Desk(database).answer(FEED))["changes"]["changes"]
    assert found["relationship"]["id"] == found["id"] == name


@pytest.mark.parametrize("first", [0, -1, 501])
async def test_a_size_outside_1_to_500_is_refused(database: Database, first: int) -> None:
    desk = Desk(database)
    assert await desk.refused(FEED, first=first) == "BAD_INPUT"
    assert await desk.refused(f"{{ changes(first: {first}) {{ next }} }}") == "BAD_INPUT"


async def test_a_cursor_that_was_made_up_or_is_of_another_list_is_refused(database: Database) -> None:
    desk = Desk(database)
    good = (await desk.answer("{ changes { next } }"))["changes"]["next"]
    await desk.answer(FEED, since=good)
    other = desk.cursors.write("domains|Domain", ["", 0, "2017-11-14"])
    for bad in ("", "x", good[:-1], good[::-1], "B" + good[1:], other, "0.0", "é"):
        assert await desk.refused(FEED, since=bad) == "BAD_INPUT", bad


@pytest.mark.parametrize(("days", "works"), [(0, True), (KEPT.days - 1, True), (KEPT.days, False)])
async def test_a_cursor_older_than_changes_are_kept_is_refused(database: Database, days: int, works: bool) -> None:
    desk = Desk(database)
    day = datetime.now(UTC).date() - timedelta(days=days)
    told = await desk.ask(FEED, since=desk.cursors.write(LISTING, ["", 0, day.isoformat()]))
    assert told.codes == (() if works else ("BAD_INPUT",))


@pytest.mark.parametrize("viewer", [ANALYST, PUBLIC])
async def test_ownership_can_be_asked_of_what_changed(database: Database, tmp_path: Path, viewer: Viewer) -> None:
    await load(database, [files(tmp_path / "one")])
    found = await Desk(database, viewer).ask("{ changes(types: [INITIATIVE]) { a: changes { node { ... on Initiative { ownership { status } } } } b: changes { id } __typename } }")
    assert not found.codes
    assert found.data["changes"]["a"][0]["node"]["ownership"]["status"] == "UNOWNED"
    assert len(found.statements) == 1
