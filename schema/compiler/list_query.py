"""What a list is of, filtered and in what order: the part of a page that has nothing to do with where it is cut.

In: a MATCH clause with its conditions, and the `filter` and `orderBy` of a field; a property that the viewer may not see decides
no order, nor does it get into a cursor. Out: Cypher for ORDER BY, for what comes after or before a
cursor, and for reading a page by an index where the order has one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from graph.city_time import instant_cypher
from graph.database.clauses import Query, collect, count
from graph.model.definition import LABELS
from graph.model.vocabulary import Kind, Property
from schema.compiler.context import CompilerContext
from schema.compiler.cypher import node_id_cypher
from schema.compiler.filters import asks_for_value, predicate
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import Projection

# The least value of a kind: what is not less is of that kind, and an index finds it in order.
LEAST = {Kind.STRING: "''", Kind.DATE: "date({year: -999999999})", Kind.DATETIME: "datetime({year: -999999999, timezone: 'Z'})", Kind.INTEGER: "-Infinity", Kind.FLOAT: "-Infinity"}
_TYPES = {Kind.STRING: "STRING", Kind.DATE: "DATE", Kind.DATETIME: "ZONED DATETIME", Kind.BOOLEAN: "BOOLEAN", Kind.INTEGER: "INTEGER", Kind.FLOAT: "FLOAT"}
_AS_TEXT = {Kind.DATE: "date", Kind.DATETIME: "datetime"}


@dataclass(frozen=True)
class Order:
    """One part of an order: an expression and its direction. What has no value comes last, whatever the direction.

    `required`: it always has a value. `indexed`: an index of the graph holds the expression in order, or, where it is a time,
    the property behind it: Neo4j orders the same instant by zone, so those of the last second are sorted anew.
    """

    name: str
    expression: str
    descending: bool = False
    kind: Kind = Kind.STRING
    required: bool = False
    indexed: bool = False
    held: str | None = None

    @cached_property
    def in_index(self) -> str:
        """What the index holds."""
        return self.held or self.expression

    def by(self, backwards: bool) -> str:
        """The part of ORDER BY."""
        way = " DESC" if self.descending != backwards else ""
        last = "" if self.required else f"{self.expression} IS NULL{' DESC' if backwards else ''}, "
        return f"{last}{self.expression}{way}"

    @property
    def to_cursor(self) -> str:
        """The value as a cursor keeps it."""
        return f"toString({self.expression})" if self.kind in _AS_TEXT else self.expression

    def from_cursor(self, parameter: str) -> str:
        """The value that a cursor kept, as Cypher. One of a time in another zone may still be about."""
        if self.kind is Kind.DATETIME:
            return f"datetime({{datetime: datetime({parameter}), timezone: 'Z'}})"
        return f"{_AS_TEXT[self.kind]}({parameter})" if self.kind in _AS_TEXT else parameter

    def after(self, value: str | None, before: bool) -> str:
        """Predicate: comes after a value (or before it); None is a cursor at a node without a value."""
        if value is None:
            return f"{self.expression} IS NOT NULL" if before else "false"
        beyond = f"{self.expression} {'<' if self.descending != before else '>'} {value}"
        return beyond if before or self.required else f"({beyond} OR {self.expression} IS NULL)"

    def same(self, value: str | None) -> str:
        """Predicate: has that value, or none."""
        return f"{self.expression} IS NULL" if value is None else f"{self.expression} = {value}"


def order_of(node: str, prop: Property, descending: bool, indexed: bool) -> Order:
    """The order by a property; a value of another type counts as none, for nothing comes before or after it."""
    if prop.kind is Kind.DATETIME:
        held = f"{node}.{prop.name}"
        return Order(prop.name, instant_cypher(held), descending, prop.kind, indexed=indexed, held=held if indexed else None)
    if indexed and prop.kind in LEAST:
        return Order(prop.name, f"{node}.{prop.name}", descending, prop.kind, indexed=True)
    expression = f"CASE WHEN {node}.{prop.name} IS :: {_TYPES[prop.kind]} NOT NULL THEN {node}.{prop.name} END"
    return Order(prop.name, expression, descending, prop.kind)


@dataclass(frozen=True)
class Listing:
    """What a list is of: a MATCH clause, its conditions, the variable of the node, its type, and how it is ordered.

    `carry` and `extra` are variables that the clause leaves beside the node, and what of them stands in each row. `tie`
    breaks ties where a key does not. `project` compiles what is asked of an item that is no node.
    `distinct`: the clause may find an item more than once. `once`: lists like this one of different nodes hold different items.
    """

    name: str
    match: Query
    where: Sequence[str]
    node: str
    target: str
    order: tuple[Order, ...] = ()
    extra: tuple[str, ...] = ()
    carry: tuple[str, ...] = ()
    tie: str | None = None
    distinct: bool = True
    once: bool = False
    project: Callable[[CompilerContext, SelectedField, str], Projection] | None = None

    @property
    def key(self) -> str:
        """What breaks ties: the key, or the id where a list holds several labels."""
        if self.tie:
            return self.tie
        return f"{self.node}.key" if self.target in LABELS else node_id_cypher(self.node, self.target)

    @property
    def keys(self) -> tuple[Order, ...]:
        """The whole order, to the last tie."""
        return (*self.order, Order("key", self.key, required=True))

    @property
    def label(self) -> str:
        """What cursors of this list are signed with: they fit no other list and no other order."""
        return "|".join((self.name, self.target, *(f"{each.name}{' DESC' if each.descending else ''}" for each in self.order)))

    def query(self, *more: str) -> Query:
        """What finds all that the list holds, under these conditions besides its own."""
        return self.match.where(*self.where, f"{self.key} IS NOT NULL", *more)

    def counted(self) -> str:
        """How many the list holds in all."""
        return count(self.query().returning(self.node, distinct=True))


@dataclass(frozen=True)
class CursorBound:
    """A cursor in a list: only what comes after it, or before it. Its values are parameters, None where it holds none."""

    values: tuple[str | None, ...]
    before: bool

    def condition(self, keys: Sequence[Order]) -> str:
        """Predicate: comes after (or before) the cursor, in the order of the keys."""
        either: list[str] = []
        equal: list[str] = []
        for order, value in zip(keys, self.values, strict=True):
            either.append(" AND ".join((*equal, order.after(value, self.before))))
            equal.append(order.same(value))
        return f"({' OR '.join(either)})"


def rows(listing: Listing, row: str, cuts: Sequence[CursorBound], backwards: bool, limit: str) -> str:
    """A list of the rows of one page."""
    first = listing.keys[0]
    if first.indexed and (first.held or not first.required):
        return _rows_by_index(listing, row, cuts, backwards, limit)
    keys = listing.keys
    found = listing.query(*(_valued(keys, cut) if first.indexed else cut.condition(keys) for cut in cuts))
    page = found.with_(listing.node, *listing.carry, distinct=listing.distinct).order_by(*(each.by(backwards) for each in keys)).limit(limit)
    return collect(page.returning(f"{row} AS row"))


def _rows_by_index(listing: Listing, row: str, cuts: Sequence[CursorBound], backwards: bool, limit: str) -> str:
    """First those that an index holds in order of the first key, then, only when the page is not full, those without a value.

    Sorting "no value" last would keep Neo4j from using the index: a page would take longer the larger the graph is. The
    LIMIT 1 says that there is one `found`: without it, the second part is read in full and thrown away.
    """
    order, rest = listing.order[0], listing.keys[1:]
    has_value, certain = f"{order.in_index} >= {LEAST[order.kind]}", replace(order, required=True)
    valued = [has_value, *(_valued((certain, *rest), cut) for cut in cuts)]
    empty = [f"NOT coalesce({has_value}, false)", *(_empty(rest, cut) for cut in cuts)]
    parts = [(valued, (certain, *rest)), (empty, rest)]
    first, second = (_first_of(listing, where, keys, backwards, limit) for where, keys in (parts[::-1] if backwards else parts))
    m = listing.node
    not_full = Query().with_("found").where(f"size(found) < {limit}").with_("found").limit(1)
    return collect(
        Query()
        .call(first.returning(f"collect({m}) AS found"))
        .call(not_full.then(second).returning(f"collect({m}) AS more"), "found")
        .unwind("found + more", m)
        .with_(m)
        .limit(limit)
        .returning(f"{row} AS row")
    )


def _first_of(listing: Listing, where: Sequence[str], keys: Sequence[Order], backwards: bool, limit: str) -> Query:
    """Clauses that leave the first of those that meet the conditions, in order."""
    order, near = keys[0], Query()
    if order.held and order.required:
        near, until = _to_the_last_second(listing, where, order, backwards, limit)
        where = [*where, until]
    return near.then(listing.query(*where)).with_(listing.node).order_by(*(each.by(backwards) for each in keys)).limit(limit)


def _to_the_last_second(listing: Listing, where: Sequence[str], order: Order, backwards: bool, limit: str) -> tuple[Query, str]:
    """How far the index has to be read for so many, as a query before the clauses and a condition: to the end of that second."""
    down = order.descending != backwards
    first = listing.query(*where).with_(f"{order.held} AS at").order_by(f"at{' DESC' if down else ''}").limit(limit)
    return Query().call(first.returning(f"{'min' if down else 'max'}(at) AS edge")), f"{order.held} {'>= edge -' if down else '<= edge +'} duration({{seconds: 1}})"


def _valued(keys: Sequence[Order], cut: CursorBound) -> str:
    """The condition that a cursor puts on those with a value for the first key; the index begins where it stands."""
    value, order = cut.values[0], keys[0]
    if value is None:
        return "true" if cut.before else "false"
    down = order.descending != cut.before
    near = f"{value} {'+' if down else '-'} duration({{seconds: 1}})" if order.held else value
    return f"{order.in_index} {'<' if down else '>'}= {near} AND {cut.condition(keys)}"


def _empty(rest: Sequence[Order], cut: CursorBound) -> str:
    """The condition that a cursor puts on those without a value for the first key."""
    if cut.values[0] is None:
        return CursorBound(cut.values[1:], cut.before).condition(rest)
    return "false" if cut.before else "true"


def filtered_and_ordered(compiler: CompilerContext, listing: Listing, asked: SelectedField, *, indexed: bool = False) -> Listing:
    """The list as the field asks for it. `indexed`: it holds all nodes of a label, so an index may give the order."""
    arguments = asked.arguments
    condition = predicate(compiler, listing.target, arguments.get("filter"), listing.node, arguments.get("asOf"))
    where = [*listing.where, condition] if condition != "true" else listing.where
    order = list(_orders(compiler, listing, arguments.get("orderBy") or [], indexed))
    if order and order[0].indexed and asks_for_value(arguments.get("filter"), order[0].name):
        order[0] = replace(order[0], required=True)
    return replace(listing, where=where, order=tuple(order))


def _orders(compiler: CompilerContext, listing: Listing, asked: list[dict[str, Any]], indexed: bool) -> Iterator[Order]:
    for entry in asked:
        for name, direction in entry.items():
            if direction is None:
                continue
            descending, node = direction == "DESC", listing.node
            if name == "id":
                yield Order("id", listing.key, descending, required=True)
            elif listing.target in LABELS:
                yield from _by_property(compiler, listing, name, descending, indexed)
            else:
                yield Order(name, compiler.name_of(listing.target, node), descending)


def _by_property(compiler: CompilerContext, listing: Listing, name: str, descending: bool, indexed: bool) -> Iterator[Order]:
    label = LABELS[listing.target]
    prop: Property = label.property(name)
    if compiler.viewer.sees(prop):
        yield order_of(listing.node, prop, descending, indexed and name in label.indexed)
