"""The root fields `ownershipConflicts`, `ownershipHoles` and `staleOwnership`: where the list of who answers needs care.

In: the GapQuery root field and a Compiler. Out: a Resolver. Conflicts and holes are worked out from one Statement; the initiatives
that are contested are read in one more, only where they are asked for.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from graph.city_time import IS_TIME, begin_of, instant_cypher
from graph.database.clauses import match
from graph.ownership.facts.parse import facts_from
from graph.ownership.facts.query import owns
from graph.silos.audit.conflicts import Conflict, conflicts, with_initiatives
from graph.silos.audit.holes import NEEDS, Hole, HoleReason, holes, officials_too
from graph.silos.gaps.gap import GapFilter, gaps_in
from graph.silos.gaps.span import GapQuery
from graph.silos.population.city import WORLDS, CityFacts
from graph.silos.population.rows import all_rows, initiatives_of
from graph.worker_threads import aside
from schema.compiler.computed_values import computed
from schema.compiler.connection import connection
from schema.compiler.cypher import valid
from schema.compiler.list_query import Listing
from schema.compiler.node import Compiler
from schema.compiler.ordering import filtered_and_ordered
from schema.compiler.selection import SelectedField
from schema.compiler.statement import Resolver, compile_statement
from schema.request.deferred import TODAY, Deferred, FieldExecution, resolve

CONTESTED = GapFilter(status=frozenset({"CONTESTED"}), include_ended=True)


def ownership_conflicts(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`ownershipConflicts(asOf)`."""
    affected = _is_asked(asked, ("initiatives", "affected"))

    async def analysis(run: FieldExecution) -> list[Conflict]:
        day = resolve(asked.arguments.get("asOf") or TODAY, run)
        async with WORLDS.read(run.read) as (world, _):
            found = await aside(lambda: list(conflicts(world.history, day)))
            if not (found and affected):
                return found
            listing = GapQuery(CONTESTED, day)
            rows = (await run.read(all_rows(world, listing.rows, named=True))).one()[0]
            return await aside(_with_initiatives, world, listing, found, rows)

    return computed(compiler, asked, analysis)


def _with_initiatives(world: CityFacts, asked: GapQuery, found: list[Conflict], rows: list[Any]) -> list[Conflict]:
    initiatives = [*asked.named(world), *initiatives_of(world, rows, named=True)]
    return with_initiatives(found, gaps_in(world.history, initiatives, asked.wanted, asked.day))


def ownership_holes(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`ownershipHoles(asOf, reasons, areas)`."""

    async def analysis(run: FieldExecution) -> list[Hole]:
        given = {name: resolve(asked.arguments.get(name), run) for name in ("asOf", "reasons", "areas", "domains")}
        record = (await run.read(officials_too())).one()
        found = await aside(lambda: holes(facts_from(record, NEEDS).facts, given["asOf"] or run.context.today))
        return [hole for hole in found if _is_wanted(hole, given)]

    return computed(compiler, asked, analysis)


def _is_wanted(hole: Hole, given: dict[str, Any]) -> bool:
    reasons = {HoleReason[each] for each in given["reasons"] or ()}
    return (
        (not reasons or hole.reason in reasons)
        and (not given["areas"] or hole.area in given["areas"])
        and (not given["domains"] or hole.domain in given["domains"])
    )


def stale_ownership(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`staleOwnership(olderThan)`: responsibilities that hold today and were not confirmed, nor recorded, since that day."""
    day, since = compiler.parameter(TODAY), compiler.parameter(Deferred(lambda run: begin_of(resolve(asked.arguments["olderThan"], run))))
    last = f"coalesce({instant_cypher('m.confirmedAt')}, {instant_cypher('m.recordedFrom')})"
    where = [
        *([] if "Responsibility" in compiler.labels("Node") else ["false"]),
        f"({owns('m')})",
        f"NOT m.recordedTo {IS_TIME}",
        valid("m", day),
        f"NOT coalesce({last} >= {since}, false)",
    ]
    found = Listing("staleOwnership", match("(m:Responsibility)"), where, "m", "Responsibility", distinct=False)
    return compile_statement(compiler, connection(compiler, filtered_and_ordered(compiler, found, asked), asked))


def _is_asked(asked: SelectedField, names: Iterable[str]) -> bool:
    """Whether one of the fields is asked of what a connection lists."""
    below = partial(_below, "OwnershipConflict")
    lists = [each for each in asked.below(asked.type_name).values() if each.name in ("nodes", "edges")]
    return any(name in names for each in lists for name in below(each))


def _below(type_name: str, asked: SelectedField) -> set[str]:
    nodes = [asked] if asked.name == "nodes" else [each for each in asked.below(asked.type_name).values() if each.name == "node"]
    return {field.name for node in nodes for field in node.below(type_name).values()}
