"""A small graph as it is seen at one date: what is valid then, and the trees of departments, domains and areas.

In: a SmallGraph and a date. Out: relationships that are valid, the chain above a node, what is above what.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.graph.ownership.small_graph import SmallGraph


def key(node: str) -> str:
    return node.split(":", 1)[1]


def valid(properties: dict[str, Any], on: date) -> bool:
    start, end, only = (properties.get(name) for name in ("validFrom", "validTo", "attestedOn"))
    return (start is None or start <= on) and (end is None or on < end) and (only is None or only == on)


@dataclass
class Day:
    """The graph as it is seen at one date."""

    graph: SmallGraph
    on: date
    chains: dict[str, list[str]] = field(default_factory=dict)

    def out(self, node: str, type_: str, label: str) -> list[str]:
        return sorted({to for to, told in self.graph.leaving(node, type_, label) if valid(told, self.on)}, key=key)

    def into(self, node: str, type_: str) -> list[str]:
        return sorted({from_ for from_, told in self.graph.arriving(node, type_) if valid(told, self.on)})

    def chain(self, node: str) -> list[str]:
        """A node and what stands above it, nearest first; of two parents the lowest key, a loop once round."""
        if node not in self.chains:
            chain = self.chains[node] = [node]
            while (up := self.out(chain[-1], "PART_OF", self.graph.label(node))[:1]) and up[0] not in chain:
                chain += up
        return self.chains[node]

    def above(self, high: str, low: str) -> bool:
        return high != low and high in self.chain(low) and low not in self.chain(high)

    def lowest(self, nodes: set[str]) -> set[str]:
        return {node for node in nodes if not any(self.above(node, other) for other in nodes)}

    def in_force(self, node: str) -> bool:
        return valid(self.graph.nodes[node][1], self.on)

    def ended(self, node: str) -> bool:
        return (self.graph.get(node, "validTo") or date.max) <= self.on

    def municipality(self, party: str) -> bool:
        return bool(self.graph.get(party, "level") == "MUNICIPALITY")

    def silo(self, party: str) -> str:
        chain = self.chain(party)
        services = [each for each in chain if self.graph.get(each, "level") == "SERVICE"]
        return services[0] if services else [each for each in chain if not self.municipality(each)][-1]
