"""Who claims the same thing alone: two or more exclusive holders of one subject on the same day, and for how long.

In: a History and a day; for what it affects, gaps that are CONTESTED. Out: Conflicts, by subject and area. An area is told
where a responsibility names it; what lies below has the same conflict unless it has holders of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.ownership.history.change_dates import ONE_DAY
from graph.ownership.history.history import History
from graph.ownership.rule.common_owner import Basis, Status, explicit_owner
from graph.ownership.rule.decide import OwnershipQuestion
from graph.ownership.rule.holders import Holders, Member, holders
from graph.silos.gaps.gap import Gap


@dataclass(frozen=True)
class Conflict:
    """Parties that each claim a subject alone, from `start` (None: always) up to but not including `end` (None: for ever)."""

    subject: str
    area: str | None
    parties: tuple[str, ...]
    responsibilities: tuple[str, ...]
    status: Status
    start: date | None
    end: date | None
    initiatives: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.subject} {self.area or ''}"

    @property
    def affected(self) -> int:
        """How many initiatives are contested by it."""
        return len(self.initiatives)


def conflicts(history: History, day: date) -> Iterator[Conflict]:
    """The conflicts on a day, in order of subject and area."""
    for subject in sorted(history.facts.claims):
        for area in _areas(history, subject, day):
            found = _alone(history, subject, area, day)
            if len(found) > 1:
                yield _conflict(history, subject, area, day, found)


def with_initiatives(found: Sequence[Conflict], gaps: Iterable[Gap]) -> list[Conflict]:
    """The same conflicts with the initiatives that are contested by each: those of its subject, where it is the nearest."""
    by_place = {(each.subject, each.area): each for each in found}
    touched: dict[str, set[str]] = {each.id: set() for each in found}
    for gap in gaps:
        for subject, area, alone in _contested(gap):
            line = (area, *gap.snapshot.areas_above(area)) if area else ()
            near = (by_place.get((subject, place)) for place in (*line, None))
            conflict = next((each for each in near if each and alone >= set(each.parties)), None)
            if conflict:
                touched[conflict.id].add(gap.subject)
    return [replace(each, initiatives=tuple(sorted(touched[each.id]))) for each in found]


def _contested(gap: Gap) -> Iterator[tuple[str, str | None, frozenset[str]]]:
    """What is held that decides on a gap, in which area, and who holds it alone."""
    if gap.decision.basis is Basis.EXPLICIT:
        yield from ((gap.subject, area, _parties(gap.decision.own)) for area in gap.decision.areas)
    for answer in gap.decision.deciding:
        yield answer.inherited_from or answer.topic, answer.area, _parties(answer.found)


def _areas(history: History, subject: str, day: date) -> list[str | None]:
    """None where a claim is general, and every area that a claim names."""
    claims = [claim for claim in history.facts.claims[subject] if claim.responsibility.exclusive]
    snapshot = history.snapshot(day)
    within = [snapshot.valid(claim.responsibility.areas) for claim in claims]
    general: list[str | None] = [None] if not all(within) else []
    return general + sorted({area for areas in within for area in areas})


def _alone(history: History, subject: str, area: str | None, day: date) -> list[Member]:
    return [member for member in holders(history.snapshot(day), subject, (area,)).members if member.exclusive]


def _parties(found: Holders) -> frozenset[str]:
    return frozenset(member.party for member in found.members if member.exclusive)


def _conflict(history: History, subject: str, area: str | None, day: date, found: list[Member]) -> Conflict:
    parties = frozenset(member.party for member in found)
    everyone = holders(history.snapshot(day), subject, (area,)).members
    stands = (stand.claim.responsibility.id for member in found for stand in member.stands if stand.exclusive)
    start, end = _interval(history, subject, area, day, parties)
    return Conflict(subject, area, tuple(sorted(parties)), tuple(sorted(set(stands))), explicit_owner(everyone).status, start, end)


def _interval(history: History, subject: str, area: str | None, day: date, parties: frozenset[str]) -> tuple[date | None, date | None]:
    """The unbroken run around a day on which all of these claim it alone."""

    def stands(on: date) -> bool:
        return parties <= {member.party for member in _alone(history, subject, area, on)}

    turns = sorted(history.turns(OwnershipQuestion(subject, area)))
    start = next((turn for turn in reversed(turns) if turn <= day and not stands(turn - ONE_DAY)), None)
    end = next((turn for turn in turns if turn > day and not stands(turn)), None)
    return start, end
