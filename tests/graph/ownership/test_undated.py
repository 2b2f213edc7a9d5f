"""Initiatives whose ties have no dates: the same as the rule says on every day, and turning on the same days."""

import os
import random
from datetime import date, timedelta

import pytest

from graph.database.session import Database
from graph.ownership.history.change_dates import TurningPoints
from graph.ownership.history.undated import UndatedHistory
from graph.ownership.rule.decide import OwnershipQuestion, decide
from tests.examples import examples
from tests.graph.ownership.asking import ON, city, holds
from tests.graph.ownership.random_graphs import MOMENTS, random_graph
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.test_timeline import read
from tests.graph.ownership.time_specification import borders

SEED = int(os.environ.get("SNIJVLAK_SEED") or random.randrange(1_000_000))


def undated(graph: SmallGraph) -> SmallGraph:
    """The same graph with no dates on what initiatives touch, address and lie in, nor on trees of domains."""
    bare = SmallGraph()
    bare.nodes = dict(graph.nodes)
    for type_, from_, to, properties in graph.relationships:
        of_initiative = graph.label(from_) == "Initiative" and type_ in ("TOUCHES", "ADDRESSES", "LOCATED_IN")
        of_topic = graph.label(from_) in ("Problem", "Domain") and type_ in ("FALLS_UNDER", "PART_OF")
        kept = {"kind": properties["kind"]} if "kind" in properties else {}
        bare.relate(type_, from_, to, **(kept if of_initiative or of_topic else properties))
    return bare


async def test_random_graphs_say_what_the_rule_says_on_every_day(database: Database) -> None:
    steady_ones = asked = settled = 0
    for number in range(examples(200)):
        rng = random.Random(f"{SEED}-steady-{number}")
        graph = random_graph(rng)
        graph = undated(graph) if rng.random() < 0.7 else graph
        reading = await read(database, graph)
        facts, history = reading.facts, reading.history(rng.choice((None, None, *MOMENTS)))
        points = TurningPoints(facts, history.snapshot)
        steadies = UndatedHistory(facts, history.snapshot, points)
        for initiative in facts.initiatives:
            steady = steadies.of(initiative)
            asked += 1
            if steady is None:
                continue
            steady_ones += 1
            turns, before = steadies.turns(steady), None
            for day in (date.min, *borders(graph)):
                expected = decide(history.snapshot(day), OwnershipQuestion(initiative)).settled
                where = f"SNIJVLAK_SEED={SEED} graph {number}: {initiative} on {day}"
                assert steadies.settled(steady, day) == expected, where
                if before is not None and before != expected:
                    assert day in turns, where
                settled, before = settled + expected, expected
    assert steady_ones > asked / 10
    assert settled


@pytest.mark.parametrize("dated", ["TOUCHES", "LOCATED_IN", "PART_OF", "FOR"])
async def test_what_may_move_is_not_steady(database: Database, dated: str) -> None:
    graph = city()
    holds(graph, "a1:d1")
    since = ON - timedelta(days=9)
    initiative = graph.initiative("tuin", ["d2"])
    broader = graph.domain("breed")
    graph.relate("PART_OF", "domain:d2", broader, validFrom=since if dated == "PART_OF" else None)
    if dated == "TOUCHES":
        graph.relate("TOUCHES", initiative, "domain:d1", validFrom=since)
    if dated == "LOCATED_IN":
        graph.relate("LOCATED_IN", initiative, graph.area("hier"), validFrom=since)
    if dated == "FOR":
        graph.responsibility("a", initiative)
    reading = await read(database, graph)
    history = reading.history()
    assert UndatedHistory(reading.facts, history.snapshot, TurningPoints(reading.facts, history.snapshot)).of(initiative) is None
