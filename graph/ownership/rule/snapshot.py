"""The facts as they stand on one day: trees, silos and who is above whom.

In: Facts, a day, and perhaps a time of knowledge. Out: a Snapshot, whose answers are remembered as long as it lives.
Every walk ends, also in a graph with loops.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from functools import cache, partial
from typing import Any, Protocol

from graph.ownership.facts.model import ALWAYS, Claim, DatedRelationship, Department, Facts, lowest


class InTree(Protocol):
    """Something that may be a part of something else."""

    @property
    def parents(self) -> tuple[DatedRelationship, ...]:
        """What it is a part of, at any date."""
        ...


Departments = Mapping[str, Department]
Above = Callable[[str], tuple[str, ...]]


class Snapshot:
    """Facts seen on `day`; with `known_at`, as they were recorded at that time."""

    def __init__(self, facts: Facts, day: date, known_at: datetime | None = None) -> None:
        self.facts = facts
        self.day = day
        self.known_at = known_at
        # What does not depend on the question is worked out once a Snapshot, not once a question. None of it knows the Snapshot,
        # which so goes with the last who asks it; in a cycle it would stay, with thousands of facts, until Python looks for those.
        self.above = cache(partial(_chain, facts.departments, day))
        self.areas_above = cache(partial(_chain, facts.areas, day))
        self.domains_above = cache(partial(_chain, facts.domains, day))
        self.stands_itself = cache(partial(_stands_itself, facts.departments, day))
        self.silo = cache(partial(_silo, facts.departments, self.above))
        self.up_to_silo = cache(partial(_up_to_silo, facts.departments, day, self.above, self.silo))
        self.widened = cache(partial(_widened, self.up_to_silo))
        # By subject, so that facts that differ in one subject can do with all the rest.
        self.holders: dict[str, dict[tuple[str | None, ...], Any]] = {}
        self.standing: dict[str, Any] = {}
        self.answering: dict[tuple[str, str | None], Any] = {}
        self._claims: dict[str, dict[object, list[Claim]]] = {}
        self._seats: dict[str, dict[str, str | None]] | None = None

    def with_claims_changed(self, facts: Facts, subjects: Collection[str]) -> "Snapshot":
        """This day in facts that differ in the claims on some subjects alone: what was worked out of trees and other claims still holds."""
        then = Snapshot(facts, self.day, self.known_at)
        for name in ("above", "areas_above", "domains_above", "stands_itself", "silo", "up_to_silo", "widened"):
            setattr(then, name, getattr(self, name))
        for name in ("holders", "standing", "_claims"):
            known = dict(getattr(self, name))
            for subject in subjects:
                known.pop(subject, None)
            setattr(then, name, known)
        then._seats = self._seats
        return then

    def valid(self, ties: tuple[DatedRelationship, ...]) -> list[str]:
        """What the ties that hold on this day lead to."""
        return [tie.other for tie in ties if tie.when is ALWAYS or tie.when.covers(self.day)]

    def claims(self, subject: str, which: Callable[["Snapshot", Claim], bool]) -> list[Claim]:
        """The claims on a subject for which a predicate holds on this day; worked out once for each predicate."""
        if subject not in self.facts.claims:
            return []
        known = self._claims.setdefault(subject, {})
        found = known.get(which)
        if found is None:
            found = known[which] = [claim for claim in self.facts.claims[subject] if which(self, claim)]
        return found

    def officials_in(self, department: str) -> dict[str, str | None]:
        """The officials with a seat in a department on this day, with their function there."""
        if self._seats is None:
            self._seats = {}
            for official in self.facts.officials.values():
                for tie in official.seats:
                    if tie.when.covers(self.day):
                        self._seats.setdefault(tie.other, {})[official.id] = tie.word
        return self._seats.get(department, {})

    def is_valid(self, department: str) -> bool:
        """Whether a department is valid on this day."""
        return self.facts.departments[department].when.covers(self.day)

    def is_municipality(self, party: str) -> bool:
        """Whether a party is the municipality as a whole, which counts as nobody."""
        return _is_municipality(self.facts.departments, party)

    def is_above(self, higher: str, lower: str) -> bool:
        """Whether one party is above another in the tree; in a loop nobody is above anybody."""
        return higher in self.above(lower) and lower not in self.above(higher)

    def depth(self, party: str) -> int:
        """How many departments are above a party."""
        return len(self.above(party))


def _is_municipality(departments: Departments, party: str) -> bool:
    found = departments.get(party)
    return found is not None and found.level == "MUNICIPALITY"


def _stands_itself(departments: Departments, day: date, party: str) -> bool:
    """Whether a party is a department that is valid and not the municipality: nobody stands in its place."""
    found = departments.get(party)
    return found is not None and found.when.covers(day) and not _is_municipality(departments, party)


def _silo(departments: Departments, above: Above, party: str) -> str:
    """The nearest SERVICE at or above, valid or not; else the highest at or above that is not the municipality."""
    line = (party, *above(party))
    services = [each for each in line if each in departments and departments[each].level == "SERVICE"]
    others = [each for each in line if not _is_municipality(departments, each)]
    return services[0] if services else (others[-1] if others else party)


def _up_to_silo(departments: Departments, day: date, above: Above, silo_of: Callable[[str], str], party: str) -> frozenset[str]:
    """A party and what is above it up to its silo; what is not valid now, or the municipality, is passed over."""
    silo, wide = silo_of(party), {party}
    for higher in above(party) if silo != party else ():
        if departments[higher].when.covers(day) and not _is_municipality(departments, higher):
            wide.add(higher)
        if higher == silo:
            break
    return frozenset(wide)


def _widened(up_to_silo: Callable[[str], frozenset[str]], parties: frozenset[str]) -> frozenset[str]:
    """Some parties and what is above them up to their silos."""
    return frozenset().union(*map(up_to_silo, parties))


def _chain(nodes: Mapping[str, InTree], day: date, start: str) -> tuple[str, ...]:
    """What is above `start`, nearest first. Where a graph has two valid parents, the lowest key is followed."""
    line: list[str] = []
    current: str | None = start
    while current is not None and current in nodes:
        ties = nodes[current].parents
        parents = [tie.other for tie in ties if (tie.when is ALWAYS or tie.when.covers(day)) and tie.other in nodes]
        current = parents[0] if len(parents) == 1 else lowest(parents)
        if current is None or current == start or current in line:
            break
        line.append(current)
    return tuple(line)
