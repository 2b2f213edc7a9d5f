"""Who is missing: worked out by hand on small graphs, and beside plain Python on random graphs."""

import random
from datetime import date
from itertools import product
from typing import Any

import pytest

from graph.database.session import Database
from graph.model.head_counts import counts_of
from graph.model.viewer import PUBLIC
from graph.silos.events.disclosure import Bounds, disclosed
from seed import REFERENCE_DATE as TODAY
from tests.examples import examples
from tests.graph.ownership.random_graphs import DATES, random_graph
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.stored import store
from tests.graph.silos.random_events import NO_FORM, with_events
from tests.graph.silos.representativeness_specification import Question
from tests.schema.asking import Desk

FIELDS = """totalCount nodes { event { id } area { id } events notStated synthetic dimensions { name events withheld total suppressed
  groups { group count atLeast atMost share low high population reference ratio ratioLow ratioHigh } } }"""
ASKED = f"""query($by: Gathered, $least: Int) {{ representativeness(by: $by, minCell: $least, first: 500) {{ {FIELDS} }} }}"""
FILTERED = f"""query($by: Gathered, $least: Int, $from: Date, $to: Date, $kinds: [EventKind!], $areas: [ID!], $domain: ID) {{
  representativeness(by: $by, minCell: $least, from: $from, to: $to, kinds: $kinds, areas: $areas, domain: $domain, first: 500) {{ {FIELDS} }} }}"""


def rounded(value: Any) -> Any:
    """To nine digits: two ways of working out an interval differ in the last ones."""
    if isinstance(value, dict):
        return {name: rounded(each) for name, each in value.items()}
    if isinstance(value, list):
        return [rounded(each) for each in value]
    return float(f"{round(value, 12):.9g}") if isinstance(value, float) else value


async def asked(desk: Desk, question: str, **given: Any) -> list[dict[str, Any]]:
    found = (await desk.answer(question, **given))["representativeness"]
    assert found["totalCount"] == len(found["nodes"])
    nodes: list[dict[str, Any]] = rounded(found["nodes"])
    return nodes


@pytest.mark.parametrize("number", range(examples(200)))
async def test_random_graphs_are_as_plain_python_tells_them(database: Database, run_seed: int, number: int) -> None:
    rng = random.Random(f"{run_seed}-{number}")
    graph = with_events(rng, random_graph(rng))
    await store(database, graph)
    start, end = sorted(rng.sample(DATES, 2))
    areas, domains = ([node for node, (label, _) in graph.nodes.items() if label == wanted] for wanted in ("Area", "Domain"))
    wanted = {"start": start, "end": end, "kinds": ["VOTE", "MEETING"], "areas": rng.sample(areas, 1), "domain": rng.choice(domains)}
    for left in wanted if rng.random() < 0.7 else ():  # mostly two of them
        wanted[left] = wanted[left] if rng.random() < 0.4 else None
    given = {"from": wanted["start"] and str(start), "to": wanted["end"] and str(end), **{name: wanted[name] for name in ("kinds", "areas", "domain")}}
    for desk, least in ((Desk(database), 3), (Desk(database, PUBLIC), 5)):
        only_public = desk.viewer is PUBLIC
        for question, more, filters in ((ASKED, {}, {}), (FILTERED, given, wanted)):
            expected = Question(graph, TODAY, least, only_public=only_public, **filters)
            assert await asked(desk, question, by="EVENT", least=least, **more) == rounded(expected.by_event()), more
            assert await asked(desk, question, by="AREA", least=least, **more) == rounded(expected.by_area()), more


@pytest.mark.parametrize("least", [3, 5])
def test_nobody_works_out_a_small_count(least: int) -> None:
    """Every table of up to four groups of up to seven: whoever tries all tables that fit what is told finds for each count
    that was left out that it may be 1, and may be no small one at all."""
    for numbers in product(range(8), repeat=4):
        table = disclosed(counts_of([f"g{place}: {number}" for place, number in enumerate(numbers)]), least)
        if table is None:
            assert any(0 < number < least for number in numbers)
            continue
        bounds = list(table.bounds.values())
        left_out = [place for place, each in enumerate(bounds) if each.least != each.most]
        assert table.total == sum(numbers)
        assert all(each == Bounds(number, number) for place, (each, number) in enumerate(zip(bounds, numbers, strict=True)) if place not in left_out)
        assert not any(0 < number < least for place, number in enumerate(numbers) if place not in left_out)
        rest = sum(numbers[place] for place in left_out)
        fitting = [each for each in product(range(1, rest + 1), repeat=len(left_out)) if sum(each) == rest] if left_out else []
        for place, values in zip(left_out, zip(*fitting, strict=True), strict=True):
            assert (min(values), max(values)) == (1, bounds[place].most)
            assert max(values) >= least


def test_a_lower_least_count_tells_the_same_and_more() -> None:
    """So that who asks with several of them learns nothing beside what the lowest tells."""
    for numbers in product((0, 1, 2, 3, 4, 6, 9), repeat=4):
        counts = counts_of([f"g{place}: {number}" for place, number in enumerate(numbers)])
        fewer: set[Any] = set()
        for least in (9, 6, 5, 4, 3):
            table = disclosed(counts, least)
            exact = {group for group, each in table.bounds.items() if each.least == each.most} if table else set()
            assert fewer <= exact
            fewer = exact


def neighbourhood() -> SmallGraph:
    """A city with a district in it, of which both state inhabitants, and a quarter in that, which states none."""
    graph = SmallGraph()
    city, district = graph.area("stad"), graph.area("zuid", "area:stad")
    graph.area("noord", "area:stad")
    graph.area("hoek", district)
    graph.nodes[city][1]["population"] = ["leeftijd: jong: 500", "leeftijd: oud: 500"]
    graph.nodes[district][1]["population"] = ["leeftijd: jong: 40", "leeftijd: midden: 40", "leeftijd: oud: 120"]
    return graph


def event(graph: SmallGraph, key: str, heads: list[str], *areas: str, on: date | None = None) -> None:
    node = graph.add("Event", key, date=on, headCounts=heads)
    for area in areas:
        graph.relate("LOCATED_IN", node, area)


async def test_who_did_not_come_is_told_with_a_zero(database: Database) -> None:
    graph = neighbourhood()
    event(graph, "avond", ["Leeftijd: oud: 30", "leeftijd: MIDDEN: 10", "rol: ambtenaren: 6"], "hoek")
    await store(database, graph)
    (item,) = await asked(Desk(database), ASKED)
    ages, roles = item["dimensions"]
    assert (item["area"], ages["name"], ages["total"]) == ({"id": "area:zuid"}, "leeftijd", 40)
    assert [(each["group"], each["count"], each["share"], each["reference"], each["ratio"]) for each in ages["groups"]] == [
        ("jong", 0, 0.0, 0.2, 0.0), ("midden", 10, 0.25, 0.2, 1.25), ("oud", 30, 0.75, 0.6, 1.25),
    ]  # fmt: skip
    assert ages["groups"][0]["high"] == pytest.approx(3.8414588 / 43.8414588)  # z² / (n + z²)
    assert ages["groups"][0]["ratioHigh"] == pytest.approx(5 * 3.8414588 / 43.8414588)
    assert [(each["group"], each["share"], each["reference"], each["ratio"]) for each in roles["groups"]] == [("ambtenaren", 1.0, None, None)]


async def test_the_reference_is_the_nearest_area_around_all_of_an_event(database: Database) -> None:
    graph = neighbourhood()
    event(graph, "a", ["leeftijd: oud: 9"], "hoek")
    event(graph, "b", ["leeftijd: oud: 9"], "hoek", "zuid")
    event(graph, "c", ["leeftijd: oud: 9"], "hoek", "noord")
    event(graph, "d", ["leeftijd: oud: 9"])
    await store(database, graph)
    found = await asked(Desk(database), ASKED)
    assert [each["area"] and each["area"]["id"] for each in found] == ["area:zuid", "area:zuid", "area:stad", None]
    added = await asked(Desk(database), ASKED, by="AREA")
    assert [(each["area"] and each["area"]["id"], each["events"], each["dimensions"][0]["total"]) for each in added] == [("area:stad", 1, 9), ("area:zuid", 2, 18), (None, 1, 9)]


async def test_one_small_count_takes_another_with_it(database: Database) -> None:
    graph = neighbourhood()
    event(graph, "a", ["leeftijd: jong: 2", "leeftijd: midden: 11", "leeftijd: oud: 30"], "zuid")
    event(graph, "b", ["leeftijd: jong: 12", "leeftijd: oud: 20"], "zuid")
    event(graph, "c", ["leeftijd: jong: 2", "leeftijd: oud: 1"], "zuid")
    await store(database, graph)
    first, _, third = await asked(Desk(database), ASKED)
    (ages,) = first["dimensions"]
    assert (ages["total"], ages["suppressed"]) == (43, 2)
    assert [(each["group"], each["count"], each["atLeast"], each["atMost"]) for each in ages["groups"]] == [("jong", None, 1, 12), ("midden", None, 1, 12), ("oud", 30, 30, 30)]
    (nothing,) = third["dimensions"]
    assert (nothing["withheld"], nothing["total"], nothing["groups"]) == (1, None, [])
    (added,) = await asked(Desk(database), ASKED, by="AREA")
    (ages,) = added["dimensions"]
    assert (added["events"], ages["events"], ages["withheld"], ages["total"]) == (3, 3, 1, 75)
    assert [(each["group"], each["count"], each["atLeast"], each["atMost"]) for each in ages["groups"]] == [("jong", None, 13, 24), ("midden", None, 1, 12), ("oud", 50, 50, 50)]


async def test_the_least_count_has_a_floor_that_depends_on_who_asks(database: Database) -> None:
    await store(database, neighbourhood())
    assert await asked(Desk(database), ASKED, least=3) == []
    assert await asked(Desk(database, PUBLIC), ASKED, least=5) == []
    for desk, least in ((Desk(database), 2), (Desk(database, PUBLIC), 4)):
        told = await desk.ask(ASKED, least=least)
        assert told.codes == ("BAD_INPUT",)
        assert f"minCell is {least}" in told.messages[0]
    assert await Desk(database).refused('{ representativeness(from: "2017-01-01", to: "2017-01-01") { totalCount } }') == "BAD_INPUT"


@pytest.mark.parametrize("text", NO_FORM)
def test_what_is_in_no_form_is_missing(text: str) -> None:
    assert counts_of([text]) == {}


def test_a_slash_parts_nothing_and_a_group_named_twice_counts_both() -> None:
    counts = counts_of(["ouders/verzorgers: 19", "leeftijd: 18-24: 7", "Ouders/Verzorgers : 2"])
    assert [(group.dimension, group.name, number) for group, number in counts.items()] == [(None, "ouders/verzorgers", 21), ("leeftijd", "18-24", 7)]
