"""Since when: the rule asked again at every day on which anything it looked at changed.

In: Facts and a question. Out: the first day of the unbroken run up to a date. None where the run has no known start.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache, partial
from typing import Protocol

from graph.ownership.facts import ALWAYS, Claim, Facts, Initiative, Interval, Tie
from graph.ownership.moment import Moment
from graph.ownership.rule import Decision, Question, decide
from graph.ownership.topics import answering

ONE_DAY = timedelta(days=1)
Turns = Callable[[str], frozenset[date]]
"""The days on which something about a topic or an area begins or ends."""


class History:
    """The facts at any day; with `known_at`, as they were recorded at that time.

    Moments, and the days on which somebody began or ceased to answer, are worked out once.
    """

    def __init__(self, facts: Facts, known_at: datetime | None = None) -> None:
        self.facts = facts
        self.known_at = known_at
        # None of these knows the History, so it goes with the last who asks it, as a Moment does.
        self._moments = cache(partial(_moment, facts, known_at))
        self._turns: Turns = cache(partial(_turns, facts))
        self._named: Callable[[str], frozenset[str]] = cache(partial(_named, facts))
        self._changes: Callable[[str, str | None], frozenset[date]] = cache(partial(_changes, self._moments, self._turns))
        self.place: Callable[[str, str | None], str | None] = cache(partial(_place, facts, self._named))

    def moment(self, day: date) -> Moment:
        """The facts on a day."""
        return self._moments(day)

    @property
    def days(self) -> int:
        """How many days have been looked at."""
        return self._moments.cache_info().currsize

    def open_since(self, subject: str, day: date) -> date | None:
        """First day of the run up to `day` without a single owner or a lead, not before the initiative started."""
        return self._run(Question(subject), day, self.owner_turns(subject), lambda decision: decision.settled)

    def was_settled_after(self, subject: str, since: date, day: date) -> bool:
        """True only if it had a single owner or a lead on some day between: three of them are looked at."""
        days = {since + (day - since) * place / 4 for place in (1, 2, 3)} if since < day else set()
        return any(decide(self.moment(each), Question(subject)).settled for each in days if since < each < day)

    def unchanged_since(self, question: Question, day: date) -> date | None:
        """First day of the run up to `day` with this status and these owners."""
        turns = self.turns(question)
        return self._run(question, day, turns, lambda decision: (decision.status, decision.parties, decision.lead))

    def was_ever_settled(self, subject: str, day: date) -> bool:
        """Whether a single owner or a lead had it on any day before `day`, since it started."""
        initiative = self.facts.initiatives.get(subject)
        floor = (initiative.started_on if initiative else None) or date.min
        days = {max(each, floor) for each in (date.min, *self.owner_turns(subject)) if each < day}
        return any(decide(self.moment(each), Question(subject)).settled for each in days if each < day)

    def _run(
        self, question: Question, day: date, turns: Iterable[date], mark: Callable[[Decision], object]
    ) -> date | None:
        """Walk back from `day` over the turning points, while the mark stays the same."""
        initiative = self.facts.initiatives.get(question.subject or "")
        floor = initiative.started_on if initiative else None
        now = mark(decide(self.moment(day), question))
        for turn in sorted((each for each in turns if each <= day), reverse=True):
            if floor and turn <= floor:
                return floor
            # What held on the day before a turning point held since the one before it.
            if mark(decide(self.moment(turn - ONE_DAY), question)) != now:
                return turn
        return floor

    # -- turning points ------------------------------------------------------------------------------------------

    def turns(self, question: Question) -> frozenset[date]:
        """Every day on which something the answer may look at begins or ends."""
        return frozenset().union(
            *(self._turns(each) for each in (question.subject, question.area, *question.together) if each)
        )

    def owner_turns(self, subject: str) -> frozenset[date]:
        """The days on which who owns an initiative may change: fewer than all, and shared by all that touch the same."""
        initiative = self.facts.initiatives.get(subject)
        if initiative is None or subject in self.facts.claims:
            return self._turns(subject)
        domains = {tie.other for tie in _deciding(initiative)}
        problems = {tie.other for tie in initiative.problems}
        for problem in problems:
            domains |= {tie.other for tie in self.facts.problems[problem].domains}
        own = _days(tie.when for tie in _ties(self.facts, subject))
        own |= _days(tie.when for problem in problems for tie in self.facts.problems[problem].domains)
        places = {(topic, self.place(topic, area)) for topic in domains | problems for area in _areas(initiative)}
        return own.union(*(self._changes(topic, place) for topic, place in places))


def _moment(facts: Facts, known_at: datetime | None, day: date) -> Moment:
    return Moment(facts, day, known_at)


def _place(facts: Facts, named_of: Callable[[str], frozenset[str]], topic: str, area: str | None) -> str | None:
    """An area that stands for all with the same answers: the nearest that a claim on the topic names, if none ever moved."""
    line, named = [area] if area else [], named_of(topic)
    while line:
        found = facts.areas.get(line[-1])
        if line[-1] in named or found is None or len(found.parents) != 1 or found.parents[0].when != ALWAYS:
            break
        if found.parents[0].other in line:
            return area
        line.append(found.parents[0].other)
    return line[-1] if line else None


def _named(facts: Facts, topic: str) -> frozenset[str]:
    """The areas that claims on a topic and on anything ever above it name."""
    named, waiting, seen = set[str](), [topic], {topic}
    while waiting:
        current = waiting.pop()
        named |= facts.named_areas(current)
        domain = facts.domains.get(current)
        above = [tie.other for tie in domain.parents if tie.other not in seen] if domain else []
        seen.update(above)
        waiting += above
    return frozenset(named)


def _changes(moment_of: Callable[[date], Moment], turns_of: Turns, topic: str, area: str | None) -> frozenset[date]:
    """The days on which it changes who answers for a topic in an area, or what is above those."""
    turns = turns_of(topic) | (turns_of(area) if area else frozenset())
    return frozenset(
        turn
        for turn in turns
        if _answers(moment_of(turn), topic, area) != _answers(moment_of(turn - ONE_DAY), topic, area)
    )


def _answers(moment: Moment, topic: str, area: str | None) -> object:
    members = answering(moment, topic, area).members
    above = [
        (each.party, each.lead, each.exclusive, moment.silo(each.party), _standing_above(moment, each.party))
        for each in members
    ]
    return moment.domains_above(topic), above


def _turns(facts: Facts, start: str) -> frozenset[date]:
    """Every day on which something begins or ends that can be reached from here, at any date."""
    days: set[date] = set()
    waiting, seen = [start], {start}
    while waiting:
        current = waiting.pop()
        for interval, others in _around(facts, current):
            days.update(each for each in interval.turns() if each > date.min)
            waiting += [each for each in others if each not in seen]
            seen.update(others)
    return frozenset(days)


def _standing_above(moment: Moment, party: str) -> tuple[tuple[str, bool], ...]:
    return tuple((each, moment.stands(each)) for each in moment.above(party))


def _areas(initiative: Initiative) -> set[str | None]:
    """All areas it ever lay in; and none, unless it always lay in one: before or after those, no area is known."""
    always = any(tie.when == ALWAYS for tie in initiative.areas)
    return {*(tie.other for tie in initiative.areas), *(() if always else (None,))}


def _deciding(initiative: Initiative) -> list[Tie]:
    """The domains that may ever decide: one at the side does not while there is always one at the core."""
    core = [tie for tie in initiative.domains if tie.word != "SIDE"]
    return core if any(tie.when == ALWAYS for tie in core) else list(initiative.domains)


def _days(intervals: Iterable[Interval]) -> frozenset[date]:
    return frozenset(day for interval in intervals for day in interval.turns() if day > date.min)


def _around(facts: Facts, identifier: str) -> Iterator[tuple[Interval, list[str]]]:
    """The times of a node's ties and claims, with what each leads on to."""
    department = facts.departments.get(identifier)
    if department:
        yield department.when, []
    for tie in _ties(facts, identifier):
        yield tie.when, [tie.other]
    for claim in facts.claims.get(identifier, ()):
        yield from _of_claim(claim)


def _of_claim(claim: Claim) -> Iterator[tuple[Interval, list[str]]]:
    yield claim.when, [claim.holder]
    for interval in claim.ties:
        yield interval, []
    for tie in claim.responsibility.areas:
        yield tie.when, []


class _InTree(Protocol):
    @property
    def parents(self) -> tuple[Tie, ...]: ...


def _ties(facts: Facts, identifier: str) -> Iterator[Tie]:
    """What leads on from a node, in the direction in which the rule looks."""
    trees: tuple[Mapping[str, _InTree], ...] = (facts.departments, facts.areas, facts.domains)
    for things in trees:
        thing = things.get(identifier)
        yield from thing.parents if thing else ()
    department, official = facts.departments.get(identifier), facts.officials.get(identifier)
    yield from department.successors if department else ()
    yield from official.seats if official else ()
    problem, initiative = facts.problems.get(identifier), facts.initiatives.get(identifier)
    yield from (*problem.domains, *problem.areas) if problem else ()
    yield from (*initiative.domains, *initiative.problems, *initiative.areas) if initiative else ()
