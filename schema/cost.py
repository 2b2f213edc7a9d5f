"""What a question asks for at most, counted from its text alone, before anything is run.

In: a document, validated or not, one of its operations and the values of its variables. Out: a Cost.

- Everything is counted after fragments are expanded, but each fragment is counted once and its figures are added
  wherever it is spread: a document takes time in proportion to its length, however much it would expand to.
- What does not depend on where a fragment is spread is a number. What does, the size of the list around it, is kept
  as two numbers: what comes once, and what comes for each member of that list.
- Numbers stop at MOST_COUNTED. What @skip and @include leave out counts too.
- Unknown fields, fragments and types and fragments in a circle are for validation to report: they count for what is
  written there, a circle at most once round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    get_named_type,
    is_composite_type,
)

from schema.size import PLAIN, is_list, literal, own_size, size_below

MOST_COUNTED = 2**31 - 1
# The parts of a page are one level with it: { initiatives { nodes { … } } } is one deep.
PARTS_OF_PAGES = ("Connection", "Edge")
NOT_NODES = (*PARTS_OF_PAGES, "PageInfo")
# The lists of __Type through which introspection can go round in a circle.
CIRCULAR = frozenset({"fields", "inputFields", "interfaces", "possibleTypes"})


@dataclass(frozen=True)
class Cost:
    """What a question asks for at most.

    tokens              of the document
    depth               fields with a selection, one inside the other; a page with its nodes is one
    selections          selections of whatever kind, fragments too, one inside the other
    aliases, directives in the whole question
    same_field          aliases for one field in one selection
    root_fields         fields of the query itself
    nodes               objects in the answer, without the pages, edges and page infos that hold them
    values              values in the answer
    introspected        lists of __Schema and __Type and their like, in the whole question
    introspection_depth lists that can go round in a circle, one inside the other
    """

    tokens: int = 0
    depth: int = 0
    selections: int = 0
    aliases: int = 0
    same_field: int = 0
    root_fields: int = 0
    directives: int = 0
    nodes: int = 0
    values: int = 0
    introspected: int = 0
    introspection_depth: int = 0


def measure(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Mapping[str, Any]
) -> Cost:
    """The cost of one operation. `variables` may be coerced or as they came; where one is missing its default counts."""
    measuring = _Measuring(schema, document, operation, variables)
    part = measuring.selection(operation.selection_set, schema.get_root_type(operation.operation))
    directives = len(operation.directives or ()) + sum(
        len(each.directives or ()) for each in operation.variable_definitions or ()
    )
    return Cost(
        document.token_count,
        part.depth,
        part.selections,
        part.aliases,
        part.most_aliased(),
        part.fields,
        _at_most(part.directives + directives),
        part.once.nodes_at(PLAIN, part.each),
        part.once.values_at(PLAIN, part.each),
        part.introspected,
        part.introspection_depth,
    )


def _at_most(number: int) -> int:
    return min(number, MOST_COUNTED)


@dataclass(slots=True)
class Amount:
    """Nodes and values."""

    nodes: int = 0
    values: int = 0

    def add(self, other: Amount) -> None:
        self.nodes = _at_most(self.nodes + other.nodes)
        self.values = _at_most(self.values + other.values)

    def nodes_at(self, size: int, each: Amount) -> int:
        """The nodes of this and of `size` times each."""
        return _at_most(self.nodes + size * each.nodes)

    def values_at(self, size: int, each: Amount) -> int:
        """The values of this and of `size` times each."""
        return _at_most(self.values + size * each.values)


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
    once: Amount = field(default_factory=Amount)
    each: Amount = field(default_factory=Amount)
    aliased: dict[str, int] = field(default_factory=dict)
    aliased_below: int = 0

    def add(self, other: Part) -> None:
        """Add what stands beside it in the same selection."""
        self.depth = max(self.depth, other.depth)
        self.selections = max(self.selections, other.selections)
        self.aliases = _at_most(self.aliases + other.aliases)
        self.directives = _at_most(self.directives + other.directives)
        self.fields = _at_most(self.fields + other.fields)
        self.introspected = _at_most(self.introspected + other.introspected)
        self.introspection_depth = max(self.introspection_depth, other.introspection_depth)
        self.once.add(other.once)
        self.each.add(other.each)
        for name, number in other.aliased.items():
            self.aliased[name] = _at_most(self.aliased.get(name, 0) + number)
        self.aliased_below = max(self.aliased_below, other.aliased_below)

    def most_aliased(self) -> int:
        """The most aliases for one field, here or below."""
        return max(self.aliased_below, *self.aliased.values(), 0)


class _Measuring:
    """Measures one operation; `_parts` remembers every fragment that it leads to."""

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any],
    ) -> None:
        self._schema = schema
        defaults = {
            each.variable.name.value: literal(each.default_value) for each in operation.variable_definitions or ()
        }
        self._values = {**defaults, **variables}
        fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
        self._parts: dict[str, Part] = {}
        for fragment in _inner_first(
            operation.selection_set, fragments
        ):  # so that every part is there when it is spread
            part = self.selection(fragment.selection_set, self._type(fragment.type_condition.name.value))
            part.directives = _at_most(part.directives + len(fragment.directives or ()))
            self._parts[fragment.name.value] = part

    def selection(self, selection: SelectionSetNode, parent: GraphQLNamedType | None) -> Part:
        """The figures of a selection on a type."""
        total = Part()
        for each in selection.selections:
            total.add(self._selected(each, parent))
        total.selections += 1
        return total

    def _selected(self, node: SelectionNode, parent: GraphQLNamedType | None) -> Part:
        total = Part(directives=len(node.directives or ()))
        if isinstance(node, FieldNode):
            total.add(self._field(node, parent))
        elif isinstance(node, InlineFragmentNode):
            condition = node.type_condition
            total.add(self.selection(node.selection_set, self._type(condition.name.value) if condition else parent))
        elif isinstance(node, FragmentSpreadNode) and node.name.value in self._parts:
            total.add(self._parts[node.name.value])
        return total

    def _type(self, name: str) -> GraphQLNamedType | None:
        return self._schema.get_type(name)

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None) -> Part:
        known = self._schema.get_field(parent, node.name.value) if is_composite_type(parent) else None
        if node.selection_set is None:
            part = Part(once=Amount(0, 0 if _is_introspection(parent) else 1))
        else:
            kind = get_named_type(known.type) if known else None
            below = self.selection(node.selection_set, kind)
            part = self._object(node, known, parent, kind, below)
            part.selections, part.aliases, part.directives = below.selections, below.aliases, below.directives
            part.aliased_below = below.most_aliased()
        part.fields = 1
        if node.alias:
            part.aliases = _at_most(part.aliases + 1)
            part.aliased = {node.name.value: 1} if known else {}
        return part

    def _object(
        self,
        node: FieldNode,
        known: GraphQLField | None,
        parent: GraphQLNamedType | None,
        kind: GraphQLNamedType | None,
        below: Part,
    ) -> Part:
        """The figures of objects: as many as the field gives, or of each member of the page around it."""
        part = Part(introspected=below.introspected, introspection_depth=below.introspection_depth)
        size = size_below(node, known, self._values)
        amount = Amount(below.once.nodes_at(size, below.each), below.once.values_at(size, below.each))
        if _is_introspection(kind):
            part.depth = below.depth
            part.introspected = _at_most(part.introspected + is_list(known))
            part.introspection_depth += node.name.value in CIRCULAR
        else:
            part.depth = below.depth + (not _ends(parent, PARTS_OF_PAGES))
            amount.nodes = _at_most(amount.nodes + (not _ends(kind, NOT_NODES)))
        own = own_size(node, known, parent.name if parent else "", self._values)
        if own is None:
            part.each = amount
        else:
            part.once = Amount(_at_most(own * amount.nodes), _at_most(own * amount.values))
        return part


def _is_introspection(kind: GraphQLNamedType | None) -> bool:
    return kind is not None and kind.name.startswith("__")


def _ends(kind: GraphQLNamedType | None, endings: tuple[str, ...]) -> bool:
    return kind is not None and kind.name.endswith(endings)


def _inner_first(
    selection: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> Iterator[FragmentDefinitionNode]:
    """Every fragment that a selection leads to, after those it spreads itself; without recursion, as chains are long."""
    seen: set[str] = set()
    open_fragments: list[tuple[FragmentDefinitionNode | None, Iterator[str]]] = [(None, _spreads(selection))]
    while open_fragments:
        fragment, names = open_fragments[-1]
        name = next((name for name in names if name in fragments and name not in seen), None)
        if name is not None:
            seen.add(name)
            open_fragments.append((fragments[name], _spreads(fragments[name].selection_set)))
            continue
        open_fragments.pop()
        if fragment is not None:
            yield fragment


def _spreads(selection: SelectionSetNode) -> Iterator[str]:
    """The names of the fragments that are spread in a selection, at any depth."""
    waiting: list[SelectionNode] = [*selection.selections]
    while waiting:
        node = waiting.pop()
        if isinstance(node, FragmentSpreadNode):
            yield node.name.value
        elif isinstance(node, FieldNode | InlineFragmentNode) and node.selection_set:
            waiting.extend(node.selection_set.selections)
