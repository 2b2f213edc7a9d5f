"""What the commands ask of the graph: by id or by words, through the operations.

In: what was typed. Out: the data of an operation, and what belongs beside every answer.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from graph.errors import NotFound
from schema.context import Context
from snijvlak import operations
from snijvlak.about import About
from snijvlak.finding import Meant, meant_by, party_meant_by
from snijvlak.place import opened, prepare
from snijvlak.settings import Settings

Answer = dict[str, Any]
Others = tuple[dict[str, Any], ...]


@asynccontextmanager
async def desk() -> AsyncIterator[tuple[Context, About]]:
    """The graph, ready to be asked."""
    async with opened(Settings.read()) as place:
        await prepare(place)
        about = await place.about()
        yield await place.context(), about


async def owner(text: str, area: str | None) -> tuple[Answer, Others, About]:
    """Who owns it."""
    async with desk() as (context, about):
        meant = await _subject(text, context)
        answer = await operations.run("owner", context, subject=meant.subject, area=area)
        return answer["ownerOf"], meant.others, about


async def why_not(text: str, party: str, area: str | None) -> tuple[Answer, About]:
    """Why a party does not own it."""
    async with desk() as (context, about):
        meant, whom = await _subject(text, context), await party_meant_by(party, context)
        if whom.subject is None:
            raise NotFound(f"No party fits {party!r}", "Try other words, or an id such as department:dsb-groen.")
        answer = await operations.run("why_not", context, subject=meant.subject, party=whom.subject, area=area)
        return answer["whyNot"], about


async def _subject(text: str, context: Context) -> Meant:
    meant = await meant_by(text, context)
    if meant.subject is None:
        raise NotFound(f"Nothing fits {text!r}", "Try other words, or an id such as initiative:moestuin-moerwijk.")
    return meant
