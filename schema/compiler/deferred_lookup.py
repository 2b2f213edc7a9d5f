"""Nodes that are known only once a question is under way: read by their ids, with all that is asked of them.

In: the Asked field that holds them. Out: their answers by id. They take a Statement of their own.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from schema.compiler.lookup import nodes_by_id
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField
from schema.compiler.statement import compile_statement
from schema.request.deferred import FieldExecution

FOUND = "ids found"  # beside the variables of the request: none of those has a space in its name


class DeferredLookup:
    """What is asked of nodes of some labels, ready for any ids."""

    def __init__(self, compiler: Compiler, asked: SelectedField, *labels: str) -> None:
        own = Compiler(compiler.viewer, marked=compiler.marked, lookups=compiler.lookups)
        seen = [label for label in labels if label in own.labels("Node")]
        self._ask = compile_statement(own, nodes_by_id(own, asked, seen, lambda run: run.variables[FOUND])) if seen else None

    async def read(self, run: FieldExecution, ids: Iterable[str]) -> dict[str, Any]:
        """The answers by id; what is not there, or may not be seen, is left out."""
        wanted = list(dict.fromkeys(ids))
        if not wanted or self._ask is None:
            return {}
        answers: dict[str, Any] = await self._ask(replace(run, variables={**run.variables, FOUND: wanted}, waiting=[]))
        return answers
