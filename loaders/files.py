"""The files of a load: found in folders, taken out of archives, and decoded, without ever holding one whole in memory.

In: paths as the caller named them, and the suffixes of a format. Out: SourceFiles. Errors: BadInput where a path leads
nowhere; a Fault with its line where a file is no text that can be read.
"""

import codecs
import io
import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from typing import IO, TextIO

from graph.errors import BadInput
from loaders.records import WHOLE, Fault, Place

UTF_8, CP1252 = "utf-8-sig", "cp1252"
CHUNK = 1 << 20
ARCHIVE = ".zip"
# An archive is read no further than this: what it may hold, and how many times larger it may become.
MEMBERS, MEMBER_BYTES, ARCHIVE_BYTES, RATIO = 10_000, 4 << 30, 16 << 30, 200
SMALL = 1 << 20  # below this a member may be as compressible as it likes
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Opener = Callable[[], IO[bytes]]


@dataclass(frozen=True)
class SourceFile:
    """One file, or one member of an archive (`archive.zip/member`).

    `name` is how the caller named it, for messages; `ref` what the graph keeps of it: no folder of any machine.
    """

    name: str
    ref: str
    opener: Opener = field(repr=False, compare=False)
    size: int = 0

    def place(self, line: int) -> Place:
        """A line of this file."""
        return Place(self.name, line, f"{self.ref}:{line}")

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
        """Its lines, each with its own line end."""
        with self.text() as stream:
            yield from stream

    @property
    def encoding(self) -> str:
        """UTF-8, with or without a byte order mark, or else Windows' cp1252."""
        return self._scanned[0]

    @property
    def fault(self) -> Fault | None:
        """Why it is no text that can be read."""
        return self._scanned[1]

    @cached_property
    def _scanned(self) -> tuple[str, Fault | None]:
        """Read it once, in chunks: NUL and UTF-16 are refused, and what is no UTF-8 is taken for cp1252."""
        decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()
        line, first = 1, True
        with self.binary() as stream:
            while chunk := _read(self.name, stream):
                if first and chunk.startswith(_UTF_16):
                    return UTF_8, self._refused(1, "the file is UTF-16")
                if (at := chunk.find(0)) >= 0:
                    return UTF_8, self._refused(line + chunk.count(b"\n", 0, at), "there is a NUL character")
                decoder = _still_utf_8(decoder, chunk)
                line, first = line + chunk.count(b"\n"), False
        if decoder and _still_utf_8(decoder, b"", final=True):
            return UTF_8, None
        return CP1252, self._outside_cp1252()

    def _outside_cp1252(self) -> Fault | None:
        """Five bytes are no character in cp1252 either."""
        line = 1
        with self.binary() as stream:
            while chunk := _read(self.name, stream):
                try:
                    chunk.decode(CP1252)
                except UnicodeDecodeError as error:
                    reason = f"the byte 0x{chunk[error.start]:02x} is neither UTF-8 nor cp1252"
                    return self._refused(line + chunk.count(b"\n", 0, error.start), reason)
                line += chunk.count(b"\n")
        return None

    def _refused(self, line: int, reason: str) -> Fault:
        return self.place(line).fault(WHOLE, reason, "Save the file as UTF-8 text.")


def _read(name: str, stream: IO[bytes]) -> bytes:
    try:
        return stream.read(CHUNK)
    except (OSError, zipfile.BadZipFile, RuntimeError, EOFError, ValueError) as error:
        raise BadInput(f"{name} cannot be read: {_said(error)}", "Check the file and its rights.") from error
    except Exception as error:  # zlib.error has no name of its own in every Python
        raise BadInput(f"{name} is damaged: {_said(error)}", "Fetch it again.") from error


def _said(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).splitlines()[0]


def _still_utf_8(
    decoder: codecs.IncrementalDecoder | None, chunk: bytes, *, final: bool = False
) -> codecs.IncrementalDecoder | None:
    if decoder is None:
        return None
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return None
    return decoder


def found(paths: Iterable[Traversable | str], suffixes: Sequence[str]) -> list[SourceFile]:
    """All files of the paths: a file as it is, of an archive its members, of a folder what has one of the suffixes."""
    return [file for path in paths for file in _found(Path(path) if isinstance(path, str) else path, tuple(suffixes))]


def _found(path: Traversable, suffixes: tuple[str, ...]) -> list[SourceFile]:
    if path.is_file():
        return list(_members(path, suffixes)) if path.name.endswith(ARCHIVE) else [_file(path)]
    if not path.is_dir():
        raise BadInput(f"{path} does not exist", "Check the path.")
    inside = sorted(path.iterdir(), key=lambda entry: entry.name)
    below = [file for entry in inside if entry.is_dir() for file in _found(entry, suffixes)]
    return below + [_file(entry) for entry in inside if entry.is_file() and entry.name.endswith(suffixes)]


def _file(path: Traversable) -> SourceFile:
    size = path.stat().st_size if isinstance(path, Path) else 0
    return SourceFile(_text(str(path)), _text(path.name), lambda: path.open("rb"), size)


def _text(name: str) -> str:
    """A name as text: on Linux it may hold bytes that are none."""
    return name.encode("utf-8", "replace").decode()


def _members(path: Traversable, suffixes: tuple[str, ...]) -> Iterator[SourceFile]:
    """The members with such a suffix; an archive that asks for more than it may is refused whole."""
    try:
        with path.open("rb") as stream, zipfile.ZipFile(stream) as archive:
            members = sorted((each for each in archive.infolist() if not each.is_dir()), key=lambda each: each.filename)
    except (OSError, zipfile.BadZipFile) as error:
        raise BadInput(f"{path} cannot be opened as an archive: {_said(error)}", "Fetch or pack it again.") from error
    _within_limits(path, members)
    packed = _Archive(path)
    for member in members:
        if member.filename.endswith(suffixes):
            ref = PurePosixPath(member.filename).name
            yield SourceFile(_text(f"{path}/{member.filename}"), _text(ref), packed.opener(member), member.file_size)


def _within_limits(path: Traversable, members: Sequence[zipfile.ZipInfo]) -> None:
    reason = None
    if len(members) > MEMBERS:
        reason = f"it holds {len(members)} files, more than {MEMBERS}"
    elif sum(member.file_size for member in members) > ARCHIVE_BYTES:
        reason = f"it would take more than {ARCHIVE_BYTES >> 30} GiB"
    for member in members:
        reason = reason or _why_not(member)
    if reason:
        raise BadInput(f"{path} is not opened: {reason}", "Unpack it yourself if you trust it, and load the folder.")


def _why_not(member: zipfile.ZipInfo) -> str | None:
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
        return f"{member.filename!r} leads outside it"
    if stat.S_ISLNK(member.external_attr >> 16):
        return f"{member.filename!r} is a link"
    if member.flag_bits & 1:
        return f"{member.filename!r} is encrypted"
    if member.file_size > MEMBER_BYTES:
        return f"{member.filename!r} would take more than {MEMBER_BYTES >> 30} GiB"
    if member.file_size > SMALL and member.file_size > RATIO * max(1, member.compress_size):
        return f"{member.filename!r} would become more than {RATIO} times as large"
    return None


class _Archive:
    """An archive that is opened once, when its first member is.

    zipfile itself stops at the size that the archive states for a member, and compares the checksum.
    """

    def __init__(self, path: Traversable) -> None:
        self._path = path

    @cached_property
    def _zip(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(self._path.open("rb"))

    def opener(self, member: zipfile.ZipInfo) -> Opener:
        """Opens a member; several may be open at a time."""
        return lambda: self._zip.open(member)
