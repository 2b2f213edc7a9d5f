"""`solvedGaps`: initiatives that nobody owned alone, and then somebody did.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. The city's facts and its initiatives are read in two Statements, what is asked
of the page in a third.
"""

from datetime import date
from typing import Any

from graph.ownership.answer.ownership import answer_at
from graph.ownership.history.change_dates import ONE_DAY
from graph.ownership.history.reading import Reading
from graph.ownership.rule.decide import OwnershipQuestion
from graph.silos.gaps.solved import Solution, SolvedGap, solved_gaps, with_dates
from graph.silos.population.rows import rows_of_any_day
from graph.worker_threads import aside
from schema.compiler.node import Compiler
from schema.compiler.ownership import OwnershipCompiler, Part, answer_of
from schema.compiler.page import connection_part, page_of, page_size
from schema.compiler.selection import SelectedField
from schema.compiler.statement import Resolver, read_facts, resolve_ownership
from schema.fields.timeline import between
from schema.request.deferred import TODAY, FieldExecution, resolve
from schema.types.builder import answer_field, argument, object_type
from schema.types.nodes import AS_OF, PAGING, plain_connection


def solved_gaps_field(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`solvedGaps(from, to)`."""
    compiler.level.used = True
    arguments = asked.arguments
    page_size(asked.name, arguments)  # what is wrong with it is said before anything is read
    owned, part = OwnershipCompiler(compiler, compiler.level), _solved_part(compiler)
    write = connection_part(owned, asked, lambda each: owned.object("SolvedGap", each, part))

    async def ask(run: FieldExecution) -> Any:
        start, end = between("solvedGaps", resolve(arguments.get("from"), run), resolve(arguments.get("to"), run))
        day: date = resolve(arguments.get("asOf") or TODAY, run)
        statuses = frozenset(resolve(arguments.get("status") or [], run))
        async with run.context.city.read(run.read, lambda city: rows_of_any_day(city, asking=True)) as (city, rows):
            found = await aside(solved_gaps, city, rows, start, end, day, statuses)
            page = page_of(asked, found, _key, run, f"{start}|{end}|{day}|{sorted(statuses)}")
            page = page._replace(items=await aside(with_dates, city.history, page.items, day))
        reading = await read_facts(run, compiler, compiler.level, [gap.subject for gap in page.items])
        answer = write(page, reading, run)
        await resolve_ownership(run, compiler, compiler.level.below(), None)
        return answer

    return ask


def _key(gap: Solution) -> list[Any]:
    return [gap.subject, gap.solved_on.isoformat()]


def _solved_part(compiler: Compiler) -> Any:
    """A field of SolvedGap."""
    owned = OwnershipCompiler(compiler, compiler.level)

    def part(field: SelectedField) -> Part:
        name = field.name
        if name in ("subject", "initiative"):
            entity = owned.entity("Subject" if name == "subject" else "Initiative", field)
            return lambda gap, reading, run: entity(gap.subject, reading, run)
        if name in ("before", "after"):
            answer = answer_of(compiler, field, compiler.level)
            back = ONE_DAY if name == "before" else ONE_DAY * 0
            return lambda gap, reading, run: answer(_answer_on(reading, gap, gap.solved_on - back), reading, run)
        if name == "silos":
            party = owned.entity("Party", field)
            return lambda gap, reading, run: [party(each, reading, run) for each in gap.silos]
        dates = {"openSince": "open_since", "solvedOn": "solved_on", "ownedUntil": "owned_until"}
        if name in dates:
            return owned.date(lambda gap, _: getattr(gap, dates[name]))
        days = {"openDays": "open_days", "ownedDays": "owned_days"}
        return lambda gap, *_: getattr(gap, days[name])

    return part


def _answer_on(reading: Reading, gap: SolvedGap, day: date) -> Any:
    return answer_at(reading.snapshot(day), OwnershipQuestion(gap.subject))


# -- in the API --------------------------------------------------------------------------------------------------------

object_type("SolvedGap",
        "An initiative that nobody owned alone, until somebody did.",
        "Een initiatief dat niemand alleen oppakte, tot iemand het deed.", [
    answer_field("subject", "Subject", "What it is about.", "Waar het over gaat."),
    answer_field("initiative", "Initiative | None", "The initiative.", "Het initiatief."),
    answer_field("solvedOn", "Date", "First day with one owner or a lead.", "Eerste dag met één die het oppakt, of een trekker."),
    answer_field("openSince", "Date | None",
        "First day of the unbroken run without, up to then; null where it is not known.",
        "Eerste dag van de onafgebroken tijd zonder, tot dan; leeg als dat niet bekend is."),
    answer_field("openDays", "int | None", "Days that it was open before.", "Dagen dat het daarvoor open was."),
    answer_field("ownedUntil", "Date | None",
        "First day on which it is open again, not after the day looked at; null: it is still owned then.",
        "Eerste dag waarop het weer open is, niet na de dag waarop is gekeken; leeg: het wordt dan nog opgepakt."),
    answer_field("ownedDays", "int", "Days that it has been owned or led since.", "Dagen dat het sindsdien wordt opgepakt of getrokken."),
    answer_field("silos", "list[Party]",
        "The silos of those who answered for its topics on the day before.",
        "De diensten van wie de onderwerpen oppakten op de dag ervoor."),
    answer_field("before", "Ownership", "The answer on the day before.", "Het antwoord op de dag ervoor."),
    answer_field("after", "Ownership", "The answer on the day it was solved.", "Het antwoord op de dag dat het werd opgelost."),
])
plain_connection("SolvedGap")

ROOT_FIELDS = [
    answer_field("solvedGaps", "SolvedGapConnection",
        "Initiatives that nobody owned alone, and then got one owner or a lead; the one solved last first.",
        "Initiatieven die niemand alleen oppakte, en toen één kregen die het oppakt of een trekker; de laatst opgeloste eerst.",
        [
            argument("from", "Date | None", "Solved on or after this day.", "Opgelost op of na deze dag.", None),
            argument("to", "Date | None", "Solved before this day.", "Opgelost voor deze dag.", None),
            argument("status", "list[OwnershipStatus] | None",
                "What they were the day before; default anything but owned or led.",
                "Wat het de dag ervoor was; standaard alles zonder één die het oppakt of trekt.",
                None),
            AS_OF,
            *PAGING,
        ],
        solved_gaps_field),
]
