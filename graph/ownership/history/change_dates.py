"""Turning points: the days on which what the rule looks at may change, and those on which who answers does change.

In: Facts. Out: days for a node, a topic or an initiative, and the area that stands for all others with the same answers.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache, partial
from typing import Protocol

from graph.ownership.facts.model import ALWAYS, Claim, DatedRelationship, Facts, Initiative, Interval
from graph.ownership.rule.snapshot import Snapshot
from graph.ownership.rule.topics import answer_topic

ONE_DAY = timedelta(days=1)
Turns = Callable[[str], frozenset[date]]
"""The days on which something about a topic or an area begins or ends."""


class TurningPoints:
    """Days worked out once. None of what is kept knows this object, so that it goes with the last who asks it, as a Snapshot does."""

    def __init__(self, facts: Facts, moment_of: Callable[[date], Snapshot]) -> None:
        self._facts = facts
        self._named: Callable[[str], frozenset[str]] = cache(partial(_named, facts))
        self.around: Turns = cache(partial(_turns, facts))
        self.changes: Callable[[str, str | None], frozenset[date]] = cache(partial(_changes, moment_of, self.around))
        self.place: Callable[[str, str | None], str | None] = cache(partial(_place, facts, self._named))

    def of_owner(self, subject: str) -> frozenset[date]:
        """The days on which who owns an initiative may change: fewer than all, and shared by all that touch the same."""
        initiative = self._facts.initiatives.get(subject)
        if initiative is None or subject in self._facts.claims:
            return self.around(subject)
        domains = {tie.other for tie in _deciding(initiative)}
        problems = {tie.other for tie in initiative.problems}
        for problem in problems:
            domains |= {tie.other for tie in self._facts.problems[problem].domains}
        own = _days(tie.when for tie in _ties(self._facts, subject))
        own |= _days(tie.when for problem in problems for tie in self._facts.problems[problem].domains)
        places = {(topic, self.place(topic, area)) for topic in domains | problems for area in areas_ever(initiative)}
        return own.union(*(self.changes(topic, place) for topic, place in places))


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


def _changes(moment_of: Callable[[date], Snapshot], turns_of: Turns, topic: str, area: str | None) -> frozenset[date]:
    """The days on which it changes who answers for a topic in an area, or what is above those."""
    turns = turns_of(topic) | (turns_of(area) if area else frozenset())
    return frozenset(
        turn
        for turn in turns
        if _answers(moment_of(turn), topic, area) != _answers(moment_of(turn - ONE_DAY), topic, area)
    )


def _answers(snapshot: Snapshot, topic: str, area: str | None) -> object:
    members = answer_topic(snapshot, topic, area).members
    above = [
        (each.party, each.lead, each.exclusive, snapshot.silo(each.party), _standing_above(snapshot, each.party))
        for each in members
    ]
    return snapshot.domains_above(topic), above


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


def _standing_above(snapshot: Snapshot, party: str) -> tuple[tuple[str, bool], ...]:
    return tuple((each, snapshot.is_valid(each)) for each in snapshot.above(party))


def areas_ever(initiative: Initiative) -> set[str | None]:
    """All areas it ever lay in; and none, unless it always lay in one: before or after those, no area is known."""
    always = any(tie.when == ALWAYS for tie in initiative.areas)
    return {*(tie.other for tie in initiative.areas), *(() if always else (None,))}


def _deciding(initiative: Initiative) -> list[DatedRelationship]:
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
    def parents(self) -> tuple[DatedRelationship, ...]: ...


def _ties(facts: Facts, identifier: str) -> Iterator[DatedRelationship]:
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
