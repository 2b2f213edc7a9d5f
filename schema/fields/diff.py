"""`ownershipDiff` and `solvedGaps`: what changed hands between two days, and which gaps were solved.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. The world and its initiatives are read in two Statements, what is asked
of the page in a third.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from graph.errors import NotFound
from graph.ownership.answer.ownership import answer_at
from graph.ownership.facts.parse import Reading
from graph.ownership.history.change_dates import ONE_DAY
from graph.ownership.rule.decide import OwnershipQuestion
from graph.silos.gaps.solved import SolvedGap, solved_gaps
from graph.silos.population.city import WORLDS, small_world_and
from graph.silos.population.rows import rows_of_any_day
from graph.silos.reorganisation.diff import Diff, diff
from graph.worker_threads import aside
from schema.compiler.node import Compiler
from schema.compiler.ownership import OwnershipCompiler, Part, answer_of
from schema.compiler.page import connection_part, page_of, page_size
from schema.compiler.selection import SelectedField
from schema.compiler.statement import Resolver, read_facts, resolve_ownership
from schema.fields.timeline import between
from schema.request.deferred import TODAY, FieldExecution, resolve

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
        async with WORLDS.borrow(record) as world:
            rows = (await run.read(rows_of_any_day(world, asking=False))).one()[0]
            found = await aside(diff, world, rows, there[0], start, end)
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

    async def answer(self, run: FieldExecution, party: str, found: Diff, start: date, end: date) -> Any:
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
            answer_at(reading.moment(item[place]), OwnershipQuestion(item[0].subject)), reading, run
        )


def _subject(item: Any) -> list[Any]:
    return [item[0].subject]


def _dated(changes: list[Any], start: date, end: date) -> list[Any]:
    return [(change, start, end) for change in changes]


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
        async with WORLDS.read(run.read, lambda world: rows_of_any_day(world, asking=True)) as (world, rows):
            found = await aside(solved_gaps, world, rows, start, end, day, statuses)
            page = page_of(asked, found, _key, run, f"{start}|{end}|{day}|{sorted(statuses)}")
            await aside(_tell, page.items)
        reading = await read_facts(run, compiler, compiler.level, [gap.subject for gap in page.items])
        answer = write(page, reading, run)
        await resolve_ownership(run, compiler, compiler.level.below(), None)
        return answer

    return ask


def _tell(gaps: Sequence[SolvedGap]) -> None:
    """Work out all that is told of them while their initiatives are in the facts."""
    for gap in gaps:
        _ = gap.open_since, gap.owned_until, gap.silos


def _key(gap: SolvedGap) -> list[Any]:
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
