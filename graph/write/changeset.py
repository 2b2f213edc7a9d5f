"""What passes between comparing and writing: batches of what sources state, and what each would change.

In: nothing. Out: values, and halves of them where all is too much at once.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from graph.database.batching import split
from graph.write.columns import ColumnSet, Identity, StatedElement

# Elements that are held against the graph, and written, at a time: fewer where their text is long, since each counts as
# so many bytes at least. A transaction takes three to four times the bytes of its text, and two are in flight.
BATCH, ELEMENT = 5_000, 1_000
ENDS = ("validTo", "endedOn")
Values = dict[str, Any]


@dataclass(frozen=True)
class Batch:
    """Elements of one shape that the same sources state, each once and in order of identity."""

    shape: ColumnSet
    sources: tuple[str, ...]
    rows: Sequence[StatedElement]
    dense: bool = False

    @cached_property
    def size(self) -> int:
        """What the elements count for, in bytes; as many as may be in a transaction count for BATCH times ELEMENT."""
        return sum(counted(row.text) for row in self.rows)

    def halves(self) -> "Sequence[Batch]":
        """The same in two batches; none when it has one element."""
        return [replace(self, rows=rows) for rows in split(self.rows)]


def counted(text: bytes) -> int:
    """What an element with this text counts for, in bytes."""
    return max(len(text), ELEMENT)


@dataclass(frozen=True)
class Disagreement:
    """Another source states something else, and nobody said which is to be believed."""

    stated: StatedElement
    source: str
    property: str
    value: Any
    other: str
    other_value: Any


@dataclass(frozen=True)
class Changed:
    """An element that is otherwise now: each property with its old and its new value; none: only its place moved."""

    stated: StatedElement
    differences: Sequence[tuple[str, Any, Any]] = ()

    @property
    def ends(self) -> bool:
        """True when it gets an end date that it did not have."""
        return any(name in ENDS and old is None and new is not None for name, old, new in self.differences)


@dataclass(frozen=True)
class Reconciled(Changed):
    """An element that several sources state: what it is to hold, and each source with its place and own statement."""

    properties: Values = field(default_factory=dict)
    stated_in: Sequence[tuple[str, str | None, str | None]] = ()
    restated: Sequence[str] = ()
    """Sources of which the statement is otherwise now."""
    newly_stated: Sequence[str] = ()
    """Sources that did not state it before."""


@dataclass
class ChangeSet:
    """What a batch would change.

    `existing` counts those that are in the graph, `stated_here` by source those that it states there; `others`: some are stated
    by further sources as well.
    """

    batch: Batch
    added: list[StatedElement] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    rewritten: list[Reconciled] = field(default_factory=list)
    unchanged: int = 0
    existing: int = 0
    stated_here: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    others: bool = False
    disagreements: list[Disagreement] = field(default_factory=list)

    @property
    def writes(self) -> bool:
        """True when there is something to write."""
        return bool(self.added or self.changed or self.rewritten)

    def halves(self) -> "Sequence[ChangeSet]":
        """What it writes, and what stays as it is, in two plans; none when it is about one element."""
        return [self._part(batch) for batch in self.batch.halves()]

    def _part(self, batch: Batch) -> "ChangeSet":
        among = frozenset[Identity](row.identity for row in batch.rows)
        part = ChangeSet(
            batch,
            [each for each in self.added if each.identity in among],
            [each for each in self.changed if each.stated.identity in among],
            [each for each in self.rewritten if each.stated.identity in among],
        )
        part.unchanged = len(batch.rows) - len(part.added) - len(part.changed) - len(part.rewritten)
        return part


def halves_of_plans(plans: Sequence[ChangeSet]) -> Sequence[Sequence[ChangeSet]]:
    """Plans in two lots; none when they are about one element."""
    return split(plans) if len(plans) > 1 else [[plan] for plan in plans[0].halves()]
