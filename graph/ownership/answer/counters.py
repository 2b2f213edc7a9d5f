"""The door to go to now: at most five counters, each with its reason.

In: a Snapshot and the Decision. Out: Doors, best first. A counter never owns, but every answer has a door while any counter
is known.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.model.vocabulary import Term
from graph.ownership.facts.model import Counter
from graph.ownership.rule.decide import Decision
from graph.ownership.rule.snapshot import Snapshot

MOST = 5


class DoorReason(Term):
    """Why a counter is the door to go to."""

    SERVES = "SERVES", "This counter is there for this subject.", "Dit loket is er voor dit onderwerp."
    OWNER = "OWNER", "Counter of the department that owns it.", "Loket van de afdeling die dit oppakt."
    ABOVE_OWNER = (
        "ABOVE_OWNER",
        "Counter of a department above the owner.",
        "Loket van een onderdeel boven de afdeling die dit oppakt.",
    )
    PART = "PART", "Counter of a department that answers for a part.", "Loket van een afdeling die een deel oppakt."
    CONVENER = (
        "CONVENER",
        "Counter of the department that brings the services together here.",
        "Loket van de afdeling die de diensten hier bij elkaar brengt.",
    )
    GENERAL = (
        "GENERAL",
        "The general counter of the municipality or of this area.",
        "Het algemene loket van de gemeente of van dit gebied.",
    )
    ANY = (
        "ANY",
        "No better door is known; they can help you on.",
        "Een betere deur is niet bekend; hier helpen ze u verder.",
    )


@dataclass(frozen=True, slots=True)
class Door:
    """A counter and why to go there."""

    counter: str
    reason: DoorReason


def next_doors(snapshot: Snapshot, decision: Decision, convener: str | None) -> tuple[Door, ...]:
    """At most five doors, each counter once, for its best reason."""
    open_now = sorted(
        (each for each in snapshot.facts.counters.values() if each.when.covers(snapshot.day)), key=lambda each: each.id
    )
    doors: dict[str, Door] = {}
    for reason, counters in _ranked(snapshot, decision, convener, open_now):
        for counter in counters:
            doors.setdefault(counter.id, Door(counter.id, reason))
    return tuple(doors.values())[:MOST]


def _ranked(
    snapshot: Snapshot, decision: Decision, convener: str | None, counters: list[Counter]
) -> Iterator[tuple[DoorReason, Iterable[Counter]]]:
    subjects = {decision.question.subject, *decision.question.together, *(answer.topic for answer in decision.topics)}
    here = {each for area in decision.areas if area for each in (area, *snapshot.areas_above(area))}
    yield (
        DoorReason.SERVES,
        (each for each in counters if subjects & set(snapshot.valid(each.serves)) and _is_here(snapshot, each, here)),
    )
    for reason, department in _departments(snapshot, decision, convener):
        yield reason, (each for each in counters if department in snapshot.valid(each.part_of))
    yield DoorReason.GENERAL, (each for each in counters if _is_general(snapshot, each) and _is_here(snapshot, each, here))
    yield DoorReason.ANY, counters


def _departments(snapshot: Snapshot, decision: Decision, convener: str | None) -> Iterator[tuple[DoorReason, str]]:
    for owner in decision.parties:
        yield DoorReason.OWNER, owner
    for owner in decision.parties:
        for higher in snapshot.above(owner):
            yield DoorReason.ABOVE_OWNER, higher
    if not decision.parties:
        for answer in decision.topics:
            for party in sorted(answer.parties):
                yield DoorReason.PART, party
    if convener:
        yield DoorReason.CONVENER, convener


def _areas(snapshot: Snapshot, counter: Counter) -> set[str]:
    """The areas that a counter is there for, as far as it says so."""
    return {each for each in snapshot.valid(counter.serves) if each.startswith("area:")}


def _is_here(snapshot: Snapshot, counter: Counter, here: set[str]) -> bool:
    areas = _areas(snapshot, counter)
    return not areas or not here or bool(areas & here)


def _is_general(snapshot: Snapshot, counter: Counter) -> bool:
    """There for everything: serves no subject of its own, and is no single department's."""
    subjects = [each for each in snapshot.valid(counter.serves) if not each.startswith("area:")]
    of = snapshot.valid(counter.part_of)
    return not subjects and (
        not of or any(snapshot.is_municipality(each) for each in of) or bool(_areas(snapshot, counter))
    )
