"""Nodes that are known only once a question is under way: read by their ids, with all that is asked of them.

In: the SelectedField that holds them. Out: their answers by id, in the Lookup of the FieldExecution. They take a Statement of
their own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from schema.compiler.lookup import nodes_by_id
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField
from schema.compiler.statement import compile_statement
from schema.request.deferred import FieldExecution


class DeferredLookup:
    """What is asked of nodes of some labels, ready for any ids."""

    def __init__(self, compiler: Compiler, asked: SelectedField, *labels: str) -> None:
        own = Compiler(compiler.viewer, marked=compiler.marked, lookups=compiler.lookups)
        seen = [label for label in labels if label in own.labels("Node")]
        self._ask = compile_statement(own, nodes_by_id(own, asked, seen, lambda run: run.lookup.ids[self])) if seen else None

    async def read(self, run: FieldExecution, ids: Iterable[str]) -> None:
        """Read the answers; what is not there, or may not be seen, is left out."""
        run.lookup.ids[self] = list(dict.fromkeys(ids))
        run.lookup.answers[self] = await self._ask(replace(run, waiting=[])) if run.lookup.ids[self] and self._ask else {}

    def answers(self, run: FieldExecution) -> Mapping[str, Any]:
        """The answers that were read, by id."""
        return run.lookup.answers[self]

    def in_order(self, run: FieldExecution, ids: Iterable[str]) -> list[Any]:
        """The answers of these ids, as far as there are any."""
        return [self.answers(run)[each] for each in ids if each in self.answers(run)]
