"""The types of what residents meet on their way from door to door.

In: the vocabulary of `graph.silos`. Out: Strawberry types in the namespace of the types.
"""

from schema.types.builder import answer_field as field
from schema.types.builder import object_type
from schema.types.nodes import plain_connection

object_type("ContactChain", "The way of a resident from door to door.", "De weg van een bewoner van loket naar loket.", [
    field("contacts", "list[Contact]", "The knocks, in order.", "De contacten, op volgorde."),
    field("subject", "Subject | None", "What it was about, as far as a knock says so.", "Waar het over ging, voor zover een contact dat zegt."),
    field("beganOn", "Date", "Day of the first knock.", "Dag van het eerste contact."),
    field("hops", "int", "How often the resident was sent on.", "Hoe vaak de bewoner is doorgestuurd."),
    field("days", "int", "Days from the first knock to the last.", "Dagen van het eerste contact tot het laatste."),
    field("firstDoor", "KnockedAt | None", "The counter or department of the first knock.", "Het loket of de afdeling van het eerste contact."),
    field("firstParty", "Party | None", "The department or organisation behind the first door.", "De afdeling of organisatie achter het eerste loket."),
    field("firstWasOwner", "bool | None", "Whether that was an owner on that day, or stands on one line with one; null where nobody owned it then, or the door is not known.", "Of die het op die dag oppakte, of in één lijn staat met wie het oppakt; leeg als toen niemand het oppakte, of het loket niet bekend is."),
    field("rightParty", "Party | None", "Who owned it on the day of the first knock.", "Wie het oppakte op de dag van het eerste contact."),
    field("ownerReachedOn", "Date | None", "Day of the first knock at the door of an owner; null: never.", "Dag van het eerste contact bij wie het oppakt; leeg: nooit."),
    field("daysUntilOwner", "int | None", "Days from the first knock until then.", "Dagen van het eerste contact tot dan.")])  # fmt: skip

object_type("ReferralLoop", "A way of a resident that went round.", "Een weg van een bewoner die in een kring liep.", [
    field("chain", "ContactChain", "The whole way.", "De hele weg."),
    field("kinds", "list[LoopKind]", "How it went round.", "Hoe het in een kring liep."),
    field("daysLost", "int", "Days from first to last knock where no owner was met; else from a door until back there, at most.", "Dagen van het eerste tot het laatste contact als niemand het oppakte; anders van een loket tot terug daar, hooguit.")])  # fmt: skip

object_type("MisroutingCell", "Ways that began at one door and were for somebody else.", "Wegen die bij één loket begonnen en voor een ander waren.", [
    field("counter", "KnockedAt", "The counter, or the department that was a door itself.", "Het loket, of de afdeling die zelf het loket was."),
    field("department", "Party", "Who owned it on that day: the right door.", "Wie het die dag oppakte: het goede loket."),
    field("contacts", "int", "How many.", "Hoeveel."),
    field("total", "int", "Of all that began at that counter and had an owner.", "Van alle die bij dat loket begonnen en door iemand werden opgepakt."),
    field("rate", "float", "Their share, from 0 to 1.", "Het aandeel, van 0 tot 1."),
    field("low", "float", "Lower end of the 95 % interval of that share (Wilson).", "Ondergrens van het 95%-interval van dat aandeel (Wilson)."),
    field("high", "float", "Upper end of it.", "Bovengrens daarvan.")])  # fmt: skip

object_type("Misrouting", "Where residents knock, and where they should.", "Waar bewoners aankloppen, en waar ze moesten zijn.", [
    field("cells", "list[MisroutingCell]", "From a door to who owned it, most first.", "Van een loket naar wie het oppakte, de meeste eerst."),
    field("chains", "int", "All ways that began in the period.", "Alle wegen die in de periode begonnen."),
    field("right", "int", "Ways that began at the door of an owner.", "Wegen die begonnen bij wie het oppakte."),
    field("wrong", "int", "Ways that began at another door, also those of cells left out.", "Wegen die bij een ander loket begonnen, ook die van weggelaten cellen."),
    field("withoutOwner", "int", "Ways about something that nobody owned on that day.", "Wegen over iets dat die dag niemand oppakte."),
    field("unplaced", "int", "Ways whose first door, or the department behind it, is not known.", "Wegen waarvan het eerste loket, of de afdeling daarachter, niet bekend is."),
    field("suppressed", "int", "Cells left out because fewer than `minCell` ways are in them.", "Cellen die zijn weggelaten omdat er minder dan `minCell` wegen in zitten.")])  # fmt: skip

for each in ("ContactChain", "ReferralLoop"):
    plain_connection(each)
