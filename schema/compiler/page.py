"""A page of a list, and the connection over it: nodes, edges, page info and count, whatever the items are.

In: the SelectedField of a connection, and how an item of it is compiled. Out: the part of an answer that is made of a Page. The
rows of a Statement, a list in memory and a list that is read as far as needed all become such a page.
"""

from collections.abc import Callable, Sequence
from functools import partial
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple, Protocol, TypeVar

from graph.errors import BadInput
from schema.compiler.selection import SelectedField
from schema.request.deferred import FieldExecution, map_deferred, resolve

MOST, USUAL = 500, 25
P = TypeVar("P")
Key = Callable[[Any], list[Any]]


class Page(NamedTuple):
    """The items of a page, whether the list goes on before and after it, and the cursor of an item.

    `total`: how many the whole list holds; `counts`: what else was counted over all of it.
    """

    items: Sequence[Any]
    has_previous: bool
    has_next: bool
    cursor: Callable[[Any, FieldExecution], str]
    total: int = 0
    counts: Any = None

    def info(self, name: str, run: FieldExecution) -> Any:
        """A field of PageInfo."""
        if name in ("hasPreviousPage", "hasNextPage"):
            return self.has_previous if name == "hasPreviousPage" else self.has_next
        return self.cursor(self.items[0 if name == "startCursor" else -1], run) if self.items else None


class PartCompiler(Protocol[P]):
    """What makes parts of an answer of one kind: from rows, with facts, or from values that were computed."""

    def object(self, type_name: str, asked: SelectedField, part: Callable[[SelectedField], P]) -> P:
        """An object: each field asked for, by its response key."""

    def many(self, part: P) -> P:
        """A list of what a part makes."""

    def value(self, find: Callable[[Any, FieldExecution], Any]) -> P:
        """A value that needs no further compiling."""

    def of(self, find: Callable[[Any], Any], part: P) -> P:
        """A part, made of what is found in a value."""


def connection_part(compiler: PartCompiler[P], asked: SelectedField, item: Callable[[SelectedField], P], other: Callable[[SelectedField], P | None] = lambda _: None) -> P:
    """The connection, of a Page. `other`: fields of the connection or its edges that not all connections have."""

    def part(field: SelectedField) -> P:
        if field.name == "pageInfo":
            return compiler.object("PageInfo", field, lambda each: compiler.value(lambda page, run: page.info(each.name, run)))
        if field.name == "nodes":
            return compiler.of(attrgetter("items"), compiler.many(item(field)))
        if field.name == "edges":
            return compiler.of(_edges, compiler.many(compiler.object(field.type_name, field, edge)))
        own = other(field)
        return own if own is not None else compiler.value(lambda page, _: page.total)

    def edge(field: SelectedField) -> P:
        if field.name == "node":
            return compiler.of(itemgetter(0), item(field))
        own = other(field)
        return own if own is not None else compiler.value(lambda edge, run: edge[1].cursor(edge[0], run))

    return compiler.object(asked.type_name, asked, part)


def _edges(page: Page) -> list[tuple[Any, Page]]:
    return [(each, page) for each in page.items]


# -- where a page is cut -----------------------------------------------------------------------------------------


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


def page_of(asked: SelectedField, items: Sequence[Any], key: Key, run: FieldExecution, listing: str) -> Page:
    """The page of a list in memory that the arguments of its field ask for; BadInput when a cursor stands for nothing in this list.

    `key`: the plain values that a cursor holds; `listing`: what else, besides the field, cursors are signed with.
    """
    size, backwards = page_size(asked.name, asked.arguments)
    signed = f"{asked.name}|{listing}"
    places = {tuple(key(item)): place for place, item in enumerate(items)}
    start = _place(asked, run, "after", places, signed, -1) + 1
    end = _place(asked, run, "before", places, signed, len(items))
    most = resolve(size, run)
    first, last = (max(start, end - most), end) if backwards else (start, min(end, start + most))
    return Page(items[first:last], first > 0, last < len(items), cursor_of(signed, key), len(items))


def cursor_of(signed: str, key: Key) -> Callable[[Any, FieldExecution], str]:
    """The cursor of an item."""
    return lambda item, run: run.context.cursors.write(signed, key(item))


def _place(asked: SelectedField, run: FieldExecution, name: str, places: dict[tuple[Any, ...], int], signed: str, usual: int) -> int:
    cursor = resolve(asked.arguments.get(name), run)
    if cursor is None:
        return usual
    place = places.get(tuple(run.context.cursors.read(signed, cursor)))
    if place is None:
        raise BadInput(f"{asked.name}: what the cursor {name} stands for is no longer in the list.", "Ask for the first page again.")
    return place
