"""From list to action: single decisions that would close gaps, each tried by the rule itself on changed facts.

In: the History of a city and its gaps on a day. Out: Decisions in order of how many gaps each closes, and the smallest set
that picking the best one again and again finds to close four fifths of all. A gap is closed when it has one owner or a lead.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import groupby

from graph.ownership.facts import Facts
from graph.ownership.moment import Moment
from graph.silos.closer import Closer, change_by
from graph.silos.gaps import Gap
from graph.silos.suggesting import most_suggested
from graph.silos.trial import Trial

SHARE = 0.8
MOST_PICKS = 50


@dataclass(frozen=True)
class Closing:
    """What one decision closes: initiatives, and the days that those are open together, as far as that is known."""

    closer: Closer
    initiatives: tuple[str, ...]
    days: Callable[[str], int] = field(repr=False, compare=False)

    @property
    def gaps(self) -> int:
        return len(self.initiatives)

    @cached_property
    def open_days(self) -> int:
        return sum(map(self.days, self.initiatives))

    @property
    def id(self) -> str:
        return f"{self.closer.kind.value} {self.closer.party} {self.closer.subject} {self.closer.area or ''}"


@dataclass(frozen=True)
class Closings:
    """What was tried, best first, and the picks; `candidates` were suggested, `tried` of them were tried."""

    total: int
    candidates: int
    tried: int
    decisions: tuple[Closing, ...]
    picks: tuple[Closing, ...]

    @property
    def closed_by_picks(self) -> int:
        return sum(each.gaps for each in self.picks)


def closings(facts: Facts, gaps: Sequence[Gap], moment: Moment, most: int, first: int) -> Closings:
    """Try at most so many decisions on all gaps, and tell the first of those that close any."""
    tried, candidates = most_suggested(gaps, most)
    known = {gap.subject: gap for gap in gaps}

    @cache
    def days(subject: str) -> int:
        return known[subject].open_days or 0

    trial = Trial.of(moment, gaps)
    found = [Closing(closer, tuple(sorted(trial.closed(change_by(facts, closer)))), days) for closer in tried]
    picks = tuple(_picked(facts, trial, found, SHARE * len(gaps)))
    return Closings(len(gaps), candidates, len(tried), tuple(_best(found, first)), picks)


def _picked(facts: Facts, trial: Trial, found: list[Closing], enough: float) -> Iterator[Closing]:
    """The best one, then the best one of what is left on facts with that decided, until enough is closed."""
    closed = 0
    while closed < enough and (best := next(iter(_best(found, 1)), None)):
        yield best
        closed += best.gaps
        change = change_by(facts, best.closer)
        touched, others = trial.touched(change), _best(found, MOST_PICKS + 1)[1:]
        facts, trial = change.facts, trial.after(change, best.initiatives)
        found = [_again(facts, trial, each, touched, set(best.initiatives)) for each in others]


def _again(facts: Facts, trial: Trial, closing: Closing, touched: set[str], done: set[str]) -> Closing:
    """What a decision closes once another one was taken: only what that one touched has to be looked at again."""
    change = change_by(facts, closing.closer)
    anew = trial.closed(change, (touched - done) & trial.touched(change))
    return replace(closing, initiatives=tuple(sorted({*closing.initiatives} - touched - done | {*anew})))


def _best(found: Iterable[Closing], first: int) -> list[Closing]:
    """The first of those that close anything: most gaps, then those that are open longest, which is asked only of equals."""
    best: list[Closing] = []
    by_number = sorted((each for each in found if each.gaps), key=lambda each: -each.gaps)
    for _, equals in groupby(by_number, key=lambda each: each.gaps):
        if len(best) >= first:
            break
        some = list(equals)
        best += sorted(some, key=lambda each: (-each.open_days, *each.closer.words)) if len(some) > 1 else some
    return best[:first]
