"""Everything that leads over dated relationships, or lists dated nodes, can be asked as of a day."""

from datetime import date
from typing import Any

import pytest

from graph.model.definition import NODES
from schema.fields import SCHEMA
from schema.fields.nodes import PLURALS
from schema.types.relations import RELATIONS
from tests.schema.asking import Desk, rows, write

TYPES: Any = SCHEMA._schema.type_map
OWNERSHIP = ("ownerOf", "ownersOf", "ownerOfTogether", "whyNot", "betweenSilos", "solvedGaps", "relationships", "path")
DAYS = ("2015-12-31", "2016-01-01", "2016-12-31", "2017-01-01", "2017-11-14")


def test_every_field_that_leads_on_and_every_list_takes_as_of() -> None:
    missing = [f"{label}.{relation.field}" for label in NODES for relation in RELATIONS[label] if "asOf" not in TYPES[label].fields[relation.field].args]
    lists = [PLURALS.get(label, f"{label.lower()}s") for label in NODES]
    missing += [f"Query.{name}" for name in (*lists, *OWNERSHIP) if "asOf" not in TYPES["Query"].fields[name].args]
    missing += [f"{label}.ownership" for label in ("Initiative", "Problem", "Domain") if "asOf" not in TYPES[label].fields["ownership"].args]
    assert not missing
    for name in ("ownerOf", "ownersOf", "ownerOfTogether", "whyNot", "ownershipTimeline"):
        assert "asKnownAt" in TYPES["Query"].fields[name].args


def holds_on(told: dict[str, Any], on: date) -> bool:
    return (told.get("validFrom") or date.min) <= on < (told.get("validTo") or date.max) and told.get("attestedOn") in (None, on)


@pytest.mark.parametrize("label", ["Department", "Counter", "Responsibility"])
async def test_a_list_as_of_a_day_holds_what_is_valid_then(desk: Desk, label: str) -> None:
    plural = PLURALS.get(label, f"{label.lower()}s")
    stored = [(f"{label.lower()}:{key}", told) for key, told in await rows(desk.database, f"MATCH (n:{label}) RETURN n.key, properties(n) ORDER BY n.key")]
    asked = f"query($on: Date) {{ {plural}(asOf: $on, first: 500) {{ totalCount nodes {{ id }} }} }}"
    found = set()
    for text in (*DAYS, None):
        listed = (await desk.answer(asked, on=text))[plural]
        expected = [node for node, told in stored if text is None or holds_on(told, date.fromisoformat(text))]
        assert [node["id"] for node in listed["nodes"]] == expected
        assert listed["totalCount"] == len(expected)
        found.add(len(expected))
    assert label == "Counter" or len(found) > 1


async def test_relationships_that_came_and_went_are_told_of_their_day(desk: Desk) -> None:
    """One of each of a few types, valid in 2016 only; filters follow the day of the list."""
    await write(desk.database, """
        MATCH (i:Initiative {key: 'eettafel-loosduinen'}), (d:Domain {key: '5.7'}), (p:Problem {key: 'groen-adoptie'}), (a:Area {key: 'laak'}), (u:Department {key: 'dsb-groen'})
        CREATE (i)-[:TOUCHES {validFrom: date('2016-01-01'), validTo: date('2017-01-01')}]->(d), (i)-[:ADDRESSES {validFrom: date('2016-01-01'), validTo: date('2017-01-01')}]->(p),
               (i)-[:LOCATED_IN {attestedOn: date('2016-12-31')}]->(a), (:Counter {key: 'tijdelijk', validTo: date('2017-01-01')})-[:PART_OF]->(u)""")
    try:
        asked = """query($on: Date) { node(id: "initiative:eettafel-loosduinen") { ... on Initiative {
          domains(asOf: $on, filter: {id: {eq: "domain:5.7"}}) { totalCount } problems(asOf: $on, filter: {id: {eq: "problem:groen-adoptie"}}) { totalCount } areas(asOf: $on, filter: {id: {eq: "area:laak"}}) { totalCount } } }
          unit: node(id: "department:dsb-groen") { ... on Department { counters(asOf: $on, filter: {id: {eq: "counter:tijdelijk"}}) { totalCount } } }
          initiatives(asOf: $on, filter: {id: {eq: "initiative:eettafel-loosduinen"}, domains: {some: {id: {eq: "domain:5.7"}}}}) { totalCount } }"""
        for on, domain, area, counter in (("2015-12-31", 0, 0, 1), ("2016-01-01", 1, 0, 1), ("2016-12-31", 1, 1, 1), ("2017-01-01", 0, 0, 0), (None, 0, 0, 0)):
            found = await desk.answer(asked, on=on)
            node = {name: each["totalCount"] for name, each in found["node"].items()}
            assert node == {"domains": domain, "problems": domain, "areas": area}, on
            assert (found["unit"]["counters"]["totalCount"], found["initiatives"]["totalCount"]) == (counter, domain), on
    finally:
        await write(desk.database, """
            MATCH (i:Initiative {key: 'eettafel-loosduinen'})-[r]->(n) WHERE r.validTo = date('2017-01-01') OR r.attestedOn = date('2016-12-31') DELETE r""")
        await write(desk.database, "MATCH (c:Counter {key: 'tijdelijk'}) DETACH DELETE c")
