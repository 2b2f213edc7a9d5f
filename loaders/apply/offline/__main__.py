"""`python -m loaders.apply.offline FOLDER`: writes import files into a folder from what a load sends it, until that says it is all.

In: messages, told of on standard input. Out: files, and on standard output, as JSON, what the import has to be told; or what went
wrong. When the load ends before it said so, nothing: whoever comes next takes the folder away.
"""

import gc
import os
import signal
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import orjson

from graph.write.columns import ColumnSet
from graph.write.load_marker import LoadMarker
from graph.write.offline_import import ImportFiles, Rows
from loaders.apply.offline import messages
from loaders.staging.store import REF, SHAPE, SOURCES, VALS

# To the load, which has the longer way: reading takes 31 s of a million initiatives instead of 34, and this is done as early.
GIVES_WAY = 10


def answer(folder: Path, pipe: IO[bytes]) -> dict[str, Any] | None:
    """What the import has to be told, and the number of the last Change; None when the messages broke off."""
    with (folder / messages.FILE).open("rb") as file:
        return _answer(folder, messages.received(file, pipe))


def _answer(folder: Path, told: Iterator[tuple[int, Any]]) -> dict[str, Any] | None:
    shapes: list[ColumnSet] = []
    sources: list[tuple[str, ...]] = []
    files: ImportFiles | None = None
    for what, value in told:
        if what == messages.MARK:
            files = ImportFiles(folder, LoadMarker(*value))
        elif what == messages.SHAPES:
            shapes += [ColumnSet(*each) for each in value]
        elif what == messages.SOURCES:
            sources += value
        elif files and what == messages.ROWS:
            for rows in _alike(value, shapes, sources):
                files.add(rows)
        elif files:
            (folder / messages.FILE).unlink()  # the import needs the space
            return {"arguments": files.finish(value), "last": files.last}
    return None


def _alike(staged: list[tuple[Any, ...]], shapes: list[ColumnSet], sources: list[tuple[str, ...]]) -> Iterator[Rows]:
    groups = defaultdict(list)
    for row in staged:
        groups[row[SHAPE], row[SOURCES]].append(row)
    for (shape, stating), rows in groups.items():
        if shapes[shape].name != "STATED_IN":  # comes with the nodes themselves, or is written afterwards
            columns = [*zip(*rows, strict=True)]
            yield Rows(shapes[shape], sources[stating], columns[1:SHAPE], columns[REF], columns[VALS])


def main() -> int:
    """Exit 0 when all was written."""
    gc.disable()  # rows hold no cycles, and looking for some takes a fifth of the time
    if sys.platform != "win32":
        os.nice(GIVES_WAY)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-c is for the load, which ends the pipe
    try:
        told = answer(Path(sys.argv[1]), sys.stdin.buffer)
    except OSError as error:
        told = {"error": str(error)}
    if told is not None:
        sys.stdout.buffer.write(orjson.dumps(told))
    return 0 if told and "error" not in told else 1


if __name__ == "__main__":
    sys.exit(main())
