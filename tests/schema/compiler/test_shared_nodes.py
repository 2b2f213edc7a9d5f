"""What comes up several times in an answer is read once, and is the same as if it were read in each place."""

from collections.abc import Iterator
from typing import Any

import pytest

from schema.compiler.serializer import unchanged
from schema.compiler.shared_nodes import LazyRows, LookupTable
from schema.request.context import Context
from schema.request.deferred import FieldExecution, NullInNonNullField
from schema.types.relations import RELATIONS, is_one_to_many
from tests.schema.asking import Desk

# `here` tells the objects that are looked at from all others in an answer.
DOMAIN = """... on Domain { here: id name
  problems(first: 3) { totalCount nodes { id title domains { nodes { id narrower { nodes { id } } } } } }
  few: initiatives(first: 2) { edges { cursor node { id } } pageInfo { hasNextPage } }
  more: initiatives(first: 9) { nodes { id } }
  responsibilities(asOf: "2020-01-01") { nodes { id holder { __typename id } } }
  ownership { status owners { party { id name } silo { id } } } }"""
DEPARTMENT = "... on Department { here: id parent { id name children(first: 4) { nodes { id officials { nodes { id } } } } } silo { id } counters { nodes { id kind } } }"
PARTY = f"here: id __typename {DEPARTMENT} ... on Resident {{ initiatives {{ nodes {{ id title }} }} }} ... on Organisation {{ initiatives {{ totalCount }} }}"


@pytest.mark.parametrize(("root", "path", "fields"), [
    ("initiatives(first: 100)", "domains(first: 9) { nodes { %s } }", DOMAIN),
    ("initiatives(first: 100, orderBy: [{startedOn: DESC}])", "domains { pageInfo { hasNextPage } edges { node { %s } } }", DOMAIN),
    ("initiatives(first: 100)", "initiators { nodes { %s } }", PARTY),
    ("responsibilities(first: 100)", "holder { %s }", PARTY),
    ("officials(first: 100)", "departments { nodes { %s } }", DEPARTMENT),
    ("contacts(first: 100)", "counter { id department { %s } }", DEPARTMENT),
])  # fmt: skip
async def test_it_is_the_same_as_asked_by_itself(desk: Desk, root: str, path: str, fields: str) -> None:
    found = list(_objects(await desk.answer(f"{{ {root} {{ nodes {{ {path % fields} }} }} }}")))
    once = {each["here"]: each for each in found}
    assert len(found) > len(once), "nothing comes up twice"
    assert all(each == once[each["here"]] for each in found)
    alone = f"query($id: ID!) {{ node(id: $id) {{ ... on {'Party' if fields == PARTY else 'Node'} {{ {fields} }} }} }}"
    for identifier, one in once.items():
        assert (await desk.answer(alone, id=identifier))["node"] == one, identifier


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(each)
    if isinstance(value, dict) and "here" in value:
        yield value


async def test_a_question_about_one_node_is_read_in_place(desk: Desk) -> None:
    told = await desk.ask('{ node(id: "domain:0.1") { ... on Domain { problems { nodes { id } } } } }')
    assert "told0" not in told.statements[0].text


@pytest.mark.parametrize("asked", ["contacts { nodes { id counter { id } } }", "responsibilities { nodes { holder { id } } }"])
async def test_what_belongs_to_one_thing_only_is_read_in_place(desk: Desk, asked: str) -> None:
    told = await desk.ask(f"{{ initiatives(first: 100) {{ nodes {{ {asked} }} }} }}")
    assert not told.codes, told.messages
    assert "told0" not in told.statements[0].text


def test_what_leads_back_to_one_is_taken_from_the_fields_themselves() -> None:
    once = {(label, each.field) for label, relations in RELATIONS.items() for each in relations if is_one_to_many(each)}
    held = {("Official", "responsibilities"), ("Department", "responsibilities"), ("Organisation", "responsibilities")}
    about = {(label, "responsibilities") for label in ("Initiative", "Problem", "Domain")} | {("Initiative", "contacts")}
    parts = {("Department", "children"), ("Department", "counters"), ("Domain", "narrower"), ("Area", "children")}
    assert once == held | about | parts


async def test_tables_stay_one_statement(desk: Desk) -> None:
    told = await desk.ask(f"{{ initiatives(first: 100) {{ nodes {{ domains {{ nodes {{ {DOMAIN} }} }} }} }} }}")
    assert not told.codes, told.messages
    assert len(told.statements) == 1
    assert "told2" in told.statements[0].text


@pytest.mark.parametrize("marked", [False, True])
def test_what_went_while_it_was_read_is_left_to_graphql_core(marked: bool) -> None:
    run = FieldExecution(Context.__new__(Context), {})
    told = LazyRows([["a", 1]], LookupTable("Domain", "m", unchanged("m.name"), marked), run)
    assert told["a"] == 1
    assert told[None] is None
    if marked:
        assert told["b"] is None
    else:
        with pytest.raises(NullInNonNullField):
            told["b"]
