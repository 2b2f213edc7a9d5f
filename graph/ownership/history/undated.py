"""Initiatives whose ties have no dates, as nearly all: whether such a one was settled on a day, without asking the rule again.

In: Facts and an initiative. Out: an UndatedInitiative, the days on which who answers for its topics changes, and whether it was settled on a
day. Only who answers changes with time, and that is worked out once for each topic from one turning point to the next.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial, reduce
from operator import or_

from graph.ownership.facts.model import ALWAYS, DatedRelationship, Facts
from graph.ownership.history.bitsets import Part, Parties, Sharing
from graph.ownership.history.change_dates import TurningPoints
from graph.ownership.rule.snapshot import Snapshot
from graph.ownership.rule.topics import answer_topic, narrowest


@dataclass(frozen=True, slots=True)
class UndatedInitiative:
    """The domains that an initiative is about, besides those of the problems that it addresses; and its areas, or None."""

    domains: tuple[str, ...]
    problems: tuple[str, ...]
    areas: tuple[str | None, ...]
    topics: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict, compare=False)  # by the problems that have holders


class _Answers:
    """Who answers for a topic in an area at any date, from one turning point to the next."""

    def __init__(self, turns: Iterable[date]) -> None:
        self.turns = sorted(turns)
        self.parts: list[Part | None] = [None] * (len(self.turns) + 1)
        self.ever: int | None = None


class UndatedHistory:
    """Tells of all of them; as in a History, nothing that is kept knows this object."""

    def __init__(self, facts: Facts, moment_of: Callable[[date], Snapshot], points: TurningPoints) -> None:
        self._facts, self._snapshot, self._points = facts, moment_of, points
        self._is_steady: Callable[[str], bool] = cache(partial(_is_steady, facts))
        self._sharing: Callable[[date], Sharing] = cache(partial(_sharing, moment_of, Parties()))
        self._answers: dict[tuple[str, str | None], _Answers] = {}

    def of(self, subject: str) -> UndatedInitiative | None:
        """An initiative, if it is one of them: no ties with dates, no responsibility for itself, and no topic that ever moved."""
        initiative = self._facts.initiatives.get(subject)
        if initiative is None or subject in self._facts.claims:
            return None
        if not _are_undated(initiative.domains) or not _are_undated(initiative.problems) or not _are_undated(initiative.areas):
            return None
        core = tuple([tie.other for tie in initiative.domains if tie.word != "SIDE"])
        problems = tuple([tie.other for tie in initiative.problems])
        domains = core or (() if any(map(self._domains_of, problems)) else tuple([tie.other for tie in initiative.domains]))
        if not all(map(self._is_steady, (*domains, *problems))):
            return None
        return UndatedInitiative(domains, problems, tuple({tie.other for tie in initiative.areas}) or (None,))

    def turns(self, undated: UndatedInitiative) -> frozenset[date]:
        """The days on which it changes who answers for one of its topics, or what is above those."""
        topics = {*undated.domains, *undated.problems, *(each for problem in undated.problems for each in self._domains_of(problem))}
        return frozenset().union(*(self._known(topic, area).turns for topic in topics for area in undated.areas))

    def settled(self, undated: UndatedInitiative, on: date) -> bool:
        """Whether it had one owner or a lead on a day."""
        areas = undated.areas
        held = tuple([each for each in undated.problems if any(self._part(each, area, on).parties for area in areas)])
        parts = [self._part(topic, area, on) for topic in self._deciding(undated, held) for area in areas]
        return self._sharing(on).settles(parts)

    def never_moved(self, topic: str) -> bool:
        """Whether a domain and all above it, or the domains of a problem, always had the same above them."""
        return self._is_steady(topic)

    def ever(self, topic: str, area: str | None) -> int:
        """Whoever answered for a topic on any day, with all above them up to their silos, as bits."""
        known = self._known(topic, area)
        if known.ever is None:
            days = (date.min, *known.turns)
            known.ever = reduce(or_, (self._part(topic, area, day).above for day in days))
        return known.ever

    def _deciding(self, undated: UndatedInitiative, held: tuple[str, ...]) -> tuple[str, ...]:
        """The topics, where these problems have holders."""
        found = undated.topics.get(held)
        if found is None:
            others = [each for problem in undated.problems if problem not in held for each in self._domains_of(problem)]
            found = undated.topics[held] = narrowest(self._snapshot(date.min), (*(held or undated.domains), *others))
        return found

    def _domains_of(self, problem: str) -> list[str]:
        return [tie.other for tie in self._facts.problems[problem].domains]

    def _part(self, topic: str, area: str | None, on: date) -> Part:
        known = self._known(topic, area)
        number = bisect_right(known.turns, on)
        part = known.parts[number]
        if part is None:
            since = known.turns[number - 1] if number else date.min
            part = known.parts[number] = self._sharing(since).part(answer_topic(self._snapshot(since), topic, area))
        return part

    def _known(self, topic: str, area: str | None) -> _Answers:
        found = self._answers.get((topic, area))
        if found is None:
            place = self._points.place(topic, area)
            found = self._answers.get((topic, place)) or _Answers(self._points.changes(topic, place))
            self._answers[topic, place] = self._answers[topic, area] = found
        return found


def _sharing(moment_of: Callable[[date], Snapshot], parties: Parties, day: date) -> Sharing:
    return Sharing(moment_of(day), parties)


def _are_undated(ties: tuple[DatedRelationship, ...]) -> bool:
    return all(tie.when is ALWAYS for tie in ties)


def _is_steady(facts: Facts, topic: str) -> bool:
    """Whether a domain and all above it, or the domains of a problem, always had the same above them."""
    waiting, seen = [topic], {topic}
    while waiting:
        current = waiting.pop()
        problem, domain = facts.problems.get(current), facts.domains.get(current)
        above = problem.domains if problem else domain.parents if domain else ()
        if not _are_undated(above):
            return False
        waiting += [tie.other for tie in above if tie.other not in seen]
        seen.update(waiting)
    return True
