"""The root field `gapClosers`: single decisions, ranked by how many gaps each would close.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. The world and its initiatives are read in two Statements, what is
told of nodes in a third; nothing is written.
"""

from typing import Any

from graph.errors import BadInput
from graph.silos.gap_closers.rank import Closings, closings
from graph.silos.gaps.gap import gaps_in
from graph.silos.gaps.page import sifted
from graph.silos.gaps.span import GapQuery
from graph.silos.population.city import CityFacts
from graph.silos.population.rows import all_rows
from graph.worker_threads import aside
from schema.compiler.computed_values import computed
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField
from schema.compiler.statement import Resolver
from schema.fields.gaps import gap_filter
from schema.request.deferred import TODAY, FieldExecution, resolve

MOST_TRIED, MOST_TOLD = 300, 500
DEFAULT = frozenset({"BETWEEN_SILOS"})


def gap_closers(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`gapClosers(filter, asOf, first)`."""
    arguments, dated = asked.arguments, _is_dated(asked)

    async def analysis(run: FieldExecution) -> Closings:
        wanted = gap_filter("gapClosers", resolve(arguments.get("filter") or {}, run), DEFAULT)
        day, first = resolve(arguments.get("asOf") or TODAY, run), resolve(arguments["first"], run)
        if not 1 <= first <= MOST_TOLD:
            raise BadInput(f"gapClosers: first is {first}.", f"Give a number from 1 to {MOST_TOLD}.")
        listing = GapQuery(wanted, day)
        async with run.context.city.read(run.read, lambda world: all_rows(world, listing.rows, named=True)) as (world, rows):
            return await aside(_closings, world, listing, rows, first, dated)

    return computed(compiler, asked, analysis)


def _closings(world: CityFacts, asked: GapQuery, rows: list[Any], first: int, dated: bool) -> Closings:
    """`dated`: the days of the picks are asked for."""
    initiatives = [*asked.named(world), *sifted(world, asked, rows)]
    gaps = list(gaps_in(world.history, initiatives, asked.wanted, asked.day))
    return closings(world.facts, gaps, world.history.moment(asked.day), MOST_TRIED, first, dated_picks=dated)


def _is_dated(asked: SelectedField) -> bool:
    picks = [each for each in asked.below("GapClosings").values() if each.name == "picks"]
    return any(field.name == "openDays" for each in picks for field in each.below("GapClosing").values())
