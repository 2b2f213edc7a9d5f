"""Files that are there whole or not at all, and that nobody else may read.

In: a path. Out: a stream; at its end the file takes its name. A link of that name is replaced, and what it points to
stays as it was. Error: BadInput where nothing can be written.
"""

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from graph.errors import BadInput


@contextmanager
def whole_file(path: Path, cure: str, *, or_stream: bool = False) -> Iterator[BinaryIO]:
    """A file beside the one wanted, of mode 0600, that takes its name when all went well.

    `or_stream`: a pipe or device of that name is written into, for it cannot be replaced.
    """
    if _is_stream(path):
        if not or_stream:
            raise BadInput(f"{path} cannot be written: it is no ordinary file", cure)
        with path.open("wb") as stream:
            yield stream
        return
    try:
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}", cure) from error
    try:
        with os.fdopen(number, "wb") as stream:
            yield stream
        _take_name(Path(name), path, cure)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def _take_name(file: Path, path: Path, cure: str) -> None:
    try:
        file.replace(path)
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}", cure) from error


def _is_stream(path: Path) -> bool:
    """Whether there is something of that name, perhaps behind a link, that is neither a file nor a folder."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
