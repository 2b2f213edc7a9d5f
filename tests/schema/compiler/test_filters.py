"""Lists of every label, filtered and ordered at random, beside the same list worked out in plain Python."""

from random import Random
from typing import Any

import pytest
from graphql import GraphQLInputObjectType

from graph.database.session import Database
from graph.model.definition import NODES
from graph.model.viewer import ANALYST, PUBLIC, Viewer
from schema.fields import SCHEMA
from schema.fields.nodes import PLURALS
from schema.types.relations import RELATIONS
from tests.examples import examples
from tests.schema.asking import Desk, rows, whole_list
from tests.schema.compiler.naive_filters import Copy
from tests.schema.compiler.test_lists import LIST
from tests.schema.random_operations import Drawing

COPIES: dict[Viewer, Copy] = {}
IDS: list[str] = []


async def copy_of(desk: Desk) -> Copy:
    """The seed as a viewer sees it."""
    if desk.viewer not in COPIES:
        COPIES[desk.viewer] = await Copy.of(desk.database, desk.viewer, desk.today)
    return COPIES[desk.viewer]


def drawn_filter(random: Random, label: str, ids: list[str]) -> Any:
    """A filter on a label."""
    kind = SCHEMA._schema.type_map[f"{label}Filter"]
    assert isinstance(kind, GraphQLInputObjectType)
    return Drawing(random, SCHEMA._schema, ids, 0).value(kind, "filter", 0)


def drawn_order(random: Random, label: str) -> list[dict[str, str]]:
    """Up to three orders; the id last of all, as nothing can follow it."""
    kind = SCHEMA._schema.type_map[f"{label}Order"]
    assert isinstance(kind, GraphQLInputObjectType)
    names = random.sample([name for name in kind.fields if name != "id"], random.choice((0, 1, 1, 2, 3)))
    return [{name: random.choice(("ASC", "DESC"))} for name in names] + ([{"id": "ASC"}] if random.random() < 0.2 else [])


@pytest.mark.parametrize("label", NODES)
async def test_lists_hold_what_the_filter_says_in_the_order_asked(seeded: Database, label: str, run_seed: int) -> None:
    if not IDS:
        IDS.extend(row[0] for row in await rows(seeded, "MATCH (n) WHERE n.key IS NOT NULL RETURN toLower(head(labels(n))) + ':' + n.key AS id ORDER BY rand() LIMIT 200"))
    asked = LIST.format(label=label, field=PLURALS.get(label, f"{label.lower()}s"), title="")
    some = 0
    for number in range(examples(40)):
        random = Random(f"{run_seed}-{label}-{number}")
        desk = Desk(seeded, random.choice((ANALYST, ANALYST, PUBLIC)))
        conditions, orders = drawn_filter(random, label, IDS), drawn_order(random, label)
        expected = (await copy_of(desk)).listed(label, conditions, orders)
        size = max(1, -(-len(expected) // 3))
        found = await whole_list(desk, asked, PLURALS.get(label, f"{label.lower()}s"), min(size, 500), backwards=random.random() < 0.5, filter=conditions, orderBy=orders)
        assert [each["id"] for each in found] == expected, f"seed {run_seed}-{label}-{number}: {conditions} {orders}"
        some += bool(expected)
    assert some or examples(40) < 20, "the filters drawn hold nothing"


async def test_counts_are_of_the_whole_list(desk: Desk) -> None:
    copied = await copy_of(desk)
    told = await desk.answer(
        """{ initiatives(filter: {stage: {ne: DONE}}, first: 2) { totalCount aggregate { count domains: by(group: DOMAINS, first: 500) { node { id } value count }
          stages: by(group: STAGE) { value node { id } count } asks: by(group: ASKS) { value count } years: by(group: STARTED_ON_YEAR) { value count } } } }"""
    )
    listed = copied.listed("Initiative", {"stage": {"ne": "DONE"}}, [])
    found = told["initiatives"]
    assert found["totalCount"] == found["aggregate"]["count"] == len(listed)

    def counted(values: Any) -> dict[Any, int]:
        counts: dict[Any, int] = {}
        for each in listed:
            for value in values(each) or [None]:
                counts[value] = counts.get(value, 0) + 1
        return counts

    def as_told(name: str, key: Any) -> dict[Any, int]:
        numbers = [each["count"] for each in found["aggregate"][name]]
        assert numbers == sorted(numbers, reverse=True)
        return {key(each): each["count"] for each in found["aggregate"][name]}

    domains = next(each for each in RELATIONS["Initiative"] if each.field == "domains")
    assert as_told("domains", lambda each: each["node"] and each["node"]["id"]) == counted(lambda each: copied.related(each, domains))
    assert as_told("stages", lambda each: each["value"]) == counted(lambda each: [copied.value(each, "stage")])
    assert as_told("asks", lambda each: each["value"]) == counted(lambda each: copied.value(each, "asks"))
    assert as_told("years", lambda each: each["value"]) == counted(lambda each: [str(copied.value(each, "startedOn"))[:4] if copied.value(each, "startedOn") else None])


@pytest.mark.parametrize(("field", "group"), [("search(query: \"groen\")", "TYPE"), ("relationships", "TYPE"), ("betweenSilos", "STATUS"), ("betweenSilos", "UNCOVERED"), ("initiatives", "INITIATORS")])
async def test_every_kind_of_list_can_be_counted(desk: Desk, field: str, group: str) -> None:
    told = await desk.answer(f"{{ list: {field} {{ aggregate {{ count by(group: {group}) {{ value count node {{ id }} }} }} }} }}")
    assert sum(each["count"] for each in told["list"]["aggregate"]["by"]) >= told["list"]["aggregate"]["count"] > 0


async def test_names_that_are_hidden_are_no_group(street: Desk) -> None:
    told = await street.answer("{ initiatives { aggregate { by(group: INITIATORS, first: 500) { value node { id } } } } }")
    assert not any((each["node"] or {"id": ""})["id"].startswith("resident:") for each in told["initiatives"]["aggregate"]["by"])
