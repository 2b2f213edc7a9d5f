"""Loads files into the graph: all of them read and validated first, and written only when nothing is wrong.

In: a database, files or folders, the name of a format. Out: a report. Errors: BadInput when there is nothing to read.
"""

from collections.abc import Iterable
from importlib.resources.abc import Traversable

from graph import stored, upsert
from graph.errors import BadInput
from graph.model import RELATIONSHIPS, node_id
from graph.session import Database
from loaders.files import found
from loaders.records import NODES, Entry, Fault, Options, Records
from loaders.references import named, reference_faults
from loaders.report import Report
from loaders.sources import format_named
from loaders.trees import tree_faults
from loaders.validate import validate


async def load(
    database: Database, paths: Iterable[Traversable | str], format: str = "native", options: Options | None = None
) -> Report:
    """Load all files, or none: when anything is wrong, the report names it and the graph is as it was."""
    chosen = format_named(format)
    files = found(paths, chosen.suffixes)
    if not files:
        raise BadInput("There is no file to load", "Name at least one file or folder.")
    items = [file.fault for file in files if file.fault]
    read = [*items, *chosen.read([file for file in files if not file.fault], options or Options())]
    entries = [item for item in read if isinstance(item, Entry)]
    records = validate(row for entry in entries for row in entry.rows)
    faults = [*(item for item in read if isinstance(item, Fault)), *records.faults]
    faults += await _faults_with_graph(database, entries, records, whole=not faults)
    if faults:
        return Report(len(files), len(read), upsert.Counts(), _in_order(faults))
    return Report(len(files), len(read), await upsert.upsert(database, records.nodes, records.relationships))


async def _faults_with_graph(database: Database, entries: Iterable[Entry], records: Records, *, whole: bool) -> list[Fault]:
    """What can only be judged against all records and the graph.

    A node whose row is wrong is no missing node as well; and with a row that could not even be taken apart, nobody
    can say what is missing.
    """
    faults = []
    if whole:
        there = await stored.existing(database, named(records))
        faults = reference_faults(records, there | _claimed(entries))
    steps = [record for record in records.relationships if RELATIONSHIPS[record.type].tree]
    return faults + (tree_faults(steps, await stored.branches(database)) if steps else [])


def _claimed(entries: Iterable[Entry]) -> set[str]:
    rows = (row for entry in entries for row in entry.rows if row.kind == NODES)
    return {node_id(row.name, str(row.cells["key"])) for row in rows}


def _in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: (fault.file, fault.line)))
