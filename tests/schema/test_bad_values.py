"""A graph that others wrote: wrong types, unknown words, missing names and loops never break an answer."""

from typing import Any

import pytest

from graph.database.session import Database
from graph.database.statement import Statement
from graph.model.definition import LABELS, NODES, RELATIONSHIPS
from schema.fields.nodes import PLURALS
from tests.schema.asking import Desk, write
from tests.schema.test_fields import TYPES, everything, fields, get_named_type

ODD: list[Any] = ["walking", "", 7, -1.5, True, ["a", "RUNNING", ""], [1, 2], [], "2017-02-30", "x" * 5000, float("nan"), b"\x00\x01"]

ODD_NODES = "UNWIND $rows AS row CREATE (n:$(row.label) {key: 'odd'}) SET n += row.values"


def odd_nodes(odd: Any) -> list[dict[str, Any]]:
    """A node of each label with this value in every property but its key."""
    return [{"label": label, "values": dict.fromkeys((prop.name for prop in LABELS[label].properties if prop.name != "key"), odd)} for label in NODES]


@pytest.mark.parametrize("odd", ODD, ids=lambda each: repr(each)[:20])
async def test_a_wrong_value_in_every_property_never_breaks_a_list(database: Database, odd: Any) -> None:
    await write(database, f"{ODD_NODES} CREATE (:$(row.label) {{key: 'bare'}})", rows=odd_nodes(odd))
    desk = Desk(database)
    for label in NODES:
        plural = PLURALS.get(label, f"{label.lower()}s")
        found = (await desk.answer(f"{{ {plural} {{ totalCount nodes {{ {fields(label, 0)} }} }} }}"))[plural]
        assert [each["id"] for each in found["nodes"]] == [f"{label.lower()}:bare", f"{label.lower()}:odd"]
        bare = found["nodes"][0]
        title = LABELS[label].title
        assert title is None or bare[title] == (None if LABELS[label].party else "bare")


@pytest.mark.parametrize("odd", [7, "x", ["a"], True], ids=repr)
async def test_a_wrong_value_never_breaks_the_rule(database: Database, odd: Any) -> None:
    """Everything joined to everything the model lets it join, and all their properties of a wrong type."""
    await write(database, ODD_NODES, rows=odd_nodes(odd))
    joined = [
        {"type": kind.name, "start": start, "end": end, "values": dict.fromkeys((prop.name for prop in kind.properties), odd)}
        for kind in RELATIONSHIPS.values() for start, end in kind.ends if "Alias" not in (start, end)
    ]  # fmt: skip
    await write(database, "UNWIND $rows AS row MATCH (a:$(row.start) {key: 'odd'}), (b:$(row.end) {key: 'odd'}) CREATE (a)-[r:$(row.type)]->(b) SET r += row.values", rows=joined)
    desk = Desk(database)
    for root in ("initiatives", "problems", "domains", "departments", "officials", "responsibilities", "betweenSilos", "relationships"):
        kind_name = get_named_type(TYPES["Query"].fields[root].type).name
        assert await desk.answer(f"{{ {root} {{ {everything(kind_name, 1)} }} }}")
    asked = '{ ownersOf(subjects: ["initiative:odd", "problem:odd", "domain:odd"]) { status owners { party { name } } steps { reason } nextDoor { reason } since lapsed { id } } }'
    assert all((await desk.answer(asked))["ownersOf"])


async def test_a_name_of_another_type_is_told_as_text_or_not_at_all(database: Database) -> None:
    await write(database, "CREATE (:Initiative {key: 'a', title: 7, stage: 'WALKING', asks: ['MONEY', 'LOVE']}), (:Domain {key: 'b', name: date('2017-11-14')}), (:Department {key: 'c', name: 7, level: 'KINGDOM'})")
    found = await Desk(database).answer('{ initiatives { nodes { title stage asks } } domains { nodes { name } } departments { nodes { name level } } search(query: "b") { totalCount } }')
    assert found["initiatives"]["nodes"] == [{"title": "7", "stage": None, "asks": ["MONEY"]}]
    assert found["domains"]["nodes"] == [{"name": "2017-11-14"}]
    assert found["departments"]["nodes"] == [{"name": None, "level": None}]


async def test_trees_that_loop_end(database: Database) -> None:
    await write(database, """CREATE (a:Department {key: 'a', level: 'SERVICE'})-[:PART_OF]->(b:Department {key: 'b'})-[:PART_OF]->(a), (a)-[:PART_OF]->(a), (a)-[:SUCCEEDED_BY]->(b)-[:SUCCEEDED_BY]->(a),
        (d:Domain {key: 'd'})-[:PART_OF]->(e:Domain {key: 'e'})-[:PART_OF]->(d), (p:Area {key: 'p'})-[:PART_OF]->(p),
        (i:Initiative {key: 'i', asks: ['MONEY']})-[:TOUCHES]->(d), (i)-[:LOCATED_IN]->(p), (a)-[:HOLDS]->(r:Responsibility {key: 'r'})-[:FOR]->(e), (r)-[:WITHIN]->(p),
        (c:Contact {key: 'c'})-[:REFERRED_TO]->(c)""")  # fmt: skip
    asked = """{ ownerOf(subject: "initiative:i") { status owners { party { id } silo { id } } } departments { nodes { silo { id } parent { id } children { nodes { id } } } }
      domains { nodes { broader { id } ownership { status } } } areas { nodes { parent { id } } } contacts { nodes { referredTo { id } } }
      betweenSilos(filter: { areas: ["area:p"], domains: ["domain:e"] }) { totalCount } relationships(of: ["department:a"], depth: 3) { totalCount } path(from: "department:a", to: "department:b") { nodes { id } } }"""
    found = await Desk(database).answer(asked)
    assert found["ownerOf"]["status"] == "OWNED"
    assert found["contacts"]["nodes"] == [{"referredTo": {"id": "contact:c"}}]


async def test_what_has_no_key_or_no_label_of_ours_is_passed_over(database: Database) -> None:
    await write(database, """CREATE (n:Initiative {title: 'geen sleutel'}), (x:Unknown {key: 'x'}), (i:Initiative {key: 'i'}), (d:Department {name: 'geen sleutel'}), (e:Department {key: 'e'}),
        (n)-[:TOUCHES]->(:Domain {name: 'geen sleutel'}), (x)-[:STARTED]->(i), (i)-[:TOUCHES]->(:Domain), (e)-[:PART_OF]->(d), (x)-[:HOLDS]->(:Responsibility {key: 'r'})-[:FOR]->(i), (x)-[:MYSTERY]->(i),
        (:Resident {key: 'z', name: 'Z'})-[:STARTED]->(i)""")  # fmt: skip
    desk = Desk(database)
    asked = """{ initiatives { totalCount nodes { id title initiators { totalCount nodes { __typename id } } domains { nodes { id name } } ownership { status steps { reason } } } }
      departments { nodes { id parent { id } silo { id } } } relationships { totalCount nodes { id type from { id } to { id } } } responsibilities { nodes { id holder { id } } } betweenSilos { totalCount } }"""
    found = await desk.answer(asked)
    assert [each["id"] for each in found["initiatives"]["nodes"]] == ["initiative:i"]
    assert found["initiatives"]["nodes"][0]["initiators"] == {"totalCount": 1, "nodes": [{"__typename": "Resident", "id": "resident:z"}]}
    assert {each["type"] for each in found["relationships"]["nodes"]} <= set(RELATIONSHIPS)


async def test_a_count_is_that_of_what_is_listed(database: Database) -> None:
    await database.write(Statement("CREATE (:Initiative {title: 'geen sleutel'}), (:Initiative {key: 'i'})"))
    found = (await Desk(database).answer("{ initiatives { totalCount nodes { id } } }"))["initiatives"]
    assert found["totalCount"] == len(found["nodes"]) == 1


@pytest.mark.parametrize("odd", ODD, ids=lambda each: repr(each)[:20])
async def test_a_wrong_value_never_breaks_a_filter_or_an_order(database: Database, odd: Any) -> None:
    await write(database, "CREATE (n:Initiative {key: 'odd'}), (m:Official {key: 'odd'}) SET n.title = $odd, n.stage = $odd, n.startedOn = $odd, m.name = $odd CREATE (:Initiative {key: 'bare'}), (:Official {key: 'bare'})", odd=odd)
    asked = """{ a: initiatives(filter: { title: { contains: "a", startsWith: "a", ne: "b", in: ["c"] } }) { totalCount } b: initiatives(filter: { NOT: { title: { contains: "q" } } }) { nodes { id } }
      c: initiatives(filter: { startedOn: { gt: "2016-01-01" } }) { totalCount } d: initiatives(filter: { stage: { ne: IDEA } }) { totalCount } e: officials(filter: { name: { contains: "q" } }) { totalCount }
      f: initiatives(first: 1, orderBy: [{ title: DESC }]) { pageInfo { endCursor } } g: officials(first: 1, orderBy: [{ name: ASC }]) { pageInfo { endCursor } } }"""
    found = await Desk(database).answer(asked)
    assert [each["id"] for each in found["b"]["nodes"]] == ["initiative:bare", "initiative:odd"]
    for field, order, cursor in (("initiatives", "{ title: DESC }", found["f"]), ("officials", "{ name: ASC }", found["g"])):
        page = await Desk(database).answer(f"query($c: String) {{ {field}(first: 1, after: $c, orderBy: [{order}]) {{ nodes {{ id }} }} }}", c=cursor["pageInfo"]["endCursor"])
        assert len(page[field]["nodes"]) == 1
