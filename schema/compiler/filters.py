"""Compiles filters to predicates: which nodes of a type a list holds.

In: a filter as GraphQL coerced it. Out: Cypher on a variable, with every value as a parameter. Only what the viewer may see
can be asked about: a hidden property counts as having no value, and a hidden node is not there.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from graph.city_time import in_utc, instant_cypher
from graph.database.clauses import count, exists, match
from graph.model.definition import LABELS
from graph.model.vocabulary import Kind
from schema.compiler.context import CompilerContext
from schema.compiler.cypher import node_id_cypher
from schema.request.deferred import map_deferred
from schema.types.relations import RELATIONS, SOURCES, Relation

Conditions = dict[str, Any]

SIGNS = {"eq": "=", "gt": ">", "gte": ">=", "lt": "<", "lte": "<="}


def predicate(compiler: CompilerContext, target: str, conditions: Conditions | None, node: str, as_of: Any = None) -> str:
    """One predicate for a whole filter on nodes of a label, interface or union; "true" for an empty one.

    `as_of` is the date for which relationships are followed: that of the list, today where it has none.
    """
    parts = [
        part
        for name, value in (conditions or {}).items()
        if value is not None
        for part in _condition(compiler, target, name, value, node, as_of)
    ]
    return f"({' AND '.join(parts)})" if parts else "true"


def _condition(compiler: CompilerContext, target: str, name: str, value: Any, node: str, as_of: Any) -> Iterator[str]:
    if name in ("AND", "OR"):
        inner = [predicate(compiler, target, each, node, as_of) for each in value]
        yield f"({f' {name} '.join(inner)})" if inner else ("true" if name == "AND" else "false")
    elif name == "NOT":
        yield f"NOT coalesce({predicate(compiler, target, value, node, as_of)}, false)"
    elif name == "id":
        yield from _on_id(compiler, target, value, node)
    elif relation := relation_of(target, name):
        yield from _on_relation(compiler, target, relation, value, node, as_of)
    else:
        yield from _on_property(compiler, target, name, value, node)


def asks_for_value(conditions: Conditions | None, name: str) -> bool:
    """Whether nothing meets a filter that has no value for a property, or one of another type."""
    operators: Conditions = (conditions or {}).get(name) or {}
    return any(operators.get(each) is not None for each in (*SIGNS, "startsWith"))


def relation_of(target: str, name: str) -> Relation | None:
    """The relation of a label that a field of a filter names."""
    return next((each for each in (*RELATIONS.get(target, ()), SOURCES) if each.field == name and target in LABELS), None)


def _on_id(compiler: CompilerContext, target: str, operators: Conditions, node: str) -> Iterator[str]:
    """Conditions on the id: those of other labels match nothing."""
    prefix = f"{LABELS[target].prefix}:" if target in LABELS else ""
    found = f"{node}.key" if prefix else node_id_cypher(node, target)

    def keys(ids: Any) -> list[str]:
        given = ids if isinstance(ids, list) else [ids]
        return [each.removeprefix(prefix) for each in given if each and each.startswith(prefix)]

    for operator, value in operators.items():
        if operator == "eq" and value is not None:
            yield f"{found} = {compiler.parameter(map_deferred(value, lambda given: next(iter(keys(given)), None)))}"
        elif value is not None:
            yield f"{'NOT ' if operator == 'ne' else ''}{found} IN {compiler.parameter(map_deferred(value, keys))}"


# -- properties ---------------------------------------------------------------------------------------------------


def _on_property(compiler: CompilerContext, target: str, name: str, operators: Conditions, node: str) -> Iterator[str]:
    if target not in LABELS:
        value_of, kind = compiler.name_of(target, node), Kind.STRING
    else:
        prop = LABELS[target].property(name)
        value_of, kind = (f"{node}.{name}" if compiler.viewer.sees(prop) else "null"), prop.kind
    for operator, value in operators.items():
        if value is not None:
            yield _ON.get(kind, partial(_on_value, kind=kind))(compiler, value_of, operator, value)


def _on_value(compiler: CompilerContext, value_of: str, operator: str, value: Any, kind: Kind) -> str:
    """One condition; a missing value meets none but isNull: true, and ne. For a truth value, missing is false."""
    if kind is Kind.BOOLEAN and operator != "isNull":
        value_of = f"coalesce({value_of}, false)"
    if operator == "isNull":
        return f"({value_of} IS NULL) = {compiler.parameter(value)}"
    given = compiler.parameter(value)
    if operator == "in":
        return f"{value_of} IN {given}"
    if operator == "contains":
        return f"toLower(toStringOrNull({value_of})) CONTAINS toLower({given})"
    if operator == "startsWith":
        return f"{value_of} STARTS WITH {given}"
    if operator == "ne":
        return f"coalesce({value_of} <> {given}, true)"
    return f"{value_of} {SIGNS[operator]} {given}"


def _on_time(compiler: CompilerContext, value_of: str, operator: str, value: Any) -> str:
    """A condition on a time, by the instant: the zone that it was written in is no part of it; a value of another type is missing.

    The time itself is held against a second more on either side, so that an index may find it.
    """
    found = instant_cypher(value_of)
    if operator == "isNull":
        return f"({found} IS NULL) = {compiler.parameter(value)}"
    given = compiler.parameter(map_deferred(value, _instants))
    if operator == "ne":
        return f"coalesce({found} <> {given}, true)"
    first, last = (compiler.parameter(map_deferred(value, end)) for end in (_first, _last)) if operator == "in" else (given, given)
    near = []
    if operator not in ("lt", "lte"):
        near.append(f"{value_of} >= {first} - duration({{seconds: 1}})")
    if operator not in ("gt", "gte"):
        near.append(f"{value_of} <= {last} + duration({{seconds: 1}})")
    return f"({' AND '.join(near)} AND {found} {SIGNS.get(operator, 'IN')} {given})"


def _instants(value: Any) -> Any:
    """Times in UTC; one without a zone is taken to be in UTC."""
    return [in_utc(each) for each in value] if isinstance(value, list) else in_utc(value)


def _first(value: list[datetime]) -> datetime | None:
    return min(map(in_utc, value), default=None)


def _last(value: list[datetime]) -> datetime | None:
    return max(map(in_utc, value), default=None)


def _on_list(compiler: CompilerContext, value_of: str, operator: str, value: Any) -> str:
    """A condition on a property that holds several values; a missing one holds none."""
    held, given = f"coalesce({value_of}, [])", compiler.parameter(value)
    if operator == "has":
        return f"{given} IN {held}"
    if operator == "isEmpty":
        return f"(size({held}) = 0) = {given}"
    return f"{'any' if operator == 'hasSome' else 'all'}(one IN {given} WHERE one IN {held})"


_ON = {Kind.STRINGS: _on_list, Kind.DATETIME: _on_time}


# -- relationships ------------------------------------------------------------------------------------------------


def _on_relation(compiler: CompilerContext, label: str, relation: Relation, operators: Conditions, node: str, as_of: Any) -> Iterator[str]:
    """Conditions on the nodes that a relation leads to, those that the viewer may see."""
    for operator, value in operators.items():
        if value is None:
            continue
        pattern, where, m = compiler.joined(relation, label, node, as_of)
        where.append(f"{m}.key IS NOT NULL")
        if operator == "count":
            counted = count(match(pattern, *where).returning(m, distinct=True))
            yield from (_on_value(compiler, counted, each, number, Kind.INTEGER) for each, number in value.items() if number is not None)
        else:
            inner = predicate(compiler, relation.target, value, m, as_of)
            yield f"{'NOT ' if operator == 'none' else ''}{exists(match(pattern, *where, inner))}"
