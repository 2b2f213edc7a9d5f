"""One module a file format, and the table of all of them.

In: nothing. Out: FORMATS by name, as `snijvlak load --format` and `--list` know them.
"""

from graph.errors import BadInput
from loaders.records import Format
from loaders.sources import jsonl, mapped, native, pabulib, popolo, roo, signalen, taakvelden, upl

_ALL = (native, jsonl, mapped, signalen, roo, popolo, pabulib, taakvelden, upl)
FORMATS: dict[str, Format] = {module.FORMAT.name: module.FORMAT for module in _ALL}


def format_named(name: str) -> Format:
    """The format of that name; BadInput when there is none."""
    if name not in FORMATS:
        raise BadInput(f"There is no format named {name!r}", f"Use one of: {', '.join(FORMATS)}.")
    return FORMATS[name]
