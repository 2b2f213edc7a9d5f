"""Loads files into the graph: all of them read and validated first, and written only when nothing is wrong.

In: a database, files or folders, the name of a format. Out: a report. Errors: BadInput when there is nothing to read.
"""

from collections.abc import Callable, Iterable
from importlib.resources.abc import Traversable
from pathlib import Path

from graph import stored, upsert
from graph.errors import BadInput
from graph.model import RELATIONSHIPS, node_id
from graph.session import Database
from loaders.records import NODES, Fault, Records, Table
from loaders.references import named, reference_faults
from loaders.report import Report
from loaders.sources import native
from loaders.trees import tree_faults
from loaders.validate import validate

Reader = Callable[[Traversable], Table]
FORMATS: dict[str, tuple[str, Reader]] = {"native": (native.SUFFIX, native.read)}


async def load(database: Database, paths: Iterable[Traversable | str], format: str = "native") -> Report:
    """Load all files, or none: when anything is wrong, the report names it and the graph is as it was."""
    suffix, reader = _format(format)
    files = [file for path in paths for file in _files(Path(path) if isinstance(path, str) else path, suffix)]
    if not files:
        raise BadInput("There is no file to load", "Name at least one file or folder.")
    tables = [_read(file, reader) for file in files]
    read = sum(table.read for table in tables)
    records = validate(row for table in tables for row in table.rows)
    faults = [*(fault for table in tables for fault in table.faults), *records.faults]
    faults += await _faults_with_graph(database, tables, records)
    if faults:
        return Report(len(files), read, upsert.Counts(), _in_order(faults))
    return Report(len(files), read, await upsert.upsert(database, records.nodes, records.relationships))


def _format(name: str) -> tuple[str, Reader]:
    if name not in FORMATS:
        raise BadInput(f"There is no format named {name!r}", f"Use one of: {', '.join(FORMATS)}.")
    return FORMATS[name]


def _files(path: Traversable, suffix: str) -> list[Traversable]:
    """The file itself, or all files of the format in a folder and the folders in it."""
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise BadInput(f"{path} does not exist", "Check the path.")
    inside = sorted(path.iterdir(), key=lambda entry: entry.name)
    found = [file for entry in inside if entry.is_dir() for file in _files(entry, suffix)]
    return found + [entry for entry in inside if entry.is_file() and entry.name.endswith(suffix)]


def _read(file: Traversable, reader: Reader) -> Table:
    try:
        return reader(file)
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror}", "Check the file and its rights.") from error


async def _faults_with_graph(database: Database, tables: Iterable[Table], records: Records) -> list[Fault]:
    """What can only be judged against all records and the graph.

    A node whose row is wrong is no missing node as well; and with a row that could not even be taken apart, nobody
    can say what is missing.
    """
    faults = []
    if not any(table.faults for table in tables):
        there = await stored.existing(database, named(records))
        faults = reference_faults(records, there | _claimed(tables))
    steps = [record for record in records.relationships if RELATIONSHIPS[record.type].tree]
    return faults + (tree_faults(steps, await stored.branches(database)) if steps else [])


def _claimed(tables: Iterable[Table]) -> set[str]:
    rows = (row for table in tables for row in table.rows if row.kind == NODES)
    return {node_id(row.name, row.cells["key"]) for row in rows}


def _in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: (fault.file, fault.line)))
