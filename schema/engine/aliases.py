"""Old ids keep resolving: what was merged or renamed is found by the id that a caller kept.

In: the ids that a root field is given. Out: a Reader for its first Statement, which also asks the graph which of these ids
are old. Where none is, as nearly always, that is all; else `Renamed` tells what they stand for, and the root field is asked
again with that. Old ids of what the viewer may not see stand for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.database.session import Result
from graph.database.statement import Statement
from schema.compiler.cypher import node_id_cypher
from schema.compiler.node import Compiler
from schema.request.context import Context
from schema.request.deferred import Reader

# Merging keeps aliases one step long; those that others wrote may lead on to one another.
MOST_STEPS = 16


class AliasesFound(Exception):
    """Some of the ids that were given are old: `now` leads from them to what they stand for."""

    def __init__(self, now: dict[str, str]) -> None:
        super().__init__(f"{len(now)} old ids")
        self.now = now


def reader(ids: list[str]) -> Reader | None:
    """Reads one record, and raises Renamed where one of the ids is an old one; None where there is no id to ask about."""

    async def read(context: Context, statement: Statement) -> Result:
        text = f"{statement.text},\n{_old(Compiler(context.viewer))} AS old"
        answer = await context.read(Statement(text, {**statement.parameters, "given": ids}))
        now = _now(answer.one().pop())
        if now:
            raise AliasesFound(now)
        return answer

    return read if ids else None


def _old(compiler: Compiler) -> str:
    """The ids in the parameter `given` that are old, each with what it stands for; of several, the lowest comes last."""
    return (
        f"COLLECT {{ UNWIND $given AS id MATCH (:Alias {{key: id}})-[:ALIAS_OF*1..{MOST_STEPS}]->(m) WHERE {compiler.is_seen('Node', 'm')}"
        f" RETURN [id, {node_id_cypher('m')}] AS row ORDER BY row DESC }}"
    )


def _now(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {old: new for old, new in rows if old != new}
