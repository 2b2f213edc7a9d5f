"""Rows of a table by the names of its columns.

In: a file, what stands between its cells, and the columns that a format cannot do without. Out: rows with their cells
by column; faults for a header that cannot be used (and then no rows) and for rows that are too short or too long.
Passed over are what programs for tables write around a table: its title above it (Numbers), and empty columns at its end.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple

from loaders.faults import WHOLE, Fault, Place
from loaders.formats.shared import csv_lines as table
from loaders.formats.shared.csv_lines import Line
from loaders.input.files import SourceFile
from loaders.text import column_name

DELIMITERS = ",;\t|"
UNQUOTED = "Put a text that holds the separator between quotes."
TOO_FEW = "Write a separator for every column, also where a cell is empty."


class HeaderRow(NamedTuple):
    """One row: its place, its cells by column, and its text as it stands in the file."""

    place: Place
    cells: Mapping[str, str]
    raw: str

    def text(self, column: str) -> str:
        """The cell of that column without spaces around it; empty when there is no such column."""
        return self.cells.get(column, "").strip()


def rows(
    file: SourceFile, delimiter: str = ",", *, header: Sequence[str] = (), required: Iterable[str] = ()
) -> Iterator[HeaderRow | Fault]:
    """Every row under the header, which is the first row unless it is given."""
    lines, columns, place = table.lines(file, delimiter), [*map(column_name, header)], file.place(1)
    if not columns:
        required = tuple(required)
        first, lines = _header_line(lines, required)
        if not isinstance(first, Line):
            yield first or place.fault(WHOLE, "the file is empty", "Give it a header, or leave the file out.")
            return
        columns, place = [*map(column_name, first.cells)], file.place(first.number, first.raw)
    wrong = list(_header_faults(place, columns, required))
    yield from wrong
    if not wrong:
        yield from (line if isinstance(line, Fault) else by_column(file, columns, line) for line in lines)


def by_column(file: SourceFile, columns: Sequence[str], line: Line) -> HeaderRow | Fault:
    """The row with its cells by column; a fault when it has fewer than there are columns, or more that are filled."""
    place, cells = file.place(line.number, line.raw), line.cells
    if len(cells) != len(columns):
        if fault := misfit(place, columns, cells):
            return fault
        cells = [*cells, *[""] * (len(columns) - len(cells))][: len(columns)]
    return HeaderRow(place, dict(zip(columns, cells, strict=True)), line.raw)


def misfit(place: Place, columns: Sequence[str], cells: Sequence[str]) -> Fault | None:
    """What is wrong with a row of another width; nothing where all that it has more is empty, or all it lacks nameless."""
    wide = len(cells) > len(columns)
    if not any(cell.strip() for cell in cells[len(columns) :]) and len(cells) >= len(named(columns)):
        return None
    reason = f"the row has {len(cells)} cells, the header {len(columns)}"
    return place.fault(WHOLE, reason, UNQUOTED if wide else TOO_FEW)


def named(columns: Sequence[str]) -> list[str]:
    """The columns without those at the end that have no name."""
    last = max((number for number, name in enumerate(columns, 1) if name), default=0)
    return list(columns[:last])


def header_of(file: SourceFile, delimiter: str = ",") -> list[str]:
    """The columns of a table; none when it has no first row."""
    first, _ = _header_line(table.lines(file, delimiter))
    return [*map(column_name, first.cells)] if isinstance(first, Line) else []


def delimiter_of(file: SourceFile) -> str:
    """What stands between the cells of the header: whatever parts it into most cells."""
    return max(DELIMITERS, key=lambda each: len(header_of(file, each)))


def _header_line(
    lines: Iterator[Line | Fault], required: Sequence[str] = ()
) -> tuple[Line | Fault | None, Iterator[Line | Fault]]:
    """The first row and those after it. One with a single cell above rows of one greater width is the title of the table."""
    head = list(islice(lines, 3))
    rest = chain(head[1:], lines)
    if len(head) < 2:
        return (head[0] if head else None), rest
    widths = [len(each.cells) if isinstance(each, Line) else 0 for each in head]
    titled = (
        isinstance(head[0], Line) and len(named(head[0].cells)) == 1 and column_name(head[0].cells[0]) not in required
    )
    if titled and len(set(widths[1:])) == 1 and isinstance(head[1], Line) and len(named(head[1].cells)) > 1:
        return head[1], chain(head[2:], lines)
    return head[0], rest


def _header_faults(place: Place, columns: Sequence[str], required: Iterable[str]) -> Iterator[Fault]:
    for name in dict.fromkeys(columns):
        if name and columns.count(name) > 1:
            yield place.fault(name, "the column stands there twice", "Keep one of them.")
    for name in required:
        if name not in columns:
            yield place.fault(name, "the column is missing", f"The columns are: {', '.join(columns)}.")
