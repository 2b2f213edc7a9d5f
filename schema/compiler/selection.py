"""What was asked: the selection of a field, read once for every concrete type it may meet.

In: the selection of an operation, its fragments and variables. Out: Asked values; fragments, interfaces and unions,
aliases, @include and @skip are resolved here and nowhere else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLAbstractType,
    GraphQLField,
    GraphQLIncludeDirective,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSkipDirective,
    GraphQLUnionType,
    InlineFragmentNode,
    SelectionSetNode,
    get_named_type,
)
from graphql.execution.values import VariableValues, get_argument_values, get_directive_values
from graphql.pyutils import Undefined

from schema.request.deferred import Deferred

ID = "ID"

@dataclass(frozen=True)
class SelectionContext:
    """What a selection is read against: the schema, the fragments and the variables of one operation, left open.

    `now`: what old ids among the arguments stand for.
    """

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: VariableValues
    now: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SelectedField:
    """One field as asked: the key it answers under, its arguments, and the nodes below it."""

    document: SelectionContext
    key: str
    name: str
    definition: GraphQLField
    nodes: Sequence[FieldNode] = field(repr=False)

    @property
    def arguments(self) -> dict[str, Any]:
        """Coerced values of the arguments, enum values as their words; where null or nothing was given, the default.

        What comes from variables is a Deferred value, unless it belongs to the shape of the request. Old ids are replaced.
        """
        given = get_argument_values(self.definition, self.nodes[0], self.document.variables)
        defaults = {name: each.default_value for name, each in self.definition.args.items()}
        kinds, now = self.definition.args, self.document.now
        return {
            name: replaced(kinds[name].type, plain(defaults[name] if value is None and defaults[name] is not Undefined else value), now)
            for name, value in given.items()
        }

    @property
    def type_name(self) -> str:
        """Name of the type of the field, without list and non-null."""
        return get_named_type(self.definition.type).name

    def below(self, type_name: str) -> dict[str, "SelectedField"]:
        """What is asked of a value of that concrete type, by response key, in the order asked."""
        sets = [node.selection_set for node in self.nodes if node.selection_set]
        return collect(self.document, type_name, sets)


def plain(value: Any) -> Any:
    """A coerced value with its enum values as their words, at any depth: what Python, Cypher and the driver all know."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    return value


def collect(document: SelectionContext, type_name: str, sets: Iterable[SelectionSetNode]) -> dict[str, SelectedField]:
    """The fields that apply to one object type, merged by response key."""
    found: dict[str, list[FieldNode]] = {}
    kind = document.schema.get_type(type_name)
    assert isinstance(kind, GraphQLObjectType), f"{type_name} is no object type"
    for selections in sets:
        _gather(document, kind, selections, found, set())
    return {
        key: SelectedField(document, key, nodes[0].name.value, _definition(document, kind, nodes[0]), nodes)
        for key, nodes in found.items()
    }


def _definition(document: SelectionContext, kind: GraphQLObjectType, node: FieldNode) -> GraphQLField:
    found = document.schema.get_field(kind, node.name.value)
    assert found is not None, f"{kind.name} has no field {node.name.value}: the document was validated"
    return found


def _gather(
    document: SelectionContext,
    kind: GraphQLObjectType,
    selections: SelectionSetNode,
    found: dict[str, list[FieldNode]],
    seen: set[str],
) -> None:
    for node in selections.selections:
        if not is_included(document, node):
            continue
        if isinstance(node, FieldNode):
            found.setdefault(node.alias.value if node.alias else node.name.value, []).append(node)
        elif isinstance(node, InlineFragmentNode):
            if _applies(document, kind, node.type_condition.name.value if node.type_condition else None):
                _gather(document, kind, node.selection_set, found, seen)
        elif isinstance(node, FragmentSpreadNode) and node.name.value not in seen:
            seen.add(node.name.value)
            definition = document.fragments[node.name.value]
            if _applies(document, kind, definition.type_condition.name.value):
                _gather(document, kind, definition.selection_set, found, seen)


def is_included(document: SelectionContext, node: Any) -> bool:
    """Whether a selection is wanted, by @skip and @include."""
    skip = get_directive_values(GraphQLSkipDirective, node, document.variables)
    include = get_directive_values(GraphQLIncludeDirective, node, document.variables)
    return not (skip and skip["if"]) and not (include and not include["if"])


def _applies(document: SelectionContext, kind: GraphQLObjectType, condition: str | None) -> bool:
    if condition is None or condition == kind.name:
        return True
    abstract = document.schema.get_type(condition)
    if isinstance(abstract, GraphQLInterfaceType | GraphQLUnionType):
        found: GraphQLAbstractType = abstract
        return document.schema.is_sub_type(found, kind)
    return False


def replaced(kind: Any, value: Any, now: Mapping[str, str]) -> Any:
    """The value of an argument of that type, with what the old ids in it stand for now."""
    if not now or value is None or isinstance(value, Deferred):
        return value
    if isinstance(kind, GraphQLNonNull):
        return replaced(kind.of_type, value, now)
    if isinstance(kind, GraphQLList):
        return [replaced(kind.of_type, each, now) for each in value]
    if isinstance(kind, GraphQLInputObjectType):
        return {name: replaced(kind.fields[name].type, each, now) for name, each in value.items()}
    return now.get(value, value) if kind.name == ID else value
