"""Nodes by their ids, with all that is asked of them: ids may be known only once a question is under way.

In: the Asked field that holds them, labels, and a function that tells their ids. Out: a Projection of {id: answer}.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from graph.database.clauses import collect, unwind
from graph.model.definition import LABELS
from schema.compiler.cypher import as_list
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import Projection
from schema.request.deferred import Deferred, FieldExecution

Ids = Callable[[FieldExecution], list[str]]


def nodes_by_id(compiler: Compiler, asked: SelectedField, labels: Iterable[str], ids: Ids, *, many: bool = True) -> Projection:
    """What is asked of the nodes of some labels with these ids, {id: answer}; `many`: there may be more than one."""
    with compiler.compiling(again=many):
        made = {label: compiler.fields(label, asked.below(label), "m") for label in labels}
    queries = []
    for label, each in made.items():
        keys = compiler.parameter(Deferred(partial(_keys_of, ids, label)))
        nodes = unwind(keys, "key").match(f"(m:{label} {{key: key}})")
        queries.append(collect(nodes.returning(f"['{LABELS[label].prefix}:' + key, {each.cypher}] AS row")))
    shapes = [each.shape for each in made.values()]

    def shape(tables: Any, run: FieldExecution) -> Any:
        return {identifier: one(value, run) for one, rows in zip(shapes, tables, strict=True) for identifier, value in rows}

    named = tuple((place, "*", 1, *path) for place, each in enumerate(made.values()) for path in each.named)
    return Projection(as_list(queries), shape, named)


def _keys_of(ids: Ids, label: str, run: FieldExecution) -> list[str]:
    prefix = f"{LABELS[label].prefix}:"
    return [each.removeprefix(prefix) for each in ids(run) if each.startswith(prefix)]
