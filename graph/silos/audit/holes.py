"""Where nobody answers: for each domain the widest areas in which it has no holder, or only holders without an official.

In: facts of the city without plain initiatives, with all officials. Out: Holes, by domain and area, each with its reason.
A hole is told for the widest area it holds in, not for all below; `area` None: wherever no area is known, or everywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.database.statement import Statement, block
from graph.model.vocabulary import Term
from graph.ownership.answer.ownership import answer_at
from graph.ownership.facts.model import Facts
from graph.ownership.facts.needs import Need
from graph.ownership.facts.tables import tables
from graph.ownership.rule.decide import OwnershipQuestion, lapsed
from graph.ownership.rule.snapshot import Snapshot
from graph.ownership.rule.topics import answer_topic
from graph.silos.population.city import parts

NEEDS = frozenset({Need.OFFICIAL})


class HoleReason(Term):
    """Why nobody is there to answer."""

    NEVER = "NEVER", "Nobody ever answered for it there.", "Niemand heeft het daar ooit opgepakt."
    EXPIRED = "EXPIRED", "A responsibility for it has ended.", "Een verantwoordelijkheid ervoor is afgelopen."
    DISSOLVED = "DISSOLVED", "Its department was dissolved without a successor.", "De afdeling is opgeheven zonder opvolger."
    VACANT = "VACANT", "A department answers for it, and no official is named.", "Een afdeling pakt het op, maar er is geen ambtenaar bekend."


@dataclass(frozen=True)
class Hole:
    """A domain and an area with nobody; `lapsed` are the responsibilities that used to answer."""

    domain: str
    area: str | None
    reason: HoleReason
    lapsed: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.domain} {self.area or ''}"


def officials_too() -> Statement:
    """Everything that decides who answers, with every official."""
    return Statement(f"{parts(officials='true').strip()}\nRETURN\n{block(tables(needs=NEEDS))}")


def holes(facts: Facts, day: date) -> list[Hole]:
    """All holes on a day, in order of domain and area."""
    snapshot = Snapshot(facts, day)
    return [hole for domain in sorted(facts.domains) for hole in _holes(snapshot, domain)]


def _holes(snapshot: Snapshot, domain: str) -> Iterator[Hole]:
    found: dict[str | None, Hole | None] = {None: _hole(snapshot, domain, None)}
    areas = sorted(snapshot.facts.areas, key=lambda area: (len(snapshot.areas_above(area)), area))
    found |= {area: _hole(snapshot, domain, area) for area in areas}
    for area, hole in found.items():
        wider = next(iter(snapshot.areas_above(area)), None) if area else None
        above = found.get(wider) if area else None
        if hole and (above is None or above.reason is not hole.reason):
            yield hole


def _hole(snapshot: Snapshot, domain: str, area: str | None) -> Hole | None:
    answer = answer_topic(snapshot, domain, area)
    if answer.members:
        owners = answer_at(snapshot, OwnershipQuestion(domain, area)).owners
        return Hole(domain, area, HoleReason.VACANT) if all(owner.official is None for owner in owners) else None
    ended = lapsed(snapshot, OwnershipQuestion(domain, area), (area,), (answer,))
    return Hole(domain, area, _reason(snapshot, ended), ended)


def _reason(snapshot: Snapshot, ended: tuple[str, ...]) -> HoleReason:
    """Left behind by a department that is gone, if any still holds; else ended; else never there."""
    if not ended:
        return HoleReason.NEVER
    over = all(snapshot.facts.records[each].when.ended_by(snapshot.day) for each in ended)
    return HoleReason.EXPIRED if over else HoleReason.DISSOLVED
