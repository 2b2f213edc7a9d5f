"""What a property's value may look like: a wrong type or an unknown word is no value, so that it never breaks an answer.

In: a Property of the model. Out: how to read what the graph holds, as a Python expression or as a function. In a marked
answer dates stay dates: graphql-core writes them out; else they are the text that it would have written.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from itertools import chain
from math import isfinite
from types import MappingProxyType
from typing import Any

from graph.database.session import to_python_value
from graph.model.definition import LABELS, RELATIONSHIPS
from graph.model.terms import InvolvementLevel
from graph.model.vocabulary import Kind, Property
from schema.compiler.serializer import Projection, Serializer

Reader = Callable[[Any], Any]
INT_MIN, INT_MAX = -(2**31), 2**31 - 1


def as_date(value: Any) -> date | None:
    """A date of the graph; a time, or anything else, is none."""
    found = to_python_value(value)
    return found if isinstance(found, date) and not isinstance(found, datetime) else None


def as_time(value: Any) -> datetime | None:
    """A time of the graph."""
    found = to_python_value(value)
    return found if isinstance(found, datetime) else None


def time_text(value: Any) -> str | None:
    """A time of the graph as text."""
    found = as_time(value)
    return found.isoformat() if found else None


def as_float(value: Any) -> float | None:
    """A number; JSON has none that is not finite."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) else None


def as_text(value: Any) -> str:
    """Whatever it is, as text."""
    return value if isinstance(value, str) else str(value)


def texts(value: Any) -> list[str]:
    """The texts of a list."""
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


NAMES: Mapping[str, Any] = MappingProxyType({
    "as_date": as_date, "as_time": as_time, "time_text": time_text, "as_float": as_float, "as_text": as_text, "texts": texts,
    "INT_MIN": INT_MIN, "INT_MAX": INT_MAX,
    **{f"known_{prop.term.__name__}": frozenset(prop.term.__members__)
       for prop in chain.from_iterable((*(each.properties for each in LABELS.values()), *(each.properties for each in RELATIONSHIPS.values())))
       if prop.term},
})  # fmt: skip
"""What expressions of `reading` may name."""


def reading(prop: Property, *, marked: bool) -> str:
    """How a value of a property is read, as a Python expression on `{v}`."""
    if prop.kind is Kind.BOOLEAN:
        return "({v} if type({v}) is bool else None)" if prop.name == "bridgeVisible" else "{v} is True"
    if prop.kind is Kind.STRINGS:
        return f"[each for each in texts({{v}}) if each in {_known(prop)}]" if prop.term else "texts({v})"
    if prop.term:
        return f"({{v}} if type({{v}}) is str and {{v}} in {_known(prop)} else None)"
    return {
        Kind.STRING: "({v} if type({v}) is str else None)",
        Kind.INTEGER: "({v} if type({v}) is int and INT_MIN <= {v} <= INT_MAX else None)",
        Kind.FLOAT: "as_float({v})",
        Kind.DATE: "as_date({v})",
        Kind.DATETIME: "as_time({v})" if marked else "time_text({v})",
    }[prop.kind]


def _known(prop: Property) -> str:
    """The name of the set of words that a property may hold."""
    assert prop.term is not None
    return f"known_{prop.term.__name__}"


def read_as(cypher: str, expression: str) -> Projection:
    """A value that is read by an expression of `reading`."""
    return Projection(cypher, _reader(expression), inline=expression)


@cache
def _reader(expression: str) -> Serializer:
    """An expression of `reading` as a function; there are some dozens of them."""
    reader: Serializer = eval(f"lambda v, run: {expression.format(v='v')}", dict(NAMES))  # noqa: S307
    return reader


def involvement(text: str) -> dict[str, Any]:
    """'moment; level; who came; what changed; evidence' as an object of the API."""
    moment, level, who, what, evidence = [part.strip() or None for part in (text.split(";") + [""] * 5)[:5]]
    stated = level if level in InvolvementLevel.__members__ else "NOT_STATED"
    return {"__typename": "Involvement", "moment": moment, "level": stated, "whoCame": who, "whatChanged": what, "evidence": evidence}

