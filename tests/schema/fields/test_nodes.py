"""One node or several by id: unknown ones, doubles, old ids, and what a caller may make of an id."""

import pytest

from graph.database.session import Database
from graph.model.definition import NODES
from tests.schema.asking import Desk, rows, write

ONE = "query($id: ID!) { node(id: $id) { id __typename ... on Initiative { title } } }"
MANY = "query($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }"
UNKNOWN = [
    "", ":", "initiative", "initiative:", "initiative:none", "Initiative:moestuin-moerwijk", "INITIATIVE:moestuin-moerwijk", "unknown:x",
    "alias:x", "change:x", "moestuin-moerwijk", " initiative:moestuin-moerwijk", "initiative:moestuin-moerwijk ", "problem:moestuin-moerwijk",
    "initiative:moestuin-moerwijk:x", "initiative:`moestuin`", "initiative:') RETURN n //", "initiative:\u0000", "é:é", "x" * 10_000,
]  # fmt: skip


@pytest.mark.parametrize("identifier", UNKNOWN)
async def test_an_unknown_id_is_null_without_an_error(desk: Desk, identifier: str) -> None:
    assert await desk.answer(ONE, id=identifier) == {"node": None}
    assert (await desk.answer(MANY, ids=[identifier, "domain:5.7", identifier]))["nodes"] == [None, {"id": "domain:5.7", "__typename": "Domain"}, None]


@pytest.mark.parametrize("label", NODES)
async def test_every_label_is_found_by_its_id(desk: Desk, seeded: Database, label: str) -> None:
    keys = [row[0] for row in await rows(seeded, f"MATCH (n:{label}) RETURN n.key ORDER BY rand() LIMIT 5")]
    ids = [f"{label.lower()}:{key}" for key in keys]
    assert (await desk.answer(MANY, ids=ids))["nodes"] == [{"id": each, "__typename": label} for each in ids]
    assert (await desk.answer(ONE, id=ids[0]))["node"]["id"] == ids[0]


async def test_nodes_keep_order_and_doubles(desk: Desk) -> None:
    ids = ["domain:5.7", "official:o-3e21bcb6", "domain:5.7", "nothing", "initiative:moestuin-moerwijk", "domain:0.10", "domain:0.1"]
    found = (await desk.answer(MANY, ids=ids))["nodes"]
    assert [each and each["id"] for each in found] == [each if ":" in each else None for each in ids]
    assert (await desk.answer(MANY, ids=[]))["nodes"] == []


async def test_an_old_id_keeps_resolving(desk: Desk, seeded: Database) -> None:
    await write(seeded, """MATCH (n:Initiative {key: 'moestuin-moerwijk'}), (d:Domain {key: '5.7'})
        MERGE (a:Alias {key: 'initiative:oude-tuin'}) MERGE (a)-[:ALIAS_OF]->(n)
        MERGE (b:Alias {key: 'domain:groen'}) MERGE (b)-[:ALIAS_OF]->(d)""")  # fmt: skip
    try:
        found = await desk.answer(ONE, id="initiative:oude-tuin")
        many = (await desk.answer(MANY, ids=["domain:groen", "initiative:oude-tuin", "initiative:moestuin-moerwijk"]))["nodes"]
        owner = await desk.answer('{ ownerOf(subject: "initiative:oude-tuin") { status subject { ... on Initiative { id } } } }')
        owners = await desk.answer('{ ownersOf(subjects: ["domain:groen", "domain:5.7"]) { subject { ... on Domain { id } } owners { party { id } } } }')
        together = await desk.answer('{ ownerOfTogether(domains: ["domain:groen"]) { topics { subject { ... on Domain { id } } } } }')
        around = await desk.answer('{ relationships(of: ["initiative:oude-tuin"], first: 500) { nodes { id type } } }')
        way = await desk.answer('{ path(from: "initiative:oude-tuin", to: "domain:5.7") { nodes { id } } }')
    finally:
        await write(seeded, "MATCH (n:Alias) DETACH DELETE n")
    garden = "initiative:moestuin-moerwijk"
    assert found["node"] == {"id": garden, "__typename": "Initiative", "title": "Moestuin op het schoolplein"}
    assert [each["id"] for each in many] == ["domain:5.7", garden, garden]
    assert owner["ownerOf"] == {"status": "OWNED", "subject": {"id": garden}}
    assert owners["ownersOf"][0] == owners["ownersOf"][1]
    assert [each["subject"]["id"] for each in together["ownerOfTogether"]["topics"]] == ["domain:5.7"]
    assert "ALIAS_OF" not in {each["type"] for each in around["relationships"]["nodes"]}
    assert any(each["type"] == "TOUCHES" for each in around["relationships"]["nodes"])
    assert [each["id"] for each in way["path"][0]["nodes"]] == [garden, "domain:5.7"]


async def test_an_alias_is_no_node_itself(desk: Desk, seeded: Database) -> None:
    await write(seeded, "MATCH (n:Domain {key: '5.7'}) MERGE (a:Alias {key: 'groen'}) MERGE (a)-[:ALIAS_OF]->(n)")
    try:
        assert await desk.answer(ONE, id="alias:groen") == {"node": None}
    finally:
        await write(seeded, "MATCH (n:Alias) DETACH DELETE n")


async def test_a_key_with_colons_and_odd_letters_is_found(desk: Desk, seeded: Database) -> None:
    odd = "a:b`'\"\\ é 🙂{}$x"
    await write(seeded, "MERGE (n:Problem {key: $key}) SET n.title = 'Vreemd'", key=odd)
    try:
        assert (await desk.answer(ONE, id=f"problem:{odd}"))["node"]["id"] == f"problem:{odd}"
        assert (await desk.answer("query($id: ID!) { ownerOf(subject: $id) { status known } }", id=f"problem:{odd}"))["ownerOf"] == {"status": "UNOWNED", "known": False}
    finally:
        await write(seeded, "MATCH (n:Problem {key: $key}) DETACH DELETE n", key=odd)


async def test_an_old_id_may_stand_for_a_node_of_another_label(desk: Desk, street: Desk, seeded: Database) -> None:
    await write(seeded, "MATCH (n:Problem {key: 'groen-adoptie'}), (r:Resident) WITH n, r ORDER BY r.key LIMIT 1 CREATE (:Alias {key: 'initiative:oud'})-[:ALIAS_OF]->(n), (:Alias {key: 'official:oud'})-[:ALIAS_OF]->(r)")
    try:
        asked = '{ node(id: "initiative:oud") { id __typename } nodes(ids: ["domain:5.7", "initiative:oud", "initiative:nergens"]) { id } hidden: node(id: "official:oud") { id } }'
        found = await desk.answer(asked)
        assert found["node"] == {"id": "problem:groen-adoptie", "__typename": "Problem"}
        assert [each and each["id"] for each in found["nodes"]] == ["domain:5.7", "problem:groen-adoptie", None]
        assert found["hidden"]["id"].startswith("resident:")
        assert (await street.answer(asked))["hidden"] is None
    finally:
        await write(seeded, "MATCH (a:Alias) WHERE a.key ENDS WITH ':oud' DETACH DELETE a")
