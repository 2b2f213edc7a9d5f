"""The root field `simulateReorganisation`: the same rule, asked on facts that were changed in memory.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. The city's facts and its initiatives are read in two Statements, what is
told of nodes in a third; nothing is written.
"""

from datetime import date
from typing import Any

from graph.errors import BadInput
from graph.ownership.facts.what_if import changed
from graph.silos.gaps.matrix import SiloDimension
from graph.silos.gaps.span import GapQuery
from graph.silos.population.city import CityFacts
from graph.silos.population.gap_filter import GapFilter
from graph.silos.population.rows import all_rows, initiatives_of
from graph.silos.reorganisation.simulation import Move, Simulation, reorganised, simulated
from graph.worker_threads import aside
from schema.compiler.computed_values import computed
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField
from schema.compiler.statement import Resolver
from schema.request.deferred import FieldExecution, resolve
from schema.types.builder import answer_field, argument, object_type
from schema.types.filters import input_type

MOST_MOVES, MOST_CHANGES = 100, 500


def simulate_reorganisation(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`simulateReorganisation(mapping, asOf, by, first)`."""

    async def analysis(run: FieldExecution) -> Simulation:
        given = {name: resolve(asked.arguments.get(name), run) for name in ("mapping", "asOf", "by", "first")}
        moves, day = _moves(given["mapping"]), given["asOf"] or run.context.today
        if not 0 <= given["first"] <= MOST_CHANGES:
            raise BadInput(f"simulateReorganisation: first is {given['first']}.", f"Give a number from 0 to {MOST_CHANGES}.")
        listing = GapQuery(GapFilter(status=None), day)
        async with run.context.city.read(run.read, lambda city: all_rows(city, listing.rows, named=True)) as (city, rows):
            after = reorganised(city.facts, moves, day)
            return await aside(_simulated, city, after, listing, rows, SiloDimension[given["by"]], given["first"])

    return computed(compiler, asked, analysis)


def _simulated(city: CityFacts, after: Any, asked: GapQuery, rows: list[Any], by: SiloDimension, first: int) -> Simulation:
    initiatives = [*asked.named(city), *initiatives_of(city, rows, named=True)]
    day: date = asked.day
    before = changed(city.facts, initiatives=dict(city.facts.initiatives))
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


# -- in the API --------------------------------------------------------------------------------------------------------

input_type("Reorganisation",
    "What happens to one department; with neither `into` nor `under` it ends without a successor.",
    "Wat er met één onderdeel gebeurt; zonder `into` en `under` houdt het op zonder opvolger.",
    {
        "department": ("ID!", ("The department.", "Het onderdeel.")),
        "into": ("ID", (
            "The department that its tasks go to; it ends itself.",
            "Het onderdeel waar de taken heen gaan; zelf houdt het op.")),
        "under": ("ID", ("The department that it becomes a part of.", "Het onderdeel waar het deel van wordt.")),
    })

object_type("StatusShift",
        "How many initiatives have a status, before and after.",
        "Hoeveel initiatieven een status hebben, ervoor en erna.", [
    answer_field("status", "OwnershipStatus", "The status.", "De status."),
    answer_field("before", "int", "How many have it now.", "Hoeveel het nu hebben."),
    answer_field("after", "int", "How many would have it.", "Hoeveel het zouden hebben."),
])

object_type("SimulatedChange", "An initiative that would be decided otherwise.", "Een initiatief waarvoor het anders zou worden.", [
    answer_field("initiative", "Initiative", "The initiative.", "Het initiatief."),
    answer_field("before", "OwnershipStatus", "Its status now.", "De status nu."),
    answer_field("after", "OwnershipStatus", "The status it would have.", "De status die het zou hebben."),
    answer_field("ownersBefore", "list[Party]", "Who owns it now.", "Wie het nu oppakt."),
    answer_field("ownersAfter", "list[Party]", "Who would own it.", "Wie het zou oppakken."),
])

object_type("Simulation",
        "What a reorganisation would change; nothing is written.",
        "Wat een reorganisatie zou veranderen; er wordt niets vastgelegd.", [
    answer_field("statuses", "list[StatusShift]", "Every status, also those that nothing has.", "Elke status, ook die niets heeft."),
    answer_field("changed", "int", "How many initiatives would be decided otherwise.", "Voor hoeveel initiatieven het anders zou worden."),
    answer_field("closed", "int", "How many would no longer fall between silos.", "Hoeveel er niet meer tussen diensten zouden vallen."),
    answer_field("opened", "int", "How many would come to fall between silos.", "Hoeveel er tussen diensten zouden gaan vallen."),
    answer_field("changes", "list[SimulatedChange]", "The first of those, in order of id.", "De eerste daarvan, op volgorde van id."),
    answer_field("matrixBefore", "SiloMatrix", "The matrix now.", "De matrix nu."),
    answer_field("matrixAfter", "SiloMatrix", "The matrix as it would be.", "De matrix zoals die zou zijn."),
])

ROOT_FIELDS = [
    answer_field("simulateReorganisation", "Simulation",
        "What a reorganisation would make of who owns what and what falls between silos; nothing is written.",
        "Wat een reorganisatie zou maken van wie wat oppakt en wat tussen diensten valt; er wordt niets vastgelegd.",
        [
            argument("mapping", "list[Reorganisation]",
                "What happens to each department, at most 100.", "Wat er met elk onderdeel gebeurt, hooguit 100."),
            argument("asOf", "Date | None",
                "The day on which all of it happens; default today.", "De dag waarop het allemaal gebeurt; standaard vandaag.", None),
            argument("by", "SiloDimension | None",
                "What the rows and columns of the matrices are.", "Wat de rijen en kolommen van de matrices zijn.", "SILO"),
            argument("first", "int | None",
                "How many of the changes to tell, 0 to 500.", "Hoeveel van de wijzigingen worden genoemd, 0 tot 500.", 25),
        ],
        simulate_reorganisation),
]
