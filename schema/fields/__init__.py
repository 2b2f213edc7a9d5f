"""The face of the API: the root fields, one module a feature.

In: the selection of a root field. Out: what resolves it.

audit               The root fields `ownershipConflicts`, `ownershipHoles` and `staleOwnership`: where the list of who answers needs care
bridges             `Gap.bridges`: who has ties to several silos of a gap
changes             The root field `changes`: what was written since a cursor, each thing as it is now for this viewer
contacts            The root fields about the ways of residents: contactChains, misrouting and referralLoops
diff                `ownershipDiff` and `solvedGaps`: what changed hands between two days, and which gaps were solved
double_work         The root field `doubleWork`: pairs of initiatives that may be doing the same, each in a silo of its own
gap_closers         The root field `gapClosers`: single decisions, ranked by how many gaps each would close
gaps                `betweenSilos`: what falls between silos, as a list with its counts
involvement         The root field `documentsWithoutInvolvement`: documents of which it is not stated whether residents had a say, and those that say they had none
matrix              `siloMatrix`: which silos, departments or domains meet in how many initiatives, and how many of those fall between
ownership           The root fields of ownership: ownerOf, ownersOf and ownerOfTogether
representativeness  The root field `representativeness`: who is missing at events
search              The root fields that find: search, relationships and path
silo_ties           The root fields `siloTies` and `soleBridges`: what joins silos, and which two hang on one tie only
simulation          The root field `simulateReorganisation`: the same rule, asked on facts that were changed in memory
timeline            `ownershipTimeline`: who owned one subject, period by period
why_not             `whyNot`: why a party does not own a subject, and what would have to change
"""

from datetime import UTC
from typing import Any

import strawberry
from graphql import GraphQLError, GraphQLInterfaceType, GraphQLObjectType, GraphQLUnionType
from strawberry.schema.config import StrawberryConfig
from strawberry.types.arguments import StrawberryArgument

from graph.model.definition import NODES
from graph.silos.double_work.pairs import USUAL
from schema.compiler.serializer import TYPENAME
from schema.compiler.statement import Compile, list_of, many_nodes, one_node
from schema.fields.audit import ownership_conflicts, ownership_holes, stale_ownership
from schema.fields.changes import changes
from schema.fields.contacts import contact_chains, misrouted, referral_loops
from schema.fields.diff import ownership_diff, solved_gaps_field
from schema.fields.double_work import double_work_field
from schema.fields.gap_closers import gap_closers
from schema.fields.gaps import between_silos
from schema.fields.involvement import documents_without_involvement
from schema.fields.matrix import silo_matrix
from schema.fields.ownership import owner_of, owner_of_together, owners_of
from schema.fields.representativeness import representativeness
from schema.fields.search import path, relationships, search
from schema.fields.silo_ties import silos_on_one_tie, ties_between_silos
from schema.fields.simulation import simulate_reorganisation
from schema.fields.timeline import ownership_timeline
from schema.fields.why_not import why_not_field
from schema.types import nodes
from schema.types.builder import AnswerField, answer_field, argument, bilingual, object_type

PLURALS = {"Counter": "counters", "Responsibility": "responsibilities"}
DUTCH = {
    "Resident": "bewoners", "Official": "ambtenaren en bestuurders", "Department": "onderdelen van de gemeente", "Organisation": "organisaties",
    "Initiative": "initiatieven", "Problem": "problemen", "Domain": "werkvelden", "Area": "gebieden", "Counter": "loketten", "Event": "bijeenkomsten",
    "Document": "stukken", "Responsibility": "verantwoordelijkheden", "Contact": "contacten", "Source": "bronnen",
}  # fmt: skip


AT_ANY_DATE = argument(
    "asOf",
    "Date | None",
    "Only what is valid on that date, and filters follow relationships of that date; default what is there at any date, and relationships of today.",
    "Alleen wat op die datum geldt, en filters volgen relaties van die datum; standaard wat er op enige datum is, en relaties van vandaag.",
    None,
)


def _list_field(label: str) -> AnswerField:
    plural = PLURALS.get(label, f"{label.lower()}s")
    arguments = (
        AT_ANY_DATE,
        *nodes.filtering(label),
        *nodes.PAGING,
    )
    return answer_field(
        plural,
        f"{label}Connection",
        f"All {plural}, page by page.",
        f"Alle {DUTCH[label]}, per pagina.",
        arguments,
        list_of(label),
    )


def _ids(name: str, en: str, nl: str, kind: str = "list[ID]") -> StrawberryArgument:
    return argument(name, kind, en, nl) if not kind.endswith("| None") else argument(name, kind, en, nl, None)


AREA = argument(
    "area",
    "ID | None",
    "The area to answer for; default where the subject lies.",
    "Het gebied waarvoor het antwoord geldt; standaard waar het onderwerp ligt.",
    None,
)
AS_KNOWN = argument(
    "asKnownAt",
    "DateTime | None",
    "Answer with what was recorded at that time; default now.",
    "Antwoord met wat toen was vastgelegd; standaard nu.",
    None,
)
TYPES = argument(
    "types",
    "list[RelationshipType] | None",
    "Only these types; default all.",
    "Alleen deze typen; standaard alle.",
    None,
)

PERIOD = (
    argument("from", "Date | None", "First day of the period; default a year before `to`.", "Eerste dag van de periode; standaard een jaar voor `to`.", None),
    argument("to", "Date | None", "First day after the period; default tomorrow.", "Eerste dag na de periode; standaard morgen.", None),
)

ROOT = [
    answer_field("node", "Node | None", "One node by its id; old ids keep working. Null when there is none that you may see.", "Eén knoop op id; oude id's blijven werken. Leeg als er geen is die u mag zien.", [_ids("id", "Id of the node.", "Id van de knoop.", "ID")], one_node),
    answer_field("nodes", "list[Node | None]", "Several nodes by their ids, in the order asked.", "Meerdere knopen op id, in de gevraagde volgorde.", [_ids("ids", "Ids of the nodes.", "Id's van de knopen.")], many_nodes),
    *(_list_field(label) for label in NODES),
    answer_field("ownerOf", "Ownership | None", "Who owns this? An unknown or hidden id is null with the error NOT_FOUND.", "Wie pakt dit op? Een onbekende of verborgen id geeft leeg met de fout NOT_FOUND.",
                 [_ids("subject", "Id of an initiative, problem or domain.", "Id van een initiatief, probleem of werkveld.", "ID"), AREA, nodes.AS_OF, AS_KNOWN], owner_of),
    answer_field("ownersOf", "list[Ownership | None]", "Who owns these? In the order asked, doubles kept, at most 500.", "Wie pakken deze op? In de gevraagde volgorde, dubbele blijven staan, hooguit 500.",
                 [_ids("subjects", "Ids of initiatives, problems or domains.", "Id's van initiatieven, problemen of werkvelden."), AREA, nodes.AS_OF, AS_KNOWN], owners_of),
    answer_field("ownerOfTogether", "Ownership | None", "Several domains and problems taken together as one question.", "Meerdere werkvelden en problemen, samen als één vraag.",
                 [_ids("domains", "Ids of domains.", "Id's van werkvelden.", "list[ID] | None"), _ids("problems", "Ids of problems.", "Id's van problemen.", "list[ID] | None"), AREA, nodes.AS_OF, AS_KNOWN], owner_of_together),
    answer_field("whyNot", "WhyNot", "Why does this party not own this, and what would have to change? An unknown or hidden id is the error NOT_FOUND.", "Waarom pakt deze partij dit niet op, en wat zou er moeten veranderen? Een onbekende of verborgen id geeft de fout NOT_FOUND.",
                 [_ids("subject", "Id of an initiative, problem or domain.", "Id van een initiatief, probleem of werkveld.", "ID"), _ids("party", "Id of a department, organisation or official.", "Id van een afdeling, organisatie of ambtenaar.", "ID"), AREA, nodes.AS_OF, AS_KNOWN], why_not_field),
    answer_field("ownershipTimeline", "list[OwnershipPeriod] | None", "Who owned this when: periods that follow each other without a gap. An unknown or hidden id is null with the error NOT_FOUND.", "Wie pakte dit wanneer op: tijden die op elkaar aansluiten. Een onbekende of verborgen id geeft leeg met de fout NOT_FOUND.",
                 [_ids("subject", "Id of an initiative, problem or domain.", "Id van een initiatief, probleem of werkveld.", "ID"), AREA,
                  argument("from", "Date | None", "First day to tell of; default the day an initiative started, else from always.", "Eerste dag; standaard de dag dat een initiatief begon, anders vanaf altijd.", None),
                  argument("to", "Date | None", "First day not to tell of; default for ever.", "Eerste dag die niet meer meetelt; standaard voor altijd.", None), AS_KNOWN], ownership_timeline),
    answer_field("ownershipDiff", "OwnershipDiff | None", "What a department owns on one day and not on the other, or in another way. An unknown id is null with the error NOT_FOUND.", "Wat een afdeling op de ene dag oppakt en op de andere niet, of anders. Een onbekende id geeft leeg met de fout NOT_FOUND.",
                 [_ids("department", "Id of a department or public organisation, also of one that was dissolved or renamed.", "Id van een afdeling of publieke organisatie, ook van een die is opgeheven of hernoemd.", "ID"),
                  argument("from", "Date", "The first day.", "De eerste dag."), argument("to", "Date", "The second day.", "De tweede dag.")], ownership_diff),
    answer_field("solvedGaps", "SolvedGapConnection", "Initiatives that nobody owned alone, and then got one owner or a lead; the one solved last first.", "Initiatieven die niemand alleen oppakte, en toen één kregen die het oppakt of een trekker; de laatst opgeloste eerst.",
                 [argument("from", "Date | None", "Solved on or after this day.", "Opgelost op of na deze dag.", None), argument("to", "Date | None", "Solved before this day.", "Opgelost voor deze dag.", None),
                  argument("status", "list[OwnershipStatus] | None", "What they were the day before; default anything but owned or led.", "Wat het de dag ervoor was; standaard alles zonder één die het oppakt of trekt.", None), nodes.AS_OF, *nodes.PAGING], solved_gaps_field),
    answer_field("betweenSilos", "GapConnection", "What falls between silos; by filter, everything else that nobody owns.", "Wat tussen diensten valt; met een filter ook al het andere dat niemand oppakt.",
                 [argument("filter", "GapFilter | None", "Which gaps to list.", "Welke gaten in de lijst komen.", None), argument("orderBy", "GapOrder | None", "In what order.", "In welke volgorde.", "OPEN_LONGEST"), nodes.AS_OF, *nodes.PAGING], between_silos),
    answer_field("gapClosers", "GapClosings", "Single decisions that would close gaps, best first, and a set that closes 80 %; each tried by the rule itself.", "Losse besluiten die gaten zouden oplossen, de beste eerst, en een stel dat er 80 % van oplost; elk geprobeerd met de regel zelf.",
                 [argument("filter", "GapFilter | None", "Which gaps to close.", "Welke gaten moeten worden opgelost.", None), nodes.AS_OF, argument("first", "int | None", "How many decisions to tell, 1 to 500.", "Hoeveel besluiten worden genoemd, 1 tot 500.", 10)], gap_closers),
    answer_field("contactChains", "ContactChainConnection", "The ways of residents from door to door that began in a period, in order of their first knock.", "De wegen van bewoners van loket naar loket die in een periode begonnen, op volgorde van het eerste contact.", [*PERIOD, *nodes.PAGING], contact_chains),
    answer_field("misrouting", "Misrouting", "From which doors residents had to be somewhere else, and where.", "Bij welke loketten bewoners voor een ander kwamen, en voor wie.",
                 [*PERIOD, argument("minCell", "int | None", "Cells of fewer ways are left out; 5 or more where others may read it.", "Cellen met minder wegen blijven weg; 5 of meer als anderen het lezen.", 5)], misrouted),
    answer_field("referralLoops", "ReferralLoopConnection", "Ways of residents that went round: back to a door they had left, or three doors without an owner.", "Wegen van bewoners die in een kring liepen: terug bij een eerder loket, of drie loketten zonder dat iemand het oppakte.", [*PERIOD, *nodes.PAGING], referral_loops),
    answer_field("documentsWithoutInvolvement", "DocumentsWithoutInvolvement", "Documents in which no resident had a say, not stated and none apart.", "Stukken waarbij geen bewoner betrokken was, apart: niet vermeld en niemand.",
                 [argument("from", "Date | None", "First day; a document without a date is in no period.", "Eerste dag; een stuk zonder datum valt in geen periode.", None), argument("to", "Date | None", "First day that no longer counts.", "Eerste dag die niet meer meetelt.", None),
                  _ids("domain", "Only what concerns this domain or one below it, also by way of an initiative or problem.", "Alleen wat over dit werkveld of een smaller gaat, ook via een initiatief of probleem.", "ID | None"), _ids("presentedBy", "Only what this official presented.", "Alleen wat deze ambtenaar of bestuurder heeft ingebracht.", "ID | None")], documents_without_involvement),
    answer_field("representativeness", "RepresentativenessConnection", "Who is missing: the groups at events beside the inhabitants of the area around them, as counts. Small counts are left out, and so much beside them that they cannot be worked out.", "Wie er ontbreken: de groepen op bijeenkomsten naast de inwoners van het gebied eromheen, als aantallen. Kleine aantallen blijven weg, en zoveel daarnaast dat ze niet te berekenen zijn.",
                 [argument("by", "Gathered | None", "What the heads are added up by.", "Waarop de aantallen worden opgeteld.", "EVENT"), argument("from", "Date | None", "First day; an event without a date is in no period.", "Eerste dag; een bijeenkomst zonder datum valt in geen periode.", None), argument("to", "Date | None", "First day that no longer counts.", "Eerste dag die niet meer meetelt.", None),
                  argument("kinds", "list[EventKind] | None", "Only these kinds of event; default all.", "Alleen deze soorten bijeenkomsten; standaard alle.", None), _ids("areas", "Only events that lay in one of these areas, or below it, on their day.", "Alleen bijeenkomsten die op hun dag in een van deze gebieden lagen, of daaronder.", "list[ID] | None"),
                  _ids("domain", "Only what concerns this domain or one below it, also by way of an initiative or problem.", "Alleen wat over dit werkveld of een smaller gaat, ook via een initiatief of probleem.", "ID | None"),
                  argument("minCell", "int | None", "Counts from 1 up to below this are left out; 5 or more, or 3 or more for who may see head counts.", "Aantallen van 1 tot onder dit getal blijven weg; 5 of meer, of 3 of meer voor wie aantallen per groep mag zien.", 5), *nodes.PAGING], representativeness),
    answer_field("siloMatrix", "SiloMatrix", "How many initiatives lie in each pair of silos, and how many of those fall between them. Any status, unless the filter names some.", "Hoeveel initiatieven bij elk paar diensten liggen, en hoeveel daarvan ertussen vallen. Elke status, tenzij het filter er noemt.",
                 [argument("by", "SiloDimension | None", "What the rows and columns are.", "Wat de rijen en kolommen zijn.", "SILO"), argument("filter", "GapFilter | None", "Which initiatives count.", "Welke initiatieven meetellen.", None), nodes.AS_OF,
                  argument("minCell", "int | None", "Leave out cells with fewer initiatives; 1 or more.", "Laat cellen met minder initiatieven weg; 1 of meer.", 1)], silo_matrix),
    answer_field("siloTies", "SiloTieConnection", "What joins silos: initiatives, events, and officials who have worked in each.", "Wat diensten verbindt: initiatieven, bijeenkomsten, en ambtenaren die bij elk hebben gewerkt.",
                 [nodes.AS_OF, _ids("silos", "Only what joins all of these.", "Alleen wat deze allemaal verbindt.", "list[ID] | None"), _ids("departments", "Only ties through one of these.", "Alleen banden door een van deze.", "list[ID] | None"),
                  argument("kinds", "list[TieKind] | None", "Only these kinds; default all.", "Alleen deze soorten; standaard alle.", None), *nodes.PAGING], ties_between_silos),
    answer_field("soleBridges", "SoleBridgeConnection", "Pairs of silos that are joined by one tie only.", "Paren diensten die door maar één band verbonden zijn.",
                 [nodes.AS_OF, _ids("silos", "Only pairs with one of these.", "Alleen paren met een van deze.", "list[ID] | None"), *nodes.PAGING], silos_on_one_tie),
    answer_field("ownershipConflicts", "OwnershipConflictConnection", "Where two or more parties each claim the same thing alone on a day, for how long, and what is contested by it.", "Waar twee of meer partijen op een dag zeggen dat alleen zij iets oppakken, hoe lang al, en wat er betwist door is.", [nodes.AS_OF, *nodes.PAGING], ownership_conflicts),
    answer_field("ownershipHoles", "OwnershipHoleConnection", "Domains that nobody answers for, by the widest area in which that is so, and why.", "Werkvelden die niemand oppakt, met het breedste gebied waarin dat zo is, en waarom.",
                 [nodes.AS_OF, argument("reasons", "list[HoleReason] | None", "Only for these reasons; default all.", "Alleen om deze redenen; standaard alle.", None), _ids("domains", "Only these domains; default all.", "Alleen deze werkvelden; standaard alle.", "list[ID] | None"), _ids("areas", "Only holes whose widest area is one of these.", "Alleen gaten waarvan het breedste gebied een van deze is.", "list[ID] | None"), *nodes.PAGING], ownership_holes),
    answer_field("staleOwnership", "ResponsibilityConnection", "Responsibilities of owners and leads that hold today and were neither confirmed nor recorded since a day.", "Verantwoordelijkheden van wie iets oppakt of trekt die vandaag gelden en sinds een dag niet zijn bevestigd of vastgelegd.",
                 [argument("olderThan", "Date", "The day, from its midnight in the time zone of the city.", "De dag, vanaf middernacht in de tijdzone van de stad."), *nodes.filtering("Responsibility"), *nodes.PAGING], stale_ownership),
    answer_field("doubleWork", "DoubleWorkConnection", "Pairs of initiatives that may be doing the same without knowing it: alike in text, domain and area, owned in different silos. The most alike first.", "Paren initiatieven die misschien hetzelfde doen zonder het te weten: ze lijken op elkaar in tekst, werkveld en gebied, en liggen bij verschillende diensten. Wat het meest op elkaar lijkt eerst.",
                 [argument("minScore", "float | None", "Only pairs whose texts are at least so alike; above 0, up to 1.", "Alleen paren waarvan de teksten minstens zoveel op elkaar lijken; boven 0, tot en met 1.", USUAL),
                  _ids("areas", "Both in one of these areas or below.", "Beide in een van deze gebieden of daaronder.", "list[ID] | None"), _ids("domains", "Both about one of these domains or a narrower one.", "Beide over een van deze werkvelden of een smaller.", "list[ID] | None"),
                  _ids("silos", "At least one of the two is owned in one of these silos.", "Ten minste een van beide ligt bij een van deze diensten.", "list[ID] | None"), _ids("initiative", "Only pairs with this initiative.", "Alleen paren met dit initiatief.", "ID | None"), nodes.AS_OF, *nodes.PAGING], double_work_field),
    answer_field("simulateReorganisation", "Simulation", "What a reorganisation would make of who owns what and what falls between silos; nothing is written.", "Wat een reorganisatie zou maken van wie wat oppakt en wat tussen diensten valt; er wordt niets vastgelegd.",
                 [argument("mapping", "list[Reorganisation]", "What happens to each department, at most 100.", "Wat er met elk onderdeel gebeurt, hooguit 100."), argument("asOf", "Date | None", "The day on which all of it happens; default today.", "De dag waarop het allemaal gebeurt; standaard vandaag.", None),
                  argument("by", "SiloDimension | None", "What the rows and columns of the matrices are.", "Wat de rijen en kolommen van de matrices zijn.", "SILO"), argument("first", "int | None", "How many of the changes to tell, 0 to 500.", "Hoeveel van de wijzigingen worden genoemd, 0 tot 500.", 25)], simulate_reorganisation),
    answer_field("search", "SearchConnection", "Nodes whose title, other names or description hold these words, best first.", "Knopen waarvan titel, andere namen of beschrijving deze woorden bevatten, de beste eerst.",
                 [argument("query", "str", "Words in Dutch or English, at most 256 characters.", "Woorden in het Nederlands of Engels, hooguit 256 tekens."), argument("types", "list[NodeType] | None", "Only these kinds of node; default all.", "Alleen deze soorten; standaard alle.", None), *nodes.PAGING], search),
    answer_field("relationships", "RelationshipConnection", "Relationships for other tools: around some nodes up to depth 3, or all of them. Without asOf those of every date.", "Relaties voor andere programma's: rond knopen tot diepte 3, of allemaal. Zonder asOf die van elke datum.",
                 [_ids("of", "Ids to start from; default all relationships.", "Id's om vanaf te beginnen; standaard alle relaties.", "list[ID] | None"), TYPES, argument("direction", "Direction | None", "Direction seen from those nodes.", "Richting gezien vanaf die knopen.", "BOTH"),
                  argument("depth", "int | None", "How many steps away, 1 to 3.", "Hoeveel stappen ver, 1 tot 3.", 1), argument("asOf", "Date | None", "Only what is valid on that date.", "Alleen wat op die datum geldt.", None), *nodes.PAGING], relationships),
    answer_field("path", "list[Path]", "The shortest paths between two nodes, at most 20.", "De kortste wegen tussen twee knopen, hooguit 20.",
                 [_ids("from", "Id to start from.", "Id om te beginnen.", "ID"), _ids("to", "Id to end at.", "Id om te eindigen.", "ID"), TYPES, argument("maxHops", "int | None", "How many steps at most, 1 to 10.", "Hooguit hoeveel stappen, 1 tot 10.", 6), argument("asOf", "Date | None", "Only over what is valid on that date.", "Alleen over wat op die datum geldt.", None)], path),
    answer_field("changes", "ChangePage", "What changed since a cursor (none: from the start). Removed things are told of for 90 days.", "Wat er sinds een cursor is gewijzigd (geen: vanaf het begin). Wat is verwijderd wordt 90 dagen gemeld.",
                 [argument("since", "str | None", "The `next` of the page before; default from the start.", "De `next` van de vorige pagina; standaard vanaf het begin.", None), argument("types", "list[NodeType] | None", "Only changes of nodes of these kinds; default all, of relationships too.", "Alleen wijzigingen van deze soorten knopen; standaard alle, ook van relaties.", None),
                  argument("first", "int | None", "How many at most, 1 to 500.", "Hoeveel hooguit, 1 tot 500.", 500)], changes),
]  # fmt: skip

COMPILED: dict[str, Compile] = {each.graphql_name or "": each.compiled for each in ROOT if each.compiled}
"""How each root field is compiled."""

Query = object_type("Query", "What can be asked.", "Wat er gevraagd kan worden.", ROOT)


def build_schema() -> strawberry.Schema:
    """The schema. Values come as marked dicts, which name their type."""
    config = StrawberryConfig(auto_camel_case=False, disable_field_suggestions=True)
    made = strawberry.Schema(query=Query, types=[*nodes.NODE_TYPES], config=config)
    for kind in made._schema.type_map.values():
        if isinstance(kind, GraphQLObjectType):
            kind.is_type_of = None
        elif isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            kind.resolve_type = _type_of
        if kind.name == "DateTime":
            _take_times_on_the_calendar(kind)
        if kind.name in SCALAR_TEXTS:
            kind.description = bilingual(*SCALAR_TEXTS[kind.name])
    return made


def _take_times_on_the_calendar(kind: Any) -> None:
    """Refuse a time that lies before the year 1 or after 9999 once its zone is taken off: the driver cannot send one."""
    read = kind.coerce_input_value

    def coerced(value: Any) -> Any:
        found = read(value)
        try:
            if found.tzinfo is not None:
                found.astimezone(UTC)
        except OverflowError:
            raise GraphQLError(f"Value cannot represent a DateTime: {value!r} lies outside of the years 1 to 9999.") from None
        return found

    kind.parse_value = kind.coerce_input_value = coerced


SCALAR_TEXTS = {
    "Date": ("A day, as 2017-11-14.", "Een dag, als 2017-11-14."),
    "DateTime": (
        "A time with its zone, as 2017-11-14T12:00:00+01:00.",
        "Een tijd met zone, als 2017-11-14T12:00:00+01:00.",
    ),
}


def _type_of(value: Any, *_: Any) -> str:
    name: str = value[TYPENAME]
    return name


SCHEMA = build_schema()
