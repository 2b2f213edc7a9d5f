"""What a question asks for at most, as numbers, and how the numbers of its parts are added.

In: the figures of fields and fragments. Out: a Cost. Numbers stop at MOST_COUNTED. What does not depend on where a
fragment is spread is a number; what does, the size of the list around it, is kept as two numbers: what comes once,
and what comes for each member of that list.
"""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_COUNTED = 2**31 - 1
# More names than one selection can hold within the limits: a type has fewer fields, and aliases are few. Of more than
# these, and of unknown ones, only the sum is kept, so that adding a fragment takes no longer the more it holds.
MOST_NAMES, OTHERS = 128, ""


@dataclass(frozen=True)
class Cost:
    """What a question asks for at most.

    tokens              of the document
    depth               fields with a selection, one inside the other; a page with its nodes is one
    selections          selections of whatever kind, fragments too, one inside the other
    aliases, directives in the whole question
    same_field          aliases for one field in one selection
    repeated            times that one name in the answer stands in one selection, once the selections below one name are
                        put together; validation compares each with each
    root_fields         fields of the query itself
    nodes               objects in the answer, without the pages, edges and page infos that hold them
    values              values in the answer
    introspected        lists of __Schema and __Type and their like, in the whole question
    introspection_depth lists that can go round in a circle, one inside the other
    conditions          of all filters, and orders (`schema.limits.conditions` says what counts as one)
    relations           that a filter follows, one inside the other
    """

    tokens: int = 0
    depth: int = 0
    selections: int = 0
    aliases: int = 0
    same_field: int = 0
    repeated: int = 0
    root_fields: int = 0
    directives: int = 0
    nodes: int = 0
    values: int = 0
    introspected: int = 0
    introspection_depth: int = 0
    conditions: int = 0
    relations: int = 0


def at_most(number: int) -> int:
    """The number, or MOST_COUNTED."""
    return min(number, MOST_COUNTED)


@dataclass(slots=True)
class Amount:
    """Nodes and values."""

    nodes: int = 0
    values: int = 0

    def add(self, other: Amount) -> None:
        self.nodes = at_most(self.nodes + other.nodes)
        self.values = at_most(self.values + other.values)

    def nodes_at(self, size: int, each: Amount) -> int:
        """The nodes of this and of `size` times each."""
        return at_most(self.nodes + size * each.nodes)

    def values_at(self, size: int, each: Amount) -> int:
        """The values of this and of `size` times each."""
        return at_most(self.values + size * each.values)


@dataclass(slots=True)
class Part:
    """The figures of a selection: what comes once, and for each member of the list that it is about."""

    depth: int = 0
    selections: int = 0
    aliases: int = 0
    directives: int = 0
    fields: int = 0
    introspected: int = 0
    introspection_depth: int = 0
    conditions: int = 0
    relations: int = 0
    once: Amount = field(default_factory=Amount)
    each: Amount = field(default_factory=Amount)
    aliased: dict[str, int] = field(default_factory=dict)
    named: dict[str, int] = field(default_factory=dict)
    aliased_below: int = 0

    def add(self, other: Part) -> None:
        """Add what stands beside it in the same selection."""
        self.depth = max(self.depth, other.depth)
        self.selections = max(self.selections, other.selections)
        self.aliases = at_most(self.aliases + other.aliases)
        self.directives = at_most(self.directives + other.directives)
        self.fields = at_most(self.fields + other.fields)
        self.introspected = at_most(self.introspected + other.introspected)
        self.introspection_depth = max(self.introspection_depth, other.introspection_depth)
        self.conditions = at_most(self.conditions + other.conditions)
        self.relations = max(self.relations, other.relations)
        self.once.add(other.once)
        self.each.add(other.each)
        _add_counts(self.aliased, other.aliased)
        _add_counts(self.named, other.named)
        self.aliased_below = max(self.aliased_below, other.aliased_below)

    def most_aliased(self) -> int:
        """The most aliases for one field, here or below."""
        return max(self.aliased_below, *self.aliased.values(), 0)

    def most_named(self) -> int:
        """How often one name in the answer stands in one selection at most, here or below."""
        return max((0, *self.named.values()))


def _add_counts(counts: dict[str, int], others: dict[str, int]) -> None:
    for name, number in others.items():
        if len(counts) >= MOST_NAMES and name not in counts:
            name = OTHERS
        counts[name] = at_most(counts.get(name, 0) + number)
