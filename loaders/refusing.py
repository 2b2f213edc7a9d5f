"""Takes refused entries out of a load, and what they alone state.

In: a staging, what was read, and faults with the entries they concern. Out: the same without those entries.
"""

from collections.abc import Iterable

from loaders.reading import REFUSED, Read
from loaders.records import Fault
from loaders.staging import Staging

_CLAIM = """
INSERT OR IGNORE INTO claimed SELECT ?, key, ? || ':' || line FROM node
WHERE label = ? AND file = ? AND entry IN refused"""


def refuse(staging: Staging, read: Read, found: Iterable[tuple[int, Fault]]) -> None:
    """Note faults, and that their entries are refused. What those state stays staged until `take_out`."""
    for entry, fault in found:
        staging.add_fault(entry, fault)
        read.refuse(entry)


def take_out(staging: Staging, read: Read) -> None:
    """Drop all that refused entries state, but for what others state as well: that goes over to one of those."""
    sql = staging.sql
    sql.execute("CREATE TEMP TABLE refused (entry INTEGER PRIMARY KEY)")
    numbers = ((number,) for number, fate in enumerate(read.fates) if fate == REFUSED)
    sql.executemany("INSERT INTO refused VALUES (?)", numbers)
    sql.execute("DELETE FROM again WHERE entry IN refused")
    for node, table in ((1, "node"), (0, "rel")):
        # Names of ours, no text of a file.
        heir = f"(SELECT min(again.entry) FROM again WHERE again.node = {node} AND again.element = {table}.rowid)"  # noqa: S608
        sql.execute(f"UPDATE {table} SET entry = coalesce({heir}, entry) WHERE entry IN refused")  # noqa: S608
    for number, kind in enumerate(staging.kinds):
        if not kind.ends:
            for file, name in enumerate(staging.files):
                sql.execute(_CLAIM, (kind.name, name, number, file))
    sql.execute("DELETE FROM node WHERE entry IN refused")
    sql.execute("DELETE FROM rel WHERE entry IN refused")
    sql.execute("DROP TABLE refused")
