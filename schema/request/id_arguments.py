"""The ids that a root field is given, wherever among its arguments they stand; and new ones for old ones.

In: the values of arguments, with their types: whatever is of type ID is an id, so that no argument can be forgotten. Out:
the same values, with what an old id stands for now in its place.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from graphql import GraphQLInputObjectType, GraphQLList, GraphQLNonNull

from schema.request.deferred import Deferred, FieldExecution, resolve

ID = "ID"


class Ids:
    """The ids of one root field. `now`: what the old ones among them stand for, once that is known."""

    def __init__(self, now: Mapping[str, str] | None = None) -> None:
        self.now = now or {}
        self._given: dict[Hashable, Any] = {}  # arguments are read again and again: each id is kept once

    def read(self, kind: Any, value: Any) -> Any:
        """The value of an argument of that type; ids in it are kept, and replaced where they are old."""
        if value is None:
            return None
        if isinstance(kind, GraphQLNonNull):
            return self.read(kind.of_type, value)
        if isinstance(value, Deferred):
            self._keep_late(kind, value)
        elif isinstance(kind, GraphQLList):
            return [self.read(kind.of_type, each) for each in value]
        elif isinstance(kind, GraphQLInputObjectType):
            return {name: self.read(kind.fields[name].type, each) for name, each in value.items()}
        elif kind.name == ID:
            self._given[value] = value
            return self.now.get(value, value)
        return value

    def _keep_late(self, kind: Any, value: Deferred) -> None:
        while isinstance(kind, GraphQLNonNull | GraphQLList):
            kind = kind.of_type
        if kind.name == ID:
            self._given[id(value)] = value  # one for each place in the variables, as long as the plan is kept

    def given(self, run: FieldExecution) -> list[str]:
        """All ids that were given in a run, each once."""
        return list(dict.fromkeys(each for value in self._given.values() for each in _texts(resolve(value, run))))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str):
        yield value
