"""The root fields about the ways of residents: contactChains, misrouting and referralLoops.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. The ways are read with the facts around them in one Statement; the nodes
on the page that is told are read in a second one.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from graph.errors import BadInput
from graph.silos.contacts.chains import Chain, chains, loops
from graph.silos.contacts.contacts import knocks, knocks_from
from graph.silos.contacts.misrouting import misrouting
from graph.worker_threads import aside
from schema.compiler.computed_values import computed
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField
from schema.compiler.statement import Resolver
from schema.request.deferred import FieldExecution, resolve

YEAR = timedelta(days=365)
ONE_DAY = timedelta(days=1)


def contact_chains(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`contactChains(from, to)`: every way that began in the period."""
    return _of_ways(compiler, asked, lambda found, _: found)


def referral_loops(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`referralLoops(from, to)`: those that went round."""
    return _of_ways(compiler, asked, lambda found, _: loops(found))


def misrouted(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`misrouting(from, to, minCell)`: counts from door to owner."""
    least = asked.arguments["minCell"]

    def counted(found: list[Chain], run: FieldExecution) -> Any:
        number = resolve(least, run)
        if number < 1:
            raise BadInput(f"misrouting: minCell is {number}.", "Give 1 or more.")
        return misrouting(found, number)

    return _of_ways(compiler, asked, counted)


def _of_ways(compiler: Compiler, asked: SelectedField, made: Callable[[list[Chain], FieldExecution], Any]) -> Resolver:
    seen = "Contact" in compiler.labels("Node")

    async def analysis(run: FieldExecution) -> Any:
        start, end = period(asked, run)
        record = (await run.read(knocks(start, end, seen=seen))).one()
        return await aside(lambda: made(chains(knocks_from(record, start, end)), run))

    return computed(compiler, asked, analysis)


def period(asked: SelectedField, run: FieldExecution) -> tuple[date, date]:
    """The days asked about, from the first up to but not including the last: by default the year that ends today."""
    given = {name: resolve(asked.arguments.get(name), run) for name in ("from", "to")}
    end = given["to"] or run.context.today + ONE_DAY
    start = given["from"] or max(end, date.min + YEAR) - YEAR
    if start >= end:
        raise BadInput(f"{asked.name}: from {start} is not before to {end}.", "Give a first day, and the first day after it that no longer counts.")
    return start, end
