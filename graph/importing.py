"""Writes what plans add as files for Neo4j's offline import, with the Changes, the Sequence and the mark that a load leaves.

In: a private folder, the mark of a load, and Plans that only add. Out: files, and the arguments of the import. What it
makes of them is what `graph.work` makes of the same plans; only constraints and indexes are left to be made.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import orjson

from graph.changes import DIGITS, NAME
from graph.loads import Mark
from graph.plans import Plan
from graph.search import search_tokens
from graph.shape import Shape, Stated
from graph.vocabulary import Kind
from graph.work import Work, tell_added

# No value of ours holds it: control characters are refused.
BETWEEN = "\x1f"
NODE, RELATIONSHIP = "nodes", "relationships"
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
# As many characters as the ids of a batch may take together.
BUFFER = "16m"
# Two characters: so the writer puts a text that holds either between quotes.
END = "\r\n"


class ImportFiles:
    """The files of one import. `last` is the number of the last Change."""

    def __init__(self, folder: Path, mark: Mark) -> None:
        self._folder = folder
        self._mark = mark
        self._begun = _now()
        self._files: dict[tuple[str, ...], Path] = {}
        self._many_lines: set[Path] = set()
        self._numbers = count(1)
        self.last = 0

    def add(self, plans: Sequence[Plan]) -> None:
        """What would be written in one transaction, with its Changes."""
        work = Work()
        for plan in plans:
            shape, sources = plan.batch.shape, plan.batch.sources
            (self._add_nodes if shape.is_node else self._add_relationships)(shape, sources, plan.added)
            tell_added(work, shape, sources, plan.added)
        now = _now()
        rows = []
        for change in work.told():
            self.last += 1
            what = BETWEEN.join(change.what)
            rows.append((f"{self.last:0{DIGITS}}", now, change.kind.value, change.of, what, self._mark.key))
        self._write(NODE, "Change", ("key:ID(Change)", "at:datetime", "kind", "of", "what:string[]", "by"), rows)

    def arguments(self) -> list[str]:
        """What the import has to be told, when all is added."""
        self._write(NODE, "Sequence", ("key:ID(Sequence)", "last:long"), [(NAME, self.last)])
        load = (self._mark.key, self._mark.format, BETWEEN.join(self._mark.files), self._begun, _now())
        header = ("key:ID(Load)", "format", "files:string[]", "startedAt:datetime", "at:datetime")
        self._write(NODE, "Load", header, [load])
        told = ["--array-delimiter=U+001F", "--path-pattern-style=none", f"--read-buffer-size={BUFFER}"]
        if self._many_lines:
            told += [
                "--multiline-fields-format=v2",
                f"--multiline-fields={','.join(map(str, sorted(self._many_lines)))}",
            ]
        return [*told, *(f"--{what}={name}={path}" for (what, name, *_), path in self._files.items())]

    def _add_nodes(self, shape: Shape, sources: Sequence[str], added: Sequence[Stated]) -> None:
        header = [f"key:ID({shape.name})", *_columns(shape), "source", "ref"]
        header += ["searchTokens"] if shape.searched else []
        rows = (
            [one.identity[0], *texts, sources[0], one.ref, *_tokens(shape, values)]
            for one, values, texts in _rows(shape, added)
        )
        self._write(NODE, shape.name, header, rows, many_lines=_has_lines(added))
        joined = (
            (one.identity[0], source, source, one.ref)
            for one in added
            for source in sources
            if (shape.name, one.identity[0]) != ("Source", source)
        )
        ends = (f":START_ID({shape.name})", ":END_ID(Source)", "source", "ref")
        self._write(RELATIONSHIP, "STATED_IN", ends, joined)

    def _add_relationships(self, shape: Shape, sources: Sequence[str], added: Sequence[Stated]) -> None:
        start, end = shape.ends
        header = (f":START_ID({start})", f":END_ID({end})", *_columns(shape), "source", "ref", "sources:string[]")
        several = BETWEEN.join(sources) if len(sources) > 1 else None
        rows = (
            (one.identity[0], one.identity[1], *texts, sources[0], one.ref, several)
            for one, _, texts in _rows(shape, added)
        )
        self._write(RELATIONSHIP, shape.name, header, rows, many_lines=_has_lines(added))

    def _write(
        self, what: str, name: str, header: Sequence[str], rows: Iterable[Sequence[Any]], *, many_lines: bool = False
    ) -> None:
        """Put rows into the file with this header."""
        known = (what, name, *header)
        path = self._files.get(known)
        fresh = path is None
        if path is None:
            path = self._files[known] = self._folder / f"{next(self._numbers):05}-{name}.csv"
        if many_lines:
            self._many_lines.add(path)
        with path.open("a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator=END)
            if fresh:
                writer.writerow(header)
            if what != NODE:
                writer.writerows(rows)
                return
            for row in rows:
                if row[-1] == "":  # search tokens of what has no text: there, and empty, which the import sees by quotes
                    file.write(_line(row)[: -len(END)] + '""' + END)
                else:
                    writer.writerow(row)


def _line(row: Sequence[Any]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator=END).writerow(row)
    return text.getvalue()


def _columns(shape: Shape) -> list[str]:
    return [f"{name}{_TYPES[kind]}" for name, kind in zip(shape.columns, shape.kinds, strict=True)]


def _rows(shape: Shape, added: Sequence[Stated]) -> Iterator[tuple[Stated, list[Any], list[Any]]]:
    """Each with its values, and with those as the import reads them; None, which is written as nothing, stays missing."""
    others = [(place, _WRITTEN[kind]) for place, kind in enumerate(shape.kinds) if kind in _WRITTEN]
    for one in added:
        values = orjson.loads(one.text)
        texts = list(values) if others else values
        for place, write in others:
            if values[place] is not None:
                texts[place] = write(values[place])
        yield one, values, texts


def _tokens(shape: Shape, values: list[Any]) -> list[str]:
    return [search_tokens(dict(zip(shape.columns, values, strict=True)))] if shape.searched else []


def _has_lines(added: Sequence[Stated]) -> bool:
    """Whether a text may hold the end of a line: as JSON it stands there as two characters."""
    text = b"".join(one.text for one in added)
    return b"\\n" in text or b"\\r" in text


def _now() -> str:
    return datetime.now(UTC).isoformat()
