"""The silo matrix: how many initiatives lie in each pair of silos, and how many of those fall between them.

In: for each initiative of the population its silos, departments or domains, and whether it falls between silos. Out: a
Matrix. Every pair of an initiative is a cell, so that one with three silos is in three; one with a single silo is on the
diagonal.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from graph.model.vocabulary import Term
from graph.ownership.facts.model import Domain, Facts
from graph.ownership.rule.common_owner import Status
from graph.ownership.rule.decide import Decision
from graph.ownership.rule.snapshot import Snapshot
from graph.silos.gaps.gap import Gap


class SiloDimension(Term):
    """What the rows and columns of a silo matrix are."""

    SILO = "SILO", "The silos of those who answer.", "De diensten van wie het oppakken."
    DEPARTMENT = "DEPARTMENT", "The departments and public organisations that answer themselves.", "De afdelingen en publieke organisaties die het zelf oppakken."
    DOMAIN = "DOMAIN", "The domains that decide.", "De werkvelden die meetellen."


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair of ids, the lower one first; `expected` if they were spread without regard to each other, not on the diagonal."""

    row: str
    column: str
    initiatives: int
    between: int
    expected: float | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """All labels and the cells that are neither empty nor too small, both in order of id."""

    labels: tuple[str, ...]
    cells: tuple[Cell, ...]
    total: int
    between: int


Member = tuple[frozenset[str], bool]
"""Of one initiative of the population: S(i), and whether it falls between silos."""


def member_of(gap: Gap, by: SiloDimension) -> Member | None:
    """An initiative as a member of the population; None where nobody answers for any of its topics."""
    if not any(answer.members for answer in gap.decision.topics):
        return None
    return places_of(gap.snapshot, gap.decision, by), gap.decision.status is Status.BETWEEN_SILOS


def places_of(snapshot: Snapshot, decision: Decision, by: SiloDimension) -> frozenset[str]:
    """S(i): the silos, the departments before widening, or the topic domains."""
    if by is SiloDimension.DOMAIN:
        return _domains(snapshot.facts, decision)
    parties = frozenset().union(*(answer.parties for answer in decision.topics))
    return parties if by is SiloDimension.DEPARTMENT else frozenset(map(snapshot.silo, parties))


def _domains(facts: Facts, decision: Decision) -> frozenset[str]:
    return frozenset(answer.topic for answer in decision.topics if isinstance(facts.subject(answer.topic), Domain))


def matrix_of(groups: Counter[Member], min_cell: int = 1) -> Matrix:
    """The matrix of a population, counted; cells with fewer than `min_cell` initiatives are left out."""
    each, pairs, between = Counter[str](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for (places, falls), number in groups.items():
        for place in places:
            each[place] += number
        for pair in _pairs(places):
            pairs[pair] += number
            between[pair] += number if falls else 0
    total = groups.total()
    cells = (_cell(pair, number, between[pair], each, total) for pair, number in sorted(pairs.items()) if number >= min_cell)
    return Matrix(tuple(sorted(each)), tuple(cells), total, sum(number for (_, falls), number in groups.items() if falls))


def _pairs(places: frozenset[str]) -> Iterable[tuple[str, str]]:
    """Every two of them; one that is alone, with itself."""
    return combinations(sorted(places), 2) if len(places) > 1 else ((place, place) for place in places)


def _cell(pair: tuple[str, str], number: int, between: int, each: Counter[str], total: int) -> Cell:
    row, column = pair
    expected = None if row == column else each[row] * each[column] / total
    return Cell(row, column, number, between, expected)
