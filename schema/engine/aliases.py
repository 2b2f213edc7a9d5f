"""Old ids keep resolving: what was merged or renamed is found by the id that a caller kept.

In: a root field. Out: the ids among its arguments, and a Reader for its first Statement, which also asks the graph which of
these are old. Where none is, as nearly always, that is all; else `StaleIds` tells what they stand for, and the root field is asked
again with that. Old ids of what the viewer may not see stand for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from graphql import FieldNode, FragmentDefinitionNode, FragmentSpreadNode, InlineFragmentNode, Node, get_named_type
from graphql.execution.values import get_argument_values

from graph.database.clauses import collect, unwind
from graph.database.session import Result
from graph.database.statement import Statement
from schema.compiler.cypher import node_id_cypher
from schema.compiler.node import Compiler
from schema.compiler.selection import ID, SelectedField, is_included, plain
from schema.request.context import Context
from schema.request.deferred import FieldExecution, Reader, resolve

# Merging keeps aliases one step long; those that others wrote may lead on to one another.
MOST_STEPS = 16


class StaleIds(Exception):
    """Some of the ids that were given are old: `now` leads from them to what they stand for."""

    def __init__(self, now: dict[str, str]) -> None:
        super().__init__(f"{len(now)} old ids")
        self.now = now


def argument_ids(asked: SelectedField) -> list[Any]:
    """The ids among the arguments of a root field and of all that is selected below it; those from variables are Deferred."""
    document, query = asked.document, asked.document.schema.query_type
    fields: list[tuple[Any, Node]] = [(query, node) for node in asked.nodes]
    ids, spread = list[Any](), set[str]()
    for kind, node in fields:  # which grows by what is selected below each
        if isinstance(node, FragmentSpreadNode):
            if node.name.value in spread:
                continue
            spread.add(node.name.value)
            node = document.fragments[node.name.value]
        if isinstance(node, FieldNode):
            definition = document.schema.get_field(kind, node.name.value)
            assert definition is not None
            if node.arguments:
                given = get_argument_values(definition, node, document.variables)
                ids += (each for name, value in given.items() for each in ids_in(definition.args[name].type, plain(value)))
            kind = get_named_type(definition.type)
        elif isinstance(node, FragmentDefinitionNode | InlineFragmentNode) and node.type_condition:
            kind = document.schema.get_type(node.type_condition.name.value)
        below = getattr(node, "selection_set", None)
        fields += ((kind, each) for each in below.selections if is_included(document, each)) if below else ()
    return ids


def ids_in(kind: Any, value: Any) -> Iterator[Any]:
    """The ids in the value of an argument of that type; those that are known only later as a Deferred."""
    if isinstance(value, list):
        for each in value:
            yield from ids_in(kind, each)
    elif isinstance(value, dict):
        fields = get_named_type(kind).fields
        for name, each in value.items():
            yield from ids_in(fields[name].type, each)
    elif value is not None and get_named_type(kind).name == ID:
        yield value


def resolved_ids(ids: Iterable[Any], run: FieldExecution) -> list[str]:
    """The texts of ids in a run, each once."""
    return list(dict.fromkeys(each for value in ids for each in _texts(resolve(value, run))))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str):
        yield value


def reader(ids: list[str]) -> Reader | None:
    """Reads one record, and raises StaleIds where one of the ids is an old one; None where there is no id to ask about."""

    async def read(context: Context, statement: Statement) -> Result:
        text = f"{statement.text},\n{_old(Compiler(context.viewer))} AS old"
        answer = await context.read(Statement(text, {**statement.parameters, "given": ids}))
        now = _now(answer.one().pop())
        if now:
            raise StaleIds(now)
        return answer

    return read if ids else None


def _old(compiler: Compiler) -> str:
    """The ids in the parameter `given` that are old, each with what it stands for; of several, the lowest comes last."""
    old = unwind("$given", "id").match(f"(:Alias {{key: id}})-[:ALIAS_OF*1..{MOST_STEPS}]->(m)", compiler.is_seen("Node", "m"))
    return collect(old.returning(f"[id, {node_id_cypher('m')}] AS row").order_by("row DESC"))


def _now(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {old: new for old, new in rows if old != new}
