"""The root field `doubleWork`: pairs of initiatives that may be doing the same, each in a silo of its own.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. All of it is worked out from one Statement; what is told of nodes is read
in a second one. Whom the viewer may not see is not read: it makes nobody known to anybody.
"""

from typing import Any

from graph.errors import BadInput
from graph.silos.double_work.pairs import USUAL, DoubleWork, PairFilter, TooMany, double_work
from graph.silos.double_work.profiles import profiles_from, profiles_query
from graph.worker_threads import aside
from schema.compiler.computed_values import computed
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField
from schema.compiler.statement import Resolver
from schema.request.deferred import FieldExecution, resolve
from schema.types.builder import answer_field, argument, object_type
from schema.types.nodes import AS_OF, PAGING, plain_connection

ARGUMENTS = ("minScore", "areas", "domains", "silos", "initiative", "asOf")


def double_work_field(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`doubleWork(minScore, areas, domains, silos, initiative, asOf)`."""
    parties = compiler.labels("Party")
    organisers = [label for label in parties if label not in compiler.starts_hidden(["ORGANISED"])]

    async def analysis(run: FieldExecution) -> list[DoubleWork]:
        given = {name: resolve(asked.arguments.get(name), run) for name in ARGUMENTS}
        wanted, day = _wanted(given), given["asOf"] or run.context.today
        rows, *record = (await run.read(profiles_query(day, parties, organisers))).one()
        async with run.context.city.borrow(record) as city:
            found = await aside(profiles_from, city, day, rows)
        try:
            return await aside(double_work, found, wanted)
        except TooMany as error:
            raise BadInput(f"doubleWork: more than {error} pairs are alike in all but their texts, or in those too.", "Ask for one area or domain, or give a higher minScore.") from None

    return computed(compiler, asked, analysis)


def _wanted(given: dict[str, Any]) -> PairFilter:
    least = USUAL if given["minScore"] is None else given["minScore"]
    if not 0 < least <= 1:
        raise BadInput(f"doubleWork: minScore is {least}.", "Give a number above 0, up to 1.")
    ids = {name: frozenset(given[name] or ()) for name in ("areas", "domains", "silos")}
    return PairFilter(least, initiative=given["initiative"], **ids)


# -- in the API --------------------------------------------------------------------------------------------------------

object_type("DoubleWork",
        "Two initiatives alike in text, domain and area, owned in different silos, of which neither knows the other.",
        "Twee initiatieven die op elkaar lijken in tekst, werkveld en gebied, bij verschillende diensten liggen en elkaar niet kennen.", [
    answer_field("one", "Initiative", "The one with the lower id.", "Die met de laagste id."),
    answer_field("other", "Initiative", "The other.", "De andere."),
    answer_field("score", "float",
        "How alike the texts are: the weight of what both have, out of the weight of all that either has; from 0 to 1.",
        "Hoeveel de teksten op elkaar lijken: het gewicht van wat beide hebben, als deel van alles wat een van beide heeft; van 0 tot 1."),
    answer_field("shared", "list[str]",
        "Words, and parts of words, that both texts have, those that weigh most first; at most eight.",
        "Woorden en delen van woorden die beide teksten hebben, wat het zwaarst telt eerst; hooguit acht."),
    answer_field("domains", "list[Domain]",
        "The domains in which they meet; of two of which one lies under the other, the narrower.",
        "De werkvelden waarin zij elkaar raken; van twee waarvan de een onder de ander valt, het smalste."),
    answer_field("areas", "list[Area]",
        "The areas in which they meet; of two of which one lies in the other, the smaller. None where no area is known of either.",
        "De gebieden waarin zij elkaar raken; van twee waarvan het ene in het andere ligt, het kleinste. Geen als van beide geen "
            "gebied bekend is."),
    answer_field("ownersOfOne", "list[Party]", "Who owns the one.", "Wie de ene oppakken."),
    answer_field("ownersOfOther", "list[Party]", "Who owns the other.", "Wie de andere oppakken."),
    answer_field("silosOfOne", "list[Party]", "The silos of those who own the one.", "De diensten van wie de ene oppakken."),
    answer_field("silosOfOther", "list[Party]", "The silos of those who own the other.", "De diensten van wie de andere oppakken."),
])
plain_connection("DoubleWork")

ROOT_FIELDS = [
    answer_field("doubleWork", "DoubleWorkConnection",
        "Pairs of initiatives that may be doing the same without knowing it: alike in text, domain and area, owned in different silos. "
            "The most alike first.",
        "Paren initiatieven die misschien hetzelfde doen zonder het te weten: ze lijken op elkaar in tekst, werkveld en gebied, en "
            "liggen bij verschillende diensten. Wat het meest op elkaar lijkt eerst.",
        [
            argument("minScore", "float | None",
                "Only pairs whose texts are at least so alike; above 0, up to 1.",
                "Alleen paren waarvan de teksten minstens zoveel op elkaar lijken; boven 0, tot en met 1.",
                USUAL),
            argument("areas", "list[ID] | None",
                "Both in one of these areas or below.", "Beide in een van deze gebieden of daaronder.", None),
            argument("domains", "list[ID] | None",
                "Both about one of these domains or a narrower one.", "Beide over een van deze werkvelden of een smaller.", None),
            argument("silos", "list[ID] | None",
                "At least one of the two is owned in one of these silos.", "Ten minste een van beide ligt bij een van deze diensten.", None),
            argument("initiative", "ID | None", "Only pairs with this initiative.", "Alleen paren met dit initiatief.", None),
            AS_OF,
            *PAGING,
        ],
        double_work_field),
]
