"""Turns rows into elements that can be staged: every value of the right type, every id an id, dates in their order.

In: rows of any source, one at a time. Out: elements put into the staging, or a fault for each thing that is wrong. What
needs other rows or the graph to judge (doubles, references, trees) is looked at when all are in.

What a file's header asks for is worked out once, so that a row takes a few millionths of a second; blocks of rows in
which nothing is wrong or new take a third of that (loaders/staging/validate_columns.py).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson

from graph.model.definition import LABELS, MACHINERY, RELATIONSHIPS, VANISHED_ON, node_id, split_id
from graph.model.vocabulary import Kind, Property
from graph.write.columns import ColumnSet
from loaders import records
from loaders.faults import WHOLE, Fault
from loaders.records import Cell, Row
from loaders.staging.cells import SHORT, Reader, WrongValue, reader_of, shown, split_list
from loaders.staging.store import Staging

# Longer keys cannot be indexed. That of an alias is a whole id.
KEY_LENGTH, PREFIX = 500, 32
# What else is a label is made by Snijvlak itself.
NODE_NAMES = frozenset(LABELS) - set(MACHINERY)
MISSING_SOURCE = "Name the key of a Source."
# First and last day: the last one counts for what has ended on a day, and does not for what is valid until a day.
PERIODS = (("startedOn", "endedOn"), ("validFrom", "validTo"), ("recordedFrom", "recordedTo"))
IDENTIFYING = ("key", "from", "to", "source")


class Table:
    """What the header of rows of one label or type asks for, worked out once: which columns are read how, which days belong together."""

    def __init__(self, name: str, properties: Sequence[Property], columns: tuple[str, ...]) -> None:
        by_name = {item.name: item for item in properties}
        wanted = [column for column in columns if column not in IDENTIFYING]
        self.unknown = [column for column in wanted if column not in by_name or column == "ref"]
        self.columns = tuple(column for column in wanted if column not in self.unknown)
        indexed = LABELS[name].indexed if name in LABELS else ()
        # Of a plain text that is short only that it can be printed is to be seen: it needs no reader.
        self.readers: list[tuple[str, Reader, bool]] = [
            (column, reader_of(item, indexed=column in indexed), item.kind is Kind.STRING and not item.term)
            for column, item in ((column, by_name[column]) for column in self.columns)
        ]
        place = {column: number for number, column in enumerate(self.columns)}
        self.periods = [
            (place[first], place[last], by_name[last]) for first, last in PERIODS if first in place and last in place
        ]
        self.first = place.get("validFrom")
        self.name = name
        # By the prefixes of both ids: number of the kind and of the shape.
        self.shapes: dict[tuple[str, str], tuple[int, int]] = {}
        self.node: tuple[int, int] = (-1, -1)


class Validator:
    """Puts what is right into a staging, and gives back what is wrong. `tables` and `sources` are what it met so far."""

    def __init__(self, staging: Staging) -> None:
        self._staging = staging
        self.tables: dict[tuple[str, ...], Table] = {}
        self.sources: dict[Cell, int] = {}
        self._file, self._number = "", -1

    def add(self, row: Row, entry: int, found: list[Fault]) -> None:
        """Stage one row of an entry; faults are added to `found`."""
        kind, name, place, cells, _, vanished = row
        if vanished:
            cells = {**cells, VANISHED_ON.name: vanished}
        table = self.tables.get((kind, name, *cells))
        if table is None:
            if name not in (NODE_NAMES if kind == records.NODES else RELATIONSHIPS):
                found.append(
                    _fault(row, WHOLE, f"{shown(name)} cannot be loaded", "Name a label or type of the model.")
                )
                return
            table = self._table(kind, name, tuple(cells), vanished=bool(vanished))
        before = len(found)
        for column in table.unknown:
            found.append(_fault(row, column, f"{name} has no such property", f"It has: {', '.join(table.columns)}."))
        values: list[Any] = []
        for column, read, plain in table.readers:
            cell = cells[column]
            if cell:
                if plain and type(cell) is str and len(cell) <= SHORT and cell.isprintable():
                    values.append(cell)
                    continue
                try:
                    values.append(read(cell))
                except WrongValue as error:
                    found.append(_fault(row, column, error.reason, error.cure))
                    values.append(None)
            else:
                values.append(None)
        if table.periods:
            _check_periods(row, table, values, found)
        cell = cells.get("source", "")
        sources = self.sources.get(cell)
        if sources is None:
            sources = self._new_sources(row, cell, found)
        stage = self._stage_node if kind == records.NODES else self._stage_relationship
        if place.file is not self._file:
            self._file, self._number = place.file, self._staging.file(place.file)
        staged = (entry, self._number, place.line, place.ref, sources, orjson.dumps(values))
        stage(row, table, staged, values, found, before)

    def _table(self, kind: str, name: str, columns: tuple[str, ...], *, vanished: bool) -> Table:
        model: Mapping[str, Any] = LABELS if kind == records.NODES else RELATIONSHIPS
        properties = (*model[name].properties, *((VANISHED_ON,) if vanished else ()))
        table = self.tables[(kind, name, *columns)] = Table(name, properties, columns)
        if kind == records.NODES:
            table.node = (self._staging.kind(name, ()), self._staging.shape(ColumnSet(name, (), table.columns)))
        return table

    def _stage_node(
        self, row: Row, table: Table, staged: tuple[Any, ...], _: list[Any], found: list[Fault], before: int
    ) -> None:
        key = row.cells["key"]
        if not (
            isinstance(key, str) and 0 < len(key) <= longest_key(row.name) and key.isprintable() and key == key.strip()
        ):
            found.append(_key_fault(row, key))
        label, shape = table.node
        if len(found) == before:
            self._staging.nodes.append((label, key, shape, *staged))
        elif isinstance(key, str) and key.isprintable():
            self._staging.claim(row.name, key, row.place)

    def _stage_relationship(
        self, row: Row, table: Table, staged: tuple[Any, ...], values: list[Any], found: list[Fault], before: int
    ) -> None:
        one, other = row.cells["from"], row.cells["to"]
        if type(one) is str and type(other) is str:
            start, _, first_key = one.partition(":")
            end, _, last_key = other.partition(":")
            joined = table.shapes.get((start, end))
            if (
                joined
                and first_key
                and last_key
                and first_key.isprintable()
                and last_key.isprintable()
                and one != other
            ):
                if len(found) == before:
                    first = (values[table.first] or "") if table.first is not None else ""
                    self._staging.relationships.append((joined[0], first_key, last_key, first, joined[1], *staged))
                return
        if self._can_join(row, table, found):
            self._stage_relationship(row, table, staged, values, found, before)

    def _can_join(self, row: Row, table: Table, found: list[Fault]) -> bool:
        """Look at both ids closely; True when they are of labels that were not joined before, and all is right."""
        start, end = _end(row, "from", found), _end(row, "to", found)
        if start is None or end is None:
            return False
        if start == end:
            found.append(
                _fault(row, "to", f"{node_id(*start)} points to itself", "Name another node, or drop the row.")
            )
            return False
        return self._join(row, table, start[0], end[0], found)

    def _join(self, row: Row, table: Table, start: str, end: str, found: list[Fault]) -> bool:
        ends = RELATIONSHIPS[row.name].ends
        if (start, end) not in ends:
            allowed = ", ".join(f"{one} to {other}" for one, other in ends)
            found.append(_fault(row, "to", f"{row.name} does not go from {start} to {end}", f"It goes from {allowed}."))
            return False
        kind = self._staging.kind(row.name, (start, end))
        shape = self._staging.shape(ColumnSet(row.name, (start, end), table.columns))
        table.shapes[LABELS[start].prefix, LABELS[end].prefix] = kind, shape
        return True

    def _new_sources(self, row: Row, cell: Cell, found: list[Fault]) -> int:
        try:
            keys = split_list(cell) if isinstance(cell, str) and cell else tuple(cell)
        except WrongValue as error:
            found.append(_fault(row, "source", error.reason, error.cure))
            return -1
        if not keys or not all(key and key.isprintable() for key in keys):
            found.append(_fault(row, "source", "the source is missing", MISSING_SOURCE))
            return -1
        if len(longest := max(keys, key=len)) > KEY_LENGTH:
            found.append(
                _fault(
                    row, "source", f"the key of a source has {len(longest)} characters", f"Use at most {KEY_LENGTH}."
                )
            )
            return -1
        number = self.sources[cell] = self._staging.sources_of(tuple(dict.fromkeys(keys)))
        return number


def longest_key(label: str) -> int:
    """How many characters a key of a label may have."""
    return KEY_LENGTH + PREFIX * (label == "Alias")


def _fault(row: Row, column: str, reason: str, cure: str) -> Fault:
    """A fault at a row, in the source's own name for the column."""
    return row.place.fault(row.columns.get(column, column), reason, cure)


def _key_fault(row: Row, key: Cell) -> Fault:
    if not key or not isinstance(key, str):
        return _fault(row, "key", "the key is missing", "Give every node a key of its own.")
    if len(key) > longest_key(row.name):
        return _fault(row, "key", f"the key has {len(key)} characters", f"Use at most {longest_key(row.name)}.")
    return _fault(row, "key", f"{shown(key)} has spaces around it or unprintable characters", "Remove them.")


def _end(row: Row, column: str, found: list[Fault]) -> tuple[str, str] | None:
    text = row.cells[column]
    end = split_id(text) if isinstance(text, str) else None
    if end is None or not end[1] or not end[1].isprintable():
        cure = "Write label, colon and key, such as initiative:moestuin-moerwijk."
        said = f"{shown(str(text))} is not an id" if text else "the id is missing"
        found.append(_fault(row, column, said, cure))
        return None
    return end


def _check_periods(row: Row, table: Table, values: list[Any], found: list[Fault]) -> None:
    for first, last, prop in table.periods:
        begin, end = values[first], values[last]
        if begin is not None and end is not None:
            if prop.kind is Kind.DATETIME:
                begin, end = datetime.fromisoformat(begin), datetime.fromisoformat(end)
            if end <= begin:
                found += _period_faults(row, table.columns[first], prop, begin, end)


def _period_faults(row: Row, first: str, last: Property, begin: Any, end: Any) -> list[Fault]:
    if end < begin:
        reason = f"{end} is before {first} {begin}"
        return [_fault(row, last.name, reason, "Swap them, or leave one empty.")]
    if last.inclusive_end:
        return []
    reason = f"{end} is also {first}, so it is never valid: {last.name} is the first day on which it no longer holds"
    return [_fault(row, last.name, reason, "Write the day after the last one.")]
