"""What passes between the steps of a load: entries and their rows (untrusted), in blocks or one by one, and formats.

In: nothing. Out: values. What is made for every line of a file is a tuple with names: those are made three times as
fast as dataclasses.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from loaders.faults import Fault, Place
from loaders.input.files import SourceFile
from loaders.options import LoadOptions

NODES, RELATIONSHIPS = "nodes", "relationships"
Cell = str | tuple[str, ...]
NO_COLUMNS: Mapping[str, str] = MappingProxyType({})


class Row(NamedTuple):
    """One node or relationship that a source states: its label or type, and its cells as text, empty ones included.

    Nodes have the cell `key`, relationships `from` and `to`, all have `source`. A tuple is a list of texts that each
    stand for themselves; a text for a list property is split at `|`. `columns` gives the source's own name for a
    property, so that a fault speaks of the file as its reader sees it. `vanished`: the day since which the source no
    longer states it, which only an export tells.
    """

    kind: str
    name: str
    place: Place
    cells: Mapping[str, Cell]
    columns: Mapping[str, str] = NO_COLUMNS
    vanished: str = ""


class Entry(NamedTuple):
    """One row of a source (a line of CSV, an item of JSON) with all that it states: any number of Rows.

    `raw` is the text of it, for the file of what was refused. `note` is a short sentence, always the same for the same
    reason, about what was not kept or was changed on purpose; the report counts them. Without rows, an entry needs one.
    """

    place: Place
    rows: Sequence[Row] = ()
    raw: str = ""
    note: str = ""


class Block(NamedTuple):
    """Rows of one table that follow each other, each an entry with one Row: they can be looked at column by column.

    `lines` are number, cells (as many as the header has) and text; `ref` is what stands before the number in a place.
    """

    kind: str
    name: str
    file: str
    ref: str
    header: tuple[str, ...]
    lines: Sequence[tuple[int, list[str], str]]

    def entries(self) -> Iterator[Entry]:
        """The same one by one."""
        for number, cells, raw in self.lines:
            place = Place(self.file, number, f"{self.ref}{number}")
            yield Entry(place, (Row(self.kind, self.name, place, dict(zip(self.header, cells, strict=True))),), raw)


@dataclass(frozen=True)
class Format:
    """One kind of file. `reads` is one sentence on what it is; `suffixes` is what its files in a folder end with.

    `read` gets all files of a load together and yields, as they come, an Entry for each row, or a Fault for what could
    not be taken apart: each of those counts as one row read. A Block stands for as many Entries as it has lines.
    """

    name: str
    reads: str
    suffixes: tuple[str, ...]
    read: Callable[[Sequence[SourceFile], LoadOptions], Iterator[Entry | Fault | Block]]
    names_sources: bool = False
    """Whether its rows say themselves which source states them."""
