"""The story of a subject, held against the specification day by day: nothing lost at the borders, nothing told twice."""

import os
import random
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from graph.database.session import Database
from graph.ownership.answer.timeline import Period, periods
from graph.ownership.facts.query import facts_query
from graph.ownership.history.reading import Reading, facts_from
from graph.ownership.rule.decide import OwnershipQuestion
from tests.examples import FACTOR, examples
from tests.graph.ownership.asking import LAST_YEAR, LONG_AGO, NEXT_YEAR, ON, city, holds
from tests.graph.ownership.random_graphs import DAYS, MOMENTS, areas, random_graph, subjects
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.stored import store
from tests.graph.ownership.time_specification import Held, borders, days, held

SEED = int(os.environ.get("SNIJVLAK_SEED") or random.randrange(1_000_000))
TODAY = date(2017, 11, 14)


async def read(database: Database, graph: SmallGraph) -> Reading:
    await store(database, graph)
    named = [place for place in areas(graph) if place]
    return facts_from((await database.read(facts_query(subjects(graph), named))).one())


def told(period: Period) -> Held:
    answer = period.answer
    owners = frozenset(owner.party for owner in answer.owners)
    return Held(answer.status.value, answer.basis.value, owners, answer.lead.party if answer.lead else None)


def covers(period: Period, day: date) -> bool:
    return (period.start or date.min) <= day and (period.end is None or day < period.end)


async def test_random_stories_agree_with_the_specification_day_by_day(database: Database) -> None:
    print(f"SNIJVLAK_SEED={SEED}")
    seen: Counter[int] = Counter()
    for number in range(examples(200)):
        rng = random.Random(f"{SEED}-periods-{number}")
        graph = random_graph(rng)
        reading = await read(database, graph)
        asked = subjects(graph)
        for subject in rng.sample(asked, min(4, len(asked))):
            area, known_at = rng.choice(areas(graph)), rng.choice((None, None, None, *MOMENTS))
            start, end = sorted(rng.sample(borders(graph) or list(DAYS), 2)) if rng.random() < 0.5 else (None, None)
            start, end = (start if rng.random() < 0.7 else None), (end if rng.random() < 0.7 else None)
            found = periods(reading.history(known_at), OwnershipQuestion(subject, area), start, end, TODAY)
            where = f"SNIJVLAK_SEED={SEED} graph {number}: {subject} in {area} from {start} to {end} known at {known_at}"
            assert (found[0].start, found[-1].end) == (start, end), where
            for one, following in pairwise(found):
                assert one.end == following.start, where
                assert told(one) != told(following), where
            for day in borders(graph):
                (period,) = [each for each in found if covers(each, day)] or [None]
                if period:
                    assert told(period) == held(graph, subject, day, area, known_at), f"{where}: {day}"
            seen[len(found)] += 1
        await _every_day(rng, graph, reading, f"SNIJVLAK_SEED={SEED} graph {number}")
    print(dict(seen))
    assert FACTOR < 1 or sum(count for length, count in seen.items() if length > 2), seen  # a few graphs may hold none


async def _every_day(rng: random.Random, graph: SmallGraph, reading: Reading, where: str) -> None:
    """One subject on each single day of half a year."""
    subject, first = rng.choice(subjects(graph)), rng.choice(DAYS) - timedelta(days=20)
    last = first + timedelta(days=180)
    found = periods(reading.history(), OwnershipQuestion(subject), first, last, TODAY)
    for day in days(first, last):
        (period,) = [each for each in found if covers(each, day)]
        assert told(period) == held(graph, subject, day), f"{where}: {subject} on {day}"


def story() -> SmallGraph:
    graph = city()
    graph.initiative("i", ["d1", "d2"])
    holds(graph, "a1:d1 b1:d2")
    graph.responsibility("a1", "i", valid_from=LAST_YEAR, valid_to=NEXT_YEAR)
    return graph


@pytest.mark.parametrize(("start", "end", "expected"), [
    (None, None, [(None, LAST_YEAR, "BETWEEN_SILOS"), (LAST_YEAR, NEXT_YEAR, "OWNED"), (NEXT_YEAR, None, "BETWEEN_SILOS")]),
    (LAST_YEAR, NEXT_YEAR, [(LAST_YEAR, NEXT_YEAR, "OWNED")]),
    (ON, ON + timedelta(days=1), [(ON, ON + timedelta(days=1), "OWNED")]),
    (LAST_YEAR - timedelta(days=1), LAST_YEAR + timedelta(days=1), [(LAST_YEAR - timedelta(days=1), LAST_YEAR, "BETWEEN_SILOS"), (LAST_YEAR, LAST_YEAR + timedelta(days=1), "OWNED")]),
    (LONG_AGO, LAST_YEAR, [(LONG_AGO, LAST_YEAR, "BETWEEN_SILOS")]),
])  # fmt: skip
async def test_borders_by_hand(database: Database, start: date | None, end: date | None, expected: list[tuple[date | None, date | None, str]]) -> None:
    graph = story()
    found = periods((await read(database, graph)).history(), OwnershipQuestion("initiative:i"), start, end, TODAY)
    assert [(each.start, each.end, each.answer.status.value) for each in found] == expected


async def test_the_answer_of_a_period_is_that_of_its_first_day_or_its_last_or_today(database: Database) -> None:
    history = (await read(database, story())).history()
    found = periods(history, OwnershipQuestion("initiative:i"), None, None, TODAY)
    assert [each.answer.day for each in found] == [LAST_YEAR - timedelta(days=1), LAST_YEAR, NEXT_YEAR]
    (always,) = periods(history, OwnershipQuestion("domain:d1"), None, None, TODAY)
    assert (always.start, always.end, always.days, always.answer.day) == (None, None, None, TODAY)
