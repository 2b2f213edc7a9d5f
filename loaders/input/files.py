"""The files of a load: found in folders, taken out of archives, and decoded, without ever holding one whole in memory.

In: paths as the caller named them, and the suffixes of a format. Out: SourceFiles. Errors: BadInput where a path leads
nowhere; a Fault with its line where a file is no text that can be read. What macOS, Windows and office programs leave
beside files, and files of refused rows, are no files of a load.
"""

import io
import os
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from typing import IO, TextIO

from graph.errors import BadInput
from loaders.faults import WHOLE, Fault, Place
from loaders.input import archives
from loaders.input.archives import Opener
from loaders.input.encoding import CHUNK, LONGEST_LINE, Encoding, encoding_of

REJECTS = ".rejects.jsonl"
# By the name of a file or of a folder around it: what machines write for themselves.
_LEFT_BY_MACHINES = re.compile(
    r"\._.*|\.DS_Store|__MACOSX|\.AppleDouble|\.Spotlight-V100|\.Trashes|\.fseventsd|Icon\r"
    r"|(eh)?thumbs\.db|desktop\.ini|\$RECYCLE\.BIN|System Volume Information|~\$.*|\.~lock\..*|.*" + re.escape(REJECTS),
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class SourceFile:
    """One file, or one member of an archive (`archive.zip/member`).

    `name` is how the caller named it, for messages; `ref` what the graph keeps of it: no folder of any machine.
    """

    name: str
    ref: str
    opener: Opener = field(repr=False, compare=False)
    size: int = 0

    def has_suffix(self, *suffixes: str) -> bool:
        """Whether its name ends with one of them, in capitals or not."""
        return self.ref.lower().endswith(suffixes)

    def place(self, line: int, raw: str | None = None) -> Place:
        """A line of this file, with its text where that is at hand."""
        return Place(self.name, line, f"{self.ref}:{line}", raw)

    @contextmanager
    def binary(self) -> Iterator[IO[bytes]]:
        """Its bytes; closed at the end."""
        try:
            stream = self.opener()
        except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
            raise BadInput(f"{self.name} cannot be read: {_said(error)}", "Check the file and its rights.") from error
        with stream:
            yield stream

    @contextmanager
    def text(self) -> Iterator[TextIO]:
        """Its text, line ends as they stand there. Only for a file of which `fault` is None."""
        with self.binary() as stream:
            yield io.TextIOWrapper(stream, encoding=self.encoding, newline="")

    def lines(self) -> Iterator[str]:
        """Its lines, each with its own line end; one that would fill memory comes in pieces, which are no rows."""
        with self.text() as stream:
            while line := stream.readline(LONGEST_LINE):
                yield line

    @property
    def encoding(self) -> str:
        """UTF-8, with or without a byte order mark, or else Windows' cp1252."""
        return self._scanned.name

    @property
    def fault(self) -> Fault | None:
        """Why it is no text that can be read."""
        found = self._scanned
        return self.place(found.line, found.raw).fault(WHOLE, found.reason, found.cure) if found.reason else None

    @cached_property
    def _scanned(self) -> Encoding:
        return encoding_of(self.binary, lambda stream: _read(self.name, stream))


def _read(name: str, stream: IO[bytes]) -> bytes:
    try:
        return stream.read(CHUNK)
    except (OSError, zipfile.BadZipFile, RuntimeError, EOFError, ValueError) as error:
        raise BadInput(f"{name} cannot be read: {_said(error)}", "Check the file and its rights.") from error
    except Exception as error:  # zlib.error has no name of its own in every Python
        raise BadInput(f"{name} is damaged: {_said(error)}", "Fetch it again.") from error


def _said(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).splitlines()[0]


def find_files(paths: Iterable[Traversable | str], suffixes: Sequence[str]) -> list[SourceFile]:
    """All files of the paths: a file as it is, of an archive its members, of a folder what has one of the suffixes."""
    wanted = _Search(tuple(suffixes))
    return [file for path in paths for file in wanted.named(Path(path) if isinstance(path, str) else path)]


class _Search:
    """Looks through folders, each of them once: a link may lead back to where we are."""

    def __init__(self, suffixes: tuple[str, ...]) -> None:
        self._suffixes = suffixes
        self._seen: set[str] = set()

    def named(self, path: Traversable) -> list[SourceFile]:
        """What the caller named."""
        if path.is_file():
            return list(self._members(path)) if path.name.lower().endswith(archives.SUFFIX) else [_file(path)]
        if path.is_dir():
            return self._folder(path)
        if isinstance(path, Path) and path.exists():
            raise BadInput(f"{path} is a pipe or a device", "Write what it gives into a file, and load that.")
        raise BadInput(f"{path} does not exist", "Check the path.")

    def _folder(self, path: Traversable) -> list[SourceFile]:
        if isinstance(path, Path):
            real = os.path.realpath(path)
            if real in self._seen:
                return []
            self._seen.add(real)
        try:
            entries = [each for each in path.iterdir() if not _LEFT_BY_MACHINES.fullmatch(each.name)]
        except OSError as error:
            raise BadInput(f"{path} cannot be read: {_said(error)}", "Check the folder and its rights.") from error
        inside = sorted(entries, key=lambda entry: entry.name)
        below = [file for entry in inside if entry.is_dir() for file in self._folder(entry)]
        wanted = [entry for entry in inside if not entry.is_dir() and self._is_wanted(entry.name)]
        return below + [file for entry in wanted for file in self._inside(entry)]

    def _inside(self, path: Traversable) -> list[SourceFile]:
        return [_file(path)] if path.is_file() else self.named(path)

    def _members(self, path: Traversable) -> Iterator[SourceFile]:
        for name, size, opener in archives.members(path):
            inner = PurePosixPath(name.replace("\\", "/"))
            if self._is_wanted(name) and not any(map(_LEFT_BY_MACHINES.fullmatch, inner.parts)):
                yield SourceFile(_text(f"{path}/{name}"), _ref(inner.name), opener, size)

    def _is_wanted(self, name: str) -> bool:
        return name.lower().endswith(self._suffixes)


def _file(path: Traversable) -> SourceFile:
    size = path.stat().st_size if isinstance(path, Path) else 0
    return SourceFile(_text(str(path)), _ref(path.name), lambda: path.open("rb"), size)


def _ref(name: str) -> str:
    """A name to keep: macOS writes letters and their accents apart, and keys are made of names."""
    return unicodedata.normalize("NFC", _text(name))


def _text(name: str) -> str:
    """A name as text: on Linux it may hold bytes that are none."""
    return name.encode("utf-8", "replace").decode()
