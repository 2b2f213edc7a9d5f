"""What is asked of the list of gaps and what is told of it: which gaps, from where to where, and a page of them.

In: Gaps. Out: values that `page` and `ranking` share, and the error of a cursor whose gap is gone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.ownership.facts.model import Initiative
from graph.silos.gaps.gap import Gap, Rank, is_asking
from graph.silos.population.city import CityFacts
from graph.silos.population.gap_filter import GapFilter
from graph.silos.population.rows import RowFilter

Place = tuple[Rank, str]


@dataclass(frozen=True)
class GapQuery:
    """Which gaps, on which day, in which order."""

    wanted: GapFilter
    day: date
    order: str = "OPEN_LONGEST"

    @property
    def rows(self) -> RowFilter:
        """The initiatives to read for it."""
        return RowFilter(self.day, self.wanted.include_ended)

    def named(self, city: CityFacts) -> list[Initiative]:
        """The initiatives of CityFacts that ask for something."""
        return [each for each in city.named.values() if is_asking(each, self.day, self.wanted.include_ended)]


@dataclass(frozen=True)
class PageRange:
    """So many of the list, from its start or its end; `after` and `before` are ids of gaps."""

    size: int
    backwards: bool = False
    after: str | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class ListedGap:
    """A gap of a page, evaluated: it holds without the facts that it was decided from."""

    subject: str
    day: date
    silos: tuple[str, ...]
    uncovered: tuple[str, ...]
    open_since: date | None
    open_days: int | None


@dataclass(frozen=True)
class Page:
    """A part of the list, and whether there is more on either side."""

    gaps: tuple[ListedGap, ...]
    more_before: bool
    more_after: bool


class CursorExpired(LookupError):
    """What a cursor stands for is no longer in the list; holds the name of the cursor."""


def page_of_gaps(gaps: Iterable[Gap], *, more_before: bool, more_after: bool) -> Page:
    """The page of some gaps, whose initiatives are in the facts now."""
    listed = (ListedGap(gap.subject, gap.day, gap.silos, gap.uncovered, gap.open_since, gap.open_days) for gap in gaps)
    return Page(tuple(listed), more_before, more_after)
