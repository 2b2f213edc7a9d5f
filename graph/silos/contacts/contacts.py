"""Reads the contacts of residents at doors: who was sent where and when, with the facts of what they came for.

In: a period. Out: a Statement with one record, of which `contacts_from` makes Contacts. A way begins with a contact that
nobody was sent to, in the period; all that it led to is read with it, also what comes after the period.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from graph.city_time import begin_of, day_of, instant_cypher, instant_of
from graph.database.statement import Statement
from graph.ownership.facts.model import DatedRelationship, lowest
from graph.ownership.facts.needs import LEAST
from graph.ownership.facts.parse import ties
from graph.ownership.facts.query import facts_around
from graph.ownership.facts.tables import Ties, tie_table
from graph.ownership.history.reading import Reading, facts_from

ONE_DAY = timedelta(days=1)
FIRST_DAY, LAST_DAY = date.min + ONE_DAY, date.max - ONE_DAY

_SUBJECT = "CASE WHEN e:Initiative THEN 'initiative:' WHEN e:Problem THEN 'problem:' ELSE 'domain:' END + e.key"
_DOOR = "CASE WHEN e:Counter THEN 'counter:' ELSE 'department:' END + e.key"
_WHOSE = "CASE WHEN e:Department THEN 'department:' ELSE 'organisation:' END + e.key"

TABLES = {
    "at": Ties("contacts", "(n)-[r:AT]->(e:Counter|Department)", "", _DOOR),
    "about": Ties("contacts", "(n)-[r:ABOUT]->(e:Initiative|Problem|Domain)", "", _SUBJECT),
    "next": Ties("contacts", "(n)-[r:REFERRED_TO]->(e:Contact)", "contact:"),
    "whose": Ties("counters_met", "(n)-[r:PART_OF]->(e:Department|Organisation)", "", _WHOSE),
}

_CONTACTS = """
CALL () {
  MATCH (first:Contact)
  WHERE $seen AND first.at >= $after AND first.at < $before AND first.key IS NOT NULL
    AND NOT EXISTS { (:Contact)-[:REFERRED_TO]->(first) }
  MATCH (first)-[:REFERRED_TO*0..50]->(c:Contact)
  RETURN collect(DISTINCT c) AS contacts
}
CALL (contacts) {
  UNWIND contacts AS c
  MATCH (c)-[:ABOUT]->(e:Initiative|Problem|Domain)
  WHERE e.key IS NOT NULL
  RETURN collect(DISTINCT SUBJECT) AS ids
}
""".replace("SUBJECT", _SUBJECT)

_COUNTERS = """
CALL (contacts) {
  UNWIND contacts AS c
  MATCH (c)-[:AT]->(d:Counter)
  RETURN collect(DISTINCT d) AS counters_met
}
CALL (contacts, departments) {
  CALL (contacts, departments) {
    UNWIND departments AS e
    RETURN e
    UNION ALL
    UNWIND contacts AS c
    MATCH (c)-[:AT]->(door:Counter|Department)
    WITH DISTINCT door
    MATCH (door)-[:PART_OF*0..1]->(d:Department)
    WITH DISTINCT d
    MATCH (d)-[:PART_OF|SUCCEEDED_BY*0..]->(e:Department)
    RETURN e
  }
  RETURN collect(DISTINCT e) AS departments_met
}
WITH departments_met AS departments, initiatives, problems, domains, areas, organisations, officials, responsibilities,
  residents, counters, contacts, counters_met
"""


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact: when, and what it led to. `doors` are counters or departments, `subjects` what it was about."""

    id: str
    at: datetime
    doors: tuple[DatedRelationship, ...] = ()
    subjects: tuple[DatedRelationship, ...] = ()
    following: tuple[DatedRelationship, ...] = ()

    @property
    def day(self) -> date:
        """The day of the city, whatever zone it was noted in."""
        return day_of(self.at)

    def counter(self) -> str | None:
        """Where it was; of several, the lowest key."""
        return lowest(_on(self.doors, self.day))

    def subject(self) -> str | None:
        """What it was about; of several, the lowest key. A contact that somebody was sent to may leave it out."""
        return lowest(_on(self.subjects, self.day))

    def next(self) -> str | None:
        """Where it was sent on to; of several, the lowest key."""
        return lowest(_on(self.following, self.day))


@dataclass(frozen=True)
class Contacts:
    """All contacts that were read by id, the facts around what they were about, and whose each counter is."""

    reading: Reading
    by_id: Mapping[str, Contact]
    whose: Mapping[str, tuple[DatedRelationship, ...]]
    start: date
    end: date

    def party(self, door: str | None, day: date) -> str | None:
        """The department or organisation behind a door on a day; None where that is not known."""
        if door is None or door.startswith("department:"):
            return door
        return lowest(_on(self.whose.get(door.removeprefix("counter:"), ()), day))


def contacts_query(start: date, end: date, *, seen: bool) -> Statement:
    """The ways that began from `start` up to but not including `end`; nothing for a viewer who sees no contacts."""
    text = _CONTACTS.strip() + "\n" + facts_around(_returned(), needs=LEAST, also=_COUNTERS)
    # Neo4j orders the same instant by zone: a day more on both sides, and the exact days are looked at in `chains`.
    after, before = max(start, FIRST_DAY) - ONE_DAY, min(end, LAST_DAY) + ONE_DAY
    return Statement(text, {"seen": seen, "after": begin_of(after), "before": begin_of(before), "areas": []})


def contacts_from(record: Sequence[Any], start: date, end: date) -> Contacts:
    """The contacts of a record. One without a time is in no period; `snijvlak check` lists those."""
    rows, tied = record[0], {name: ties(each, table.prefix) for (name, table), each in zip(TABLES.items(), record[1:], strict=False)}
    found = {}
    for key, at in rows:
        when = instant_of(at) if at is not None else None
        if key is not None and when is not None:
            parts = (tied[name].get(str(key), ()) for name in ("at", "about", "next"))
            found[f"contact:{key}"] = Contact(f"contact:{key}", when, *parts)
    return Contacts(facts_from(record[1 + len(TABLES) :], LEAST), found, tied["whose"], start, end)


def _returned() -> str:
    # As text: the driver makes times one by one, in Python, and where everybody waits for it.
    return ",\n".join((f"[n IN contacts | [n.key, toString({instant_cypher('n.at')})]] AS contacts", *(tie_table(name, table) for name, table in TABLES.items())))


def _on(tied: tuple[DatedRelationship, ...], day: date) -> list[str]:
    return [tie.other for tie in tied if tie.when.covers(day)]
