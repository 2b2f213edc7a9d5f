"""Our way of writing an answer beside that of graphql-core: the same bytes for any valid operation.

A difference is in the shapes that we generate, for both ways read the same values with the same Cypher.
"""

import time
from random import Random

import orjson
import pytest

from graph.database.session import Database
from graph.model.viewer import PUBLIC, Viewer, ViewerRole
from schema.engine.engine import Engine, GraphQLResult, Question
from schema.engine.executor import Executor
from schema.fields import SCHEMA
from schema.limits.limits import TooCostly
from schema.request.context import Context
from tests.examples import examples
from tests.schema.asking import Desk, rows
from tests.schema.random_operations import drawn

COMPILED, REFERENCE = Engine(Executor.COMPILED), Engine(Executor.REFERENCE)
VIEWERS = (Viewer(ViewerRole.ANALYST), PUBLIC, Viewer(ViewerRole.STEWARD, purpose="test"))


@pytest.fixture(scope="module")
def ids() -> list[str]:
    """Ids of the seed, once they were read."""
    return []


async def known(database: Database, ids: list[str]) -> list[str]:
    """Some ids of every label."""
    if not ids:
        found = await rows(database, "MATCH (n) WHERE n.key IS NOT NULL WITH head(labels(n)) AS l, n ORDER BY n.key WITH l, collect(n.key)[..12] AS keys UNWIND keys AS k RETURN toLower(l) + ':' + k")
        ids.extend(row[0] for row in found)
    return ids


async def both(desk: Desk, question: Question) -> tuple[GraphQLResult, GraphQLResult]:
    """The answers of both executors."""
    answers = []
    for answering in (COMPILED, REFERENCE):
        context = Context(desk.database, desk.viewer, desk.today, desk.cursors, deadline_s=60.0)
        answers.append(await answering.answer(question, context))
    return answers[0], answers[1]


def told(answered: GraphQLResult) -> bytes:
    """The bytes of an answer, with its errors: where they are and what they say."""
    errors = [(each.message, each.path, [str(location) for location in each.locations or []]) for each in answered.errors]
    return orjson.dumps([answered.data, errors, answered.executed])


async def test_both_write_the_same_bytes(seeded: Database, ids: list[str], run_seed: int) -> None:
    found, wanted, started = await known(seeded, ids), examples(2000, quick=40), time.monotonic()
    compared = errors = refused = 0
    while compared < wanted:
        number = compared + refused
        random = Random(f"{run_seed}-{number}")
        text, variables = drawn(random, SCHEMA._schema, found)
        desk = Desk(seeded, random.choice(VIEWERS))
        try:
            compiled, reference = await both(desk, Question(text, variables))
        except TooCostly:  # nothing was run, so there is nothing to compare
            refused += 1
            assert refused < wanted, "more operations are refused than compared"
            continue
        assert compiled.executed, f"{compiled.errors} in {text} {variables}"
        assert told(compiled) == told(reference), f"seed {run_seed}-{number}: {text} {variables}"
        compared, errors = compared + 1, errors + bool(compiled.errors)
    assert errors < wanted / 2, f"{errors} of the answers are errors: they compare little"
    print(f"{compared} compared, {errors} of them errors, {refused} refused, {time.monotonic() - started:.0f} s")
