"""How many conditions a question puts on its lists, and how many relations deep, from its text and its variables alone.

In: the value of an argument as it stands in a document, or as JSON in a variable, with the type that it should have. Out:
Conditions. Neo4j plans a part of its own for each, which takes the longer the deeper they stand, and no deadline ends it.

What is counted: each sign on a value, each relation that is followed, AND, OR and NOT, each order, and an object or a list
that says nothing. What is null counts for nothing. What does not fit the type counts too, and is for validation to refuse.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

from graphql import (
    GraphQLInputObjectType,
    GraphQLNamedType,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    VariableNode,
    get_named_type,
)

_COUNTED = ("Filter", "Order")
_RELATION = "RelationFilter"
_COMBINED = frozenset({"AND", "OR", "NOT"})


class Conditions(NamedTuple):
    """Conditions and orders, and how many relations stand one inside the other at most."""

    number: int = 0
    relations: int = 0


class Counting:
    """Counts conditions with these variables; what a variable holds is counted once, however often it is used."""

    def __init__(self, variables: Mapping[str, Any]) -> None:
        self._variables = variables
        self._counted: dict[tuple[str, str], Conditions] = {}

    def conditions(self, kind: GraphQLNamedType, value: Any) -> Conditions:
        """The conditions in a value of a type: without recursion, in time in proportion to its length."""
        number = deepest = 0
        waiting = [(kind, value, 0)] if _is_counted(kind) else []
        while waiting:
            kind, value, behind = waiting.pop()
            if isinstance(value, VariableNode):
                found = self._in_variable(kind, value.name.value)
            else:
                found = self._own(kind, value, behind, waiting)
            number, deepest = number + found.number, max(deepest, behind + found.relations)
        return Conditions(number, deepest)

    def _in_variable(self, kind: GraphQLNamedType, name: str) -> Conditions:
        place = kind.name, name
        if place not in self._counted:
            self._counted[place] = Conditions()  # a default holds no variables; where one does, it is not valid
            self._counted[place] = self.conditions(kind, self._variables.get(name))
        return self._counted[place]

    def _own(self, kind: Any, value: Any, behind: int, waiting: list[tuple[Any, Any, int]]) -> Conditions:
        """Those of one object itself; what lies below is left waiting."""
        content = _content(value)
        if isinstance(content, list):
            waiting += [(kind, each, behind) for each in content]
        if not isinstance(content, dict):
            return Conditions(int(content == []))
        number, deepest, follows = int(not content), 0, kind.name.endswith(_RELATION)
        for name, inner in content.items():
            if self._is_null(inner):
                continue
            below = get_named_type(kind.fields[name].type) if name in kind.fields else None
            deepest = int(follows)
            number += name in _COMBINED or not _is_counted(below) or (follows and name != "count")
            if _is_counted(below):
                waiting.append((below, inner, behind + follows))
        return Conditions(number, deepest)

    def _is_null(self, value: Any) -> bool:
        if isinstance(value, VariableNode):
            value = self._variables.get(value.name.value)
        return _content(value) is None


def outline(value: Any) -> bytes:
    """All that conditions depend on in the value of a variable, short however long that is: to be compared and kept."""
    return blake2b(repr(_outline(value)).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _outline(value: Any) -> object:
    if isinstance(value, dict):
        return [(name, _outline(inner)) for name, inner in value.items()]
    if isinstance(value, list):
        return [_outline(each) for each in value]
    return value is None


def _is_counted(kind: Any) -> bool:
    return isinstance(kind, GraphQLInputObjectType) and kind.name.endswith(_COUNTED)


def _content(value: Any) -> Any:
    """An object by name, a list, None for null, or anything else as it is."""
    if isinstance(value, ObjectValueNode):
        return {each.name.value: each.value for each in value.fields}
    if isinstance(value, ListValueNode):
        return list(value.values)
    if isinstance(value, tuple):
        return list(value)
    return None if isinstance(value, NullValueNode) else value
