"""From list to action: single decisions that would close gaps, each tried by the rule itself on changed facts.

In: the History of a city and its gaps on a day. Out: Decisions in order of how many gaps each closes, and the smallest set
that picking the best one again and again finds to close four fifths of all. A gap is closed when it has one owner or a lead.

A gap suggests decisions: that who answers for another of its topics owns this one too, that one of several leads, that
who used to answer does so again, that a department that was dissolved has a successor. Of all that are suggested those
with most suggestions are tried.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from heapq import nlargest
from itertools import groupby

from graph.ownership.changing import changed, with_responsibility
from graph.ownership.facts import Facts, Tie
from graph.ownership.moment import Moment
from graph.ownership.together import Basis
from graph.silos.gaps import Gap
from graph.silos.trial import Change, Trial
from graph.vocabulary import Term

SHARE = 0.8
MOST_PICKS = 50


class CloserKind(Term):
    """What is decided."""

    OWNER = "OWNER", "The party becomes an owner of the subject.", "De partij gaat het onderwerp oppakken."
    LEAD = "LEAD", "The party leads on the subject.", "De partij trekt het onderwerp."
    SUCCESSOR = "SUCCESSOR", "The party succeeds a department that was dissolved.", "De partij volgt een opgeheven afdeling op."


@dataclass(frozen=True, order=True)
class Closer:
    """One decision: a party and what it is for, in one area or everywhere; for SUCCESSOR the subject is the department."""

    kind: CloserKind
    party: str
    subject: str
    area: str | None = None


Words = tuple[str, str, str, str | None]
"""A Closer as plain words, which are compared and counted faster."""
OWNER, LEAD, SUCCESSOR = (each.value for each in CloserKind)


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
    suggested = Counter(closer for gap in gaps for closer in set(_suggested(gap)))
    tried = [Closer(CloserKind[kind], party, subject, area) for kind, party, subject, area in _most_often(suggested, most)]
    known = {gap.subject: gap for gap in gaps}

    @cache
    def days(subject: str) -> int:
        return known[subject].open_days or 0

    trial = Trial.of(moment, gaps)
    found = [Closing(closer, tuple(sorted(trial.closed(change_by(facts, closer)))), days) for closer in tried]
    picks = tuple(_picked(facts, trial, found, SHARE * len(gaps)))
    return Closings(len(gaps), len(suggested), len(tried), tuple(_best(found, first)), picks)


def _most_often(suggested: Counter[Words], most: int) -> list[Words]:
    """Those suggested most, ties in order."""
    least = min(nlargest(most, suggested.values()), default=0)
    return sorted((each for each, number in suggested.items() if number >= least), key=lambda each: (-suggested[each], *_key(each)))[:most]


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
        best += sorted(some, key=lambda each: (-each.open_days, *_key(_words(each.closer)))) if len(some) > 1 else some
    return best[:first]


def change_by(facts: Facts, closer: Closer) -> Change:
    """The facts with one decision taken, and what it is about."""
    after = decided(facts, closer)
    if closer.kind is CloserKind.SUCCESSOR:
        return Change(after, closer.party, frozenset(_held_through(facts, closer.subject)))
    return Change(after, closer.party, frozenset({closer.subject}), closer.area)


def _held_through(facts: Facts, department: str) -> Iterator[str]:
    """The subjects of claims that may lead through a department: its own, those before it, and of officials with a seat in any."""
    line, waiting = {department}, [department]
    while waiting:
        current = waiting.pop()
        before = [each.id for each in facts.departments.values() if any(tie.other == current for tie in each.successors)]
        waiting += [each for each in before if each not in line]
        line.update(before)
    holders = line | {each.id for each in facts.officials.values() if any(tie.other in line for tie in each.seats)}
    yield from (subject for subject, claims in facts.claims.items() if any(claim.holder in holders for claim in claims))


def decided(facts: Facts, closer: Closer) -> Facts:
    """The facts with one decision taken."""
    if closer.kind is CloserKind.SUCCESSOR:
        department = facts.departments[closer.subject]
        after = replace(department, successors=(*department.successors, Tie(closer.party)))
        return changed(facts, departments={**facts.departments, closer.subject: after})
    role = "LEAD" if closer.kind is CloserKind.LEAD else None
    return with_responsibility(facts, closer.party, closer.subject, role, closer.area)


# -- what a gap suggests -------------------------------------------------------------------------------------------

def _suggested(gap: Gap) -> Iterator[Words]:
    decision, moment = gap.decision, gap.moment
    if decision.basis is Basis.EXPLICIT:
        return  # it was given away itself: that is decided for this one initiative only
    shared = decision.common.parties if decision.common else ()
    for answer in decision.topics:
        others = {party for other in decision.topics if other is not answer for party in other.parties} - answer.parties
        places = dict.fromkeys((None, answer.area))
        for party in others | set(shared) if not answer.members else others:
            yield from ((OWNER, party, answer.topic, place) for place in places)
        for party in shared if len(shared) > 1 and answer.members else ():
            yield from ((LEAD, party, answer.topic, place) for place in places)
        if not answer.members:
            yield from _as_before(moment, (answer.topic, *moment.domains_above(answer.topic)), answer.topic)


def _as_before(moment: Moment, subjects: Iterable[str], topic: str) -> Iterator[Words]:
    """Who used to answer does so again; for a department that is gone, what is above it does."""
    for subject in subjects:
        for claim in moment.facts.claims.get(subject, ()):
            department = moment.facts.departments.get(claim.holder)
            if department is None or not claim.responsibility.owns:
                continue
            if department.when.covers(moment.day):
                yield OWNER, department.id, topic, None
            elif department.when.ended_by(moment.day) and not moment.valid(department.successors):
                for above in moment.above(department.id):
                    if moment.stands(above) and not moment.is_municipality(above):
                        yield SUCCESSOR, above, department.id, None


def _words(closer: Closer) -> Words:
    return closer.kind.value, closer.party, closer.subject, closer.area


def _key(words: Words) -> tuple[str, ...]:
    return (*words[:3], words[3] or "")
