"""Takes refused entries out of a load, and what they alone state.

In: a staging, what was read, and faults with the entries they concern. Out: the same without those entries.
"""

from collections.abc import Iterable

from loaders.faults import Fault
from loaders.staging.read import REFUSED, ReadResult
from loaders.staging.store import IDENTITY, Staging

_CLAIM = """
INSERT OR IGNORE INTO claimed
SELECT kinds.name, node.key, names.name || ':' || node.line FROM node
JOIN kinds ON kinds.number = node.kind JOIN names ON names.number = node.file
WHERE node.entry IN refused"""


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
