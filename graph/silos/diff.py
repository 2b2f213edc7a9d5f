"""What a department gained, lost and saw changed between two days: the rule asked of every subject on both.

In: a History of the city, a party and two days. Out: a Diff, each list in order of id.
"""

from dataclasses import dataclass
from datetime import date

from graph.ownership.facts import Facts
from graph.ownership.holders import successors
from graph.ownership.moment import Moment
from graph.ownership.periods import told_of
from graph.ownership.rule import Decision, Question, decide
from graph.ownership.timeline import History


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


def diff(history: History, party: str, start: date, end: date) -> Diff:
    """The difference for one department or public organisation."""
    found = Diff([], [], [], _successors(history.moment(end), party), _predecessors(history.moment(end), party))
    one, other = history.moment(start), history.moment(end)
    for subject in subjects(history.facts):
        question = Question(subject)
        change = Change(subject, decide(one, question), decide(other, question))
        was, is_now = party in change.before.parties, party in change.after.parties
        if was and is_now:
            if told_of(change.before) != told_of(change.after):
                found.changed.append(change)
        elif was or is_now:
            (found.lost if was else found.gained).append(change)
    return found


def subjects(facts: Facts) -> list[str]:
    """Everything that somebody can own, in order of id."""
    return sorted([*facts.initiatives, *facts.problems, *facts.domains])


def _successors(moment: Moment, party: str) -> list[str]:
    """Those that a department counts as, once it was dissolved."""
    department = moment.facts.departments.get(party)
    return successors(moment, department) if department and department.when.ended_by(moment.day) else []


def _predecessors(moment: Moment, party: str) -> list[str]:
    """Those that were dissolved and count as this department."""
    return sorted(
        each.id
        for each in moment.facts.departments.values()
        if each.id != party and each.when.ended_by(moment.day) and party in successors(moment, each)
    )
