"""Who is missing: the groups at events beside those of the area around them, as counts and never as persons.

In: one record of events and areas. Out: Items, for each event or for all events of an area. Each counts the heads of a
dimension as shares, with Wilson's 95 % interval, and divides them by the shares of the inhabitants.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.model.head_counts import Counts, Group, by_dimension, counts_of
from graph.model.vocabulary import Term
from graph.ownership.facts.model import Area, DatedRelationship, Facts
from graph.ownership.facts.needs import LEAST
from graph.ownership.facts.parse import day, ties
from graph.ownership.facts.tables import when
from graph.ownership.rule.snapshot import Snapshot
from graph.silos.events.disclosure import ZERO, Bounds, Table, added_up, disclosed
from graph.silos.wilson import wilson

# What `attended_from` wants of an event `e`, of all areas, and of what those are part of.
EVENT_ROW = f"""[e.key, e.date, e.headCounts, e.synthetic, COLLECT {{
  MATCH (e)-[r:LOCATED_IN]->(a:Area)
  WHERE a.key IS NOT NULL
  RETURN [a.key, {when("r")}, null]
}}]"""
AREAS = """COLLECT {
  MATCH (a:Area)
  WHERE a.key IS NOT NULL
  RETURN [a.key, a.population, a.synthetic]
}"""
WIDER = f"""COLLECT {{
  MATCH (a:Area)-[r:PART_OF]->(b:Area)
  RETURN [a.key, b.key, {when("r")}, null]
}}"""


class Gathered(Term):
    """What the heads are added up by."""

    EVENT = "EVENT", "Each event by itself.", "Elke bijeenkomst apart."
    AREA = "AREA", "All events that are held beside the same area.", "Alle bijeenkomsten die naast hetzelfde gebied zijn gelegd."


@dataclass(frozen=True)
class Event:
    """An event: the heads that it states, and the areas in which it lies, at any date."""

    id: str
    date: date | None
    heads: Counts
    areas: tuple[DatedRelationship, ...]
    synthetic: bool


@dataclass(frozen=True)
class Attended:
    """Events, areas, and the inhabitants that those state."""

    events: Sequence[Event]
    facts: Facts
    population: dict[str, Counts]


@dataclass(frozen=True)
class GroupShare:
    """A group at an event and in the area. `low` and `high` are the ends of the interval of the share, also where `count` is
    left out; what belongs to the area is None where that does not state the group."""

    group: str
    count: int | None
    at_least: int
    at_most: int
    share: float | None
    low: float
    high: float
    population: int | None
    reference: float | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None


@dataclass(frozen=True)
class Dimension:
    """The groups of one dimension at `events` events; of those, `withheld` are told nothing of and not counted.

    `total`: heads at the others, None where there are none. `suppressed`: how many groups have a count that is left out.
    """

    name: str | None
    events: int
    withheld: int
    total: int | None
    suppressed: int
    groups: tuple[GroupShare, ...]


@dataclass(frozen=True)
class Item:
    """One event, or all events that are held beside one area. `not_stated`: events that state no heads at all."""

    id: str
    event: str | None
    area: str | None
    events: int
    not_stated: int
    synthetic: bool
    dimensions: tuple[Dimension, ...]


def attended_from(record: Sequence[Any]) -> Attended:
    """Events and areas of a record: rows of events, rows of areas, and rows of what areas are part of."""
    events, areas, wider = record
    parents, facts, population = ties(wider, "area:"), Facts(needs=LEAST), dict[str, Counts]()
    for key, texts, synthetic in areas:
        area = f"area:{key}"
        facts.areas[area] = Area(area, str(key), synthetic is True, parents.get(str(key), ()))
        if found := counts_of(texts):
            population[area] = found
    return Attended([_event(row) for row in events], facts, population)


def _event(row: Sequence[Any]) -> Event:
    key, held, heads, synthetic, places = row
    placement = ties([[key, *place] for place in places], "area:").get(str(key), ())
    return Event(f"event:{key}", day(held), counts_of(heads), placement, synthetic is True)


@dataclass
class _Gathering:
    """Events that are told as one."""

    event: str | None
    area: str | None
    events: list[Event] = field(default_factory=list)


class Representativeness:
    """Holds events beside areas. What an event without a date lies in, is what it lies in on `today`.

    `only_public`: tell only of groups that areas name among their inhabitants, for how events name groups is not for everybody.
    Heads of the other groups count in totals, and small numbers are left out as if all groups were told.
    """

    def __init__(self, attended: Attended, least: int, today: date, *, only_public: bool = False) -> None:
        self._attended, self._least, self._today = attended, least, today
        named = (group for area in sorted(attended.population, reverse=True) for group in attended.population[area])
        self._public = {group.key: group for group in named} if only_public else None
        self._snapshots: dict[date, Snapshot] = {}

    def items(self, by: Gathered, within: Collection[str] = ()) -> list[Item]:
        """The items, by date or by area; `within`: only events that lie in one of these areas, or below it."""
        found: dict[str, _Gathering] = {}
        for event in sorted(self._attended.events, key=lambda event: (event.date or date.max, event.id)):
            lines = self._lines(event)
            if within and not any(area in within for line in lines for area in line):
                continue
            area = self._beside(lines)
            one = by is Gathered.EVENT
            place = event.id if one else area or ""
            found.setdefault(place, _Gathering(event.id if one else None, area)).events.append(event)
        order = found if by is Gathered.EVENT else sorted(found, key=lambda area: (not area, area))
        return [self._item(place, found[place]) for place in order]

    def _lines(self, event: Event) -> list[tuple[str, ...]]:
        """For each area in which an event lies, on its day, that area and those above it."""
        held = event.date or self._today
        if held not in self._snapshots:
            self._snapshots[held] = Snapshot(self._attended.facts, held)
        snapshot = self._snapshots[held]
        areas = [area for area in dict.fromkeys(snapshot.valid(event.areas)) if area in snapshot.facts.areas]
        return [(area, *snapshot.areas_above(area)) for area in areas]

    def _beside(self, lines: list[tuple[str, ...]]) -> str | None:
        """The nearest area that states its inhabitants and holds all areas of an event."""
        first, *others = lines or [()]
        common = (area for area in first if all(area in line for line in others))
        return next((area for area in common if area in self._attended.population), None)

    def _item(self, place: str, gathered: _Gathering) -> Item:
        area, events = gathered.area, gathered.events
        invented = area is not None and self._attended.facts.areas[area].synthetic
        return Item(
            place, gathered.event, area, len(events),
            not_stated=sum(not event.heads for event in events),
            synthetic=invented or any(event.synthetic for event in events),
            dimensions=tuple(self._dimensions(events, by_dimension(self._attended.population.get(area or "", {})))),
        )  # fmt: skip

    def _dimensions(self, events: list[Event], inhabitants: dict[str, Counts]) -> Iterator[Dimension]:
        """Those that an event states, those of the area first; one that is not stated is not a zero."""
        stated: dict[str, list[Counts]] = {}
        for event in events:
            for key, heads in by_dimension(event.heads).items():
                stated.setdefault(key, []).append(heads)
        for key in (*(key for key in inhabitants if key in stated), *(key for key in stated if key not in inhabitants)):
            living = inhabitants.get(key, {})
            if named := self._told_of(living, (group for heads in stated[key] for group in heads)):
                yield self._dimension(named[0].dimension, stated[key], living)

    def _told_of(self, inhabitants: Counts, groups: Iterable[Group]) -> list[Group]:
        """The groups that may be told of, each once, as they are spelled where everybody may read it: first in this area."""
        found = dict.fromkeys((*inhabitants, *groups))
        if self._public is None:
            return list(found)
        return [group if group in inhabitants else self._public[group.key] for group in found if group.key in self._public]

    def _dimension(self, name: str | None, stated: list[Counts], inhabitants: Counts) -> Dimension:
        tables = [table for heads in stated if (table := disclosed(heads, self._least))]
        whole = added_up(tables)
        groups = self._told_of(inhabitants, whole.bounds) if tables else []
        shares = tuple(_shares(groups, whole, inhabitants))
        return Dimension(
            name, len(stated), len(stated) - len(tables),
            total=whole.total if tables else None,
            suppressed=sum(each.count is None for each in shares),
            groups=shares,
        )  # fmt: skip


def _shares(groups: Iterable[Group], table: Table, inhabitants: Counts) -> Iterator[GroupShare]:
    everybody = sum(inhabitants.values())
    for group in groups:
        bounds, living = table.bounds.get(group, ZERO), inhabitants.get(group)
        yield _share(group, bounds, table.total, living, everybody)


def _share(group: Group, bounds: Bounds, total: int, living: int | None, everybody: int) -> GroupShare:
    count = bounds.least if bounds.least == bounds.most else None
    share = count / total if count is not None and total else None
    low, high = wilson(bounds.least, total)[0], wilson(bounds.most, total)[1]
    reference = living / everybody if living is not None and everybody else None
    ratios = [each / reference if each is not None and reference else None for each in (share, low, high)]
    return GroupShare(group.name, count, bounds.least, bounds.most, share, low, high, living, reference, *ratios)
