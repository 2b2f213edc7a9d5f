"""From what somebody wrote to what is meant: an id, or the title that fits the words best.

In: a text. Out: what is meant, and what else could be.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from graph.model.definition import PARTIES, SUBJECTS, split_id
from graph.search_tokens import words
from snijvlak import operations
from snijvlak.execution import AppContext

LONGEST = 256


@dataclass(frozen=True)
class Resolved:
    """The id of the subject that is meant (None: nothing fits), and others as {id, title}."""

    subject: str | None
    others: tuple[dict[str, Any], ...] = ()


async def resolve_text(text: str, context: AppContext) -> Resolved:
    """The initiative, problem or domain: an id as it is, else the title that fits best."""
    return await _meant(text, context, "search", SUBJECTS)


async def party_meant_by(text: str, context: AppContext) -> Resolved:
    """The department, organisation or official, in the same way."""
    return await _meant(text, context, "parties", PARTIES)


async def _meant(text: str, context: AppContext, operation: str, labels: Collection[str]) -> Resolved:
    """An id is taken as it is; else a title that is the text goes first, then one that holds all its words, then the best match."""
    found = split_id(text.strip())
    if found and found[0] in labels:
        return Resolved(text.strip())
    nodes = (await operations.run(operation, context, words=text[:LONGEST]))["search"]["nodes"]
    nodes = [node for node in nodes if node["title"]]
    if not nodes:
        return Resolved(None)
    asked = words(text)
    same = [node for node in nodes if words(node["title"]) == asked]
    holding = [node for node in nodes if set(asked) <= set(words(node["title"]))]
    first = (same or holding or nodes)[0]
    return Resolved(first["id"], tuple(node for node in nodes if node is not first))
