"""Which characters the bytes of a file stand for: UTF-8, with or without a byte order mark, or else Windows' cp1252.

In: a way to open the file, which is read once, and once more where it is no UTF-8. Out: an Encoding, which says where
the file is no text that can be read. A file with letters of both is refused: whichever it is read as, some turn wrong.
"""

import codecs
import io
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import IO

UTF_8, CP1252 = "utf-8-sig", "cp1252"
CHUNK = 1 << 20
LONGEST_LINE = 64 << 20  # so much is read at a time of what has no end of line
SHOWN = 1000
CURE = "Save the file as UTF-8 text."
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What people give instead of text, by how it begins.
_KINDS = {
    b"PK\x03\x04": ("a workbook of Excel, Numbers or LibreOffice, or an archive", "Save the sheet as CSV (UTF-8), or name an archive .zip."),
    b"\xd0\xcf\x11\xe0": ("an old workbook of Excel", "Save the sheet as CSV (UTF-8)."),
    b"\x1f\x8b": ("compressed", "Unpack it first."),
    b"%PDF": ("a PDF", "Ask for the data as CSV or JSON."),
}  # fmt: skip
_SEVERAL_BYTES = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# What É, Ö, Ü or ß and a closing quote in cp1252 look like in UTF-8: letters of phonetics, NKo and Syriac, accents of Hebrew.
_CHANCE = re.compile("[\u0250-\u02af\u0591-\u05af\u0700-\u074f\u07c0-\u07ff]")

Open = Callable[[], AbstractContextManager[IO[bytes]]]
Read = Callable[[IO[bytes]], bytes]


@dataclass(frozen=True)
class Encoding:
    """A codec; or the line on which the file is no text, why, the cure, and the line as far as it can be shown."""

    name: str
    line: int = 0
    reason: str = ""
    cure: str = CURE
    raw: str = ""


def encoding_of(opened: Open, read: Read) -> Encoding:
    """Look at a whole file, a chunk at a time."""
    decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()
    first = True
    with opened() as stream:
        while chunk := read(stream):
            if first and (refused := _begun(chunk)):
                return refused
            if 0 in chunk:
                return _located(opened, _nul)
            decoder, first = _still_utf_8(decoder, chunk), False
    if decoder and _still_utf_8(decoder, b"", final=True):
        return Encoding(UTF_8)
    return _located(opened, _Mixed())


def _begun(chunk: bytes) -> Encoding | None:
    """What the first bytes of a file say that it is, if not text as we read it."""
    if chunk.startswith(_UTF_16):
        return Encoding(UTF_8, 1, "the file is UTF-16")
    for start, (what, cure) in _KINDS.items():
        if chunk.startswith(start):
            return Encoding(UTF_8, 1, f"the file is {what}, and no text", cure)
    return None


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


def _located(opened: Open, look: Callable[[int, bytes], Encoding | None]) -> Encoding:
    """The first answer to a line of the file, by number; cp1252 when there is none."""
    with opened() as stream:
        for number, line in enumerate(_lines(stream), 1):
            if found := look(number, line):
                return found
    return Encoding(CP1252)


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Lines as a text has them, with any line end, as bytes."""
    text = io.TextIOWrapper(stream, encoding="latin-1", newline="")
    while line := text.readline(LONGEST_LINE):
        yield line.encode("latin-1")


def _nul(number: int, line: bytes) -> Encoding | None:
    return Encoding(UTF_8, number, "there is a NUL character", CURE, _shown(line)) if 0 in line else None


class _Mixed:
    """Looks for a line that is no UTF-8 and one that must be, and for bytes that are no character in cp1252 either."""

    def __init__(self) -> None:
        self._wrong: tuple[int, int, bytes] | None = None
        self._right = 0

    def __call__(self, number: int, line: bytes) -> Encoding | None:
        if line.isascii():
            return None
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            if found := _outside_cp1252(number, line):
                return found
            self._wrong = self._wrong or (number, error.start, line)
        self._right = self._right or (number if _says_utf_8(line) else 0)
        if not (self._wrong and self._right):
            return None
        at, start, wrong = self._wrong
        reason = f"byte {start + 1} of the line, 0x{wrong[start]:02x}, is no UTF-8, and line {self._right} is UTF-8"
        return Encoding(UTF_8, at, reason, "Correct that letter, and save the whole file as UTF-8.", _shown(wrong))


def _outside_cp1252(number: int, line: bytes) -> Encoding | None:
    """Five bytes are no character in cp1252."""
    try:
        line.decode(CP1252)
    except UnicodeDecodeError as error:
        if _says_utf_8(line):
            return None  # part of a character of UTF-8
        reason = f"the byte 0x{line[error.start]:02x} is neither UTF-8 nor cp1252"
        return Encoding(UTF_8, number, reason, CURE, _shown(line))
    return None


def _says_utf_8(line: bytes) -> bool:
    """Whether a line holds a character of several bytes that can hardly be several characters of cp1252."""
    for found in _SEVERAL_BYTES.finditer(line):
        try:
            if not _CHANCE.fullmatch(found.group().decode("utf-8")):
                return True
        except UnicodeDecodeError:
            continue
    return False


def _shown(line: bytes) -> str:
    return line[:SHOWN].decode("utf-8", "backslashreplace")
