"""Ids among arguments: which of them there are, and new ones in place of old ones.

In: the value of an argument, with its type: whatever is of type ID is an id, so that no argument can be forgotten. Out: its ids,
or the same value with what an old id stands for now in its place.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graphql import GraphQLInputObjectType, GraphQLList, GraphQLNonNull, get_named_type

from schema.request.deferred import Deferred, FieldExecution, resolve

ID = "ID"


def ids_in(kind: Any, value: Any) -> Iterator[Any]:
    """The ids in the value of an argument of that type; those that are known only later as a Deferred."""
    if isinstance(value, list):
        for each in value:
            yield from ids_in(kind, each)
    elif isinstance(value, dict):
        fields = get_named_type(kind).fields
        for name, each in value.items():
            yield from ids_in(fields[name].type, each)
    elif value is not None and get_named_type(kind).name == ID:
        yield value


def replaced(kind: Any, value: Any, now: Mapping[str, str]) -> Any:
    """The value of an argument of that type, with what the old ids in it stand for now."""
    if not now or value is None or isinstance(value, Deferred):
        return value
    if isinstance(kind, GraphQLNonNull):
        return replaced(kind.of_type, value, now)
    if isinstance(kind, GraphQLList):
        return [replaced(kind.of_type, each, now) for each in value]
    if isinstance(kind, GraphQLInputObjectType):
        return {name: replaced(kind.fields[name].type, each, now) for name, each in value.items()}
    return now.get(value, value) if kind.name == ID else value


def resolved_ids(ids: Iterable[Any], run: FieldExecution) -> list[str]:
    """The texts of ids in a run, each once."""
    return list(dict.fromkeys(each for value in ids for each in _texts(resolve(value, run))))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str):
        yield value
