"""The file of what was refused: one line of JSON for each fault, with the raw text of its row.

In: a staging with faults. Out: a file to mend and load again, and its name; rows may be about people, so only who loaded
may read it.
"""

from importlib.resources.abc import Traversable
from pathlib import Path

import orjson

from graph.errors import BadInput
from loaders.atomic_file import whole_file
from loaders.input.files import REJECTS
from loaders.staging.store import Staging

# So many faults are told one by one in the report; the file has them all.
MOST_TOLD = 10_000
SUFFIX = REJECTS
CURE = "Name another file with --rejects."
_READ = """
SELECT file, line, col, reason, cure, (SELECT text FROM raw WHERE raw.entry = fault.entry) FROM fault
ORDER BY file, line, rowid"""


def default_path(path: Traversable | str) -> Path:
    """Where the file goes when nobody says: beside the first of what is loaded, not in it."""
    place = Path(str(path))
    return place.with_name(f"{place.name}{SUFFIX}") if place.name else Path(f"load{SUFFIX}")


def write(staging: Staging, path: Path) -> str:
    """Write the file; its name."""
    names = ("file", "line", "column", "reason", "cure", "raw")
    try:
        with whole_file(path, CURE) as file:
            for row in staging.sql.execute(_READ):
                file.write(orjson.dumps(dict(zip(names, row, strict=True)), option=orjson.OPT_APPEND_NEWLINE))
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}", CURE) from error
    return str(path)
