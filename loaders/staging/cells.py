"""Turns the text of a cell into the value that the model wants, or says why it cannot.

In: a property of `graph.model.definition`, and then texts that are not empty. Out: a function that gives the value as JSON can hold
it: days and times as ISO text. Error: WrongValue, with reason and cure.
"""

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from graph.model.vocabulary import Kind, Property

SEPARATOR = "|"
# What an index of Neo4j takes of one value, with room to spare; what a text that is this short never exceeds.
INDEXED_BYTES = 8_000
SHORT = INDEXED_BYTES // 4
LONGEST = 1 << 20  # characters of any text
REMEMBERED = 4096
_DATETIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})", re.ASCII)
_INTEGER = re.compile(r"-?\d{1,18}", re.ASCII)
_FLOAT = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
# Line ends and tabs may stand in a description; every other control character is a sign of a damaged file.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class WrongValue(ValueError):
    """The text of a cell is not a value of its property."""

    def __init__(self, reason: str, cure: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.cure = cure


Cell = str | tuple[str, ...]
Reader = Callable[[Any], Any]


def reader_of(item: Property, *, indexed: bool = False) -> Reader:
    """A function from the cells of a property to its values; made once for each column.

    `indexed`: it is looked up by, and an index takes no long text.
    """
    return _indexed(_string(item)) if indexed and item.kind is Kind.STRING else _READERS[item.kind](item)


def _indexed(read: Reader) -> Reader:
    def bounded(text: Cell) -> Any:
        value = read(text)
        if (size := len(value.encode())) > INDEXED_BYTES:
            reason = f"{shown(value)} has {size:,} bytes, and what is looked up by may have {INDEXED_BYTES:,}"
            raise WrongValue(reason, "Shorten it; a longer text has its place in a description or summary.")
        return value

    return bounded


def shown(text: str) -> str:
    """Text of a file as it may stand in a message: quoted, at most 60 characters."""
    return repr(text if len(text) <= 60 else text[:57] + "...")


def split_list(text: str) -> tuple[str, ...]:
    """The parts of a list in one cell; WrongValue when one of them is empty."""
    parts = tuple(part.strip() for part in text.split(SEPARATOR))
    if not all(parts):
        raise WrongValue(f"{shown(text)} has an empty part", "Put ' | ' only between two values.")
    return parts


def _string(item: Property) -> Reader:
    words = frozenset(member.value for member in item.term) if item.term else None
    form = re.compile(item.form.pattern, re.ASCII) if item.form else None

    def read(text: Cell) -> str:
        if not isinstance(text, str):
            raise WrongValue(f"{len(text)} values stand where one is wanted", "Keep one of them.")
        if len(text) > LONGEST:
            raise WrongValue(f"the text has {len(text):,} characters, and one may have {LONGEST:,}", "Shorten it.")
        if not text.isprintable():
            _whole(text)
        if words is not None and text not in words:
            raise WrongValue(f"{shown(text)} is not one of its values", f"Use one of: {', '.join(item.term or ())}.")
        if form and item.form and not form.fullmatch(text):
            raise WrongValue(f"{shown(text)} is not written as a count of a group", f"Write it as {item.form.example}.")
        return text

    return read


def _whole(text: str) -> str:
    if _CONTROL.search(text):
        raise WrongValue(f"{shown(text)} holds a control character", "Remove it; the file may be damaged.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise WrongValue(f"{shown(text)} holds half a character", "Write it as whole characters.") from None
    return text


def _strings(item: Property) -> Reader:
    one = _string(item)

    def read(text: Cell) -> list[str]:
        return [one(part) for part in (split_list(text) if isinstance(text, str) else text)]

    return read


def _from_text(read: Callable[[str], Any]) -> Callable[[Property], Reader]:
    """A reader of one text, whatever the property. What was read before is remembered: there are few days and weights."""
    known: dict[str, Any] = {}

    def checked(text: Cell) -> Any:
        if text in known:
            return known[text]
        value = one(text)
        if len(known) < REMEMBERED:
            known[str(text)] = value
        return value

    def one(text: Cell) -> Any:
        if not isinstance(text, str):
            raise WrongValue(f"{len(text)} values stand where one is wanted", "Keep one of them.")
        return read(text if text.isprintable() else _whole(text))

    return lambda _: checked


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise WrongValue(f"{shown(text)} is neither true nor false", "Write true, false, or nothing.")
    return text == "true"


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise WrongValue(f"{shown(text)} is not a whole number", "Write digits only, without separators.")
    return int(text)


def _float(text: str) -> float:
    number = float(text) if _FLOAT.fullmatch(text) else math.nan
    if not math.isfinite(number):
        raise WrongValue(f"{shown(text)} is not a number", "Write digits with a point, such as 0.5.")
    return number


def _date(text: str) -> str:
    try:
        if len(text) == 10 and text[4] == text[7] == "-":
            date.fromisoformat(text)
            return text
    except ValueError as error:
        raise WrongValue(f"{shown(text)} is not a day: {error}", "Write an existing day as YYYY-MM-DD.") from error
    raise WrongValue(f"{shown(text)} is not a date", "Write it as YYYY-MM-DD, such as 2017-11-14.")


def _datetime(text: str) -> str:
    try:
        if _DATETIME.fullmatch(text):
            return datetime.fromisoformat(text).isoformat()
    except ValueError as error:
        raise WrongValue(f"{shown(text)} is not a time: {error}", "Write an existing time with its offset.") from error
    raise WrongValue(f"{shown(text)} is not a time with an offset", "Write it as 2017-11-14T09:30:00+01:00.")


_READERS: dict[Kind, Callable[[Property], Reader]] = {
    Kind.STRING: _string,
    Kind.STRINGS: _strings,
    Kind.BOOLEAN: _from_text(_boolean),
    Kind.INTEGER: _from_text(_integer),
    Kind.FLOAT: _from_text(_float),
    Kind.DATE: _from_text(_date),
    Kind.DATETIME: _from_text(_datetime),
}
