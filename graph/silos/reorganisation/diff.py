"""What a department gained, lost and saw changed between two days: the rule asked of every subject on both.

In: CityFacts with the rows of its plain initiatives, a party and two days. Out: a Diff, each list in order of id. Of the plain
initiatives most are another's on both days: those are told by what is worked out in bulk, and the rule decides on the rest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.ownership.facts.model import Initiative
from graph.ownership.history.periods import answer_of
from graph.ownership.rule.decide import Decision, OwnershipQuestion, decide
from graph.ownership.rule.holders import successors
from graph.ownership.rule.snapshot import Snapshot
from graph.silos.population.city import CityFacts
from graph.silos.population.rows import by_the_rule, initiatives_of


@dataclass(frozen=True)
class Change:
    """One subject, as it was decided on both days."""

    subject: str
    before: Decision
    after: Decision


@dataclass(frozen=True)
class Diff:
    """`gained`: an owner on the second day only; `lost`: on the first only; `changed`: on both, and not in the same way."""

    gained: list[Change]
    lost: list[Change]
    changed: list[Change]
    successors: list[str]
    predecessors: list[str]


def diff(world: CityFacts, rows: Iterable[list[Any]], party: str, start: date, end: date) -> Diff:
    """The difference for one department or public organisation."""
    one, other = world.history.moment(start), world.history.moment(end)
    found = Diff([], [], [], _successors(other, party), _predecessors(other, party))
    taken = [each.id for each in world.take(_perhaps_of(party, world, rows, (start, end)))]
    for subject in sorted((*world.named, *taken, *world.facts.problems, *world.facts.domains)):
        question = OwnershipQuestion(subject)
        change = Change(subject, decide(one, question), decide(other, question))
        was, is_now = party in change.before.parties, party in change.after.parties
        if was and is_now:
            if answer_of(change.before) != answer_of(change.after):
                found.changed.append(change)
        elif was or is_now:
            (found.lost if was else found.gained).append(change)
    return found


def _perhaps_of(party: str, world: CityFacts, rows: Iterable[list[Any]], days: Iterable[date]) -> Iterator[Initiative]:
    """The plain initiatives but for those that the party owns on none of the days."""
    looks = [(world.bulk(day), by_the_rule(world, day)) for day in days]

    def may_be(row: list[Any]) -> bool:
        return any(lies is None or party in lies.owners for lies in (bulk.lies(row[-1], rule) for bulk, rule in looks))

    return initiatives_of(world, filter(may_be, rows), named=True)


def _successors(moment: Snapshot, party: str) -> list[str]:
    """Those that a department counts as, once it was dissolved."""
    department = moment.facts.departments.get(party)
    return successors(moment, department) if department and department.when.ended_by(moment.day) else []


def _predecessors(moment: Snapshot, party: str) -> list[str]:
    """Those that were dissolved and count as this department."""
    return sorted(
        each.id
        for each in moment.facts.departments.values()
        if each.id != party and each.when.ended_by(moment.day) and party in successors(moment, each)
    )
