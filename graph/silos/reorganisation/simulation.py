"""A reorganisation tried on paper: what it would make of who owns what, and of what falls between silos. Nothing is written.

In: facts, moves of departments and a day. Out: facts as if they had been made on that day, and the difference for every
initiative that asks for something: the same rule, asked on both.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.errors import BadInput
from graph.loops import loop_from
from graph.ownership.facts.model import DatedRelationship, Department, Facts, Initiative, Interval
from graph.ownership.facts.what_if import changed
from graph.ownership.history.history import History
from graph.ownership.rule.common_owner import Status
from graph.ownership.rule.decide import Decision, OwnershipQuestion, decide
from graph.ownership.rule.snapshot import Snapshot
from graph.silos.gaps.gap import Gap
from graph.silos.gaps.matrix import Matrix, SiloDimension, matrix_of, member_of


@dataclass(frozen=True)
class Move:
    """What happens to one department: its tasks go `into` another, it comes to stand `under` another, or it just ends."""

    department: str
    into: str | None = None
    under: str | None = None


@dataclass(frozen=True)
class StatusShift:
    """How many initiatives have a status, before and after."""

    status: Status
    before: int
    after: int


@dataclass(frozen=True)
class SimulatedChange:
    """An initiative that is decided otherwise: other owners, another lead or another status."""

    initiative: str
    before: Status
    after: Status
    owners_before: tuple[str, ...]
    owners_after: tuple[str, ...]


@dataclass(frozen=True)
class Simulation:
    """The difference; `changes` are the first of all `changed`, in order of id."""

    statuses: tuple[StatusShift, ...]
    changed: int
    closed: int
    opened: int
    changes: tuple[SimulatedChange, ...]
    matrix_before: Matrix
    matrix_after: Matrix


def reorganised(facts: Facts, moves: Sequence[Move], day: date) -> Facts:
    """The facts with all moves made on a day; BadInput where they cannot be."""
    departments = dict(facts.departments)
    for move in moves:
        for each in filter(None, (move.department, move.into, move.under)):
            if each not in departments:
                raise BadInput(f"simulateReorganisation: there is no department with the id {each!r}.", "Look it up with search or list departments.")
    if len({move.department for move in moves}) < len(moves):
        raise BadInput("simulateReorganisation: a department stands in two moves.", "Say once what happens to each.")
    for move in moves:
        departments[move.department] = _moved(departments[move.department], move, day)
    _refuse_circles(departments, moves)
    return changed(facts, departments=departments)


def _moved(department: Department, move: Move, day: date) -> Department:
    if move.under is not None:
        return replace(department, parents=(DatedRelationship(move.under),))
    ends = Interval(department.when.start, min(day, department.when.end or day), department.when.only)
    successors = department.successors + ((DatedRelationship(move.into),) if move.into else ())
    return replace(department, when=ends, successors=successors)


def _refuse_circles(departments: dict[str, Department], moves: Iterable[Move]) -> None:
    """No department may come to stand under itself, or go into itself, also not by way of others that move.

    A circle higher up, that was there before, is passed over as the rule does.
    """
    onward = {move.department: move.into or move.under for move in moves}

    def above(department: str) -> str | None:
        return onward.get(department) or _parent(departments[department])

    for move in moves:
        loop = loop_from(move.department, above if move.under else onward.get)
        if loop[:1] == [move.department]:
            raise BadInput(f"simulateReorganisation: {' → '.join((*loop, loop[0]))} is a circle.", "Leave one of these moves out.")


def _parent(department: Department) -> str | None:
    return department.parents[0].other if len(department.parents) == 1 else None


def simulated(before: Facts, after: Facts, initiatives: Iterable[Initiative], day: date, by: SiloDimension, first: int) -> Simulation:
    """Decide on every initiative in both; `first`: how many of the changes to tell."""
    histories = History(before), History(after)
    statuses = Counter[Status](), Counter[Status]()
    members, changes = (Counter[tuple[frozenset[str], bool]](), Counter[tuple[frozenset[str], bool]]()), list[SimulatedChange]()
    for initiative in initiatives:
        gaps = [_decided(history, initiative, day) for history in histories]
        for gap, counted, population in zip(gaps, statuses, members, strict=True):
            counted[gap.decision.status] += 1
            member = member_of(gap, by)
            population.update([member] if member else [])
        changes += _change(initiative.id, gaps[0].decision, gaps[1].decision)
    falls = Status.BETWEEN_SILOS
    return Simulation(
        statuses=tuple(StatusShift(each, statuses[0][each], statuses[1][each]) for each in Status),
        changed=len(changes),
        closed=sum(each.before is falls and each.after is not falls for each in changes),
        opened=sum(each.after is falls and each.before is not falls for each in changes),
        changes=tuple(sorted(changes, key=lambda each: each.initiative)[:first]),
        matrix_before=matrix_of(members[0]),
        matrix_after=matrix_of(members[1]),
    )


def _decided(history: History, initiative: Initiative, day: date) -> Gap:
    history.facts.initiatives[initiative.id] = initiative
    snapshot: Snapshot = history.snapshot(day)
    return Gap(history, snapshot, decide(snapshot, OwnershipQuestion(initiative.id)))


def _change(initiative: str, before: Decision, after: Decision) -> Iterator[SimulatedChange]:
    if (before.status, before.parties, before.lead) != (after.status, after.parties, after.lead):
        yield SimulatedChange(initiative, before.status, after.status, before.parties, after.parties)
