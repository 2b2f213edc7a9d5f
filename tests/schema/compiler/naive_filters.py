"""Filters and orders as plain Python over a copy of the graph: slow, without Cypher, to hold lists against.

In: the nodes and relationships of the graph, a viewer and a day. Out: which nodes of a label meet a filter, in an order.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from graph.database.session import Database
from graph.model.definition import LABELS, RELATIONSHIPS
from graph.model.viewer import Viewer
from graph.model.vocabulary import Kind
from schema.compiler.cypher import labels_of
from schema.types.relations import RELATIONS, SOURCES, Relation
from tests.schema.asking import rows

_PATTERN = re.compile(r"\(\{n\}\)(<?)-\[\{r\}:([A-Z_|]+)\]->?\(\{m\}")


@dataclass
class Copy:
    """The graph, as one viewer sees it on one day."""

    viewer: Viewer
    day: date
    nodes: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    ties: dict[tuple[str, str, bool], list[tuple[str, dict[str, Any]]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    async def of(cls, database: Database, viewer: Viewer, day: date) -> "Copy":
        copied = cls(viewer, day)
        for label, properties in await rows(database, "MATCH (n) WHERE n.key IS NOT NULL RETURN head(labels(n)), properties(n)"):
            copied.nodes[f"{label.lower()}:{properties['key']}"] = (label, properties)
        ends = "toLower(head(labels({0}))) + ':' + {0}.key"
        for kind, left, right, properties in await rows(database, f"MATCH (a)-[r]->(b) RETURN type(r), {ends.format('a')}, {ends.format('b')}, properties(r)"):
            copied.ties[kind, left, True].append((right, properties))
            copied.ties[kind, right, False].append((left, properties))
        return copied

    def listed(self, label: str, conditions: Any, orders: Any) -> list[str]:
        """The ids of a whole list."""
        found = sorted(each for each, (of, _) in self.nodes.items() if of == label and self.viewer.sees(LABELS[of]) and self.meets(each, conditions))
        for name, direction in reversed([pair for order in orders or [] for pair in order.items()]):
            some = [each for each in found if self.value(each, name) is not None]
            none = [each for each in found if self.value(each, name) is None]
            found = sorted(some, key=lambda each: self.value(each, name), reverse=direction == "DESC") + none
        return found

    def value(self, identifier: str, name: str) -> Any:
        """A property as the viewer sees it; None where there is none."""
        label, properties = self.nodes[identifier]
        if name == "id":
            return identifier
        if name == "name" and LABELS[label].title != "name":
            return properties.get(LABELS[label].title or "key")
        return properties.get(name) if self.viewer.sees(LABELS[label].property(name)) else None

    # -- filters -------------------------------------------------------------------------------------------------

    def meets(self, identifier: str, conditions: Any) -> bool:
        """Whether a node meets a filter."""
        return all(self.condition(identifier, name, value) for name, value in (conditions or {}).items() if value is not None)

    def condition(self, identifier: str, name: str, value: Any) -> bool:
        """Whether a node meets one part of a filter."""
        if name == "AND":
            return all(self.meets(identifier, each) for each in value)
        if name == "OR":
            return any(self.meets(identifier, each) for each in value)
        if name == "NOT":
            return not self.meets(identifier, value)
        label = self.nodes[identifier][0]
        relation = next((each for each in (*RELATIONS[label], SOURCES) if each.field == name), None)
        if relation:
            return all(self.on_relation(identifier, relation, *pair) for pair in value.items() if pair[1] is not None)
        kind = next((prop.kind for prop in LABELS[label].properties if prop.name == name), Kind.STRING)
        return all(holds(self.value(identifier, name), *pair, kind) for pair in value.items() if pair[1] is not None)

    def on_relation(self, identifier: str, relation: Relation, operator: str, value: Any) -> bool:
        """Whether the nodes that a relation leads to meet a condition."""
        found = self.related(identifier, relation)
        if operator == "count":
            return all(holds(len(found), *pair, Kind.INTEGER) for pair in value.items())
        return any(self.meets(each, value) for each in found) == (operator == "some")

    def related(self, identifier: str, relation: Relation) -> set[str]:
        """The nodes that a relation leads to."""
        match = _PATTERN.match(relation.pattern)
        assert match, relation.pattern
        ties = [tie for kind in match[2].split("|") for tie in self.ties[kind, identifier, not match[1]]]
        seen = {each for each in labels_of(relation.target) if self.viewer.sees(LABELS[each])}
        hidden = {start for kind in relation.types for start in self.viewer.hidden_starts(RELATIONSHIPS[kind])}
        if relation.is_against:
            seen -= hidden
        elif self.nodes[identifier][0] in hidden:
            return set()
        valid = [(other, tie) for other, tie in ties if other in self.nodes and self.nodes[other][0] in seen and self.is_valid(tie)]
        if relation.recorded:  # told as it was recorded, whatever became of the nodes
            return {other for other, _ in valid}
        here = self.is_valid(self.nodes[identifier][1], of_node=True)
        return {other for other, _ in valid if here and self.is_valid(self.nodes[other][1], of_node=True)}

    def is_valid(self, properties: dict[str, Any], of_node: bool = False) -> bool:
        """Whether something holds on the day."""
        start, end, only = (properties.get(name) for name in ("validFrom", "validTo", "attestedOn"))
        if of_node and "validFrom" not in properties and "validTo" not in properties and only is None:
            return True
        return (start is None or start <= self.day) and (end is None or self.day < end) and (only is None or only == self.day)


def holds(value: Any, operator: str, given: Any, kind: Kind) -> bool:
    """Whether a value meets one condition."""
    given = read(given, kind) if operator not in ("isNull", "isEmpty") else given
    if kind is Kind.STRINGS:
        held = value or []
        return {"has": lambda: given in held, "isEmpty": lambda: (not held) == given, "hasSome": lambda: any(each in held for each in given), "hasEvery": lambda: all(each in held for each in given)}[operator]()
    if kind is Kind.BOOLEAN and operator != "isNull":
        value = bool(value)
    if operator == "isNull":
        return (value is None) == given
    if operator == "ne":
        return bool(value is None or value != given)
    if value is None:
        return False
    tests = {
        "eq": lambda: value == given, "in": lambda: value in given, "contains": lambda: given.lower() in value.lower(), "startsWith": lambda: value.startswith(given),
        "gt": lambda: value > given, "gte": lambda: value >= given, "lt": lambda: value < given, "lte": lambda: value <= given,
    }  # fmt: skip
    return bool(tests[operator]())


def read(given: Any, kind: Kind) -> Any:
    """A value of JSON as the graph holds it."""
    if isinstance(given, list):
        return [read(each, kind) for each in given]
    if kind is Kind.DATE:
        return date.fromisoformat(given)
    if kind is Kind.DATETIME:
        found = datetime.fromisoformat(given)
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return given
