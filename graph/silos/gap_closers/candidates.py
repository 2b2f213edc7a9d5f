"""What gaps suggest: decisions that may close them.

In: Gaps on a day. Out: the Closers suggested by most of them, and how many different ones were suggested at all.

A gap suggests that who answers for another of its topics owns this one too, or owns a problem that it addresses and that
nobody holds; that one of several leads; that who used to answer does so again; that a department that was dissolved has a
successor.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest

from graph.ownership.facts.model import Department
from graph.ownership.rule.common_owner import Basis
from graph.ownership.rule.decide import addressed
from graph.ownership.rule.snapshot import Snapshot
from graph.silos.gap_closers.gap_closer import CloserKind, GapCloser
from graph.silos.gaps.gap import Gap

MOST_AREAS = 1 << 32
EVERYWHERE = 0


Known = list[tuple[CloserKind, str, str]]


class _Parties(dict[str, int]):
    """A number for each party in a kind of decision about a subject; `MOST_AREAS` numbers after it are its own."""

    def __init__(self, kind: CloserKind, subject: str, known: Known) -> None:
        super().__init__()
        self._kind, self._subject, self._known = kind, subject, known

    def __missing__(self, party: str) -> int:
        number = self[party] = len(self._known) * MOST_AREAS
        self._known.append((self._kind, party, self._subject))
        return number


class _Subjects(dict[str, _Parties]):
    """The numbers of one kind of decision, by subject."""

    def __init__(self, kind: CloserKind, known: Known) -> None:
        super().__init__()
        self._kind, self._known = kind, known

    def __missing__(self, subject: str) -> _Parties:
        found = self[subject] = _Parties(self._kind, subject, self._known)
        return found


class _Numbers:
    """Every decision as a number: a million of those are counted in a fraction of the time that their words take."""

    def __init__(self) -> None:
        self._known: Known = []
        self._areas: list[str | None] = [None]
        self._places: dict[str | None, tuple[int, ...]] = {None: (EVERYWHERE,)}
        self.owner, self.lead, self.successor = (_Subjects(kind, self._known) for kind in CloserKind)

    def places(self, area: str | None) -> tuple[int, ...]:
        """What to add to a number where it holds everywhere, and where in that area only."""
        found = self._places.get(area)
        if found is None:
            found = self._places[area] = EVERYWHERE, len(self._areas)
            self._areas.append(area)
        return found

    def closer(self, number: int) -> GapCloser:
        """The decision of a number."""
        place, area = divmod(number, MOST_AREAS)
        return GapCloser(*self._known[place], self._areas[area])


def most_suggested(gaps: Iterable[Gap], most: int) -> tuple[list[GapCloser], int]:
    """The decisions that most gaps suggest, ties in order of their words; and how many were suggested."""
    numbers, often = _Numbers(), Counter[int]()
    for gap in gaps:
        often.update(set(_suggested(numbers, gap)))
    least = min(nlargest(most, often.values()), default=0)
    known = [(-times, numbers.closer(number)) for number, times in often.items() if times >= least]
    known.sort(key=lambda each: (each[0], each[1].words))
    return [closer for _, closer in known[:most]], len(often)


def _suggested(numbers: _Numbers, gap: Gap) -> list[int]:
    decision, snapshot = gap.decision, gap.snapshot
    found = _successors(numbers, snapshot, (gap.subject,))
    deciding = decision.deciding
    shared = frozenset(decision.common_owner.parties if decision.common_owner else ())
    for answer in deciding:
        places = numbers.places(answer.area)
        others = frozenset().union(*[other.parties for other in deciding if other is not answer])
        if answer.members:
            found += _each(numbers.owner[answer.topic], others - answer.parties, places)
            if len(shared) > 1:
                found += _each(numbers.lead[answer.topic], shared, places)
        else:
            subjects = (answer.topic, *snapshot.domains_above(answer.topic))
            found += _each(numbers.owner[answer.topic], others | shared, places)
            found += _each(numbers.owner[answer.topic], _before(snapshot, subjects), (EVERYWHERE,))
            found += _successors(numbers, snapshot, subjects)
    if gap.initiative.problems and decision.basis is Basis.INHERITED:
        found += _for_problems(numbers, gap)
    return found


def _for_problems(numbers: _Numbers, gap: Gap) -> list[int]:
    """Owners of problems that it addresses and that nobody holds, so that their domains decide in their place."""
    decision, found = gap.decision, list[int]()
    answering = frozenset().union(*[answer.parties for answer in decision.topics])
    topics = {answer.topic for answer in decision.topics}
    for problem in addressed(gap.snapshot, decision.question):
        if problem not in topics:
            for area in decision.areas:
                found += _each(numbers.owner[problem], answering, numbers.places(area))
            found += _each(numbers.owner[problem], _before(gap.snapshot, (problem,)), (EVERYWHERE,))
            found += _successors(numbers, gap.snapshot, (problem,))
    return found


def _each(numbers: _Parties, parties: Iterable[str], places: Sequence[int]) -> list[int]:
    return [numbers[party] + place for party in parties for place in places]


def _formerly(snapshot: Snapshot, subjects: Iterable[str]) -> Iterator[Department]:
    """The departments that ever owned one of the subjects."""
    for subject in subjects:
        for claim in snapshot.facts.claims.get(subject, ()):
            department = snapshot.facts.departments.get(claim.holder)
            if department is not None and claim.responsibility.owns:
                yield department


def _before(snapshot: Snapshot, subjects: Iterable[str]) -> list[str]:
    """Who used to answer, and still stands."""
    return [each.id for each in _formerly(snapshot, subjects) if snapshot.is_valid(each.id)]


def _successors(numbers: _Numbers, snapshot: Snapshot, subjects: Iterable[str]) -> list[int]:
    """For a department that used to answer and is gone without a successor, what is above it."""
    found = list[int]()
    for gone in _formerly(snapshot, subjects):
        if gone.when.ended_by(snapshot.day) and not snapshot.valid(gone.successors):
            above = [each for each in snapshot.above(gone.id) if snapshot.is_valid(each) and not snapshot.is_municipality(each)]
            found += _each(numbers.successor[gone.id], above, (EVERYWHERE,))
    return found
