"""What a check finds: the words that pass between its parts.

In: nothing. Out: Finding and Findings, as data; whoever shows them prints them.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

DEADLINE_S = 120.0
MOST = 1000  # of one kind in one place; a graph that is all wrong is told by its first thousand


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong. `place` is a label or relationship type, `key` of the node, or of both ends."""

    kind: str
    place: str
    key: str
    what: str
    cure: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.place} {self.key}: {self.what}"


@dataclass(frozen=True)
class Findings:
    """All findings; none means the graph is as the model says."""

    all: tuple[Finding, ...] = ()

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    @property
    def exit_code(self) -> int:
        """0 when there is nothing to say, 1 when there is."""
        return 1 if self.all else 0

    def as_dict(self) -> dict[str, Any]:
        """For machines."""
        return {"findings": [asdict(found) for found in self.all]}
