"""From the selection of a root field to one Statement, and from its record to the answer.

In: the Asked root field and a Compiler. Out: an Ask, which is run for every request of its shape. A list, a node and all
that hangs below it are one expression; where ownership is asked, its facts are read in the same Statement. Only ownership
asked inside an ownership takes one Statement more for each level.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

from graph.database.statement import Statement
from graph.ownership.facts.needs import Needs
from graph.ownership.facts.parse import Reading, facts_from
from graph.ownership.facts.query import area_keys, facts_around, neighbourhood, neighbourhood_and
from schema.compiler.connection import connection
from schema.compiler.cypher import DATED, valid
from schema.compiler.list_query import Listing
from schema.compiler.lookup import nodes_by_id
from schema.compiler.node import Compiler
from schema.compiler.ordering import listed
from schema.compiler.selection import Asked
from schema.compiler.serializer import Level, Projection
from schema.compiler.shared_nodes import Beside
from schema.request.deferred import Run, then, value_of
from schema.request.event_loop import Breath
from schema.request.plan_key import mark_of

Ask = Callable[[Run], Awaitable[Any]]
"""A compiled root field: run it to get its value."""

Compile = Callable[[Compiler, Asked], Ask]
"""How a root field is compiled."""


def asking(compiler: Compiler, made: Projection) -> Ask:
    """Read the value of a projection in one Statement, and shape it into the answer."""
    level, parameters, beside = compiler.level, dict(compiler.parameters), Beside.of(made)
    needs = frozenset(level.needs)
    text = beside.statement(made.cypher)
    compiler.lookups.add(text)
    if level.used:
        text = f"{beside.with_subjects(made.cypher)}\n{facts_around(beside.names, level.columns(), needs, hidden=compiler.hidden_parties)}"
        parameters["areas"] = then(list(level.areas), area_keys)
    shape, read = made.shape, 1 + len(beside.tables)

    async def ask(run: Run) -> Any:
        record = (await run.read(Statement(text, bound(parameters, run)))).one()
        with beside.told(record[1:read], run):
            answer = shape(record[0], run)
        await fill(run, compiler, level, await _facts(record[read:], needs) if level.used else None)
        return answer

    return ask


def bound(parameters: dict[str, Any], run: Run) -> dict[str, Any]:
    """The parameters of a Statement in this run."""
    return {name: value_of(value, run) for name, value in parameters.items()}


async def fill(run: Run, compiler: Compiler, level: Level, reading: Reading | None) -> None:
    """Fill in the ownership answers, level by level; the facts of the first came with the record."""
    while run.waiting:
        waiting, run.waiting = run.waiting, []
        if reading is None:
            subjects = dict.fromkeys(subject for _, _, subject, _ in waiting)
            reading = await read_facts(run, compiler, level, list(subjects))
        breath = Breath()
        for place, key, subject, make in waiting:
            place[key] = make(subject, reading, run)
            await breath.taken()
        level, reading = level.below(), None


async def read_facts(
    run: Run, compiler: Compiler, level: Level, subjects: list[str], parties: Sequence[str] = ()
) -> Reading:
    """The facts around some subjects, with the columns asked for at a level.

    With parties, those are read too; the reading names the ones that are there.
    """
    needs, areas, labels, hidden = frozenset(level.needs), value_of(list(level.areas), run), compiler.labels("Party"), compiler.hidden_parties
    if parties:
        statement = neighbourhood_and(parties, labels, subjects, areas, level.columns(), needs, hidden)
    else:
        statement = neighbourhood(subjects, areas, level.columns(), needs, hidden)
    parameters = {**bound(compiler.parameters, run), **statement.parameters}
    record = (await run.read(Statement(statement.text, parameters))).one()
    reading = await _facts(record[1:] if parties else record, needs)
    reading.parties = frozenset(record[0] if parties else ())
    return reading


async def _facts(record: Sequence[Any], needs: Needs) -> Reading:
    """The facts of a record. Many of them take some milliseconds in one go, so then it is the turn of others."""
    reading = facts_from(record, needs)
    await asyncio.sleep(0)
    return reading


# -- root fields that are nodes and lists of nodes ----------------------------------------------------------------


def one_node(compiler: Compiler, asked: Asked) -> Ask:
    """`node(id)`: null when there is none, or none that the viewer may see."""
    identifier = asked.arguments["id"]
    found = _nodes(compiler, asked, [identifier], mark_of(identifier, "node", "id"), many=False)

    async def ask(run: Run) -> Any:
        return next(iter((await found(run)).values()), None)

    return ask


def many_nodes(compiler: Compiler, asked: Asked) -> Ask:
    """`nodes(ids)`: in the order asked, doubles kept, null for what is not there. One Statement for all labels."""
    ids = asked.arguments["ids"]
    found = _nodes(compiler, asked, ids, mark_of(ids, "nodes", "ids"), many=True)

    async def ask(run: Run) -> Any:
        answers = await found(run)
        return [answers.get(each) for each in value_of(ids, run)]

    return ask


def _nodes(compiler: Compiler, asked: Asked, ids: Any, marked: Iterable[str], *, many: bool) -> Ask:
    """What there is for ids: {id: answer}. Nothing is read where no id is of a label that the viewer may see."""
    labels = [each for each in marked if each in compiler.labels("Node")]
    found = asking(compiler, nodes_by_id(compiler, asked, labels, lambda run: value_of(ids, run), many=many))

    async def ask(run: Run) -> Any:
        return await found(run) if labels else {}

    return ask


def list_of(label: str) -> Compile:
    """The root field that lists a label."""

    def compiled(compiler: Compiler, asked: Asked) -> Ask:
        seen = [] if label in compiler.labels("Node") else ["false"]
        if asked.arguments.get("asOf") and label in DATED:
            seen.append(valid("m", compiler.day(asked)))
        all_of_them = Listing(asked.name, f"MATCH (m:{label})", seen, "m", label, distinct=False)
        return asking(compiler, connection(compiler, listed(compiler, all_of_them, asked, indexed=True), asked))

    return compiled
