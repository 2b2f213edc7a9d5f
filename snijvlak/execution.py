"""Executes one GraphQL question: for the API, the page and the command line alike.

In: a Question and the Context of the request. Out: an Outcome with data and errors as they are shown. Never raises but
for cancellation: whatever goes wrong is an error in the Outcome.
"""

import asyncio
import logging
import re
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError, OperationDefinitionNode, parse
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError

from graph.errors import BadInput, DeadlineExceeded
from schema.context import Context
from schema.query import SCHEMA
from snijvlak.errors import Shown, shown, shown_all

# Strawberry logs errors with the text of the question in them, and what people type is not logged.
logging.getLogger("strawberry.execution").disabled = True

_OPERATION = re.compile(r"\b(?:query|mutation|subscription)\b")
MOST_TOKENS = 10_000
SPARE_S = 0.5  # above the deadline of each statement, so that those say which one was late


@dataclass(frozen=True)
class Question:
    """A document, with its variables and which of its operations to run."""

    query: str
    variables: dict[str, Any] | None = None
    operation: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of it. `executed` is False when the question itself could not be run."""

    data: dict[str, Any] | None = None
    errors: list[Shown] = field(default_factory=list)
    executed: bool = True

    @property
    def codes(self) -> set[str]:
        """The codes of all errors."""
        return {error["extensions"]["code"] for error in self.errors}


async def execute(question: Question, context: Context) -> Outcome:
    """Run a question within the deadline of the request."""
    try:
        async with asyncio.timeout(context.deadline_s + SPARE_S):
            return await _execute(question, context)
    except TimeoutError:
        late = DeadlineExceeded(f"There was no answer within {context.deadline_s:g} s", "Ask for less at a time.")
        return Outcome(errors=[shown(late)])
    except (CannotGetOperationTypeError, InvalidOperationTypeError):
        wrong = BadInput("The document holds no operation of that name that can be run", "Name one of its queries in operationName.")
        return Outcome(errors=[shown(wrong)], executed=False)
    except Exception as error:
        return Outcome(errors=[shown(error)])


async def _execute(question: Question, context: Context) -> Outcome:
    if question.operation is None and holds_several(question.query):
        which = BadInput("The document holds several operations", "Name the one to run in operationName.")
        return Outcome(errors=[shown(which)], executed=False)
    result = await SCHEMA.execute(
        question.query,
        variable_values=question.variables,
        context_value=context,
        operation_name=question.operation,
    )
    errors = shown_all(list(result.errors or []))
    executed = not errors or any(error.path for error in result.errors or [])
    return Outcome(result.data, errors, executed)


def holds_several(document: str) -> bool:
    """True for a document with more than one operation, of which Strawberry would quietly run the first."""
    if len(_OPERATION.findall(document)) < 2:
        return False
    try:
        definitions = parse(document, max_tokens=MOST_TOKENS).definitions
    except GraphQLError:
        return False  # the execution tells what is wrong with it
    return sum(isinstance(each, OperationDefinitionNode) for each in definitions) > 1
