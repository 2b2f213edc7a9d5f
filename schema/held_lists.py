"""Connections over a list that is in memory: cut by cursor, told as nodes, edges, page info and count.

In: the Asked connection, and how an item is told and what tells it from others. Out: a HeldList: it cuts the page when the
list is there, and fills in the answer when what is asked of the items was read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import BadInput
from schema.late import Run, value_of
from schema.owned import Owned, Part
from schema.paging import page_size
from schema.selection import Asked

Key = Callable[[Any], list[Any]]


@dataclass(frozen=True)
class HeldPage:
    """A page of a list that is in memory; `signed` is what its cursors are for."""

    items: Sequence[Any]
    total: int
    before: bool
    after: bool
    signed: str


class HeldList:
    """One connection. `item`: a field of an item; `key`: the plain values that a cursor holds."""

    def __init__(self, owned: Owned, asked: Asked, name: str, item: Callable[[Asked], Part], key: Key) -> None:
        self.owned, self.asked, self.name, self.item, self.key = owned, asked, name, item, key
        self.size, self.backwards = page_size(asked.name, asked.arguments)
        self.fill = owned.object(f"{name}Connection", asked, self._connection_part)

    def cut(self, run: Run, items: Sequence[Any], listing: str) -> HeldPage:
        """The page; BadInput when a cursor stands for nothing in this list."""
        signed = f"{self.asked.name}|{listing}"
        places = {tuple(self.key(item)): place for place, item in enumerate(items)}
        start = self._place(run, "after", places, signed, -1) + 1
        end = self._place(run, "before", places, signed, len(items))
        size = value_of(self.size, run)
        first, last = (max(start, end - size), end) if self.backwards else (start, min(end, start + size))
        page = items[first:last]
        return HeldPage(page, len(items), first > 0, last < len(items), signed)

    def _place(self, run: Run, name: str, places: dict[tuple[Any, ...], int], signed: str, usual: int) -> int:
        cursor = value_of(self.asked.arguments.get(name), run)
        if cursor is None:
            return usual
        place = places.get(tuple(run.context.cursors.read(signed, cursor)))
        if place is None:
            raise BadInput(
                f"{self.asked.name}: what the cursor {name} stands for is no longer in the list.",
                "Ask for the first page again.",
            )
        return place

    def _connection_part(self, field: Asked) -> Part:
        owned = self.owned
        if field.name == "totalCount":
            return lambda page, *_: page.total
        if field.name == "pageInfo":
            return owned.object("PageInfo", field, self._info_part)
        if field.name == "nodes":
            nodes = owned.many(owned.object(self.name, field, self.item))
            return lambda page, reading, run: nodes(page.items, reading, run)
        edges = owned.many(owned.object(f"{self.name}Edge", field, self._edge_part))
        return lambda page, reading, run: edges([(item, page.signed) for item in page.items], reading, run)

    def _edge_part(self, field: Asked) -> Part:
        if field.name == "cursor":
            return lambda edge, _, run: self._cursor(edge[0], edge[1], run)
        node = self.owned.object(self.name, field, self.item)
        return lambda edge, reading, run: node(edge[0], reading, run)

    def _info_part(self, field: Asked) -> Part:
        found: dict[str, Callable[[HeldPage, Run], Any]] = {
            "hasPreviousPage": lambda page, _: page.before,
            "hasNextPage": lambda page, _: page.after,
            "startCursor": lambda page, run: self._cursor(page.items[0], page.signed, run) if page.items else None,
            "endCursor": lambda page, run: self._cursor(page.items[-1], page.signed, run) if page.items else None,
        }
        return lambda page, _, run: found[field.name](page, run)

    def _cursor(self, item: Any, signed: str, run: Run) -> str:
        return run.context.cursors.write(signed, self.key(item))
