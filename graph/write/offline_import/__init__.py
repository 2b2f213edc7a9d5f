"""Writes the files of Neo4j's offline import.

In: elements as the staging has them. Out: CSV files and the arguments of `neo4j-admin import`.

change_files  The Changes of an import: whoever follows them in order has to meet a node before what joins it
csv_files     The tables that Neo4j's import reads: a file for each header
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from graph.model.vocabulary import Kind
from graph.search_tokens import search_tokens
from graph.write.change_keys import NAME, stated_in
from graph.write.columns import ColumnSet
from graph.write.load_marker import LoadMarker
from graph.write.offline_import.change_files import ChangeFile
from graph.write.offline_import.csv_files import BETWEEN, NODE, RELATIONSHIP, Column, Tables

_TYPES = {
    Kind.STRING: "",
    Kind.STRINGS: ":string[]",
    Kind.BOOLEAN: ":boolean",
    Kind.INTEGER: ":long",
    Kind.FLOAT: ":double",
    Kind.DATE: ":date",
    Kind.DATETIME: ":datetime",
}
_WRITTEN: dict[Kind, Callable[[Any], str]] = {
    Kind.BOOLEAN: lambda value: "true" if value else "false",
    Kind.STRINGS: BETWEEN.join,
}
# A label, or a type with the labels it joins.
Of = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Rows:
    """Elements of one shape that the same sources state, the one to believe first; column by column.

    `identity`: the keys; or both keys, and the first days ("" where missing). `texts`: JSON of the values of each.
    """

    shape: ColumnSet
    sources: tuple[str, ...]
    identity: Sequence[Sequence[str]]
    refs: Sequence[str]
    texts: Sequence[bytes]


class ImportFiles:
    """The files of one import. `last` is the number of the last Change, once all are told."""

    def __init__(self, folder: Path, mark: LoadMarker) -> None:
        self._folder = folder
        self._mark = mark
        self._begun = _now()
        self._tables = Tables(folder)
        self._told: dict[Of, ChangeFile] = {}
        self.last = 0

    def add(self, rows: Rows) -> None:
        """What is new, with its Changes."""
        text = b"[" + b",".join(rows.texts) + b"]"
        values: list[list[Any]] = orjson.loads(text)
        many_lines = b"\\n" in text or b"\\r" in text  # in JSON the end of a line is written as two characters
        (self._add_nodes if rows.shape.is_node else self._add_relationships)(rows, values, many_lines)
        self._tell(rows)

    def finish(self, order: Iterable[Of]) -> list[str]:
        """What the import has to be told, when all is added. Changes tell of labels and types in this order."""
        for of in order:
            if told := self._told.get(of):
                self.last = told.number(self.last)
                self._tables.add(NODE, "Change", told.path, told.longest)
        self._tables.write(NODE, "Sequence", ("key:ID(Sequence)", "last:long"), [[NAME], [self.last]])
        load = [[self._mark.key], [self._mark.format], [BETWEEN.join(self._mark.files)], [self._begun], [_now()]]
        header = ("key:ID(Load)", "format", "files:string[]", "startedAt:datetime", "at:datetime")
        self._tables.write(NODE, "Load", header, load)
        return self._tables.arguments()

    def _add_nodes(self, rows: Rows, values: list[list[Any]], many_lines: bool) -> None:
        shape, sources, keys = rows.shape, rows.sources, rows.identity[0]
        header = [f"key:ID({shape.name})", *_headed(shape), "source", "ref"]
        columns: list[Column] = [keys, *_columns(shape, values), sources[0], rows.refs]
        if shape.searched:
            header.append("searchTokens")
            columns.append([search_tokens(dict(zip(shape.columns, each, strict=True))) for each in values])
        self._tables.write(NODE, shape.name, header, columns, many_lines=many_lines)
        ends = (f":START_ID({shape.name})", ":END_ID(Source)", "source", "ref")
        for source in sources:
            stated, refs = _but(keys, rows.refs, source) if shape.name == "Source" else (keys, rows.refs)
            self._tables.write(RELATIONSHIP, "STATED_IN", ends, [stated, source, source, refs])

    def _add_relationships(self, rows: Rows, values: list[list[Any]], many_lines: bool) -> None:
        shape, sources = rows.shape, rows.sources
        (start, end), (starts, ends, _) = shape.ends, rows.identity
        header = [f":START_ID({start})", f":END_ID({end})", *_headed(shape), "source", "ref"]
        columns: list[Column] = [starts, ends, *_columns(shape, values), sources[0], rows.refs]
        if len(sources) > 1:
            header.append("sources:string[]")
            columns.append(BETWEEN.join(sources))
        self._tables.write(RELATIONSHIP, shape.name, header, columns, many_lines=many_lines)

    def _tell(self, rows: Rows) -> None:
        shape = rows.shape
        told = self._told.get((shape.name, shape.ends))
        if told is None:
            told = self._told[shape.name, shape.ends] = ChangeFile(self._folder, len(self._told), self._mark.key)
        ids = [*map(shape.id_of, zip(*rows.identity, strict=True))]
        told.add(shape.name, ids)
        if shape.is_node:
            told.add("STATED_IN", stated_in(ids, rows.sources))
        told.write_full()


def _headed(shape: ColumnSet) -> list[str]:
    return [f"{name}{_TYPES[kind]}" for name, kind in zip(shape.columns, shape.kinds, strict=True)]


def _columns(shape: ColumnSet, values: list[list[Any]]) -> list[Sequence[Any]]:
    """The values column by column as the import reads them; None, which is written as nothing, stays missing."""
    columns: list[Sequence[Any]] = [*zip(*values, strict=True)]
    for place, kind in enumerate(shape.kinds):
        if write := _WRITTEN.get(kind):
            columns[place] = [each if each is None else write(each) for each in columns[place]]
    return columns


def _but(keys: Sequence[str], refs: Sequence[str], source: str) -> tuple[list[str], list[str]]:
    """Nothing joins a source to itself."""
    pairs = [pair for pair in zip(keys, refs, strict=True) if pair[0] != source]
    return [key for key, _ in pairs], [ref for _, ref in pairs]


def _now() -> str:
    return datetime.now(UTC).isoformat()
