"""`ownershipTimeline`: who owned one subject, period by period.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. The facts, at all dates, are one Statement.
"""

from datetime import date
from typing import Any

from graph.errors import BadInput, NotFound
from graph.ownership.answer.timeline import default_start, periods
from graph.ownership.rule.decide import OwnershipQuestion
from graph.worker_threads import aside
from schema.compiler.node import Compiler
from schema.compiler.ownership import OwnershipCompiler, Part, answer_of
from schema.compiler.selection import SelectedField
from schema.compiler.statement import Resolver, read_facts, resolve_ownership
from schema.fields.ownership import Asking, known_at
from schema.request.deferred import FieldExecution, resolve
from schema.request.event_loop import EventLoopTurns
from schema.types.builder import answer_field, argument, object_type
from schema.types.ownership import AREA, AS_KNOWN


def ownership_timeline(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`ownershipTimeline(subject)`: NotFound when there is no such subject for this viewer."""
    arguments, asking = asked.arguments, Asking(asked)
    if arguments.get("area"):
        compiler.level.areas.append(arguments["area"])
    compiler.level.used = True
    part = _period(compiler, asked)

    async def ask(run: FieldExecution) -> Any:
        subject = resolve(arguments["subject"], run)
        reading = await read_facts(run, compiler, compiler.level, [subject])
        if reading.facts.subject(subject) is None:
            raise NotFound(f"ownershipTimeline: there is no initiative, problem or domain with the id {subject!r}.", "Look it up with search.")
        history = reading.history(known_at(asked, run))
        start, end = between("ownershipTimeline", resolve(arguments.get("from"), run), resolve(arguments.get("to"), run))
        start = start or default_start(history, subject)
        if start and end and start >= end:
            return []  # it had not begun
        question, today = OwnershipQuestion(subject, asking.area_in(run, reading)), run.context.today
        found = await aside(periods, history, question, start, end, today)
        answer, turns = list[Any](), EventLoopTurns()
        for each in found:
            answer.append(part(each, reading, run))
            await turns.give()
        await resolve_ownership(run, compiler, compiler.level.below(), None)
        return answer

    return ask


def between(field: str, start: date | None, end: date | None) -> tuple[date | None, date | None]:
    """Two days in their order; BadInput when there is no day between them."""
    if start and end and start >= end:
        raise BadInput(f"{field}: from {start} is not before to {end}.", "Give a first day, and a later day that no longer counts.")
    return start, end


def _period(compiler: Compiler, asked: SelectedField) -> Part:
    """OwnershipPeriod, of a Period."""
    owned = OwnershipCompiler(compiler, compiler.level)

    def period_part(field: SelectedField) -> Part:
        if field.name in ("from", "to"):
            return owned.date(lambda period, _: period.start if field.name == "from" else period.end)
        if field.name == "days":
            return lambda period, *_: period.days
        if field.name == "ownership":
            answer = answer_of(compiler, field, compiler.level)
            return lambda period, reading, run: answer(period.answer, reading, run)
        part = owned.ownership_part(field)
        return lambda period, reading, run: part(period.answer, reading, run)

    return owned.object("OwnershipPeriod", asked, period_part)


# -- in the API --------------------------------------------------------------------------------------------------------

object_type("OwnershipPeriod",
        "Some time in which the same parties owned something in the same way.",
        "Een tijd waarin dezelfde partijen iets op dezelfde manier oppakten.", [
    answer_field("from", "Date | None", "First day; null: always before.", "Eerste dag; leeg: altijd al."),
    answer_field("to", "Date | None",
        "First day on which it is otherwise; null: for ever.", "Eerste dag waarop het anders is; leeg: voor altijd."),
    answer_field("days", "int | None", "How many days, where both are known.", "Hoeveel dagen, als beide bekend zijn."),
    answer_field("status", "OwnershipStatus", "Whether somebody owned it.", "Of iemand het oppakte."),
    answer_field("basis", "OwnershipBasis | None", "On what ground.", "Op welke grond."),
    answer_field("owners", "list[Owner]",
        "Everyone who owned it, best first, as on the first day.", "Iedereen die het oppakte, de eerste voorop, zoals op de eerste dag."),
    answer_field("lead", "Owner | None", "Who pulled, where it was shared.", "Wie trok, als het gedeeld was."),
    answer_field("ownership", "Ownership",
        "The whole answer on the first day; where that is not known on the last, and where neither is, today.",
        "Het hele antwoord op de eerste dag; als die niet bekend is op de laatste, en anders vandaag."),
])

ROOT_FIELDS = [
    answer_field("ownershipTimeline", "list[OwnershipPeriod] | None",
        "Who owned this when: periods that follow each other without a gap. An unknown or hidden id is null with the error NOT_FOUND.",
        "Wie pakte dit wanneer op: tijden die op elkaar aansluiten. Een onbekende of verborgen id geeft leeg met de fout NOT_FOUND.",
        [
            argument("subject", "ID", "Id of an initiative, problem or domain.", "Id van een initiatief, probleem of werkveld."),
            AREA,
            argument("from", "Date | None",
                "First day to tell of; default the day an initiative started, else from always.",
                "Eerste dag; standaard de dag dat een initiatief begon, anders vanaf altijd.",
                None),
            argument("to", "Date | None",
                "First day not to tell of; default for ever.", "Eerste dag die niet meer meetelt; standaard voor altijd.", None),
            AS_KNOWN,
        ],
        ownership_timeline),
]
