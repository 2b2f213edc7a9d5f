"""The root field `simulateReorganisation`: the same rule, asked on facts that were changed in memory.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. The world and its initiatives are read in two Statements, what is
told of nodes in a third; nothing is written.
"""

from datetime import date
from typing import Any

from graph.errors import BadInput
from graph.ownership.facts.what_if import changed
from graph.silos.gaps.gap import GapFilter
from graph.silos.gaps.matrix import SiloDimension
from graph.silos.gaps.span import GapQuery
from graph.silos.population.city import CityFacts
from graph.silos.population.rows import all_rows, initiatives_of
from graph.silos.reorganisation.simulation import Move, Simulation, reorganised, simulated
from graph.worker_threads import aside
from schema.compiler.computed_values import computed
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField
from schema.compiler.statement import Resolver
from schema.request.deferred import FieldExecution, resolve

MOST_MOVES, MOST_CHANGES = 100, 500


def simulate_reorganisation(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`simulateReorganisation(mapping, asOf, by, first)`."""

    async def analysis(run: FieldExecution) -> Simulation:
        given = {name: resolve(asked.arguments.get(name), run) for name in ("mapping", "asOf", "by", "first")}
        moves, day = _moves(given["mapping"]), given["asOf"] or run.context.today
        if not 0 <= given["first"] <= MOST_CHANGES:
            raise BadInput(f"simulateReorganisation: first is {given['first']}.", f"Give a number from 0 to {MOST_CHANGES}.")
        listing = GapQuery(GapFilter(status=None), day)
        async with run.context.city.read(run.read, lambda world: all_rows(world, listing.rows, named=True)) as (world, rows):
            after = reorganised(world.facts, moves, day)
            return await aside(_simulated, world, after, listing, rows, SiloDimension[given["by"]], given["first"])

    return computed(compiler, asked, analysis)


def _simulated(world: CityFacts, after: Any, asked: GapQuery, rows: list[Any], by: SiloDimension, first: int) -> Simulation:
    initiatives = [*asked.named(world), *initiatives_of(world, rows, named=True)]
    day: date = asked.day
    before = changed(world.facts, initiatives=dict(world.facts.initiatives))
    after = changed(after, initiatives=dict(after.initiatives))
    return simulated(before, after, initiatives, day, by, first)


def _moves(mapping: list[dict[str, Any]]) -> list[Move]:
    """The moves; BadInput where one says two things, or there are none or too many."""
    if not 1 <= len(mapping) <= MOST_MOVES:
        raise BadInput(f"simulateReorganisation: {len(mapping)} moves were given.", f"Give 1 to {MOST_MOVES}.")
    for each in mapping:
        if each.get("into") and each.get("under"):
            raise BadInput(f"simulateReorganisation: {each['department']} goes both into and under another.", "Give one of the two; neither means that it ends.")
    return [Move(each["department"], each.get("into"), each.get("under")) for each in mapping]
