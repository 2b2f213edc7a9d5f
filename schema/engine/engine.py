"""Answers one question: parse, validate, measure, plan, read, and shape. The one way to ask, for all of Snijvlak.

In: a Question and the Context of the request. Out: a GraphQLResult: data and GraphQL errors. By default our own shapes write the
answer; `SNIJVLAK_EXECUTOR=reference`, and whatever asks about the schema itself, lets graphql-core complete the same values.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import ExecutionResult, GraphQLError, execute_sync
from graphql.execution.values import VariableValues

from graph.city_time import in_zone
from graph.model.viewer import ViewerRole
from graph.silos.population.city import CityCache
from schema.engine.documents import Documents, InvalidDocument, PreparedOperation, words
from schema.engine.executor import Executor
from schema.engine.plan import Plan, Plans, RootField
from schema.fields import SCHEMA
from schema.limits.limits import LIMITS, Limits, check, check_lookups
from schema.request.context import Context
from schema.request.deferred import FieldExecution, NullInNonNullField

SIDE_BY_SIDE = 4  # statements of one question at a time


@dataclass(frozen=True)
class Question:
    """A document, with its variables and which of its operations to run."""

    query: str
    variables: dict[str, Any] | None = None
    operation: str | None = None


@dataclass(frozen=True)
class GraphQLResult:
    """What came of it. `executed` is False when the question itself could not be run."""

    data: dict[str, Any] | None = None
    errors: list[GraphQLError] = field(default_factory=list)
    executed: bool = True


class Engine:
    """Answers questions, and owns what outlives them: documents, plans, and the facts of its database's city for contexts to carry."""

    def __init__(self, executor: Executor = Executor.COMPILED, limits: Mapping[ViewerRole, Limits] = LIMITS) -> None:
        self.executor = executor
        self.limits = limits
        self.documents = Documents(SCHEMA._schema)
        self.plans = Plans()
        self.city = CityCache()

    async def answer(self, question: Question, context: Context) -> GraphQLResult:
        """Answer a question. Raises only what keeps it from being run at all: BadInput, or a limit."""
        with in_zone(context.zone):
            return await self._answer(question, context)

    async def _answer(self, question: Question, context: Context) -> GraphQLResult:
        try:
            limits = self.limits[context.viewer.role]
            prepared = self.documents.prepare(question.query, question.operation, limits.tokens)
            await _breath(prepared)
            check(prepared.costing.cost(question.variables or {}), limits)
            await _breath(prepared)
            variables = prepared.coerced(question.variables)
            await _breath(prepared)
        except InvalidDocument as wrong:
            return GraphQLResult(errors=wrong.errors, executed=False)
        if self.executor is Executor.COMPILED:
            plan = self._plan(prepared, variables, context, marked=False)
            if not plan.introspects:
                try:
                    return _collected(plan, await _values(plan, variables, context))
                except NullInNonNullField:
                    pass  # graphql-core tells what is missing where
        return await self._completed(prepared, question, variables, context)

    def _plan(self, prepared: PreparedOperation, variables: VariableValues, context: Context, *, marked: bool) -> Plan:
        """The plan; TooCostly where Neo4j would have too much to plan."""
        plan = self.plans.plan(prepared, variables, context.viewer, marked=marked)
        check_lookups(plan.lookups, self.limits[context.viewer.role])
        return plan

    async def _completed(self, prepared: PreparedOperation, question: Question, variables: VariableValues, context: Context) -> GraphQLResult:
        """The same values, completed by graphql-core; in a thread, for a schema of this size takes it some time."""
        plan = self._plan(prepared, variables, context, marked=True)
        values = await _values(plan, variables, context)

        def complete() -> ExecutionResult:
            return execute_sync(
                SCHEMA._schema, prepared.document, root_value=values, context_value=context,
                variable_values=question.variables, operation_name=question.operation, hide_suggestions=True,
            )  # fmt: skip

        result = await asyncio.to_thread(complete)
        return GraphQLResult(result.data, list(result.errors or []))


async def _breath(prepared: PreparedOperation) -> None:
    """Let others go on between the steps that a long new document takes tens of milliseconds for."""
    if not prepared.is_known:
        await asyncio.sleep(0)


async def _values(plan: Plan, variables: VariableValues, context: Context) -> dict[str, Any]:
    """The value of each root field, or the exception there is instead; some read side by side, never all connections."""
    given, turn = words(variables.coerced), asyncio.Semaphore(SIDE_BY_SIDE)
    if len(plan.fields) == 1:
        (only,) = plan.fields
        return {only.key: await only.answer(FieldExecution(context, given))}

    async def answer(each: RootField) -> Any:
        async with turn:
            return await each.answer(FieldExecution(context, given))

    answers = await asyncio.gather(*map(answer, plan.fields))
    return {each.key: found for each, found in zip(plan.fields, answers, strict=True)}


def _collected(plan: Plan, values: dict[str, Any]) -> GraphQLResult:
    """The answer, with an error in place of what could not be answered: null where the field allows, else for all of it."""
    errors: list[GraphQLError] = []
    data: dict[str, Any] | None = values
    for each in plan.fields:
        value = values[each.key]
        if isinstance(value, NullInNonNullField):
            raise value
        if isinstance(value, Exception):
            error = located(each, value)
            if not each.nullable:
                return GraphQLResult(None, [*errors, error])
            errors.append(error)
            values[each.key] = None
    return GraphQLResult(data, errors)


def located(each: RootField, error: Exception) -> GraphQLError:
    """An error with where in the question it belongs."""
    if isinstance(error, GraphQLError):
        return GraphQLError(error.message, error.nodes or [each.node], path=[each.key], original_error=error.original_error)
    return GraphQLError(str(error), [each.node], path=[each.key], original_error=error)


