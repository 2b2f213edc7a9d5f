"""What ties silos: worked out by hand on a small graph, and beside plain Python on random graphs and the seed."""

import random
from datetime import date
from typing import Any

import pytest

from graph.database.session import Database
from graph.model.viewer import PUBLIC
from tests.examples import examples
from tests.graph.ownership.asking import DAY_BEFORE, NEXT_YEAR, ON, city
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.stored import store
from tests.graph.silos import silo_ties_specification as specification
from tests.graph.silos.random_cities import day_of, ids, random_city
from tests.graph.silos.stored_graph import stored_graph
from tests.schema.asking import Desk

TIE = "kind silos { id } departments { id } initiative { id } event { id } official { id } ties"
ASKED = f"query($on: Date) {{ siloTies(asOf: $on, first: 500) {{ nodes {{ {TIE} }} }} soleBridges(asOf: $on, first: 500) {{ nodes {{ silos {{ id }} tie {{ {TIE} }} }} }} }}"
SOME = "query($on: Date, $silos: [ID!], $departments: [ID!], $kinds: [TieKind!]) { siloTies(asOf: $on, silos: $silos, departments: $departments, kinds: $kinds) { totalCount } }"


def told(tie: dict[str, Any]) -> specification.Tie:
    what = next((tie[name]["id"] for name in ("initiative", "event", "official") if tie[name]), None)
    return tie["kind"], tuple(each["id"] for each in tie["silos"]), tuple(each["id"] for each in tie["departments"]), what, tie["ties"]


async def agrees(desk: Desk, graph: SmallGraph, on: date, where: str, *, named: bool = True) -> int:
    found = await desk.answer(ASKED, on=str(on))
    listed = [told(each) for each in found["siloTies"]["nodes"]]
    expected = specification.ties(graph, on, named)
    assert len(listed) == len(set(listed)), where
    assert set(listed) == expected, where
    sole = {(one["id"], other["id"]): told(each["tie"]) for each in found["soleBridges"]["nodes"] for one, other in [each["silos"]]}
    assert sole == specification.sole(graph, on, named), where
    return len(expected)


async def test_random_graphs_are_as_plain_python_tells_them(database: Database, run_seed: int) -> None:
    desk, seen, number_of = Desk(database), 0, examples(250)
    for number in range(number_of):
        rng = random.Random(f"{run_seed}-ties-{number}")
        graph = random_city(rng)
        for initiative in ids(graph, "Initiative"):
            for party in rng.sample(ids(graph, "Official", "Department", "Organisation"), rng.choice((0, 0, 1, 2))):
                when = rng.choice(({}, {"validTo": rng.choice((ON, NEXT_YEAR))}))
                graph.relate(rng.choice(("STARTED", "SUPPORTS")), party, initiative, **when)
        await store(database, graph)
        for _ in range(2):
            on = day_of(rng, graph)
            seen += await agrees(desk, graph, on, f"SNIJVLAK_SEED={run_seed} graph {number} on {on}")
    assert number_of < 20 or seen > number_of


async def test_the_seed(seeded: Database) -> None:
    graph = await stored_graph(seeded)
    on = date(2017, 11, 14)
    assert await agrees(Desk(seeded), graph, on, "seed") > 0
    await agrees(Desk(seeded, PUBLIC), graph, on, "seed for everybody", named=False)


@pytest.fixture
def small() -> SmallGraph:
    """A garden that a1 owns and b1 started; an event of a2 and b2; somebody of b1 who used to be in a1."""
    graph = city()
    graph.responsibility("a1", "d1")
    graph.initiative("tuin", ["d1"], asks=["PLACE"], stage="RUNNING")
    graph.relate("STARTED", "b1", "tuin")
    graph.add("Event", "markt", date=DAY_BEFORE)
    for each in ("a2", "b2"):
        graph.relate("ATTENDED", each, "markt")
    return graph


async def test_an_initiative_and_an_event_are_two_ties(database: Database, small: SmallGraph) -> None:
    await store(database, small)
    found = await Desk(database).answer(ASKED, on=str(ON))
    assert [told(each)[:4] for each in found["siloTies"]["nodes"]] == [
        ("INITIATIVE", ("department:a", "department:b"), ("department:a1", "department:b1"), "initiative:tuin"),
        ("EVENT", ("department:a", "department:b"), ("department:a2", "department:b2"), "event:markt"),
    ]
    assert found["soleBridges"]["nodes"] == []
    earlier = await Desk(database).answer(ASKED, on=str(date(1990, 1, 1)))
    assert [told(each["tie"])[3] for each in earlier["soleBridges"]["nodes"]] == ["initiative:tuin"]
    for given, number in (
        ({"silos": ["department:a", "department:b"]}, 2), ({"silos": ["department:c"]}, 0), ({"kinds": ["EVENT"]}, 1), ({"departments": ["department:a1"]}, 1),
    ):  # fmt: skip
        assert (await Desk(database).answer(SOME, on=str(ON), **given))["siloTies"]["totalCount"] == number


async def test_officials_are_named_only_where_they_agreed_and_only_to_analysts(database: Database, small: SmallGraph) -> None:
    for key, agreed in (("ans", True), ("bob", None), ("cor", False)):
        small.official(key)
        if agreed is not None:
            small.nodes[f"official:{key}"][1]["bridgeVisible"] = agreed
        small.works_for(key, "a1", valid_to=DAY_BEFORE)
        small.works_for(key, "b1", valid_from=DAY_BEFORE)
    small.official("weg")
    for place in ("a1", "b1"):
        small.works_for("weg", place, valid_to=DAY_BEFORE)
    await store(database, small)
    both = ("department:a", "department:b")
    for desk, expected in (
        (Desk(database), {("OFFICIAL", both, ("department:b1",), "official:ans", 1), ("OFFICIAL", both, ("department:b1",), None, 2)}),
        (Desk(database, PUBLIC), {("OFFICIAL", both, ("department:b1",), None, 3)}),
    ):
        found = [told(each) for each in (await desk.answer(ASKED, on=str(ON)))["siloTies"]["nodes"]]
        assert {each for each in found if each[0] == "OFFICIAL"} == expected
