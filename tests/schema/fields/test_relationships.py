"""relationships and path: the generic ways in for other tools."""

from itertools import pairwise
from typing import Any

import pytest

from graph.database.session import Database
from graph.model.definition import SERVED_RELATIONSHIPS
from tests.schema.asking import Desk, rows, whole_list, write

LIST = """query($of: [ID!], $types: [RelationshipType!], $direction: Direction, $depth: Int, $on: Date, $first: Int, $after: String, $last: Int, $before: String) {
  relationships(of: $of, types: $types, direction: $direction, depth: $depth, asOf: $on, first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { id type from { id } to { id } validFrom validTo role kind weight synthetic ref source { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
GARDEN = "initiative:moestuin-moerwijk"
CHOOSE = "[x IN labels({0}) WHERE x <> '' | toLower(x)][0] + ':' + {0}.key"
TRIPLES = f"RETURN DISTINCT type(r), {CHOOSE.format('startNode(r)')}, {CHOOSE.format('endNode(r)')}"


def triples(found: list[Any]) -> set[tuple[str, str, str]]:
    return {(each["type"], each["from"]["id"], each["to"]["id"]) for each in found}


async def around(desk: Desk, **variables: Any) -> list[Any]:
    found = await whole_list(desk, LIST, "relationships", 100, **variables)
    assert len({each["id"] for each in found}) == len(found)
    return found


@pytest.mark.parametrize("backwards", [False, True])
async def test_all_of_them_once_by_keyset(desk: Desk, seeded: Database, backwards: bool) -> None:
    found = await whole_list(desk, LIST, "relationships", 500, backwards=backwards)
    stored = (await rows(seeded, "MATCH ()-[r]->() RETURN count(r)"))[0][0]
    assert len(found) == len({each["id"] for each in found}) == stored
    assert (await desk.answer("{ relationships(first: 1) { totalCount } }"))["relationships"]["totalCount"] == stored
    assert triples(found) == {tuple(row) for row in await rows(seeded, f"MATCH ()-[r]->() {TRIPLES}")}
    assert {each["type"] for each in found} == set(SERVED_RELATIONSHIPS)


@pytest.mark.parametrize("type_", SERVED_RELATIONSHIPS)
async def test_of_one_type(desk: Desk, seeded: Database, type_: str) -> None:
    found = await around(desk, types=[type_])
    assert triples(found) == {tuple(row) for row in await rows(seeded, f"MATCH ()-[r:{type_}]->() {TRIPLES}")} != set()


@pytest.mark.parametrize(("direction", "pattern"), [("OUT", "-[r]->"), ("IN", "<-[r]-"), ("BOTH", "-[r]-"), (None, "-[r]-")])
async def test_around_a_node_in_each_direction(desk: Desk, seeded: Database, direction: str | None, pattern: str) -> None:
    found = await around(desk, of=[GARDEN], direction=direction)
    assert triples(found) == {tuple(row) for row in await rows(seeded, f"MATCH (n:Initiative {{key: 'moestuin-moerwijk'}}){pattern}() {TRIPLES}")} != set()


@pytest.mark.parametrize("depth", [1, 2, 3])
async def test_as_far_as_asked(desk: Desk, seeded: Database, depth: int) -> None:
    types = ["TOUCHES", "PART_OF", "FOR", "HOLDS"]
    found = await around(desk, of=[GARDEN, "domain:1.2"], types=types, depth=depth)
    stored = await rows(seeded, f"MATCH p = (n:Initiative|Domain)-[:{'|'.join(types)}*1..{depth}]-() WHERE n.key IN ['moestuin-moerwijk', '1.2'] UNWIND relationships(p) AS r {TRIPLES}")
    assert triples(found) == {tuple(row) for row in stored} != set()


async def test_of_nothing_known_is_nothing(desk: Desk) -> None:
    for of in ([], ["x"], ["initiative:none", "alias:x"], [""]):
        assert await around(desk, of=of) == []
    assert await around(desk, types=[]) == []


@pytest.mark.parametrize("arguments", ["depth: 2", "depth: 0", "depth: 0, of: [\"domain:5.7\"]", "depth: 4, of: [\"domain:5.7\"]"])
async def test_a_wrong_depth_is_bad_input(desk: Desk, arguments: str) -> None:
    assert await desk.refused(f"{{ relationships({arguments}) {{ totalCount }} }}") == "BAD_INPUT"


async def test_too_many_to_start_from_is_bad_input(desk: Desk) -> None:
    assert await desk.refused(LIST, of=["domain:5.7"] * 501) == "BAD_INPUT"


@pytest.mark.parametrize(("on", "there"), [("2015-12-31", True), ("2016-01-01", True), ("2017-05-31", True), ("2017-06-01", False)])
async def test_only_what_is_valid_on_the_day(desk: Desk, seeded: Database, on: str, there: bool) -> None:
    found = await around(desk, types=["WORKS_FOR"], on=on)
    stored = await rows(seeded, f"""MATCH ()-[r:WORKS_FOR]->() WHERE coalesce(r.validFrom <= date($on), true) AND coalesce(date($on) < r.validTo, true)
        AND coalesce(r.attestedOn = date($on), true) {TRIPLES}""", on=on)  # fmt: skip
    assert triples(found) == {tuple(row) for row in stored} != set()
    moved = {each["from"]["id"] for each in found if each["from"]["id"] == "official:o-e8548847" and each["to"]["id"].startswith("department:ocw")}
    assert bool(moved) is there


async def test_two_between_the_same_ends_are_told_apart_by_their_first_day(desk: Desk, seeded: Database) -> None:
    await write(seeded, """MATCH (o:Official {key: 'o-3e21bcb6'}), (d:Department {key: 'bestuursdienst'})
        CREATE (o)-[:WORKS_FOR {validFrom: date('2001-01-01'), validTo: date('2002-01-01')}]->(d), (o)-[:WORKS_FOR {validFrom: date('2003-01-01')}]->(d)""")  # fmt: skip
    try:
        found = [each for each in await around(desk, of=["official:o-3e21bcb6"], types=["WORKS_FOR"]) if each["to"]["id"] == "department:bestuursdienst"]
    finally:
        await write(seeded, "MATCH (:Official {key: 'o-3e21bcb6'})-[r:WORKS_FOR]->(:Department {key: 'bestuursdienst'}) DELETE r")
    assert [str(each["validFrom"]) for each in found] == ["2001-01-01", "2003-01-01"]


async def test_twins_without_a_first_day_are_both_on_the_list(desk: Desk, seeded: Database) -> None:
    await write(seeded, "MATCH (o:Official {key: 'o-3e21bcb6'}), (d:Department {key: 'bestuursdienst'}) CREATE (o)-[:WORKS_FOR {function: 'a'}]->(d), (o)-[:WORKS_FOR {function: 'b'}]->(d)")
    try:
        found = await whole_list(desk, LIST, "relationships", 1, of=["official:o-3e21bcb6"], types=["WORKS_FOR"])
        count = (await desk.answer(LIST, of=["official:o-3e21bcb6"], types=["WORKS_FOR"]))["relationships"]["totalCount"]
    finally:
        await write(seeded, "MATCH (:Official {key: 'o-3e21bcb6'})-[r:WORKS_FOR]->(:Department {key: 'bestuursdienst'}) DELETE r")
    assert count == len(found) == 3


# -- path ---------------------------------------------------------------------------------------------------------

PATH = """query($from: ID!, $to: ID!, $types: [RelationshipType!], $hops: Int, $on: Date) {
  path(from: $from, to: $to, types: $types, maxHops: $hops, asOf: $on) { nodes { id __typename } relationships { type from { id } to { id } } } }"""


async def test_the_shortest_ways(desk: Desk) -> None:
    found = (await desk.answer(PATH, **{"from": GARDEN, "to": "initiative:speeltuin-zandbak"}))["path"]
    assert 1 <= len(found) <= 20
    assert len({len(each["nodes"]) for each in found}) == 1
    for way in found:
        ids = [each["id"] for each in way["nodes"]]
        assert (ids[0], ids[-1]) == (GARDEN, "initiative:speeltuin-zandbak")
        assert [{each["from"]["id"], each["to"]["id"]} for each in way["relationships"]] == [set(pair) for pair in pairwise(ids)]
        assert "STATED_IN" not in {each["type"] for each in way["relationships"]}
    assert found == sorted(found, key=lambda way: ([each["id"] for each in way["nodes"]], [each["type"] for each in way["relationships"]]))


async def test_there_and_back_are_as_long(desk: Desk) -> None:
    there = (await desk.answer(PATH, **{"from": "domain:1.2", "to": "department:bestuursdienst"}))["path"]
    back = (await desk.answer(PATH, **{"from": "department:bestuursdienst", "to": "domain:1.2"}))["path"]
    assert len(there) == len(back)
    assert len(there[0]["nodes"]) == len(back[0]["nodes"])


async def test_only_over_the_types_asked_and_no_further(desk: Desk) -> None:
    ends = {"from": GARDEN, "to": "domain:5"}
    found = (await desk.answer(PATH, **ends, types=["TOUCHES", "PART_OF"]))["path"]
    assert [[each["id"] for each in way["nodes"]] for way in found] == [[GARDEN, "domain:5.7", "domain:5"]]
    assert (await desk.answer(PATH, **ends, types=["TOUCHES", "PART_OF"], hops=1))["path"] == []
    assert (await desk.answer(PATH, **ends, types=["REFERRED_TO"]))["path"] == []
    stated = (await desk.answer(PATH, **{"from": GARDEN, "to": "domain:1.2"}, types=["STATED_IN"]))["path"]
    assert {each["type"] for way in stated for each in way["relationships"]} <= {"STATED_IN"}


@pytest.mark.parametrize(("on", "there"), [("2016-12-31", True), ("2017-11-14", True)])
async def test_only_over_what_is_valid(desk: Desk, on: str, there: bool) -> None:
    ends = {"from": "official:o-e8548847", "to": "department:gemeente-den-haag"}
    found = (await desk.answer(PATH, **ends, types=["WORKS_FOR", "PART_OF"], on=on))["path"]
    assert len(found) == 1
    always = (await desk.answer(PATH, **ends, types=["WORKS_FOR", "PART_OF"]))["path"]
    assert len(found[0]["nodes"]) >= len(always[0]["nodes"])


@pytest.mark.parametrize(("arguments", "code"), [
    ({"from": GARDEN, "to": "x"}, "NOT_FOUND"), ({"from": "", "to": GARDEN}, "NOT_FOUND"), ({"from": "initiative:none", "to": GARDEN}, "NOT_FOUND"),
    ({"from": GARDEN, "to": "resident:none"}, "NOT_FOUND"), ({"from": GARDEN, "to": GARDEN}, "BAD_INPUT"),
    ({"from": GARDEN, "to": "domain:5", "hops": 0}, "BAD_INPUT"), ({"from": GARDEN, "to": "domain:5", "hops": 11}, "BAD_INPUT"),
])  # fmt: skip
async def test_a_way_that_cannot_be_asked_for(desk: Desk, arguments: dict[str, Any], code: str) -> None:
    assert await desk.refused(PATH, **arguments) == code


async def test_from_and_to_are_the_same_thing_also_by_an_old_id(desk: Desk, seeded: Database) -> None:
    await write(seeded, "MATCH (n:Initiative {key: 'moestuin-moerwijk'}) CREATE (:Alias {key: 'initiative:oud'})-[:ALIAS_OF]->(n)")
    try:
        assert await desk.refused(PATH, **{"from": GARDEN, "to": "initiative:oud"}) == await desk.refused(PATH, **{"from": GARDEN, "to": GARDEN}) == "BAD_INPUT"
    finally:
        await write(seeded, "MATCH (n:Alias) DETACH DELETE n")
