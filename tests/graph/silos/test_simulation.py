"""A reorganisation on paper: the same as if it had been made in the graph itself, beside plain Python; and what is refused."""

import random
from datetime import date
from typing import Any

import pytest

from graph.database.session import Database
from graph.model.viewer import ANALYST
from tests.examples import examples
from tests.graph.ownership.asking import ON, city, holds
from tests.graph.ownership.day import valid
from tests.graph.ownership.gaps_specification import running
from tests.graph.ownership.random_graphs import DATES, random_graph
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.specification import Answer, ownership
from tests.graph.ownership.stored import store
from tests.schema.asking import Desk

ASKED = """query($m: [Reorganisation!]!, $on: Date) { simulateReorganisation(mapping: $m, asOf: $on, first: 500) {
  statuses { status before after } changed closed opened changes { initiative { id } before after ownersBefore { id } ownersAfter { id } }
  matrixBefore { total between cells { row column initiatives between } } matrixAfter { total between cells { row column initiatives between } } } }"""
MATRIX = "query($on: Date) { siloMatrix(asOf: $on) { total between cells { row column initiatives between } } }"
Move = dict[str, str]


def made(graph: SmallGraph, moves: list[Move], on: date) -> SmallGraph:
    """The same graph after the moves, made in the graph itself."""
    after = SmallGraph()
    after.nodes = {node: (label, dict(told)) for node, (label, told) in graph.nodes.items()}
    after.relationships = [(kind, start, end, dict(told)) for kind, start, end, told in graph.relationships]
    for move in moves:
        department = move["department"]
        if "under" in move:
            after.relationships = [each for each in after.relationships if each[:2] != ("PART_OF", department)]
            after.relate("PART_OF", department, move["under"])
            continue
        told = after.nodes[department][1]
        told["validTo"] = min(on, told.get("validTo") or on)
        if "into" in move:
            after.relate("SUCCEEDED_BY", department, move["into"])
    return after


def answers(graph: SmallGraph, on: date) -> dict[str, Answer]:
    """Of the initiatives that run and ask for something."""
    asking = [node for node, (label, told) in graph.nodes.items() if label == "Initiative" and told.get("asks") != ["NOTHING"] and running(graph, node, on)]
    return {node: ownership(graph, node, on) for node in asking}


def drawn(rng: random.Random, graph: SmallGraph) -> list[Move]:
    """One to three moves that make no circle: into and under departments that do not move, nor stand below one that does."""
    departments = [node for node, (label, _) in graph.nodes.items() if label == "Department"]
    moving = rng.sample(departments[1:], min(len(departments) - 1, rng.randint(1, 3)))
    below = set(moving)
    while more := {start for kind, start, end, _ in graph.relationships if kind == "PART_OF" and end in below} - below:
        below |= more
    staying = [each for each in departments if each not in below] or departments[:1]
    ways = rng.choices(("into", "into", "under", "under", "ends"), k=len(moving))
    return [{"department": each} | ({} if way == "ends" else {way: rng.choice(staying)}) for each, way in zip(moving, ways, strict=True)]


@pytest.mark.parametrize("number", range(examples(200)))
async def test_random_reorganisations_are_as_if_they_had_been_made(database: Database, run_seed: int, number: int) -> None:
    rng = random.Random(f"{run_seed}-{number}")
    graph, on = random_graph(rng), rng.choice(DATES)
    moves = drawn(rng, graph)
    after_graph = made(graph, moves, on)
    before, after = answers(graph, on), answers(after_graph, on)
    await store(database, graph)
    desk = Desk(database, ANALYST, on)
    told = (await desk.answer(ASKED, m=moves, on=on.isoformat()))["simulateReorganisation"]
    counted = {each["status"]: (each["before"], each["after"]) for each in told["statuses"]}
    for status, numbers in counted.items():
        assert numbers == tuple(sum(answer.status == status for answer in found.values()) for found in (before, after))
    expected = {
        node: (before[node].status, after[node].status)
        for node in before if _decided(before[node]) != _decided(after[node])
    }  # fmt: skip
    assert {each["initiative"]["id"]: (each["before"], each["after"]) for each in told["changes"]} == expected
    assert told["changed"] == len(expected)
    assert told["closed"] - told["opened"] == counted["BETWEEN_SILOS"][0] - counted["BETWEEN_SILOS"][1]
    assert (await desk.answer(MATRIX, on=on.isoformat()))["siloMatrix"] == told["matrixBefore"]
    await store(database, after_graph)
    assert (await desk.answer(MATRIX, on=on.isoformat()))["siloMatrix"] == told["matrixAfter"]


def _decided(answer: Answer) -> Any:
    named = answer.status in ("OWNED", "SHARED", "CONTESTED", "PARTLY_OWNED")
    return answer.status, frozenset(answer.owners) if named else None, answer.lead


def gap() -> SmallGraph:
    graph = city()
    holds(graph, "a1:d1 b1:d2")
    graph.initiative("tuin", ["d1", "d2"])
    return graph


async def asked(database: Database, graph: SmallGraph, *moves: Move) -> Any:
    await store(database, graph)
    return (await Desk(database, today=ON).answer(ASKED, m=list(moves)))["simulateReorganisation"]


async def test_a_department_that_moves_closes_a_gap_and_nothing_is_written(database: Database) -> None:
    found = await asked(database, gap(), {"department": "department:b1", "under": "department:a"})
    (change,) = found["changes"]
    assert (change["before"], change["after"], found["closed"], found["opened"]) == ("BETWEEN_SILOS", "OWNED", 1, 0)
    assert [each["id"] for each in change["ownersAfter"]] == ["department:a"]
    assert (found["matrixBefore"]["between"], found["matrixAfter"]["between"]) == (1, 0)
    assert (await Desk(database, today=ON).answer("{ betweenSilos { totalCount } }"))["betweenSilos"]["totalCount"] == 1


async def test_a_department_that_ends_leaves_its_tasks_behind(database: Database) -> None:
    found = await asked(database, gap(), {"department": "department:b1"})
    assert [(each["before"], each["after"]) for each in found["changes"]] == [("BETWEEN_SILOS", "PARTLY_OWNED")]


@pytest.mark.parametrize("moves", [
    [], [{"department": "department:none"}], [{"department": "department:a1", "into": "department:a1"}],
    [{"department": "department:a1", "into": "department:b1", "under": "department:b"}],
    [{"department": "department:a1"}, {"department": "department:a1"}],
    [{"department": "department:a", "under": "department:a1"}],
    [{"department": "department:a1", "into": "department:b1"}, {"department": "department:b1", "into": "department:a1"}],
])  # fmt: skip
async def test_what_cannot_be_is_refused(database: Database, moves: list[Move]) -> None:
    await store(database, gap())
    assert await Desk(database, today=ON).refused(ASKED, m=moves) == "BAD_INPUT"


def test_a_move_replaces_every_parent() -> None:
    """Of what the brute force rests on."""
    after = made(gap(), [{"department": "department:b1", "under": "department:a"}], ON)
    assert [up for up, told in after.leaving("department:b1", "PART_OF") if valid(told, ON)] == ["department:a"]
