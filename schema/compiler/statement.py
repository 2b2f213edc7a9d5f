"""From the selection of a root field to one Statement, and from its record to the answer.

In: the SelectedField of the root field and a Compiler. Out: a Resolver, which is run for every request of its shape. A list, a node and all
that hangs below it are one expression; where ownership is asked, its facts are read in the same Statement. Only ownership
asked inside an ownership takes one Statement more for each level.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

from graph.database.clauses import match
from graph.database.statement import Statement
from graph.ownership.facts.needs import Needs
from graph.ownership.facts.query import area_keys, facts_around, facts_query, facts_query_with_parties
from graph.ownership.history.reading import Reading, facts_from
from schema.compiler.connection import connection
from schema.compiler.cypher import DATED, valid
from schema.compiler.list_query import Listing, filtered_and_ordered
from schema.compiler.lookup import nodes_by_id
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import OwnershipBatch, Projection
from schema.compiler.shared_nodes import LookupTables
from schema.request.deferred import FieldExecution, map_deferred, resolve
from schema.request.event_loop import EventLoopTurns
from schema.request.plan_key import mark_of

Resolver = Callable[[FieldExecution], Awaitable[Any]]
"""A compiled root field: run it to get its value."""

Compile = Callable[[Compiler, SelectedField], Resolver]
"""How a root field is compiled."""


def compile_statement(compiler: Compiler, made: Projection) -> Resolver:
    """Read the value of a projection in one Statement, and shape it into the answer."""
    level, parameters, tables = compiler.level, dict(compiler.parameters), LookupTables.of(made)
    needs = frozenset(level.needs)
    text = tables.statement(made.cypher)
    compiler.lookups.add(text)
    if level.used:
        text = f"{tables.with_subjects(made.cypher)}\n{facts_around(tables.names, level.columns(), needs, hidden=compiler.hidden_parties)}"
        parameters["areas"] = map_deferred(list(level.areas), area_keys)
    shape, read = made.shape, 1 + len(tables.tables)

    async def ask(run: FieldExecution) -> Any:
        record = (await run.read(Statement(text, bound(parameters, run)))).one()
        with tables.serializing(record[1:read], run):
            answer = shape(record[0], run)
        await resolve_ownership(run, compiler, level, await _facts(record[read:], needs) if level.used else None)
        return answer

    return ask


def bound(parameters: dict[str, Any], run: FieldExecution) -> dict[str, Any]:
    """The parameters of a Statement in this run."""
    return {name: resolve(value, run) for name, value in parameters.items()}


async def resolve_ownership(run: FieldExecution, compiler: Compiler, level: OwnershipBatch, reading: Reading | None) -> None:
    """Fill in the ownership answers, level by level; the facts of the first came with the record."""
    while run.waiting:
        waiting, run.waiting = run.waiting, []
        if reading is None:
            subjects = dict.fromkeys(subject for _, _, subject, _ in waiting)
            reading = await read_facts(run, compiler, level, list(subjects))
        turns = EventLoopTurns()
        for place, key, subject, make in waiting:
            place[key] = make(subject, reading, run)
            await turns.give()
        level, reading = level.below(), None


async def read_facts(
    run: FieldExecution, compiler: Compiler, level: OwnershipBatch, subjects: list[str], parties: Sequence[str] = ()
) -> Reading:
    """The facts around some subjects, with the columns asked for at a level.

    With parties, those are read too; the reading names the ones that are there.
    """
    needs, areas, labels, hidden = frozenset(level.needs), resolve(list(level.areas), run), compiler.labels("Party"), compiler.hidden_parties
    if parties:
        statement = facts_query_with_parties(parties, labels, subjects, areas, level.columns(), needs, hidden)
    else:
        statement = facts_query(subjects, areas, level.columns(), needs, hidden)
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


def one_node(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`node(id)`: null when there is none, or none that the viewer may see."""
    identifier = asked.arguments["id"]
    found = _nodes(compiler, asked, [identifier], mark_of(identifier, "node", "id"), many=False)

    async def ask(run: FieldExecution) -> Any:
        return next(iter((await found(run)).values()), None)

    return ask


def many_nodes(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`nodes(ids)`: in the order asked, doubles kept, null for what is not there. One Statement for all labels."""
    ids = asked.arguments["ids"]
    found = _nodes(compiler, asked, ids, mark_of(ids, "nodes", "ids"), many=True)

    async def ask(run: FieldExecution) -> Any:
        answers = await found(run)
        return [answers.get(each) for each in resolve(ids, run)]

    return ask


def _nodes(compiler: Compiler, asked: SelectedField, ids: Any, marked: Iterable[str], *, many: bool) -> Resolver:
    """What there is for ids: {id: answer}. Nothing is read where no id is of a label that the viewer may see."""
    labels = [each for each in marked if each in compiler.labels("Node")]
    found = compile_statement(compiler, nodes_by_id(compiler, asked, labels, lambda run: resolve(ids, run), many=many))

    async def ask(run: FieldExecution) -> Any:
        return await found(run) if labels else {}

    return ask


def list_of(label: str) -> Compile:
    """The root field that lists a label."""

    def compiled(compiler: Compiler, asked: SelectedField) -> Resolver:
        seen = [] if label in compiler.labels("Node") else ["false"]
        if asked.arguments.get("asOf") and label in DATED:
            seen.append(valid("m", compiler.day(asked)))
        all_of_them = Listing(asked.name, match(f"(m:{label})"), seen, "m", label, distinct=False)
        return compile_statement(compiler, connection(compiler, filtered_and_ordered(compiler, all_of_them, asked, indexed=True), asked))

    return compiled
