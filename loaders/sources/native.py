"""Reads Snijvlak's own format: one CSV file for each label (`Initiative.csv`) or relationship type (`TOUCHES.csv`).

In: files with a comma between cells and properties of the model as header; nodes start with `key`, relationships with
`from` and `to`. Out: an entry for each row, and faults for what cannot be read as one. Values are not looked at here.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from graph.model import LABELS, MACHINERY, RELATIONSHIPS
from loaders import records
from loaders.files import SourceFile
from loaders.records import NO_COLUMNS, WHOLE, Entry, Fault, Format, Options, Place, Row
from loaders.sources import table
from loaders.sources.table import Line

SUFFIX = ".csv"
NODE_START = ["key"]
RELATIONSHIP_START = ["from", "to"]
# What else is a label is made by Snijvlak itself.
LOADED = frozenset(LABELS) - set(MACHINERY)


def read(files: Sequence[SourceFile], _: Options) -> Iterator[Entry | Fault]:
    """All rows of all files. A header that cannot be used gives faults and no rows."""
    return chain.from_iterable(map(_read, files))


def _read(file: SourceFile) -> Iterator[Entry | Fault]:
    named = _table(file.ref)
    if named is None:
        cure = "Name it after a label (Initiative.csv) or a relationship type (TOUCHES.csv)."
        yield file.place(1).fault(WHOLE, "the file's name is no label and no relationship type", cure)
        return
    lines = table.lines(file)
    header = next(lines, None)
    if header is None:
        yield file.place(1).fault(WHOLE, "the file is empty", "Give it a header, or leave the file out.")
        return
    faults = [header] if isinstance(header, Fault) else list(_header_faults(file, *named, header))
    if faults or isinstance(header, Fault):
        yield from faults
        return
    yield from _rows(file, named, header.cells, lines)


def _table(filename: str) -> tuple[str, str] | None:
    name = filename.removesuffix(SUFFIX)
    if name in LOADED:
        return records.NODES, name
    return (records.RELATIONSHIPS, name) if name in RELATIONSHIPS else None


def _rows(
    file: SourceFile, named: tuple[str, str], header: list[str], lines: Iterator[Line | Fault]
) -> Iterator[Entry | Fault]:
    kind, name = named
    width, shown, ref = len(header), file.name, f"{kind}/{name}{SUFFIX}:"
    new = tuple.__new__  # these three are made for every line: so in half the time
    for line in lines:
        if isinstance(line, Fault):
            yield line
            continue
        number, cells, raw = line
        place = new(Place, (shown, number, f"{ref}{number}"))
        if len(cells) == width:
            row = new(Row, (kind, name, place, dict(zip(header, cells)), NO_COLUMNS))  # noqa: B905  as long, as was seen
            yield new(Entry, (place, (row,), raw, ""))
        else:
            reason = f"the row has {len(cells)} cells, the header {width}"
            yield place.fault(WHOLE, reason, "Put a text that holds a comma between quotes.")


def _header_faults(file: SourceFile, kind: str, name: str, line: Line) -> Iterator[Fault]:
    start = NODE_START if kind == records.NODES else RELATIONSHIP_START
    model = LABELS[name] if kind == records.NODES else RELATIONSHIPS[name]
    known = [*start, *(item.name for item in model.properties if item.name not in (*start, "ref"))]
    header, place = line.cells, file.place(line.number)
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
)
