"""How the feed of changes is kept: what a transaction and an import that write it have to agree on.

In: ids. Out: keys of Changes, and the ids of what joins nodes to their sources.
"""

from collections.abc import Iterable, Iterator, Sequence

from graph.model.definition import node_id

# Of the one node that knows the number of the last Change.
NAME = "changes"
DIGITS = 15


def key_of(number: int) -> str:
    """The key of the Change with that number: keys are in the order of numbers."""
    return f"{number:0{DIGITS}}"


def stated_in(ids: Iterable[str], sources: Sequence[str]) -> Iterator[str]:
    """Of what joins nodes to the sources that state them, the ids; nothing joins a source to itself."""
    return (stated_in_id(one, source) for one in ids for source in sources if one != node_id("Source", source))


def stated_in_id(identifier: str, source: str) -> str:
    """The id of what joins one node to one source."""
    return f"STATED_IN|{identifier}|{node_id('Source', source)}|"
