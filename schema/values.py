"""What a property's value may look like: a wrong type or an unknown word is no value, so that it never breaks an answer.

In: a Property of the model. Out: a reader of what the graph holds.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from graph.terms import InvolvementLevel
from graph.vocabulary import Kind, Property

Reader = Callable[[Any], Any]

_PLAIN: dict[Kind, type | tuple[type, ...]] = {
    Kind.STRING: str,
    Kind.INTEGER: int,
    Kind.FLOAT: (int, float),
    Kind.DATE: date,
    Kind.DATETIME: datetime,
}


def reader(prop: Property) -> Reader:
    """Reads a value of a property; a wrong type or an unknown word is no value, so that it never breaks an answer."""
    known = prop.term.__members__ if prop.term else None
    if prop.kind is Kind.BOOLEAN:
        return lambda value: value if isinstance(value, bool) else (None if prop.name == "bridgeVisible" else False)
    if prop.kind is Kind.STRINGS:
        return lambda value: (
            [each for each in value if isinstance(each, str) and (known is None or each in known)]
            if isinstance(value, list)
            else []
        )
    if known is not None:
        return lambda value: value if isinstance(value, str) and value in known else None
    wanted = _PLAIN[prop.kind]
    refused = datetime if prop.kind is Kind.DATE else bool
    return lambda value: value if isinstance(value, wanted) and not isinstance(value, refused) else None


def as_text(value: Any) -> str:
    return value if isinstance(value, str) else str(value)


def involvements(value: Any) -> list[dict[str, Any]]:
    """The texts of how residents were involved, as objects of the API."""
    return [involvement(each) for each in value if isinstance(each, str)] if isinstance(value, list) else []


def involvement(text: str) -> dict[str, Any]:
    """'moment; level; who came; what changed; evidence' as an object of the API."""
    moment, level, who, what, evidence = [part.strip() or None for part in (text.split(";") + [""] * 5)[:5]]
    stated = level if level in InvolvementLevel.__members__ else "NOT_STATED"
    return {
        "__typename": "Involvement",
        "moment": moment,
        "level": stated,
        "whoCame": who,
        "whatChanged": what,
        "evidence": evidence,
    }
