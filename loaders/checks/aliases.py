"""Reads a source that still knows old ids: what it states of a node that was merged is stated of what that is now.

In: a staging, and the old ids in the graph. Out: the staging with new ids. Where a source states both, what it states of
the node itself goes first and the other fills in, as when the two were merged: so a file loaded again changes nothing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from graph.model.definition import RELATIONSHIPS, node_id, split_id
from graph.write.columns import ColumnSet
from graph.write.provenance import filled
from loaders.staging.store import IDENTITY, Kind, Staging


@dataclass
class Renamed:
    """How many elements got a new id, and pairs of sources of which the merge settled which goes first."""

    count: int = 0
    settled: set[frozenset[str]] = field(default_factory=set)


def rename(staging: Staging, aliases: Mapping[str, str], branches: Collection[tuple[str, str]]) -> Renamed:
    """Put new ids for old ones. `branches`: child and parent of the trees in the graph."""
    by_label: dict[str, list[tuple[str, str]]] = {}
    for old, new in aliases.items():
        before, now = split_id(old), split_id(new)
        if before and now and before[0] == now[0]:
            by_label.setdefault(before[0], []).append((before[1], now[1]))
    staging.sql.execute(
        "CREATE TEMP TABLE IF NOT EXISTS old (label TEXT, key TEXT, now TEXT, PRIMARY KEY (label, key))"
    )
    rows = [(label, *pair) for label, pairs in by_label.items() for pair in pairs]
    staging.sql.executemany("INSERT OR REPLACE INTO old VALUES (?,?,?)", rows)
    found = Renamed()
    for number, kind in enumerate(list(staging.kinds)):
        for column, label in _columns(kind):
            if label in by_label:
                for row in _renamed(staging, number, kind, column, label):
                    found.count += 1
                    staging.as_read = False
                    found.settled |= _settle(staging, kind, row, branches, moved=column == "start")
    return found


def _columns(kind: Kind) -> Iterator[tuple[str, str]]:
    """The columns of a kind in which keys of a label stand."""
    if kind.ends:
        yield from zip(("start", "stop"), kind.ends, strict=True)
    else:
        yield "key", kind.name


def _renamed(staging: Staging, number: int, kind: Kind, column: str, label: str) -> list[int]:
    """Put the new keys into one column; the rows in which one was put."""
    table = kind.table
    # Names of ours, no text of a file.
    renamed = f"SELECT t.rowid, old.now FROM {table} AS t JOIN old ON old.key = t.{column} WHERE t.kind = ? AND old.label = ?"  # noqa: S608
    rows = staging.sql.execute(renamed, (number, label)).fetchall()
    if rows:
        staging.allow_doubles()
    staging.sql.executemany(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", [(now, row) for row, now in rows])  # noqa: S608
    return [row for row, _ in rows]


def _settle(
    staging: Staging, kind: Kind, row: int, branches: Collection[tuple[str, str]], *, moved: bool
) -> set[frozenset[str]]:
    """Take away a row that now says what another one says, or what a merge leaves out; pairs of sources that both say it."""
    settled: set[frozenset[str]] = set()
    table, keys = kind.table, IDENTITY[kind.table]
    own = f"SELECT vals, shape, sources, entry, {', '.join(keys)} FROM {table} WHERE rowid = ?"  # noqa: S608
    vals, shape, sources, entry, *identity = staging.sql.execute(own, (row,)).fetchone()
    if kind.ends and _is_left_out(kind, identity[1:3], branches, moved=moved):
        staging.sql.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))  # noqa: S608
        return settled
    same = f"SELECT rowid, vals, shape, sources FROM {table} WHERE {' AND '.join(f'{key} = ?' for key in keys)} AND rowid <> ?"  # noqa: S608
    for other, other_vals, other_shape, other_sources in staging.sql.execute(same, (*identity, row)).fetchall():
        if set(staging.sources[sources]) & set(staging.sources[other_sources]):
            filled = _filled(staging, (shape, vals), (other_shape, other_vals))
            staging.sql.execute(f"UPDATE {table} SET shape = ?, vals = ? WHERE rowid = ?", (*filled, other))  # noqa: S608
            staging.sql.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))  # noqa: S608
            staging.sql.execute("INSERT INTO duplicate VALUES (?,?,?,?)", (row, other, not kind.ends, entry))
            break
        for one in staging.sources[sources]:
            settled |= {frozenset((one, two)) for two in staging.sources[other_sources]}
    return settled


def _is_left_out(kind: Kind, keys: Sequence[str], branches: Collection[tuple[str, str]], *, moved: bool) -> bool:
    """What joins a node to itself, or would give it a second place in a tree."""
    start, stop = node_id(kind.ends[0], keys[0]), node_id(kind.ends[1], keys[1])
    return start == stop or (moved and RELATIONSHIPS[kind.name].tree and (start, stop) not in branches)


def _filled(staging: Staging, under: tuple[int, Any], over: tuple[int, Any]) -> tuple[int, bytes]:
    """The values of one row, where the other has none."""
    one, other = (
        dict(zip(staging.shapes[number].columns, orjson.loads(vals), strict=True)) for number, vals in (over, under)
    )
    values = dict.fromkeys((*other, *one)) | filled(one, other)
    shape = staging.shapes[over[0]]
    return staging.shape(ColumnSet(shape.name, shape.ends, tuple(values))), orjson.dumps(list(values.values()))
