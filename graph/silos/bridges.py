"""Bridges: who has ties to two or more of the silos of a gap, told by department; by name only where that was agreed to.

In: one record of `meetings`, a date and the silos of a gap. Out: Bridges. A tie of an official is a seat, now or earlier,
or an event up to that date where somebody of another silo was too. A seat leads to one silo, an event to those of all
others who were there or organised it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.ownership.facts import Interval, Official
from graph.ownership.holders import seat_of
from graph.ownership.needs import LEAST
from graph.ownership.parsing import Reading, day, facts_from, interval
from graph.ownership.tables import tables
from graph.statement import Statement, block

_MET = """
CALL () {
  MATCH (e:Event)<-[r:ATTENDED|ORGANISED]-(p:Official|Department|Organisation)
  WHERE p.key IS NOT NULL AND e.date IS :: DATE NOT NULL AND e.date <= $day
  RETURN collect([elementId(e), e.date, CASE WHEN p:Official THEN 'official:' WHEN p:Department THEN 'department:' ELSE 'organisation:' END + p.key,
    r.validFrom, r.validTo, r.attestedOn]) AS met
}
CALL () { MATCH (n:Official) RETURN collect(n) AS officials }
CALL () { MATCH (n:Department) RETURN collect(n) AS departments }
CALL () { MATCH (n:Organisation) WHERE EXISTS { (n)-[:ATTENDED|ORGANISED]->(:Event) } RETURN collect(n) AS organisations }
WITH *, [] AS initiatives, [] AS problems, [] AS domains, [] AS areas, [] AS responsibilities, [] AS residents, [] AS counters
"""
_AGREED = {"Official": "n.bridgeVisible"}


@dataclass(frozen=True, slots=True)
class Bridge:
    """Ties of one official, or of all in a department who are not named."""

    department: str
    official: str | None
    ties: int


def meetings(day: date) -> Statement:
    """Who has a seat where, and who met at which event up to a day."""
    text = f"{_MET.strip()}\nRETURN\n{block('met,' + chr(10) + tables(_AGREED, LEAST))}"
    return Statement(text, {"day": day})


class Bridges:
    """The ties of all officials up to a day; `named`: those who agreed to it are named."""

    def __init__(self, record: Sequence[Any], on: date, *, named: bool) -> None:
        reading = facts_from(record[1:], LEAST)
        self._moment = reading.moment(on)
        self._named = _agreed(reading) if named else frozenset[str]()
        self._ties = self._seats() | {}
        for official, silos in self._events(record[0]):
            self._ties.setdefault(official, []).append(silos)

    def between(self, silos: Iterable[str]) -> list[Bridge]:
        """Who has ties to two or more of these silos, most ties first."""
        wanted, found = frozenset(silos), dict[tuple[str, str | None], int]()
        for official, ties in self._ties.items():
            reached = [tie & wanted for tie in ties]
            seat = seat_of(self._moment.facts.officials[official], self._moment.day)
            if seat and seat.other in self._moment.facts.departments and len(frozenset().union(*reached)) > 1:
                place = seat.other, official if official in self._named else None
                found[place] = found.get(place, 0) + sum(map(bool, reached))
        return [Bridge(*place, number) for place, number in sorted(found.items(), key=_order)]

    def _seats(self) -> dict[str, list[frozenset[str]]]:
        """For each official the silo of each seat that has begun."""
        departments, on = self._moment.facts.departments, self._moment.day
        return {
            official.id: [
                frozenset({self._moment.silo(seat.other)})
                for seat in official.seats
                if seat.other in departments and not self._moment.is_municipality(seat.other) and not _later(seat.when, on)
            ]
            for official in self._moment.facts.officials.values()
        }

    def _events(self, met: list[list[Any]]) -> Iterable[tuple[str, frozenset[str]]]:
        """For each official and event the silos of all others who were there."""
        events: dict[str, tuple[date, set[str]]] = {}
        for event, held, party, *when in met:
            on = day(held)
            if on and interval(*when).covers(on):
                events.setdefault(event, (on, set()))[1].add(party)
        for on, parties in events.values():
            silos = {party: silo for party in parties if (silo := self._silo_of(party, on))}
            for official in parties & self._ties.keys():
                yield official, frozenset(silo for party, silo in silos.items() if party != official)

    def _silo_of(self, party: str, on: date) -> str | None:
        """The silo that somebody at an event stood for."""
        facts = self._moment.facts
        organisation, official = facts.organisations.get(party), facts.officials.get(party)
        if organisation:
            return party if organisation.public_task else None
        found = _seat(official, on) if official else party
        return self._moment.silo(found) if found in facts.departments and not self._moment.is_municipality(found) else None


def _agreed(reading: Reading) -> frozenset[str]:
    return frozenset(each for each in reading.facts.officials if reading.extras[each] is True)


def _seat(official: Official, on: date) -> str:
    seat = seat_of(official, on)
    return seat.other if seat else ""


def _later(when: Interval, on: date) -> bool:
    return when.begins_after(on) or (when.only is not None and when.only > on)


def _order(found: tuple[tuple[str, str | None], int]) -> tuple[int, str, str]:
    (department, official), ties = found
    return -ties, department, official or ""
