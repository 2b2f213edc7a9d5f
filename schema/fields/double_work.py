"""The root field `doubleWork`: pairs of initiatives that may be doing the same, each in a silo of its own.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. All of it is worked out from one Statement; what is told of nodes is read
in a second one. Whom the viewer may not see is not read: it makes nobody known to anybody.
"""

from typing import Any

from graph.errors import BadInput
from graph.silos.double_work.pairs import USUAL, DoubleWork, TooMany, Wanted, double_work
from graph.silos.double_work.profiles import doings, doings_from
from graph.silos.population.city import WORLDS
from graph.worker_threads import aside
from schema.compiler.computed_values import computed
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField
from schema.compiler.statement import Resolver
from schema.request.deferred import FieldExecution, resolve

ARGUMENTS = ("minScore", "areas", "domains", "silos", "initiative", "asOf")


def double_work_field(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`doubleWork(minScore, areas, domains, silos, initiative, asOf)`."""
    parties = compiler.labels("Party")
    organisers = [label for label in parties if label not in compiler.starts_hidden(["ORGANISED"])]

    async def analysis(run: FieldExecution) -> list[DoubleWork]:
        given = {name: resolve(asked.arguments.get(name), run) for name in ARGUMENTS}
        wanted, day = _wanted(given), given["asOf"] or run.context.today
        rows, *record = (await run.read(doings(day, parties, organisers))).one()
        async with WORLDS.borrow(record) as world:
            found = await aside(doings_from, world, day, rows)
        try:
            return await aside(double_work, found, wanted)
        except TooMany as error:
            raise BadInput(f"doubleWork: more than {error} pairs are alike in all but their texts, or in those too.", "Ask for one area or domain, or give a higher minScore.") from None

    return computed(compiler, asked, analysis)


def _wanted(given: dict[str, Any]) -> Wanted:
    least = USUAL if given["minScore"] is None else given["minScore"]
    if not 0 < least <= 1:
        raise BadInput(f"doubleWork: minScore is {least}.", "Give a number above 0, up to 1.")
    ids = {name: frozenset(given[name] or ()) for name in ("areas", "domains", "silos")}
    return Wanted(least, initiative=given["initiative"], **ids)
