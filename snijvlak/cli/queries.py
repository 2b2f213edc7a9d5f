"""What the commands ask of the graph: by id or by words, through the operations.

In: what was typed. Out: an Answer.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from graph.errors import NotFound
from snijvlak import operations
from snijvlak.execution import AppContext, Application
from snijvlak.instance import ensure_ready, open_instance
from snijvlak.notices import AnswerNotice
from snijvlak.resolve_text import Resolved, party_meant_by, resolve_text
from snijvlak.settings import Settings


@dataclass(frozen=True)
class Answer:
    """The data of an operation, and what belongs with it: the notices, and what else the words could have meant."""

    data: dict[str, Any]
    about: AnswerNotice
    others: tuple[dict[str, Any], ...] | None = None

    def as_dict(self) -> dict[str, Any]:
        """For machines."""
        others = {} if self.others is None else {"others": self.others}
        return {**self.data, **others, "about": self.about.as_dict()}


@asynccontextmanager
async def open_context() -> AsyncIterator[tuple[AppContext, AnswerNotice]]:
    """The graph, ready to be asked."""
    settings = Settings.read()
    async with open_instance(settings) as place:
        await ensure_ready(place)
        about = await place.about()
        yield Application(settings, place.database).context(about), about


async def answered(operation: str, **variables: Any) -> Answer:
    """The answer to an operation; a variable of None is left out."""
    async with open_context() as (context, about):
        set_ones = {name: value for name, value in variables.items() if value is not None}
        return Answer(await operations.run(operation, context, **set_ones), about)


async def owner(text: str, area: str | None) -> Answer:
    """Who owns it."""
    async with open_context() as (context, about):
        meant = await _subject(text, context)
        data = await operations.run("owner", context, subject=meant.subject, area=area)
        return Answer({"ownership": data["ownerOf"]}, about, meant.others)


async def why_not(text: str, party: str, area: str | None) -> Answer:
    """Why a party does not own it."""
    async with open_context() as (context, about):
        meant, whom = await _subject(text, context), await _party(party, context)
        return Answer(await operations.run("why_not", context, subject=meant.subject, party=whom, area=area), about)


async def timeline(text: str, area: str | None, start: str | None, end: str | None) -> Answer:
    """Who owned it when."""
    async with open_context() as (context, about):
        meant = await _subject(text, context)
        data = await operations.run("timeline", context, subject=meant.subject, area=area, **{"from": start, "to": end})
        return Answer(data, about, meant.others)


async def diff(department: str, start: str, end: str, first: int) -> Answer:
    """What a department gained and lost between two days."""
    async with open_context() as (context, about):
        whom = await _party(department, context)
        return Answer(await operations.run("diff", context, department=whom, first=first, **{"from": start, "to": end}), about)


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
