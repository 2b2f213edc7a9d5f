"""Neo4j plans what it is asked in bounded time: what would take it longer is refused before it is asked."""

import time
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from graph.database.session import Database
from graph.database.statement import Statement
from graph.errors import SnijvlakError
from graph.model.viewer import PUBLIC, ViewerRole
from schema.engine.engine import Engine
from schema.fields import SCHEMA
from schema.limits.limits import LIMITS
from tests.examples import examples
from tests.schema.asking import ANYTHING, Desk
from tests.schema.random_operations import drawn

MOST_S = 10.0  # what a request may take; a machine that does nothing else needs less than a second
COUNTED = "query($f: InitiativeFilter) { initiatives(first: 1, filter: $f) { totalCount nodes { id } aggregate { count } } }"
FILTER = {"domains": {"none": {"problems": {"some": {"areas": {"none": {}}}}}}}


def limited(lookups: int) -> Engine:
    return Engine(limits=dict.fromkeys(ViewerRole, replace(ANYTHING, lookups=lookups)))


async def test_what_is_to_be_planned_is_limited_exactly(desk: Desk) -> None:
    each = 1 + 3 * (1 + 2)  # the list, and three conditions
    whole = each + 2 * (each + 2)  # and two counts, with the same conditions
    assert not (await replace(desk, answering=limited(whole)).ask(COUNTED, f=FILTER)).codes
    told = await replace(desk, answering=limited(whole - 1)).ask(COUNTED, f=FILTER)
    assert told.codes == ("TOO_COSTLY",)
    assert f"come to {whole} points" in told.messages[0]
    assert not told.statements


async def test_all_fields_of_a_question_count_together(desk: Desk) -> None:
    two = "{ a: areas(first: 1) { totalCount } b: domains(first: 1) { totalCount } }"
    assert not (await replace(desk, answering=limited(6)).ask(two)).codes
    assert (await replace(desk, answering=limited(5)).ask(two)).codes == ("TOO_COSTLY",)


async def test_a_filter_stands_in_each_count_and_is_refused_at_once(desk: Desk) -> None:
    """Few conditions, but as many counts as there may be: the text grows with both."""
    conditions = [{"domains": {"some": {"name": {"eq": str(number)}}}} for number in range(9)]
    counts = " ".join(f"a{number}: by(group: STAGE) {{ count }}" for number in range(10))
    text = f"query($f: InitiativeFilter) {{ initiatives(filter: $f) {{ aggregate {{ {counts} }} }} }}"
    public = Desk(desk.database, PUBLIC, answering=Engine())
    took = list[float]()
    for _ in range(3):
        started = time.perf_counter()
        assert (await public.ask(text, f={"OR": conditions})).codes == ("TOO_COSTLY",)
        took.append(time.perf_counter() - started)
    print(f"refused in {min(took) * 1000:.1f} ms")
    assert min(took) < 0.05


class Planning:
    """A database that notes how long Neo4j took to plan each Statement, and runs none."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.took: list[tuple[float, str]] = []

    async def read(self, statement: Statement, **_: Any) -> Any:
        started = time.perf_counter()
        await self._database.plan(statement)
        self.took.append((time.perf_counter() - started, statement.text))
        raise SnijvlakError("planned")


COSTLIEST = {
    "conditions three deep": (COUNTED, {"f": {"OR": [{"domains": {"none": {"problems": {"some": {"areas": {"none": {"name": {"eq": "x"}}}}}}}}]}}),
    "many side by side": (
        "query($f: InitiativeFilter) { initiatives(first: 1, filter: $f) { nodes { id } } }",
        {"f": {"OR": [{name: {"some": {}}} for name in ("domains", "problems", "areas", "contacts", "events", "documents", "responsibilities", "initiators")]}},
    ),
    "counted in two ways": (
        "query($f: InitiativeFilter) { initiatives(first: 1, filter: $f) { totalCount nodes { id } } }",
        {"f": {"events": {"count": {"gt": 1, "lt": 5}, "some": {"attendees": {"some": {"name": {"ne": "x"}}, "count": {"gt": 3}}}}}},
    ),
}


@pytest.mark.parametrize("name", COSTLIEST)
async def test_the_costliest_questions_are_planned_in_bounded_time(name: str, desk: Desk) -> None:
    text, variables = COSTLIEST[name]
    planning = Planning(desk.database)
    public = Desk(planning, PUBLIC, answering=Engine())  # type: ignore[arg-type]
    assert (await public.ask(text, **variables)).codes == ("INTERNAL",), "it is within the limits"
    print(f"{name}: {planning.took[0][0]:.2f} s for {len(planning.took[0][1])} characters")
    assert planning.took[0][0] < MOST_S


async def test_whatever_is_within_the_limits_is_planned_in_bounded_time(desk: Desk, run_seed: int) -> None:
    ids = [row[0] for row in (await desk.database.read(Statement("MATCH (n:Initiative) RETURN 'initiative:' + n.key LIMIT 20"))).rows]
    random, planning = Random(run_seed), Planning(desk.database)
    asked = replace(desk, database=planning, answering=Engine(limits=LIMITS))  # type: ignore[arg-type]
    for number in range(examples(60)):
        seed = random.randrange(10**9)
        text, variables = drawn(Random(seed), SCHEMA._schema, ids, most_fields=30)
        planning.took.clear()
        await asked.ask(text, **variables)
        longest = max((took for took, _ in planning.took), default=0.0)
        assert longest < MOST_S, f"{longest:.1f} s for number {number}, seed {seed}: {text}"
