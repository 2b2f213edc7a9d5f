"""Whether a load goes the offline way, and what it needs for that.

In: what was found to be new. Out: a choice, and why. The way itself: files, which a process of its own writes while this
one reads (import_process), from which Neo4j's import makes the whole database anew while the server is down (graph/server/offline).
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from graph.database.session import Database
from loaders.apply.compare import Comparison

# Below so many nodes and relationships, stopping and starting the server takes longer than it saves. Measured on 2 cores,
# from the command to its end: 120,000 took 24 s this way and 20 s the other, 300,000 28 and 30 s, 600,000 31 and 45 s.
SMALLEST = 300_000


@dataclass(frozen=True)
class Offline:
    """A graph that is opened while files are read already, and may be made anew from other files where it is empty.

    `folder`: a private one for those files, emptied. `open`: the graph, and whether it is empty; raises BadInput when it
    may not be loaded into. After that comes `prepare`, before anything is written into the graph as it is, or `make_anew`: the
    import of the files named, before which the graph that was opened is closed.
    """

    folder: Callable[[], Path]
    open: Callable[[], Awaitable[tuple[Database, bool]]]
    prepare: Callable[[], Awaitable[None]]
    make_anew: Callable[[list[str]], Awaitable[Database]]
    smallest: int = SMALLEST

    def is_faster(self, comparison: Comparison) -> bool:
        """True when there is so much to write that the import is faster."""
        return sum(each.added for each in comparison.counts.values()) >= self.smallest

    def describe(self, comparison: Comparison) -> str:
        """Which way it goes, and why."""
        added = sum(each.added for each in comparison.counts.values())
        if self.is_faster(comparison):
            return f"{added:,} nodes and relationships are written offline: Neo4j is stopped, and its database made from files"
        return f"{added:,} nodes and relationships are written the ordinary way: the offline way gains from {self.smallest:,}"
