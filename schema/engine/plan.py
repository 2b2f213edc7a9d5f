"""Plans: an operation compiled for one viewer and one shape of its variables, kept for the next request of that shape.

In: a PreparedOperation and the Context of a request. Out: a Plan, with a Resolver for each root field. What two requests of one
shape differ in is bound when the plan is run.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from cachetools import LRUCache
from graphql import FieldNode, GraphQLNonNull, GraphQLObjectType
from graphql.execution.values import VariableValues

from graph.model.viewer import Viewer
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField, SelectionContext, collect
from schema.compiler.statement import Resolver
from schema.engine.aliases import StaleIds, argument_ids, reader, resolved_ids
from schema.engine.documents import MOST_BYTES, PreparedOperation, bounded_cache
from schema.fields import COMPILED
from schema.request.deferred import FieldExecution
from schema.request.plan_key import defer, plan_key_part

MOST_PLANS = 500
INTROSPECTION = ("__schema", "__type")


@dataclass(frozen=True)
class RootField:
    """One root field of an operation, ready to be asked. No ask: its value is known, or stands in the schema.

    `again` compiles it anew for one run, with new ids for old ones.
    """

    key: str
    nullable: bool
    node: FieldNode
    ask: Resolver | None
    value: Any = None
    ids: Sequence[Any] = ()
    lookups: int = 0
    again: Callable[[FieldExecution, Mapping[str, str]], Resolver] | None = None

    async def answer(self, run: FieldExecution) -> Any:
        """Its value, or the exception that there is instead."""
        if self.ask is None:
            return self.value
        try:
            return await self._asked(run, self.ask)
        except Exception as error:
            return error

    async def _asked(self, run: FieldExecution, ask: Resolver) -> Any:
        try:
            return await ask(replace(run, first=reader(resolved_ids(self.ids, run))))
        except StaleIds as found:
            assert self.again is not None
            return await self.again(run, found.now)(FieldExecution(run.context, run.variables))


@dataclass(frozen=True)
class Plan:
    """The root fields of an operation, in the order of the answer. `introspects`: some of them are about the schema."""

    fields: tuple[RootField, ...]
    introspects: bool
    weight: int  # that of its document, which it keeps

    @property
    def lookups(self) -> int:
        """What Neo4j has to plan for it, over all its Statements (`schema.compiler.context.Lookups`)."""
        return sum(each.lookups for each in self.fields)


class Plans:
    """The plans that were used last."""

    def __init__(self, most: int = MOST_PLANS, most_bytes: int = MOST_BYTES) -> None:
        self.kept: LRUCache[Hashable, Plan] = bounded_cache(most, most_bytes, lambda plan: plan.weight)

    def plan(self, prepared: PreparedOperation, variables: VariableValues, viewer: Viewer, *, marked: bool) -> Plan:
        """The plan for an operation, a viewer and the shape of the variables; compiled when there is none yet."""
        key: Hashable = (prepared, viewer, marked, plan_key_part(prepared.variables, variables.coerced))
        found = self.kept.get(key)
        if found is None:
            found = compiled(prepared, variables, viewer, marked=marked)
            self.kept[key] = found
        return found


def compiled(prepared: PreparedOperation, variables: VariableValues, viewer: Viewer, *, marked: bool) -> Plan:
    """Compile an operation. Errors about the arguments of a root field are kept as its value: the others are answered."""
    open_values = VariableValues(variables.sources, defer(prepared.variables, variables.coerced))
    document = SelectionContext(prepared.schema, prepared.fragments, open_values)
    query = prepared.schema.query_type
    assert isinstance(query, GraphQLObjectType)
    asked = collect(document, query.name, [prepared.operation.selection_set])
    fields = tuple(_root_field(each, viewer, marked) for each in asked.values())
    return Plan(fields, any(each.name in INTROSPECTION for each in asked.values()), prepared.weight)


def _root_field(asked: SelectedField, viewer: Viewer, marked: bool) -> RootField:
    nullable, node = not isinstance(asked.definition.type, GraphQLNonNull), asked.nodes[0]
    if asked.name not in COMPILED:
        return RootField(asked.key, nullable, node, None, "Query" if asked.name == "__typename" else None)
    compiler = Compiler(viewer, marked=marked)
    try:
        ids, ask = argument_ids(asked), COMPILED[asked.name](compiler, asked)
    except Exception as error:
        return RootField(asked.key, nullable, node, None, error)
    return RootField(asked.key, nullable, node, ask, ids=ids, lookups=compiler.lookups.number, again=partial(_again, asked, viewer, marked))


def _again(asked: SelectedField, viewer: Viewer, marked: bool, run: FieldExecution, now: Mapping[str, str]) -> Resolver:
    """Compile it for one run: nothing is open, for another id may be of another label."""
    closed = VariableValues(asked.document.variables.sources, dict(run.variables))
    return COMPILED[asked.name](Compiler(viewer, marked=marked), replace(asked, document=replace(asked.document, variables=closed, now=now)))
