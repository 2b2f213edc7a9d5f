"""The cost of a question by writing out all its fragments: short and plain, and as slow as the document wants.

In and out: as `schema.limits.limits.measure`, for documents without circles.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    GraphQLString,
    InlineFragmentNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    is_composite_type,
)

from schema.limits.limits import Cost
from schema.limits.list_size import literal, own_size, size_below

LARGEST = 2**31 - 1


class _Naive:
    def __init__(
        self, schema: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode], variables: Mapping[str, Any]
    ) -> None:
        self.schema, self.fragments, self.variables = schema, fragments, variables
        self.count: Counter[str] = Counter()
        self.most: Counter[str] = Counter()

    def walk(self, selection: SelectionSetNode, parent: str | None, at: Counter[str], size: int, times: int) -> None:
        """Visit every field as often as it would come: `times` members, of a list of `size`."""
        self.reach(selections=at["selections"] + 1)
        fields = [*self.written_out(selection, parent, at["selections"] + 1)]
        aliased = Counter(field.name.value for field, kind, _ in fields if field.alias and self.known(field, kind))
        self.reach(same_field=max(aliased.values(), default=0))
        if at["selections"] == 0:
            self.count["root_fields"] = len(fields)
        for field, kind, selections in fields:
            self.field(field, kind, at | Counter(selections=selections), size, times)

    def written_out(
        self, selection: SelectionSetNode, parent: str | None, depth: int
    ) -> Iterator[tuple[FieldNode, str | None, int]]:
        self.reach(selections=depth)
        for node in selection.selections:
            self.count["directives"] += len(node.directives or ())
            if isinstance(node, FieldNode):
                self.count["aliases"] += node.alias is not None
                yield node, parent, depth
            elif isinstance(node, InlineFragmentNode):
                yield from self.written_out(
                    node.selection_set, node.type_condition.name.value if node.type_condition else parent, depth + 1
                )
            elif isinstance(node, FragmentSpreadNode) and node.name.value in self.fragments:
                fragment = self.fragments[node.name.value]
                self.count["directives"] += len(fragment.directives or ())
                yield from self.written_out(fragment.selection_set, fragment.type_condition.name.value, depth + 1)

    def known(self, field: FieldNode, kind: str | None) -> Any:
        parent = self.schema.get_type(kind) if kind else None
        return self.schema.get_field(parent, field.name.value) if is_composite_type(parent) else None

    def repeated(self, selection: SelectionSetNode, parent: str | None) -> int:
        """How often one name stands at most where all selections below one name are put together."""
        counts: Counter[str] = Counter()
        for field, kind, _ in _Naive(self.schema, self.fragments, self.variables).written_out(selection, parent, 0):
            known = self.known(field, kind)
            below = field.selection_set and self.repeated(
                field.selection_set, get_named_type(known.type).name if known else ""
            )
            counts[(field.alias or field.name).value if known else ""] += below or 1
        return max(counts.values(), default=0)

    def conditions(self, kind: Any, value: Any, behind: int) -> None:
        """Visit every operator of a filter or an order, written out."""
        if isinstance(value, VariableNode):
            value = self.variables.get(value.name.value)
        if isinstance(value, ListValueNode | tuple | list):
            members = list(getattr(value, "values", value))
            self.count["conditions"] += not members
            for each in members:
                self.conditions(kind, each, behind)
            return
        pairs = value.items() if isinstance(value, dict) else [(each.name.value, each.value) for each in getattr(value, "fields", ())]
        if not isinstance(value, dict | ObjectValueNode):
            return
        self.count["conditions"] += not pairs
        for name, inner in pairs:
            given = self.variables.get(inner.name.value) if isinstance(inner, VariableNode) else inner
            if given is None or isinstance(given, NullValueNode):
                continue
            below = get_named_type(kind.fields[name].type) if name in kind.fields else GraphQLString
            related = kind.name.endswith("RelationFilter")
            self.count["conditions"] += name in ("AND", "OR", "NOT", "some", "none") or not below.name.endswith("Filter")
            self.reach(relations=behind + related)
            if below.name.endswith("Filter"):
                self.conditions(below, inner, behind + related)

    def field(self, field: FieldNode, parent: str | None, at: Counter[str], size: int, times: int) -> None:
        known, parent = self.known(field, parent), parent or ""
        for argument in (field.arguments or ()) if known else ():
            kind = get_named_type(known.args[argument.name.value].type) if argument.name.value in known.args else None
            if kind is not None and kind.name.endswith(("Filter", "Order")) and hasattr(kind, "fields"):
                self.conditions(kind, argument.value, 0)
        if field.selection_set is None:
            self.count["values"] += times * (not parent.startswith("__"))
            return
        kind = get_named_type(known.type).name if known else ""
        own = own_size(field, known, parent, self.variables)
        times *= size if own is None else own
        deeper = Counter(at)
        if kind.startswith("__"):
            self.count["introspected"] += own is None
            deeper["introspection_depth"] += field.name.value in (
                "fields",
                "inputFields",
                "interfaces",
                "possibleTypes",
            )
        else:
            deeper["depth"] += not parent.endswith(("Connection", "Edge"))
            self.count["nodes"] += times * (not kind.endswith(("Connection", "Edge", "PageInfo")))
        self.reach(depth=deeper["depth"], introspection_depth=deeper["introspection_depth"])
        self.walk(field.selection_set, kind, deeper, size_below(field, known, self.variables), times)

    def reach(self, **figures: int) -> None:
        self.most |= Counter(figures)


def naive_cost(
    schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Mapping[str, Any]
) -> Cost:
    """The cost of one operation, all fragments written out."""
    defaults = {each.variable.name.value: literal(each.default_value) or each.default_value for each in operation.variable_definitions or ()}
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    naive = _Naive(schema, fragments, {**defaults, **variables})
    naive.count["directives"] = len(operation.directives or ())
    root = schema.get_root_type(operation.operation)
    naive.reach(repeated=naive.repeated(operation.selection_set, root.name if root else None))
    naive.walk(operation.selection_set, root.name if root else None, Counter(), 10, 1)
    figures = {name: min(number, LARGEST) for name, number in (naive.count + naive.most).items()}
    return Cost(document.token_count, **figures)
