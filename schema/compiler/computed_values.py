"""Answers that are worked out in Python: values whose attributes are the fields, with ids where the API has nodes.

In: the SelectedField of the root field and an Analysis, which reads what it needs in one Statement and decides. Out: a Resolver. A field is
the attribute of its name in snake case; where its type is a node, the attribute is an id (or several), and what is asked
of all those nodes is read in one Statement more, for just those that are told. What is counted needs none.

A list that may grow is a page, over the whole list in its order; its members tell themselves apart by `id`.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import partial
from typing import Any

from graphql import get_named_type, is_leaf_type, is_list_type, is_non_null_type

from graph.model.definition import NODES
from graph.worker_threads import aside
from schema.compiler.connection import page_size
from schema.compiler.cypher import GROUPS, as_list
from schema.compiler.in_memory_connection import page_of
from schema.compiler.lookup import nodes_by_id
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import TYPENAME, Projection
from schema.compiler.statement import Resolver, compile_statement
from schema.request.deferred import FieldExecution, NullInNonNullField, resolve

Computation = Callable[[FieldExecution], Awaitable[Any]]
Told = Sequence[dict[str, Any]]
"""For each place where nodes are told: what was asked of each, by id."""

Fill = Callable[[Any, Told, FieldExecution], Any]
PLACES = ("first", "last", "after", "before")
_WORD = re.compile(r"(?<=[a-z0-9])([A-Z])")
_NODES = {*NODES, *GROUPS}


@dataclass
class _Run(FieldExecution):
    """A run that knows the ids to tell, for each place."""

    ids: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class _Part:
    """One field: which ids it tells, by place, and how it is made once they were read."""

    ids: Callable[[Any, list[list[str]]], None]
    fill: Fill


def computed(compiler: Compiler, asked: SelectedField, analysis: Computation) -> Resolver:
    """A root field whose value is worked out; a list where its type is a connection."""
    made = _ComputedCompiler(compiler)
    part = made.page(asked) if asked.type_name.endswith("Connection") else made.value(asked)
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
        told = await tell(_Run(run.context, run.variables, ids=ids)) if any(ids) else [{} for _ in ids]
        return await aside(part.fill, page, told, run)

    return ask


class _ComputedCompiler:
    """Compiles the fields of worked-out values; `places` are the selections of nodes among them."""

    def __init__(self, compiler: Compiler) -> None:
        self.compiler = compiler
        self.places: list[SelectedField] = []

    # -- values ---------------------------------------------------------------------------------------------------

    def value(self, asked: SelectedField) -> _Part:
        """The value of a field by its type: a leaf, a node, or an object of such."""
        kind = get_named_type(asked.definition.type)
        if is_leaf_type(kind):
            return _Part(lambda *_: None, lambda value, *_: self._leaf(value))
        part = self._node(asked) if kind.name in _NODES else self.object(asked)
        many = is_list_type(getattr(asked.definition.type, "of_type", asked.definition.type)) or is_list_type(asked.definition.type)
        return _each(part) if many else part

    def object(self, asked: SelectedField) -> _Part:
        """An object: each field asked for, by its response key."""
        type_name = asked.type_name
        below = asked.below(type_name)
        return self._object(type_name, below, {key: self._attribute(each) for key, each in below.items() if each.name != "__typename"})

    def _object(self, type_name: str, below: dict[str, SelectedField], parts: dict[str, _Part]) -> _Part:
        start: dict[Any, Any] = {TYPENAME: type_name} if self.compiler.marked else {}
        required = [key for key, each in below.items() if is_non_null_type(each.definition.type)]

        def ids(value: Any, found: list[list[str]]) -> None:
            for part in parts.values() if value is not None else ():
                part.ids(value, found)

        def fill(value: Any, told: Told, run: FieldExecution) -> Any:
            if value is None:
                return None
            answer = start | {key: parts[key].fill(value, told, run) if key in parts else type_name for key in below}
            if not start and any(answer[key] is None for key in required):
                raise NullInNonNullField
            return answer

        return _Part(ids, fill)

    def _attribute(self, asked: SelectedField) -> _Part:
        name, part = _WORD.sub(r"_\1", asked.name).lower(), self.value(asked)
        return _Part(
            lambda value, found: part.ids(getattr(value, name), found),
            lambda value, told, run: part.fill(getattr(value, name), told, run),
        )

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
        """A connection, of an InMemoryPage."""
        page_size(asked.name, asked.arguments)  # what is wrong with it is said before anything is read
        below = asked.below(asked.type_name)
        return self._object(asked.type_name, below, {key: self._of_page(each) for key, each in below.items() if each.name != "__typename"})

    def _of_page(self, asked: SelectedField) -> _Part:
        if asked.name == "totalCount":
            return _Part(lambda *_: None, lambda page, *_: page.total)
        if asked.name == "pageInfo":
            return self._info(asked)
        if asked.name == "nodes":
            part = _each(self.object(asked))
            return _Part(lambda page, found: part.ids(page.items, found), lambda page, told, run: part.fill(page.items, told, run))
        edges = _each(self._edge(asked))
        return _Part(
            lambda page, found: edges.ids([(each, page) for each in page.items], found),
            lambda page, told, run: edges.fill([(each, page) for each in page.items], told, run),
        )

    def _edge(self, asked: SelectedField) -> _Part:
        """An edge, of an item and its page."""
        below = asked.below(asked.type_name)
        cursor = _Part(lambda *_: None, lambda edge, _, run: edge[1].cursor(edge[0], run))
        parts = {key: cursor if each.name == "cursor" else _first(self.object(each)) for key, each in below.items() if each.name != "__typename"}
        return self._object(asked.type_name, below, parts)

    def _info(self, asked: SelectedField) -> _Part:
        below = asked.below("PageInfo")

        def told(name: str) -> _Part:
            return _Part(lambda *_: None, lambda page, _, run: page.info(name, run))

        return self._object("PageInfo", below, {key: told(each.name) for key, each in below.items() if each.name != "__typename"})


def _key(value: Any) -> list[Any]:
    return [value.id]


def _listing(asked: SelectedField, run: FieldExecution) -> str:
    """All that was asked of the list but where to cut it."""
    given = {name: resolve(value, run) for name, value in asked.arguments.items() if name not in PLACES}
    return "|".join(f"{name}={value}" for name, value in sorted(given.items()))


def _ids_at(place: int, run: FieldExecution) -> list[str]:
    assert isinstance(run, _Run)
    return list(dict.fromkeys(run.ids[place]))


def _each(part: _Part) -> _Part:
    """A list of what a part makes."""

    def ids(values: Any, found: list[list[str]]) -> None:
        for value in values or ():
            part.ids(value, found)

    return _Part(ids, lambda values, told, run: [part.fill(value, told, run) for value in values or ()])


def _first(part: _Part) -> _Part:
    return _Part(lambda pair, found: part.ids(pair[0], found), lambda pair, told, run: part.fill(pair[0], told, run))
