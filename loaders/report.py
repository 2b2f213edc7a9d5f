"""What became of a load: every row that was read is accounted for.

In: counts and faults. Out: the report, as a dict for machines and as lines for people.
Always: read = loaded + unchanged + refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.upsert import Counts
from loaders.records import Fault


@dataclass(frozen=True)
class Report:
    """`read` counts rows, `refused` those not loaded: one fault anywhere refuses the whole load."""

    files: int
    read: int
    counts: Counts
    faults: tuple[Fault, ...] = ()

    @property
    def loaded(self) -> int:
        """Rows that made something new or changed something."""
        return self.counts.added + self.counts.changed

    @property
    def refused(self) -> int:
        """Rows that were not loaded, their own fault or that of another row."""
        return self.read - self.loaded - self.counts.unchanged

    @property
    def exit_code(self) -> int:
        """0 when all was done, 2 when nothing was."""
        return 2 if self.faults else 0

    def as_dict(self) -> dict[str, Any]:
        """For machines."""
        return {
            "files": self.files,
            "read": self.read,
            "loaded": self.loaded,
            "added": self.counts.added,
            "changed": self.counts.changed,
            "unchanged": self.counts.unchanged,
            "refused": self.refused,
            "faults": [vars(fault) for fault in self.faults],
        }

    def lines(self) -> Iterator[str]:
        """For people: each fault with its cure, then the counts."""
        for fault in self.faults:
            yield str(fault)
            yield f"    {fault.cure}"
        if self.faults:
            what = "1 fault was" if len(self.faults) == 1 else f"{len(self.faults)} faults were"
            yield f"{what} found, so nothing was written."
        yield (
            f"{self.read} rows read from {self.files} files: {self.loaded} loaded "
            f"({self.counts.added} new, {self.counts.changed} changed), "
            f"{self.counts.unchanged} unchanged, {self.refused} refused"
        )
