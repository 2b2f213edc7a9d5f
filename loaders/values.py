"""Turns the text of a cell into the value that the model wants, or says why it cannot.

In: a property of `graph.model` and text that is not empty. Out: a value as Neo4j stores it.
Error: WrongValue, with reason and cure.
"""

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from graph.vocabulary import Kind, Property

SEPARATOR = "|"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATETIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})")
_INTEGER = re.compile(r"-?\d{1,18}")
_FLOAT = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
# Line ends and tabs may stand in a description; every other control character is a sign of a damaged file.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class WrongValue(ValueError):
    """The text of a cell is not a value of its property."""

    def __init__(self, reason: str, cure: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.cure = cure


def value_of(item: Property, text: str) -> Any:
    """The value that the text stands for; WrongValue when it stands for none."""
    if _CONTROL.search(text):
        raise WrongValue(f"{shown(text)} holds a control character", "Remove it; the file may be damaged.")
    return _READERS[item.kind](item, text)


def shown(text: str) -> str:
    """Text of a file as it may stand in a message: quoted, at most 60 characters."""
    return repr(text if len(text) <= 60 else text[:57] + "...")


def split_list(text: str) -> tuple[str, ...]:
    """The parts of a list in one cell; WrongValue when one of them is empty."""
    parts = tuple(part.strip() for part in text.split(SEPARATOR))
    if not all(parts):
        raise WrongValue(f"{shown(text)} has an empty part", "Put ' | ' only between two values.")
    return parts


def _string(item: Property, text: str) -> str:
    if item.term and text not in {member.value for member in item.term}:
        raise WrongValue(f"{shown(text)} is not one of its values", f"Use one of: {', '.join(item.term)}.")
    return text


def _strings(item: Property, text: str) -> list[str]:
    return [_string(item, part) for part in split_list(text)]


def _boolean(_: Property, text: str) -> bool:
    if text not in ("true", "false"):
        raise WrongValue(f"{shown(text)} is neither true nor false", "Write true, false, or nothing.")
    return text == "true"


def _integer(_: Property, text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise WrongValue(f"{shown(text)} is not a whole number", "Write digits only, without separators.")
    return int(text)


def _float(_: Property, text: str) -> float:
    number = float(text) if _FLOAT.fullmatch(text) else math.nan
    if not math.isfinite(number):
        raise WrongValue(f"{shown(text)} is not a number", "Write digits with a point, such as 0.5.")
    return number


def _date(_: Property, text: str) -> date:
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError as error:
        raise WrongValue(f"{shown(text)} is not a day: {error}", "Write an existing day as YYYY-MM-DD.") from error
    raise WrongValue(f"{shown(text)} is not a date", "Write it as YYYY-MM-DD, such as 2017-11-14.")


def _datetime(_: Property, text: str) -> datetime:
    try:
        if _DATETIME.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError as error:
        raise WrongValue(f"{shown(text)} is not a time: {error}", "Write an existing time with its offset.") from error
    raise WrongValue(f"{shown(text)} is not a time with an offset", "Write it as 2017-11-14T09:30:00+01:00.")


_READERS: dict[Kind, Callable[[Property, str], Any]] = {
    Kind.STRING: _string,
    Kind.STRINGS: _strings,
    Kind.BOOLEAN: _boolean,
    Kind.INTEGER: _integer,
    Kind.FLOAT: _float,
    Kind.DATE: _date,
    Kind.DATETIME: _datetime,
}
