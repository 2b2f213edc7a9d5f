"""The ways of residents: worked out by hand on small graphs and the seed, and beside plain Python on random graphs."""

import random
from datetime import UTC, date, datetime

import pytest

from graph.database.session import Database
from graph.silos.contacts.chains import Chain, chains, loops
from graph.silos.contacts.contacts import contacts_from, contacts_query
from graph.silos.contacts.misrouting import misrouting
from graph.silos.wilson import wilson
from tests.examples import examples
from tests.graph.ownership.asking import city, holds
from tests.graph.ownership.random_graphs import random_graph
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.stored import store
from tests.graph.silos import contacts_specification as specification
from tests.graph.silos.random_contacts import with_contacts

ALWAYS = (date(1, 1, 1), date(9999, 12, 31))


async def asked(database: Database, graph: SmallGraph, start: date = ALWAYS[0], end: date = ALWAYS[1]) -> list[Chain]:
    await store(database, graph)
    return chains(contacts_from((await database.read(contacts_query(start, end, seen=True))).one(), start, end))


def told(chain: Chain) -> specification.Way:
    doors = tuple(knock.counter() for knock in chain.steps)
    right = tuple(chain.was_right(knock) for knock in chain.steps)
    return specification.Way(
        chain.contacts, doors, tuple(knock.day for knock in chain.steps), chain.subject, right, chain.first_party, chain.right_party
    )


@pytest.mark.parametrize("number", range(examples(200)))
async def test_random_contacts_are_as_plain_python_tells_them(database: Database, run_seed: int, number: int) -> None:
    graph = with_contacts(rng := random.Random(f"{run_seed}-{number}"), random_graph(random.Random(f"{run_seed}-{number}")))
    start, end = sorted(rng.choices((date(1, 1, 1), date(2016, 6, 1), date(2017, 6, 2), date(2019, 1, 1), date(9999, 12, 31)), k=2))
    found, expected = await asked(database, graph, start, end), specification.ways(graph, start, end)
    assert [told(chain) for chain in found] == expected
    turned = {loop.chain.id: ({kind.value for kind in loop.kinds}, loop.days_lost) for loop in loops(found)}
    assert turned == specification.loops(expected)
    counted, cells = misrouting(found, 1), specification.misrouted(expected)
    assert {(each.counter, each.department): each.contacts for each in counted.cells} == {
        (door, owner): count for door, owners in cells.items() for owner, count in owners.items()
    }
    assert counted.chains == len(expected) == counted.right + counted.wrong + counted.without_owner + counted.unplaced
    assert counted.wrong == sum(each.total() for each in cells.values())
    fewer = misrouting(found, 2)
    assert fewer.suppressed + len(fewer.cells) == len(counted.cells)
    assert (fewer.chains, fewer.wrong) == (counted.chains, counted.wrong)


def desk() -> SmallGraph:
    """a1 has d1, b1 has d2; each department has a counter, and a desk of the municipality itself."""
    graph = city()
    holds(graph, "a1:d1 b1:d2")
    graph.initiative("tuin", ["d1"])
    for key in ("a", "a1", "b1", "m"):
        graph.counter(f"bij-{key}", f"department:{key}")
    return graph


def knock(graph: SmallGraph, key: str, day: int, door: str, after: str | None = None) -> str:
    contact = graph.add("Contact", key, at=datetime(2017, 3, day, 10, tzinfo=UTC))
    graph.relate("AT", contact, door)
    if after:
        graph.relate("REFERRED_TO", after, contact)
    else:
        graph.relate("ABOUT", contact, "initiative:tuin")
    return contact


async def test_the_owner_is_reached_after_days(database: Database) -> None:
    graph = desk()
    knock(graph, "1", 1, "counter:bij-b1")
    knock(graph, "2", 9, "counter:bij-a1", "contact:1")
    (chain,) = await asked(database, graph)
    assert (chain.first_was_owner, chain.right_party, chain.days_until_owner, chain.hops) == (False, "department:a1", 8, 1)


@pytest.mark.parametrize(("door", "right"), [("bij-a1", True), ("bij-a", True), ("bij-b1", False), ("bij-m", False)])
async def test_a_door_on_one_line_with_the_owner_is_right(database: Database, door: str, right: bool) -> None:
    graph = desk()
    knock(graph, "1", 1, f"counter:{door}")
    (chain,) = await asked(database, graph)
    assert chain.first_was_owner is right


async def test_the_owner_is_who_it_was_on_the_day_of_the_knock(database: Database) -> None:
    graph = city()
    graph.initiative("tuin", ["d1"])
    graph.responsibility("a1", "d1", valid_to=date(2017, 3, 5))
    graph.responsibility("b1", "d1", valid_from=date(2017, 3, 5))
    graph.counter("bij-a1", "a1")
    knock(graph, "1", 4, "counter:bij-a1")
    knock(graph, "2", 5, "counter:bij-a1")
    before, after = await asked(database, graph)
    assert (before.first_was_owner, before.right_party) == (True, "department:a1")
    assert (after.first_was_owner, after.right_party) == (False, "department:b1")


async def test_ways_that_go_round(database: Database) -> None:
    graph = desk()
    knock(graph, "1", 1, "counter:bij-b1")
    knock(graph, "2", 4, "counter:bij-m", "contact:1")
    knock(graph, "3", 11, "counter:bij-b1", "contact:2")
    knock(graph, "4", 12, "counter:bij-a1", "contact:3")
    (loop,) = loops(await asked(database, graph))
    assert ([kind.value for kind in loop.kinds], loop.days_lost) == (["RETURNED"], 10)


async def test_three_doors_and_no_owner(database: Database) -> None:
    graph = desk()
    graph.counter("bij-b", "department:b")
    for place, door in enumerate(("bij-b1", "bij-m", "bij-b"), 1):
        knock(graph, str(place), place * 7, f"counter:{door}", f"contact:{place - 1}" if place > 1 else None)
    (loop,) = loops(await asked(database, graph))
    assert ([kind.value for kind in loop.kinds], loop.days_lost) == (["NO_OWNER"], 14)


async def test_small_cells_are_left_out_and_said_so(database: Database) -> None:
    graph = desk()
    for day in range(1, 5):
        knock(graph, f"b{day}", day, "counter:bij-b1")
    knock(graph, "m", 5, "counter:bij-m")
    knock(graph, "a", 6, "counter:bij-a1")
    found = misrouting(await asked(database, graph), 2)
    (cell,) = found.cells
    assert (cell.counter, cell.department, cell.contacts, cell.total) == ("counter:bij-b1", "department:a1", 4, 4)
    assert (found.chains, found.right, found.wrong, found.suppressed) == (6, 1, 5, 1)


@pytest.mark.parametrize(("number", "total", "low", "high"), [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (0, 0, 0.0, 1.0)])
def test_the_interval_of_wilson(number: int, total: int, low: float, high: float) -> None:
    """Worked out by hand: of 0 in 10 the upper end is z² / (10 + z²) = 3.8415 / 13.8415."""
    assert wilson(number, total) == pytest.approx((low, high), abs=5e-5)


async def test_who_sees_no_contacts_sees_no_ways(database: Database) -> None:
    graph = desk()
    knock(graph, "1", 1, "counter:bij-a1")
    await store(database, graph)
    assert chains(contacts_from((await database.read(contacts_query(*ALWAYS, seen=False))).one(), *ALWAYS)) == []
