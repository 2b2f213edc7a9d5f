"""What ties two silos: an initiative that parties of both have a hand in, an event where both were, an official who was in both.

In: Encounters, and who owns which initiative. Out: SiloTies; and SoleBridges, the pairs of silos that hang on one tie only.
An official is told by department; by name only where that was agreed to and may be shown.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from graph.model.vocabulary import Term
from graph.ownership.facts.model import Initiative
from graph.silos.gaps.gap import gaps_in
from graph.silos.gaps.span import GapQuery
from graph.silos.population.city import CityFacts
from graph.silos.population.columns import KEY
from graph.silos.population.gap_filter import GapFilter
from graph.silos.population.rows import initiatives_of
from graph.silos.ties.encounters import Encounters, Presence


class TieKind(Term):
    """What joins silos."""

    INITIATIVE = "INITIATIVE", "An initiative that parties of each own, started or support.", "Een initiatief dat partijen van elk oppakken, begonnen of steunen."
    EVENT = "EVENT", "An event that parties of each attended or organised.", "Een bijeenkomst waar partijen van elk waren of die zij organiseerden."
    OFFICIAL = "OFFICIAL", "An official at work today who has worked in each.", "Een ambtenaar die er nu werkt en bij elk heeft gewerkt."


@dataclass(frozen=True)
class SiloTie:
    """Silos that are joined by one thing, and the departments and public organisations through which.

    `ties`: 1; of officials who are not named how many of that department have worked in the very same silos.
    """

    kind: TieKind
    silos: tuple[str, ...]
    departments: tuple[str, ...]
    initiative: str | None = None
    event: str | None = None
    official: str | None = None
    ties: int = 1

    @property
    def id(self) -> str:
        return " ".join((self.kind.value, self.initiative or self.event or self.official or "", *self.departments, *self.silos))


@dataclass(frozen=True)
class SoleBridge:
    """Two silos that are joined by one thing alone."""

    silos: tuple[str, str]
    tie: SiloTie

    @property
    def id(self) -> str:
        return " ".join(self.silos)


def silo_ties(encounters: Encounters, hands: Iterable[tuple[str, Iterable[Presence]]], *, named: bool) -> list[SiloTie]:
    """Everything that joins two silos or more: initiatives, events, officials, each in order of id."""
    found = [tie for initiative, present in hands for tie in _joined(TieKind.INITIATIVE, present, initiative=initiative)]
    found += [tie for event, present, _ in encounters.events() for tie in _joined(TieKind.EVENT, present, event=event)]
    places = [*TieKind]
    return sorted([*found, *_officials(encounters, named)], key=lambda tie: (places.index(tie.kind), tie.id))


def sole_bridges(ties: Iterable[SiloTie]) -> list[SoleBridge]:
    """The pairs of silos with a single tie, in order of their ids."""
    pairs: dict[tuple[str, str], list[SiloTie]] = {}
    for tie in ties:
        for pair in combinations(tie.silos, 2):
            pairs.setdefault(pair, []).extend([tie] * min(tie.ties, 2))
    return [SoleBridge(pair, found[0]) for pair, found in sorted(pairs.items()) if len(found) == 1]


def _joined(kind: TieKind, present: Iterable[Presence], *, initiative: str | None = None, event: str | None = None) -> Iterator[SiloTie]:
    found = list(present)
    silos = sorted({each.silo for each in found})
    if len(silos) > 1:
        yield SiloTie(kind, tuple(silos), tuple(sorted({each.place for each in found})), initiative, event)


def _officials(encounters: Encounters, named: bool) -> Iterator[SiloTie]:
    """Those at work on the day; the others of a department who have worked in the same silos are one."""
    found = Counter[tuple[str, tuple[str, ...], str | None]]()
    for official in encounters.officials:
        seat, silos = encounters.seat(official), tuple(sorted(set(encounters.seats(official))))
        if seat and len(silos) > 1 and encounters.is_at_work(official):
            found[seat, silos, official.id if named and official.id in encounters.agreed else None] += 1
    for (seat, silos, name), number in found.items():
        yield SiloTie(TieKind.OFFICIAL, silos, (seat,), official=name, ties=number)


# -- who has a hand in an initiative -------------------------------------------------------------------------------

EVERY = GapFilter(status=None)


def hands_in(city: CityFacts, query: GapQuery, rows: list[list[Any]], encounters: Encounters) -> Iterator[tuple[str, list[Presence]]]:
    """For each initiative that asks for something, and that two silos may have a hand in, who has one: its owners too."""
    hands = encounters.hands()
    wanted = [row for row in rows if f"initiative:{row[KEY]}" in hands]
    few = {row[KEY]: row for row in (*wanted, *city.bitset_rule(query.day).joined(rows))}
    plain: Iterable[Initiative] = initiatives_of(city, few.values(), named=True)
    for gap in gaps_in(city.history, [*query.named(city), *plain], EVERY, query.day):
        owners = [Presence(party, party, gap.snapshot.silo(party)) for party in gap.decision.parties]
        yield gap.subject, [*owners, *hands.get(gap.subject, ())]
