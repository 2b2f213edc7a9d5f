"""Decisions that would close gaps: each the same as if it had been taken in the graph itself, and the picks one after the other."""

import random
from datetime import date, timedelta
from typing import Any

import pytest

from graph.database.session import Database
from graph.model.viewer import ANALYST
from tests.examples import examples
from tests.graph.ownership.asking import ON, city, holds
from tests.graph.ownership.gaps_specification import between_silos, open_since
from tests.graph.ownership.random_graphs import DATES, random_graph
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.specification import ownership
from tests.graph.ownership.stored import store
from tests.schema.asking import Desk

STATUSES = ["BETWEEN_SILOS", "PARTLY_OWNED", "LAPSED", "UNOWNED", "CONTESTED", "SHARED"]
ASKED = """query($f: GapFilter, $on: Date) { gapClosers(filter: $f, asOf: $on, first: 100) { total candidates tried closedByPicks
  decisions { ...Told } picks { ...Told } } }
fragment Told on GapClosing { closer { kind party { id } subject { id } area { id } } gaps initiatives { id } openDays }"""


def taken(graph: SmallGraph, closer: Any) -> SmallGraph:
    """The same graph with one decision taken in it."""
    after = SmallGraph()
    after.nodes, after.relationships = dict(graph.nodes), list(graph.relationships)
    party, subject, area = closer["party"]["id"], closer["subject"]["id"], closer["area"]
    if closer["kind"] == "SUCCESSOR":
        after.relate("SUCCEEDED_BY", subject, party)
    else:
        role = "LEAD" if closer["kind"] == "LEAD" else "OWNER"
        count = sum(label == "Responsibility" for label, _ in after.nodes.values())
        after.responsibility(party, subject, role=role, within=[area["id"]] if area else (), key=f"besluit-{count}")
    return after


def settled(graph: SmallGraph, initiative: str, on: date) -> bool:
    answer = ownership(graph, initiative, on)
    return answer.status == "OWNED" or answer.lead is not None


def left_behind(rng: random.Random, graph: SmallGraph, on: date) -> SmallGraph:
    """With a department that was dissolved without a successor and held some of everything: of any kind, by name."""
    placed = [each for each, (label, _) in graph.nodes.items() if label == "Department" and graph.leaving(each, "PART_OF")]
    for upper in rng.sample(placed, min(len(placed), rng.randint(0, 2))):
        gone = graph.department(f"weg-{upper.partition(':')[2]}", upper, valid_to=on - timedelta(days=rng.randint(0, 900)))
        held = [each for each, (label, _) in graph.nodes.items() if label in ("Domain", "Problem", "Initiative")]
        for subject in rng.sample(held, rng.randint(2, 5)):
            graph.responsibility(gone, subject, role=rng.choice(("OWNER", "OWNER", "LEAD")))
    return graph


@pytest.mark.parametrize("number", range(examples(200)))
async def test_each_decision_closes_what_it_says(database: Database, run_seed: int, number: int) -> None:
    rng = random.Random(f"{run_seed}-{number}")
    on = rng.choice(DATES)
    graph = left_behind(rng, random_graph(rng), on)
    statuses = rng.sample(STATUSES, rng.randint(1, len(STATUSES)))
    gaps = between_silos(graph, on, statuses)
    await store(database, graph)
    told = (await Desk(database, ANALYST, on).answer(ASKED, f={"status": statuses}, on=on.isoformat()))["gapClosers"]
    assert told["total"] == len(gaps)
    assert told["tried"] == told["candidates"]  # few enough to try them all
    days = {gap: (on - since).days if (since := open_since(graph, gap, on)) else 0 for gap in gaps}
    order = [(-each["gaps"], -each["openDays"]) for each in told["decisions"]]
    assert order == sorted(order)
    for each in told["decisions"]:
        after = taken(graph, each["closer"])
        closed = {gap for gap in gaps if settled(after, gap, on)}
        assert {one["id"] for one in each["initiatives"]} == closed
        assert (each["gaps"], each["openDays"]) == (len(closed), sum(days[gap] for gap in closed))
        assert closed
    after, left = graph, set(gaps)
    for place, each in enumerate(told["picks"]):
        after = taken(after, each["closer"])
        closed = {gap for gap in left if settled(after, gap, on)}
        assert {one["id"] for one in each["initiatives"]} == closed
        left -= closed
        assert place or each["gaps"] == told["decisions"][0]["gaps"]
    assert told["closedByPicks"] == len(gaps) - len(left)
    if told["decisions"] and len(left) > 0.2 * len(gaps):  # nothing that was suggested helps any more
        assert not any(settled(taken(after, each["closer"]), gap, on) for each in told["decisions"][:5] for gap in left)


async def test_the_best_decision_first_and_enough_of_them(database: Database) -> None:
    graph = city()
    holds(graph, "a1:d1 b1:d2 b2:d3")
    for number in range(3):
        graph.initiative(f"groen-{number}", ["d1", "d2"], started_on=date(2020, 1, 1))
    graph.initiative("zorg", ["d1", "d3"], started_on=date(2020, 2, 1))
    await store(database, graph)
    found = (await Desk(database, today=ON).answer(ASKED))["gapClosers"]
    best = found["decisions"][0]
    assert (best["closer"]["kind"], best["closer"]["subject"]["id"], best["gaps"]) == ("OWNER", "domain:d1", 4)
    assert best["openDays"] == 3 * 60 + 29
    assert (len(found["picks"]), found["closedByPicks"], found["total"]) == (1, 4, 4)


async def test_a_successor_closes_what_a_dissolved_department_left(database: Database) -> None:
    graph = city()
    graph.department("oud", "a", valid_to=date(2019, 1, 1))
    graph.responsibility("oud", "d1")
    graph.initiative("gebouw", ["d1"])
    await store(database, graph)
    found = (await Desk(database, today=ON).answer(ASKED, f={"status": ["LAPSED"]}))["gapClosers"]
    assert {(each["closer"]["kind"], each["closer"]["party"]["id"]) for each in found["decisions"]} == {("SUCCESSOR", "department:a")}


async def test_refuses_too_many(database: Database) -> None:
    assert await Desk(database, today=ON).refused("{ gapClosers(first: 501) { total } }") == "BAD_INPUT"


async def test_a_successor_also_takes_what_was_given_to_the_department_by_name(database: Database) -> None:
    graph = city()
    graph.department("oud", "a", valid_to=date(2019, 1, 1))
    graph.responsibility("oud", "d1")
    holds(graph, "a1:d2 b1:d3")
    graph.initiative("los", ["d1"])  # suggests the successor
    graph.initiative("zelf", ["d2", "d3"])
    graph.responsibility("oud", "initiative:zelf")
    graph.problem("geluid", ["d2", "d3"])
    graph.responsibility("oud", "problem:geluid")
    graph.initiative("via", problems=["geluid"])
    await store(database, graph)
    found = (await Desk(database, today=ON).answer(ASKED, f={"status": STATUSES}))["gapClosers"]
    successor = next(each for each in found["decisions"] if each["closer"]["kind"] == "SUCCESSOR" and each["closer"]["party"]["id"] == "department:a")
    after = taken(graph, successor["closer"])
    assert {each["id"] for each in successor["initiatives"]} == {gap for gap in ("initiative:los", "initiative:zelf", "initiative:via") if settled(after, gap, ON)}
    assert len(successor["initiatives"]) == 3
