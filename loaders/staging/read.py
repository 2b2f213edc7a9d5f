"""The first pass of a load: every entry of every file, validated and staged, with what became of it.

In: files of a format. Out: a Read: how many entries there are, what is wrong with them, and what was not kept on purpose.
Nothing of the graph is looked at here.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.database.batching import TEXT
from loaders.faults import Fault
from loaders.input.encoding import CP1252
from loaders.input.files import SourceFile
from loaders.options import LoadOptions
from loaders.progress import Progress
from loaders.records import Block, Entry, Format
from loaders.staging import validate_columns as columns
from loaders.staging.store import FLUSH, Staging
from loaders.staging.validate import Validator
from loaders.text import REMOVED, holds_invisible

UNCHANGED, LOADED, REFUSED = 0, 1, 2
STEP = 4096


@dataclass
class ReadResult:
    """What was read. `fates` says of each entry, by number, what became of it; notes are counted by their text."""

    files: int = 0
    outcomes: bytearray = field(default_factory=bytearray)
    notes: Counter[str] = field(default_factory=Counter)
    unparsable: bool = False
    """True when a row could not even be taken apart: then nobody can say what is missing."""

    @property
    def entries(self) -> int:
        """Rows of the source."""
        return len(self.outcomes)

    def refuse(self, entry: int) -> None:
        """That entry is not loaded."""
        self.outcomes[entry] = REFUSED

    def note(self, text: str, rows: int = 1) -> None:
        """Something to tell of so many rows."""
        if rows:
            self.notes[text] += rows

    def load(self, entry: int) -> None:
        """That entry made something new or changed something."""
        self.outcomes[entry] = LOADED


def read_all(
    staging: Staging,
    chosen: Format,
    files: Sequence[SourceFile],
    options: LoadOptions,
    progress: Progress,
) -> ReadResult:
    """Stage all that the files state; with `keep_going` also the text of entries, for the file of what is refused."""
    read, keep_raw = ReadResult(len(files)), options.keep_going
    good = [file for file in files if not _unreadable(staging, read, file, keep_raw=keep_raw)]
    reader = _Reader(staging, read, keep_raw)
    shown = 0
    for item in chosen.read(good, options):
        if isinstance(item, Block):
            reader.block(item)
        else:
            reader.entry(item)
        if read.entries - shown >= STEP:
            shown = read.entries
            progress.at(shown)
    staging.index()
    return read


class _Reader:
    """Stages one item after the other."""

    def __init__(self, staging: Staging, read: ReadResult, keep_raw: bool) -> None:
        self._staging = staging
        self._read = read
        self._keep_raw = keep_raw
        self._validator = Validator(staging)
        self._found: list[Fault] = []
        self._text = 0  # characters since the last flush

    def block(self, block: Block) -> None:
        """Many rows at once, where nothing is wrong with any."""
        if not self._staged(block):  # it may only be the first of its kind
            first, rest = block._replace(lines=block.lines[:1]), block._replace(lines=block.lines[1:])
            self._one_by_one(first)
            if rest.lines and not self._staged(rest):
                self._one_by_one(rest)

    def _one_by_one(self, block: Block) -> None:
        for entry in block.entries():
            self.entry(entry)

    def _staged(self, block: Block) -> bool:
        first, size = self._read.entries, len(block.lines)
        if not columns.staged(self._staging, self._validator, block, first):
            return False
        self._read.outcomes.extend(bytes(size))
        if not "".join(line[-1] for line in block.lines).isascii():
            self._read.note(REMOVED, sum(holds_invisible(line[-1]) for line in block.lines))
        if self._keep_raw:
            raws = (_storable(line[-1]) for line in block.lines)
            self._staging.raws.extend(zip(range(first, first + size), raws, strict=True))
        self._staging.flush()
        return True

    def entry(self, item: Entry | Fault) -> None:
        """One row of a source, with all that it states."""
        read, number = self._read, self._read.entries
        read.outcomes.append(UNCHANGED)
        if isinstance(item, Fault):
            self._found.append(item)
            read.unparsable = True
            if self._keep_raw and item.raw is not None:
                self._staging.raws.append((number, _storable(item.raw)))
        else:
            for row in item.rows:
                self._validator.add(row, number, self._found)
            if item.note:
                read.note(item.note)
            if holds_invisible(item.raw):
                read.note(REMOVED)
            self._text += len(item.raw)
            if self._keep_raw:
                self._staging.raws.append((number, _storable(item.raw)))
        if self._found:
            _refuse(self._staging, read, number, self._found)
        if not number % FLUSH or self._text > TEXT:
            self._text = 0
            self._staging.flush()


def _unreadable(staging: Staging, read: ReadResult, file: SourceFile, *, keep_raw: bool) -> bool:
    fault = file.fault
    if fault is None:
        if file.encoding == CP1252:
            read.note(f"{file.ref} is not UTF-8 and was read as cp1252")
        return False
    read.outcomes.append(UNCHANGED)
    read.unparsable = True
    if keep_raw and fault.raw is not None:
        staging.raws.append((len(read.outcomes) - 1, _storable(fault.raw)))
    _refuse(staging, read, len(read.outcomes) - 1, [fault])
    return True


def _storable(raw: str) -> str:
    """Text as it can be written as UTF-8."""
    return raw.encode("utf-8", "replace").decode()


def _refuse(staging: Staging, read: ReadResult, entry: int, found: list[Fault]) -> None:
    read.refuse(entry)
    for fault in found:
        staging.add_fault(entry, fault)
    found.clear()
