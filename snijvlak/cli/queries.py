"""What the commands ask of the graph: by id or by words, through the operations.

In: what was typed. Out: the data of an operation, and what belongs beside every answer.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from graph.errors import NotFound
from snijvlak import operations
from snijvlak.execution import AppContext, Application
from snijvlak.instance import ensure_ready, open_instance
from snijvlak.notices import AnswerNotice
from snijvlak.resolve_text import Resolved, party_meant_by, resolve_text
from snijvlak.settings import Settings

Answer = dict[str, Any]
Others = tuple[dict[str, Any], ...]


@asynccontextmanager
async def open_context() -> AsyncIterator[tuple[AppContext, AnswerNotice]]:
    """The graph, ready to be asked."""
    settings = Settings.read()
    async with open_instance(settings) as place:
        await ensure_ready(place)
        about = await place.about()
        yield Application(settings, place.database).context(about), about


async def answered(operation: str, **variables: Any) -> tuple[Answer, AnswerNotice]:
    """The data of an operation; a variable of None is not given."""
    async with open_context() as (context, about):
        given = {name: value for name, value in variables.items() if value is not None}
        return await operations.run(operation, context, **given), about


async def owner(text: str, area: str | None) -> tuple[Answer, Others, AnswerNotice]:
    """Who owns it."""
    async with open_context() as (context, about):
        meant = await _subject(text, context)
        answer = await operations.run("owner", context, subject=meant.subject, area=area)
        return answer["ownerOf"], meant.others, about


async def why_not(text: str, party: str, area: str | None) -> tuple[Answer, AnswerNotice]:
    """Why a party does not own it."""
    async with open_context() as (context, about):
        meant, whom = await _subject(text, context), await _party(party, context)
        answer = await operations.run("why_not", context, subject=meant.subject, party=whom, area=area)
        return answer["whyNot"], about


async def timeline(text: str, area: str | None, start: str | None, end: str | None) -> tuple[list[Answer], Others, AnswerNotice]:
    """Who owned it when."""
    async with open_context() as (context, about):
        meant = await _subject(text, context)
        days = {"from": start, "to": end}
        answer = await operations.run("timeline", context, subject=meant.subject, area=area, **days)
        return answer["ownershipTimeline"], meant.others, about


async def diff(department: str, start: str, end: str, first: int) -> tuple[Answer, AnswerNotice]:
    """What a department gained and lost between two days."""
    async with open_context() as (context, about):
        whom = await _party(department, context)
        days = {"from": start, "to": end}
        return (await operations.run("diff", context, department=whom, first=first, **days))["ownershipDiff"], about


async def solved(start: str | None, end: str | None, first: int) -> tuple[Answer, AnswerNotice]:
    """Which gaps were solved."""
    async with open_context() as (context, about):
        days = {"from": start, "to": end}
        return (await operations.run("solved", context, first=first, **days))["solvedGaps"], about


async def _party(text: str, context: AppContext) -> str:
    whom = await party_meant_by(text, context)
    if whom.subject is None:
        raise NotFound(f"No party fits {text!r}", "Try other words, or an id such as department:dsb-groen.")
    return whom.subject


async def _subject(text: str, context: AppContext) -> Resolved:
    meant = await resolve_text(text, context)
    if meant.subject is None:
        raise NotFound(f"Nothing fits {text!r}", "Try other words, or an id such as initiative:moestuin-moerwijk.")
    return meant
