"""What is asked of the list of gaps and what is told of it: which gaps, from where to where, and a page of them.

In: nothing. Out: values that `listing` and `ranking` share, and the error of a cursor whose gap is gone.
"""

from dataclasses import dataclass
from datetime import date

from graph.ownership.facts.model import Initiative
from graph.silos.gaps.gap import Gap, GapFilter, Rank, is_asking
from graph.silos.population.city import CityFacts
from graph.silos.population.rows import Wanted

Place = tuple[Rank, str]


@dataclass(frozen=True)
class GapQuery:
    """Which gaps, on which day, in which order."""

    wanted: GapFilter
    day: date
    order: str = "OPEN_LONGEST"

    @property
    def rows(self) -> Wanted:
        """The initiatives to read for it."""
        return Wanted(self.day, self.wanted.include_ended)

    def named(self, world: CityFacts) -> list[Initiative]:
        """The initiatives of CityFacts that ask for something."""
        return [each for each in world.named.values() if is_asking(each, self.day, self.wanted.include_ended)]


@dataclass(frozen=True)
class PageRange:
    """So many of the list, from its start or its end; `after` and `before` are ids of gaps."""

    size: int
    backwards: bool = False
    after: str | None = None
    before: str | None = None


@dataclass(frozen=True)
class Page:
    """A part of the list, and whether there is more on either side."""

    gaps: list[Gap]
    more_before: bool
    more_after: bool


class CursorExpired(LookupError):
    """What a cursor stands for is no longer in the list; holds the name of the cursor."""


def resolve_rows(page: list[Gap]) -> list[Gap]:
    """The page, with all that is told of it worked out while its initiatives are in the facts."""
    for gap in page:
        _ = gap.silos, gap.uncovered, gap.open_since
    return page
