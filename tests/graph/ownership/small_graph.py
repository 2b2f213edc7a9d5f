"""A graph small enough to hold in the hand, for the specification, the cases and the random graphs.

In: builder calls, one a fact, in the property names of the model. Out: `nodes` and `relationships`, plain enough to be
written into a database as they stand.

A node is named by its id ("department:a1") or, where only one node has that key, by its key ("a1"). Builders return
the id. What is not given (None) is not stored, so that "missing" is the default everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

Properties = dict[str, Any]
Touched = str | tuple[str, str]


def present(properties: Properties) -> Properties:
    return {name: value for name, value in properties.items() if value is not None}


class SmallGraph:
    """`nodes`: {id: (label, properties)}; `relationships`: [(type, from id, to id, properties)]."""

    def __init__(self) -> None:
        self.nodes: dict[str, tuple[str, Properties]] = {}
        self.relationships: list[tuple[str, str, str, Properties]] = []

    def find(self, name: str) -> str:
        """The id of a node named by its id or, if only one has it, its key."""
        if name in self.nodes:
            return name
        found = [node for node in self.nodes if node.split(":", 1)[1] == name]
        if len(found) != 1:
            raise LookupError(f"{len(found)} nodes are called {name!r}; use label:key")
        return found[0]

    def add(self, label: str, key: str, **properties: Any) -> str:
        node = f"{label.lower()}:{key}"
        assert node not in self.nodes, f"{node} is there already"
        self.nodes[node] = (label, present({"key": key, **properties}))
        return node

    def relate(self, type_: str, from_: str, to: str, **properties: Any) -> None:
        self.relationships.append((type_, self.find(from_), self.find(to), present(properties)))

    # Reading, whatever the date.

    def label(self, node: str) -> str:
        return self.nodes[node][0]

    def get(self, node: str, name: str) -> Any:
        return self.nodes[node][1].get(name)

    def leaving(self, node: str, type_: str, label: str | None = None) -> list[tuple[str, Properties]]:
        """(to, properties) of each relationship of a type, to nodes of a label."""
        return [(to, told) for kind, from_, to, told in self.relationships
                if (kind, from_) == (type_, node) and label in (None, self.label(to))]

    def arriving(self, node: str, type_: str) -> list[tuple[str, Properties]]:
        """(from, properties) of each relationship of a type."""
        return [(from_, told) for kind, from_, to, told in self.relationships if (kind, to) == (type_, node)]

    # Who.

    def department(
        self, key: str, parent: str | None = None, level: str | None = "DEPARTMENT",
        valid_from: date | None = None, valid_to: date | None = None,
    ) -> str:
        node = self.add("Department", key, level=level, validFrom=valid_from, validTo=valid_to)
        if parent:
            self.relate("PART_OF", node, parent)
        return node

    def organisation(self, key: str, public_task: bool | None = None) -> str:
        return self.add("Organisation", key, publicTask=public_task)

    def official(self, key: str) -> str:
        return self.add("Official", key)

    def resident(self, key: str) -> str:
        return self.add("Resident", key)

    def counter(self, key: str, part_of: str | None = None) -> str:
        node = self.add("Counter", key)
        if part_of:
            self.relate("PART_OF", node, part_of)
        return node

    def works_for(
        self, official: str, department: str, valid_from: date | None = None, valid_to: date | None = None,
        function: str | None = None, attested_on: date | None = None,
    ) -> None:
        self.relate(
            "WORKS_FOR", official, department,
            validFrom=valid_from, validTo=valid_to, function=function, attestedOn=attested_on,
        )

    def successor(self, old: str, new: str, valid_from: date | None = None, valid_to: date | None = None) -> None:
        self.relate("SUCCEEDED_BY", old, new, validFrom=valid_from, validTo=valid_to)

    # What and where.

    def domain(self, key: str, broader: str | None = None, checked_on: date | None = None) -> str:
        node = self.add("Domain", key, checkedOn=checked_on)
        if broader:
            self.relate("PART_OF", node, broader)
        return node

    def area(self, key: str, parent: str | None = None) -> str:
        node = self.add("Area", key)
        if parent:
            self.relate("PART_OF", node, parent)
        return node

    def part_of(
        self, lower: str, upper: str, valid_from: date | None = None, valid_to: date | None = None
    ) -> None:
        self.relate("PART_OF", lower, upper, validFrom=valid_from, validTo=valid_to)

    def problem(self, key: str, domains: Iterable[str] = (), area: str | None = None) -> str:
        node = self.add("Problem", key)
        for domain in domains:
            self.relate("FALLS_UNDER", node, domain)
        if area:
            self.relate("LOCATED_IN", node, area)
        return node

    def initiative(
        self, key: str, domains: Iterable[Touched] = (), problems: Iterable[str] = (), areas: Iterable[str] = (),
        started_on: date | None = None, ended_on: date | None = None, stage: str | None = None,
        asks: list[str] | None = None,
    ) -> str:
        """`domains` are names, or (name, kind) for a relationship that says how the initiative touches it."""
        node = self.add("Initiative", key, startedOn=started_on, endedOn=ended_on, stage=stage, asks=asks)
        for touched in domains:
            domain, kind = (touched, None) if isinstance(touched, str) else touched
            self.relate("TOUCHES", node, domain, kind=kind)
        for problem in problems:
            self.relate("ADDRESSES", node, problem)
        for area in areas:
            self.relate("LOCATED_IN", node, area)
        return node

    # Who answers for what.

    def responsibility(
        self, holder: str, subject: str | None, role: str | None = None, exclusive: bool | None = None,
        within: Iterable[str] = (), valid_from: date | None = None, valid_to: date | None = None,
        recorded_from: datetime | None = None, recorded_to: datetime | None = None,
        attested_on: date | None = None, key: str | None = None,
    ) -> str:
        """No `role` is OWNER, no `exclusive` is false: both are left out of the graph unless given."""
        count = sum(label == "Responsibility" for label, _ in self.nodes.values())
        node = self.add(
            "Responsibility", key or f"r{count + 1}", role=role, exclusive=exclusive, validFrom=valid_from,
            validTo=valid_to, recordedFrom=recorded_from, recordedTo=recorded_to, attestedOn=attested_on,
        )
        self.relate("HOLDS", holder, node)
        if subject:
            self.relate("FOR", node, subject)
        for area in within:
            self.relate("WITHIN", node, area)
        return node
