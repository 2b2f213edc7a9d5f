"""Connections: a page cut from the start or the end, after or before a cursor, and told as nodes, edges, info and counts.

In: a Listing and the arguments of a connection. Out: a Projection. Only what is asked for is read: no cursor's values, no
node more than the page, no count, unless a field needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Any

from graph.errors import BadInput
from schema.compiler.aggregate import aggregate
from schema.compiler.context import CompilerContext
from schema.compiler.cypher import EACH, ResultPath, as_list
from schema.compiler.list_query import CursorBound, Listing, rows
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import TYPENAME, Projection, Serializer, constant, function, unchanged
from schema.request.deferred import Deferred, FieldExecution, map_deferred, resolve
from schema.request.plan_key import mark_of

MOST, USUAL = 500, 25
INFO = ("hasNextPage", "hasPreviousPage", "startCursor", "endCursor")


def connection(compiler: CompilerContext, listing: Listing, asked: SelectedField) -> Projection:
    """A page of a list, with what the page, its edges and its nodes are asked for."""
    return _Connection(compiler, listing, asked).projection()


@dataclass(frozen=True)
class Page:
    """The rows of one page, as read: which part of them is the page, and whether there is more."""

    rows: list[Any]
    more: bool
    started: bool
    backwards: bool

    @classmethod
    def cut(cls, found: list[Any], size: int, started: bool, backwards: bool) -> Page:
        """The page: one row more than its size tells that there is more."""
        page = found[:size]
        return cls(page[::-1] if backwards else page, len(found) > size, started, backwards)

    @property
    def has_next(self) -> bool:
        """Whether more comes after it."""
        return self.started if self.backwards else self.more

    @property
    def has_previous(self) -> bool:
        """Whether more comes before it."""
        return self.more if self.backwards else self.started


Part = Callable[[Page, Any, FieldExecution], Any]


class _Connection:
    """Compiles one connection. A row is [what the list carries, values of its cursor, each selection of nodes…].

    What is alone is not put into a list: of a page of a hundred with lists below, half of the lists would hold one thing.
    """

    def __init__(self, compiler: CompilerContext, listing: Listing, asked: SelectedField) -> None:
        self.compiler = compiler
        self.listing = listing
        self.asked = asked
        self.fields = asked.below(asked.type_name)
        self.size, self.backwards = page_size(asked.name, asked.arguments)
        self.cells: list[str] = []
        self.named: list[ResultPath] = []
        self.extra = [self.cell(each) for each in listing.extra]
        self.cursor = self.cell(as_list(each.to_cursor for each in listing.keys)) if any(self.with_cursor()) else None
        self.made: Projection = constant(None)
        self.alone = not self.cells and sum(1 for _ in self.selections()) == 1
        self.cuts = tuple(self.given_cuts())
        self.counts: list[Projection] = []

    def cell(self, cypher: str) -> int:
        """One more cell of a row; answers its place."""
        self.cells.append(cypher)
        return len(self.cells) - 1

    def with_cursor(self) -> Iterator[bool]:
        """Whether each of the fields below needs the values of cursors."""
        for each in self.fields.values():
            below = each.below(each.type_name).values() if each.name in ("edges", "pageInfo") else ()
            yield any(field.name in ("cursor", "startCursor", "endCursor") for field in below)

    def selections(self) -> Iterator[SelectedField]:
        """The selections on nodes: those under `nodes`, and those under `node` of `edges`."""
        for each in self.fields.values():
            if each.name == "nodes":
                yield each
            elif each.name == "edges":
                yield from (field for field in each.below(each.type_name).values() if field.name == "node")

    # -- Cypher --------------------------------------------------------------------------------------------------

    def projection(self) -> Projection:
        """The whole connection: the rows, or [rows, counts…]."""
        parts = {key: self.part(each) for key, each in self.fields.items()}
        read = self.rows() if self.needs_rows else "[]"
        if not self.counts:
            shape = self.only_nodes() or self.shape(parts, lambda value: value)
            return Projection(read, shape, tuple((EACH, *path) for path in self.named))
        counted = [(place, *path) for place, each in enumerate(self.counts, 1) for path in each.named]
        named = (*((0, EACH, *path) for path in self.named), *counted)
        return Projection(as_list((read, *(each.cypher for each in self.counts))), self.shape(parts, itemgetter(0)), named)

    def shape(self, parts: dict[str, Part], rows_of: Callable[[Any], Any]) -> Serializer:
        """The answer with these parts."""
        start: dict[Any, Any] = {TYPENAME: self.asked.type_name} if self.compiler.marked else {}
        size, started, backwards = self.size, self.started, self.backwards

        def shape(value: Any, run: FieldExecution) -> Any:
            page = Page.cut(rows_of(value), resolve(size, run), started, backwards)
            return start | {key: part(page, value, run) for key, part in parts.items()}

        return shape

    def only_nodes(self) -> Serializer | None:
        """The answer where nothing but nodes is asked, as most lists inside lists are; else None."""
        if not self.alone or len(self.fields) != 1 or self.backwards or self.compiler.marked:
            return None
        (key,) = self.fields
        if self.fields[key].name != "nodes":
            return None
        if self.made.told:
            return function(["told = run.tables[table]", f"return {{{key!r}: [told[each] for each in v]}}"], {"table": self.made.told})
        return function([f"return {{{key!r}: [node(each, run) for each in v]}}"], {"node": self.made.shape})

    @property
    def started(self) -> bool:
        """True when the page does not begin at the end it is cut from."""
        return self.asked.arguments.get("before" if self.backwards else "after") is not None

    @property
    def needs_rows(self) -> bool:
        """True when anything of the page itself is asked."""
        return any(each.name in ("nodes", "edges", "pageInfo") for each in self.fields.values())

    def rows(self) -> str:
        """The rows of the page, and one more where it is asked whether there is more."""
        info = [each for each in self.fields.values() if each.name == "pageInfo"]
        more = any(field.name.startswith("has") for each in info for field in each.below("PageInfo").values())
        limit = self.compiler.parameter(map_deferred(self.size, lambda size: size + 1) if more else self.size)
        row = self.cells[0] if self.alone else as_list(self.cells)
        return rows(self.listing, row, self.cuts, self.backwards, limit)

    def given_cuts(self) -> Iterator[CursorBound]:
        """The cursors given."""
        for name in ("after", "before"):
            cursor = self.asked.arguments.get(name)
            if cursor is not None:
                yield CursorBound(tuple(self.cursor_values(name, cursor)), name == "before")

    def cursor_values(self, name: str, cursor: Any) -> Iterator[str | None]:
        """The values of a cursor as parameters."""
        nulls, keys = mark_of(cursor, self.asked.name, name), self.listing.keys
        # What always has a value, as what breaks ties, is what the signature is verified with when the value is read.
        if nulls is None or len(nulls) != len(keys) or nulls[-1]:
            raise BadInput("The cursor was not given out for this list.", "Use endCursor or startCursor of a page of the same list.")
        for place, (order, is_null) in enumerate(zip(keys, nulls, strict=True)):
            value = Deferred(partial(_cursor_value, self.listing.label, cursor, place))
            yield None if is_null else order.from_cursor(self.compiler.parameter(value))

    # -- fields --------------------------------------------------------------------------------------------------

    def part(self, asked: SelectedField) -> Part:
        """What answers one field of the connection."""
        if asked.name == "nodes":
            return self.nodes(asked)
        if asked.name == "edges":
            return self.edges(asked)
        if asked.name == "pageInfo":
            return self.info(asked)
        if asked.name == "__typename":
            return lambda *_: self.asked.type_name
        return self.count(unchanged(self.listing.counted()) if asked.name == "totalCount" else aggregate(self.compiler, self.listing, asked, self.asked.arguments.get("asOf")))

    def count(self, made: Projection) -> Part:
        """A value about the whole list, read beside the rows."""
        self.counts.append(made)
        place, shape = len(self.counts), made.shape
        return lambda page, value, run: shape(value[place], run)

    def node(self, asked: SelectedField) -> Projection:
        """What is asked of the nodes, as a cell of the row."""
        made = self.item(asked)
        place = self.cell(made.cypher)
        if self.alone:
            self.named += made.named
            self.made = made
            return made
        self.named += [(place, *path) for path in made.named]
        return Projection(made.cypher, lambda row, run: made.shape(row[place], run))

    def item(self, asked: SelectedField) -> Projection:
        """What is asked of one of many."""
        compiler, listing = self.compiler, self.listing
        if not listing.project:
            return compiler.node(listing.target, asked, listing.node, many=True, once=listing.once)
        with compiler.compiling(again=True):
            return listing.project(compiler, asked, listing.node)

    def nodes(self, asked: SelectedField) -> Part:
        """The page as nodes."""
        shape = self.node(asked).shape
        return lambda page, value, run: [shape(row, run) for row in page.rows]

    def edges(self, asked: SelectedField) -> Part:
        """The page as edges."""
        parts = {key: self.edge_part(each, asked.type_name) for key, each in asked.below(asked.type_name).items()}
        start: dict[Any, Any] = {TYPENAME: asked.type_name} if self.compiler.marked else {}
        return lambda page, value, run: [
            start | {key: part(row, run) for key, part in parts.items()} for row in page.rows
        ]

    def edge_part(self, asked: SelectedField, type_name: str) -> Callable[[Any, FieldExecution], Any]:
        """One field of an edge."""
        if asked.name == "node":
            return self.node(asked).shape
        if asked.name == "__typename":
            return constant(type_name).shape
        if asked.name == "score":
            place = self.extra[0]
            return lambda row, run: row[place]
        return self.cursor_of

    def cursor_of(self, row: Any, run: FieldExecution) -> str:
        """The cursor of a row."""
        return run.context.cursors.write(self.listing.label, row[self.cursor])

    def info(self, asked: SelectedField) -> Part:
        """Where the page stands."""
        found: dict[str, Callable[[Page, FieldExecution], Any]] = {
            "hasNextPage": lambda page, run: page.has_next,
            "hasPreviousPage": lambda page, run: page.has_previous,
            "startCursor": lambda page, run: self.cursor_of(page.rows[0], run) if page.rows else None,
            "endCursor": lambda page, run: self.cursor_of(page.rows[-1], run) if page.rows else None,
            "__typename": lambda page, run: "PageInfo",
        }
        parts = {key: found[each.name] for key, each in asked.below("PageInfo").items()}
        start: dict[Any, Any] = {TYPENAME: "PageInfo"} if self.compiler.marked else {}
        return lambda page, value, run: start | {key: part(page, run) for key, part in parts.items()}


def _cursor_value(label: str, cursor: Any, place: int, run: FieldExecution) -> Any:
    return run.context.cursors.read(label, resolve(cursor, run))[place]


def page_size(field: str, arguments: dict[str, Any]) -> tuple[Any, bool]:
    """How many, and whether from the end. BadInput for both ends at once, and outside 1 to 500."""
    first, last = arguments.get("first"), arguments.get("last")
    if first is not None and last is not None:
        raise BadInput(f"{field}: first and last were both given.", "Give one of the two: first pages forward, last backward.")
    size = first if first is not None else last if last is not None else USUAL
    return map_deferred(size, partial(_checked, field, "last" if last is not None else "first")), last is not None


def _checked(field: str, argument: str, size: int) -> int:
    if not 1 <= size <= MOST:
        raise BadInput(f"{field}: {argument} is {size}.", f"Give a number from 1 to {MOST}, and page with a cursor.")
    return size
