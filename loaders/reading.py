"""The first pass of a load: every entry of every file, validated and staged, with what became of it.

In: files of a format. Out: a Read: how many entries there are, what is wrong with them, and what was not kept on purpose.
Nothing of the graph is looked at here.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from loaders.files import CP1252, SourceFile
from loaders.progress import Progress
from loaders.records import Entry, Fault, Format, Options
from loaders.staging import FLUSH, Staging
from loaders.validate import Validator

UNCHANGED, LOADED, REFUSED = 0, 1, 2
STEP = 4096


@dataclass
class Read:
    """What was read. `fates` says of each entry, by number, what became of it; notes are counted by their text."""

    files: int = 0
    fates: bytearray = field(default_factory=bytearray)
    notes: Counter[str] = field(default_factory=Counter)
    untaken: bool = False
    """True when a row could not even be taken apart: then nobody can say what is missing."""

    @property
    def entries(self) -> int:
        """Rows of the source."""
        return len(self.fates)

    def refuse(self, entry: int) -> None:
        """That entry is not loaded."""
        self.fates[entry] = REFUSED

    def load(self, entry: int) -> None:
        """That entry made something new or changed something."""
        self.fates[entry] = LOADED


def read_all(
    staging: Staging,
    chosen: Format,
    files: Sequence[SourceFile],
    options: Options,
    progress: Progress,
    *,
    keep_raw: bool,
) -> Read:
    """Stage all that the files state. `keep_raw`: keep the text of entries, for the file of what is refused."""
    read = Read(len(files))
    good = [file for file in files if not _unreadable(staging, read, file)]
    check = Validator(staging).add
    found: list[Fault] = []
    for item in chosen.read(good, options):
        number = len(read.fates)
        read.fates.append(UNCHANGED)
        if isinstance(item, Fault):
            found.append(item)
            read.untaken = True
        else:
            for row in item.rows:
                check(row, number, found)
            if item.note:
                read.notes[item.note] += 1
            if keep_raw:
                staging.raws.append((number, _storable(item)))
        if found:
            _refuse(staging, read, number, found)
        if not number % FLUSH:
            staging.flush()
            if not number % STEP:
                progress.at(number)
    staging.index()
    return read


def _unreadable(staging: Staging, read: Read, file: SourceFile) -> bool:
    if file.fault is None:
        if file.encoding == CP1252:
            read.notes[f"{file.ref} is not UTF-8 and was read as cp1252"] += 1
        return False
    read.fates.append(UNCHANGED)
    read.untaken = True
    _refuse(staging, read, len(read.fates) - 1, [file.fault])
    return True


def _refuse(staging: Staging, read: Read, entry: int, found: list[Fault]) -> None:
    read.refuse(entry)
    for fault in found:
        staging.add_fault(entry, fault)
    found.clear()


def _storable(entry: Entry) -> str:
    return entry.raw.encode("utf-8", "replace").decode()
