"""The types of who is missing at events.

In: the vocabulary of `graph.silos`. Out: Strawberry types in the namespace of the types.
"""

from schema.types.builder import answer_field as field
from schema.types.builder import object_type
from schema.types.nodes import plain_connection

object_type("GroupShare", "A group at events, and in the area around them.", "Een groep op bijeenkomsten, en in het gebied eromheen.", [
    field("group", "str", "The group, as the area names it, else as the event does.", "De groep, zoals het gebied die noemt, anders zoals de bijeenkomst."),
    field("count", "int | None", "Heads; 0 where the dimension is stated without this group; null: left out, since it or another is small.", "Hoeveel er waren; 0 als het kenmerk is vermeld zonder deze groep; leeg: weggelaten, omdat dit of een ander aantal klein is."),
    field("atLeast", "int", "The least that it can be, of what is told.", "Hoeveel het er minstens zijn, volgens wat er staat."),
    field("atMost", "int", "The most that it can be, of what is told.", "Hoeveel het er hoogstens zijn, volgens wat er staat."),
    field("share", "float | None", "count / total of the dimension, from 0 to 1.", "Aantal / totaal van het kenmerk, van 0 tot 1."),
    field("low", "float", "Lower end of the 95 % interval of the share (Wilson), of `atLeast`.", "Ondergrens van het 95%-interval van het aandeel (Wilson), van `atLeast`."),
    field("high", "float", "Upper end of it, of `atMost`.", "Bovengrens daarvan, van `atMost`."),
    field("population", "int | None", "Inhabitants of the area in this group; null: the area does not state them.", "Inwoners van het gebied in deze groep; leeg: het gebied vermeldt ze niet."),
    field("reference", "float | None", "Their share of all that the area states in this dimension.", "Hun aandeel in alle die het gebied bij dit kenmerk vermeldt."),
    field("ratio", "float | None", "share / reference: below 1 there were too few of them, 0: they were missing.", "Aandeel / aandeel in het gebied: onder 1 waren er te weinig, 0: ze ontbraken."),
    field("ratioLow", "float | None", "low / reference.", "Ondergrens / aandeel in het gebied."),
    field("ratioHigh", "float | None", "high / reference; below 1: fewer than chance explains.", "Bovengrens / aandeel in het gebied; onder 1: minder dan door toeval.")])  # fmt: skip

object_type("RepresentedDimension", "Groups that make one whole, such as ages.", "Groepen die samen één geheel zijn, zoals leeftijden.", [
    field("name", "str | None", "Name of the dimension; null: groups that name none.", "Naam van het kenmerk; leeg: groepen die er geen noemen."),
    field("events", "int", "Events that state it.", "Bijeenkomsten die het vermelden."),
    field("withheld", "int", "Those of them of which nothing may be told, since too few people were there; they count nowhere.", "Die daarvan waarover niets verteld mag worden, omdat er te weinig mensen waren; ze tellen nergens mee."),
    field("total", "int | None", "Heads at the others; null: there are no others.", "Hoeveel mensen er bij de andere waren; leeg: er zijn geen andere."),
    field("suppressed", "int", "How many of the groups have a count that is left out.", "Van hoeveel groepen het aantal is weggelaten."),
    field("groups", "list[GroupShare]", "The groups, those of the area first, also those that were not there.", "De groepen, die van het gebied eerst, ook die er niet waren.")])  # fmt: skip

object_type("Representativeness", "Who came to an event, or to all events beside one area, and who was missing.", "Wie er op een bijeenkomst was, of op alle bijeenkomsten naast één gebied, en wie ontbrak.", [
    field("event", "Event | None", "The event; null: several are added up.", "De bijeenkomst; leeg: meerdere zijn opgeteld."),
    field("area", "Area | None", "The area of the reference: the nearest that states its population and holds all areas of the event; null: there is none.", "Het gebied waarnaast wordt gelegd: het dichtstbijzijnde dat zijn inwoners vermeldt en alle gebieden van de bijeenkomst omvat; leeg: dat is er niet."),
    field("events", "int", "How many events.", "Hoeveel bijeenkomsten."),
    field("notStated", "int", "Those that state no head counts at all.", "Die daarvan die geen enkel aantal vermelden."),
    field("synthetic", "bool", "True when an event or the area is an invented example.", "Waar als een bijeenkomst of het gebied een verzonnen voorbeeld is."),
    field("dimensions", "list[RepresentedDimension]", "The dimensions that the events state; what they do not state is not a zero.", "De kenmerken die de bijeenkomsten vermelden; wat niet is vermeld, is geen nul.")])  # fmt: skip

plain_connection("Representativeness")
