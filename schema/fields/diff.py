"""`ownershipDiff`: what changed hands between two days.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. The city's facts and its initiatives are read in two Statements, what is asked
of the page in a third.
"""

from datetime import date
from typing import Any

from graph.errors import NotFound
from graph.ownership.answer.ownership import answer_at
from graph.ownership.rule.decide import OwnershipQuestion
from graph.silos.population.city import city_query_with_party
from graph.silos.population.rows import rows_of_any_day
from graph.silos.reorganisation.diff import OwnershipDiff, diff
from graph.worker_threads import aside
from schema.compiler.node import Compiler
from schema.compiler.ownership import OwnershipCompiler, Part, answer_of
from schema.compiler.page import connection_part, page_of, page_size
from schema.compiler.selection import SelectedField
from schema.compiler.statement import Resolver, read_facts, resolve_ownership
from schema.fields.timeline import between
from schema.request.deferred import FieldExecution, resolve
from schema.types.builder import answer_field, argument, object_type
from schema.types.nodes import PAGING, plain_connection

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
        there, *record = (await run.read(city_query_with_party(given))).one()
        if not there:
            raise NotFound(
                f"ownershipDiff: there is no department or organisation with the id {given!r}.",
                "Look it up with search.",
            )
        async with run.context.city.borrow(record) as city:
            rows = (await run.read(rows_of_any_day(city, asking=False))).one()[0]
            found = await aside(diff, city, rows, there[0], start, end)
        return await made.answer(run, there[0], found, start, end)

    return ask


class _Diff:
    """Compiles OwnershipDiff."""

    def __init__(self, compiler: Compiler, asked: SelectedField) -> None:
        self.compiler = compiler
        self.owned = OwnershipCompiler(compiler, compiler.level)
        self.lists: list[SelectedField] = []
        self.days: dict[str, date] = {}
        self.fill = self.owned.object("OwnershipDiff", asked, self.diff_part)

    async def answer(self, run: FieldExecution, party: str, found: OwnershipDiff, start: date, end: date) -> Any:
        """The answer, with what is asked of the pages read together."""
        listing = f"{party}|{start}|{end}"
        pages = {
            each.key: page_of(each, _dated(getattr(found, each.name), start, end), _subject, run, listing) for each in self.lists
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
            page_size(field.name, field.arguments)  # what is wrong with it is said before anything is read
            self.lists.append(field)
            changes = connection_part(owned, field, lambda each: owned.object("OwnershipChange", each, self.change_part))
            return owned.of(lambda told: told[2][field.key], changes)
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
            answer_at(reading.snapshot(item[place]), OwnershipQuestion(item[0].subject)), reading, run
        )


def _subject(item: Any) -> list[Any]:
    return [item[0].subject]


def _dated(changes: list[Any], start: date, end: date) -> list[Any]:
    return [(change, start, end) for change in changes]


# -- in the API --------------------------------------------------------------------------------------------------------

object_type("OwnershipChange",
        "One subject whose ownership is otherwise on the second day.",
        "Eén onderwerp dat op de tweede dag anders wordt opgepakt.", [
    answer_field("subject", "Subject", "What it is about.", "Waar het over gaat."),
    answer_field("before", "Ownership", "The answer on the first day.", "Het antwoord op de eerste dag."),
    answer_field("after", "Ownership", "The answer on the second day.", "Het antwoord op de tweede dag."),
])
plain_connection("OwnershipChange")

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
]
