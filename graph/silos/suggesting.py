"""What gaps suggest: decisions that may close them.

In: Gaps on a day. Out: the Closers suggested by most of them, and how many different ones were suggested at all.

A gap suggests that who answers for another of its topics owns this one too, or owns a problem that it addresses and that
nobody holds; that one of several leads; that who used to answer does so again; that a department that was dissolved has a
successor.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest

from graph.ownership.facts import Department
from graph.ownership.moment import Moment
from graph.ownership.rule import addressed
from graph.ownership.together import Basis
from graph.ownership.topics import Answering
from graph.silos.closer import Closer, CloserKind
from graph.silos.gaps import Gap

OWNER, LEAD, SUCCESSOR = CloserKind
MOST_AREAS = 1 << 32
EVERYWHERE = 0


class _Parties(dict[str, int]):
    """A number for each party in a kind of decision about a subject; `MOST_AREAS` numbers after it are its own."""

    def __init__(self, kind: CloserKind, subject: str, known: list[tuple[CloserKind, str, str]]) -> None:
        super().__init__()
        self._kind, self._subject, self._known = kind, subject, known

    def __missing__(self, party: str) -> int:
        number = self[party] = len(self._known) * MOST_AREAS
        self._known.append((self._kind, party, self._subject))
        return number


class _Numbers:
    """Every decision as a number: a million of those are counted in a fraction of the time that their words take."""

    def __init__(self) -> None:
        self._known: list[tuple[CloserKind, str, str]] = []
        self._parties: dict[tuple[CloserKind, str], _Parties] = {}
        self._areas: dict[str | None, int] = {None: 0}
        self._names: list[str | None] = [None]

    def parties(self, kind: CloserKind, subject: str) -> _Parties:
        """The numbers of decisions about a subject that hold everywhere, by party."""
        found = self._parties.get((kind, subject))
        if found is None:
            found = self._parties[kind, subject] = _Parties(kind, subject, self._known)
        return found

    def area(self, area: str | None) -> int:
        """What to add where it holds in one area only."""
        found = self._areas.get(area)
        if found is None:
            found = self._areas[area] = len(self._names)
            self._names.append(area)
        return found

    def closer(self, number: int) -> Closer:
        """The decision of a number."""
        place, area = divmod(number, MOST_AREAS)
        return Closer(*self._known[place], self._names[area])


def most_suggested(gaps: Iterable[Gap], most: int) -> tuple[list[Closer], int]:
    """The decisions that most gaps suggest, ties in order of their words; and how many were suggested."""
    numbers = _Numbers()
    often = Counter(number for gap in gaps for number in set(_suggested(numbers, gap)))
    least = min(nlargest(most, often.values()), default=0)
    known = [(-times, numbers.closer(number)) for number, times in often.items() if times >= least]
    known.sort(key=lambda each: (each[0], each[1].words))
    return [closer for _, closer in known[:most]], len(often)


def _suggested(numbers: _Numbers, gap: Gap) -> list[int]:
    decision, moment = gap.decision, gap.moment
    found = _successors(numbers, moment, [gap.subject])
    shared = decision.common.parties if decision.common else ()
    for answer in decision.deciding:
        others, places = _others(decision.deciding, answer), _places(numbers, [answer.area])
        if answer.members:
            _add(found, numbers.parties(OWNER, answer.topic), others, places)
            _add(found, numbers.parties(LEAD, answer.topic), shared if len(shared) > 1 else (), places)
        else:
            subjects = (answer.topic, *moment.domains_above(answer.topic))
            _add(found, numbers.parties(OWNER, answer.topic), others.union(shared), places)
            _add(found, numbers.parties(OWNER, answer.topic), _before(moment, subjects), (EVERYWHERE,))
            found += _successors(numbers, moment, subjects)
    for problem in _unheld(gap):
        answering = frozenset().union(*(answer.parties for answer in decision.deciding))
        _add(found, numbers.parties(OWNER, problem), answering, _places(numbers, decision.areas))
        _add(found, numbers.parties(OWNER, problem), _before(moment, (problem,)), (EVERYWHERE,))
        found += _successors(numbers, moment, (problem,))
    return found


def _add(found: list[int], numbers: _Parties, parties: Iterable[str], places: Sequence[int]) -> None:
    for party in parties:
        number = numbers[party]
        found += [number + place for place in places]


def _places(numbers: _Numbers, areas: Iterable[str | None]) -> list[int]:
    """Everywhere, and in each of the areas."""
    return [EVERYWHERE, *(numbers.area(area) for area in areas if area)]


def _others(topics: Sequence[Answering], but: Answering) -> frozenset[str]:
    """Who answers for the other topics and not for this one."""
    return frozenset().union(*(answer.parties for answer in topics if answer is not but)) - but.parties


def _unheld(gap: Gap) -> list[str]:
    """The problems that it addresses and that nobody holds, so that their domains decide in their place."""
    if gap.decision.basis is not Basis.INHERITED or not gap.initiative.problems:
        return []
    topics = {answer.topic for answer in gap.decision.topics}
    return [problem for problem in addressed(gap.moment, gap.decision.question) if problem not in topics]


def _formerly(moment: Moment, subjects: Iterable[str]) -> Iterator[Department]:
    """The departments that ever owned one of the subjects."""
    for subject in subjects:
        for claim in moment.facts.claims.get(subject, ()):
            department = moment.facts.departments.get(claim.holder)
            if department is not None and claim.responsibility.owns:
                yield department


def _before(moment: Moment, subjects: Iterable[str]) -> list[str]:
    """Who used to answer, and still stands."""
    return [each.id for each in _formerly(moment, subjects) if moment.stands(each.id)]


def _successors(numbers: _Numbers, moment: Moment, subjects: Iterable[str]) -> list[int]:
    """For a department that used to answer and is gone without a successor, what is above it."""
    found = list[int]()
    for gone in _formerly(moment, subjects):
        if gone.when.ended_by(moment.day) and not moment.valid(gone.successors):
            above = (each for each in moment.above(gone.id) if moment.stands(each) and not moment.is_municipality(each))
            _add(found, numbers.parties(SUCCESSOR, gone.id), above, (EVERYWHERE,))
    return found
