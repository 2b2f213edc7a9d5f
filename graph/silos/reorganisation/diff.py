"""What a department gained, lost and saw changed between two days: the rule asked of every subject on both.

In: CityFacts with the rows of its plain initiatives, a party and two days. Out: a Diff, each list in order of id. Of the plain
initiatives most are another's on both days: those are told by what is worked out in bulk, and the rule decides on the rest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.ownership.answer.timeline import answer_of
from graph.ownership.facts.model import Initiative
from graph.ownership.rule.decide import Decision, OwnershipQuestion, decide
from graph.ownership.rule.holders import successors
from graph.ownership.rule.snapshot import Snapshot
from graph.silos.population.city import CityFacts
from graph.silos.population.columns import TIES
from graph.silos.population.rows import by_the_rule, initiatives_of


@dataclass(frozen=True)
class OwnershipChange:
    """One subject, as it was decided on both days."""

    subject: str
    before: Decision
    after: Decision


@dataclass(frozen=True)
class OwnershipDiff:
    """`gained`: an owner on the second day only; `lost`: on the first only; `changed`: on both, and not in the same way."""

    gained: list[OwnershipChange]
    lost: list[OwnershipChange]
    changed: list[OwnershipChange]
    successors: list[str]
    predecessors: list[str]


def diff(city: CityFacts, rows: Iterable[list[Any]], party: str, start: date, end: date) -> OwnershipDiff:
    """The difference for one department or public organisation."""
    one, other = city.history.snapshot(start), city.history.snapshot(end)
    found = OwnershipDiff([], [], [], _successors(other, party), _predecessors(other, party))
    taken = [each.id for each in city.add(_perhaps_of(party, city, rows, (start, end)))]
    for subject in sorted((*city.named, *taken, *city.facts.problems, *city.facts.domains)):
        question = OwnershipQuestion(subject)
        change = OwnershipChange(subject, decide(one, question), decide(other, question))
        was, is_now = party in change.before.parties, party in change.after.parties
        if was and is_now:
            if answer_of(change.before) != answer_of(change.after):
                found.changed.append(change)
        elif was or is_now:
            (found.lost if was else found.gained).append(change)
    return found


def _perhaps_of(party: str, city: CityFacts, rows: Iterable[list[Any]], days: Iterable[date]) -> Iterator[Initiative]:
    """The plain initiatives but for those that the party owns on none of the days."""
    looks = [(city.bitset_rule(day), by_the_rule(city, day)) for day in days]

    def may_be(row: list[Any]) -> bool:
        return any(placement is None or party in placement.owners for placement in (bitset_rule.placement(row[TIES], rule) for bitset_rule, rule in looks))

    return initiatives_of(city, filter(may_be, rows), named=True)


def _successors(snapshot: Snapshot, party: str) -> list[str]:
    """Those that a department counts as, once it was dissolved."""
    department = snapshot.facts.departments.get(party)
    return successors(snapshot, department) if department and department.when.ended_by(snapshot.day) else []


def _predecessors(snapshot: Snapshot, party: str) -> list[str]:
    """Those that were dissolved and count as this department."""
    return sorted(
        each.id
        for each in snapshot.facts.departments.values()
        if each.id != party and each.when.ended_by(snapshot.day) and party in successors(snapshot, each)
    )
