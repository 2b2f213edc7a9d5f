"""`snijvlak export`: opens the graph, and writes it to a file or to standard output.

In: what was given on the command line. Out: an Outcome. A file is there whole or not at all.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from loaders.atomic_file import whole_file
from loaders.export import Outcome
from loaders.export import export as export_graph
from snijvlak.instance import open_instance
from snijvlak.settings import Settings


async def export(output: Path | None, *, with_persons: bool) -> Outcome:
    """Export the graph of the settings."""
    with written(output) as stream:
        async with open_instance(Settings.read()) as place:
            return await export_graph(place.database, stream.write, with_persons=with_persons)


@contextmanager
def written(output: Path | None) -> Iterator[BinaryIO]:
    """A stream to write to: a file beside the one wanted takes its name at the end."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with whole_file(output, "Name a file in a folder that you may write to.", or_stream=True) as stream:
        yield stream
