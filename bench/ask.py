"""Snijvlak in this process: the Statements behind a question, for the bare driver to run again.

In: a question and where Neo4j is. Out: the Statements that answering it took, with their parameters.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bench.bare import Where
from bench.load import Unanswered
from bench.servers import SECRET, TODAY
from graph.statement import Statement
from schema.context import Context
from snijvlak.execution import Question, execute
from snijvlak.place import Place, opened
from snijvlak.settings import Settings


@asynccontextmanager
async def desk(where: Where) -> AsyncIterator[Place]:
    """The same Neo4j, with the settings that the measured processes have."""
    uri, user, password = where
    settings = Settings(neo4j_uri=uri, neo4j_user=user, neo4j_password=password, secret=SECRET, today=TODAY)  # type: ignore[arg-type]
    async with opened(settings) as place:
        yield place


async def statements_of(place: Place, query: str, variables: dict[str, Any]) -> list[Statement]:
    """What Neo4j is asked for this question."""
    context: Context = await place.context()
    outcome = await execute(Question(query, variables), context)
    if outcome.errors:
        raise Unanswered(f"Snijvlak refused it: {outcome.errors[0]['message']}", "Ask it by hand to see why.")
    return context.statements
