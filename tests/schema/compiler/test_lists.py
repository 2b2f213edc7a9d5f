"""Lists: pages, orders, cursors, counts and filters."""

from typing import Any

import pytest

from graph.database.session import Database
from schema.request.cursor import Cursors
from tests.schema.asking import Desk, rows, whole_list, write

LIST = """query($first: Int, $after: String, $last: Int, $before: String, $filter: {label}Filter, $orderBy: [{label}Order!]) {{
  {field}(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {{
    totalCount nodes {{ id {title} }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"""
INITIATIVES = LIST.format(label="Initiative", field="initiatives", title="title")
OFFICIALS = LIST.format(label="Official", field="officials", title="name")


@pytest.mark.parametrize("size", [1, 7, 99, 100, 101, 500])
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("order", [None, [{"title": "ASC"}], [{"title": "DESC"}]])
async def test_pages_give_every_node_once_in_order(desk: Desk, seeded: Database, size: int, backwards: bool, order: Any) -> None:
    if size == 1 and order:
        pytest.skip("a hundred pages of one are turned once")
    found = await whole_list(desk, INITIATIVES, "initiatives", size, backwards=backwards, orderBy=order)
    way = "" if not order else f"n.title {order[0]['title']}, "
    stored = await rows(seeded, f"MATCH (n:Initiative) RETURN 'initiative:' + n.key ORDER BY {way}n.key")
    assert [node["id"] for node in found] == [row[0] for row in stored]
    assert len(found) == 100


@pytest.mark.parametrize("size", [1, 4, 500])
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("way", ["ASC", "DESC"])
async def test_what_has_no_value_comes_last_in_either_direction(desk: Desk, seeded: Database, size: int, backwards: bool, way: str) -> None:
    await write(seeded, "MERGE (:Official {key: 'zz-1'}) MERGE (:Official {key: 'aa-2'}) MERGE (b:Official {key: 'b-3'}) SET b.name = 'Samira Duindoorn' MERGE (:Official {key: 'm-4'})")
    try:
        found = await whole_list(desk, OFFICIALS, "officials", size, backwards=backwards, orderBy=[{"name": way}])
        stored = await rows(seeded, f"MATCH (n:Official) RETURN 'official:' + n.key, n.name ORDER BY n.name IS NULL, n.name {way}, n.key")
    finally:
        await write(seeded, "MATCH (n:Official) WHERE n.key IN ['zz-1', 'aa-2', 'b-3', 'm-4'] DETACH DELETE n")
    assert [(node["id"], node["name"]) for node in found] == [tuple(row) for row in stored]
    assert [node["id"] for node in found[-3:]] == ["official:aa-2", "official:m-4", "official:zz-1"]


ODD_NAMES = """MERGE (:Official {key: 'zz-1'}) MERGE (a:Official {key: 'aa-2'}) SET a.name = 7
  MERGE (b:Official {key: 'b-3'}) SET b.name = 'Samira Duindoorn' MERGE (c:Official {key: 'm-4'}) SET c.name = 'A'"""


@pytest.mark.parametrize(("backwards", "way"), [(False, "ASC"), (False, "DESC"), (True, "ASC")])
@pytest.mark.parametrize(("asked", "meant"), [
    ({"gte": ""}, ">= ''"), ({"lt": "M"}, "< 'M'"), ({"gt": "A", "lte": "Samira Duindoorn"}, "> 'A' AND n.name <= 'Samira Duindoorn'"),
    ({"eq": "Samira Duindoorn"}, "= 'Samira Duindoorn'"), ({"startsWith": "S"}, "STARTS WITH 'S'"), ({"ne": "A"}, "IS NULL OR n.name <> 'A'"),
    ({"in": ["A", "Samira Duindoorn"]}, "IN ['A', 'Samira Duindoorn']"), ({"isNull": True}, "IS NULL"),
])  # fmt: skip
async def test_an_order_by_what_is_filtered(desk: Desk, seeded: Database, backwards: bool, way: str, asked: Any, meant: str) -> None:
    await write(seeded, ODD_NAMES)
    try:
        found = await whole_list(desk, OFFICIALS, "officials", 7, backwards=backwards, filter={"name": asked}, orderBy=[{"name": way}])
        text = "CASE WHEN n.name IS :: STRING NOT NULL THEN n.name END"  # what is no text counts as no value in the order
        stored = await rows(seeded, f"MATCH (n:Official) WHERE n.name {meant} RETURN 'official:' + n.key ORDER BY {text} IS NULL, {text} {way}, n.key")
    finally:
        await write(seeded, "MATCH (n:Official) WHERE n.key IN ['zz-1', 'aa-2', 'b-3', 'm-4'] DETACH DELETE n")
    assert [node["id"] for node in found] == [row[0] for row in stored]
    assert found


async def test_a_cursor_at_what_has_no_value_fits_a_list_of_what_has_one(desk: Desk, seeded: Database) -> None:
    await write(seeded, ODD_NAMES)
    try:
        order = [{"name": "ASC"}]
        last = (await desk.answer(OFFICIALS, last=1, orderBy=order))["officials"]
        cursor, named = last["pageInfo"]["endCursor"], {"name": {"gte": ""}}
        after = (await desk.answer(OFFICIALS, first=500, after=cursor, filter=named, orderBy=order))["officials"]
        before = (await desk.answer(OFFICIALS, last=500, before=cursor, filter=named, orderBy=order))["officials"]
    finally:
        await write(seeded, "MATCH (n:Official) WHERE n.key IN ['zz-1', 'aa-2', 'b-3', 'm-4'] DETACH DELETE n")
    assert [node["id"] for node in last["nodes"]] == ["official:zz-1"]
    assert after["nodes"] == []
    assert len(before["nodes"]) == before["totalCount"] > 2


@pytest.mark.parametrize("label", ["Responsibility", "Contact"])
@pytest.mark.parametrize("backwards", [False, True])
async def test_what_has_no_name_is_ordered_by_id(desk: Desk, seeded: Database, label: str, backwards: bool) -> None:
    field = "responsibilities" if label == "Responsibility" else "contacts"
    asked = LIST.format(label=label, field=field, title="")
    found = await whole_list(desk, asked, field, 10, backwards=backwards, orderBy=[{"id": "DESC"}])
    stored = await rows(seeded, f"MATCH (n:{label}) RETURN '{label.lower()}:' + n.key ORDER BY n.key DESC")
    assert [node["id"] for node in found] == [row[0] for row in stored]


@pytest.mark.parametrize("order", ["OPEN_LONGEST", "MOST_SILOS", "NEWEST"])
@pytest.mark.parametrize("backwards", [False, True])
async def test_pages_of_gaps_give_every_gap_once(desk: Desk, order: str, backwards: bool) -> None:
    asked = f"""query($first: Int, $after: String, $last: Int, $before: String) {{
      betweenSilos(orderBy: {order}, filter: {{ status: [BETWEEN_SILOS, LAPSED, SHARED, CONTESTED] }}, first: $first, after: $after, last: $last, before: $before) {{
        totalCount nodes {{ initiative {{ id }} }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"""
    whole = await whole_list(desk, asked, "betweenSilos", 500)
    assert await whole_list(desk, asked, "betweenSilos", 4, backwards=backwards) == whole
    ids = [each["initiative"]["id"] for each in whole]
    assert len(ids) == len(set(ids)) > 25


async def test_lists_inside_nodes_are_paged_as_well(desk: Desk) -> None:
    asked = """query($first: Int, $after: String, $last: Int, $before: String) { node(id: "area:den-haag") { ... on Area {
      children(first: $first, after: $after, last: $last, before: $before) { totalCount nodes { id } edges { cursor node { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }"""
    first = (await desk.answer(asked, first=3))["node"]["children"]
    then = (await desk.answer(asked, first=500, after=first["pageInfo"]["endCursor"]))["node"]["children"]
    back = (await desk.answer(asked, last=3, before=first["edges"][2]["cursor"]))["node"]["children"]
    assert first["totalCount"] == then["totalCount"] == len(first["nodes"]) + len(then["nodes"]) == 8
    assert [node["id"] for node in back["nodes"]] == [node["id"] for node in first["nodes"][:2]]
    assert (back["pageInfo"]["hasPreviousPage"], back["pageInfo"]["hasNextPage"]) == (False, True)
    assert [edge["node"]["id"] for edge in first["edges"]] == [node["id"] for node in first["nodes"]]


async def test_a_list_holds_25_when_no_number_is_given(desk: Desk) -> None:
    found = (await desk.answer("{ initiatives { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage } } }"))["initiatives"]
    assert (len(found["nodes"]), found["totalCount"]) == (25, 100)
    assert found["pageInfo"] == {"hasNextPage": True, "hasPreviousPage": False}


@pytest.mark.parametrize("paging", ["first: 0", "first: 501", "first: -1", "last: 0", "last: 501", "first: 1, last: 1"])
@pytest.mark.parametrize("listed", ["initiatives", "relationships", "betweenSilos", "search(query: \"groen\""])
async def test_a_wrong_number_is_bad_input(desk: Desk, listed: str, paging: str) -> None:
    opening = f"{listed}, " if "(" in listed else f"{listed}("
    assert await desk.refused(f"{{ {opening}{paging}) {{ totalCount }} }}") == "BAD_INPUT"


@pytest.mark.parametrize("paging", ["first: 0", "first: 501", "first: 2, last: 2"])
async def test_a_wrong_number_below_a_node_is_bad_input(desk: Desk, paging: str) -> None:
    assert await desk.refused(f"{{ initiatives {{ nodes {{ domains({paging}) {{ totalCount }} }} }} }}") == "BAD_INPUT"


def a_cursor() -> str:
    return Cursors(b"another secret").write("InitiativeConnection|initiatives|", ["moestuin-moerwijk"])


@pytest.mark.parametrize("cursor", ["", "x", "é", "====", "AAAAAAAAAAAAAAAAAAAAAAAA", "moestuin-moerwijk", "\u0000", "bm90IHNpZ25lZA", a_cursor(), "a" * 100_000])
@pytest.mark.parametrize("name", ["after", "before"])
@pytest.mark.parametrize("listed", ["initiatives(", "betweenSilos(", 'search(query: "groen", ', "relationships("])
async def test_a_made_up_cursor_is_bad_input(desk: Desk, listed: str, name: str, cursor: str) -> None:
    assert await desk.refused(f"query($cursor: String) {{ {listed}{name}: $cursor) {{ nodes {{ __typename }} }} }}", cursor=cursor) == "BAD_INPUT"


@pytest.mark.parametrize("elsewhere", [
    "problems(after: $cursor)", "initiatives(after: $cursor, orderBy: [{title: ASC}])", "betweenSilos(after: $cursor)",
    'search(query: "groen", after: $cursor)', "relationships(after: $cursor)",
])  # fmt: skip
async def test_a_cursor_of_another_list_is_bad_input(desk: Desk, elsewhere: str) -> None:
    cursor = (await desk.answer("{ initiatives(first: 1) { pageInfo { endCursor } } }"))["initiatives"]["pageInfo"]["endCursor"]
    assert await desk.refused(f"query($cursor: String) {{ {elsewhere} {{ nodes {{ __typename }} }} }}", cursor=cursor) == "BAD_INPUT"


FILTERS = [
    ({"id": {"eq": "initiative:moestuin-moerwijk"}}, "n.key = 'moestuin-moerwijk'"),
    ({"id": {"ne": "initiative:moestuin-moerwijk"}}, "n.key <> 'moestuin-moerwijk'"),
    ({"id": {"ne": "problem:moestuin-moerwijk"}}, "true"),
    ({"id": {"in": ["initiative:moestuin-moerwijk", "initiative:pluktuin-none", "problem:groen-adoptie"]}}, "n.key = 'moestuin-moerwijk'"),
    ({"id": {"in": []}}, "false"),
    ({"title": {"eq": "Moestuin op het schoolplein"}}, "n.title = 'Moestuin op het schoolplein'"),
    ({"title": {"ne": "Moestuin op het schoolplein"}}, "n.title <> 'Moestuin op het schoolplein'"),
    ({"title": {"in": ["Moestuin op het schoolplein", "Rust op de speeltuin na tienen"]}}, "n.key IN ['moestuin-moerwijk', 'speeltuin-zandbak']"),
    ({"title": {"contains": "TUIN"}}, "toLower(n.title) CONTAINS 'tuin'"),
    ({"title": {"contains": ".*"}}, "n.title CONTAINS '.*'"),
    ({"title": {"contains": ""}}, "true"),
    ({"title": {"startsWith": "Rust"}}, "n.title STARTS WITH 'Rust'"),
    ({"title": {"startsWith": "R", "contains": "tienen"}}, "n.key = 'speeltuin-zandbak'"),
    ({"title": {"isNull": True}}, "false"),
    ({"title": {"isNull": False}}, "true"),
    ({"stage": {"eq": "RUNNING"}}, "n.stage = 'RUNNING'"),
    ({"stage": {"ne": "RUNNING"}}, "n.stage <> 'RUNNING' OR n.stage IS NULL"),
    ({"stage": {"in": ["IDEA", "PAUSED"]}}, "n.stage IN ['IDEA', 'PAUSED']"),
    ({"stage": {"isNull": True}}, "n.stage IS NULL"),
    ({"startedOn": {"gt": "2016-03-14"}}, "n.startedOn > date('2016-03-14')"),
    ({"startedOn": {"gte": "2016-03-14", "lt": "2017-01-01"}}, "date('2016-03-14') <= n.startedOn < date('2017-01-01')"),
    ({"startedOn": {"lte": "2016-03-14"}}, "n.startedOn <= date('2016-03-14')"),
    ({"startedOn": {"eq": "2016-03-14"}}, "n.startedOn = date('2016-03-14')"),
    ({"startedOn": {"isNull": True}}, "n.startedOn IS NULL"),
    ({"NOT": {"stage": {"eq": "RUNNING"}}}, "n.stage <> 'RUNNING' OR n.stage IS NULL"),
    ({"NOT": {"startedOn": {"gt": "2016-03-14"}}}, "n.startedOn <= date('2016-03-14') OR n.startedOn IS NULL"),
    ({"AND": [{"stage": {"eq": "RUNNING"}}, {"title": {"contains": "tuin"}}]}, "n.stage = 'RUNNING' AND toLower(n.title) CONTAINS 'tuin'"),
    ({"OR": [{"stage": {"eq": "IDEA"}}, {"title": {"contains": "tuin"}}]}, "n.stage = 'IDEA' OR toLower(n.title) CONTAINS 'tuin'"),
    ({"AND": []}, "true"),
    ({"OR": []}, "false"),
    ({"OR": [{}]}, "true"),
    ({"stage": {"eq": "RUNNING"}, "OR": [{"title": {"contains": "tuin"}}, {"NOT": {"title": {"contains": "e"}}}]},
     "n.stage = 'RUNNING' AND (toLower(n.title) CONTAINS 'tuin' OR NOT toLower(n.title) CONTAINS 'e')"),
    ({"NOT": {"NOT": {"AND": [{"NOT": {"stage": {"in": ["DONE", "STOPPED"]}}}, {"startedOn": {"isNull": False}}]}}},
     "NOT coalesce(n.stage IN ['DONE', 'STOPPED'], false) AND n.startedOn IS NOT NULL"),
    ({}, "true"),
    (None, "true"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "cypher"), FILTERS)
async def test_a_filter_holds_what_it_says(desk: Desk, seeded: Database, given: Any, cypher: str) -> None:
    found = (await desk.answer(INITIATIVES, first=500, filter=given))["initiatives"]
    stored = await rows(seeded, f"MATCH (n:Initiative) WHERE {cypher} RETURN 'initiative:' + n.key ORDER BY n.key")
    assert [node["id"] for node in found["nodes"]] == [row[0] for row in stored]
    assert found["totalCount"] == len(stored)


async def test_a_filter_holds_on_every_page(desk: Desk, seeded: Database) -> None:
    wanted = {"title": {"contains": "e"}, "stage": {"eq": "RUNNING"}}
    found = await whole_list(desk, INITIATIVES, "initiatives", 3, filter=wanted, orderBy=[{"title": "DESC"}])
    stored = await rows(seeded, "MATCH (n:Initiative {stage: 'RUNNING'}) WHERE toLower(n.title) CONTAINS 'e' RETURN 'initiative:' + n.key ORDER BY n.title DESC, n.key")
    assert [node["id"] for node in found] == [row[0] for row in stored]


@pytest.mark.parametrize("given", ["{stage: {eq: WALKING}}", "{title: {eq: 3}}", "{startedOn: {eq: \"2016-02-30\"}}", "{unknown: {eq: 1}}", "{stage: \"RUNNING\"}"])
async def test_a_filter_of_the_wrong_kind_is_refused_before_anything_is_read(desk: Desk, given: str) -> None:
    told = await desk.ask(f"{{ initiatives(filter: {given}) {{ totalCount }} }}")
    assert told.messages
    assert not told.statements


async def test_dates_of_responsibilities_can_be_filtered(desk: Desk, seeded: Database) -> None:
    asked = "query($f: ResponsibilityFilter) { responsibilities(first: 500, filter: $f) { totalCount nodes { id } } }"
    found = (await desk.answer(asked, f={"validTo": {"lte": "2017-11-14"}}))["responsibilities"]
    stored = await rows(seeded, "MATCH (n:Responsibility) WHERE n.validTo <= date('2017-11-14') RETURN 'responsibility:' + n.key ORDER BY n.key")
    assert [node["id"] for node in found["nodes"]] == [row[0] for row in stored]
    assert found["totalCount"] > 0
