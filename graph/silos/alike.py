"""Gaps that the rule cannot tell apart: about the same topics, in areas in which those have the same answers.

In: gaps, and decisions that may be taken. Out: Groups. Whatever of those decisions is taken, alone or together, the rule
says the same of all gaps of a group: an area in which one of the decisions holds is kept apart from its surroundings.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.ownership.facts import Facts, Initiative
from graph.ownership.moment import Moment
from graph.ownership.rule import Question, areas_of
from graph.ownership.timeline import History
from graph.ownership.together import Basis
from graph.silos.gaps import Gap


@dataclass(frozen=True)
class Group:
    """Gaps that are decided alike, one that stands for all, and the days that they are open together, as far as known."""

    stands: str
    gaps: tuple[str, ...]
    open_days: int
    subjects: frozenset[str]


def groups_of(facts: Facts, gaps: Sequence[Gap], moment: Moment) -> list[Group]:
    """The groups; `facts` hold a responsibility for every decision that may be taken.

    `subjects` of a group are those that may decide on it: its domains, all that is above them, and its problems.
    """
    history, found = History(facts), dict[object, list[Gap]]()
    for gap in gaps:
        found.setdefault(_mark(history, moment, gap), []).append(gap)
    return [
        Group(
            members[0].subject,
            tuple(each.subject for each in members),
            sum(each.open_days or 0 for each in members),
            frozenset(_subjects(moment, members[0].initiative)),
        )
        for members in found.values()
    ]


def _mark(history: History, moment: Moment, gap: Gap) -> object:
    """What the rule looks at. One that was given away itself is like no other."""
    if gap.decision.basis is Basis.EXPLICIT:
        return gap.subject
    initiative = gap.initiative
    touched = frozenset((tie.other, tie.word == "SIDE") for tie in initiative.domains if tie.when.covers(moment.day))
    problems = frozenset(moment.valid(initiative.problems))
    topics = sorted({*(domain for domain, _ in touched), *problems, *_below(moment, problems)})
    areas = areas_of(moment, Question(gap.subject))
    return touched, problems, frozenset(tuple(history.place(topic, area) for topic in topics) for area in areas)


def _subjects(moment: Moment, initiative: Initiative) -> Iterable[str]:
    problems = moment.valid(initiative.problems)
    domains = {*moment.valid(initiative.domains), *_below(moment, problems)}
    return {*problems, *domains, *(above for domain in domains for above in moment.domains_above(domain))}


def _below(moment: Moment, problems: Iterable[str]) -> Iterable[str]:
    return (domain for problem in problems for domain in moment.valid(moment.facts.problems[problem].domains))
