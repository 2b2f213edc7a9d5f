"""What each source states of one thing: which value counts where they differ, and that no other value is lost.

In: the properties of an element and what it keeps on its sources. Out: an Assertion for each source, and back again.

A single source's statement is the element itself: nothing is kept beside it. Of several, a source that says just what
the element holds needs nothing either; for every other one its own statement is kept as JSON.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson

from graph.model.definition import LABELS, RELATIONSHIPS
from graph.model.vocabulary import Kind

# Not stated by a source, but about the statement, or made by us.
OWN = frozenset({"key", "source", "ref", "sources", "stated", "vanishedOn", "searchTokens"})
# First and last day of what lasts, and whether the last one counts.
PERIODS = (("startedOn", "endedOn", True), ("validFrom", "validTo", False), ("recordedFrom", "recordedTo", False))
_PARSE: dict[Kind, Callable[[str], Any]] = {Kind.DATE: date.fromisoformat, Kind.DATETIME: datetime.fromisoformat}


@dataclass(frozen=True)
class Assertion:
    """What one source states of an element, and where in it."""

    source: str
    ref: str | None
    values: Mapping[str, Any]


Assertions = dict[str, Assertion]


def of_node(
    label: str, properties: Mapping[str, Any], stated_in: Iterable[tuple[str, str | None, str | None]]
) -> Assertions:
    """By source, from the node's properties and, of each of its STATED_IN, the source, `ref` and `stated`."""
    own = facts(properties)
    found = {
        source: Assertion(source, ref, own if text is None else _decoded(label, text))
        for source, ref, text in stated_in
    }
    if label == "Source" and properties.get("source") == properties.get("key"):  # a source is not stated in itself
        itself = properties["key"]
        found.setdefault(itself, Assertion(itself, properties.get("ref"), own))
    return found


def of_alias(label: str, was: str) -> list[Assertion]:
    """What sources stated of a node that was merged into one of that label, from `was` of its Alias."""
    try:
        return [Assertion(source, ref, _values(label, values)) for source, ref, values in orjson.loads(was)]
    except (ValueError, TypeError, AttributeError):
        return []  # somebody else wrote something there


def of_relationship(kind: str, properties: Mapping[str, Any]) -> Assertions:
    """By source, from the relationship's properties."""
    own, ref, source = facts(properties), properties.get("ref"), properties.get("source")
    sources = properties.get("sources") or ([source] if isinstance(source, str) else [])
    kept = orjson.loads(properties.get("stated") or "{}")
    found: Assertions = {}
    for each in sources:
        beside = kept.get(each, {})
        values = _values(kind, beside["values"]) if "values" in beside else own
        found[each] = Assertion(each, beside.get("ref", ref), values)
    return found


def facts(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties that sources state."""
    return {name: value for name, value in properties.items() if name not in OWN and value is not None}


def merged(assertions: Iterable[Assertion]) -> dict[str, Any]:
    """What holds: of each property the value of the first that states one."""
    holds: dict[str, Any] = {}
    for each in assertions:
        for name, value in each.values.items():
            holds.setdefault(name, value)
    return holds


def filled(over: Mapping[str, Any], under: Mapping[str, Any]) -> dict[str, Any]:
    """One statement filled in with another: no day of it that would make a period end before it began."""
    told = {name: value for name, value in over.items() if value is not None}
    made = {**over, **{name: value for name, value in under.items() if name not in told}}
    for first, last, included in PERIODS:
        begin, end = _moment(made.get(first)), _moment(made.get(last))
        if type(begin) is type(end) and begin is not None and (end < begin or (end == begin and not included)):
            for name in (first, last):
                if name not in told:
                    made.pop(name)
    return made


def _moment(value: Any) -> Any:
    """A day or time, also from its text, which may have another offset."""
    if not isinstance(value, str):
        return value
    try:
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    except ValueError:
        return None  # somebody else wrote something there


def stored_on_node(assertion: Assertion, holds: Mapping[str, Any]) -> str | None:
    """`stated` of a STATED_IN."""
    return None if dict(assertion.values) == dict(holds) else _encoded(assertion.values)


def stored_on_relationship(assertions: Sequence[Assertion], holds: Mapping[str, Any]) -> str | None:
    """`stated` of a relationship with these sources, the first one highest in rank."""
    ref = assertions[0].ref
    kept: dict[str, dict[str, Any]] = {}
    for each in assertions:
        beside: dict[str, Any] = {} if each.ref == ref else {"ref": each.ref}
        if dict(each.values) != dict(holds):
            beside["values"] = dict(each.values)
        if beside:
            kept[each.source] = beside
    return _encoded(kept) if kept else None


def statements(assertions: Iterable[Assertion]) -> list[tuple[str, Any, str, str | None]]:
    """Everything that is stated, as (property, value, source, ref), by property and then in the order given."""
    told = [(name, value, each.source, each.ref) for each in assertions for name, value in each.values.items()]
    return sorted(told, key=lambda one: one[0])


def _encoded(values: Mapping[str, Any]) -> str:
    return orjson.dumps(values, option=orjson.OPT_SORT_KEYS).decode()


def _decoded(name: str, text: str) -> dict[str, Any]:
    return _values(name, orjson.loads(text))


def _values(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    known = LABELS[name].properties if name in LABELS else RELATIONSHIPS[name].properties
    parse = {prop.name: _PARSE[prop.kind] for prop in known if prop.kind in _PARSE}
    return {
        key: parse[key](value) if key in parse and isinstance(value, str) else value for key, value in values.items()
    }
