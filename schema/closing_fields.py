"""The root field `gapClosers`: single decisions, ranked by how many gaps each would close.

In: the Asked root field and a Compiler. Out: an Ask. The world and its initiatives are read in two Statements, what is
told of nodes in a third; nothing is written.
"""

import asyncio
from dataclasses import replace
from typing import Any

from graph.errors import BadInput
from graph.ownership.changing import changed
from graph.silos.closing import Closings, closings
from graph.silos.gaps import gaps_in
from graph.silos.listing import Asked as Listed
from graph.silos.rows import all_rows, initiatives_of
from graph.silos.world import WORLDS, World, small_world
from schema.compile import Ask
from schema.gap_fields import gap_filter
from schema.late import TODAY, Run, value_of
from schema.projection import Compiler
from schema.selection import Asked
from schema.worked import worked

MOST_TRIED, MOST_TOLD = 300, 500
DEFAULT = frozenset({"BETWEEN_SILOS"})


def gap_closers(compiler: Compiler, asked: Asked) -> Ask:
    """`gapClosers(filter, asOf, first)`."""
    arguments = asked.arguments

    async def analysis(run: Run) -> Closings:
        wanted = gap_filter("gapClosers", value_of(arguments.get("filter") or {}, run), DEFAULT)
        day, first = value_of(arguments.get("asOf") or TODAY, run), value_of(arguments["first"], run)
        if not 1 <= first <= MOST_TOLD:
            raise BadInput(f"gapClosers: first is {first}.", f"Give a number from 1 to {MOST_TOLD}.")
        listing = Listed(wanted, day)
        with WORLDS.lent((await run.read(small_world())).one()) as world:
            rows = (await run.read(all_rows(world, listing.rows, named=True))).one()[0]
            return await asyncio.to_thread(_closings, world, listing, rows, first)

    return worked(compiler, asked, analysis)


def _closings(world: World, asked: Listed, rows: list[Any], first: int) -> Closings:
    initiatives = [*asked.named(world), *initiatives_of(world, rows, named=True)]
    gaps = list(gaps_in(world.history, initiatives, asked.wanted, asked.day))
    facts = changed(world.facts, initiatives=dict(world.facts.initiatives))
    found = closings(facts, gaps, asked.day, MOST_TRIED)
    return replace(found, decisions=found.decisions[:first])
