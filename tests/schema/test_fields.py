"""Every root field and every field of every type that is no input, asked of the whole seed."""

from datetime import date, datetime
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type, is_interface_type, is_leaf_type, is_union_type

from graph.database.session import Database
from graph.database.statement import Statement
from graph.model.definition import LABELS, NODES, node_id
from schema.fields import SCHEMA
from schema.fields.nodes import PLURALS
from tests.schema.asking import Desk, rows

TYPES = SCHEMA._schema.type_map
# The arguments that a root field cannot do without.
NEEDED = {
    "node": '(id: "initiative:moestuin-moerwijk")',
    "nodes": '(ids: ["initiative:moestuin-moerwijk", "official:o-3e21bcb6", "nothing"])',
    "ownerOf": '(subject: "initiative:buurtkamer-laakkade")',
    "ownersOf": '(subjects: ["initiative:buurtkamer-laakkade", "domain:5.7", "problem:groen-adoptie", "x:y"])',
    "ownerOfTogether": '(domains: ["domain:5.7", "domain:1.2"], problems: ["problem:overlast-speelplek"])',
    "whyNot": '(subject: "initiative:buurtkamer-laakkade", party: "department:dso-ruimte")',
    "simulateReorganisation": '(mapping: [{department: "department:ocw-ontmoeting", under: "department:stedelijke-ontwikkeling"}])',
    "staleOwnership": '(olderThan: "2017-07-01")',
    "ownershipTimeline": '(subject: "initiative:buurtkamer-laakkade")',
    "ownershipDiff": '(department: "department:dsb-wijkgroen", from: "2016-01-01", to: "2017-11-14")',
    "search": '(query: "groen")',
    "path": '(from: "initiative:moestuin-moerwijk", to: "initiative:speeltuin-zandbak")',
}


def members(type_name: str) -> list[str]:
    """The object types behind a type of the API."""
    kind = TYPES[type_name]
    if is_interface_type(kind) or is_union_type(kind):
        return sorted(each.name for each in SCHEMA._schema.get_possible_types(kind))
    return [type_name]


def everything(type_name: str, depth: int) -> str:
    """A selection of all fields of a type, and of all below it down to a depth; leaves only at the last.

    Of Node, with its fourteen members, the leaves only: what is below each is asked of the list of its label.
    """
    depth = 0 if type_name == "Node" else depth
    if type_name not in members(type_name):
        # Two types may give a field of one name another type, so each member answers under names of its own.
        return " ".join(["__typename", *(f"... on {each} {{ {fields(each, depth, prefix=f'{each}_')} }}" for each in members(type_name))])
    return fields(type_name, depth)


def fields(type_name: str, depth: int, prefix: str = "") -> str:
    found = ["__typename"]
    kind = TYPES[type_name]
    assert isinstance(kind, GraphQLObjectType)
    for name, definition in kind.fields.items():
        below = get_named_type(definition.type)
        alias = f"{prefix}{name}: " if prefix else ""
        if is_leaf_type(below):
            found.append(f"{alias}{name}")
        elif prefix and not depth:
            continue
        elif below.name.endswith(("Connection", "Edge")) or below.name == "PageInfo":
            found.append(f"{alias}{name} {{ {everything(below.name, depth)} }}")
        elif depth:
            found.append(f"{alias}{name} {{ {everything(below.name, depth - 1)} }}")
    return " ".join(found)


@pytest.mark.parametrize("root", sorted(TYPES["Query"].fields))
async def test_every_root_field_answers_with_everything_below_it(desk: Desk, street: Desk, root: str) -> None:
    definition = TYPES["Query"].fields[root]
    paging = "(first: 40)" if "first" in definition.args and root not in NEEDED else ""
    below = everything(get_named_type(definition.type).name, 1)
    question = f"{{ {root}{NEEDED.get(root, paging)} {{ {below} }} }}"
    for one in (desk, street):
        found = (await one.answer(question))[root]
        assert found is not None


@pytest.mark.parametrize("label", NODES)
async def test_every_field_of_every_label_answers_for_every_node(desk: Desk, seeded: Database, label: str) -> None:
    plural = PLURALS.get(label, f"{label.lower()}s")
    found = (await desk.answer(f"{{ {plural}(first: 500) {{ totalCount nodes {{ {fields(label, 0)} }} }} }}"))[plural]
    stored = await rows(seeded, f"MATCH (n:{label}) RETURN n.key, properties(n) ORDER BY n.key")
    assert found["totalCount"] == len(stored) > 0
    assert [node["id"] for node in found["nodes"]] == [node_id(label, key) for key, _ in stored]
    for node, (_, properties) in zip(found["nodes"], stored, strict=True):
        _same_values(label, node, properties)


def _same_values(label: str, node: dict[str, Any], properties: dict[str, Any]) -> None:
    """The answer holds what is stored, as far as an analyst may see it, and the fallbacks where nothing is."""
    for prop in LABELS[label].properties:
        if prop.name in ("key", "source", "involvement"):
            continue
        stored, told = properties.get(prop.name), node[prop.name]
        if prop.visibility.value in ("CASE", "STEWARD"):
            assert told is None
        elif stored is None:
            assert told in (None, False, []), f"{node['id']} {prop.name}"
        else:
            assert told == (stored.isoformat() if isinstance(stored, date | datetime) else stored)


async def test_involvement_is_told_moment_by_moment(desk: Desk) -> None:
    asked = '{ node(id: "document:afspraken-moestuin") { ... on Document { involvement { moment level whoCame whatChanged evidence } } } }'
    first, second = (await desk.answer(asked))["node"]["involvement"]
    assert first == {
        "moment": "tekenavond", "level": "COPRODUCE", "whoCame": "19 ouders en 14 kinderen",
        "whatChanged": "het hek kwam aan de straatkant, zodat de buurt erin kan", "evidence": "foto van de tekening",
    }  # fmt: skip
    assert (second["moment"], second["level"]) == ("aan tafel", "DECIDE")


async def test_the_story_of_the_school_garden_can_be_followed(desk: Desk) -> None:
    asked = """{ node(id: "initiative:moestuin-moerwijk") { ... on Initiative {
      domains { nodes { id broader { id } } } problems { nodes { id } } areas { nodes { id parent { id } } }
      initiators { nodes { __typename id name } } documents { nodes { id presentedBy { nodes { name } } } }
      contacts { nodes { counter { id } subject { __typename } referredTo { counter { id } } } }
      source { id title } sources { id }
      ownership { status since owners { party { name } silo { name } official { name } } nextDoor { counter { name phone } } } } } }"""
    found = (await desk.answer(asked))["node"]
    assert [each["id"] for each in found["domains"]["nodes"]] == ["domain:4.2", "domain:5.7", "domain:6.1"]
    assert [each["broader"]["id"] for each in found["domains"]["nodes"]] == ["domain:4", "domain:5", "domain:6"]
    assert {each["__typename"]: each["name"] for each in found["initiators"]["nodes"]}["Resident"] is None
    assert {each["subject"]["__typename"] for each in found["contacts"]["nodes"]} == {"Initiative"}
    assert sum(each["referredTo"] is not None for each in found["contacts"]["nodes"]) == 4
    assert found["source"]["id"] == "source:synthetic"
    owner = found["ownership"]["owners"][0]
    assert (found["ownership"]["status"], str(found["ownership"]["since"])) == ("OWNED", "2017-04-01")
    assert owner["party"]["name"] == "Team Wijkgroen en Zelfbeheer"
    assert found["ownership"]["nextDoor"][0]["counter"] == {"name": "Groenloket", "phone": "070 000 00 10"}


@pytest.mark.parametrize(
    "asked",
    [
        "departments(first: 3) { nodes { silo { id silo { id silo { id } } } } }",
        "initiatives(first: 3) { nodes { ownership { owners { silo { ... on Department { silo { silo { id } } } } } } } }",
        """initiatives(first: 1) { aggregate { by(group: DOMAINS) { value node { ... on Domain {
             initiatives(first: 1) { aggregate { by(group: DOMAINS) { value node { ... on Domain { initiatives(first: 1) { aggregate { by(group: STAGE) { value count } } } } } } } } } } } } }""",
        "initiatives(first: 2) { nodes { statements { source { id statements { source { id } } } } } }",
        "node(id: \"initiative:moestuin-moerwijk\") { ... on Initiative { ownership { owners { silo { name } } between: status } domains { nodes { ownership { owners { silo { id } } } } } } }",
    ],
)
async def test_a_field_may_stand_below_itself(desk: Desk, asked: str) -> None:
    assert await desk.answer(f"{{ {asked} }}")


async def test_an_empty_graph_is_answered_as_empty(opened: Database) -> None:
    await opened.write(Statement("MATCH (n) DETACH DELETE n"))
    desk = Desk(opened)
    for label in NODES:
        plural = PLURALS.get(label, f"{label.lower()}s")
        asked = f"{{ {plural} {{ totalCount nodes {{ id }} edges {{ cursor }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"
        page = {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None}
        assert (await desk.answer(asked))[plural] == {"totalCount": 0, "nodes": [], "edges": [], "pageInfo": page}
    gaps = await desk.answer('{ betweenSilos { totalCount nodes { subject { __typename } } } search(query: "groen") { totalCount nodes { id } } relationships { totalCount nodes { id } } }')
    assert {name: each["totalCount"] for name, each in gaps.items()} == {"betweenSilos": 0, "search": 0, "relationships": 0}
