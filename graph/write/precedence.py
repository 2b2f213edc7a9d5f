"""Which source is believed where several state the same thing.

In: the ranks that Source nodes have, and what the caller of a load said. Out: sources in order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.database.session import Database
from graph.database.statement import Statement

_READ = Statement(
    "MATCH (s:Source) WHERE s.key IS :: STRING NOT NULL RETURN s.key, CASE WHEN s.rank IS :: INTEGER THEN s.rank END"
)
LAST = 1 << 62


@dataclass(frozen=True)
class Precedence:
    """`order`: sources that the caller put in order, highest first; `stored`: the rank of others, the lower the higher.

    `settled`: pairs of sources of which the files themselves say which goes first where both state one thing.
    """

    order: tuple[str, ...] = ()
    stored: Mapping[str, int] = field(default_factory=dict)
    settled: frozenset[frozenset[str]] = frozenset()

    def ordered(self, sources: Iterable[str], first: str | None) -> list[str]:
        """Highest in rank first; among those without a rank, the one that was there first."""
        return sorted(sources, key=lambda each: (*self._rank(each), each != first, each))

    def decides(self, one: str, other: str) -> bool:
        """True when it was said which of the two is to be believed."""
        return (one in self.order and other in self.order) or frozenset((one, other)) in self.settled

    def _rank(self, source: str) -> tuple[bool, int]:
        if source in self.order:
            return False, self.order.index(source)
        return True, self.stored.get(source, LAST)


async def stored_ranks(database: Database) -> dict[str, int | None]:
    """Every Source that is there, with its rank."""
    return {key: rank for key, rank in (await database.read(_READ)).rows}  # noqa: C416  rows are lists of anything
