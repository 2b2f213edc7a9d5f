"""Connections over a list that is in memory: cut by cursor, told as nodes, edges, page info and count.

In: the Asked connection, and how an item is told and what tells it from others. Out: an InMemoryConnection: it cuts the page when the
list is there, and fills in the answer when what is asked of the items was read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import BadInput
from schema.compiler.connection import page_size
from schema.compiler.ownership import OwnershipCompiler, Part
from schema.compiler.selection import SelectedField
from schema.request.deferred import FieldExecution, resolve

Key = Callable[[Any], list[Any]]


@dataclass(frozen=True)
class InMemoryPage:
    """A page of a list that is in memory; `signed` is what its cursors are for, `key` the plain values that they hold."""

    items: Sequence[Any]
    total: int
    before: bool
    after: bool
    signed: str
    key: Key

    def cursor(self, item: Any, run: FieldExecution) -> str:
        """The cursor of one of its items."""
        return run.context.cursors.write(self.signed, self.key(item))

    def info(self, name: str, run: FieldExecution) -> Any:
        """A field of PageInfo."""
        if name in ("hasPreviousPage", "hasNextPage"):
            return self.before if name == "hasPreviousPage" else self.after
        return self.cursor(self.items[0 if name == "startCursor" else -1], run) if self.items else None


def page_of(asked: SelectedField, items: Sequence[Any], key: Key, run: FieldExecution, listing: str) -> InMemoryPage:
    """The page of a list that the arguments of its field ask for; BadInput when a cursor stands for nothing in this list."""
    size, backwards = page_size(asked.name, asked.arguments)
    signed = f"{asked.name}|{listing}"
    places = {tuple(key(item)): place for place, item in enumerate(items)}
    start = _place(asked, run, "after", places, signed, -1) + 1
    end = _place(asked, run, "before", places, signed, len(items))
    most = resolve(size, run)
    first, last = (max(start, end - most), end) if backwards else (start, min(end, start + most))
    page = items[first:last]
    return InMemoryPage(page, len(items), first > 0, last < len(items), signed, key)


def _place(asked: SelectedField, run: FieldExecution, name: str, places: dict[tuple[Any, ...], int], signed: str, usual: int) -> int:
    cursor = resolve(asked.arguments.get(name), run)
    if cursor is None:
        return usual
    place = places.get(tuple(run.context.cursors.read(signed, cursor)))
    if place is None:
        raise BadInput(f"{asked.name}: what the cursor {name} stands for is no longer in the list.", "Ask for the first page again.")
    return place


class InMemoryConnection:
    """One connection of what is told with facts. `item`: a field of an item; `key`: the plain values that a cursor holds."""

    def __init__(self, owned: OwnershipCompiler, asked: SelectedField, name: str, item: Callable[[SelectedField], Part], key: Key) -> None:
        self.owned, self.asked, self.name, self.item, self.key = owned, asked, name, item, key
        page_size(asked.name, asked.arguments)  # what is wrong with it is said before anything is read
        self.fill = owned.object(f"{name}Connection", asked, self._connection_part)

    def cut(self, run: FieldExecution, items: Sequence[Any], listing: str) -> InMemoryPage:
        """The page."""
        return page_of(self.asked, items, self.key, run, listing)

    def _connection_part(self, field: SelectedField) -> Part:
        owned = self.owned
        if field.name == "totalCount":
            return lambda page, *_: page.total
        if field.name == "pageInfo":
            return owned.object("PageInfo", field, self._info_part)
        if field.name == "nodes":
            nodes = owned.many(owned.object(self.name, field, self.item))
            return lambda page, reading, run: nodes(page.items, reading, run)
        edges = owned.many(owned.object(f"{self.name}Edge", field, self._edge_part))
        return lambda page, reading, run: edges([(item, page) for item in page.items], reading, run)

    def _edge_part(self, field: SelectedField) -> Part:
        if field.name == "cursor":
            return lambda edge, _, run: edge[1].cursor(edge[0], run)
        node = self.owned.object(self.name, field, self.item)
        return lambda edge, reading, run: node(edge[0], reading, run)

    def _info_part(self, field: SelectedField) -> Part:
        return lambda page, _, run: page.info(field.name, run)
