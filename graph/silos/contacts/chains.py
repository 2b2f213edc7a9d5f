"""The way of a resident from door to door, and whether each door was that of an owner on the day of the contact.

In: Contacts. Out: Chains, in order of their first contact, and Loops: ways that came back to a door they had left, or that
passed three doors and found no owner. A contact that was noted as earlier than the one that led to it takes no days.

A door is right when the department or organisation behind it owns the subject on that day, or stands on one line with an
owner: above it or below it, the municipality as a whole left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations

from graph.model.vocabulary import Term
from graph.ownership.rule.decide import Decision, OwnershipQuestion, decide
from graph.ownership.rule.snapshot import Snapshot
from graph.silos.contacts.contacts import Contact, Contacts

THREE = 3


class LoopKind(Term):
    """How a way of a resident went round."""

    RETURNED = "RETURNED", "Back to a door that was left for another one.", "Terug bij een loket dat voor een ander was verlaten."
    NO_OWNER = "NO_OWNER", "Three doors or more, and at none of them an owner.", "Drie loketten of meer, en bij geen ervan iemand die het oppakt."


@dataclass(frozen=True)
class Chain:
    """One way: its contacts in order. All dates are those of the contacts."""

    steps: tuple[Contact, ...]
    within: Contacts

    @property
    def id(self) -> str:
        """The first contact tells the way apart from others."""
        return self.steps[0].id

    @property
    def contacts(self) -> tuple[str, ...]:
        """Ids of the contacts in order."""
        return tuple(contact.id for contact in self.steps)

    @property
    def began_on(self) -> date:
        """The day of the first contact."""
        return self.steps[0].day

    @property
    def hops(self) -> int:
        """How often the resident was sent on."""
        return len(self.steps) - 1

    @property
    def days(self) -> int:
        """Days from the first contact to the last."""
        return days_between(self.began_on, self.steps[-1].day)

    @cached_property
    def subject(self) -> str | None:
        """What it was about: the first contact that says so."""
        return next((found for contact in self.steps if (found := contact.subject())), None)

    @property
    def first_door(self) -> str | None:
        """The counter or department of the first contact."""
        return self.steps[0].counter()

    @property
    def first_party(self) -> str | None:
        """The department or organisation behind the first door."""
        return self.within.party(self.first_door, self.began_on)

    @cached_property
    def right_party(self) -> str | None:
        """Who owned it on the day of the first contact, the lead first; None where nobody did."""
        found = self._decided(self.steps[0])
        return (found.lead or next(iter(found.parties), None)) if found else None

    @cached_property
    def first_was_owner(self) -> bool | None:
        """Whether the first door was right; None where nobody owned it then, or the door is not known."""
        return self.was_right(self.steps[0])

    @cached_property
    def owner_reached_on(self) -> date | None:
        """The day of the first contact at a right door."""
        return next((contact.day for contact in self.steps if self.was_right(contact)), None)

    @property
    def days_until_owner(self) -> int | None:
        """Days from the first contact to the first right one."""
        return days_between(self.began_on, self.owner_reached_on) if self.owner_reached_on else None

    def was_right(self, contact: Contact) -> bool | None:
        """Whether the door of a contact was that of an owner on that day; None where nobody owned it, or nothing is known of the door."""
        party, decision = self.within.party(contact.counter(), contact.day), self._decided(contact)
        if party is None or decision is None or not decision.parties:
            return None
        snapshot = self.within.reading.snapshot(contact.day)
        return any(_on_one_line(snapshot, party, owner) for owner in decision.parties)

    def _decided(self, contact: Contact) -> Decision | None:
        if self.subject is None or self.within.reading.facts.subject(self.subject) is None:
            return None
        return decide(self.within.reading.snapshot(contact.day), OwnershipQuestion(self.subject))


@dataclass(frozen=True)
class Loop:
    """A way that went round, and the days it took."""

    chain: Chain
    kinds: tuple[LoopKind, ...]
    days_lost: int

    @property
    def id(self) -> str:
        return self.chain.id


def days_between(start: date, end: date) -> int:
    """Days from one to the other, never less than none."""
    return max(0, (end - start).days)


def chains(within: Contacts) -> list[Chain]:
    """Every way that began in the period, by the time of its first contact; ties by key."""
    reached = {tie.other for contact in within.by_id.values() for tie in contact.following}
    starts = [
        contact
        for contact in within.by_id.values()
        if contact.id not in reached and within.start <= contact.day < within.end
    ]
    return [Chain(tuple(_followed(within, contact)), within) for contact in sorted(starts, key=lambda each: (each.at, each.id))]


def loops(found: Iterable[Chain]) -> list[Loop]:
    """The ways that went round, in the order they came."""
    return [loop for chain in found if (loop := _loop(chain))]


def _followed(within: Contacts, start: Contact) -> Iterator[Contact]:
    """The contacts of a way; each once, also where a graph goes round."""
    seen, contact = set[str](), start
    while contact.id not in seen:
        yield contact
        seen.add(contact.id)
        contact = within.by_id.get(contact.next() or "", contact)


def _loop(chain: Chain) -> Loop | None:
    returned = _days_to_return(chain)
    doors = {contact.counter() for contact in chain.steps} - {None}
    lost = len(doors) >= THREE and chain.owner_reached_on is None
    kinds = [*([LoopKind.RETURNED] if returned is not None else []), *([LoopKind.NO_OWNER] if lost else [])]
    if not kinds:
        return None
    return Loop(chain, tuple(kinds), chain.days if lost else returned or 0)


def _days_to_return(chain: Chain) -> int | None:
    """Days from a contact at a door to one there after another door, at most; None where no door was come back to."""
    doors = [contact.counter() for contact in chain.steps]
    found = (
        days_between(chain.steps[start].day, chain.steps[end].day)
        for start, end in combinations(range(len(doors)), 2)
        if doors[start] == doors[end] is not None and {*doors[start:end]} - {doors[start], None}
    )
    return max(found, default=None)


def _on_one_line(snapshot: Snapshot, one: str, other: str) -> bool:
    if snapshot.is_municipality(one) or snapshot.is_municipality(other):
        return False
    return one == other or snapshot.is_above(one, other) or snapshot.is_above(other, one)
