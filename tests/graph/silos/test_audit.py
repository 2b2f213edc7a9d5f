"""Conflicts and holes: worked out by hand on small graphs, and beside plain Python on random graphs."""

import random
from datetime import date

import pytest

from graph.database.session import Database
from graph.ownership.history.reading import facts_from
from graph.silos.audit.conflicts import Conflict, conflicts, with_initiatives
from graph.silos.audit.holes import NEEDS, Hole, HoleReason, holes, officials_too
from graph.silos.gaps.gap import gaps_in
from graph.silos.gaps.span import GapQuery
from graph.silos.population.city import CityFacts, city_query
from graph.silos.population.rows import all_rows, initiatives_of
from schema.fields.audit import CONTESTED
from tests.examples import examples
from tests.graph.ownership.asking import DAY_AFTER, DAY_BEFORE, LAST_YEAR, NEXT_YEAR, ON, city, holds
from tests.graph.ownership.random_graphs import DATES, random_graph
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.stored import store
from tests.graph.silos import audit_specification as specification


async def conflicts_of(database: Database, graph: SmallGraph, *days: date) -> list[list[Conflict]]:
    await store(database, graph)
    found = []
    for day in days:
        world, asked = CityFacts((await database.read(city_query())).one()), GapQuery(CONTESTED, day)
        rows = (await database.read(all_rows(world, asked.rows, named=True))).one()[0]
        initiatives = [*asked.named(world), *initiatives_of(world, rows, named=True)]
        found.append(with_initiatives([*conflicts(world.history, day)], gaps_in(world.history, initiatives, asked.wanted, day)))
    return found


async def holes_of(database: Database, graph: SmallGraph, day: date) -> list[Hole]:
    await store(database, graph)
    return holes(facts_from((await database.read(officials_too())).one(), NEEDS).facts, day)


@pytest.mark.parametrize("number", range(examples(200)))
async def test_random_graphs_are_as_plain_python_tells_them(database: Database, run_seed: int, number: int) -> None:
    graph = random_graph(random.Random(f"{run_seed}-{number}"))
    days = DATES[1:4:2]
    for day, found in zip(days, await conflicts_of(database, graph, *days), strict=True):
        told = {(each.subject, each.area, frozenset(each.parties), each.start, each.end) for each in found}
        assert told == set(specification.conflicts(graph, day))
        assert {(each.subject, each.area): set(each.initiatives) for each in found} == specification.contested(graph, day)
    for day in days:
        holes_told = {(each.domain, each.area, each.reason.value) for each in await holes_of(database, graph, day) if each.reason is not HoleReason.VACANT}
        vacant = {(each.domain, each.area) for each in await holes_of(database, graph, day) if each.reason is HoleReason.VACANT}
        assert holes_told == specification.holes(graph, day)
        assert all(specification.hole(graph, domain, area, day) is None for domain, area in vacant)


async def test_two_claim_a_domain_alone_for_a_while(database: Database) -> None:
    graph = city()
    graph.initiative("tuin", ["d1"])
    graph.initiative("hek", ["d2"])
    graph.responsibility("a1", "d1", exclusive=True, valid_from=LAST_YEAR, key="ra")
    graph.responsibility("b1", "d1", exclusive=True, valid_from=DAY_BEFORE, valid_to=NEXT_YEAR, key="rb")
    graph.responsibility("a2", "d1", key="rc")
    ((found,), nothing) = await conflicts_of(database, graph, ON, LAST_YEAR)
    assert (found.subject, found.area, found.parties) == ("domain:d1", None, ("department:a1", "department:b1"))
    assert found.responsibilities == ("responsibility:ra", "responsibility:rb")
    assert (found.start, found.end, found.status.value) == (DAY_BEFORE, NEXT_YEAR, "CONTESTED")
    assert found.initiatives == ("initiative:tuin",)
    assert nothing == []


async def test_a_conflict_in_one_area_stays_there(database: Database) -> None:
    graph = city()
    graph.initiative("hier", ["d1"], areas=["molenwijk"])
    graph.initiative("daar", ["d1"], areas=["escamp"])
    graph.responsibility("a2", "d1")
    graph.responsibility("a1", "d1", exclusive=True, within=["laak"])
    graph.responsibility("b1", "d1", exclusive=True, within=["laak"])
    ((found,),) = await conflicts_of(database, graph, ON)
    assert (found.area, found.initiatives) == ("area:laak", ("initiative:hier",))


async def test_holes_and_their_reasons(database: Database) -> None:
    graph = city()
    holds(graph, "a1:d1")
    graph.official("ans")
    graph.works_for("ans", "a1", function="contact")
    graph.responsibility("b1", "d2", valid_to=ON)
    graph.department("oud", "b", valid_to=DAY_BEFORE)
    graph.responsibility("oud", "d3")
    graph.responsibility("b2", "d4", within=["escamp"])
    found = {(each.domain, each.area): each.reason for each in await holes_of(database, graph, ON)}
    assert found == {
        ("domain:d0", None): HoleReason.NEVER, ("domain:d2", None): HoleReason.EXPIRED, ("domain:d3", None): HoleReason.DISSOLVED,
        ("domain:d4", None): HoleReason.VACANT, ("domain:d4", "area:city"): HoleReason.NEVER, ("domain:d4", "area:escamp"): HoleReason.VACANT,
    }  # fmt: skip
    assert (await holes_of(database, graph, DAY_AFTER))[0].domain == "domain:d0"
