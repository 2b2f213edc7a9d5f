"""Snijvlak in this process: what it answers, and the Statements behind that, for the bare driver to run again.

In: a question and where Neo4j is. Out: a Told: the data, and the Statements with their parameters.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

from bench.city.running_city import DEADLINE_S, Where
from bench.load import Unanswered
from bench.servers import SECRET, TODAY
from graph.database.statement import Statement
from schema.engine.engine import Question
from snijvlak.execution import AppContext, Application, execute
from snijvlak.http.gc_tuning import relax_gc
from snijvlak.instance import open_instance
from snijvlak.settings import Settings


@asynccontextmanager
async def open_context(where: Where) -> AsyncIterator[AppContext]:
    """What asks the same Neo4j, with the settings that the measured processes have; who asks is settled once, as in `serve`."""
    relax_gc()
    uri, user, password = where
    settings = Settings(neo4j_uri=uri, neo4j_user=user, neo4j_password=password, secret=SECRET, today=TODAY)  # type: ignore[arg-type]
    async with open_instance(settings) as place:
        yield Application(settings, place.database).context(await place.about(), DEADLINE_S)  # time enough for a first question to be planned


@dataclass(frozen=True)
class Notes:
    """The data of an answer, and what Neo4j was asked for it."""

    data: Any
    statements: Sequence[Statement]


async def answered(asking: AppContext, query: str, variables: dict[str, Any]) -> Notes:
    """One question."""
    context = replace(asking, statements=[])
    outcome = await execute(Question(query, variables), context)
    if outcome.errors:
        raise Unanswered(f"Snijvlak refused it: {outcome.errors[0]['message']}", "Ask it by hand to see why.")
    return Notes(outcome.data, context.statements)
