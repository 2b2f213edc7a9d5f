"""The tables that Neo4j's import reads: a file for each header.

In: columns of texts. Out: files in one folder, and the arguments that name them.

A million rows are written three times as fast a column at a time: most columns hold nothing that asks for quotes.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import count, repeat
from pathlib import Path
from typing import Any

# No value of ours holds it: control characters are refused.
BETWEEN = "\x1f"
NODE, RELATIONSHIP = "nodes", "relationships"
# Bytes that the import reads at a time, where no row is nearly as long: it looks at so much of each file beforehand.
BUFFER = 1 << 20
MOST_BYTES = 4  # of one character
END = "\n"
_SPECIAL = re.compile('[",\r\n]')
# The values of all rows; a text stands for as many of it as there are rows.
Column = Sequence[Any] | str


class Tables:
    """The files of one import."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written: dict[tuple[str, ...], Path] = {}
        self._named: list[tuple[str, str, Path]] = []
        self._many_lines: set[Path] = set()
        self._numbers = count(1)
        self._longest = 0

    def write(
        self, what: str, name: str, header: Sequence[str], columns: Sequence[Column], *, many_lines: bool = False
    ) -> None:
        """Put rows into the file with this header. `many_lines`: some text may hold the end of a line."""
        known = (what, name, *header)
        path = self._written.get(known)
        fresh = path is None
        if path is None:
            path = self._written[known] = self._folder / f"{next(self._numbers):05}-{name}.csv"
            self.add(what, name, path)
        if many_lines:
            self._many_lines.add(path)
        with path.open("ab") as file:
            if fresh:
                file.write(as_bytes([line_of(header)]))
            lines = lines_of(columns)
            self._longest = max(self._longest, *map(len, lines), 0)
            file.write(as_bytes(lines))

    def add(self, what: str, name: str, path: Path, longest: int = 0) -> None:
        """A file that somebody else writes. `longest`: characters of a row."""
        self._longest = max(self._longest, longest)
        self._named.append((what, name, path))

    def arguments(self) -> list[str]:
        """What the import has to be told."""
        buffer = max(BUFFER, MOST_BYTES * self._longest)
        told = ["--array-delimiter=U+001F", "--path-pattern-style=none", f"--read-buffer-size={buffer}"]
        if self._many_lines:
            paths = ",".join(map(str, sorted(self._many_lines)))
            told += ["--multiline-fields-format=v2", f"--multiline-fields={paths}"]
        return [*told, *(f"--{what}={name}={path}" for what, name, path in self._named)]


def line_of(row: Iterable[Any]) -> str:
    """One row as it stands in a file: None as nothing, which the import takes for missing, and "" between quotes."""
    return ",".join(map(_cell, row))


def lines_of(columns: Sequence[Column]) -> list[str]:
    """The same of all rows."""
    cells = [repeat(_cell(each)) if isinstance(each, str) else _cells(each) for each in columns]
    return [*map(",".join, zip(*cells))]  # noqa: B905  some go on for ever


def as_bytes(lines: Sequence[str]) -> bytes:
    """What is written into a file."""
    return END.join([*lines, ""]).encode()


def _cells(column: Sequence[Any]) -> Sequence[str]:
    try:
        text = "".join(column)
    except TypeError:  # not all are texts
        return [_cell(each) for each in column]
    return [_cell(each) for each in column] if _SPECIAL.search(text) or "" in column else column


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    if value == "" or _SPECIAL.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text
