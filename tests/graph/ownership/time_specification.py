"""Who owned what when, as plain Python, day by day: written from the rule alone, like specification.py.

In: a small graph, what is asked about, days. Out: what the rule says on each day, and what follows from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from tests.graph.ownership.gaps_specification import open_since, running
from tests.graph.ownership.random_graphs import subjects
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.specification import Answer, ownership
from tests.graph.silos.specification import Initiative

ONE_DAY = timedelta(days=1)
NAMES_OWNERS = ("OWNED", "SHARED", "CONTESTED", "PARTLY_OWNED")


class Held(NamedTuple):
    """What has to be the same for ownership not to have changed."""

    status: str
    basis: str
    owners: frozenset[str]
    lead: str | None


def held(graph: SmallGraph, subject: str, on: date, area: str | None = None, known_at: datetime | None = None) -> Held:
    answer = ownership(graph, subject, on, area, known_at)
    return Held(answer.status, answer.basis, owners(answer), answer.lead)


def owners(answer: Answer) -> frozenset[str]:
    return frozenset(answer.owners if answer.status in NAMES_OWNERS else ())


def days(first: date, last: date) -> Iterator[date]:
    """Every day from the first up to but not including the last."""
    for number in range((last - first).days):
        yield first + timedelta(days=number)


def borders(graph: SmallGraph) -> list[date]:
    """Every day that stands in the graph, the day before it and the day after: nothing can change on another."""
    told = [properties for _, properties in graph.nodes.values()] + [properties for *_, properties in graph.relationships]
    dates = {value for properties in told for value in properties.values() if type(value) is date}
    return sorted({each + ONE_DAY * shift for each in dates for shift in (-1, 0, 1)})


class Differences(NamedTuple):
    gained: set[str]
    lost: set[str]
    changed: set[str]


def difference(graph: SmallGraph, party: str, first: date, second: date) -> Differences:
    """What a party owns on the second day only, on the first only, and on both but not in the same way."""
    found = Differences(set(), set(), set())
    for subject in subjects(graph):
        before, after = held(graph, subject, first), held(graph, subject, second)
        was, is_now = party in before.owners, party in after.owners
        if is_now and not was:
            found.gained.add(subject)
        elif was and not is_now:
            found.lost.add(subject)
        elif was and before != after:
            found.changed.add(subject)
    return found


class Solved(NamedTuple):
    subject: str
    on: date
    before: str
    open_since: date | None
    owned_until: date | None
    owned_days: int
    silos: frozenset[str]


def settled(graph: SmallGraph, initiative: str, on: date) -> bool:
    answer = ownership(graph, initiative, on)
    return answer.status == "OWNED" or answer.lead is not None


def asks(graph: SmallGraph, initiative: str, on: date) -> bool:
    return running(graph, initiative, on) and graph.get(initiative, "asks") != ["NOTHING"]


def solved(graph: SmallGraph, every_day: Iterable[date], day: date) -> set[Solved]:
    """Each first day with one owner or a lead, of an initiative that ran and asked for something then and the day before."""
    found = set()
    looked_at = [each for each in every_day if each <= day]
    for initiative in (node for node in subjects(graph) if graph.label(node) == "Initiative"):
        for on in looked_at:
            eve = on - ONE_DAY
            if not (asks(graph, initiative, on) and asks(graph, initiative, eve)) or settled(graph, initiative, eve):
                continue
            if settled(graph, initiative, on):
                later = (each for each in looked_at if each > on and not settled(graph, initiative, each))
                until = next(later, None)
                before = ownership(graph, initiative, eve)
                since = open_since(graph, initiative, eve)
                found.add(Solved(initiative, on, before.status, since, until, ((until or day) - on).days, Initiative(graph, initiative, eve).silos))
    return found
