"""Faults: what is wrong with data, and where in which file.

In: nothing. Out: values. Place is a named tuple, since there is one for every line of a file.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from loaders.text import visible

# The column of a fault that concerns the whole row or file.
WHOLE = "row"


@dataclass(frozen=True)
class Fault:
    """What is wrong with data: where, why, and how to mend it. Reads as `file:line: column: reason`."""

    file: str
    line: int
    column: str
    reason: str
    cure: str
    raw: str | None = field(default=None, compare=False, repr=False)
    """The text of what is wrong, where it was never an Entry."""

    def __str__(self) -> str:
        return visible(f"{self.file}:{self.line}: {self.column}: {self.reason}")

    def as_dict(self) -> dict[str, str | int]:
        """For machines."""
        return {"file": self.file, "line": self.line, "column": self.column, "reason": self.reason, "cure": self.cure}


class Place(NamedTuple):
    """Where a row stands: the file as the caller named it, the line, what to keep of it in the graph, and its text."""

    file: str
    line: int
    ref: str
    raw: str | None = None

    def fault(self, column: str, reason: str, cure: str) -> Fault:
        """A fault at this place."""
        return Fault(self.file, self.line, column, reason, cure, self.raw)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"
