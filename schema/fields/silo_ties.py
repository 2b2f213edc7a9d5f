"""The root fields `siloTies` and `soleBridges`: what joins silos, and which two hang on one tie only.

In: the Asked root field and a Compiler. Out: an Ask. The world, its initiatives and who met where are read in a Statement
each, what is told of nodes in one more.
"""

from collections.abc import Callable
from typing import Any

from graph.model.viewer import ViewerRole
from graph.silos.gaps.span import Asked as Listed
from graph.silos.population.city import WORLDS, World
from graph.silos.population.rows import all_rows
from graph.silos.ties.encounters import Meetings, meetings
from graph.silos.ties.silo_ties import EVERY, SiloTie, hands_in, silo_ties, sole_bridges
from graph.worker_threads import aside
from schema.compiler.computed_values import worked
from schema.compiler.node import Compiler
from schema.compiler.selection import Asked
from schema.compiler.statement import Ask
from schema.request.deferred import Run, value_of


def ties_between_silos(compiler: Compiler, asked: Asked) -> Ask:
    """`siloTies(asOf, silos, departments, kinds)`."""

    def wanted(found: list[SiloTie], run: Run) -> list[SiloTie]:
        silos, departments, kinds = (set(value_of(asked.arguments.get(name), run) or ()) for name in ("silos", "departments", "kinds"))
        return [
            tie
            for tie in found
            if silos <= set(tie.silos) and (not departments or departments & set(tie.departments)) and (not kinds or tie.kind.value in kinds)
        ]

    return _of_ties(compiler, asked, wanted)


def silos_on_one_tie(compiler: Compiler, asked: Asked) -> Ask:
    """`soleBridges(asOf, silos)`: those of which one is among the silos."""

    def wanted(found: list[SiloTie], run: Run) -> Any:
        silos = set(value_of(asked.arguments.get("silos"), run) or ())
        return [each for each in sole_bridges(found) if not silos or silos & set(each.silos)]

    return _of_ties(compiler, asked, wanted)


def _of_ties(compiler: Compiler, asked: Asked, made: Callable[[list[SiloTie], Run], Any]) -> Ask:
    named = compiler.viewer.role is ViewerRole.ANALYST

    async def analysis(run: Run) -> Any:
        day = value_of(asked.arguments.get("asOf"), run) or run.context.today
        listing, read = Listed(EVERY, day), run.read
        met = (await read(meetings(day, hands=True))).one()
        async with WORLDS.read(read, lambda world: all_rows(world, listing.rows, named=True)) as (world, rows):
            found = await aside(_found, world, listing, rows, met, named)
        return made(found, run)

    return worked(compiler, asked, analysis)


def _found(world: World, asked: Listed, rows: list[Any], record: list[Any], named: bool) -> list[SiloTie]:
    met = Meetings(record, asked.day)
    return silo_ties(met, hands_in(world, asked, rows, met), named=named)
