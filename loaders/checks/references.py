"""Sees that everything a load names exists: both ends of a relationship, and every source.

In: a staging, and the graph. Out: with its entry, a fault for each name that leads nowhere.
"""

from collections.abc import Iterator, Sequence

from graph.database.session import Database
from graph.model.definition import node_id
from graph.read.lookup import existing
from loaders.faults import Fault, Place
from loaders.staging.cells import shown
from loaders.staging.store import IDENTITY, Staging

CURE = "Add it to the files of this load or correct the id; what is in the graph already may be named too."
BATCH = 5_000
_MISSING = "CREATE TEMP TABLE missing (label TEXT, key TEXT, PRIMARY KEY (label, key)) WITHOUT ROWID"


async def find_missing(database: Database, staging: Staging, *, keep_going: bool) -> None:
    """Look up what is neither staged nor in the graph, for `missing_faults`.

    A node whose row is refused is no missing node as well; with `keep_going`, what names it is refused too.
    """
    staging.sql.execute("DROP TABLE IF EXISTS missing")
    staging.sql.execute(_MISSING)
    await _fill(database, staging, keep_going=keep_going)


async def _fill(database: Database, staging: Staging, *, keep_going: bool) -> None:
    """Fill the table of missing nodes; it is empty or short, unless much is wrong."""
    labels = {kind.name: number for number, kind in enumerate(staging.kinds) if not kind.ends and not kind.turn}
    for number, kind in enumerate(staging.kinds):
        for column, end in zip(("start", "stop"), kind.ends, strict=False):
            staging.sql.execute(_unstaged(column), (end, number, labels.get(end, -1)))
    sources = {source for keys in _used_sources(staging) for source in keys}
    have = {row[0] for row in staging.sql.execute("SELECT key FROM node WHERE kind = ?", (labels.get("Source", -1),))}
    staging.sql.executemany("INSERT OR IGNORE INTO missing VALUES ('Source', ?)", [(key,) for key in sources - have])
    if not keep_going:
        staging.sql.execute("DELETE FROM missing WHERE (label, key) IN (SELECT label, key FROM claimed)")
    for rows in _batches(staging):
        there = await existing(database, [node_id(label, key) for label, key in rows])
        gone = [row for row in rows if node_id(*row) in there]
        staging.sql.executemany("DELETE FROM missing WHERE label = ? AND key = ?", gone)


def _unstaged(column: str) -> str:
    """Names of ours, no text of a file."""
    return f"""
INSERT OR IGNORE INTO missing
SELECT ?, {column} FROM relationship WHERE kind = ?
AND NOT EXISTS (SELECT 1 FROM node WHERE kind = ? AND key = relationship.{column})"""  # noqa: S608


def _used_sources(staging: Staging) -> Iterator[tuple[str, ...]]:
    rows = staging.sql.execute("SELECT DISTINCT sources FROM node UNION SELECT DISTINCT sources FROM relationship")
    return (staging.sources[row[0]] for row in rows.fetchall())


def _batches(staging: Staging) -> Iterator[Sequence[tuple[str, str]]]:
    label, key = "", ""
    while True:
        text = "SELECT label, key FROM missing WHERE (label, key) > (?, ?) ORDER BY label, key LIMIT ?"
        rows = staging.sql.execute(text, (label, key, BATCH)).fetchall()
        if not rows:
            return
        label, key = rows[-1]
        yield rows


def missing_faults(staging: Staging) -> Iterator[tuple[int, Fault]]:
    """With its entry, a fault for each name that leads nowhere."""
    if staging.sql.execute("SELECT 1 FROM missing LIMIT 1").fetchone() is None:
        return
    for number, kind in enumerate(staging.kinds):
        for column, shown_as, end in zip(("start", "stop"), ("from", "to"), kind.ends, strict=False):
            rows = staging.sql.cursor().execute(_naming(column), (number, end))
            for entry, file, line, ref, key, claimed in rows:
                yield entry, _fault(Place(staging.files[file], line, ref), shown_as, node_id(end, key), claimed)
    yield from _source_faults(staging)


def _naming(column: str) -> str:
    return f"""
SELECT entry, file, line, ref, {column}, (SELECT place FROM claimed WHERE label = missing.label AND key = missing.key)
FROM relationship AS r JOIN missing ON missing.key = r.{column} WHERE r.kind = ? AND missing.label = ?"""  # noqa: S608


def _source_faults(staging: Staging) -> Iterator[tuple[int, Fault]]:
    text = "SELECT key, (SELECT place FROM claimed WHERE label = 'Source' AND key = missing.key) FROM missing WHERE label = 'Source'"
    for key, claimed in staging.sql.execute(text).fetchall():
        numbers = [number for number, keys in enumerate(staging.sources) if key in keys]
        for table in IDENTITY:
            for number in numbers:
                named = f"SELECT entry, file, line, ref FROM {table} WHERE sources = ?"  # noqa: S608  our own names
                for entry, file, line, ref in staging.sql.cursor().execute(named, (number,)):
                    yield (
                        entry,
                        _fault(Place(staging.files[file], line, ref), "source", node_id("Source", key), claimed),
                    )


def _fault(place: Place, column: str, identifier: str, claimed: str | None) -> Fault:
    if claimed:
        return place.fault(column, f"{shown(identifier)} was refused at {claimed}", "Mend that row first.")
    return place.fault(column, f"{shown(identifier)} does not exist", CURE)
