"""What a question becomes: Cypher, its parameters, and how Neo4j runs it.

In: a file with a GraphQL document, and its variables. Out: an Explained for each statement. The question is asked for real:
what a second statement asks depends on the answer of the first.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import BadInput
from schema.compiler.cypher import format_cypher
from schema.engine.engine import Question
from snijvlak.cli.queries import open_context
from snijvlak.execution import AppContext, execute
from snijvlak.operations import AskError


@dataclass(frozen=True)
class Explained:
    """One statement: its text as it is run, the same laid out for reading, its parameters, and the plan of Neo4j."""

    cypher: str
    text: str
    parameters: dict[str, Any]
    plan: dict[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """For machines."""
        return {"cypher": self.cypher, "text": self.text, "parameters": self.parameters, "plan": self.plan}


def question_in(file: Path, variables: str, operation: str | None) -> Question:
    """The question in a file; BadInput when there is none, or the variables are no JSON object."""
    try:
        given = json.loads(variables)
    except ValueError as error:
        raise BadInput(f"--variables is no JSON: {error}", 'Give an object, such as \'{"first": 10}\'.') from None
    if not isinstance(given, dict):
        raise BadInput("--variables is JSON, but no object", 'Give an object, such as \'{"first": 10}\'.')
    if file.exists() and not file.is_file():
        raise BadInput(f"{file} cannot be read: it is no ordinary file", "Give a file with a GraphQL document.")
    try:
        return Question(file.read_text("utf-8"), given, operation)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8"
        raise BadInput(f"{file} cannot be read: {reason}", "Give a file with a GraphQL document.") from None


async def explain(file: Path, variables: str, operation: str | None) -> list[Explained]:
    """The statements that the question in a file becomes, on the graph of the settings."""
    question = question_in(file, variables, operation)
    async with open_context() as (context, _):
        return await explained(question, context)


async def explained(question: Question, context: AppContext) -> list[Explained]:
    """The statements that a question becomes; AskError when it cannot be asked."""
    outcome = await execute(question, context)
    if outcome.errors and not context.statements:
        raise AskError(outcome.errors[0])
    return [
        Explained(format_cypher(each.text), each.text, dict(each.parameters), await context.database.plan(each))
        for each in list(context.statements)
    ]
