"""The way of a resident from door to door, and whether each door was that of an owner on the day of the knock.

In: Knocks. Out: Chains, in order of their first knock, and Loops: ways that came back to a door they had left, or that
passed three doors and found no owner. A knock that was noted as earlier than the one that led to it takes no days.

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
    """One way: its knocks in order. All dates are those of the knocks."""

    knocks: tuple[Contact, ...]
    within: Contacts

    @property
    def id(self) -> str:
        """The first knock tells the way apart from others."""
        return self.knocks[0].id

    @property
    def contacts(self) -> tuple[str, ...]:
        """Ids of the contacts in order."""
        return tuple(knock.id for knock in self.knocks)

    @property
    def began_on(self) -> date:
        """The day of the first knock."""
        return self.knocks[0].day

    @property
    def hops(self) -> int:
        """How often the resident was sent on."""
        return len(self.knocks) - 1

    @property
    def days(self) -> int:
        """Days from the first knock to the last."""
        return days_between(self.began_on, self.knocks[-1].day)

    @cached_property
    def subject(self) -> str | None:
        """What it was about: the first knock that says so."""
        return next((found for knock in self.knocks if (found := knock.subject())), None)

    @property
    def first_door(self) -> str | None:
        """The counter or department of the first knock."""
        return self.knocks[0].counter()

    @property
    def first_party(self) -> str | None:
        """The department or organisation behind the first door."""
        return self.within.party(self.first_door, self.began_on)

    @cached_property
    def right_party(self) -> str | None:
        """Who owned it on the day of the first knock, the lead first; None where nobody did."""
        found = self._decided(self.knocks[0])
        return (found.lead or next(iter(found.parties), None)) if found else None

    @cached_property
    def first_was_owner(self) -> bool | None:
        """Whether the first door was right; None where nobody owned it then, or the door is not known."""
        return self.was_right(self.knocks[0])

    @cached_property
    def owner_reached_on(self) -> date | None:
        """The day of the first knock at a right door."""
        return next((knock.day for knock in self.knocks if self.was_right(knock)), None)

    @property
    def days_until_owner(self) -> int | None:
        """Days from the first knock to the first right one."""
        return days_between(self.began_on, self.owner_reached_on) if self.owner_reached_on else None

    def was_right(self, knock: Contact) -> bool | None:
        """Whether the door of a knock was that of an owner on that day; None where nobody owned it, or nothing is known of the door."""
        party, decision = self.within.party(knock.counter(), knock.day), self._decided(knock)
        if party is None or decision is None or not decision.parties:
            return None
        moment = self.within.reading.moment(knock.day)
        return any(_on_one_line(moment, party, owner) for owner in decision.parties)

    def _decided(self, knock: Contact) -> Decision | None:
        if self.subject is None or self.within.reading.facts.subject(self.subject) is None:
            return None
        return decide(self.within.reading.moment(knock.day), OwnershipQuestion(self.subject))


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
    """Every way that began in the period, by the time of its first knock; ties by key."""
    reached = {tie.other for knock in within.by_id.values() for tie in knock.following}
    starts = [
        knock
        for knock in within.by_id.values()
        if knock.id not in reached and within.start <= knock.day < within.end
    ]
    return [Chain(tuple(_followed(within, knock)), within) for knock in sorted(starts, key=lambda each: (each.at, each.id))]


def loops(found: Iterable[Chain]) -> list[Loop]:
    """The ways that went round, in the order they came."""
    return [loop for chain in found if (loop := _loop(chain))]


def _followed(within: Contacts, start: Contact) -> Iterator[Contact]:
    """The knocks of a way; each once, also where a graph goes round."""
    seen, knock = set[str](), start
    while knock.id not in seen:
        yield knock
        seen.add(knock.id)
        knock = within.by_id.get(knock.next() or "", knock)


def _loop(chain: Chain) -> Loop | None:
    returned = _days_to_return(chain)
    doors = {knock.counter() for knock in chain.knocks} - {None}
    lost = len(doors) >= THREE and chain.owner_reached_on is None
    kinds = [*([LoopKind.RETURNED] if returned is not None else []), *([LoopKind.NO_OWNER] if lost else [])]
    if not kinds:
        return None
    return Loop(chain, tuple(kinds), chain.days if lost else returned or 0)


def _days_to_return(chain: Chain) -> int | None:
    """Days from a knock at a door to one there after another door, at most; None where no door was come back to."""
    doors = [knock.counter() for knock in chain.knocks]
    found = (
        days_between(chain.knocks[start].day, chain.knocks[end].day)
        for start, end in combinations(range(len(doors)), 2)
        if doors[start] == doors[end] is not None and {*doors[start:end]} - {doors[start], None}
    )
    return max(found, default=None)


def _on_one_line(moment: Snapshot, one: str, other: str) -> bool:
    if moment.is_municipality(one) or moment.is_municipality(other):
        return False
    return one == other or moment.is_above(one, other) or moment.is_above(other, one)
