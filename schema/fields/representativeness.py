"""The root field `representativeness`: who is missing at events.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. Events with their heads and areas with their inhabitants are read in
one Statement; the nodes on the page that is told are read in a second one. Who may not see head counts is told what is
made of them, with small ones left out: that is what the least count is for; and only of groups that areas name.
"""

from typing import Any

from graph.errors import BadInput
from graph.model.definition import LABELS
from graph.silos.events.representativeness import (
    AREAS,
    EVENT_ROW,
    WIDER,
    Gathered,
    Item,
    Representativeness,
    attended_from,
)
from graph.worker_threads import aside
from schema.compiler.computed_values import computed
from schema.compiler.cypher import as_list
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import unchanged
from schema.compiler.statement import Resolver, compile_statement
from schema.fields.involvement import concerns
from schema.request.deferred import FieldExecution, resolve

LEAST_PUBLIC, LEAST_STAFF = 5, 3
ARGUMENTS = ("by", "from", "to", "areas", "minCell")


def representativeness(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`representativeness(by, from, to, kinds, areas, domain, minCell)`."""
    read, floor = _reading(compiler, asked), _floor(compiler)

    async def analysis(run: FieldExecution) -> list[Item]:
        given = {name: resolve(asked.arguments.get(name), run) for name in ARGUMENTS}
        least, start, end = LEAST_PUBLIC if given["minCell"] is None else given["minCell"], given["from"], given["to"]
        if least < floor:
            raise BadInput(f"{asked.name}: minCell is {least}.", f"Give {floor} or more: a smaller count tells of persons.")
        if start and end and start >= end:
            raise BadInput(f"{asked.name}: from {start} is not before to {end}.", "Give a first day, and the first day after it that no longer counts.")
        held = Representativeness(attended_from(await read(run)), least, run.context.today, only_public=not _sees_heads(compiler))
        return await aside(held.items, Gathered[given["by"] or "EVENT"], frozenset(given["areas"] or ()))

    return computed(compiler, asked, analysis)


def _floor(compiler: Compiler) -> int:
    """The least count that may be told: less for who may see them all anyway."""
    return LEAST_STAFF if _sees_heads(compiler) else LEAST_PUBLIC


def _sees_heads(compiler: Compiler) -> bool:
    return compiler.viewer.sees(LABELS["Event"].property("headCounts"))


def _reading(compiler: Compiler, asked: SelectedField) -> Resolver:
    """The events that the arguments ask for, all areas, and what those are part of."""
    own = Compiler(compiler.viewer, lookups=compiler.lookups)
    events = f"COLLECT {{ MATCH (e:Event) WHERE {' AND '.join(_conditions(own, asked.arguments))} RETURN {EVENT_ROW} }}"
    return compile_statement(own, unchanged(as_list((events, AREAS, WIDER))))


def _conditions(compiler: Compiler, arguments: dict[str, Any]) -> list[str]:
    """What is asked of an event `e`. One without a date is in no period."""
    seen = {"Event", "Area"} <= {*compiler.labels("Node")}
    where = ["e.key IS NOT NULL"] if seen else ["false"]
    for name, sign in (("from", ">="), ("to", "<")):
        if arguments.get(name) is not None:
            where.append(f"e.date {sign} {compiler.parameter(arguments[name])}")
    if arguments.get("kinds") is not None:
        where.append(f"e.kind IN {compiler.parameter(arguments['kinds'])}")
    if arguments.get("domain") is not None:
        where.append(concerns(compiler, "e", arguments["domain"]))
    return where
