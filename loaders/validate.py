"""Turns rows into records: every value of the right type, every key and relationship once, dates in their order.

In: rows of any source. Out: records for what is right, a fault for each thing that is not. What needs other rows or the
graph to judge (references, trees) is looked at in `loaders.references` and `loaders.trees`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from graph.model import LABELS, RELATIONSHIPS, node_id, split_id
from graph.vocabulary import Property
from loaders import records
from loaders.records import Fault, NodeRecord, Place, Records, RelationshipRecord, Row
from loaders.values import WrongValue, shown, split_list, value_of

# First and last day: the last one counts for what has ended on a day, and does not for what is valid until a day.
PERIODS = (("startedOn", "endedOn"), ("validFrom", "validTo"), ("recordedFrom", "recordedTo"))
IDENTIFYING = ("key", "from", "to", "source")
# Longer keys cannot be indexed.
KEY_LENGTH = 500


def validate(rows: Iterable[Row]) -> Records:
    """Records of all rows that are right by themselves, and the faults of the others."""
    nodes: dict[tuple[str, str], NodeRecord] = {}
    relationships: dict[tuple[Any, ...], RelationshipRecord] = {}
    faults: list[Fault] = []
    for row in rows:
        found: list[Fault] = []
        if row.kind == records.NODES:
            node = _node(row, found)
            if node and not found:
                _keep(nodes, (node.label, node.key), node, "key", found)
        else:
            relationship = _relationship(row, found)
            if relationship and not found:
                _keep(relationships, identity(relationship), relationship, "to", found)
        faults += found
    return Records(tuple(nodes.values()), tuple(relationships.values()), tuple(faults))


def identity(record: RelationshipRecord) -> tuple[Any, ...]:
    """What makes it the same relationship: its type, both ends, and the day it began."""
    return record.type, record.start, record.end, record.properties.get("validFrom")


def _node(row: Row, found: list[Fault]) -> NodeRecord | None:
    key = row.cells["key"]
    found += _key_faults(row.place, key)
    properties = _properties(row, LABELS[row.name].properties, found)
    sources = _sources(row, found)
    return NodeRecord(row.name, key, properties, sources, row.place)


def _relationship(row: Row, found: list[Fault]) -> RelationshipRecord | None:
    start, end = _end(row, "from", found), _end(row, "to", found)
    properties = _properties(row, RELATIONSHIPS[row.name].properties, found)
    sources = _sources(row, found)
    if start is None or end is None:
        return None
    found += _joined(row, start, end)
    return RelationshipRecord(row.name, start, end, properties, sources, row.place)


def _key_faults(place: Place, key: str) -> list[Fault]:
    if not key:
        return [place.fault("key", "the key is missing", "Give every node a key of its own.")]
    if key != key.strip() or not key.isprintable():
        return [place.fault("key", f"{shown(key)} has spaces around it or unprintable characters", "Remove them.")]
    if len(key) > KEY_LENGTH:
        return [place.fault("key", f"the key has {len(key)} characters", f"Use at most {KEY_LENGTH}.")]
    return []


def _end(row: Row, column: str, found: list[Fault]) -> tuple[str, str] | None:
    text = row.cells[column]
    end = split_id(text)
    if end is None or not end[1]:
        cure = "Write label, colon and key, such as initiative:moestuin-moerwijk."
        found.append(row.place.fault(column, f"{shown(text)} is not an id" if text else "the id is missing", cure))
        return None
    return end


def _joined(row: Row, start: tuple[str, str], end: tuple[str, str]) -> list[Fault]:
    if start == end:
        return [row.place.fault("to", f"{node_id(*start)} points to itself", "Name another node, or drop the row.")]
    ends = RELATIONSHIPS[row.name].ends
    if (start[0], end[0]) not in ends:
        allowed = ", ".join(f"{one} to {other}" for one, other in ends)
        reason = f"{row.name} does not go from {start[0]} to {end[0]}"
        return [row.place.fault("to", reason, f"It goes from {allowed}.")]
    return []


def _properties(row: Row, known: tuple[Property, ...], found: list[Fault]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    by_name = {item.name: item for item in known}
    for column, text in row.cells.items():
        if column in IDENTIFYING:
            continue
        try:
            values[column] = value_of(by_name[column], text) if text else None
        except WrongValue as error:
            found.append(row.place.fault(column, error.reason, error.cure))
    found += _period_faults(row.place, values, by_name)
    return values


def _period_faults(place: Place, values: Mapping[str, Any], known: Mapping[str, Property]) -> list[Fault]:
    faults = []
    for first, last in PERIODS:
        begin, end = values.get(first), values.get(last)
        if begin is None or end is None:
            continue
        if end < begin:
            faults.append(place.fault(last, f"{end} is before {first} {begin}", "Swap them, or leave one empty."))
        elif end == begin and not known[last].inclusive_end:
            reason = f"{end} is also {first}, so it is never valid: {last} is the first day on which it no longer holds"
            faults.append(place.fault(last, reason, "Write the day after the last one."))
    return faults


def _sources(row: Row, found: list[Fault]) -> tuple[str, ...]:
    text = row.cells["source"]
    if not text:
        found.append(row.place.fault("source", "the source is missing", "Name the key of a Source."))
        return ()
    try:
        return tuple(dict.fromkeys(split_list(text)))
    except WrongValue as error:
        found.append(row.place.fault("source", error.reason, error.cure))
        return ()


def _keep(
    kept: dict[Any, Any], identity: Any, record: NodeRecord | RelationshipRecord, column: str, found: list[Fault]
) -> None:
    first = kept.setdefault(identity, record)
    if first is not record:
        what = "this key" if isinstance(record, NodeRecord) else "this relationship with this validFrom"
        found.append(record.place.fault(column, f"{what} already stands at {first.place}", "Keep one of the two."))
