"""Rows of CSV with the line each starts on and its raw text, as they come.

In: a SourceFile. Out: lines of cells, or what is wrong with them; an empty line is no row.
"""

import csv
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from graph.portions import portion
from loaders.files import SourceFile
from loaders.records import WHOLE, Fault

# A cell may be long, but a quote that is never closed would make one of the rest of the file.
CELL = 1 << 20
# So many lines are taken apart at a time, at most.
CHUNK = 2_000


class Line(NamedTuple):
    """One row of a table; `raw` is its text as it stands in the file, of one line or more."""

    number: int
    cells: list[str]
    raw: str


def lines(file: SourceFile, delimiter: str = ",", *, strict: bool = True) -> Iterator[Line | Fault]:
    """Every row; the last item is a Fault when the rest cannot be taken apart."""
    return chain.from_iterable(chunks(file, delimiter, strict=strict))


def chunks(file: SourceFile, delimiter: str = ",", *, strict: bool = True) -> Iterator[list[Line | Fault]]:
    """The same, some at a time; the first one alone."""
    csv.field_size_limit(CELL)
    number, size = 1, 1
    source = file.lines()
    new = tuple.__new__  # made for every line: so in half the time
    while taken := portion(source, size, len):
        size = CHUNK
        if '"' not in "".join(taken):
            # Without a quote, a row is what stands between the delimiters: no need to look at every character.
            texts = [raw.rstrip("\r\n") for raw in taken]
            given = zip(range(number, number + len(taken)), texts, taken, strict=True)
            yield [new(Line, (at, text.split(delimiter), raw)) for at, text, raw in given if text]
            number += len(taken)
        else:
            found, number = _quoted(file, taken, source, number, delimiter, strict=strict)
            yield found
            if found and isinstance(found[-1], Fault):
                return


def _quoted(
    file: SourceFile, some: list[str], source: Iterator[str], number: int, delimiter: str, *, strict: bool
) -> tuple[list[Line | Fault], int]:
    """Rows of some lines, and of as many more as a quote in them goes on; with the number of the line after them."""
    found: list[Line | Fault] = []
    waiting = iter(some)
    for raw in waiting:
        taken = [raw]
        try:
            rest = _with_rest(raw, chain(waiting, source), taken)
            cells = next(csv.reader(rest, delimiter=delimiter, strict=strict), [])
        except csv.Error as error:
            cure = "Close every quote, and write a quote inside quotes twice."
            found.append(file.place(number).fault(WHOLE, f"this is not CSV: {error}", cure))
            return found, number
        if cells:
            found.append(Line(number, cells, "".join(taken)))
        number += len(taken)
    return found, number


def _with_rest(raw: str, source: Iterator[str], taken: list[str]) -> Iterator[str]:
    """A line that opens a quote, and those after it as far as the quote goes on."""
    yield raw
    for line in source:
        taken.append(line)
        yield line
