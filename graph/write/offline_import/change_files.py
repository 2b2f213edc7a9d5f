"""The Changes of an import: whoever follows them in order has to meet a node before what joins it.

In: ids of one label, or of one type with its ends, in any number. Out: a file of Changes, which get their numbers when
all that comes before them is known: these have always as many digits, and so are written over those that stood there.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from graph.model.terms import ChangeKind
from graph.write.change_keys import key_of
from graph.write.changeset import BATCH
from graph.write.offline_import.csv_files import BETWEEN, as_bytes, line_of

HEADER = ("key:ID(Change)", "at:datetime", "kind", "of", "what:string[]", "by")


class ChangeFile:
    """Changes of one kind of element; for nodes, also of what joins them to their sources. `longest`: characters of a row."""

    def __init__(self, folder: Path, number: int, by: str) -> None:
        self.path = folder / f"changes-{number:05}.csv"
        self._by = by
        self._waiting: dict[str, list[str]] = defaultdict(list)
        self._places = array("Q")
        self.longest = 0
        self.path.write_bytes(as_bytes([line_of(HEADER)]))

    def add(self, of: str, ids: Iterable[str]) -> None:
        """That these are new."""
        self._waiting[of] += ids

    def write_full(self) -> None:
        """Write what is waiting, when it is as much as one Change tells of."""
        if max(map(len, self._waiting.values())) >= BATCH:
            self._write()

    def number(self, after: int) -> int:
        """Write the rest, and number all: they follow that number. The last one."""
        self._write()
        with self.path.open("r+b") as file:
            for number, place in enumerate(self._places, after + 1):
                file.seek(place)
                file.write(key_of(number).encode())
        return after + len(self._places)

    def _write(self) -> None:
        now = datetime.now(UTC).isoformat()
        with self.path.open("ab") as file:
            for of, ids in self._waiting.items():
                if ids:
                    self._places.append(file.tell())
                    row = (key_of(0), now, ChangeKind.ADDED.value, of, BETWEEN.join(ids), self._by)
                    line = line_of(row)
                    self.longest = max(self.longest, len(line))
                    file.write(as_bytes([line]))
                    ids.clear()
