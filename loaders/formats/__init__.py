"""One module or folder a format: from a file to what its rows state.

In: files as text. Out: entries with their place, or faults.

jsonl       Reads what `snijvlak export` writes: everything in the graph with what each source states of it, a line each
mapped_csv  Any table as CSV, read by a mapping
native      Reads Snijvlak's own format: one CSV file for each label (`Initiative.csv`) or relationship type (`TOUCHES.csv`)
pabulib     Reads votes on citizens' projects as Pabulib publishes them: the projects of a vote, their categories and areas
popolo      Popolo, the standard for who holds which office
roo         Reads the register of government organisations (ROO): who holds which office, and the municipalities themselves
shared      What several formats need to read rows and to say what they state
signalen    Signalen, in which residents report problems
taakvelden  Reads the national task fields (Iv3): what a municipality spends on, as a tree of domains
upl         Reads the uniform list of products (UPL): what governments do for residents, and which government does it
"""

from graph.errors import BadInput
from loaders.formats import jsonl, native, pabulib, roo, taakvelden, upl
from loaders.formats.mapped_csv import reader as mapped
from loaders.formats.popolo import reader as popolo
from loaders.formats.signalen import reader as signalen
from loaders.records import Format

_ALL = (native, jsonl, mapped, signalen, roo, popolo, pabulib, taakvelden, upl)
FORMATS: dict[str, Format] = {module.FORMAT.name: module.FORMAT for module in _ALL}


def format_named(name: str) -> Format:
    """The format of that name; BadInput when there is none."""
    if name not in FORMATS:
        raise BadInput(f"There is no format named {name!r}", f"Use one of: {', '.join(FORMATS)}.")
    return FORMATS[name]
