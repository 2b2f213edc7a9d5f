"""Lists: a page cut from the start or the end, after or before a cursor, on any order.

In: a Listing and the arguments of a connection. Out: a Page: its Cypher, and the answer with nodes, edges and page info.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.errors import BadInput
from graph.model import LABELS
from graph.vocabulary import Kind
from schema.cursor import Cursors
from schema.cypher import node_id_cypher
from schema.selection import Asked
from schema.shaping import Shape, Shaping

if TYPE_CHECKING:
    from schema.projection import Compiler

MOST, USUAL = 500, 25


@dataclass(frozen=True)
class Listing:
    """What a list is of: a MATCH clause, its conditions, the variable of the node, its type, and how it is ordered."""

    name: str
    match: str
    where: Sequence[str]
    node: str
    target: str
    order: tuple[tuple[str, bool, Kind], ...] = ()  # (expression, descending, kind), before the key
    extra: tuple[str, ...] = ()
    carry: tuple[str, ...] = ()
    tie: str | None = None

    @property
    def carried(self) -> str:
        return ", ".join((self.node, *self.carry))

    @property
    def key(self) -> str:
        """What breaks ties: the key, or the id where a list holds several labels."""
        if self.tie:
            return self.tie
        return f"{self.node}.key" if self.target in LABELS else node_id_cypher(self.node)


@dataclass(frozen=True)
class Page:
    """A cut from a list: from the start or the end, after or before a cursor."""

    cursors: Cursors
    listing: Listing
    size: int
    backwards: bool
    started: bool
    values: tuple[str, ...]
    beyond: tuple[str, ...]
    order: str
    limit: str
    label: str

    @classmethod
    def of(cls, compiler: Compiler, listing: Listing, asked: Asked) -> Page:
        arguments = asked.arguments
        size, backwards = page_size(asked.name, arguments)
        keys = [*listing.order, (listing.key, False, Kind.STRING)]
        label = f"{asked.type_name}|{listing.name}|{'|'.join(f'{each[0]}{each[1]}' for each in listing.order)}"
        beyond = [
            _beyond(compiler, keys, compiler.cursors.read(label, cursor), before)
            for cursor, before in ((arguments.get("after"), False), (arguments.get("before"), True))
            if cursor is not None
        ]
        order = ", ".join(_order(each[0], each[1], backwards) for each in keys)
        started = bool(arguments.get("before") if backwards else arguments.get("after"))
        values = tuple(each[0] for each in keys)
        limit = compiler.parameter(size + 1)
        return cls(
            compiler.cursors,
            listing,
            size,
            backwards,
            started,
            values,
            (f"{listing.key} IS NOT NULL", *beyond),
            order,
            limit,
            label,
        )

    def answer(
        self, asked: Asked, total: Any, rows: list[Any], shapes: dict[str, tuple[int, Shape]], shaping: Shaping
    ) -> dict[str, Any]:
        """The page as asked: nodes, edges, page info and count, each under its response key."""
        more, rows = len(rows) > self.size, rows[: self.size]
        rows = rows[::-1] if self.backwards else rows
        answer: dict[str, Any] = {"__typename": asked.type_name}
        for key, each in asked.below(asked.type_name).items():
            if each.name == "nodes":
                place, shape = shapes[key]
                answer[key] = [shape(row[place], shaping) for row in rows]
            elif each.name == "edges":
                answer[key] = [self._edge(each, row, shapes, key, shaping) for row in rows]
            elif each.name == "pageInfo":
                answer[key] = self._info(each, rows, more)
            elif each.name == "totalCount":
                answer[key] = total
        return answer

    def _edge(
        self, asked: Asked, row: Any, shapes: dict[str, tuple[int, Shape]], prefix: str, shaping: Shaping
    ) -> dict[str, Any]:
        edge: dict[str, Any] = {"__typename": asked.type_name}
        for key, each in asked.below(asked.type_name).items():
            if each.name == "node":
                place, shape = shapes[f"{prefix}.{key}"]
                edge[key] = shape(row[place], shaping)
            elif each.name == "score":
                edge[key] = row[-1]
            else:
                edge[key] = self._cursor(row)
        return edge

    def _info(self, asked: Asked, rows: list[Any], more: bool) -> dict[str, Any]:
        values = {
            "hasNextPage": self.started if self.backwards else more,
            "hasPreviousPage": more if self.backwards else self.started,
            "startCursor": self._cursor(rows[0]) if rows else None,
            "endCursor": self._cursor(rows[-1]) if rows else None,
        }
        return {key: values.get(each.name) for key, each in asked.below("PageInfo").items()}

    def _cursor(self, row: Any) -> str:
        return self.cursors.write(self.label, row[0])


def page_size(field: str, arguments: dict[str, Any]) -> tuple[int, bool]:
    """How many, and whether from the end. BadInput for both ends at once, and outside 1 to 500."""
    first, last = arguments.get("first"), arguments.get("last")
    if first is not None and last is not None:
        raise BadInput(
            f"{field}: first and last were both given.", "Give one of the two: first pages forward, last backward."
        )
    size = first if first is not None else last if last is not None else USUAL
    if not 1 <= size <= MOST:
        raise BadInput(
            f"{field}: {'last' if last is not None else 'first'} is {size}.",
            f"Give a number from 1 to {MOST}, and page with a cursor.",
        )
    return size, last is not None


def node_selections(asked: Asked) -> list[tuple[str, Asked]]:
    """The selections on nodes of a page: those under `nodes`, and those under `node` of `edges`."""
    found: list[tuple[str, Asked]] = []
    for key, each in asked.below(asked.type_name).items():
        if each.name == "nodes":
            found.append((key, each))
        elif each.name == "edges":
            found += [
                (f"{key}.{under}", node) for under, node in each.below(each.type_name).items() if node.name == "node"
            ]
    return found


def _order(expression: str, descending: bool, backwards: bool) -> str:
    """One part of ORDER BY; what has no value comes last, or first when going backwards."""
    way = " DESC" if descending != backwards else ""
    if expression.endswith(".key"):
        return f"{expression}{way}"
    return f"{expression} IS NULL{' DESC' if backwards else ''}, {expression}{way}"


def _beyond(compiler: Compiler, keys: list[tuple[str, bool, Kind]], values: list[object], before: bool) -> str:
    """Predicate: a node comes after (or before) the cursor, in the order of the keys, nulls last."""
    if len(values) != len(keys):
        raise BadInput("The cursor was not given out for this order.", "Ask for the first page again in the new order.")
    either: list[str] = []
    equal: list[str] = []
    for (expression, descending, kind), value in zip(keys, values, strict=True):
        parameter = "null"
        if value is not None:
            parameter = compiler.parameter(value)
            parameter = {Kind.DATE: f"date({parameter})", Kind.DATETIME: f"datetime({parameter})"}.get(kind, parameter)
        past = _past(expression, descending, before, parameter)
        either.append(" AND ".join((*equal, past)))
        equal.append(f"{expression} = {parameter}" if value is not None else f"{expression} IS NULL")
    return f"({' OR '.join(either)})"


def _past(expression: str, descending: bool, before: bool, value: str) -> str:
    if value == "null":
        return f"{expression} IS NOT NULL" if before else "false"
    sign = "<" if descending != before else ">"
    if before or expression.endswith(".key"):
        return f"{expression} {sign} {value}"
    return f"({expression} {sign} {value} OR {expression} IS NULL)"
