"""Connections: a page cut from the start or the end, after or before a cursor, and told as nodes, edges, info and counts.

In: a Listing and the arguments of a connection. Out: a Projection. Only what is asked for is read: no cursor's values, no
node more than the page, no count, unless a field needs it.
"""

from collections.abc import Callable, Iterator
from functools import partial
from operator import itemgetter
from typing import Any

from graph.errors import BadInput
from schema.compiler.aggregate import aggregate
from schema.compiler.context import CompilerContext
from schema.compiler.cypher import EACH, ResultPath, as_list
from schema.compiler.list_query import CursorBound, Listing, rows
from schema.compiler.page import Page, connection_part, page_size
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import Projection, Serializer, constant, function, object_writer, unchanged
from schema.request.deferred import Deferred, FieldExecution, map_deferred, resolve
from schema.request.plan_key import mark_of


def connection(compiler: CompilerContext, listing: Listing, asked: SelectedField) -> Projection:
    """A page of a list, with what the page, its edges and its nodes are asked for."""
    return _Connection(compiler, listing, asked).projection()


Part = Callable[[Any, FieldExecution], Any]


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
        write = connection_part(_RowParts(self.compiler.marked), self.asked, self.item_part, self.other)
        read = self.rows() if self.needs_rows else "[]"
        if not self.counts:
            shape = self.only_nodes() or self.shape(write, lambda value: value)
            return Projection(read, shape, tuple((EACH, *path) for path in self.named))
        counted = [(place, *path) for place, each in enumerate(self.counts, 1) for path in each.named]
        named = (*((0, EACH, *path) for path in self.named), *counted)
        return Projection(as_list((read, *(each.cypher for each in self.counts))), self.shape(write, itemgetter(0)), named)

    def shape(self, write: Part, rows_of: Callable[[Any], Any]) -> Serializer:
        """The answer: one row more than the size of the page tells that there is more."""
        size, started, backwards, cursor = self.size, self.started, self.backwards, self.cursor_of

        def shape(value: Any, run: FieldExecution) -> Any:
            read, most = rows_of(value), resolve(size, run)
            page, more = read[:most], len(read) > most
            if backwards:
                return write(Page(page[::-1], more, started, cursor, counts=value), run)
            return write(Page(page, started, more, cursor, counts=value), run)

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

    def other(self, asked: SelectedField) -> Part | None:
        """What is read beside the rows, or carried by them."""
        if asked.name == "totalCount":
            return self.count(unchanged(self.listing.counted()))
        if asked.name == "aggregate":
            return self.count(aggregate(self.compiler, self.listing, asked, self.asked.arguments.get("asOf")))
        if asked.name == "score":
            place = self.extra[0]
            return lambda edge, _: edge[0][place]
        return None

    def count(self, made: Projection) -> Part:
        """A value about the whole list, read beside the rows."""
        self.counts.append(made)
        place, shape = len(self.counts), made.shape
        return lambda page, run: shape(page.counts[place], run)

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

    def item_part(self, asked: SelectedField) -> Part:
        """What is asked of the nodes, of a row."""
        return self.node(asked).shape

    def cursor_of(self, row: Any, run: FieldExecution) -> str:
        """The cursor of a row."""
        return run.context.cursors.write(self.listing.label, row[self.cursor])


class _RowParts:
    """Makes parts of an answer from rows."""

    def __init__(self, marked: bool) -> None:
        self._marked = marked

    def object(self, type_name: str, asked: SelectedField, part: Callable[[SelectedField], Part]) -> Part:
        """An object: each field asked for, by its response key."""
        parts = {key: constant(type_name).shape if each.name == "__typename" else part(each) for key, each in asked.below(type_name).items()}
        return object_writer(type_name, parts, marked=self._marked)

    def many(self, part: Part) -> Part:
        """A list of what a part makes."""
        return lambda values, run: [part(each, run) for each in values]

    def value(self, find: Part) -> Part:
        """What is found in a page or row."""
        return find

    def of(self, find: Callable[[Any], Any], part: Part) -> Part:
        """A part, made of what is found in a page or row."""
        return lambda value, run: part(find(value), run)


def _cursor_value(label: str, cursor: Any, place: int, run: FieldExecution) -> Any:
    return run.context.cursors.read(label, resolve(cursor, run))[place]
