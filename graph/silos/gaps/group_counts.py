"""Counts over all gaps: how many there are, and how many have something in common.

In: Gaps, one after the other. Out: a total, and Counts by STATUS, STAGE, SILOS or UNCOVERED.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.ownership.facts.model import Facts
from graph.silos.gaps.gap import Gap


@dataclass(frozen=True)
class Count:
    """How many gaps have something in common: a word, or the name of a node."""

    value: str | None
    node: str | None
    number: int


@dataclass
class GroupCounts:
    """The total, and for each group wanted how many have each value; under None those that have none."""

    groups: frozenset[str] = frozenset()
    total: int = 0
    counters: dict[str, Counter[str | None]] = field(default_factory=dict)

    def add(self, gaps: Iterable[Gap]) -> None:
        """Count some more."""
        for gap in gaps:
            self.total += 1
            for group in self.groups:
                self.counters.setdefault(group, Counter()).update(_values(gap, group) or (None,))

    def add_many(self, status: str, silos: Iterable[str], uncovered: Iterable[str], number: int) -> None:
        """Count so many that have the same status, silos and uncovered domains; not by STAGE."""
        self.total += number
        values = {"STATUS": (status,), "SILOS": silos, "UNCOVERED": uncovered}
        for group in self.groups:
            counter = self.counters.setdefault(group, Counter())
            for value in tuple(values[group]) or (None,):
                counter[value] += number

    def by(self, facts: Facts, group: str) -> list[Count]:
        """The counts of a group, most first."""
        nodes = group in ("SILOS", "UNCOVERED")
        counts = [
            Count(_name(facts, value) if nodes and value else value, value if nodes else None, number)
            for value, number in self.counters.get(group, {}).items()
        ]
        return sorted(counts, key=lambda each: (-each.number, each.value is None, each.value or "", each.node or ""))


def _values(gap: Gap, group: str) -> tuple[str | None, ...]:
    if group == "STATUS":
        return (gap.decision.status.value,)
    if group == "STAGE":
        return (gap.initiative.stage,)
    return gap.silos if group == "SILOS" else gap.uncovered


def _name(facts: Facts, identifier: str) -> str | None:
    node = facts.party(identifier) or facts.domains.get(identifier)
    return node.name if node else None
