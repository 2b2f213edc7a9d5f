"""From list to action: single decisions that would close gaps, each tried by the rule itself on changed facts.

In: the History of a city and its gaps on a day. Out: Decisions in order of how many gaps each closes, and the smallest set
that picking the best one again and again finds to close four fifths of all. A gap is closed when it has one owner or a lead.

A gap suggests decisions: that who answers for another of its topics owns this one too, that one of several leads, that
who used to answer does so again, that a department that was dissolved has a successor. Of all that are suggested those
with most suggestions are tried.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

from graph.ownership.changing import changed, with_responsibility
from graph.ownership.facts import Facts, Tie
from graph.ownership.moment import Moment
from graph.ownership.rule import Question, decide
from graph.ownership.together import Basis
from graph.silos.alike import Group, groups_of
from graph.silos.gaps import Gap
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


@dataclass(frozen=True)
class Closing:
    """What one decision closes: initiatives, and the days that those are open together, as far as that is known."""

    closer: Closer
    initiatives: tuple[str, ...]
    open_days: int

    @property
    def gaps(self) -> int:
        return len(self.initiatives)

    @property
    def id(self) -> str:
        return f"{self.closer.kind.value} {self.closer.party} {self.closer.subject} {self.closer.area or ''}"


@dataclass(frozen=True)
class Closings:
    """All that was tried, best first, and the picks; `candidates` were suggested, `tried` of them were tried."""

    total: int
    candidates: int
    tried: int
    decisions: tuple[Closing, ...]
    picks: tuple[Closing, ...]

    @property
    def closed_by_picks(self) -> int:
        return sum(each.gaps for each in self.picks)


def closings(facts: Facts, gaps: Sequence[Gap], day: date, most: int) -> Closings:
    """Try at most so many decisions on all gaps."""
    suggested = Counter(closer for gap in gaps for closer in set(_suggested(gap)))
    tried = [closer for closer, _ in sorted(suggested.items(), key=lambda each: (-each[1], _key(each[0])))[:most]]
    groups = groups_of(reduce(decided, tried, facts), gaps, Moment(facts, day))
    found = _ranked(facts, tried, groups, day)
    return Closings(len(gaps), len(suggested), len(tried), tuple(found), tuple(_picked(facts, found, groups, day)))


def _picked(facts: Facts, found: list[Closing], groups: list[Group], day: date) -> Iterator[Closing]:
    """The best one, then the best one of what is left on facts with that decided, until enough is closed."""
    enough, closed = SHARE * sum(len(group.gaps) for group in groups), 0
    while found and closed < enough:
        best = found[0]
        yield best
        closed += best.gaps
        done = set(best.initiatives)
        groups = [group for group in groups if group.stands not in done]
        facts = decided(facts, best.closer)
        found = _ranked(facts, [each.closer for each in found[1 : MOST_PICKS + 1]], groups, day)


def _ranked(facts: Facts, closers: Iterable[Closer], groups: Sequence[Group], day: date) -> list[Closing]:
    """Those that close anything, most first, then those that are open longest."""
    about: dict[str, list[Group]] = {}
    for group in groups:
        for subject in group.subjects:
            about.setdefault(subject, []).append(group)
    found = [_closing(facts, closer, groups if closer.kind is CloserKind.SUCCESSOR else about.get(closer.subject, ()), day) for closer in closers]
    return sorted((each for each in found if each.gaps), key=lambda each: (-each.gaps, -each.open_days, _key(each.closer)))


def _closing(facts: Facts, closer: Closer, touched: Iterable[Group], day: date) -> Closing:
    moment = Moment(decided(facts, closer), day)
    closed = [group for group in touched if decide(moment, Question(group.stands)).settled]
    return Closing(closer, tuple(sorted(gap for group in closed for gap in group.gaps)), sum(group.open_days for group in closed))


def decided(facts: Facts, closer: Closer) -> Facts:
    """The facts with one decision taken."""
    if closer.kind is CloserKind.SUCCESSOR:
        department = facts.departments[closer.subject]
        after = replace(department, successors=(*department.successors, Tie(closer.party)))
        return changed(facts, departments={**facts.departments, closer.subject: after})
    role = "LEAD" if closer.kind is CloserKind.LEAD else None
    return with_responsibility(facts, closer.party, closer.subject, role, closer.area)


# -- what a gap suggests -------------------------------------------------------------------------------------------


def _suggested(gap: Gap) -> Iterator[Closer]:
    decision, moment = gap.decision, gap.moment
    if decision.basis is Basis.EXPLICIT:
        return  # it was given away itself: that is decided for this one initiative only
    shared = decision.common.parties if decision.common else ()
    for answer in decision.topics:
        others = {party for other in decision.topics if other is not answer for party in other.parties} - answer.parties
        places = dict.fromkeys((None, answer.area))
        for party in sorted(others | set(shared) if not answer.members else others):
            yield from (Closer(CloserKind.OWNER, party, answer.topic, place) for place in places)
        for party in shared if len(shared) > 1 and answer.members else ():
            yield from (Closer(CloserKind.LEAD, party, answer.topic, place) for place in places)
        if not answer.members:
            yield from _again(moment, (answer.topic, *moment.domains_above(answer.topic)), answer.topic)


def _again(moment: Moment, subjects: Iterable[str], topic: str) -> Iterator[Closer]:
    """Who used to answer does so again; for a department that is gone, what is above it does."""
    for subject in subjects:
        for claim in moment.facts.claims.get(subject, ()):
            department = moment.facts.departments.get(claim.holder)
            if department is None or not claim.responsibility.owns:
                continue
            if department.when.covers(moment.day):
                yield Closer(CloserKind.OWNER, department.id, topic)
            elif department.when.ended_by(moment.day) and not moment.valid(department.successors):
                for above in moment.above(department.id):
                    if moment.stands(above) and not moment.is_municipality(above):
                        yield Closer(CloserKind.SUCCESSOR, above, department.id)


def _key(closer: Closer) -> tuple[str, ...]:
    return closer.kind.value, closer.party, closer.subject, closer.area or ""
