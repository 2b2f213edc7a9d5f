"""The root field `representativeness`: who is missing at events.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. Events with their heads and areas with their inhabitants are read in
one Statement; the nodes on the page that is told are read in a second one. Who may not see head counts is told what is
made of them, with small ones left out: that is what the least count is for; and only of groups that areas name.
"""

from typing import Any

from graph.errors import BadInput
from graph.model.definition import LABELS
from graph.silos.events.representativeness import (
    AREAS,
    EVENT_ROW,
    WIDER,
    Gathered,
    Item,
    Representativeness,
    attended_from,
)
from graph.worker_threads import aside
from schema.compiler.computed_values import computed
from schema.compiler.cypher import as_list
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import unchanged
from schema.compiler.statement import Resolver, compile_statement
from schema.fields.involvement import concerns
from schema.request.deferred import FieldExecution, resolve
from schema.types.builder import answer_field, argument, object_type
from schema.types.nodes import PAGING, plain_connection

LEAST_PUBLIC, LEAST_STAFF = 5, 3
ARGUMENTS = ("by", "from", "to", "areas", "minCell")


def representativeness(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`representativeness(by, from, to, kinds, areas, domain, minCell)`."""
    read, floor = _reading(compiler, asked), _floor(compiler)

    async def analysis(run: FieldExecution) -> list[Item]:
        given = {name: resolve(asked.arguments.get(name), run) for name in ARGUMENTS}
        least, start, end = LEAST_PUBLIC if given["minCell"] is None else given["minCell"], given["from"], given["to"]
        if least < floor:
            raise BadInput(f"{asked.name}: minCell is {least}.", f"Give {floor} or more: a smaller count tells of persons.")
        if start and end and start >= end:
            raise BadInput(f"{asked.name}: from {start} is not before to {end}.", "Give a first day, and the first day after it that no longer counts.")
        held = Representativeness(attended_from(await read(run)), least, run.context.today, only_public=not _sees_heads(compiler))
        return await aside(held.items, Gathered[given["by"] or "EVENT"], frozenset(given["areas"] or ()))

    return computed(compiler, asked, analysis)


def _floor(compiler: Compiler) -> int:
    """The least count that may be told: less for who may see them all anyway."""
    return LEAST_STAFF if _sees_heads(compiler) else LEAST_PUBLIC


def _sees_heads(compiler: Compiler) -> bool:
    return compiler.viewer.sees(LABELS["Event"].property("headCounts"))


def _reading(compiler: Compiler, asked: SelectedField) -> Resolver:
    """The events that the arguments ask for, all areas, and what those are part of."""
    own = Compiler(compiler.viewer, lookups=compiler.lookups)
    events = f"COLLECT {{ MATCH (e:Event) WHERE {' AND '.join(_conditions(own, asked.arguments))} RETURN {EVENT_ROW} }}"
    return compile_statement(own, unchanged(as_list((events, AREAS, WIDER))))


def _conditions(compiler: Compiler, arguments: dict[str, Any]) -> list[str]:
    """What is asked of an event `e`. One without a date is in no period."""
    seen = {"Event", "Area"} <= {*compiler.labels("Node")}
    where = ["e.key IS NOT NULL"] if seen else ["false"]
    for name, sign in (("from", ">="), ("to", "<")):
        if arguments.get(name) is not None:
            where.append(f"e.date {sign} {compiler.parameter(arguments[name])}")
    if arguments.get("kinds") is not None:
        where.append(f"e.kind IN {compiler.parameter(arguments['kinds'])}")
    if arguments.get("domain") is not None:
        where.append(concerns(compiler, "e", arguments["domain"]))
    return where


# -- in the API --------------------------------------------------------------------------------------------------------

object_type("GroupShare", "A group at events, and in the area around them.", "Een groep op bijeenkomsten, en in het gebied eromheen.", [
    answer_field("group", "str",
        "The group, as the area names it, else as the event does.", "De groep, zoals het gebied die noemt, anders zoals de bijeenkomst."),
    answer_field("count", "int | None",
        "Heads; 0 where the dimension is stated without this group; null: left out, since it or another is small.",
        "Hoeveel er waren; 0 als het kenmerk is vermeld zonder deze groep; leeg: weggelaten, omdat dit of een ander aantal klein is."),
    answer_field("atLeast", "int", "The least that it can be, of what is told.", "Hoeveel het er minstens zijn, volgens wat er staat."),
    answer_field("atMost", "int", "The most that it can be, of what is told.", "Hoeveel het er hoogstens zijn, volgens wat er staat."),
    answer_field("share", "float | None", "count / total of the dimension, from 0 to 1.", "Aantal / totaal van het kenmerk, van 0 tot 1."),
    answer_field("low", "float",
        "Lower end of the 95 % interval of the share (Wilson), of `atLeast`.",
        "Ondergrens van het 95%-interval van het aandeel (Wilson), van `atLeast`."),
    answer_field("high", "float", "Upper end of it, of `atMost`.", "Bovengrens daarvan, van `atMost`."),
    answer_field("population", "int | None",
        "Inhabitants of the area in this group; null: the area does not state them.",
        "Inwoners van het gebied in deze groep; leeg: het gebied vermeldt ze niet."),
    answer_field("reference", "float | None",
        "Their share of all that the area states in this dimension.", "Hun aandeel in alle die het gebied bij dit kenmerk vermeldt."),
    answer_field("ratio", "float | None",
        "share / reference: below 1 there were too few of them, 0: they were missing.",
        "Aandeel / aandeel in het gebied: onder 1 waren er te weinig, 0: ze ontbraken."),
    answer_field("ratioLow", "float | None", "low / reference.", "Ondergrens / aandeel in het gebied."),
    answer_field("ratioHigh", "float | None",
        "high / reference; below 1: fewer than chance explains.", "Bovengrens / aandeel in het gebied; onder 1: minder dan door toeval."),
])

object_type("RepresentedDimension", "Groups that make one whole, such as ages.", "Groepen die samen één geheel zijn, zoals leeftijden.", [
    answer_field("name", "str | None",
        "Name of the dimension; null: groups that name none.", "Naam van het kenmerk; leeg: groepen die er geen noemen."),
    answer_field("events", "int", "Events that state it.", "Bijeenkomsten die het vermelden."),
    answer_field("withheld", "int",
        "Those of them of which nothing may be told, since too few people were there; they count nowhere.",
        "Die daarvan waarover niets verteld mag worden, omdat er te weinig mensen waren; ze tellen nergens mee."),
    answer_field("total", "int | None",
        "Heads at the others; null: there are no others.", "Hoeveel mensen er bij de andere waren; leeg: er zijn geen andere."),
    answer_field("suppressed", "int",
        "How many of the groups have a count that is left out.", "Van hoeveel groepen het aantal is weggelaten."),
    answer_field("groups", "list[GroupShare]",
        "The groups, those of the area first, also those that were not there.",
        "De groepen, die van het gebied eerst, ook die er niet waren."),
])

object_type("Representativeness",
        "Who came to an event, or to all events beside one area, and who was missing.",
        "Wie er op een bijeenkomst was, of op alle bijeenkomsten naast één gebied, en wie ontbrak.", [
    answer_field("event", "Event | None", "The event; null: several are added up.", "De bijeenkomst; leeg: meerdere zijn opgeteld."),
    answer_field("area", "Area | None",
        "The area of the reference: the nearest that states its population and holds all areas of the event; null: there is none.",
        "Het gebied waarnaast wordt gelegd: het dichtstbijzijnde dat zijn inwoners vermeldt en alle gebieden van de bijeenkomst omvat; "
            "leeg: dat is er niet."),
    answer_field("events", "int", "How many events.", "Hoeveel bijeenkomsten."),
    answer_field("notStated", "int", "Those that state no head counts at all.", "Die daarvan die geen enkel aantal vermelden."),
    answer_field("synthetic", "bool",
        "True when an event or the area is an invented example.", "Waar als een bijeenkomst of het gebied een verzonnen voorbeeld is."),
    answer_field("dimensions", "list[RepresentedDimension]",
        "The dimensions that the events state; what they do not state is not a zero.",
        "De kenmerken die de bijeenkomsten vermelden; wat niet is vermeld, is geen nul."),
])
plain_connection("Representativeness")

ROOT_FIELDS = [
    answer_field("representativeness", "RepresentativenessConnection",
        "Who is missing: the groups at events beside the inhabitants of the area around them, as counts. Small counts are left out, "
            "and so much beside them that they cannot be worked out.",
        "Wie er ontbreken: de groepen op bijeenkomsten naast de inwoners van het gebied eromheen, als aantallen. Kleine aantallen "
            "blijven weg, en zoveel daarnaast dat ze niet te berekenen zijn.",
        [
            argument("by", "Gathered | None", "What the heads are added up by.", "Waarop de aantallen worden opgeteld.", "EVENT"),
            argument("from", "Date | None",
                "First day; an event without a date is in no period.",
                "Eerste dag; een bijeenkomst zonder datum valt in geen periode.",
                None),
            argument("to", "Date | None", "First day that no longer counts.", "Eerste dag die niet meer meetelt.", None),
            argument("kinds", "list[EventKind] | None",
                "Only these kinds of event; default all.", "Alleen deze soorten bijeenkomsten; standaard alle.", None),
            argument("areas", "list[ID] | None",
                "Only events that lay in one of these areas, or below it, on their day.",
                "Alleen bijeenkomsten die op hun dag in een van deze gebieden lagen, of daaronder.",
                None),
            argument("domain", "ID | None",
                "Only what concerns this domain or one below it, also by way of an initiative or problem.",
                "Alleen wat over dit werkveld of een smaller gaat, ook via een initiatief of probleem.",
                None),
            argument("minCell", "int | None",
                "Counts from 1 up to below this are left out; 5 or more, or 3 or more for who may see head counts.",
                "Aantallen van 1 tot onder dit getal blijven weg; 5 of meer, of 3 of meer voor wie aantallen per groep mag zien.",
                5),
            *PAGING,
        ],
        representativeness),
]
