"""The city without its plain initiatives: all that decides who answers for a topic in an area, and nothing that grows with
the number of initiatives but those that somebody was given by name.

In: one record of `city_query`. Out: CityFacts: Facts with their History, and a number for each node that an initiative may
be tied to. A CityFacts is kept for the next question: if nothing was written since, or if that reads the very same record, all
that was worked out still holds.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from neo4j.time import Date

from graph.city_time import zone
from graph.database.session import LAST_WRITTEN, Result
from graph.database.statement import Statement, block
from graph.ownership.facts.holder_query import PARTY_IDS, party_query
from graph.ownership.facts.model import ALWAYS, DatedRelationship, Facts, Initiative
from graph.ownership.facts.needs import Need
from graph.ownership.facts.tables import tables
from graph.ownership.history.history import History
from graph.ownership.history.reading import facts_from
from graph.silos.population.bitset_rule import BitsetRule
from graph.silos.population.ever_owned import Ever
from graph.worker_threads import aside


class Read(Protocol):
    """Reads a Statement, where it is told after the transactions of some bookmarks."""

    async def __call__(self, statement: Statement, after: frozenset[str] = ..., /) -> Result: ...


_NEEDS = frozenset({Need.NAMES})
_PARTS = """
CALL () { MATCH (:Responsibility)-[:FOR]->(n:Initiative) RETURN collect(DISTINCT n) AS initiatives }
CALL () { MATCH (n:Problem) RETURN collect(n) AS problems }
CALL () { MATCH (n:Domain) RETURN collect(n) AS domains }
CALL () { MATCH (n:Area) RETURN collect(n) AS areas }
CALL () { MATCH (n:Department) RETURN collect(n) AS departments }
CALL () { MATCH (n:Organisation) WHERE EXISTS { (n)-[:HOLDS]->() } RETURN collect(n) AS organisations }
CALL () { MATCH (n:Official) WHERE OFFICIALS RETURN collect(n) AS officials }
CALL () { MATCH (n:Responsibility) RETURN collect(n) AS responsibilities }
WITH *, [] AS counters, [] AS residents
"""
MOST_DAYS = 2_000  # CityFacts that has looked at more days than this is not kept
MOST_BITSET_RULES = 4  # today and two days to compare it with, and one more
MOST_ROWS = 2  # those with a name and those without


def parts(officials: str = "EXISTS { (n)-[:HOLDS]->() }") -> str:
    """The nodes of the city; which officials: a predicate on `n`, by default those that hold something."""
    return _PARTS.replace("OFFICIALS", officials)


def city_query() -> Statement:
    """Everything but plain initiatives, at all dates."""
    return Statement(f"{parts().strip()}\nRETURN\n{block(tables(needs=_NEEDS))}")


def city_query_with_party(party: str) -> Statement:
    """The same, with one department or organisation: first in the record, as a list of its id, empty if it is not there."""
    found = party_query(("Department", "Organisation")).strip()
    return Statement(
        f"{found}\n{parts().strip()}\nRETURN\n{block(f'{PARTY_IDS},{chr(10)}{tables(needs=_NEEDS)}')}",
        {"parties": [party]},
    )


class CityFacts:
    """The facts that plain initiatives share. One question at a time: it puts its initiatives into these facts."""

    def __init__(self, record: Sequence[Any]) -> None:
        self.record, self.zone = record, zone()  # which decides what day a time is that stands for a date
        self.facts: Facts = facts_from(record, _NEEDS).facts
        self.history = History(self.facts)
        self._bitset_rules: dict[date, BitsetRule] = {}
        self.named: dict[str, Initiative] = dict(self.facts.initiatives)
        self.as_of: frozenset[str] = frozenset()  # the last transaction when it was read; none: not known
        self.rows: dict[tuple[Any, ...], list[Any]] = {}  # as of that as well, by what was asked

    @cached_property
    def numbers(self) -> dict[str, dict[str, int]]:
        """For each kind of node its keys with a number; a domain has two, the second one for a tie at the side."""
        first, found = 0, dict[str, dict[str, int]]()
        for name, nodes, step in (
            ("domains", self.facts.domains, 2),
            ("problems", self.facts.problems, 1),
            ("areas", self.facts.areas, 1),
        ):
            found[name] = {each.partition(":")[2]: first + place * step for place, each in enumerate(nodes)}
            first += step * len(nodes)
        return found

    @cached_property
    def ever(self) -> Ever:
        """Who may ever have owned what, on whatever day."""
        return Ever(self.history)

    @cached_property
    def ties(self) -> list[DatedRelationship]:
        """The undated tie that each number stands for."""
        facts = self.facts
        domains = [DatedRelationship(each, ALWAYS, word) for each in facts.domains for word in (None, "SIDE")]
        return [*domains, *(DatedRelationship(each) for each in (*facts.problems, *facts.areas))]

    def bitset_rule(self, day: date) -> BitsetRule:
        """What is worked out once for many initiatives on a day; kept for the days asked for last."""
        bitset_rule = self._bitset_rules.pop(day, None) or BitsetRule(self.history, day)
        while len(self._bitset_rules) >= MOST_BITSET_RULES:
            del self._bitset_rules[next(iter(self._bitset_rules))]
        self._bitset_rules[day] = bitset_rule
        return bitset_rule

    def add(self, initiatives: Iterable[Initiative]) -> Iterator[Initiative]:
        """Put the initiatives of a question into the facts, one by one as somebody asks for them."""
        for each in initiatives:
            self.facts.initiatives[each.id] = each
            yield each

    def reset(self) -> None:
        """Take out the initiatives of a question."""
        self.facts.initiatives.clear()
        self.facts.initiatives.update(self.named)


_EXACT = frozenset({str, int, float, bool, type(None), Date})


def is_same(one: Any, other: Any) -> bool:
    """The very same values of the very same types: for the rule, 1 is not true."""
    if one is other:
        return True
    kind = type(one)
    if kind is not type(other):
        return False
    if kind is list:
        return len(one) == len(other) and all(map(is_same, one, other))
    return bool(one == other) if kind in _EXACT else repr(one) == repr(other)


RowsOf = Callable[[CityFacts], Statement]


class CityCache:
    """Keeps the last CityFacts. It is borrowed by one question at a time; whoever comes meanwhile makes one of their own."""

    def __init__(self) -> None:
        self._last: CityFacts | None = None

    def reset(self) -> None:
        """Keep nothing any more: the next question reads all anew."""
        self._last = None

    @asynccontextmanager
    async def borrow(self, record: Sequence[Any]) -> AsyncIterator[CityFacts]:
        """The CityFacts of a record, made beside the event loop where it is not the one that is kept."""
        last, self._last = self._last, None
        is_same_record = last is not None and last.zone == zone() and last.record is record
        city = last if last and is_same_record else await aside(_city_of, record, last)
        yield city  # after an error, or when nobody waits any more, a thread may still be at work on it: then it is not kept
        city.reset()
        self._last = city if city.history.days < MOST_DAYS else None

    @asynccontextmanager
    async def read(self, read: Read, rows_of: RowsOf | None = None) -> AsyncIterator[tuple[CityFacts, list[Any]]]:
        """The CityFacts as it is, and the rows asked for: read again only where anything at all was written since they were.

        A read that is given a bookmark waits until that transaction, and every one before it, can be seen. So what was read
        with one still is what a new read would bring, for as long as Neo4j hands out the same bookmark.
        """
        now: frozenset[str] = (await read(LAST_WRITTEN)).bookmarks
        last = self._last
        record = last.record if last and now and last.as_of == now else (await read(city_query(), now)).one()
        async with self.borrow(record) as city:
            if not now or city.as_of != now:
                city.as_of, city.rows = now, {}
            yield city, await rows_in(read, city, rows_of(city)) if rows_of else []


def _city_of(record: Sequence[Any], last: CityFacts | None) -> CityFacts:
    """The kept one where it is of the very same record, else a new one."""
    return last if last and last.zone == zone() and is_same(last.record, record) else CityFacts(record)


async def rows_in(read: Read, city: CityFacts, statement: Statement) -> list[Any]:
    """The rows of a Statement, which nobody may change: they are kept, as are those asked for before."""
    parameters = ((name, value) for name, value in statement.parameters.items() if name not in city.numbers)
    asked = statement.text, *sorted(parameters)
    rows: list[Any] | None = city.rows.pop(asked, None)
    if rows is None:
        rows = (await read(statement, city.as_of)).one()[0]
    while len(city.rows) >= MOST_ROWS:
        del city.rows[next(iter(city.rows))]
    city.rows[asked] = rows
    return rows
