"""A page of gaps cut from all rows: each gets its place in the order from bits, and the rule decides only on what is told.

In: CityFacts, the rows of all plain initiatives, a filter, an order and where the page starts. Out: the page, or Gone. For
OPEN_LONGEST a simple row that nobody ever owned is open since it started, which `Ever` tells by one AND; of another, and of
whatever the rule decided on, the first day is a lower bound, and since when is asked only once nothing stands before that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from heapq import heapify, heappop, heapreplace
from itertools import count
from typing import Any

from graph.ownership.rule.common_owner import Status
from graph.silos.gaps.gap import Gap, Rank, gaps_in, place_of
from graph.silos.gaps.span import CursorExpired, GapQuery, Page, PageRange, Place, page_of_gaps
from graph.silos.population.bitset_rule import Simple
from graph.silos.population.city import CityFacts
from graph.silos.population.columns import FIRST_DAY, KEY, STAGE, TIES
from graph.silos.population.gap_filter import suits
from graph.silos.population.rows import by_the_rule, first_day, initiatives_of

UNKNOWN: Rank = (True, 0)
Row = list[Any]
Entry = tuple[Rank, str, int, bool, Any]
"""The rank and the id, a number that tells twins apart, whether the rank is certain or a lower bound, and the row or the Gap."""


def cut(city: CityFacts, query: GapQuery, span: PageRange, rows: list[Row]) -> Page:
    """The page; Gone where a cursor leads to nothing."""
    ranking = _Ranking(city, query, rows)
    if span.backwards or span.before is not None:
        return ranking.from_end(span)
    return ranking.from_start(span)


@dataclass
class _Ranking:
    """All that meets the filter, each with its place as far as it is known."""

    city: CityFacts
    query: GapQuery
    rows: list[Row]
    _number: Iterator[int] = field(default_factory=count)
    _days: dict[str, date | None] = field(default_factory=dict)

    def from_start(self, span: PageRange) -> Page:
        """The first after a gap, or of all: the rest is left as it is."""
        start = self._place(span.after) if span.after is not None else None
        heap = [each for each in self.entries() if start is None or not each[3] or each[:2] > start]
        heapify(heap)
        page: list[Entry] = []
        while heap and len(page) <= span.size:
            first = heap[0]
            if not first[3]:
                heapreplace(heap, self._certain(first))
            else:
                heappop(heap)
                page += [first] if start is None or first[:2] > start else []
        return page_of_gaps(self._gaps(page[: span.size]), more_before=start is not None, more_after=len(page) > span.size)

    def from_end(self, span: PageRange) -> Page:
        """The last before a gap, or of all, or between two: which takes the place of each."""
        entries = sorted(each if each[3] else self._certain(each) for each in self.entries())
        places = {each[1]: place for place, each in enumerate(entries)}
        start, end = 0, len(entries)
        for name, cursor in (("after", span.after), ("before", span.before)):
            if cursor is not None and cursor not in places:
                raise CursorExpired(name)
        if span.after is not None:
            start = places[span.after] + 1
        if span.before is not None:
            end = places[span.before]
        page = entries[start:end][-span.size :] if span.backwards else entries[start:end][: span.size]
        first = places[page[0][1]] if page else start
        return page_of_gaps(self._gaps(page), more_before=first > 0, more_after=bool(page) and places[page[-1][1]] < len(entries) - 1)

    # -- places ---------------------------------------------------------------------------------------------------

    def entries(self) -> Iterator[Entry]:
        """All of them, one after the other."""
        city, wanted, day = self.city, self.query.wanted, self.query.day
        for gap in gaps_in(city.history, self.query.named(city), wanted, day):
            yield self._of_gap(gap)
        bitset_rule, decide = city.bitset_rule(day), by_the_rule(city, day)
        ranked = {"MOST_SILOS": self._by_silos, "NEWEST": self._by_start, "OPEN_LONGEST": self._by_since}[self.query.order]
        for row, simple in bitset_rule.simple(filter(self._may_meet, self.rows), wanted, decide):
            if simple is None or wanted.open_at_least_days is not None or wanted.once_owned is not None:
                yield from map(self._of_gap, self._decided(row))
            else:
                rank, certain = ranked(row, simple)
                yield rank, f"initiative:{row[KEY]}", next(self._number), certain, row

    def _started(self, row: Row) -> date | None:
        """The first day of a row; many have the same."""
        text = row[FIRST_DAY]
        if not isinstance(text, str):
            return first_day(text)
        if text not in self._days:
            self._days[text] = first_day(text)
        return self._days[text]

    def _may_meet(self, row: Row) -> bool:
        """The conditions on stage and first day; those that rest on when it was owned are for the rule."""
        wanted = self.query.wanted
        if not (wanted.stages or wanted.started_after or wanted.started_before):
            return True
        return suits(row[STAGE] if isinstance(row[STAGE], str) else None, self._started(row), wanted)

    def _of_gap(self, gap: Gap) -> Entry:
        """Since when it is open is looked at later."""
        number, started = next(self._number), gap.initiative.started_on
        if self.query.order != "OPEN_LONGEST":
            return (*place_of(gap, self.query.order), number, True, gap)
        return (False, started.toordinal() if started else 0), gap.subject, number, False, gap

    def _by_silos(self, _: Row, simple: Simple) -> tuple[Rank, bool]:
        return (False, -(simple.involved & self.city.bitset_rule(self.query.day).silo_bits).bit_count()), True

    def _by_start(self, row: Row, _: Simple) -> tuple[Rank, bool]:
        started = self._started(row)
        return (False, -started.toordinal()) if started else UNKNOWN, True

    def _by_since(self, row: Row, simple: Simple) -> tuple[Rank, bool]:
        if simple.outcome and simple.outcome.status == Status.OWNED.value:
            return UNKNOWN, True
        started, never = self._started(row), self.city.ever.nobody(simple)
        if started:
            return (False, started.toordinal()), never
        return (UNKNOWN, True) if never else ((False, 0), False)

    def _certain(self, entry: Entry) -> Entry:
        """The same with its place in OPEN_LONGEST."""
        _, identifier, number, _, found = entry
        since = found.open_since if isinstance(found, Gap) else self._since(found)
        return (since is None, since.toordinal() if since else 0), identifier, number, True, found

    def _since(self, row: Row) -> date | None:
        """Since when a simple row that nobody owns is open: since nobody does, but not before it started."""
        known, ties, started = self.city.bitset_rule(self.query.day).nobody_since, tuple(row[TIES]), self._started(row)
        if ties not in known:
            (initiative,) = initiatives_of(self.city, [[row[KEY], None, row[STAGE], row[TIES]]], named=True)
            self.city.facts.initiatives[initiative.id] = initiative
            known[ties] = self.city.history.open_since(initiative.id, self.query.day)
        since = known[ties]
        return started if since is None or (started and since <= started) else since

    # -- gaps -----------------------------------------------------------------------------------------------------

    def _gaps(self, page: Iterable[Entry]) -> list[Gap]:
        found: list[Gap] = []
        for *_, each in page:
            found += [each] if isinstance(each, Gap) else self._decided(each)
        return found

    def _decided(self, row: Row) -> Iterator[Gap]:
        initiatives = initiatives_of(self.city, [row], named=True)
        return gaps_in(self.city.history, initiatives, self.query.wanted, self.query.day)

    def _place(self, subject: str) -> Place:
        """Where the gap of a cursor stands."""
        key = subject.partition(":")[2]
        initiatives = [each for each in self.query.named(self.city) if each.id == subject]
        initiatives = initiatives or list(initiatives_of(self.city, (row for row in self.rows if row[KEY] == key), named=True))
        found = next(gaps_in(self.city.history, initiatives, self.query.wanted, self.query.day), None)
        if found is None:
            raise CursorExpired("after")
        return place_of(found, self.query.order)
