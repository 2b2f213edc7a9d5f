"""Values that a plan leaves open, so that one plan serves every request of its shape.

In: variables, the day and the secret of one request. Out: a Deferred value tells how its value is found then; what stands in the
document itself is known when the plan is made, and goes through the same functions.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.database.session import Result
from graph.database.statement import Statement
from schema.request.context import Context

Reader = Callable[[Context, Statement], Awaitable[Result]]
"""How a Statement is read, where something else is asked with it."""


@dataclass
class Lookup:
    """What further Statements of a root field are to read, and what they read, by the part of the plan that it is for."""

    ids: dict[Hashable, list[str]] = field(default_factory=dict)
    answers: dict[Hashable, Mapping[str, Any]] = field(default_factory=dict)


@dataclass
class FieldExecution:
    """One root field of one request: what a plan is run with, and the answers of ownership that still wait for facts.

    `first`: how its first Statement is read, where that is not as any other. `tables`: what is told of nodes that come
    up several times, by key, while an answer is made. `lookup`: nodes that are known only once the question is under way.
    """

    context: Context
    variables: Mapping[str, Any]
    waiting: list[tuple[dict[Any, Any], str, Any, Callable[..., Any]]] = field(default_factory=list)
    first: Reader | None = None
    tables: Mapping[Hashable, Mapping[Any, Any]] = field(default_factory=dict)
    lookup: Lookup = field(default_factory=Lookup)

    async def read(self, statement: Statement, after: frozenset[str] = frozenset()) -> Result:
        """Run a Statement, after the transactions of some bookmarks. All that a root field reads goes through here."""
        first, self.first = self.first, None
        return await (first(self.context, statement) if first else self.context.read(statement, after))


class NullInNonNullField(Exception):
    """A value is missing where the schema promises one: graphql-core is to complete this answer, and say so."""


@dataclass(frozen=True)
class Deferred:
    """A value that is known when a plan is run. `mark` is what the plan may know of it beforehand, as part of the shape."""

    get: Callable[[FieldExecution], Any]
    mark: Any = None


TODAY = Deferred(lambda run: run.context.today)
ZONE = Deferred(lambda run: run.context.zone.key)
"""The name of the time zone that says which day it is in the city."""


def is_deferred(value: Any) -> bool:
    """True when a value, or any part of a list or object, is known only later."""
    if isinstance(value, Deferred):
        return True
    if isinstance(value, list):
        return any(map(is_deferred, value))
    return isinstance(value, dict) and any(map(is_deferred, value.values()))


def resolve(value: Any, run: FieldExecution) -> Any:
    """The value in this run, at any depth of lists and objects."""
    if isinstance(value, Deferred):
        return value.get(run)
    if isinstance(value, list):
        return [resolve(each, run) for each in value]
    if isinstance(value, dict):
        return {name: resolve(each, run) for name, each in value.items()}
    return value


def map_deferred(value: Any, change: Callable[[Any], Any]) -> Any:
    """The changed value: at once when it is known, else when it will be. An error of `change` comes then as well."""
    if not is_deferred(value):
        return change(value)
    return Deferred(lambda run: change(resolve(value, run)))
