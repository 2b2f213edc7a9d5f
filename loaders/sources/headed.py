"""Rows of a table by the names of its columns.

In: a file, what stands between its cells, and the columns that a format cannot do without. Out: rows with their cells
by column; faults for a header that cannot be used (and then no rows) and for rows that are too short or too long.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from loaders.files import SourceFile
from loaders.records import WHOLE, Fault, Place
from loaders.sources import table
from loaders.sources.table import Line

DELIMITERS = ",;\t|"
UNQUOTED = "Put a text that holds the separator between quotes."


class Headed(NamedTuple):
    """One row: its place, its cells by column, and its text as it stands in the file."""

    place: Place
    cells: Mapping[str, str]
    raw: str

    def text(self, column: str) -> str:
        """The cell of that column without spaces around it; empty when there is no such column."""
        return self.cells.get(column, "").strip()


def rows(
    file: SourceFile, delimiter: str = ",", *, header: Sequence[str] = (), required: Iterable[str] = ()
) -> Iterator[Headed | Fault]:
    """Every row under the header, which is the first row unless it is given."""
    lines, columns, place = table.lines(file, delimiter), list(header), file.place(1)
    if not columns:
        first = next(lines, None)
        if not isinstance(first, Line):
            yield first or place.fault(WHOLE, "the file is empty", "Give it a header, or leave the file out.")
            return
        columns, place = first.cells, file.place(first.number)
    wrong = list(_header_faults(place, columns, required))
    yield from wrong
    if not wrong:
        yield from (line if isinstance(line, Fault) else by_column(file, columns, line) for line in lines)


def by_column(file: SourceFile, columns: Sequence[str], line: Line) -> Headed | Fault:
    """The row with its cells by column; a fault when it has more or fewer than there are columns."""
    place = file.place(line.number)
    if len(line.cells) != len(columns):
        return place.fault(WHOLE, f"the row has {len(line.cells)} cells, the header {len(columns)}", UNQUOTED)
    return Headed(place, dict(zip(columns, line.cells, strict=True)), line.raw)


def header_of(file: SourceFile, delimiter: str = ",") -> list[str]:
    """The columns of a table; none when it has no first row."""
    first = next(table.lines(file, delimiter), None)
    return first.cells if isinstance(first, Line) else []


def delimiter_of(file: SourceFile) -> str:
    """What stands between the cells of the first row: whatever parts it into most cells."""
    return max(DELIMITERS, key=lambda each: len(header_of(file, each)))


def _header_faults(place: Place, columns: Sequence[str], required: Iterable[str]) -> Iterator[Fault]:
    for name in dict.fromkeys(columns):
        if name and columns.count(name) > 1:
            yield place.fault(name, "the column stands there twice", "Keep one of them.")
    for name in required:
        if name not in columns:
            yield place.fault(name, "the column is missing", f"The columns are: {', '.join(columns)}.")
