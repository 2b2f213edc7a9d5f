"""How a value that was read becomes an answer: shapes, and what they leave to be filled in.

In: values as positional lists. Out: plain dicts and lists, with the ownership answers still Deferred.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from graph.ownership.parsing import Reading
from schema.cypher import Path, as_list

Shape = Callable[[Any, "Shaping"], Any]


@dataclass
class Shaping:
    """What shapes share while one answer is made: what has still to be filled in."""

    waiting: list[tuple[dict[str, Any], str, "Deferred"]] = field(default_factory=list)


@dataclass(frozen=True)
class Deferred:
    """A value that is known only when the facts of ownership are there."""

    subject: str
    level: "Level"
    fill: Callable[[str, Reading, "Shaping"], Any]


@dataclass(frozen=True)
class Projection:
    """Cypher for a value, the shape that reads it, and where in it ids of subjects of ownership stand."""

    cypher: str
    shape: Shape
    owned: tuple[Path, ...] = ()


@dataclass
class Level:
    """The ownership answers that are read together. What is asked of nodes inside them is read beside the facts."""

    extras: dict[str, list[str]] = field(default_factory=dict)
    areas: set[str] = field(default_factory=set)
    used: bool = False
    deeper: "Level | None" = None

    def add(self, label: str, cypher: str) -> int:
        """Ask a column of all nodes of a label that the facts hold; answers its place."""
        columns = self.extras.setdefault(label, [])
        columns.append(cypher)
        return len(columns) - 1

    def below(self) -> "Level":
        """The ownership answers asked inside these."""
        self.deeper = self.deeper or Level()
        return self.deeper

    def columns(self) -> dict[str, str]:
        """The extra column of each label, as Cypher."""
        return {label: as_list(columns) for label, columns in self.extras.items()}
