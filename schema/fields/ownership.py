"""The root fields of ownership: ownerOf, ownersOf and ownerOfTogether.

In: the SelectedField of the root field and a Compiler. Out: a Resolver. The facts and what is asked of the nodes in them are one Statement.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.city_time import in_utc
from graph.errors import BadInput, NotFound
from graph.ownership.answer.ownership import answer_at
from graph.ownership.history.reading import Reading
from graph.ownership.rule.decide import OwnershipQuestion
from graph.ownership.rule.snapshot import Snapshot
from schema.compiler.node import Compiler
from schema.compiler.ownership import Part, answer_of
from schema.compiler.selection import SelectedField
from schema.compiler.statement import Resolver, read_facts, resolve_ownership
from schema.request.deferred import TODAY, FieldExecution, resolve
from schema.request.event_loop import EventLoopTurns
from schema.types.builder import answer_field, argument
from schema.types.nodes import AS_OF
from schema.types.ownership import AREA, AS_KNOWN

MOST_SUBJECTS = 500


def owner_of(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`ownerOf(subject)`: NotFound when there is no such subject for this viewer."""
    subject = asked.arguments["subject"]
    answered = _answers(compiler, asked)

    async def ask(run: FieldExecution) -> Any:
        wanted = resolve(subject, run)
        (answer,) = await answered(run, [wanted])
        if answer is None:
            raise NotFound(
                f"ownerOf: there is no initiative, problem or domain with the id {wanted!r}.",
                "Look it up with search, or list initiatives, problems or domains.",
            )
        return answer

    return ask


def owners_of(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`ownersOf(subjects)`: in the order asked, doubles kept."""
    subjects = asked.arguments["subjects"]
    answered = _answers(compiler, asked)

    async def ask(run: FieldExecution) -> Any:
        wanted = resolve(subjects, run)
        if len(wanted) > MOST_SUBJECTS:
            raise BadInput(f"ownersOf: {len(wanted)} subjects were given.", f"Ask for at most {MOST_SUBJECTS} at a time.")
        return await answered(run, wanted)

    return ask


def _answers(compiler: Compiler, asked: SelectedField) -> Callable[[FieldExecution, list[str]], Awaitable[list[Any]]]:
    """The answers for some subjects, null for those that are not there."""
    asking, part = Asking(asked), _prepared(compiler, asked)

    async def answered(run: FieldExecution, subjects: list[str]) -> list[Any]:
        reading = await read_facts(run, compiler, compiler.level, list(dict.fromkeys(subjects)))
        area, facts = asking.area_in(run, reading), reading.facts
        answers: list[Any] = []
        turns, snapshot = EventLoopTurns(), asking.of(run, reading)
        for each in subjects:
            answer = answer_at(snapshot, OwnershipQuestion(each, area)) if facts.subject(each) else None
            answers.append(part(answer, reading, run))
            await turns.give()
        await resolve_ownership(run, compiler, compiler.level.below(), None)
        return answers

    return answered


def owner_of_together(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`ownerOfTogether(domains, problems)`: the topics of one question."""
    domains, problems = asked.arguments.get("domains") or [], asked.arguments.get("problems") or []
    snapshot, part = Asking(asked), _prepared(compiler, asked)

    async def ask(run: FieldExecution) -> Any:
        given = [*resolve(domains, run), *resolve(problems, run)]
        if not 1 <= len(given) <= MOST_SUBJECTS:
            raise BadInput(
                f"ownerOfTogether: {len(given)} domains and problems were given.",
                f"Give 1 to {MOST_SUBJECTS} domains and problems together.",
            )
        reading = await read_facts(run, compiler, compiler.level, given)
        question = OwnershipQuestion(None, snapshot.area_in(run, reading), tuple(_topic(reading, each) for each in given))
        answer = part(answer_at(snapshot.of(run, reading), question), reading, run)
        await resolve_ownership(run, compiler, compiler.level.below(), None)
        return answer

    return ask


@dataclass(frozen=True)
class Asking:
    """Where and when ownership is asked for."""

    asked: SelectedField

    def area_in(self, run: FieldExecution, reading: Reading) -> str | None:
        """The area; NotFound when there is none of that id."""
        area: str | None = resolve(self.asked.arguments.get("area"), run)
        if area and area not in reading.facts.areas:
            raise NotFound(f"{self.asked.name}: there is no area with the id {area!r}.", "Look it up with search or list areas.")
        return area

    def of(self, run: FieldExecution, reading: Reading) -> Snapshot:
        """The facts at the date, and as known at a time."""
        arguments = self.asked.arguments
        return reading.snapshot(resolve(arguments.get("asOf") or TODAY, run), known_at(self.asked, run))


def known_at(asked: SelectedField, run: FieldExecution) -> datetime | None:
    """The instant as of which records count; a time without a zone is taken to be in UTC, as in filters."""
    given: datetime | None = resolve(asked.arguments.get("asKnownAt"), run)
    return in_utc(given) if given else None


def _topic(reading: Reading, identifier: str) -> str:
    if identifier not in reading.facts.domains and identifier not in reading.facts.problems:
        raise NotFound(
            f"ownerOfTogether: there is no domain or problem with the id {identifier!r}.",
            "Look it up with search, or list domains or problems.",
        )
    return identifier


def _prepared(compiler: Compiler, asked: SelectedField) -> Part:
    area = asked.arguments.get("area")
    if area:
        compiler.level.areas.append(area)
    compiler.level.used = True
    return answer_of(compiler, asked, compiler.level)


# -- in the API --------------------------------------------------------------------------------------------------------

ROOT_FIELDS = [
    answer_field("ownerOf", "Ownership | None",
        "Who owns this? An unknown or hidden id is null with the error NOT_FOUND.",
        "Wie pakt dit op? Een onbekende of verborgen id geeft leeg met de fout NOT_FOUND.",
        [
            argument("subject", "ID", "Id of an initiative, problem or domain.", "Id van een initiatief, probleem of werkveld."),
            AREA,
            AS_OF,
            AS_KNOWN,
        ],
        owner_of),
    answer_field("ownersOf", "list[Ownership | None]",
        "Who owns these? In the order asked, doubles kept, at most 500.",
        "Wie pakken deze op? In de gevraagde volgorde, dubbele blijven staan, hooguit 500.",
        [
            argument("subjects", "list[ID]", "Ids of initiatives, problems or domains.", "Id's van initiatieven, problemen of werkvelden."),
            AREA,
            AS_OF,
            AS_KNOWN,
        ],
        owners_of),
    answer_field("ownerOfTogether", "Ownership | None",
        "Several domains and problems taken together as one question.", "Meerdere werkvelden en problemen, samen als één vraag.",
        [
            argument("domains", "list[ID] | None", "Ids of domains.", "Id's van werkvelden.", None),
            argument("problems", "list[ID] | None", "Ids of problems.", "Id's van problemen.", None),
            AREA,
            AS_OF,
            AS_KNOWN,
        ],
        owner_of_together),
]
