"""Reads files with a format, as the first pass of a load does, without a graph.

In: a format, files by name. Out: a Read: what the entries state, their notes, and the faults.
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from loaders.faults import Fault
from loaders.formats import FORMATS
from loaders.input.files import find_files
from loaders.options import LoadOptions
from loaders.records import NODES, Cell, Entry

Cells = dict[str, Cell]


@dataclass
class Reading:
    """What was read. Nodes by (label, key), relationships by (type, from, to, validFrom); all cells but the source."""

    nodes: dict[tuple[str, str], Cells] = field(default_factory=dict)
    relationships: dict[tuple[str, str, str, str], Cells] = field(default_factory=dict)
    notes: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def of(self, *names: str) -> set[tuple[str, ...]]:
        """Keys of the nodes of these labels, or the ends of relationships of these types."""
        keys = {key[1:] for key in self.nodes if key[0] in names}
        return keys | {key[1:3] for key in self.relationships if key[0] in names}


def read(format: str, folder: Path, files: dict[str, str | bytes], options: LoadOptions | None = None) -> Reading:
    """Write the files, and read them."""
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_paths(format, [str(folder / name) for name in files], options)


def read_paths(format: str, paths: list[str], options: LoadOptions | None = None) -> Reading:
    """Read what is there."""
    chosen, reading = FORMATS[format], Reading()
    sources = find_files(paths, chosen.suffixes)
    reading.faults += [file.fault for file in sources if file.fault]
    for item in chosen.read([file for file in sources if not file.fault], options or LoadOptions()):
        if isinstance(item, Fault):
            reading.faults.append(item)
        else:
            _keep(reading, item)
    return reading


def _keep(reading: Reading, entry: Entry) -> None:
    assert entry.rows or entry.note, f"{entry.place} says nothing, and not why"
    reading.entries.append(entry)
    reading.notes.update([entry.note] if entry.note else [])
    for row in entry.rows:
        cells = {name: cell for name, cell in row.cells.items() if name != "source"}
        if row.kind == NODES:
            reading.nodes.setdefault((row.name, str(cells.pop("key"))), {}).update(cells)
        else:
            ends = str(cells.pop("from")), str(cells.pop("to"))
            reading.relationships.setdefault((row.name, *ends, str(cells.get("validFrom", ""))), {}).update(cells)
