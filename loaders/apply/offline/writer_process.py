"""Has a process of its own write the files of an import, from what is staged, while this one reads on.

In: a staging that is being filled. Out: files that hold all of it; written anew when, once all was looked at, something
is no longer as it was read: refused, stated twice, or of sources of which only then is known which to believe.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass
from typing import Any

import orjson

from graph.write.load_marker import LoadMarker
from graph.write.precedence import Precedence
from graph.write.transaction import Interrupted
from loaders.apply.offline import messages
from loaders.apply.offline.choice import Offline
from loaders.staging.store import Staging


@dataclass(frozen=True)
class Written:
    """What the import has to be told, and the number of the last Change."""

    arguments: list[str]
    last: int


@contextmanager
def import_file_process(offline: Offline, staging: Staging, mark: LoadMarker) -> Iterator["ImportFileProcess"]:
    """Writes from now on what is staged."""
    import_process = ImportFileProcess(offline, staging, mark)
    try:
        staging.also = import_process.write
        yield import_process
    finally:
        import_process.close()


class ImportFileProcess:
    """The other process, seen from here."""

    def __init__(self, offline: Offline, staging: Staging, mark: LoadMarker) -> None:
        self.offline = offline
        self._staging = staging
        self._mark = mark
        self._begin()

    def _begin(self) -> None:
        self._folder, pipe = self.offline.folder(), subprocess.PIPE
        command = [sys.executable, "-P", "-m", "loaders.apply.offline", str(self._folder)]
        self._file = (self._folder / messages.FILE).open("wb")
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)
        self._shapes = self._sources = 0
        self._ranks: Precedence | None = None
        self._send(messages.MARK, astuple(self._mark))

    def write(self, rows: list[tuple[Any, ...]]) -> None:
        """Write these too, as they are staged."""
        staging = self._staging
        if len(staging.shapes) > self._shapes:
            shapes = [(each.name, each.ends, each.columns) for each in staging.shapes[self._shapes :]]
            self._send(messages.SHAPES, shapes)
            self._shapes += len(shapes)
        if len(staging.sources) > self._sources:
            sources = [self._ordered(each) for each in staging.sources[self._sources :]]
            self._send(messages.SOURCES, sources)
            self._sources += len(sources)
        self._send(messages.ROWS, rows)

    def _ordered(self, sources: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._ranks.ordered(sources, sources[0])) if self._ranks else sources

    def holds(self, kinds: Collection[int]) -> bool:
        """Whether the files hold just what is staged of these kinds, as it is to be written."""
        staging = self._staging
        others = {kind.name for number, kind in enumerate(staging.kinds) if number not in kinds}
        return staging.as_read and others <= {"STATED_IN"} and all(len(keys) == 1 for keys in staging.sources)

    def write_anew(self, kinds: Collection[int], ranks: Precedence, at: Callable[[int], None]) -> None:
        """Forget what was written, and write what is staged of these kinds now. `at` is told how much is done."""
        self.close()
        self._begin()
        self._ranks = ranks
        done = 0
        for rows in self._staging.chunks(kinds):
            self.write(rows)
            done += len(rows)
            at(done)

    def finish(self, kinds: Sequence[int]) -> Written:
        """Wait until all is written; Changes tell of kinds in this order. Raises Interrupted when it cannot be."""
        self._send(messages.END, [self._staging.kinds[number][:2] for number in kinds])
        told, said = self.process.communicate()
        answer = orjson.loads(told) if told else {}
        if "arguments" not in answer:
            raise _failed(answer, said)
        return Written(**answer)

    def close(self) -> None:
        """End it, whatever it is doing, and take away what it wrote."""
        self._staging.also = None
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()
        with suppress(OSError):  # what could not be written is not missed
            self._file.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _send(self, what: int, value: Any) -> None:
        assert self.process.stdin
        try:
            messages.send(self._file, self.process.stdin, what, value)
        except OSError as error:
            told, said = self.process.communicate()
            raise _failed(orjson.loads(told) if told else {"error": str(error)}, said) from error


def _failed(answer: dict[str, Any], said: bytes) -> Interrupted:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    why = answer.get("error") or (lines[-1] if lines else "it was ended")
    return Interrupted(
        f"The files for Neo4j's import could not be written: {why}", "See that there is space for them, or load without --bulk."
    )
