"""Reads Snijvlak's own format: one CSV file for each label (`Initiative.csv`) or relationship type (`TOUCHES.csv`).

In: files with a comma between cells and properties of the model as header; nodes start with `key`, relationships with
`from` and `to`. Out: blocks of rows, and faults for what cannot be read as one. Values are not looked at here.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from graph.model.definition import LABELS, MACHINERY, RELATIONSHIPS
from loaders import records
from loaders.faults import WHOLE, Fault
from loaders.formats.shared import csv_lines as table
from loaders.formats.shared import header_rows as headed
from loaders.formats.shared.csv_lines import Line
from loaders.input.files import SourceFile
from loaders.options import LoadOptions
from loaders.records import Block, Format
from loaders.text import column_name

SUFFIX = ".csv"
NODE_START = ["key"]
RELATIONSHIP_START = ["from", "to"]
# What else is a label is made by Snijvlak itself.
LOADED = frozenset(LABELS) - set(MACHINERY)


def read(files: Sequence[SourceFile], _: LoadOptions) -> Iterator[Block | Fault]:
    """All rows of all files. A header that cannot be used gives faults and no rows."""
    return chain.from_iterable(map(_read, files))


def _read(file: SourceFile) -> Iterator[Block | Fault]:
    named = _table(file.ref)
    if named is None:
        cure = "Name it after a label (Initiative.csv) or a relationship type (TOUCHES.csv)."
        yield file.place(1).fault(WHOLE, "the file's name is no label and no relationship type", cure)
        return
    chunks = filter(None, table.chunks(file))
    first = next(chunks, None)
    if first is None:
        yield file.place(1).fault(WHOLE, "the file is empty", "Give it a header, or leave the file out.")
        return
    header, *rest = first
    faults = [header] if isinstance(header, Fault) else list(_header_faults(file, *named, header))
    if faults or isinstance(header, Fault):
        yield from faults
        return
    columns = _columns(header)
    for lines in chain([rest], chunks):
        yield from _blocks(file, named, columns, [_fitted(each, len(columns)) for each in lines])


def _columns(header: Line) -> tuple[str, ...]:
    """The columns of a header, without those that a program for tables left empty at its end."""
    return tuple(headed.named([*map(column_name, header.cells)]))


def _fitted(line: Line | Fault, width: int) -> Line | Fault:
    """A line without empty cells beyond the last column."""
    if isinstance(line, Fault) or len(line.cells) <= width or any(cell.strip() for cell in line.cells[width:]):
        return line
    return line._replace(cells=line.cells[:width])


def _table(filename: str) -> tuple[str, str] | None:
    name = filename[: -len(SUFFIX)] if filename.lower().endswith(SUFFIX) else filename
    if name in LOADED:
        return records.NODES, name
    return (records.RELATIONSHIPS, name) if name in RELATIONSHIPS else None


def _blocks(
    file: SourceFile, named: tuple[str, str], header: tuple[str, ...], lines: Sequence[Line | Fault]
) -> Iterator[Block | Fault]:
    """Lines as blocks, with what cannot be read as a row where it stands between them."""
    given = (*named, file.name, f"{named[0]}/{named[1]}{SUFFIX}:", header)
    if set(map(type, lines)) == {Line} and {len(line[1]) for line in lines} == {len(header)}:  # type: ignore[index]
        yield Block(*given, lines)  # type: ignore[arg-type]
        return
    for good, some in groupby(lines, key=lambda line: isinstance(line, Line) and len(line.cells) == len(header)):
        if good:
            yield Block(*given, [line for line in some if isinstance(line, Line)])
            continue
        for line in some:
            yield _misfit(file, line, len(header)) if isinstance(line, Line) else line


def _misfit(file: SourceFile, line: Line, width: int) -> Fault:
    reason = f"the row has {len(line.cells)} cells, the header {width}"
    cure = "Put a text that holds a comma between quotes." if len(line.cells) > width else headed.TOO_FEW
    return file.place(line.number, line.raw).fault(WHOLE, reason, cure)


def _header_faults(file: SourceFile, kind: str, name: str, line: Line) -> Iterator[Fault]:
    start = NODE_START if kind == records.NODES else RELATIONSHIP_START
    model = LABELS[name] if kind == records.NODES else RELATIONSHIPS[name]
    known = [*start, *(item.name for item in model.properties if item.name not in (*start, "ref"))]
    header, place = list(_columns(line)), file.place(line.number, line.raw)
    if header[: len(start)] != start:
        reason = f"the first columns are not {', '.join(start)}"
        yield place.fault(start[0], reason, f"Start the header with {','.join(start)}.")
    if "source" not in header:
        yield place.fault("source", "the column is missing", "Every row says which source states it.")
    for column in dict.fromkeys(header):
        if column not in known:
            yield place.fault(column or WHOLE, f"{name} has no such column", f"Known columns: {', '.join(known)}.")
        elif header.count(column) > 1:
            yield place.fault(column, "the column stands there twice", "Keep one of them.")


FORMAT = Format(
    "native",
    "Snijvlak's own CSV files, one for each label (Initiative.csv) or relationship type (TOUCHES.csv).",
    (SUFFIX,),
    read,
    names_sources=True,
)
