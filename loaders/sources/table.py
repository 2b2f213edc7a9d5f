"""Rows of CSV with the line each starts on and its raw text, as they come.

In: a SourceFile. Out: lines of cells, or what is wrong with them; an empty line is no row.
"""

import csv
from collections.abc import Iterator
from typing import NamedTuple

from loaders.files import SourceFile
from loaders.records import WHOLE, Fault

# A cell may be long, but a quote that is never closed would make one of the rest of the file.
CELL = 1 << 20


class Line(NamedTuple):
    """One row of a table; `raw` is its text as it stands in the file, of one line or more."""

    number: int
    cells: list[str]
    raw: str


def lines(file: SourceFile, delimiter: str = ",", *, strict: bool = True) -> Iterator[Line | Fault]:
    """Every row; the last item is a Fault when the rest cannot be taken apart."""
    csv.field_size_limit(CELL)
    number = 1
    source = file.lines()
    for raw in source:
        if '"' in raw:
            taken = [raw]
            try:
                cells = next(csv.reader(_with_rest(raw, source, taken), delimiter=delimiter, strict=strict), [])
            except csv.Error as error:
                cure = "Close every quote, and write a quote inside quotes twice."
                yield file.place(number).fault(WHOLE, f"this is not CSV: {error}", cure)
                return
            if cells:
                yield Line(number, cells, "".join(taken))
            number += len(taken)
            continue
        # Without a quote, a row is what stands between the delimiters: no need to look at every character.
        text = raw.rstrip("\r\n")
        if text:
            yield Line(number, text.split(delimiter), raw)
        number += 1


def _with_rest(raw: str, source: Iterator[str], taken: list[str]) -> Iterator[str]:
    """A line that opens a quote, and those after it as far as the quote goes on."""
    yield raw
    for line in source:
        taken.append(line)
        yield line
