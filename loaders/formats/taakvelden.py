"""Reads the national task fields (Iv3): what a municipality spends on, as a tree of domains.

In: CSV with `code`, `naam`, `hoofdtaakveld_code`, `hoofdtaakveld` and perhaps `omschrijving_verkort`. Out: a Domain for
each task field and each main field, the one PART_OF the other. Codes are keys as they stand: 0.10 is not 0.1.
"""

from collections.abc import Iterator, Sequence

from loaders.faults import Fault
from loaders.formats.shared.header_rows import HeaderRow, delimiter_of, rows
from loaders.formats.shared.statements import Origin, Statements
from loaders.input.files import SourceFile
from loaders.options import LoadOptions
from loaders.records import Entry, Format

ORIGIN = Origin("iv3", "Iv3-informatievoorschrift: taakvelden van gemeenten", "official classification")
COLUMNS = ("code", "naam", "hoofdtaakveld_code", "hoofdtaakveld")
KEYS = ("code", "hoofdtaakveld_code")
DESCRIPTION = "omschrijving_verkort"


def read(files: Sequence[SourceFile], options: LoadOptions) -> Iterator[Entry | Fault]:
    """The source, then every task field with the main field it belongs to."""
    says = Statements(options.source or ORIGIN.key)
    yield from ORIGIN.entries(files, options)
    for file in files:
        for line in rows(file, delimiter_of(file), required=COLUMNS):
            yield line if isinstance(line, Fault) else _task_field(says, line)


def _task_field(says: Statements, line: HeaderRow) -> Entry | Fault:
    if empty := next((column for column in KEYS if not line.text(column)), None):
        return line.place.fault(empty, "the cell is empty", "Fill it in, or drop the row.")
    code, name, main, main_name = (line.text(column) for column in COLUMNS)
    columns = {"key": "code", "code": "code", "name": "naam", "description": DESCRIPTION}
    field = says.node(line.place, "Domain", code, columns, name=name, code=code, description=line.text(DESCRIPTION))
    above = {"key": "hoofdtaakveld_code", "code": "hoofdtaakveld_code", "name": "hoofdtaakveld"}
    parent = says.node(line.place, "Domain", main, above, name=main_name, code=main)
    ends = {"from": "code", "to": "hoofdtaakveld_code"}
    part = says.relationship(line.place, "PART_OF", ("Domain", code), ("Domain", main), ends)
    return Entry(line.place, (parent, field, part), line.raw)


FORMAT = Format("taakvelden", "The national task fields (Iv3) as CSV: a tree of domains.", (".csv",), read)
