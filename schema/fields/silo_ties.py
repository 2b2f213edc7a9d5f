"""The root fields `siloTies` and `soleBridges`: what joins silos, and which two hang on one tie only.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. The city's facts, its initiatives and who met where are read in a Statement
each, what is told of nodes in one more.
"""

from collections.abc import Callable
from typing import Any

from graph.model.viewer import ViewerRole
from graph.silos.gaps.span import GapQuery
from graph.silos.population.city import CityFacts
from graph.silos.population.rows import all_rows
from graph.silos.ties.encounters import Encounters, encounters_query
from graph.silos.ties.silo_ties import EVERY, SiloTie, hands_in, silo_ties, sole_bridges
from graph.worker_threads import aside
from schema.compiler.computed_values import computed
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField
from schema.compiler.statement import Resolver
from schema.request.deferred import FieldExecution, resolve
from schema.types.builder import answer_field, argument, object_type
from schema.types.nodes import AS_OF, PAGING, plain_connection


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
        met = (await read(encounters_query(day, hands=True))).one()
        async with run.context.city.read(read, lambda city: all_rows(city, listing.rows, named=True)) as (city, rows):
            found = await aside(_silo_ties, city, listing, rows, met, named)
        return made(found, run)

    return computed(compiler, asked, analysis)


def _silo_ties(city: CityFacts, asked: GapQuery, rows: list[Any], record: list[Any], named: bool) -> list[SiloTie]:
    met = Encounters(record, asked.day)
    return silo_ties(met, hands_in(city, asked, rows, met), named=named)


# -- in the API --------------------------------------------------------------------------------------------------------

object_type("SiloTie",
        "One thing that joins two silos or more; nobody is ranked by it.",
        "Eén ding dat twee of meer diensten verbindt; niemand wordt erop gerangschikt.", [
    answer_field("kind", "TieKind", "What joins them.", "Wat ze verbindt."),
    answer_field("silos", "list[Party]", "The silos that are joined.", "De diensten die verbonden zijn."),
    answer_field("departments", "list[Party]",
        "The departments and public organisations through which; of an official the one they are in, or joined last.",
        "De afdelingen en publieke organisaties waardoor; van een ambtenaar waar die werkt, of het laatst kwam werken."),
    answer_field("initiative", "Initiative | None", "The initiative.", "Het initiatief."),
    answer_field("event", "Event | None", "The event.", "De bijeenkomst."),
    answer_field("official", "Official | None",
        "The official, for analysts and where the official agreed; else null.",
        "De ambtenaar, voor analisten en als de ambtenaar ermee instemt; anders leeg."),
    answer_field("ties", "int",
        "1; of officials who are not named how many of that department have worked in the same silos.",
        "1; van ambtenaren die niet bij naam worden genoemd hoeveel van die afdeling bij dezelfde diensten hebben gewerkt."),
])
plain_connection("SiloTie")

object_type("SoleBridge", "Two silos that are joined by one tie only.", "Twee diensten die door maar één band verbonden zijn.", [
    answer_field("silos", "list[Party]", "The two.", "De twee."),
    answer_field("tie", "SiloTie", "What joins them.", "Wat ze verbindt."),
])
plain_connection("SoleBridge")

ROOT_FIELDS = [
    answer_field("siloTies", "SiloTieConnection",
        "What joins silos: initiatives, events, and officials who have worked in each.",
        "Wat diensten verbindt: initiatieven, bijeenkomsten, en ambtenaren die bij elk hebben gewerkt.",
        [
            AS_OF,
            argument("silos", "list[ID] | None", "Only what joins all of these.", "Alleen wat deze allemaal verbindt.", None),
            argument("departments", "list[ID] | None", "Only ties through one of these.", "Alleen banden door een van deze.", None),
            argument("kinds", "list[TieKind] | None", "Only these kinds; default all.", "Alleen deze soorten; standaard alle.", None),
            *PAGING,
        ],
        ties_between_silos),
    answer_field("soleBridges", "SoleBridgeConnection",
        "Pairs of silos that are joined by one tie only.", "Paren diensten die door maar één band verbonden zijn.",
        [AS_OF, argument("silos", "list[ID] | None", "Only pairs with one of these.", "Alleen paren met een van deze.", None), *PAGING],
        silos_on_one_tie),
]
