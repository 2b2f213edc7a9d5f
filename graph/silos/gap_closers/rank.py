"""From list to action: single decisions that would close gaps, each tried by the rule itself on changed facts.

In: the History of a city and its gaps on a day. Out: Decisions in order of how many gaps each closes, and the smallest set
that picking the best one again and again finds to close four fifths of all. A gap is closed when it has one owner or a lead.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import groupby

from graph.ownership.facts.model import Facts
from graph.ownership.rule.snapshot import Snapshot
from graph.silos.gap_closers.candidates import most_suggested
from graph.silos.gap_closers.gap_closer import GapCloser, change_by
from graph.silos.gap_closers.trial import Trial
from graph.silos.gaps.gap import Gap

SHARE = 0.8
MOST_PICKS = 50


@dataclass(frozen=True)
class GapClosing:
    """What one decision closes: initiatives in order of id, and the days that those are open together, as far as that is known.

    `open_days` is None where nobody asked for it.
    """

    closer: GapCloser
    initiatives: tuple[str, ...]
    open_days: int | None

    @property
    def gaps(self) -> int:
        return len(self.initiatives)

    @property
    def id(self) -> str:
        return f"{self.closer.kind.value} {self.closer.party} {self.closer.subject} {self.closer.area or ''}"


@dataclass(frozen=True)
class GapClosings:
    """What was tried, best first, and the picks; `candidates` were suggested, `tried` of them were tried."""

    total: int
    candidates: int
    tried: int
    decisions: tuple[GapClosing, ...]
    picks: tuple[GapClosing, ...]

    @property
    def closed_by_picks(self) -> int:
        return sum(each.gaps for each in self.picks)


@dataclass(frozen=True)
class _Effect:
    """A decision as it was tried, while the best ones are looked for; `days`: how long one gap is open, worked out once."""

    closer: GapCloser
    closed: frozenset[str]
    days: Callable[[str], int] = field(repr=False, compare=False)

    @cached_property
    def open_days(self) -> int:
        return sum(map(self.days, self.closed))

    def evaluated(self, *, with_days: bool = True) -> GapClosing:
        """The same without what it was worked out from."""
        return GapClosing(self.closer, tuple(sorted(self.closed)), self.open_days if with_days else None)


def gap_closings(facts: Facts, gaps: Sequence[Gap], snapshot: Snapshot, most: int, first: int, *, dated_picks: bool) -> GapClosings:
    """Try at most so many decisions on all gaps; the first of those that close any. `dated_picks`: the picks with their days."""
    tried, candidates = most_suggested(gaps, most)
    known = {gap.subject: gap for gap in gaps}

    @cache
    def days(subject: str) -> int:
        return known[subject].open_days or 0

    trial = Trial.of(snapshot, gaps)
    found = [_Effect(closer, frozenset(trial.closed(change_by(facts, closer))), days) for closer in tried]
    picks = tuple(each.evaluated(with_days=dated_picks) for each in _picked(facts, trial, found, SHARE * len(gaps)))
    return GapClosings(len(gaps), candidates, len(tried), tuple(each.evaluated() for each in _best(found, first)), picks)


def _picked(facts: Facts, trial: Trial, found: list[_Effect], enough: float) -> Iterator[_Effect]:
    """The best one, then the best one of what is left on facts with that decided, until enough is closed."""
    closed = 0
    while closed < enough and (best := next(iter(_best(found, 1)), None)):
        yield best
        closed += len(best.closed)
        change = change_by(facts, best.closer)
        touched, others = trial.touched(change), [each for each in found if each is not best]
        facts, trial = change.facts, trial.after(change, best.closed)
        found = [_again(facts, trial, each, touched, best.closed) for each in _among_best(others, MOST_PICKS)]


def _again(facts: Facts, trial: Trial, closing: _Effect, touched: set[str], done: frozenset[str]) -> _Effect:
    """What a decision closes once another one was taken: only what that one touched has to be looked at again."""
    change = change_by(facts, closing.closer)
    anew = trial.closed(change, touched & trial.touched(change))
    return replace(closing, closed=closing.closed - touched - done | {*anew})


def _best(found: Iterable[_Effect], first: int) -> list[_Effect]:
    """The first of those that close anything: most gaps, then those that are open longest, which is asked only of equals."""
    best: list[_Effect] = []
    for equals in _by_number(found):
        if len(best) >= first:
            break
        best += _longest_first(equals)
    return best[:first]


def _among_best(found: Iterable[_Effect], most: int) -> list[_Effect]:
    """The same ones in any order: only where some of several equals have to be left out it is asked how long they are open."""
    best: list[_Effect] = []
    for equals in _by_number(found):
        room = most - len(best)
        best += equals if len(equals) <= room else _longest_first(equals)[:room]
    return best


def _by_number(found: Iterable[_Effect]) -> Iterator[list[_Effect]]:
    """Those that close anything, together with their equals; most gaps first."""
    in_order = sorted((each for each in found if each.closed), key=lambda each: -len(each.closed))
    return (list(equals) for _, equals in groupby(in_order, key=lambda each: len(each.closed)))


def _longest_first(equals: list[_Effect]) -> list[_Effect]:
    return sorted(equals, key=lambda each: (-each.open_days, *each.closer.words)) if len(equals) > 1 else equals
