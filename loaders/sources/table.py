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


def lines(file: SourceFile, delimiter: str = ",") -> Iterator[Line | Fault]:
    """Every row; the last item is a Fault when the rest cannot be taken apart."""
    csv.field_size_limit(CELL)
    taken: list[str] = []
    source = file.lines()
    reader = csv.reader(_kept(source, taken), delimiter=delimiter, strict=True)
    number = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            cure = "Close every quote, and write a quote inside quotes twice."
            yield file.place(number).fault(WHOLE, f"this is not CSV: {error}", cure)
            return
        raw = taken[0] if len(taken) == 1 else "".join(taken)
        taken.clear()
        if cells:
            yield Line(number, cells, raw)
        number = reader.line_num + 1


def _kept(source: Iterator[str], taken: list[str]) -> Iterator[str]:
    keep = taken.append
    for line in source:
        keep(line)
        yield line
