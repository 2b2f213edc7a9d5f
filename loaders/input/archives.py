"""Archives of other people: their members, when they ask for no more than they may.

In: the path of a zip archive. Out: members that can be opened. Error: BadInput that says what is wrong with it. Looked
at, before anything is unpacked, are how many members there are, where each leads, how large they would become one by
one and together, and whether they share the same bytes.
"""

import stat
import struct
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import IO

from graph.errors import BadInput

SUFFIX = ".zip"
MEMBERS, MEMBER_BYTES, ARCHIVE_BYTES, RATIO = 10_000, 4 << 30, 16 << 30, 200
# Below this, a member, or all of them, may be as compressible as they like.
SMALL, ALL_SMALL = 1 << 20, 16 << 20
# The list of members is read as a whole; so long for each of the most there may be.
LISTED_BYTES = MEMBERS * 1024
CURE = "Unpack it yourself if you trust it, and load the folder."
_END, _END_LENGTH, _HEADER_LENGTH = b"PK\x05\x06", 22, 30
_UTF_8_NAME = 0x800

Opener = Callable[[], IO[bytes]]


def members(path: Traversable) -> Iterator[tuple[str, int, Opener]]:
    """Name, size and opener of each member in order of name; BadInput when the archive asks for more than it may."""
    try:
        _list_within_limits(path)
        with path.open("rb") as stream, zipfile.ZipFile(stream) as archive:
            listed = sorted((each for each in archive.infolist() if not each.filename.endswith("/")), key=_name)
            size = stream.seek(0, 2)
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError) as error:
        raise BadInput(f"{path} cannot be opened as an archive: {_said(error)}", "Fetch or pack it again.") from error
    reason = _too_much(listed, size) or next(filter(None, map(_why_not, listed)), None) or _overlap(listed)
    if reason:
        raise BadInput(f"{path} is not opened: {reason}", CURE)
    packed = _Archive(path)
    return ((_name(each), each.file_size, packed.opener(each)) for each in listed)


def _list_within_limits(path: Traversable) -> None:
    """Refuse a list of members that would fill memory, before it is read."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - _END_LENGTH - 65_535))
        tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_LENGTH:
        return  # zipfile says what is wrong
    count, length = struct.unpack_from("<HL", tail, at + 10)
    if 0xFFFF in (count, length >> 16) or count > MEMBERS or length > LISTED_BYTES:
        raise BadInput(f"{path} is not opened: it holds more than {MEMBERS} files", CURE)


def _too_much(listed: Sequence[zipfile.ZipInfo], size: int) -> str | None:
    whole = sum(member.file_size for member in listed)
    if len(listed) > MEMBERS:
        return f"it holds {len(listed)} files, more than {MEMBERS}"
    if whole > ARCHIVE_BYTES:
        return f"it would take more than {ARCHIVE_BYTES >> 30} GiB"
    if whole > ALL_SMALL and whole > RATIO * size:
        return f"it would become more than {RATIO} times as large"
    return None


def _why_not(member: zipfile.ZipInfo) -> str | None:
    name = PurePosixPath(_name(member).replace("\\", "/"))
    if not name.parts:
        return f"a member has no name but {member.filename!r}"
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


def _overlap(listed: Sequence[zipfile.ZipInfo]) -> str | None:
    """Members that share bytes are a way to make a small archive large."""
    end, before = 0, ""
    for member in sorted(listed, key=lambda each: each.header_offset):
        if member.header_offset < end:
            return f"{before!r} and {member.filename!r} overlap"
        end = member.header_offset + _HEADER_LENGTH + len(member.orig_filename) + member.compress_size
        before = member.filename
    return None


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a member. macOS writes UTF-8 and does not say so, which is then read as cp437."""
    if member.flag_bits & _UTF_8_NAME:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


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


def _said(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).splitlines()[0]
