"""The root fields `siloTies` and `soleBridges`: what joins silos, and which two hang on one tie only.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. The world, its initiatives and who met where are read in a Statement
each, what is told of nodes in one more.
"""

from collections.abc import Callable
from typing import Any

from graph.model.viewer import ViewerRole
from graph.silos.gaps.span import GapQuery
from graph.silos.population.city import CityFacts
from graph.silos.population.rows import all_rows
from graph.silos.ties.encounters import Encounters, meetings
from graph.silos.ties.silo_ties import EVERY, SiloTie, hands_in, silo_ties, sole_bridges
from graph.worker_threads import aside
from schema.compiler.computed_values import computed
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField
from schema.compiler.statement import Resolver
from schema.request.deferred import FieldExecution, resolve


def ties_between_silos(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`siloTies(asOf, silos, departments, kinds)`."""

    def wanted(found: list[SiloTie], run: FieldExecution) -> list[SiloTie]:
        silos, departments, kinds = (set(resolve(asked.arguments.get(name), run) or ()) for name in ("silos", "departments", "kinds"))
        return [
            tie
            for tie in found
            if silos <= set(tie.silos) and (not departments or departments & set(tie.departments)) and (not kinds or tie.kind.value in kinds)
        ]

    return _of_ties(compiler, asked, wanted)


def silos_on_one_tie(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`soleBridges(asOf, silos)`: those of which one is among the silos."""

    def wanted(found: list[SiloTie], run: FieldExecution) -> Any:
        silos = set(resolve(asked.arguments.get("silos"), run) or ())
        return [each for each in sole_bridges(found) if not silos or silos & set(each.silos)]

    return _of_ties(compiler, asked, wanted)


def _of_ties(compiler: Compiler, asked: SelectedField, made: Callable[[list[SiloTie], FieldExecution], Any]) -> Resolver:
    named = compiler.viewer.role is ViewerRole.ANALYST

    async def analysis(run: FieldExecution) -> Any:
        day = resolve(asked.arguments.get("asOf"), run) or run.context.today
        listing, read = GapQuery(EVERY, day), run.read
        met = (await read(meetings(day, hands=True))).one()
        async with run.context.city.read(read, lambda world: all_rows(world, listing.rows, named=True)) as (world, rows):
            found = await aside(_found, world, listing, rows, met, named)
        return made(found, run)

    return computed(compiler, asked, analysis)


def _found(world: CityFacts, asked: GapQuery, rows: list[Any], record: list[Any], named: bool) -> list[SiloTie]:
    met = Encounters(record, asked.day)
    return silo_ties(met, hands_in(world, asked, rows, met), named=named)
