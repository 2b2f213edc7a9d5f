"""Many plain initiatives at once: what the rule says of each topic in each area is worked out once, as bits of whole numbers.

In: the facts of CityFacts on a day, and rows of numbers. Out: how many of them have the same Outcome and the same silos,
departments or domains; and those rows that are not as simple as that, for the rule to decide on one by one. A row is simple
where it lies in one area or none, its ties are undated, and its topics are domains, or one problem that has holders; the
domains of a problem that nobody holds are not above another topic.

What this rests on: an initiative falls between silos when somebody answers for a topic, and no party is in the widened R of
every topic that somebody answers for. Every other status follows from which holders its topics have: of each set of
holders the rule is asked once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple

from graph.ownership.history.bitsets import EVERYBODY
from graph.ownership.history.history import History
from graph.ownership.rule.decide import Decision, OwnershipQuestion, lapsed
from graph.ownership.rule.topics import answer_topic
from graph.silos.population.columns import TIES
from graph.silos.population.gap_filter import GapFilter

COVERED, HELD, ELSEWHERE = 1, 2, 4  # somebody answers for a topic; a problem has holders of its own; in another area too


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rule said: a status, and whether one party leads."""

    status: str
    led: bool


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the rule puts an initiative: who owns it, the domains that decide, the areas it lies in; none where none is known."""

    owners: tuple[str, ...]
    domains: frozenset[str]
    areas: frozenset[str]


class Simple(NamedTuple):
    """A simple row: the bits of what it involves, what the rule says, the ties that lead to its topics, and its place."""

    involved: int
    outcome: Outcome | None
    ties: list[int]
    place: AreaColumns


BETWEEN = Outcome("BETWEEN_SILOS", False)
Groups = Counter[tuple[int, Outcome | None]]
Ties = list[Any]
Decide = Callable[[Ties], Decision]
_ONLY_BETWEEN = frozenset({BETWEEN.status})


class BitSet:
    """Gives every id of a kind a bit, in the order in which they come."""

    def __init__(self, first: int) -> None:
        self.ids: list[str] = []
        self._places: dict[str, int] = {}
        self._first = first

    def of(self, identifiers: Iterable[str]) -> int:
        """The bits of some ids."""
        return sum(1 << self._first + self._place(each) for each in dict.fromkeys(identifiers))

    def known(self, identifiers: Iterable[str]) -> int:
        """The bits of those ids that have one."""
        return self.of(each for each in identifiers if each in self._places)

    def every(self, identifiers: Iterable[str]) -> int:
        """The bits of all these ids; 0 where one has none."""
        return self.of(identifiers) if all(each in self._places for each in identifiers) else 0

    def _place(self, identifier: str) -> int:
        if identifier not in self._places:
            self._places[identifier] = len(self.ids)
            self.ids.append(identifier)
        return self._places[identifier]

    def all(self, room: int) -> int:
        """A mask of all that may come, `room` of them."""
        return ((1 << room) - 1) << self._first

    def ids_in(self, bits: int) -> list[str]:
        """The ids of bits."""
        return [each for place, each in enumerate(self.ids) if bits >> self._first + place & 1]


class AreaColumns:
    """One area, or none: by number, who shares (to be AND-ed), what is involved (to be OR-ed) and which holders it has."""

    def __init__(self, bitset_rule: BitsetRule, area: str | None) -> None:
        self.area = area
        self.own = frozenset((area,) if area else ())
        self.with_above = frozenset((area, *bitset_rule.snapshot.areas_above(area)) if area else ())
        self.shared: list[int] = []
        self.involved: list[int] = []
        self.holders: list[frozenset[int]] = []
        for domain in bitset_rule.facts.domains:
            self._add(*bitset_rule.topic(domain, area))
            self._add(EVERYBODY, 0, frozenset())  # touched at the side
        for problem in bitset_rule.facts.problems:
            self._add(*bitset_rule.problem(problem, area))
        for other in bitset_rule.facts.areas:
            self._add(EVERYBODY, 0 if other == area else ELSEWHERE, frozenset())

    def _add(self, shared: int, involved: int, holders: frozenset[int]) -> None:
        self.shared.append(shared)
        self.involved.append(involved)
        self.holders.append(holders)


Condition = Callable[[int, AreaColumns], bool]


class BitsetRule:
    """Counts rows on one day."""

    def __init__(self, history: History, day: date) -> None:
        self.history, self.snapshot = history, history.snapshot(day)
        facts = self.facts = history.facts
        room = len(facts.domains)
        parties = len(facts.departments) + len(facts.organisations)
        starts = [3 + room * n for n in range(5)]
        self.domains, self.above, self.uncovered, self.about = (BitSet(start) for start in starts[:4])
        self.silos, self.parties = BitSet(starts[4]), BitSet(starts[4] + parties)
        self.topic_bits, self.uncovered_bits = self.domains.all(room), self.uncovered.all(room)
        self.silo_bits, self.party_bits = self.silos.all(parties), self.parties.all(parties)
        for bits in (self.domains, self.above, self.uncovered, self.about):
            bits.of(facts.domains)  # the same place in each: a topic that is above another is found by a shift
        for bits in (self.silos, self.parties):
            bits.of((*facts.departments, *facts.organisations))
        self._wide, self._room = BitSet(0), room
        self._first_problem = 2 * room
        self._first_area = self._first_problem + len(facts.problems)
        self._areas, self._problems = list(facts.areas), list(facts.problems.values())
        self._places: dict[int | None, AreaColumns] = {}
        self._classes: dict[Any, int] = {}
        self._known: dict[tuple[str, str | None], tuple[int, int, frozenset[int]]] = {}
        self._outcomes: dict[frozenset[int], Outcome] = {}
        self._owners: dict[frozenset[int], tuple[str, ...]] = {}
        self._sets: dict[int, frozenset[str]] = {}
        self.nobody_since: dict[tuple[int, ...], date | None] = {}  # by the ties of rows that nobody owns: the first day of that

    # -- what the rule says of one number -------------------------------------------------------------------------

    def topic(self, topic: str, area: str | None) -> tuple[int, int, frozenset[int]]:
        """A domain or problem that counts as a topic in an area; the same in all areas with the same answers."""
        place = topic, self.history.place(topic, area)
        if place not in self._known:
            self._known[place] = self._answered(*place, self._bits(topic))
        return self._known[place]

    def _bits(self, topic: str) -> int:
        if topic not in self.facts.domains:
            return HELD
        about = self.about.of((topic, *self.snapshot.domains_above(topic)))
        return about | self.domains.of([topic]) | self.above.of(self._strictly_above(topic))

    def problem(self, problem: str, area: str | None) -> tuple[int, int, frozenset[int]]:
        """A problem: itself where it has holders, else its domains, all of them topics."""
        own = self.topic(problem, area)
        if own[1] & COVERED:
            return own
        parts = [self.topic(domain, area) for domain in self.snapshot.valid(self.facts.problems[problem].domains)]
        shared = reduce(and_, (part[0] for part in parts), EVERYBODY)
        involved = reduce(or_, (part[1] for part in parts), 0)
        lapse = self._lapsed(problem, self.history.place(problem, area))
        return shared, involved, frozenset().union(*(part[2] for part in parts), lapse)

    def _answered(self, topic: str, area: str | None, bits: int) -> tuple[int, int, frozenset[int]]:
        found = answer_topic(self.snapshot, topic, area)
        if not found.members:
            nobody = self._class(None)
            return EVERYBODY, bits | self.uncovered.known([topic]), frozenset({nobody}) | self._lapsed(topic, area)
        wide, silos = self.snapshot.widened(found.parties), map(self.snapshot.silo, found.parties)
        involved = bits | COVERED | self.silos.of(silos) | self.parties.of(found.parties)
        return self._wide.of(wide), involved, frozenset({self._class(found.found)})

    def _lapsed(self, topic: str, area: str | None) -> frozenset[int]:
        """That a responsibility for it, or for something broader, has lapsed: it tells LAPSED from UNOWNED."""
        answer = answer_topic(self.snapshot, topic, area)
        found = lapsed(self.snapshot, OwnershipQuestion(topic), (area,), (answer,))
        return frozenset({self._class("lapsed")}) if found else frozenset()

    def _class(self, holders: Any) -> int:
        """A number for holders that are the very same."""
        return self._classes.setdefault(id(holders) if holders is not None and holders != "lapsed" else holders, len(self._classes))

    def _strictly_above(self, domain: str) -> list[str]:
        above = self.snapshot.domains_above(domain)
        return [each for each in above if domain not in self.snapshot.domains_above(each)]

    # -- rows -----------------------------------------------------------------------------------------------------

    def count(self, rows: Iterable[Ties], wanted: GapFilter, kept: int, decide: Decide) -> tuple[Groups, list[Ties]]:
        """How many of the simple rows meet a filter, by their bits in `kept` and their outcome; and the other rows.

        Where only BETWEEN_SILOS or any status is wanted, None stands for every other outcome. `decide` asks the rule of a row.
        """
        groups, others = Groups(), list[Ties]()
        meets = self._conditions(wanted)
        for row in rows:
            found = self._simple_if_met(row, wanted, meets, decide)
            if found is True:
                others.append(row)
            elif found:
                groups[found.involved & kept, found.outcome] += 1
        return groups, others

    def simple(self, rows: Iterable[list[Any]], wanted: GapFilter, decide: Decide) -> Iterator[tuple[list[Any], Simple | None]]:
        """The rows, their ties last, that meet a filter as far as it looks at these; None beside one that is not simple, and may meet it."""
        meets = self._conditions(wanted)
        for row in rows:
            found = self._simple_if_met(row[TIES], wanted, meets, decide)
            if found is True:
                yield row, None
            elif found:
                yield row, found

    def candidates(self, rows: Iterable[list[Any]], wanted: GapFilter, decide: Decide) -> Iterator[list[Any]]:
        """The rows, their ties last, that meet a filter or may meet it."""
        meets = self._conditions(wanted)
        return (row for row in rows if self._simple_if_met(row[TIES], wanted, meets, decide))

    def placement(self, row: Ties, decide: Decide) -> Placement | None:
        """Where a simple row lies; None where it is not simple. `decide` asks the rule of a row."""
        simple = self._involved(row)
        if simple is None:
            return None
        involved, ties, place = simple
        holders = frozenset().union(*map(place.holders.__getitem__, ties))
        owners = self._owners.get(holders)
        if owners is None:
            owners = self._owners[holders] = decide(row).parties
        return Placement(owners, self._domains(involved, ties), place.own)

    def _domains(self, involved: int, ties: Ties) -> frozenset[str]:
        """The domains that decide; a problem that decides stands for those it falls under."""
        bits = involved & self.topic_bits
        if not bits:
            problem = self._problems[ties[0] - self._first_problem]
            return frozenset(self.snapshot.valid(problem.domains))
        if bits not in self._sets:
            self._sets[bits] = frozenset(self.domains.ids_in(bits))
        return self._sets[bits]

    def joined(self, rows: Iterable[list[Any]]) -> Iterator[list[Any]]:
        """The rows, their ties last, whose owners may be of two silos; one that is not simple may."""
        for row in rows:
            simple = self._involved(row[TIES])
            if simple is None:
                yield row
                continue
            involved, ties, place = simple
            silos = involved & self.silo_bits
            if silos & (silos - 1) and reduce(and_, map(place.shared.__getitem__, ties)):
                yield row

    def _simple_if_met(self, row: Ties, wanted: GapFilter, meets: Condition | None, decide: Decide) -> Simple | bool:
        """What a simple row involves, and its outcome; False where it does not meet the filter, True where it is not simple."""
        simple = self._involved(row)
        if simple is None:
            return True
        involved, ties, place = simple
        if meets is not None and not meets(involved, place):
            return False
        status = wanted.status
        falls = involved & COVERED and not reduce(and_, map(place.shared.__getitem__, ties))
        plainly = status is None or status <= _ONLY_BETWEEN
        outcome = BETWEEN if falls else None if plainly else self._outcome(row, ties, place, decide)
        if status is None or (outcome and not outcome.led and outcome.status in status):
            return Simple(involved, outcome, ties, place)
        return False

    def _involved(self, row: Ties) -> tuple[int, Ties, AreaColumns] | None:
        """For a simple row: what its topics involve, the ties that lead to those, and its place."""
        try:
            last = max(row, default=0)
            place = self._places.get(last if last >= self._first_area else None) or self._placed(last)
            involved = reduce(or_, map(place.involved.__getitem__, row), 0)
        except TypeError:  # a dated tie is no number
            return None
        if involved & HELD:
            row = [tie for tie in row if self._first_problem <= tie < self._first_area]
            return (place.involved[row[0]], row, place) if len(row) == 1 and not involved & ELSEWHERE else None
        if not involved & self.topic_bits:  # touched at the side only, so those decide
            row = [tie & ~1 if tie < self._first_problem else tie for tie in row]
            involved = reduce(or_, map(place.involved.__getitem__, row), 0)
        broader = involved & self.topic_bits & (involved >> self._room)
        if broader:  # one topic above another, which decides in its place
            row = [tie for tie in row if not place.involved[tie] & broader or tie >= self._first_problem]
            involved = reduce(or_, map(place.involved.__getitem__, row), 0)
        topics = involved & self.topic_bits
        if not topics or involved & ELSEWHERE or topics & (involved >> self._room):
            return None  # about nothing, in several areas, or a problem falls under something broader than another topic
        return involved, row, place

    def _placed(self, number: int) -> AreaColumns:
        area = self._areas[number - self._first_area] if number >= self._first_area else None
        return self._places.setdefault(number if area else None, AreaColumns(self, area))

    def _outcome(self, row: Ties, ties: Ties, place: AreaColumns, decide: Decide) -> Outcome:
        holders = frozenset().union(*map(place.holders.__getitem__, ties))
        outcome = self._outcomes.get(holders)
        if outcome is None:
            outcome = self._outcomes[holders] = outcome_of(decide(row))
        return outcome

    def _conditions(self, wanted: GapFilter) -> Condition | None:
        """The conditions on domains, silos and areas; None without any."""
        if not (wanted.domains or wanted.silos or wanted.pair or wanted.areas):
            return None
        domains, silos = self.about.known(wanted.domains), self.silos.known(wanted.silos)
        of_silos, of_domains = self.silos.every(wanted.pair), self.about.every(wanted.pair)

        def meets(involved: int, place: AreaColumns) -> bool:
            return (
                (not wanted.domains or bool(involved & domains))
                and (not wanted.silos or bool(involved & silos))
                and (not wanted.pair or any(pair and involved & pair == pair for pair in (of_silos, of_domains)))
                and (not wanted.areas or bool(place.with_above & wanted.areas))
            )

        return meets


def outcome_of(decision: Decision) -> Outcome:
    """What the rule said."""
    return Outcome(decision.status.value, decision.lead is not None)
