"""The shape of variables: what of them a plan depends on, and the rest of them left open.

In: an operation and its coerced variables. Out: a hashable shape, in which no value stands that a caller may vary: which
fields of an object are there, what is null, the words that choose an order or a direction, the switches of @include and
@skip, and a mark where a statement is written in another way (null values in a cursor, the kind of an id, a depth).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    Node,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    type_from_ast,
    visit,
)

from graph.model.definition import split_id
from schema.request.cursor import nulls_of
from schema.request.deferred import Deferred, is_deferred

# Words of these enums choose names and directions in a statement, or the language of a sentence.
CHOOSING = frozenset({"SortDirection", "Direction", "RelationshipType", "Lang", "Audience", "GapOrder"})


def label_of(value: Any) -> str | None:
    """The label that an id is of; None for no id of ours."""
    found = split_id(value) if isinstance(value, str) else None
    return found[0] if found else None


def labels_of(value: Any) -> Any:
    """The labels of an id, or of several: sorted and each once."""
    ids = value if isinstance(value, list) else [value]
    return tuple(sorted({label for label in map(label_of, ids) if label}))


def keys_of(label: str) -> Callable[[list[str]], list[str]]:
    """A function from ids to the keys of those that are of a label."""
    return lambda ids: [found[1] for found in map(split_id, ids) if found and found[0] == label]


# (field, argument) -> what the plan knows of its value; "*" stands for every field.
CONSTRAINTS: dict[tuple[str, str], Callable[[Any], Hashable]] = {
    ("*", "after"): nulls_of,
    ("*", "before"): nulls_of,
    ("node", "id"): labels_of,
    ("nodes", "ids"): labels_of,
    ("relationships", "of"): labels_of,
    ("path", "from"): labels_of,
    ("path", "to"): labels_of,
    ("relationships", "depth"): lambda value: value,
    ("path", "maxHops"): lambda value: value,
}


def mark_of(value: Any, field: str, argument: str) -> Any:
    """What a plan may know of the value of an argument, whether the value is open or known."""
    find = CONSTRAINTS.get((field, argument)) or CONSTRAINTS["*", argument]
    if isinstance(value, Deferred):
        return value.mark
    if isinstance(value, list) and is_deferred(value):
        return tuple(sorted({label for each in value for label in mark_of(each, field, argument)}))
    return find(value)


@dataclass(frozen=True)
class Variable:
    """One variable of an operation."""

    name: str
    type: GraphQLInputType
    switch: bool
    mark: Callable[[Any], Hashable] | None

    def shape(self, value: Any) -> Hashable:
        """The part of the shape that its value makes."""
        return _shape(self.type, value, self.switch), (self.mark(value) if self.mark and value is not None else None)

    def opened(self, value: Any) -> Any:
        """The value with all that may vary left open."""
        return _opened(self.type, value, self, ())


def variables_of(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> list[Variable]:
    """The variables of an operation, with where the document uses them."""
    uses = _Uses()
    visit(document, uses)
    found = []
    for definition in operation.variable_definitions or ():
        name, kind = definition.variable.name.value, type_from_ast(schema, definition.type)
        assert kind is not None
        found.append(Variable(name, kind, name in uses.switches, uses.marks.get(name)))  # type: ignore[arg-type]
    return found


def plan_key_part(variables: list[Variable], coerced: Mapping[str, Any]) -> Hashable:
    """The shape of a request."""
    return tuple(each.shape(coerced[each.name]) if each.name in coerced else "missing" for each in variables)


def defer(variables: list[Variable], coerced: Mapping[str, Any]) -> dict[str, Any]:
    """The variables with all that may vary left open."""
    return {each.name: each.opened(coerced[each.name]) for each in variables if each.name in coerced}


class _Uses(Visitor):
    """Which variables switch a selection, and which stand where a mark is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.switches: set[str] = set()
        self.marks: dict[str, Callable[[Any], Hashable]] = {}

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
        for argument in node.arguments or ():
            self.switches.update(_names(argument.value))

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        for argument in node.arguments or ():
            name = argument.name.value
            mark = CONSTRAINTS.get((node.name.value, name)) or CONSTRAINTS.get(("*", name))
            if mark:
                self.marks |= dict.fromkeys(_names(argument.value), mark)


def _names(node: Node) -> Iterator[str]:
    if isinstance(node, VariableNode):
        yield node.name.value
    for each in getattr(node, "values", ()) or ():
        yield from _names(each)
    for each in getattr(node, "fields", ()) or ():
        yield from _names(each.value)


def _shape(kind: Any, value: Any, switch: bool) -> Hashable:
    if value is None:
        return None
    if isinstance(kind, GraphQLNonNull):
        return _shape(kind.of_type, value, switch)
    if isinstance(kind, GraphQLList):
        if _is_open_as_a_whole(kind):
            return "open"
        return tuple(_shape(kind.of_type, each, switch) for each in value)
    if isinstance(kind, GraphQLInputObjectType):
        return tuple((name, _shape(kind.fields[name].type, each, switch)) for name, each in value.items())
    if switch or kind.name in CHOOSING or kind.name.endswith("Group"):
        return value.value if isinstance(value, Enum) else value  # type: ignore[no-any-return]
    return "open"


def _is_open_as_a_whole(kind: Any) -> bool:
    """A list of plain values is one value: its length is no part of the shape."""
    inner = kind
    while isinstance(inner, GraphQLNonNull | GraphQLList):
        inner = inner.of_type
    chooses = isinstance(inner, GraphQLEnumType) and inner.name in CHOOSING
    return not isinstance(inner, GraphQLInputObjectType) and not chooses


def _opened(kind: Any, value: Any, variable: Variable, path: tuple[Any, ...]) -> Any:
    if value is None:
        return None
    if isinstance(kind, GraphQLNonNull):
        return _opened(kind.of_type, value, variable, path)
    if isinstance(kind, GraphQLList) and not _is_open_as_a_whole(kind):
        return [_opened(kind.of_type, each, variable, (*path, place)) for place, each in enumerate(value)]
    if isinstance(kind, GraphQLInputObjectType):
        return {name: _opened(kind.fields[name].type, each, variable, (*path, name)) for name, each in value.items()}
    if not isinstance(kind, GraphQLList) and _shape(kind, value, variable.switch) != "open":
        return value
    mark = variable.mark(value) if variable.mark else None
    return Deferred(_getter(variable.name, path), mark)


def _getter(name: str, path: tuple[Any, ...]) -> Callable[[Any], Any]:
    def get(run: Any) -> Any:
        value = run.variables[name]
        for step in path:
            value = value[step]
        return value

    return get
