"""From what somebody wrote to what is meant: an id, or the title that fits the words best.

In: a text. Out: what is meant, and what else could be.
"""

from dataclasses import dataclass
from typing import Any

from graph.model import SUBJECTS, split_id
from schema.context import Context
from snijvlak import operations

LONGEST = 256


@dataclass(frozen=True)
class Meant:
    """The id of the subject that is meant (None: nothing fits), and others as {id, title}."""

    subject: str | None
    others: tuple[dict[str, Any], ...] = ()


async def meant_by(text: str, context: Context) -> Meant:
    """An id is taken as it is; else a title that is exactly the text goes before the best match."""
    found = split_id(text.strip())
    if found and found[0] in SUBJECTS:
        return Meant(text.strip())
    nodes = (await operations.run("search", context, words=text[:LONGEST]))["search"]["nodes"]
    if not nodes:
        return Meant(None)
    same = [node for node in nodes if node["title"].casefold() == text.strip().casefold()]
    first = (same or nodes)[0]
    return Meant(first["id"], tuple(node for node in nodes if node is not first))
