"""Elements that a load states more than once: the same content is one element, another content is a fault.

In: a staging. Out: faults that name both places; afterwards, every element is staged once.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, groupby
from typing import Any

import orjson

from graph.city_time import is_same_instant
from graph.model.vocabulary import Kind
from graph.write.columns import ColumnSet
from graph.write.precedence import Precedence
from loaders.faults import Fault
from loaders.staging.cells import shown
from loaders.staging.store import FLUSH, IDENTITY, NAMES, ORDERS, ROW, Staged, Staging, staged_of

CURE = "Keep one of the two, or make them the same."


def double_faults(staging: Staging, ranks: Precedence) -> Iterator[tuple[int, Fault]]:
    """With the entry, a fault for each statement that says otherwise than an earlier one of the same element."""
    for group in _groups(staging):
        firsts: dict[int, Staged] = {}  # by sources: what others state has to agree with each of them
        for each in group:
            faults = (_unlike(staging, first, each, ranks) for first in firsts.values())
            fault = next(filter(None, faults), None)
            if fault:
                yield each.entry, fault
            firsts.setdefault(each.sources, each)


def settled(staging: Staging) -> frozenset[frozenset[str]]:
    """Pairs of sources that one entry has both state one element: their order there says which is believed."""
    pairs: set[frozenset[str]] = set()
    for group in _groups(staging) if len(staging.sources) > 1 else ():
        by_entry: dict[int, set[str]] = defaultdict(set)
        for each in group:
            by_entry[each.entry].update(staging.sources[each.sources])
        pairs.update(frozenset(pair) for sources in by_entry.values() for pair in combinations(sources, 2))
    return frozenset(pairs)


def stated_ranks(staging: Staging) -> dict[str, int]:
    """The ranks that the files themselves give to sources."""
    found = {}
    for number, kind in enumerate(staging.kinds):
        for each in staging.elements(number) if kind.name == "Source" else ():
            rank = _values(staging, each).get("rank")
            if rank is not None:
                found[each.identity[0]] = rank
    return found


def merge_doubles(staging: Staging) -> None:
    """Stage each element once for the same sources: with all that is stated of it, and the other entries beside it.

    What other sources state of it moves to a kind of its own, to be held against the graph when the first is written.
    """
    staging.sql.execute("CREATE TEMP TABLE mended (node INT, element INT, kind INT, shape INT, vals BLOB)")
    for group in _groups(staging):
        staging.as_read = False
        _merge(staging, group)
    for table in IDENTITY:
        # Names of ours, no text of a file.
        node = table == "node"
        drop = f"DELETE FROM {table} WHERE rowid IN (SELECT row FROM duplicate WHERE node = ?)"  # noqa: S608
        staging.sql.execute(drop, (node,))
        mend = f"""
UPDATE {table} SET kind = mended.kind, shape = mended.shape, vals = mended.vals
FROM mended WHERE mended.node = ? AND mended.element = {table}.rowid"""  # noqa: S608
        staging.sql.execute(mend, (node,))
    staging.sql.execute("DROP TABLE mended")


def _groups(staging: Staging) -> Iterator[Iterator[Staged]]:
    for table, identity in IDENTITY.items():
        if table not in staging.doubles:
            continue
        keys = ", ".join(identity)
        text = f"""
SELECT n.kind, {NAMES[table]}
FROM (SELECT {keys} FROM {table} GROUP BY {keys} HAVING count(*) > 1) AS twice
JOIN {table} AS n USING ({keys})
ORDER BY {ORDERS[table]}"""  # noqa: S608  our own names
        for _, group in groupby(staging.sql.cursor().execute(text), key=lambda row: row[:ROW]):
            yield (staged_of(row[1:]) for row in group)


def _unlike(staging: Staging, first: Staged, other: Staged, ranks: Precedence) -> Fault | None:
    if first.vals == other.vals and first.shape == other.shape and first.sources == other.sources:
        return None
    one, two = staging.sources[first.sources], staging.sources[other.sources]
    if set(one) != set(two) and all(ranks.decides(this, that) for this in one for that in two if this != that):
        return None
    before, after = _values(staging, first), _values(staging, other)
    times = {name for name, kind in zip(staging.shapes[other.shape].columns, staging.shapes[other.shape].kinds, strict=True) if kind is Kind.DATETIME}
    for name, value in after.items():
        held = before.get(name)
        same_source = bool(set(one) & set(two))
        if name not in before or value == held or (name in times and value and held and is_same_instant(held, value)):
            continue
        if same_source or (value is not None and held is not None):
            return _fault(staging, first, other, name, (held, value))
    return None


def _fault(staging: Staging, first: Staged, other: Staged, name: str, values: tuple[Any, Any]) -> Fault:
    what = "this key" if staging.shapes[other.shape].is_node else "this relationship with this validFrom"
    one, two = (staging.sources[each.sources][0] for each in (first, other))
    held, value = (shown("nothing" if each is None else str(each)) for each in values)
    by = "" if one == two else f", stated by {one} and here by {two}"
    reason = f"{what} already stands at {staging.place(first)} with {name} {held}, here {value}{by}"
    cure = CURE if one == two else f"Say which is to be believed: --rank {one},{two} or --rank {two},{one}."
    column = "key" if staging.shapes[other.shape].is_node else "to"
    return staging.place(other).fault(column, reason, cure)


def _values(staging: Staging, staged: Staged) -> dict[str, Any]:
    return dict(zip(staging.shapes[staged.shape].columns, orjson.loads(staged.vals), strict=True))


def _merge(staging: Staging, group: Iterator[Staged]) -> None:
    firsts: dict[int, Staged] = {}
    holds: dict[int, dict[str, Any]] = {}
    duplicates: list[tuple[int, int, int, int]] = []
    for each in group:
        first = firsts.setdefault(each.sources, each)
        node = staging.shapes[each.shape].is_node
        if first is each:
            holds[each.sources] = _values(staging, each)
        else:
            duplicates.append((each.row, first.row, node, each.entry))
            if each.vals != first.vals or each.shape != first.shape:
                holds[each.sources] = {**_values(staging, each), **holds[each.sources]}
        if len(duplicates) >= FLUSH:
            _write(staging, duplicates)
    _write(staging, duplicates)
    for number, (sources, first) in enumerate(firsts.items()):
        shape = _shape_of(staging.shapes[first.shape], holds[sources])
        vals = orjson.dumps([holds[sources][name] for name in shape.columns])
        kind = staging.kind(shape.name, shape.ends, number)
        mended = (shape.is_node, first.row, kind, staging.shape(shape), vals)
        staging.sql.execute("INSERT INTO mended VALUES (?,?,?,?,?)", mended)


def _write(staging: Staging, duplicates: list[tuple[int, int, int, int]]) -> None:
    staging.sql.executemany("INSERT INTO duplicate VALUES (?,?,?,?)", duplicates)
    duplicates.clear()


def _shape_of(shape: ColumnSet, values: dict[str, Any]) -> ColumnSet:
    return shape if set(values) == set(shape.columns) else ColumnSet(shape.name, shape.ends, tuple(values))
