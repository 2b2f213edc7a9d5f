"""Answers that are worked out in Python: values whose attributes are the fields, with ids where the API has nodes.

In: the SelectedField of the root field and an Analysis, which reads what it needs in one Statement and decides. Out: a Resolver. A field is
the attribute of its name in snake case; where its type is a node, the attribute is an id (or several), and what is asked
of all those nodes is read in one Statement more, for just those that are told. What is counted needs none.

A list that may grow is a page, over the whole list in its order; its members tell themselves apart by `id`.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import partial
from operator import attrgetter
from typing import Any

from graphql import get_named_type, is_leaf_type, is_list_type, is_non_null_type

from graph.model.definition import NODES
from graph.worker_threads import aside
from schema.compiler.cypher import GROUPS, as_list
from schema.compiler.lookup import nodes_by_id
from schema.compiler.node import Compiler
from schema.compiler.page import connection_part, page_of, page_size
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import Projection, object_writer
from schema.compiler.statement import Resolver, compile_statement
from schema.request.deferred import FieldExecution, resolve

Computation = Callable[[FieldExecution], Awaitable[Any]]
Told = Sequence[dict[str, Any]]
"""For each place where nodes are told: what was asked of each, by id."""

Fill = Callable[[Any, Told, FieldExecution], Any]
PLACES = ("first", "last", "after", "before")
_WORD = re.compile(r"(?<=[a-z0-9])([A-Z])")
_NODES = {*NODES, *GROUPS}


@dataclass(frozen=True)
class _Part:
    """One field: which ids it tells, by place, and how it is made once they were read."""

    ids: Callable[[Any, list[list[str]]], None]
    fill: Fill


def computed(compiler: Compiler, asked: SelectedField, analysis: Computation) -> Resolver:
    """A root field whose value is worked out; a list where its type is a connection."""
    made = _ComputedCompiler(compiler)
    part = made.page(asked) if asked.type_name.endswith("Connection") else made.field(asked)
    tell = made.telling()

    async def ask(run: FieldExecution) -> Any:
        found = await analysis(run)
        ids: list[list[str]] = [[] for _ in made.places]

        def shown() -> Any:
            page = page_of(asked, found, _key, run, _listing(asked, run)) if isinstance(found, list) else found
            part.ids(page, ids)
            return page

        # What a value is asked for may be decided only now, for each of a long page.
        page = await aside(shown)
        run.lookup.ids.update(enumerate(list(dict.fromkeys(each)) for each in ids))
        told = await tell(replace(run, waiting=[])) if any(ids) else [{} for _ in ids]
        return await aside(part.fill, page, told, run)

    return ask


class _ComputedCompiler:
    """Compiles the fields of worked-out values; `places` are the selections of nodes among them."""

    def __init__(self, compiler: Compiler) -> None:
        self.compiler = compiler
        self.places: list[SelectedField] = []

    # -- values ---------------------------------------------------------------------------------------------------

    def field(self, asked: SelectedField) -> _Part:
        """The value of a field by its type: a leaf, a node, or an object of such."""
        kind = get_named_type(asked.definition.type)
        if is_leaf_type(kind):
            return self.value(lambda value, _: self._leaf(value))
        part = self._node(asked) if kind.name in _NODES else self.one(asked)
        many = is_list_type(getattr(asked.definition.type, "of_type", asked.definition.type)) or is_list_type(asked.definition.type)
        return self.many(part) if many else part

    def one(self, asked: SelectedField) -> _Part:
        """An object of the type of a field, whose attributes are its fields."""
        return self.object(asked.type_name, asked, lambda each: self.of(attrgetter(_WORD.sub(r"_\1", each.name).lower()), self.field(each)))

    def object(self, type_name: str, asked: SelectedField, part: Callable[[SelectedField], _Part]) -> _Part:
        """An object: each field asked for, by its response key."""
        below = asked.below(type_name)
        parts = {key: part(each) for key, each in below.items() if each.name != "__typename"}
        required = [key for key, each in below.items() if is_non_null_type(each.definition.type)]

        def ids(value: Any, found: list[list[str]]) -> None:
            for each in parts.values() if value is not None else ():
                each.ids(value, found)

        fills = {key: parts[key].fill if key in parts else lambda *_: type_name for key in below}
        return _Part(ids, object_writer(type_name, fills, marked=self.compiler.marked, required=required))

    def _leaf(self, value: Any) -> Any:
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, list | tuple):
            return [self._leaf(each) for each in value]
        return value.isoformat() if isinstance(value, date) and not self.compiler.marked else value

    # -- nodes ----------------------------------------------------------------------------------------------------

    def _node(self, asked: SelectedField) -> _Part:
        place = len(self.places)
        self.places.append(asked)

        def ids(value: Any, found: list[list[str]]) -> None:
            if value is not None:
                found[place].append(value)

        return _Part(ids, lambda value, told, _: told[place].get(value))

    def telling(self) -> Resolver:
        """Reads what is asked of the nodes at all places, in one Statement."""
        compiler, made = self.compiler, list[Projection]()
        for place, asked in enumerate(self.places):
            made.append(nodes_by_id(compiler, asked, compiler.labels(asked.type_name), partial(_ids_at, place)))
        shapes = [each.shape for each in made]

        def shape(values: Any, run: FieldExecution) -> Any:
            return [one(value, run) for one, value in zip(shapes, values, strict=True)]

        named = tuple((place, *path) for place, each in enumerate(made) for path in each.named)
        return compile_statement(compiler, Projection(as_list(each.cypher for each in made), shape, named))

    # -- pages ----------------------------------------------------------------------------------------------------

    def page(self, asked: SelectedField) -> _Part:
        """A connection, of a Page."""
        page_size(asked.name, asked.arguments)  # what is wrong with it is said before anything is read
        return connection_part(self, asked, self.one)

    def many(self, part: _Part) -> _Part:
        """A list of what a part makes."""

        def ids(values: Any, found: list[list[str]]) -> None:
            for value in values or ():
                part.ids(value, found)

        return _Part(ids, lambda values, told, run: [part.fill(value, told, run) for value in values or ()])

    def value(self, find: Callable[[Any, FieldExecution], Any]) -> _Part:
        """What is found without reading nodes."""
        return _Part(lambda *_: None, lambda value, _, run: find(value, run))

    def of(self, find: Callable[[Any], Any], part: _Part) -> _Part:
        """A part, made of what is found in a value."""
        return _Part(lambda value, found: part.ids(find(value), found), lambda value, told, run: part.fill(find(value), told, run))


def _key(value: Any) -> list[Any]:
    return [value.id]


def _listing(asked: SelectedField, run: FieldExecution) -> str:
    """All that was asked of the list but where to cut it."""
    given = {name: resolve(value, run) for name, value in asked.arguments.items() if name not in PLACES}
    return "|".join(f"{name}={value}" for name, value in sorted(given.items()))


def _ids_at(place: int, run: FieldExecution) -> list[str]:
    return run.lookup.ids[place]
