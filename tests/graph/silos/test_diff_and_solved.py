"""What changed hands and which gaps were solved, held against the specification over random graphs."""

import itertools
import os
import random
from collections import Counter
from datetime import date, timedelta
from typing import Any

from graph.database.session import Database
from graph.silos.gaps.solved import SolvedGap, solved_gaps, with_dates
from graph.silos.population.city import CityFacts, city_query, city_query_with_party
from graph.silos.population.rows import rows_of_any_day
from graph.silos.reorganisation.diff import OwnershipDiff, diff
from tests.examples import examples
from tests.graph.ownership.asking import DAY_AFTER, DAY_BEFORE, LAST_YEAR, LONG_AGO, ON, holds
from tests.graph.ownership.asking import city as small_city
from tests.graph.ownership.random_graphs import DATES, DAYS, random_graph
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.stored import store
from tests.graph.ownership.time_specification import Solved, borders, days, difference, settled, solved

SEED = int(os.environ.get("SNIJVLAK_SEED") or random.randrange(1_000_000))
ANY: frozenset[str] = frozenset()


class Read:
    """A graph that was read as the fields do it: its CityFacts is new, or was used before."""

    def __init__(self, world: CityFacts, rows: list[Any], asking: list[Any]) -> None:
        self.world, self.rows, self.asking = world, rows, asking

    def diff(self, party: str, start: date, end: date) -> OwnershipDiff:
        self.world.reset()
        return diff(self.world, self.rows, party, start, end)

    def solved(
        self, start: date | None, end: date | None, day: date, statuses: frozenset[str] = ANY
    ) -> list[SolvedGap]:
        self.world.reset()
        return with_dates(self.world.history, solved_gaps(self.world, self.asking, start, end, day, statuses), day)


async def read(database: Database, graph: SmallGraph) -> Read:
    await store(database, graph)
    world = CityFacts((await database.read(city_query(), raw=True)).one())
    rows = [(await database.read(rows_of_any_day(world, asking=asking), raw=True)).one()[0] for asking in (False, True)]
    return Read(world, *rows)


async def test_differences_of_random_graphs_agree_with_the_specification(database: Database) -> None:
    print(f"SNIJVLAK_SEED={SEED}")
    seen: Counter[str] = Counter()
    for number in range(examples(200)):
        rng = random.Random(f"{SEED}-diff-{number}")
        graph = random_graph(rng)
        found = await read(database, graph)
        parties = [node for node, (label, _) in graph.nodes.items() if label in ("Department", "Organisation")]
        first, second = sorted(rng.sample([*borders(graph), *DATES], 2))
        for party in parties:
            ours, theirs = found.diff(party, first, second), difference(graph, party, first, second)
            where = f"SNIJVLAK_SEED={SEED} graph {number}: {party} from {first} to {second}"
            for name in ("gained", "lost", "changed"):
                listed = [change.subject for change in getattr(ours, name)]
                assert listed == sorted(getattr(theirs, name)), f"{where}: {name}"
                seen[name] += len(listed)
    print(dict(seen))
    assert examples(200) < 20 or all(seen[name] for name in ("gained", "lost", "changed"))


def busy(graph: SmallGraph) -> SmallGraph:
    """Most of its initiatives run and ask for something, so that there is more to solve."""
    for number, (label, told) in enumerate(graph.nodes.values()):
        if label == "Initiative" and number % 4:
            told.update(stage="RUNNING", asks=["PLACE"])
            told.pop("endedOn", None)
    return graph


def plain(gap: SolvedGap) -> Solved:
    return Solved(
        gap.subject,
        gap.solved_on,
        gap.before.status.value,
        gap.open_since,
        gap.owned_until,
        gap.owned_days,
        frozenset(gap.silos),
    )


async def test_solved_gaps_of_random_graphs_agree_with_the_specification(database: Database) -> None:
    print(f"SNIJVLAK_SEED={SEED}")
    count = 0
    for number in itertools.count():
        if number >= examples(200) and (count or number >= 200):
            break  # few of few graphs may have none at all: then more are drawn
        rng = random.Random(f"{SEED}-solved-{number}")
        graph = busy(random_graph(rng))
        found = await read(database, graph)
        day = rng.choice((*DATES, *borders(graph)))
        where = f"SNIJVLAK_SEED={SEED} graph {number} on {day}"
        expected = solved(graph, borders(graph), day)
        ours = found.solved(None, None, day)
        assert {plain(gap) for gap in ours} == expected, where
        assert len(ours) == len(expected), where
        start, end = sorted(rng.sample([*borders(graph), *DAYS], 2))
        inside = {each for each in expected if start <= each.on < end and each.before == "BETWEEN_SILOS"}
        assert {plain(gap) for gap in found.solved(start, end, day, frozenset({"BETWEEN_SILOS"}))} == inside, where
        count += len(expected)
    print(count)
    assert count


async def test_no_single_day_is_missed(database: Database) -> None:
    """Each day of half a year is asked about, whether anything stands on it or not."""
    for number in range(examples(30)):
        rng = random.Random(f"{SEED}-daily-{number}")
        graph = busy(random_graph(rng))
        first = rng.choice(DAYS) - timedelta(days=15)
        last = first + timedelta(days=150)
        ours = (await read(database, graph)).solved(first, last, last)
        expected = {
            (each.subject, each.on)
            for each in solved(graph, days(first, last + timedelta(days=1)), last)
            if each.on < last
        }
        assert {(gap.subject, gap.solved_on) for gap in ours} == expected, f"SNIJVLAK_SEED={SEED} graph {number}"


def gap() -> SmallGraph:
    graph = small_city()
    holds(graph, "a1:d1 b1:d2")
    graph.initiative("i", ["d1", "d2"], started_on=LONG_AGO)
    return graph


async def test_a_gap_that_was_solved_by_hand(database: Database) -> None:
    graph = gap()
    graph.responsibility("a1", "i", valid_from=LAST_YEAR)
    (found,) = (await read(database, graph)).solved(None, None, ON)
    assert (found.subject, found.solved_on, found.open_since, found.owned_until) == (
        "initiative:i",
        LAST_YEAR,
        LONG_AGO,
        None,
    )
    assert (found.open_days, found.owned_days) == ((LAST_YEAR - LONG_AGO).days, (ON - LAST_YEAR).days)
    assert found.silos == ("department:a", "department:b")
    assert settled(graph, "initiative:i", LAST_YEAR)


async def test_a_lead_solves_it_and_a_period_has_its_last_day_outside(database: Database) -> None:
    graph = gap()
    graph.responsibility("a1", "i", role="LEAD", valid_from=LAST_YEAR, valid_to=DAY_BEFORE)
    graph.responsibility("b1", "i", valid_from=LAST_YEAR)
    found = await read(database, graph)
    (led,) = found.solved(None, None, ON)
    assert (led.after.lead, led.solved_on, led.owned_until) == (
        "department:a1",
        LAST_YEAR,
        None,
    )  # b1 alone follows at once
    assert found.solved(LAST_YEAR, None, ON)
    assert not found.solved(None, LAST_YEAR, ON)
    assert not found.solved(None, None, LAST_YEAR - timedelta(days=1))
    assert not found.solved(None, None, ON, frozenset({"UNOWNED"}))


async def test_what_ended_or_had_not_begun_was_not_solved(database: Database) -> None:
    graph = gap()
    graph.initiative("young", ["d1", "d2"], started_on=LAST_YEAR)
    graph.initiative("over", ["d1", "d2"], ended_on=LAST_YEAR - timedelta(days=1))
    for each in ("young", "over"):
        graph.responsibility("a1", each, valid_from=LAST_YEAR)
    assert (await read(database, graph)).solved(None, None, ON) == []


async def test_a_department_that_was_dissolved_or_renamed(database: Database) -> None:
    """The old one lost all, its successor gained all; what both share with others is told as it is."""
    graph = small_city()
    graph.department("old", "a", valid_to=ON)
    graph.department("new", "a", valid_from=ON)
    graph.successor("old", "new")
    holds(graph, "old:d1 old:d2 b1:d2")
    graph.initiative("i", ["d1"])
    found = await read(database, graph)
    lost, gained = (found.diff(f"department:{each}", LONG_AGO, DAY_AFTER) for each in ("old", "new"))
    assert (
        [change.subject for change in lost.lost]
        == [change.subject for change in gained.gained]
        == ["domain:d1", "domain:d2", "initiative:i"]
    )
    assert (lost.gained, lost.changed, lost.successors, gained.predecessors) == (
        [],
        [],
        ["department:new"],
        ["department:old"],
    )
    assert [change.subject for change in found.diff("department:b1", DAY_BEFORE, ON).changed] == ["domain:d2"]
    assert [change.after.parties for change in lost.lost] == [
        ("department:new",),
        ("department:b1", "department:new"),
        ("department:new",),
    ]


async def test_a_party_is_found_only_where_it_may_own(database: Database) -> None:
    graph = small_city()
    graph.organisation("water", public_task=True)
    await store(database, graph)
    for given, expected in (
        ("department:a1", "department:a1"),
        ("organisation:water", "organisation:water"),
        ("domain:d1", None),
        ("department:x", None),
    ):
        asked = (await database.read(city_query_with_party(given))).one()[0]
        assert asked == ([expected] if expected else [])
