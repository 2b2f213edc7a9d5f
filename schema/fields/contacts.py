"""The root fields about the ways of residents: contactChains, misrouting and referralLoops.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. The ways are read with the facts around them in one Statement; the nodes
on the page that is told are read in a second one.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from graph.errors import BadInput
from graph.silos.contacts.chains import Chain, chains, loops
from graph.silos.contacts.contacts import contacts_from, contacts_query
from graph.silos.contacts.misrouting import misrouting
from graph.worker_threads import aside
from schema.compiler.computed_values import computed
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField
from schema.compiler.statement import Resolver
from schema.request.deferred import FieldExecution, resolve
from schema.types.builder import answer_field, argument, object_type
from schema.types.nodes import PAGING, plain_connection

YEAR = timedelta(days=365)
ONE_DAY = timedelta(days=1)


def contact_chains(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`contactChains(from, to)`: every way that began in the period."""
    return _of_chains(compiler, asked, lambda found, _: found)


def referral_loops(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`referralLoops(from, to)`: those that went round."""
    return _of_chains(compiler, asked, lambda found, _: loops(found))


def misrouted(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`misrouting(from, to, minCell)`: counts from door to owner."""
    least = asked.arguments["minCell"]

    def counted(found: list[Chain], run: FieldExecution) -> Any:
        number = resolve(least, run)
        if number < 1:
            raise BadInput(f"misrouting: minCell is {number}.", "Give 1 or more.")
        return misrouting(found, number)

    return _of_chains(compiler, asked, counted)


def _of_chains(compiler: Compiler, asked: SelectedField, made: Callable[[list[Chain], FieldExecution], Any]) -> Resolver:
    seen = "Contact" in compiler.labels("Node")

    async def analysis(run: FieldExecution) -> Any:
        start, end = period(asked, run)
        record = (await run.read(contacts_query(start, end, seen=seen))).one()
        return await aside(lambda: made(chains(contacts_from(record, start, end)), run))

    return computed(compiler, asked, analysis)


def period(asked: SelectedField, run: FieldExecution) -> tuple[date, date]:
    """The days asked about, from the first up to but not including the last: by default the year that ends today."""
    given = {name: resolve(asked.arguments.get(name), run) for name in ("from", "to")}
    end = given["to"] or run.context.today + ONE_DAY
    start = given["from"] or max(end, date.min + YEAR) - YEAR
    if start >= end:
        raise BadInput(f"{asked.name}: from {start} is not before to {end}.", "Give a first day, and the first day after it that no longer counts.")
    return start, end


# -- in the API --------------------------------------------------------------------------------------------------------

PERIOD = (
    argument("from", "Date | None",
        "First day of the period; default a year before `to`.", "Eerste dag van de periode; standaard een jaar voor `to`.", None),
    argument("to", "Date | None", "First day after the period; default tomorrow.", "Eerste dag na de periode; standaard morgen.", None),
)

object_type("ContactChain", "The way of a resident from door to door.", "De weg van een bewoner van loket naar loket.", [
    answer_field("contacts", "list[Contact]", "The knocks, in order.", "De contacten, op volgorde."),
    answer_field("subject", "Subject | None",
        "What it was about, as far as a knock says so.", "Waar het over ging, voor zover een contact dat zegt."),
    answer_field("beganOn", "Date", "Day of the first knock.", "Dag van het eerste contact."),
    answer_field("hops", "int", "How often the resident was sent on.", "Hoe vaak de bewoner is doorgestuurd."),
    answer_field("days", "int", "Days from the first knock to the last.", "Dagen van het eerste contact tot het laatste."),
    answer_field("firstDoor", "KnockedAt | None",
        "The counter or department of the first knock.", "Het loket of de afdeling van het eerste contact."),
    answer_field("firstParty", "Party | None",
        "The department or organisation behind the first door.", "De afdeling of organisatie achter het eerste loket."),
    answer_field("firstWasOwner", "bool | None",
        "Whether that was an owner on that day, or stands on one line with one; null where nobody owned it then, or the door is not known.",
        "Of die het op die dag oppakte, of in één lijn staat met wie het oppakt; leeg als toen niemand het oppakte, of het loket niet "
            "bekend is."),
    answer_field("rightParty", "Party | None",
        "Who owned it on the day of the first knock.", "Wie het oppakte op de dag van het eerste contact."),
    answer_field("ownerReachedOn", "Date | None",
        "Day of the first knock at the door of an owner; null: never.", "Dag van het eerste contact bij wie het oppakt; leeg: nooit."),
    answer_field("daysUntilOwner", "int | None", "Days from the first knock until then.", "Dagen van het eerste contact tot dan."),
])
plain_connection("ContactChain")

object_type("ReferralLoop", "A way of a resident that went round.", "Een weg van een bewoner die in een kring liep.", [
    answer_field("chain", "ContactChain", "The whole way.", "De hele weg."),
    answer_field("kinds", "list[LoopKind]", "How it went round.", "Hoe het in een kring liep."),
    answer_field("daysLost", "int",
        "Days from first to last knock where no owner was met; else from a door until back there, at most.",
        "Dagen van het eerste tot het laatste contact als niemand het oppakte; anders van een loket tot terug daar, hooguit."),
])
plain_connection("ReferralLoop")

object_type("MisroutingCell",
        "Ways that began at one door and were for somebody else.",
        "Wegen die bij één loket begonnen en voor een ander waren.", [
    answer_field("counter", "KnockedAt",
        "The counter, or the department that was a door itself.", "Het loket, of de afdeling die zelf het loket was."),
    answer_field("department", "Party", "Who owned it on that day: the right door.", "Wie het die dag oppakte: het goede loket."),
    answer_field("contacts", "int", "How many.", "Hoeveel."),
    answer_field("total", "int",
        "Of all that began at that counter and had an owner.", "Van alle die bij dat loket begonnen en door iemand werden opgepakt."),
    answer_field("rate", "float", "Their share, from 0 to 1.", "Het aandeel, van 0 tot 1."),
    answer_field("low", "float",
        "Lower end of the 95 % interval of that share (Wilson).", "Ondergrens van het 95%-interval van dat aandeel (Wilson)."),
    answer_field("high", "float", "Upper end of it.", "Bovengrens daarvan."),
])

object_type("Misrouting", "Where residents knock, and where they should.", "Waar bewoners aankloppen, en waar ze moesten zijn.", [
    answer_field("cells", "list[MisroutingCell]",
        "From a door to who owned it, most first.", "Van een loket naar wie het oppakte, de meeste eerst."),
    answer_field("chains", "int", "All ways that began in the period.", "Alle wegen die in de periode begonnen."),
    answer_field("right", "int", "Ways that began at the door of an owner.", "Wegen die begonnen bij wie het oppakte."),
    answer_field("wrong", "int",
        "Ways that began at another door, also those of cells left out.",
        "Wegen die bij een ander loket begonnen, ook die van weggelaten cellen."),
    answer_field("withoutOwner", "int",
        "Ways about something that nobody owned on that day.", "Wegen over iets dat die dag niemand oppakte."),
    answer_field("unplaced", "int",
        "Ways whose first door, or the department behind it, is not known.",
        "Wegen waarvan het eerste loket, of de afdeling daarachter, niet bekend is."),
    answer_field("suppressed", "int",
        "Cells left out because fewer than `minCell` ways are in them.",
        "Cellen die zijn weggelaten omdat er minder dan `minCell` wegen in zitten."),
])

ROOT_FIELDS = [
    answer_field("contactChains", "ContactChainConnection",
        "The ways of residents from door to door that began in a period, in order of their first knock.",
        "De wegen van bewoners van loket naar loket die in een periode begonnen, op volgorde van het eerste contact.",
        [*PERIOD, *PAGING],
        contact_chains),
    answer_field("misrouting", "Misrouting",
        "From which doors residents had to be somewhere else, and where.",
        "Bij welke loketten bewoners voor een ander kwamen, en voor wie.",
        [
            *PERIOD,
            argument("minCell", "int | None",
                "Cells of fewer ways are left out; 5 or more where others may read it.",
                "Cellen met minder wegen blijven weg; 5 of meer als anderen het lezen.",
                5),
        ],
        misrouted),
    answer_field("referralLoops", "ReferralLoopConnection",
        "Ways of residents that went round: back to a door they had left, or three doors without an owner.",
        "Wegen van bewoners die in een kring liepen: terug bij een eerder loket, of drie loketten zonder dat iemand het oppakte.",
        [*PERIOD, *PAGING],
        referral_loops),
]
