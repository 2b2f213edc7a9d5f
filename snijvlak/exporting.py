"""`snijvlak export`: opens the graph, and writes it to a file or to standard output.

In: what was given on the command line. Out: an Outcome. A file is there whole or not at all.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from graph.errors import BadInput
from loaders.export import Outcome
from loaders.export import export as export_graph
from snijvlak.place import opened
from snijvlak.settings import Settings


async def export(output: Path | None, *, with_persons: bool) -> Outcome:
    """Export the graph of the settings."""
    with written(output) as stream:
        async with opened(Settings.read()) as place:
            return await export_graph(place.database, stream.write, with_persons=with_persons)


@contextmanager
def written(output: Path | None) -> Iterator[BinaryIO]:
    """A stream to write to: a file beside the one wanted takes its name at the end."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        number, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    except OSError as error:
        raise BadInput(f"{output} cannot be written: {error.strerror}", "Name a file in a folder that you may write to.") from error
    try:
        with os.fdopen(number, "wb") as stream:
            yield stream
        Path(name).replace(output)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()
