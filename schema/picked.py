"""Nodes that are known only once a question is under way: read by their ids, with all that is asked of them.

In: the Asked field that holds them. Out: their answers by id. They take a Statement of their own.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from graph.model import LABELS
from schema.compile import asking
from schema.cypher import as_list
from schema.late import Late, Run
from schema.projection import Compiler
from schema.selection import Asked
from schema.shaping import Projection

Ids = Callable[[Run], list[str]]
FOUND = "ids found"  # beside the variables of the request: none of those has a space in its name


def nodes_by_id(compiler: Compiler, asked: Asked, labels: Iterable[str], ids: Ids) -> Projection:
    """What is asked of the nodes of some labels with these ids, {id: answer}."""
    made = {label: compiler.fields(label, asked.below(label), "m") for label in labels}
    queries = []
    for label, each in made.items():
        keys = compiler.parameter(Late(partial(_keys_of, ids, label)))
        queries.append(f"COLLECT {{ UNWIND {keys} AS key MATCH (m:{label} {{key: key}}) RETURN ['{LABELS[label].prefix}:' + key, {each.cypher}] AS row }}")
    shapes = [each.shape for each in made.values()]

    def shape(tables: Any, run: Run) -> Any:
        return {identifier: one(value, run) for one, rows in zip(shapes, tables, strict=True) for identifier, value in rows}

    owned = tuple((place, "*", 1, *path) for place, each in enumerate(made.values()) for path in each.owned)
    return Projection(as_list(queries), shape, owned)


def _keys_of(ids: Ids, label: str, run: Run) -> list[str]:
    prefix = f"{LABELS[label].prefix}:"
    return [each.removeprefix(prefix) for each in ids(run) if each.startswith(prefix)]


class Picked:
    """What is asked of nodes of some labels, ready for any ids."""

    def __init__(self, compiler: Compiler, asked: Asked, *labels: str) -> None:
        own = Compiler(compiler.viewer, marked=compiler.marked)
        seen = [label for label in labels if label in own.labels("Node")]
        self._ask = asking(own, nodes_by_id(own, asked, seen, lambda run: run.variables[FOUND])) if seen else None

    async def read(self, run: Run, ids: Iterable[str]) -> dict[str, Any]:
        """The answers by id; what is not there, or may not be seen, is left out."""
        wanted = list(dict.fromkeys(ids))
        if not wanted or self._ask is None:
            return {}
        answers: dict[str, Any] = await self._ask(replace(run, variables={**run.variables, FOUND: wanted}, waiting=[]))
        return answers
