"""Makes Facts of the record that `graph.ownership.reading` reads. A missing or unknown value never breaks an answer.

In: the tables of one record. Out: Facts, the ids that aliases stand for, and the extra column of each node by id.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from graph.ownership.facts import (
    Area,
    Claim,
    Counter,
    Department,
    Domain,
    Facts,
    Initiative,
    Interval,
    Official,
    Organisation,
    Problem,
    Responsibility,
    Tie,
)  # fmt: skip
from graph.ownership.moment import Moment
from graph.ownership.reading import TABLES
from graph.ownership.timeline import History
from graph.session import as_plain
from graph.terms import Level, Role, Stage
from graph.vocabulary import Term


@dataclass
class Reading:
    """Facts as read, with what else was read beside them."""

    facts: Facts
    aliases: dict[str, str] = field(default_factory=dict)
    extras: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def history(self) -> History:
        """The facts at any day, shared by all answers that are made from this reading."""
        return History(self.facts)

    def moment(self, day: date, known_at: datetime | None = None) -> Moment:
        """The facts on a day; with `known_at`, as they were recorded then."""
        return Moment(self.facts, day, known_at) if known_at else self.history.moment(day)


def facts_from(record: Sequence[Any]) -> Reading:
    """Facts of one record of tables. Rows without a key are left out: `snijvlak check` lists them."""
    facts, extras = Facts(), dict[str, Any]()
    for (name, (_, label, _)), rows in zip(TABLES.items(), record, strict=False):
        for key, title, synthetic, *columns, extra in rows:
            if key is None:
                continue
            identifier = f"{label.lower()}:{key}"
            extras[identifier] = extra
            if name in _ADD:
                _ADD[name](
                    facts, (identifier, title if isinstance(title, str) else str(key), synthetic is True), columns
                )
    return Reading(facts, dict(record[-1]), extras)


Start = tuple[str, str, bool]


def _initiative(facts: Facts, start: Start, columns: list[Any]) -> None:
    started, ended, stage, asks, domains, problems, areas = columns
    wanted = tuple(asks) if isinstance(asks, list) else ()
    facts.initiatives[start[0]] = Initiative(
        *start, ties(domains), ties(problems), ties(areas), day(started), day(ended), word(stage, Stage), wanted
    )


def _problem(facts: Facts, start: Start, columns: list[Any]) -> None:
    facts.problems[start[0]] = Problem(*start, ties(columns[0]), ties(columns[1]))


def _domain(facts: Facts, start: Start, columns: list[Any]) -> None:
    facts.domains[start[0]] = Domain(*start, ties(columns[1]), day(columns[0]))


def _area(facts: Facts, start: Start, columns: list[Any]) -> None:
    facts.areas[start[0]] = Area(*start, ties(columns[0]))


def _department(facts: Facts, start: Start, columns: list[Any]) -> None:
    level, valid_from, valid_to, parents, successors = columns
    known = word(level, Level)
    facts.departments[start[0]] = Department(
        *start, known, Interval(day(valid_from), day(valid_to)), ties(parents), ties(successors)
    )


def _organisation(facts: Facts, start: Start, columns: list[Any]) -> None:
    facts.organisations[start[0]] = Organisation(*start, columns[0] is True)


def _official(facts: Facts, start: Start, columns: list[Any]) -> None:
    facts.officials[start[0]] = Official(*start, ties(columns[0]))


def _counter(facts: Facts, start: Start, columns: list[Any]) -> None:
    valid_from, valid_to, serves, part_of = columns
    facts.counters[start[0]] = Counter(*start, Interval(day(valid_from), day(valid_to)), ties(serves), ties(part_of))


def _responsibility(facts: Facts, start: Start, columns: list[Any]) -> None:
    role, exclusive, valid_from, valid_to, attested, recorded_from, recorded_to, within, held, given = columns
    record = Responsibility(
        id=start[0], role=word(role, Role), exclusive=exclusive is True,
        when=interval(valid_from, valid_to, attested), recorded_from=instant(recorded_from), recorded_to=instant(recorded_to),
        areas=ties(within), synthetic=start[2],
    )  # fmt: skip
    for holder in ties(held):
        for subject in ties(given):
            facts.claims.setdefault(subject.other, []).append(Claim(record, holder.other, (holder.when, subject.when)))
        if record.role == "CONVENER" and not given:
            facts.conveners.append(Claim(record, holder.other, (holder.when,)))


_ADD = {
    "initiatives": _initiative, "problems": _problem, "domains": _domain, "areas": _area, "departments": _department,
    "organisations": _organisation, "officials": _official, "responsibilities": _responsibility, "counters": _counter,
}  # fmt: skip


def ties(rows: list[Any]) -> tuple[Tie, ...]:
    """Dated relationships, in order of id; those to something without a key are left out."""
    found = (
        Tie(other, interval(since, until, attested), word if isinstance(word, str) else None)
        for other, since, until, attested, word in rows
        if other
    )
    return tuple(sorted(found, key=lambda tie: tie.other))


def word(value: Any, known: type[Term]) -> str | None:
    """A word of a closed list; of another type or not on the list: missing."""
    return value if isinstance(value, str) and value in known.__members__ else None


def interval(valid_from: Any, valid_to: Any, attested: Any) -> Interval:
    """The time in which something holds; what is attested for one day holds on that day."""
    return Interval(day(valid_from), day(valid_to), day(attested))


def day(value: Any) -> date | None:
    """A date; anything else is unknown."""
    value = as_plain(value)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def instant(value: Any) -> datetime | None:
    """A time with a zone; anything else is unknown."""
    value = as_plain(value)
    return value if isinstance(value, datetime) and value.tzinfo else None
