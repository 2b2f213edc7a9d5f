"""Since when: the rule asked again at every day on which anything it looked at changed.

In: Facts and a question. Out: the first day of the unbroken run up to a date. None where the run has no known start.
"""

from collections.abc import Callable, Iterator
from datetime import date

from graph.ownership.facts import Claim, Facts, Interval, Tie
from graph.ownership.moment import Moment
from graph.ownership.rule import Decision, Question, decide

Moments = Callable[[date], Moment]


def open_since(facts: Facts, subject: str, day: date, moments: Moments) -> date | None:
    """First day of the run up to `day` without a single owner or a lead, not before the initiative started."""
    return _run(facts, Question(subject), day, moments, lambda decision: decision.settled)


def unchanged_since(facts: Facts, question: Question, day: date, moments: Moments) -> date | None:
    """First day of the run up to `day` with this status and these owners."""
    return _run(facts, question, day, moments, lambda decision: (decision.status, decision.parties, decision.lead))


def was_ever_settled(facts: Facts, subject: str, day: date, moments: Moments) -> bool:
    """Whether a single owner or a lead had it on any day before `day`, since it started."""
    question = Question(subject)
    initiative = facts.initiatives.get(subject)
    floor = (initiative.started_on if initiative else None) or date.min
    days = {max(each, floor) for each in (date.min, *turning_points(facts, question)) if each < day}
    return any(decide(moments(each), question).settled for each in days if each < day)


def _run(
    facts: Facts, question: Question, day: date, moments: Moments, mark: Callable[[Decision], object]
) -> date | None:
    """Walk back from `day` over the days on which something changed, while the mark stays the same."""
    initiative = facts.initiatives.get(question.subject or "")
    floor = initiative.started_on if initiative else None
    now = mark(decide(moments(day), question))
    since = day
    for earlier in sorted((each for each in turning_points(facts, question) if each <= day), reverse=True):
        # What held just before a turning point held since the one before it: look at the day before.
        since = earlier
        if floor and earlier <= floor:
            return floor
        if mark(decide(moments(date.fromordinal(earlier.toordinal() - 1)), question)) != now:
            return since
    return floor


def turning_points(facts: Facts, question: Question) -> frozenset[date]:
    """Every day on which something the answer may look at begins or ends."""
    days: set[date] = set()
    for interval in _intervals(facts, question):
        days |= {day for day in interval.turns() if day > date.min}
    return frozenset(days)


def _intervals(facts: Facts, question: Question) -> Iterator[Interval]:
    """The times of all ties, claims and departments that can be reached from the question, at any date."""
    waiting = [each for each in (question.subject, question.area, *question.together) if each]
    seen = set(waiting)
    while waiting:
        current = waiting.pop()
        ties = list(_ties(facts, current))
        claims = facts.claims.get(current, [])
        department = facts.departments.get(current)
        if department:
            yield department.when
        yield from (tie.when for tie in ties)
        yield from (each for claim in claims for each in (claim.when, *claim.ties))
        for other in (*(tie.other for tie in ties), *(each for claim in claims for each in _of(claim))):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
        yield from (tie.when for claim in claims for tie in claim.responsibility.areas)


def _of(claim: Claim) -> Iterator[str]:
    yield claim.holder
    yield from (tie.other for tie in claim.responsibility.areas)


def _ties(facts: Facts, identifier: str) -> Iterator[Tie]:
    """What leads on from a node, in the direction in which the rule looks."""
    for things in (facts.departments, facts.areas, facts.domains):
        thing = things.get(identifier)
        yield from thing.parents if thing else ()
    department, official = facts.departments.get(identifier), facts.officials.get(identifier)
    yield from department.successors if department else ()
    yield from official.seats if official else ()
    problem, initiative = facts.problems.get(identifier), facts.initiatives.get(identifier)
    yield from (*problem.domains, *problem.areas) if problem else ()
    yield from (*initiative.domains, *initiative.problems, *initiative.areas) if initiative else ()
