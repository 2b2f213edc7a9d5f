"""The root fields `ownershipConflicts`, `ownershipHoles` and `staleOwnership`: where the list of who answers needs care.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. Conflicts and holes are worked out from one Statement; the initiatives
that are contested are read in one more, only where they are asked for.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from graph.city_time import IS_TIME, begin_of, instant_cypher
from graph.database.clauses import match
from graph.ownership.facts.query import owns
from graph.ownership.history.reading import facts_from
from graph.silos.audit.conflicts import Conflict, conflicts, with_initiatives
from graph.silos.audit.holes import NEEDS, Hole, HoleReason, holes, officials_too
from graph.silos.gaps.gap import gaps_in
from graph.silos.gaps.span import GapQuery
from graph.silos.population.city import CityFacts
from graph.silos.population.gap_filter import GapFilter
from graph.silos.population.rows import all_rows, initiatives_of
from graph.worker_threads import aside
from schema.compiler.computed_values import computed
from schema.compiler.connection import connection
from schema.compiler.cypher import valid
from schema.compiler.list_query import Listing, filtered_and_ordered
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField
from schema.compiler.statement import Resolver, compile_statement
from schema.request.deferred import TODAY, Deferred, FieldExecution, resolve
from schema.types.builder import answer_field, argument, object_type
from schema.types.nodes import AS_OF, PAGING, filtering, plain_connection

CONTESTED = GapFilter(status=frozenset({"CONTESTED"}), include_ended=True)


def ownership_conflicts(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`ownershipConflicts(asOf)`."""
    affected = _selects(asked, ("initiatives", "affected"))

    async def analysis(run: FieldExecution) -> list[Conflict]:
        day = resolve(asked.arguments.get("asOf") or TODAY, run)
        async with run.context.city.read(run.read) as (city, _):
            found = await aside(lambda: list(conflicts(city.history, day)))
            if not (found and affected):
                return found
            listing = GapQuery(CONTESTED, day)
            rows = (await run.read(all_rows(city, listing.rows, named=True))).one()[0]
            return await aside(_with_initiatives, city, listing, found, rows)

    return computed(compiler, asked, analysis)


def _with_initiatives(city: CityFacts, asked: GapQuery, found: list[Conflict], rows: list[Any]) -> list[Conflict]:
    initiatives = [*asked.named(city), *initiatives_of(city, rows, named=True)]
    return with_initiatives(found, gaps_in(city.history, initiatives, asked.wanted, asked.day))


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


def _selects(asked: SelectedField, names: Iterable[str]) -> bool:
    """Whether one of the fields is asked of what a connection lists."""
    below = partial(_below, "OwnershipConflict")
    lists = [each for each in asked.below(asked.type_name).values() if each.name in ("nodes", "edges")]
    return any(name in names for each in lists for name in below(each))


def _below(type_name: str, asked: SelectedField) -> set[str]:
    nodes = [asked] if asked.name == "nodes" else [each for each in asked.below(asked.type_name).values() if each.name == "node"]
    return {field.name for node in nodes for field in node.below(type_name).values()}


# -- in the API --------------------------------------------------------------------------------------------------------

object_type("OwnershipConflict",
        "Two or more parties that each claim the same subject alone.",
        "Twee of meer partijen die zeggen dat alleen zij hetzelfde oppakken.", [
    answer_field("subject", "Subject", "What they claim.", "Wat zij claimen."),
    answer_field("area", "Area | None",
        "The area a responsibility names; null: it holds generally.",
        "Het gebied dat een verantwoordelijkheid noemt; leeg: het geldt algemeen."),
    answer_field("parties", "list[Party]", "Who claims it.", "Wie het claimen."),
    answer_field("responsibilities", "list[Responsibility]", "What the claims rest on.", "Waar de claims op steunen."),
    answer_field("status", "OwnershipStatus",
        "What follows for the subject itself: CONTESTED, or SHARED where one of all holders leads.",
        "Wat er voor het onderwerp zelf uit volgt: CONTESTED, of SHARED als één van alle houders trekt."),
    answer_field("start", "Date | None",
        "First day of the unbroken time in which all of them claim it; null: always.",
        "Eerste dag van de onafgebroken tijd waarin zij het allemaal claimen; leeg: altijd al."),
    answer_field("end", "Date | None", "First day after it; null: no end is known.", "Eerste dag erna; leeg: geen einde bekend."),
    answer_field("initiatives", "list[Initiative]",
        "Initiatives that are CONTESTED by it on that day.", "Initiatieven die er die dag CONTESTED door zijn."),
    answer_field("affected", "int", "How many those are.", "Hoeveel dat er zijn."),
])
plain_connection("OwnershipConflict")

object_type("OwnershipHole",
        "A domain that nobody answers for, and the widest area in which that is so.",
        "Een werkveld dat niemand oppakt, en het breedste gebied waarin dat zo is.", [
    answer_field("domain", "Domain", "The domain.", "Het werkveld."),
    answer_field("area", "Area | None",
        "The area; null: wherever no area is known, and so where none is told besides everywhere.",
        "Het gebied; leeg: waar geen gebied bekend is, en als er geen gebied naast staat dus overal."),
    answer_field("reason", "HoleReason", "Why.", "Waarom."),
    answer_field("lapsed", "list[Responsibility]",
        "Responsibilities that used to answer for it.", "Verantwoordelijkheden die er eerder waren."),
])
plain_connection("OwnershipHole")

ROOT_FIELDS = [
    answer_field("ownershipConflicts", "OwnershipConflictConnection",
        "Where two or more parties each claim the same thing alone on a day, for how long, and what is contested by it.",
        "Waar twee of meer partijen op een dag zeggen dat alleen zij iets oppakken, hoe lang al, en wat er betwist door is.",
        [AS_OF, *PAGING],
        ownership_conflicts),
    answer_field("ownershipHoles", "OwnershipHoleConnection",
        "Domains that nobody answers for, by the widest area in which that is so, and why.",
        "Werkvelden die niemand oppakt, met het breedste gebied waarin dat zo is, en waarom.",
        [
            AS_OF,
            argument("reasons", "list[HoleReason] | None",
                "Only for these reasons; default all.", "Alleen om deze redenen; standaard alle.", None),
            argument("domains", "list[ID] | None", "Only these domains; default all.", "Alleen deze werkvelden; standaard alle.", None),
            argument("areas", "list[ID] | None",
                "Only holes whose widest area is one of these.", "Alleen gaten waarvan het breedste gebied een van deze is.", None),
            *PAGING,
        ],
        ownership_holes),
    answer_field("staleOwnership", "ResponsibilityConnection",
        "Responsibilities of owners and leads that hold today and were neither confirmed nor recorded since a day.",
        "Verantwoordelijkheden van wie iets oppakt of trekt die vandaag gelden en sinds een dag niet zijn bevestigd of vastgelegd.",
        [
            argument("olderThan", "Date",
                "The day, from its midnight in the time zone of the city.", "De dag, vanaf middernacht in de tijdzone van de stad."),
            *filtering("Responsibility"),
            *PAGING,
        ],
        stale_ownership),
]
