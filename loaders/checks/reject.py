"""Takes refused entries out of a load, with what they alone state, and writes the file of what was refused.

In: a staging, what was read, and faults with the entries they concern. Out: the same without those entries; and a file with one
line of JSON for each fault and the raw text of its row, to mend and load again. Rows may be about people, so only who loaded may
read it.
"""

from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path

import orjson

from graph.errors import BadInput
from loaders.atomic_file import whole_file
from loaders.faults import Fault
from loaders.input.files import REJECTS
from loaders.staging.read import REFUSED, ReadResult
from loaders.staging.store import IDENTITY, Staging

_CLAIM = """
INSERT OR IGNORE INTO claimed
SELECT kinds.name, node.key, names.name || ':' || node.line FROM node
JOIN kinds ON kinds.number = node.kind JOIN names ON names.number = node.file
WHERE node.entry IN refused"""
# So many faults are told one by one in the report; the file has them all.
MOST_TOLD = 10_000
SUFFIX = REJECTS
CURE = "Name another file with --rejects."
_FAULTS = """
SELECT file, line, col, reason, cure, (SELECT text FROM raw WHERE raw.entry = fault.entry) FROM fault
ORDER BY file, line, rowid"""


def reject(staging: Staging, read: ReadResult, found: Iterable[tuple[int, Fault]]) -> int:
    """Note faults, and that their entries are refused; how many. What those state stays staged until `remove_rejected`."""
    count = 0
    for entry, fault in found:
        staging.add_fault(entry, fault)
        read.refuse(entry)
        count += 1
    return count


def remove_rejected(staging: Staging, read: ReadResult) -> None:
    """Drop all that refused entries state, but for what others state as well: that goes over to one of those."""
    sql = staging.sql
    staging.as_read = False
    sql.execute("CREATE TEMP TABLE refused (entry INTEGER PRIMARY KEY)")
    numbers = ((number,) for number, fate in enumerate(read.outcomes) if fate == REFUSED)
    sql.executemany("INSERT INTO refused VALUES (?)", numbers)
    sql.execute("DELETE FROM duplicate WHERE entry IN refused")
    for table in IDENTITY:
        # Names of ours, no text of a file.
        heir = f"(SELECT min(d.entry) FROM duplicate AS d WHERE d.node = {table == 'node'} AND d.element = {table}.rowid)"  # noqa: S608
        sql.execute(f"UPDATE {table} SET entry = coalesce({heir}, entry) WHERE entry IN refused")  # noqa: S608
    for table, names in (("kinds", [kind.name for kind in staging.kinds]), ("names", staging.files)):
        sql.execute(f"CREATE TEMP TABLE {table} (number INTEGER PRIMARY KEY, name TEXT)")
        sql.executemany(f"INSERT INTO {table} VALUES (?, ?)", enumerate(names))  # noqa: S608
    sql.execute(_CLAIM)
    for table in IDENTITY:
        sql.execute(f"DELETE FROM {table} WHERE entry IN refused")  # noqa: S608
    for table in ("refused", "kinds", "names"):
        sql.execute(f"DROP TABLE {table}")


def default_rejects_path(path: Traversable | str) -> Path:
    """Where the file goes when nobody says: beside the first of what is loaded, not in it."""
    place = Path(str(path))
    return place.with_name(f"{place.name}{SUFFIX}") if place.name else Path(f"load{SUFFIX}")


def write_rejects(staging: Staging, path: Path) -> str:
    """Write the file of what was refused; its name."""
    names = ("file", "line", "column", "reason", "cure", "raw")
    try:
        with whole_file(path, CURE) as file:
            for row in staging.sql.execute(_FAULTS):
                file.write(orjson.dumps(dict(zip(names, row, strict=True)), option=orjson.OPT_APPEND_NEWLINE))
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}", CURE) from error
    return str(path)
