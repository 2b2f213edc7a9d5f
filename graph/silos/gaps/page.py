"""A page of the list of gaps, read only as far as it has to be.

In: CityFacts, a filter, an order and where the page starts. Out: the page, and whether there is more. An initiative is never
open before it started, so the list by OPEN_LONGEST is certain up to the first day of the initiatives not yet looked at;
NEWEST is the same with the days turned round. That is tried on few rows; where it does not tell, since many began on one day
or on none that is known, or few meet the filter, all rows are read and put in order (`ranking`), as for any other list.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.ownership.facts.model import Initiative
from graph.silos.gaps.gap import Gap, Rank, gaps_in, place_of
from graph.silos.gaps.ranking import cut
from graph.silos.gaps.span import CursorExpired, GapQuery, Page, PageRange, Place, page_of_gaps
from graph.silos.population.city import CityFacts, Read, rows_in
from graph.silos.population.columns import FIRST_DAY
from graph.silos.population.rows import (
    all_rows,
    by_the_rule,
    first_day,
    initiatives_of,
    one_row,
    some_rows,
    undated_rows,
)
from graph.worker_threads import aside

FIRST_ROWS, TIMES, MOST_READS = 400, 4, 2


async def page_of(read: Read, city: CityFacts, query: GapQuery, span: PageRange) -> Page:
    """The page; Gone where a cursor leads to nothing."""
    if query.order != "MOST_SILOS" and not span.backwards and span.before is None:
        page = await _IncrementalPage(read, city, query).page(span)
        if page is not None:
            return page
    rows = await rows_in(read, city, all_rows(city, query.rows, named=True))
    return await aside(cut, city, query, span, rows)


def candidates(city: CityFacts, query: GapQuery, rows: list[Any]) -> Iterator[Initiative]:
    """The initiatives of those rows that may meet the filter."""
    candidates = city.bitset_rule(query.day).candidates(rows, query.wanted, by_the_rule(city, query.day))
    return initiatives_of(city, candidates, named=True)


@dataclass
class _IncrementalPage:
    """Reads initiatives in the order of their first day until the page can no longer change."""

    read: Read
    city: CityFacts
    query: GapQuery
    found: list[tuple[Place, int]] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    waiting: list[Gap] = field(default_factory=list)

    async def page(self, span: PageRange) -> Page | None:
        """The page after a gap, or the first; None where a few rows do not tell it."""
        start = await self._place(span.after) if span.after is not None else None
        newest = self.query.order == "NEWEST"
        since, most = (self.query.day if newest else date.min), FIRST_ROWS
        undated = (await self.read(undated_rows(self.city, self.query.rows, most))).one()[0]
        if len(undated) == most:
            return None
        await self._add(undated, self._named(None, None))
        for _ in range(MOST_READS):
            rows = (await self.read(some_rows(self.city, self.query.rows, since, most, newest=newest))).one()[0]
            more = len(rows) == most
            last = first_day(rows[-1][FIRST_DAY]) if more else None
            await self._add(rows, self._named(since, last))
            page = self._after(start)
            end = page[span.size][0][0] if len(page) > span.size else None
            if not more or (last and end and end < _bound(last, newest)):
                break
            since, most = last or since, most * TIMES
        else:
            return None
        await aside(self._settle, end)
        page = self._after(start)
        gaps = (self.gaps[number] for _, number in page[: span.size])
        return await aside(lambda: page_of_gaps(gaps, more_before=start is not None, more_after=len(page) > span.size))

    def _settle(self, end: Rank | None) -> None:
        """Give those without a known first day their place, unless they stand behind the end of the page for certain."""
        for gap in self.waiting:
            since = date.fromordinal(end[1]) if end and not end[0] else None
            if since is None or not gap.history.was_settled_after(gap.subject, since, gap.day):
                self._keep(gap)

    def _keep(self, gap: Gap) -> None:
        insort(self.found, (place_of(gap, self.query.order), len(self.gaps)))
        self.gaps.append(gap)

    async def _place(self, subject: str) -> Place:
        """Where the gap of a cursor stands."""
        initiative = next((each for each in self.query.named(self.city) if each.id == subject), None)
        if initiative is None:
            rows = (await self.read(one_row(self.city, self.query.rows, subject.partition(":")[2]))).one()[0]
            initiative = next(initiatives_of(self.city, rows, named=True), None)
        found = list(gaps_in(self.city.history, [initiative] if initiative else [], self.query.wanted, self.query.day))
        if not found:
            raise CursorExpired("after")
        return place_of(found[0], self.query.order)

    def _named(self, since: date | None, until: date | None) -> list[Initiative]:
        """Those with a responsibility of their own whose first day lies between; None and None: is not known."""
        found = []
        for each in self.query.named(self.city):
            started = each.started_on
            if since is None or started is None:
                found += [each] if since is None and started is None else []
            elif self.query.order == "NEWEST":
                found += [each] if (until or date.min) <= started <= since else []
            else:
                found += [each] if since <= started <= (until or date.max) else []
        return found

    async def _add(self, rows: list[Any], named: Iterable[Initiative]) -> None:
        await aside(self._decide, rows, named)

    def _decide(self, rows: list[Any], named: Iterable[Initiative]) -> None:
        fresh = [each for each in (*named, *candidates(self.city, self.query, rows)) if each.id not in self.seen]
        self.seen.update(each.id for each in fresh)
        for gap in gaps_in(self.city.history, fresh, self.query.wanted, self.query.day):
            if self.query.order == "OPEN_LONGEST" and gap.initiative.started_on is None:
                self.waiting.append(gap)
            else:
                self._keep(gap)

    def _after(self, start: Place | None) -> list[tuple[Place, int]]:
        return [each for each in self.found if start is None or each[0] > start]


def _bound(last: date, newest: bool) -> Rank:
    """No initiative that was not read stands before this."""
    return False, -last.toordinal() if newest else last.toordinal()
