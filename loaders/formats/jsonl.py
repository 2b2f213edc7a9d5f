"""Reads what `snijvlak export` writes: everything in the graph with what each source states of it, a line each.

In: JSON Lines; the first line names the format and its version, each other one is a node or a relationship. Out: a row
for each statement, with the source and the ref that it had, so that a graph comes back as it was. docs/loading.md
defines the format; whoever writes it uses `HEADER`, `node_line` and `relationship_line`.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import orjson

from graph.model.definition import LABELS, NODES, RELATIONSHIPS, VANISHED_ON
from graph.model.vocabulary import Kind, Property
from loaders import records
from loaders.faults import WHOLE, Fault, Place
from loaders.input.files import SourceFile
from loaders.options import LoadOptions
from loaders.records import Cell, Entry, Format, Row
from loaders.text import cleaned

VERSION = 1
HEADER = {"snijvlak": "export", "version": VERSION}
NODE_KEYS, RELATIONSHIP_KEYS = ("label", "key", "stated"), ("type", "from", "to", "stated")
STATEMENT_KEYS = ("source", "ref", "properties")
# Only of what a newer version of its source no longer states, and was ended for that.
VANISHED = VANISHED_ON.name
# An alias only resolves, yet it is kept; what else is no node of the API is about writing and not about the city.
LOADED = frozenset((*NODES, "Alias"))
# They say who states it, not what.
BESIDE = frozenset(("key", "source", "ref"))
CURE = "Export it again, or correct the line; docs/loading.md tells what stands where."


class Stated(NamedTuple):
    """What one source states of an element: its key, the place in it, the properties, and when that vanished from it."""

    source: str
    ref: str
    properties: Mapping[str, Any]
    vanished: date | None = None


class _Wrong(ValueError):
    """A line is not as the format wants it."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason


def header_line() -> bytes:
    """The first line of an export."""
    return _line(HEADER)


def node_line(label: str, key: str, stated: Iterable[Stated]) -> bytes:
    """The line of a node; the source highest in rank comes first."""
    return _line({"label": label, "key": key, "stated": [_statement(each) for each in stated]})


def relationship_line(kind: str, start: str, end: str, stated: Iterable[Stated]) -> bytes:
    """The line of a relationship between two ids."""
    return _line({"type": kind, "from": start, "to": end, "stated": [_statement(each) for each in stated]})


def _statement(each: Stated) -> dict[str, Any]:
    told = {name: _written(value) for name, value in sorted(each.properties.items()) if value is not None}
    gone = {VANISHED: _written(each.vanished)} if each.vanished else {}
    return {"source": each.source, "ref": each.ref, "properties": told, **gone}


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _line(value: Mapping[str, Any]) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE)


def read(files: Sequence[SourceFile], _: LoadOptions) -> Iterator[Entry | Fault]:
    """Every line of the files. The sources are in them, so none is added."""
    for file in files:
        yield from _read(file)


def _read(file: SourceFile) -> Iterator[Entry | Fault]:
    headed = False
    for number, line in enumerate(file.lines(), 1):
        if not line.strip():
            continue
        place = file.place(number, line)
        try:
            value = _parsed(line)
            if headed:
                yield Entry(place, _rows(place, value), line)
            else:
                headed = _is_header(value)
        except _Wrong as wrong:
            yield place.fault(wrong.column, wrong.reason, CURE)
            if not headed:
                return
    if not headed:
        yield file.place(1).fault(WHOLE, "the file is empty", CURE)


def _parsed(line: str) -> dict[str, Any]:
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise _Wrong(WHOLE, f"this is not JSON: {error.msg}") from error
    if not isinstance(value, dict):
        raise _Wrong(WHOLE, "this is no JSON object")
    return value


def _is_header(value: Mapping[str, Any]) -> bool:
    if value.get("snijvlak") != HEADER["snijvlak"]:
        raise _Wrong(WHOLE, f"the first line is not that of an export: {orjson.dumps(HEADER).decode()}")
    if value.get("version") != VERSION or isinstance(value["version"], bool):
        raise _Wrong("version", f"version {value.get('version')!r} is not known; this is version {VERSION}")
    return True


def _rows(place: Place, value: Mapping[str, Any]) -> list[Row]:
    """A row for each statement."""
    is_node = "label" in value
    name, known = _named(value, is_node)
    cells = {key: _text(value, key) for key in (("key",) if is_node else ("from", "to"))}
    stated = value["stated"]
    if not isinstance(stated, list) or not stated:
        raise _Wrong("stated", "it is no list with at least one statement")
    kind = records.NODES if is_node else records.RELATIONSHIPS
    return [_row(place, kind, name, cells, known, each) for each in stated]


def _named(value: Mapping[str, Any], is_node: bool) -> tuple[str, dict[str, Property]]:
    keys = NODE_KEYS if is_node else RELATIONSHIP_KEYS
    for key in (*keys, *value):
        if key not in value or key not in keys:
            raise _Wrong(key, f"a {'node' if is_node else 'relationship'} has {', '.join(keys)}, and nothing else")
    name = _text(value, keys[0])
    model = (LABELS.get(name) if name in LOADED else None) if is_node else RELATIONSHIPS.get(name)
    if model is None:
        raise _Wrong(keys[0], f"there is no {keys[0]} {name!r} to load")
    return name, {item.name: item for item in model.properties if item.name not in BESIDE}


def _row(
    place: Place, kind: str, name: str, ends: Mapping[str, str], known: Mapping[str, Property], statement: Any
) -> Row:
    if not isinstance(statement, dict) or set(statement) - {VANISHED} != set(STATEMENT_KEYS):
        raise _Wrong("stated", f"a statement has {', '.join(STATEMENT_KEYS)}, may have {VANISHED}, and nothing else")
    properties = statement["properties"]
    if not isinstance(properties, dict):
        raise _Wrong("properties", "they are no JSON object")
    cells: dict[str, Cell] = dict(ends)
    for column, value in properties.items():
        if column not in known:
            raise _Wrong(column or WHOLE, f"{name} has no such property")
        cells[column] = _cell(known[column], value)
    cells["source"] = (_text(statement, "source"),)
    vanished = _text(statement, VANISHED) if VANISHED in statement else ""
    if vanished and "validTo" not in cells:
        raise _Wrong(VANISHED, "what vanished was ended for that, and this has no validTo")
    return Row(kind, name, place._replace(ref=_text(statement, "ref")), cells, vanished=vanished)


def _text(value: Mapping[str, Any], key: str) -> str:
    if not isinstance(value[key], str) or not value[key]:
        raise _Wrong(key, "it is no text, or empty")
    return cleaned(value[key])


def _cell(item: Property, value: Any) -> Cell:
    """The value as text, when it is of the type that the model wants."""
    kind = item.kind
    if (
        kind is Kind.STRINGS
        and isinstance(value, list)
        and value
        and all(isinstance(each, str) and each for each in value)
    ):
        return tuple(map(cleaned, value))
    if kind in (Kind.STRING, Kind.DATE, Kind.DATETIME) and isinstance(value, str) and value:
        return cleaned(value)
    if kind is Kind.BOOLEAN and isinstance(value, bool):
        return "true" if value else "false"
    if kind is Kind.INTEGER and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if kind is Kind.FLOAT and isinstance(value, float) and math.isfinite(value):
        return repr(value)
    raise _Wrong(item.name, f"{value!r:.60} is not a value of type {kind.value}")


FORMAT = Format(
    "jsonl",
    "What `snijvlak export` writes: the whole graph with what each source states, as JSON Lines.",
    (".jsonl",),
    read,
    names_sources=True,
)
