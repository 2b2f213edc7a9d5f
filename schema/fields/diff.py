"""`ownershipDiff` and `solvedGaps`: what changed hands between two days, and which gaps were solved.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. The world and its initiatives are read in two Statements, what is asked
of the page in a third.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from graph.errors import NotFound
from graph.ownership.answer.ownership import answer_at
from graph.ownership.facts.parse import Reading
from graph.ownership.history.change_dates import ONE_DAY
from graph.ownership.rule.decide import OwnershipQuestion
from graph.silos.gaps.solved import Solution, SolvedGap, solved_gaps, with_dates
from graph.silos.population.city import small_world_and
from graph.silos.population.rows import rows_of_any_day
from graph.silos.reorganisation.diff import Diff, diff
from graph.worker_threads import aside
from schema.compiler.in_memory_connection import InMemoryConnection, InMemoryPage
from schema.compiler.node import Compiler
from schema.compiler.ownership import OwnershipCompiler, Part, answer_of
from schema.compiler.selection import SelectedField
from schema.compiler.statement import Resolver, read_facts, resolve_ownership
from schema.fields.timeline import between
from schema.request.deferred import TODAY, FieldExecution, resolve
from schema.types.builder import answer_field, argument, object_type
from schema.types.nodes import AS_OF, PAGING, plain_connection

LISTS = ("gained", "lost", "changed")


def ownership_diff(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`ownershipDiff(department, from, to)`: NotFound when there is no such department or organisation."""
    compiler.level.used = True
    made = _Diff(compiler, asked)
    arguments = asked.arguments

    async def ask(run: FieldExecution) -> Any:
        given = resolve(arguments["department"], run)
        start, end = resolve(arguments["from"], run), resolve(arguments["to"], run)
        between("ownershipDiff", start, end)
        there, *record = (await run.read(small_world_and(given))).one()
        if not there:
            raise NotFound(
                f"ownershipDiff: there is no department or organisation with the id {given!r}.",
                "Look it up with search.",
            )
        async with run.context.city.borrow(record) as world:
            rows = (await run.read(rows_of_any_day(world, asking=False))).one()[0]
            found = await aside(diff, world, rows, there[0], start, end)
        return await made.answer(run, there[0], found, start, end)

    return ask


class _Diff:
    """Compiles OwnershipDiff."""

    def __init__(self, compiler: Compiler, asked: SelectedField) -> None:
        self.compiler = compiler
        self.owned = OwnershipCompiler(compiler, compiler.level)
        self.lists: dict[str, InMemoryConnection] = {}
        self.days: dict[str, date] = {}
        self.fill = self.owned.object("OwnershipDiff", asked, self.diff_part)

    async def answer(self, run: FieldExecution, party: str, found: Diff, start: date, end: date) -> Any:
        """The answer, with what is asked of the pages read together."""
        listing = f"{party}|{start}|{end}"
        pages = {
            key: each.cut(run, _dated(getattr(found, each.asked.name), start, end), listing)
            for key, each in self.lists.items()
        }
        subjects = dict.fromkeys(change[0].subject for page in pages.values() for change in page.items)
        reading = await read_facts(
            run, self.compiler, self.compiler.level, [*subjects], [party, *found.successors, *found.predecessors]
        )
        answer = self.fill((party, found, pages, start, end), reading, run)
        await resolve_ownership(run, self.compiler, self.compiler.level.below(), None)
        return answer

    def diff_part(self, field: SelectedField) -> Part:
        """A field of OwnershipDiff."""
        owned = self.owned
        if field.name in LISTS:
            self.lists[field.key] = held = InMemoryConnection(
                owned, field, "OwnershipChange", self.change_part, lambda item: [item[0].subject]
            )
            return lambda told, reading, run: held.fill(_page(told, field.key), reading, run)
        if field.name in ("from", "to"):
            return owned.date(lambda told, _: told[3] if field.name == "from" else told[4])
        if field.name == "party":
            party = owned.entity("Party", field)
            return lambda told, reading, run: party(told[0], reading, run)
        department = owned.entity("Department", field)
        return lambda told, reading, run: [department(each, reading, run) for each in getattr(told[1], field.name)]

    def change_part(self, field: SelectedField) -> Part:
        """A field of OwnershipChange, of a Change with both days."""
        if field.name == "subject":
            subject = self.owned.entity("Subject", field)
            return lambda item, reading, run: subject(item[0].subject, reading, run)
        place = 1 if field.name == "before" else 2
        answer = answer_of(self.compiler, field, self.compiler.level)
        return lambda item, reading, run: answer(
            answer_at(reading.moment(item[place]), OwnershipQuestion(item[0].subject)), reading, run
        )


def _page(told: Any, key: str) -> InMemoryPage:
    page: InMemoryPage = told[2][key]
    return page


def _dated(changes: list[Any], start: date, end: date) -> list[Any]:
    return [(change, start, end) for change in changes]


def solved_gaps_field(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`solvedGaps(from, to)`."""
    compiler.level.used = True
    arguments = asked.arguments
    held = InMemoryConnection(OwnershipCompiler(compiler, compiler.level), asked, "SolvedGap", _solved_part(compiler), _key)

    async def ask(run: FieldExecution) -> Any:
        start, end = between("solvedGaps", resolve(arguments.get("from"), run), resolve(arguments.get("to"), run))
        day: date = resolve(arguments.get("asOf") or TODAY, run)
        statuses = frozenset(resolve(arguments.get("status") or [], run))
        async with run.context.city.read(run.read, lambda world: rows_of_any_day(world, asking=True)) as (world, rows):
            found = await aside(solved_gaps, world, rows, start, end, day, statuses)
            page = held.cut(run, found, f"{start}|{end}|{day}|{sorted(statuses)}")
            page = replace(page, items=await aside(with_dates, world.history, page.items, day))
        reading = await read_facts(run, compiler, compiler.level, [gap.subject for gap in page.items])
        answer = held.fill(page, reading, run)
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
    return answer_at(reading.moment(day), OwnershipQuestion(gap.subject))


# -- in the API --------------------------------------------------------------------------------------------------------

object_type("OwnershipChange",
        "One subject whose ownership is otherwise on the second day.",
        "Eén onderwerp dat op de tweede dag anders wordt opgepakt.", [
    answer_field("subject", "Subject", "What it is about.", "Waar het over gaat."),
    answer_field("before", "Ownership", "The answer on the first day.", "Het antwoord op de eerste dag."),
    answer_field("after", "Ownership", "The answer on the second day.", "Het antwoord op de tweede dag."),
])
plain_connection("OwnershipChange")

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

object_type("OwnershipDiff",
        "What a department gained and lost between two days.",
        "Wat een afdeling tussen twee dagen erbij kreeg en kwijtraakte.", [
    answer_field("party", "Party", "The department or public organisation.", "De afdeling of publieke organisatie."),
    answer_field("from", "Date", "The first day.", "De eerste dag."),
    answer_field("to", "Date", "The second day.", "De tweede dag."),
    answer_field("successors", "list[Department]",
        "Whom it counts as on the second day, where it was dissolved by then.",
        "Wie er op de tweede dag voor in de plaats is, als het toen was opgeheven."),
    answer_field("predecessors", "list[Department]",
        "Those that were dissolved and count as this department on the second day.",
        "Wie is opgeheven en op de tweede dag als deze afdeling telt."),
    answer_field("gained", "OwnershipChangeConnection",
        "What it owns on the second day only.", "Wat het alleen op de tweede dag oppakt.", PAGING),
    answer_field("lost", "OwnershipChangeConnection",
        "What it owns on the first day only.", "Wat het alleen op de eerste dag oppakt.", PAGING),
    answer_field("changed", "OwnershipChangeConnection",
        "What it owns on both, with another status, basis or lead, or with others.",
        "Wat het op beide oppakt, met een andere status, grond of trekker, of met anderen.",
        PAGING),
])

ROOT_FIELDS = [
    answer_field("ownershipDiff", "OwnershipDiff | None",
        "What a department owns on one day and not on the other, or in another way. An unknown id is null with the error NOT_FOUND.",
        "Wat een afdeling op de ene dag oppakt en op de andere niet, of anders. Een onbekende id geeft leeg met de fout NOT_FOUND.",
        [
            argument("department", "ID",
                "Id of a department or public organisation, also of one that was dissolved or renamed.",
                "Id van een afdeling of publieke organisatie, ook van een die is opgeheven of hernoemd."),
            argument("from", "Date", "The first day.", "De eerste dag."),
            argument("to", "Date", "The second day.", "De tweede dag."),
        ],
        ownership_diff),
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
