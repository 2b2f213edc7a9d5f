"""Who has a seat where, who met at which event, and who in the government had a hand in which initiative.

In: one record of `encounters_query`. Out: Encounters: seats and events up to a day, by the silo that somebody stood for. A seat in a
municipality stands for no silo, and an organisation only where it has a public task.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.database.statement import Statement, block
from graph.ownership.facts.model import Interval, Official
from graph.ownership.facts.needs import LEAST
from graph.ownership.facts.parse import day, interval
from graph.ownership.facts.tables import tables
from graph.ownership.history.reading import Reading, facts_from
from graph.ownership.rule.holders import seat_of

_PARTY = "CASE WHEN p:Official THEN 'official:' WHEN p:Department THEN 'department:' ELSE 'organisation:' END + p.key"
_WHEN = "r.validFrom, r.validTo, r.attestedOn"
_MET = f"""
CALL () {{
  MATCH (e:Event)<-[r:ATTENDED|ORGANISED]-(p:Official|Department|Organisation)
  WHERE p.key IS NOT NULL AND e.date IS :: DATE NOT NULL AND e.date <= $day
  RETURN collect([coalesce('event:' + toStringOrNull(e.key), elementId(e)), e.date, {_PARTY}, {_WHEN}]) AS met
}}
"""
_HANDS = f"""
CALL () {{
  MATCH (i:Initiative)<-[r:STARTED|SUPPORTS]-(p:Official|Department|Organisation)
  WHERE p.key IS NOT NULL AND toStringOrNull(i.key) IS NOT NULL
  RETURN collect(['initiative:' + toStringOrNull(i.key), {_PARTY}, {_WHEN}]) AS hands
}}
"""
_NO_HANDS = "WITH *, [] AS hands\n"
_PARTIES = """
CALL () { MATCH (n:Official) RETURN collect(n) AS officials }
CALL () { MATCH (n:Department) RETURN collect(n) AS departments }
CALL () { MATCH (n:Organisation) WHERE EXISTS { (n)-[:ATTENDED|ORGANISED|STARTED|SUPPORTS]->() } RETURN collect(n) AS organisations }
WITH *, [] AS initiatives, [] AS problems, [] AS domains, [] AS areas, [] AS responsibilities, [] AS residents, [] AS counters
"""
_AGREED = {"Official": "n.bridgeVisible"}


def encounters_query(day: date, *, hands: bool = False) -> Statement:
    """Seats, and who met at which event up to a day; `hands`: also who started or supports what."""
    found = _MET + (_HANDS if hands else _NO_HANDS) + _PARTIES.lstrip()
    text = f"{found.strip()}\nRETURN\n{block('met,' + chr(10) + 'hands,' + chr(10) + tables(_AGREED, LEAST))}"
    return Statement(text, {"day": day})


@dataclass(frozen=True)
class Presence:
    """Somebody at an event or behind an initiative: for which department or public organisation, and the silo of that."""

    party: str
    place: str
    silo: str


class Encounters:
    """What ties people of different silos up to a day; `agreed`: the officials who may be named for it."""

    def __init__(self, record: Sequence[Any], on: date) -> None:
        self._met, self._hands, *tables = record
        reading = facts_from(tables, LEAST)
        self.snapshot = reading.snapshot(on)
        self.agreed = _agreed(reading)

    @property
    def officials(self) -> Iterator[Official]:
        """All of them."""
        return iter(self.snapshot.facts.officials.values())

    def seats(self, official: Official) -> list[str]:
        """The silo of each seat of an official that has begun."""
        departments, on = self.snapshot.facts.departments, self.snapshot.day
        return [
            self.snapshot.silo(seat.other)
            for seat in official.seats
            if seat.other in departments and not self.snapshot.is_municipality(seat.other) and not _later(seat.when, on)
        ]

    def is_at_work(self, official: Official) -> bool:
        """Whether an official has a seat in a department on the day."""
        return any(seat.other in self.snapshot.facts.departments and seat.when.covers(self.snapshot.day) for seat in official.seats)

    def seat(self, official: Official) -> str | None:
        """The department an official is in, or joined last."""
        seat = seat_of(official, self.snapshot.day)
        return seat.other if seat and seat.other in self.snapshot.facts.departments else None

    def events(self) -> Iterator[tuple[str, list[Presence], frozenset[str]]]:
        """For each event who stood for a silo there, and all who were there."""
        found: dict[str, tuple[date, set[str]]] = {}
        for event, held, party, *when in self._met:
            on = day(held)
            if on and interval(*when).covers(on):
                found.setdefault(event, (on, set()))[1].add(party)
        for event, (on, parties) in found.items():
            yield event, [each for party in sorted(parties) for each in self._present(party, on)], frozenset(parties)

    def hands(self) -> dict[str, list[Presence]]:
        """For each initiative who of the government started or supports it on the day."""
        found: dict[str, list[Presence]] = {}
        for initiative, party, *when in self._hands:
            if interval(*when).covers(self.snapshot.day):
                found.setdefault(initiative, []).extend(self._present(party, self.snapshot.day))
        return found

    def _present(self, party: str, on: date) -> Iterator[Presence]:
        facts = self.snapshot.facts
        organisation, official = facts.organisations.get(party), facts.officials.get(party)
        if organisation and organisation.public_task:
            yield Presence(party, party, party)
        place = _place(official, on) if official else party
        if place in facts.departments and not self.snapshot.is_municipality(place):
            yield Presence(party, place, self.snapshot.silo(place))


def _agreed(reading: Reading) -> frozenset[str]:
    return frozenset(each for each in reading.facts.officials if reading.extras[each] is True)


def _place(official: Official, on: date) -> str:
    seat = seat_of(official, on)
    return seat.other if seat else ""


def _later(when: Interval, on: date) -> bool:
    return when.begins_after(on) or (when.only is not None and when.only > on)
