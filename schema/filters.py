"""Compiles filters to predicates: which nodes of a label a list holds.

In: a filter as GraphQL coerced it. Out: Cypher on a variable, with every value as a parameter. Only properties the viewer
may see can be asked about: the others count as having no value.
"""

from typing import Any

from graph.model import LABELS
from graph.vocabulary import Kind
from schema.projection import Compiler

_SIGNS = {"eq": "=", "ne": "<>", "gt": ">", "gte": ">=", "lt": "<", "lte": "<="}


def predicate(compiler: Compiler, label: str, conditions: dict[str, Any] | None, node: str) -> str:
    """One predicate for a whole filter; "true" for an empty one."""
    parts: list[str] = []
    for name, value in (conditions or {}).items():
        if value is None:
            continue
        if name in ("AND", "OR"):
            inner = [predicate(compiler, label, each, node) for each in value]
            parts.append(f"({f' {name} '.join(inner)})" if inner else ("true" if name == "AND" else "false"))
        elif name == "NOT":
            parts.append(f"NOT coalesce({predicate(compiler, label, value, node)}, false)")
        elif name == "id":
            parts += _on_id(compiler, label, value, node)
        else:
            parts += _on_property(compiler, label, name, value, node)
    return f"({' AND '.join(parts)})" if parts else "true"


def _on_id(compiler: Compiler, label: str, operators: dict[str, Any], node: str) -> list[str]:
    """Conditions on the id: those of other labels match nothing."""
    prefix = f"{LABELS[label].prefix}:"
    parts: list[str] = []
    for operator, value in operators.items():
        if value is None:
            continue
        ids = value if operator == "in" else [value]
        keys = [each.removeprefix(prefix) for each in ids if each.startswith(prefix)]
        parts.append(f"{'NOT ' if operator == 'ne' else ''}{node}.key IN {compiler.parameter(keys)}")
    return parts


def _on_property(compiler: Compiler, label: str, name: str, operators: dict[str, Any], node: str) -> list[str]:
    prop = LABELS[label].property(name)
    value_of = f"{node}.{name}" if compiler.viewer.sees(prop) else "null"
    if name == LABELS[label].title and prop.kind is Kind.STRING and not LABELS[label].party:
        value_of = f"coalesce({value_of}, {node}.key)"
    return [
        _condition(compiler, value_of, operator, value) for operator, value in operators.items() if value is not None
    ]


def _condition(compiler: Compiler, value_of: str, operator: str, value: Any) -> str:
    """One condition; a missing value meets none but isNull: true, and ne."""
    if operator == "isNull":
        return f"{value_of} IS {'' if value else 'NOT '}NULL"
    if operator == "in":
        return f"{value_of} IN {compiler.parameter(list(value))}"
    if operator == "contains":
        return f"toLower(toStringOrNull({value_of})) CONTAINS {compiler.parameter(value.lower())}"
    if operator == "startsWith":
        return f"{value_of} STARTS WITH {compiler.parameter(value)}"
    condition = f"{value_of} {_SIGNS[operator]} {compiler.parameter(value)}"
    return f"({condition} OR {value_of} IS NULL)" if operator == "ne" else condition
