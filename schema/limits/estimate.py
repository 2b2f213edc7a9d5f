"""Counts what a question asks for at most, from its text alone, before anything is run.

In: a document, validated or not, one of its operations and the values of its variables. Out: its Cost.

- Everything is counted after fragments are expanded, but each fragment is counted once and its figures are added
  wherever it is spread: a document takes time in proportion to its length, however much it would expand to.
- What @skip and @include leave out counts too.
- Unknown fields, fragments and types and fragments in a circle are for validation to report: they count for what is
  written there, a circle at most once round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    ConstValueNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    get_named_type,
    is_composite_type,
)

from schema.limits.conditions import Counting, outline
from schema.limits.cost import OTHERS, Amount, Cost, Part, at_most
from schema.limits.list_size import PLAIN, is_list, literal, own_size, size_below

# The parts of a page are one level with it: { initiatives { nodes { … } } } is one deep.
PARTS_OF_PAGES = ("Connection", "Edge")
NOT_NODES = (*PARTS_OF_PAGES, "PageInfo")
# The lists of __Type through which introspection can go round in a circle.
CIRCULAR = frozenset({"fields", "inputFields", "interfaces", "possibleTypes"})
MOST_KEPT = 64


class CostEstimator:
    """The cost of one operation, counted once for each set of sizes: what else variables hold has no part in it."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> None:
        self._schema, self._document, self._operation = schema, document, operation
        self._names: frozenset[str] | None = None
        self._costs: dict[object, Cost] = {}

    def cost(self, variables: Mapping[str, Any]) -> Cost:
        """The cost with these variables, coerced or as they came; where one is missing its default counts."""
        found = self._costs.get(self._sizes(variables))
        if found is None:
            found = self._count(variables)
        return found

    def _count(self, variables: Mapping[str, Any]) -> Cost:
        measuring = _Measuring(self._schema, self._document, self._operation, variables)
        found = measuring.cost()
        self._names = frozenset(measuring.values.asked)
        if len(self._costs) >= MOST_KEPT:
            self._costs.clear()
        self._costs[self._sizes(variables)] = found
        return found

    def _sizes(self, variables: Mapping[str, Any]) -> object:
        """All that the cost depends on in the variables; None while that is not known."""
        if self._names is None:
            return None
        return tuple((name, _size(variables[name])) for name in self._names if name in variables)


def _size(value: Any) -> object:
    if isinstance(value, list | tuple):
        return (len(value), outline(value) if any(isinstance(each, dict | list) for each in value) else None)
    return outline(value) if isinstance(value, dict) else value if type(value) is int else None


def measure(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Mapping[str, Any]
) -> Cost:
    """The cost of one operation, counted anew."""
    return CostEstimator(schema, document, operation).cost(variables)


class _TrackedVariables(dict[str, Any]):
    """Variables, and which of them were asked for."""

    def __init__(self, *given: Mapping[str, Any]) -> None:
        super().__init__()
        self.asked: set[str] = set()
        for each in given:
            self.update(each)

    def get(self, name: str, default: Any = None) -> Any:
        self.asked.add(name)
        return super().get(name, default)


class _Measuring:
    """Measures one operation; `_parts` remembers every fragment that it leads to."""

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any],
    ) -> None:
        self._schema, self._document, self._operation = schema, document, operation
        given = operation.variable_definitions or ()
        self.values = _TrackedVariables({each.variable.name.value: _default(each.default_value) for each in given}, variables)
        self._counting = Counting(self.values)
        self._parts: dict[str, Part] = {}

    def cost(self) -> Cost:
        """The cost of the operation."""
        operation = self._operation
        self._measure_fragments()
        part = self.selection(operation.selection_set, self._schema.get_root_type(operation.operation))
        given = [operation.directives, *(each.directives for each in operation.variable_definitions or ())]
        part.directives = at_most(part.directives + sum(len(each or ()) for each in given))
        return Cost(
            tokens=self._document.token_count,
            depth=part.depth,
            selections=part.selections,
            aliases=part.aliases,
            same_field=part.most_aliased(),
            repeated=part.most_named(),
            root_fields=part.fields,
            directives=part.directives,
            nodes=part.once.nodes_at(PLAIN, part.each),
            values=part.once.values_at(PLAIN, part.each),
            introspected=part.introspected,
            introspection_depth=part.introspection_depth,
            conditions=part.conditions,
            relations=part.relations,
        )

    def _measure_fragments(self) -> None:
        """Inner ones first, so that each is there when it is spread."""
        definitions = self._document.definitions
        fragments = {each.name.value: each for each in definitions if isinstance(each, FragmentDefinitionNode)}
        for fragment in _inner_first(self._operation.selection_set, fragments):
            part = self.selection(fragment.selection_set, self._type(fragment.type_condition.name.value))
            part.directives = at_most(part.directives + len(fragment.directives or ()))
            self._parts[fragment.name.value] = part

    def selection(self, selection: SelectionSetNode, parent: GraphQLNamedType | None) -> Part:
        """The figures of a selection on a type."""
        total = Part()
        for each in selection.selections:
            total.add(self._selected(each, parent))
        total.selections += 1
        return total

    def _selected(self, node: SelectionNode, parent: GraphQLNamedType | None) -> Part:
        if isinstance(node, FieldNode):
            part = self._field(node, parent)
        elif isinstance(node, InlineFragmentNode):
            condition = node.type_condition
            part = self.selection(node.selection_set, self._type(condition.name.value) if condition else parent)
        else:
            part = Part()
            if isinstance(node, FragmentSpreadNode) and node.name.value in self._parts:
                part.add(self._parts[node.name.value])
        part.directives = at_most(part.directives + len(node.directives or ()))
        return part

    def _type(self, name: str) -> GraphQLNamedType | None:
        return self._schema.get_type(name)

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None) -> Part:
        known = self._schema.get_field(parent, node.name.value) if is_composite_type(parent) else None
        repeated = 1
        if node.selection_set is None:
            part = Part(once=Amount(0, 0 if _is_introspection(parent) else 1))
        else:
            kind = get_named_type(known.type) if known else None
            below = self.selection(node.selection_set, kind)
            part = self._object(node, known, parent, kind, below)
            part.selections, part.aliases, part.directives = below.selections, below.aliases, below.directives
            part.conditions, part.relations = below.conditions, below.relations
            part.aliased_below = below.most_aliased()
            repeated = max(1, below.most_named())
        self._add_conditions(part, node, known)
        part.fields = 1
        part.named = {(node.alias or node.name).value if known else OTHERS: repeated}
        if node.alias:
            part.aliases = at_most(part.aliases + 1)
            part.aliased = {node.name.value: 1} if known else {}
        return part

    def _add_conditions(self, part: Part, node: FieldNode, known: GraphQLField | None) -> None:
        """Those of the filter and the order of a field."""
        for each in node.arguments or ():
            argument = known.args.get(each.name.value) if known else None
            if argument is not None:
                found = self._counting.conditions(get_named_type(argument.type), each.value)
                part.conditions = at_most(part.conditions + found.number)
                part.relations = max(part.relations, found.relations)

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
        size = size_below(node, known, self.values)
        amount = Amount(below.once.nodes_at(size, below.each), below.once.values_at(size, below.each))
        if _is_introspection(kind):
            part.depth = below.depth
            part.introspected = at_most(part.introspected + is_list(known))
            part.introspection_depth += node.name.value in CIRCULAR
        else:
            part.depth = below.depth + (not _ends(parent, PARTS_OF_PAGES))
            amount.nodes = at_most(amount.nodes + (not _ends(kind, NOT_NODES)))
        own = own_size(node, known, parent.name if parent else "", self.values)
        if own is None:
            part.each = amount
        else:
            part.once = Amount(at_most(own * amount.nodes), at_most(own * amount.values))
        return part


def _default(value: ConstValueNode | None) -> Any:
    """The default of a variable: a filter as it stands there, of anything else a size or a list."""
    return value if isinstance(value, ObjectValueNode) else literal(value)


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
