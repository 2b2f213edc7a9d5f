"""Reads Snijvlak's own format: one CSV file for each label (`Initiative.csv`) or relationship type (`TOUCHES.csv`).

In: a file in UTF-8, comma between cells, properties of the model as header; nodes start with `key`, relationships with
`from` and `to`. Out: rows with their lines, and faults for what cannot be read as rows. Values are not looked at here.
"""

import csv
import io
from collections.abc import Iterator
from importlib.resources.abc import Traversable

from graph.model import LABELS, RELATIONSHIPS
from loaders import records
from loaders.records import WHOLE, Fault, Place, Row, Table

SUFFIX = ".csv"
NODE_START = ["key"]
RELATIONSHIP_START = ["from", "to"]
# What is made by Snijvlak itself, and therefore never read from a file.
NOT_LOADED = {"Change"}


def read(file: Traversable) -> Table:
    """All rows of the file. A header that cannot be used gives faults and no rows."""
    shown = str(file)
    named = _table(file.name)
    if named is None:
        cure = "Name it after a label (Initiative.csv) or a relationship type (TOUCHES.csv)."
        unnamed = Fault(shown, 1, WHOLE, "the file's name is no label and no relationship type", cure)
        return Table((), (unnamed,), 0)
    text, fault = _decoded(shown, file.read_bytes())
    if fault:
        return Table((), (fault,), 0)
    return _parsed(shown, named, text)


def _table(filename: str) -> tuple[str, str] | None:
    name = filename.removesuffix(SUFFIX)
    if name in LABELS and name not in NOT_LOADED:
        return records.NODES, name
    return (records.RELATIONSHIPS, name) if name in RELATIONSHIPS else None


def _decoded(shown: str, raw: bytes) -> tuple[str, Fault | None]:
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        reason = f"the byte 0x{raw[error.start]:02x} is not UTF-8"
        return "", Fault(shown, line, WHOLE, reason, "Save the file as UTF-8.")


def _parsed(shown: str, named: tuple[str, str], text: str) -> Table:
    lines = list(_lines(shown, text))
    if not lines:
        fault = Fault(shown, 1, WHOLE, "the file is empty", "Give it a header, or leave the file out.")
        return Table((), (fault,), 0)
    line, header, broken = lines.pop(0)
    wrong = [broken] if broken else _header_faults(shown, line, *named, header)
    if wrong:
        return Table((), tuple(wrong), len(lines))
    made = [_row(shown, named, header, line, cells, broken) for line, cells, broken in lines]
    rows = tuple(one for one in made if isinstance(one, Row))
    return Table(rows, tuple(one for one in made if isinstance(one, Fault)), len(made))


def _row(
    shown: str, named: tuple[str, str], header: list[str], line: int, cells: list[str], broken: Fault | None
) -> Row | Fault:
    if broken:
        return broken
    if len(cells) != len(header):
        reason = f"the row has {len(cells)} cells, the header {len(header)}"
        return Fault(shown, line, WHOLE, reason, "Put a text that holds a comma between quotes.")
    kind, name = named
    place = Place(shown, line, f"{kind}/{name}{SUFFIX}:{line}")
    return Row(kind, name, place, dict(zip(header, cells, strict=True)))


def _lines(shown: str, text: str) -> Iterator[tuple[int, list[str], Fault | None]]:
    """Every row with the line it starts on; lines without anything on them are no rows."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            cure = "Close every quote, and write a quote inside quotes twice."
            yield line, [], Fault(shown, line, WHOLE, f"this is not CSV: {error}", cure)
            return
        if cells:
            yield line, cells, None


def _header_faults(shown: str, line: int, kind: str, name: str, header: list[str]) -> list[Fault]:
    start = NODE_START if kind == records.NODES else RELATIONSHIP_START
    model = LABELS[name] if kind == records.NODES else RELATIONSHIPS[name]
    known = [*start, *(item.name for item in model.properties if item.name not in (*start, "ref"))]
    faults = []
    if header[: len(start)] != start:
        reason = f"the first columns are not {', '.join(start)}"
        faults.append(Fault(shown, line, start[0], reason, f"Start the header with {','.join(start)}."))
    if "source" not in header:
        faults.append(Fault(shown, line, "source", "the column is missing", "Every row says which source states it."))
    for column in dict.fromkeys(header):
        if column not in known:
            cure = f"Known columns: {', '.join(known)}."
            faults.append(Fault(shown, line, column or WHOLE, f"{name} has no such column", cure))
        elif header.count(column) > 1:
            faults.append(Fault(shown, line, column, "the column stands there twice", "Keep one of them."))
    return faults
