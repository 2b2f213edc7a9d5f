"""Makes Facts of the record that `graph.ownership.facts.query` reads. A missing or unknown value never breaks an answer.

In: the tables of one record. Out: Facts, and the extra column of each node by id.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from operator import attrgetter
from typing import Any

from graph.city_time import day_of
from graph.database.session import to_python_value
from graph.model.terms import Level, Role, Stage
from graph.ownership.facts.model import (  # fmt: skip
    ALWAYS,
    Area,
    Claim,
    Counter,
    DatedRelationship,
    Department,
    Domain,
    Facts,
    Initiative,
    Interval,
    Official,
    Organisation,
    Problem,
    Responsibility,
)
from graph.ownership.facts.needs import EVERYTHING, Needs
from graph.ownership.facts.tables import NODES, TIES


@dataclass
class ParsedFacts:
    """Facts as read, with what else was read beside them: `parties` are those asked about that are there."""

    facts: Facts
    extras: dict[str, Any] = field(default_factory=dict)
    parties: frozenset[str] = frozenset()


_LEVELS, _ROLES, _STAGES = (frozenset(known.__members__) for known in (Level, Role, Stage))

Start = tuple[str, str, bool]
ByKey = Mapping[str, tuple[DatedRelationship, ...]]
Pairs = Mapping[str, list[list[Any]]]
TieTables = Mapping[str, ByKey]


def parse_facts(record: Sequence[Any], needs: Needs = EVERYTHING) -> ParsedFacts:
    """Facts of one record of tables, read for `needs`. Rows without a key are left out: `snijvlak check` lists them."""
    nodes, tied, pairs = record[: len(NODES)], record[len(NODES) : -1], record[-1]
    joined = {name: ties(rows, table.prefix) for (name, table), rows in zip(TIES.items(), tied, strict=True)}
    facts, extras = Facts(needs=needs), dict[str, Any]()
    add = _ADD | {"responsibilities": partial(_responsibility, _by_responsibility(pairs))}
    for (name, table), rows in zip(NODES.items(), nodes, strict=True):
        for start, key, columns, extra in _started(rows, table.label.lower()):
            extras[start[0]] = extra
            add[name](facts, start, columns, key, joined)
    return ParsedFacts(facts, extras)


def _started(rows: list[list[Any]], prefix: str) -> Iterator[tuple[Start, str, list[Any], Any]]:
    """What every node starts with: its id, its name and whether it is invented; then its key, columns and extra."""
    for key, name, synthetic, *columns, extra in rows:
        if key is not None:
            start = (f"{prefix}:{key}", name if isinstance(name, str) else str(key), synthetic is True)
            yield start, str(key), columns, extra


def _initiative(facts: Facts, start: Start, columns: list[Any], key: str, tied: TieTables) -> None:
    started, ended, stage, asks = columns
    facts.initiatives[start[0]] = Initiative(
        *start,
        domains=tied["touches"].get(key, ()),
        problems=tied["addresses"].get(key, ()),
        areas=tied["initiative_areas"].get(key, ()),
        started_on=day(date_of(started)),
        ended_on=day(ended),
        stage=word(stage, _STAGES),
        asks=tuple(asks) if isinstance(asks, list) else (),
    )


def _problem(facts: Facts, start: Start, _: list[Any], key: str, tied: TieTables) -> None:
    facts.problems[start[0]] = Problem(*start, tied["falls_under"].get(key, ()), tied["problem_areas"].get(key, ()))


def _domain(facts: Facts, start: Start, columns: list[Any], key: str, tied: TieTables) -> None:
    facts.domains[start[0]] = Domain(*start, tied["broader"].get(key, ()), day(date_of(columns[0])))


def _area(facts: Facts, start: Start, _: list[Any], key: str, tied: TieTables) -> None:
    facts.areas[start[0]] = Area(*start, tied["wider"].get(key, ()))


def _department(facts: Facts, start: Start, columns: list[Any], key: str, tied: TieTables) -> None:
    level, valid_from, valid_to = columns
    when = interval(date_of(valid_from), valid_to)
    parents, successors = tied["parents"].get(key, ()), tied["successors"].get(key, ())
    facts.departments[start[0]] = Department(*start, word(level, _LEVELS), when, parents, successors)


def _organisation(facts: Facts, start: Start, columns: list[Any], _: str, __: TieTables) -> None:
    facts.organisations[start[0]] = Organisation(*start, columns[0] is True)


def _official(facts: Facts, start: Start, _: list[Any], key: str, tied: TieTables) -> None:
    facts.officials[start[0]] = Official(*start, tied["seats"].get(key, ()))


def _counter(facts: Facts, start: Start, columns: list[Any], key: str, tied: TieTables) -> None:
    valid_from, valid_to, phone = columns
    serves, part_of = tied["serves"].get(key, ()), tied["counter_of"].get(key, ())
    facts.counters[start[0]] = Counter(
        *start, interval(valid_from, valid_to), serves, part_of, phone=phone if isinstance(phone, str) else None
    )


def _resident(*_: Any) -> None:
    """They never own: only their extra column is of use."""


def _by_responsibility(rows: list[list[Any]]) -> Pairs:
    """The rows of who holds what for what, by the key of the responsibility; without holders that have no key."""
    found: dict[str, list[list[Any]]] = {}
    for row in rows:
        if row[0] is not None and row[1] is not None:
            found.setdefault(str(row[0]), []).append(row)
    for each in found.values():
        if len(each) > 1:
            each.sort(key=_in_order)
    return found


def _responsibility(pairs: Pairs, facts: Facts, start: Start, columns: list[Any], key: str, tied: TieTables) -> None:
    """A responsibility is a claim of each of its holders on each of its subjects; a convener's without any is for areas."""
    role, exclusive, valid_from, valid_to, attested, recorded_from, recorded_to = columns
    record = Responsibility(
        id=start[0], role=word(role, _ROLES), exclusive=exclusive is True,
        when=interval(date_of(valid_from), valid_to, attested), recorded_from=instant(recorded_from), recorded_to=instant(recorded_to),
        areas=tied["within"].get(key, ()), synthetic=start[2],
    )  # fmt: skip
    found = pairs.get(key, ())
    for _, holder, held, subject, given in found:
        if subject is not None:
            times = () if held is given is None else (_when(held), _when(given))
            facts.claims.setdefault(subject, []).append(Claim(record, holder, times))
    if record.role == "CONVENER" and all(row[3] is None for row in found):
        holders = dict.fromkeys((row[1], _when(row[2])) for row in found)
        facts.conveners += [Claim(record, holder, (when,)) for holder, when in holders]


def _when(dates: list[Any] | None) -> Interval:
    return ALWAYS if dates is None else interval(*dates)


def _in_order(row: list[Any]) -> tuple[str, str]:
    """By holder and subject."""
    return row[1], row[3] or ""


_ADD: dict[str, Callable[[Facts, Start, list[Any], str, TieTables], None]] = {
    "initiatives": _initiative, "problems": _problem, "domains": _domain, "areas": _area, "departments": _department,
    "organisations": _organisation, "officials": _official, "residents": _resident,
    "counters": _counter,
}  # fmt: skip

_BY_OTHER = attrgetter("other")


def ties(rows: list[list[Any]], prefix: str = "") -> dict[str, tuple[DatedRelationship, ...]]:
    """Dated relationships by the key they leave from, in order of id; those to something without a key are left out."""
    found: dict[str, tuple[DatedRelationship, ...]] = {}
    several: dict[str, list[DatedRelationship]] = {}
    undated: dict[tuple[str, str | None], tuple[DatedRelationship]] = {}  # most are, and lead to few nodes
    for key, other, when, said in rows:
        if key is None or other is None:
            continue
        name, place = str(key), (str(other), said if isinstance(said, str) else None)
        if when is not None:
            one = (DatedRelationship(prefix + place[0], _when(when), place[1]),)
        elif place in undated:
            one = undated[place]
        else:
            one = undated[place] = (DatedRelationship(prefix + place[0], ALWAYS, place[1]),)
        if name in found:
            several.setdefault(name, [*found[name]]).extend(one)
        else:
            found[name] = one
    return found | {name: tuple(sorted(each, key=_BY_OTHER)) for name, each in several.items()}


def word(value: Any, known: frozenset[str]) -> str | None:
    """A word of a closed list; of another type or not on the list: missing."""
    return value if isinstance(value, str) and value in known else None


def interval(valid_from: Any, valid_to: Any, attested: Any = None) -> Interval:
    """The time in which something holds; what is attested for one day holds on that day."""
    if valid_from is None and valid_to is None and attested is None:
        return ALWAYS
    return Interval(day(valid_from), day(valid_to), day(attested))


def date_of(value: Any) -> Any:
    """What stands in a column that `tables.dated` made: the date of a text, anything else as it is."""
    if type(value) is not str:
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None  # Neo4j knows years that Python does not


def day(value: Any) -> date | None:
    """A date, or the day of the city of a time that stands in its place; anything else is unknown."""
    if value is None or type(value) is date:
        return value
    value = to_python_value(value)
    if isinstance(value, datetime):
        return day_of(value)
    return value if isinstance(value, date) else None


def instant(value: Any) -> datetime | None:
    """A time with a zone; anything else is unknown."""
    if value is None:
        return None
    value = to_python_value(value)
    return value if isinstance(value, datetime) and value.tzinfo else None
