"""Rows of CSV with the line each starts on and its raw text, as they come.

In: a SourceFile. Out: lines of cells, or what is wrong with them; a line of nothing but separators and spaces is no row.
Cells come as a reader sees them (loaders/text.py). A first line `sep=;`, as Excel writes it, says the separator.
"""

import csv
import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from graph.database.batching import next_batch
from loaders.faults import WHOLE, Fault
from loaders.input.files import SourceFile
from loaders.text import cleaned

# A cell may be long, but a quote that is never closed would make one of the rest of the file.
CELL = 1 << 20
# So many lines are taken apart at a time, at most.
CHUNK = 2_000
# Of what cannot be taken apart, so much goes into the file of what is refused.
MOST_RAW = 1 << 20
UNCLOSED = "Close every quote, and write a quote inside quotes twice."
_SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


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
    while taken := next_batch(source, size, len):
        if number == 1 and (said := _SEPARATOR.fullmatch(taken[0])):
            delimiter, number = said[1], 2
            continue
        size = CHUNK
        if '"' not in "".join(taken):
            yield _plain(file, taken, number, delimiter)
            number += len(taken)
        else:
            found, number = _quoted(file, taken, source, number, delimiter, strict=strict)
            yield found
            if found and isinstance(found[-1], Fault) and found[-1].cure == UNCLOSED:
                return


def _plain(file: SourceFile, taken: list[str], number: int, delimiter: str) -> list[Line | Fault]:
    """Rows of lines without a quote: what stands between the delimiters, with no need to look at every character."""
    texts = [raw.rstrip("\r\n") if raw.isascii() else cleaned(raw.rstrip("\r\n")) for raw in taken]
    numbered = zip(range(number, number + len(taken)), texts, taken, strict=True)
    blank = delimiter + " \t\xa0"
    found: list[Line | Fault] = [Line(at, text.split(delimiter), raw) for at, text, raw in numbered if text.strip(blank)]
    if max(map(len, taken)) > CELL:
        found = [_short(file, line) if isinstance(line, Line) else line for line in found]
    return found


def _short(file: SourceFile, line: Line) -> Line | Fault:
    """The line, or a fault when one of its cells is too long to be one."""
    for place, cell in enumerate(line.cells, 1):
        if len(cell) > CELL:
            reason = f"cell {place} has {len(cell):,} characters, and one may have {CELL:,}"
            cure = "Shorten it; a cell this long is mostly a separator or an end of line that got lost."
            return file.place(line.number, line.raw[:MOST_RAW]).fault(WHOLE, reason, cure)
    return line


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
            place = file.place(number, "".join(taken)[:MOST_RAW])
            found.append(place.fault(WHOLE, f"this is not CSV: {error}", UNCLOSED))
            return found, number
        if any(cell.strip() for cell in cells):
            found.append(Line(number, [*map(cleaned, cells)], "".join(taken)))
        number += len(taken)
    return found, number


def _with_rest(raw: str, source: Iterator[str], taken: list[str]) -> Iterator[str]:
    """A line that opens a quote, and those after it as far as the quote goes on."""
    yield raw
    for line in source:
        taken.append(line)
        yield line
