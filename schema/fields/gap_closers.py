"""The root field `gapClosers`: single decisions, ranked by how many gaps each would close.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. The city's facts and its initiatives are read in two Statements, what is
told of nodes in a third; nothing is written.
"""

from typing import Any

from graph.errors import BadInput
from graph.silos.gap_closers.rank import GapClosings, gap_closings
from graph.silos.gaps.gap import gaps_in
from graph.silos.gaps.page import candidates
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
from schema.types.builder import answer_field, argument, object_type
from schema.types.nodes import AS_OF

MOST_TRIED, MOST_TOLD = 300, 500
DEFAULT = frozenset({"BETWEEN_SILOS"})


def gap_closers(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`gapClosers(filter, asOf, first)`."""
    arguments, dated = asked.arguments, _is_dated(asked)

    async def analysis(run: FieldExecution) -> GapClosings:
        wanted = gap_filter("gapClosers", resolve(arguments.get("filter") or {}, run), DEFAULT)
        day, first = resolve(arguments.get("asOf") or TODAY, run), resolve(arguments["first"], run)
        if not 1 <= first <= MOST_TOLD:
            raise BadInput(f"gapClosers: first is {first}.", f"Give a number from 1 to {MOST_TOLD}.")
        listing = GapQuery(wanted, day)
        async with run.context.city.read(run.read, lambda city: all_rows(city, listing.rows, named=True)) as (city, rows):
            return await aside(_closings, city, listing, rows, first, dated)

    return computed(compiler, asked, analysis)


def _closings(city: CityFacts, asked: GapQuery, rows: list[Any], first: int, dated: bool) -> GapClosings:
    """`dated`: the days of the picks are asked for."""
    initiatives = [*asked.named(city), *candidates(city, asked, rows)]
    gaps = list(gaps_in(city.history, initiatives, asked.wanted, asked.day))
    return gap_closings(city.facts, gaps, city.history.snapshot(asked.day), MOST_TRIED, first, dated_picks=dated)


def _is_dated(asked: SelectedField) -> bool:
    picks = [each for each in asked.below("GapClosings").values() if each.name == "picks"]
    return any(field.name == "openDays" for each in picks for field in each.below("GapClosing").values())


# -- in the API --------------------------------------------------------------------------------------------------------

object_type("GapCloser", "One decision.", "Eén besluit.", [
    answer_field("kind", "CloserKind", "What is decided.", "Wat er wordt besloten."),
    answer_field("party", "Party", "For whom.", "Voor wie."),
    answer_field("subject", "Node",
        "The domain or problem; for SUCCESSOR the department that was dissolved.",
        "Het werkveld of probleem; bij SUCCESSOR de opgeheven afdeling."),
    answer_field("area", "Area | None", "Only in this area; null: everywhere.", "Alleen in dit gebied; leeg: overal."),
])

object_type("GapClosing", "What one decision would close.", "Wat één besluit zou oplossen.", [
    answer_field("closer", "GapCloser", "The decision.", "Het besluit."),
    answer_field("gaps", "int",
        "How many gaps it closes: one owner or a lead follows.", "Hoeveel gaten het oplost: er volgt één die het oppakt, of een trekker."),
    answer_field("initiatives", "list[Initiative]", "The initiatives of those.", "De initiatieven daarvan."),
    answer_field("openDays", "int",
        "Days that those are open together, as far as that is known.", "Dagen dat die samen open zijn, voor zover bekend."),
])

object_type("GapClosings",
        "Decisions that would close gaps, each tried by the rule itself.",
        "Besluiten die gaten zouden oplossen, elk geprobeerd met de regel zelf.", [
    answer_field("total", "int", "All gaps of the filter.", "Alle gaten van het filter."),
    answer_field("candidates", "int", "Decisions that the gaps suggest.", "Besluiten die uit de gaten volgen."),
    answer_field("tried", "int",
        "Those of them that were tried: the ones suggested most.", "Die daarvan zijn geprobeerd: de vaakst genoemde."),
    answer_field("decisions", "list[GapClosing]", "The best, most gaps first.", "De beste, de meeste gaten eerst."),
    answer_field("picks", "list[GapClosing]",
        "The best, then the best of what is left once that is decided, and so on, until 80 % is closed or nothing helps.",
        "De beste, dan de beste van wat er overblijft als dat besloten is, en zo verder, tot 80 % is opgelost of niets meer helpt."),
    answer_field("closedByPicks", "int", "How many gaps the picks close together.", "Hoeveel gaten die samen oplossen."),
])

ROOT_FIELDS = [
    answer_field("gapClosers", "GapClosings",
        "Single decisions that would close gaps, best first, and a set that closes 80 %; each tried by the rule itself.",
        "Losse besluiten die gaten zouden oplossen, de beste eerst, en een stel dat er 80 % van oplost; elk geprobeerd met de regel zelf.",
        [
            argument("filter", "GapFilter | None", "Which gaps to close.", "Welke gaten moeten worden opgelost.", None),
            AS_OF,
            argument("first", "int | None", "How many decisions to tell, 1 to 500.", "Hoeveel besluiten worden genoemd, 1 tot 500.", 10),
        ],
        gap_closers),
]
