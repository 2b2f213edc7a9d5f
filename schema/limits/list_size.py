"""How large a list in an answer may become, from its arguments alone.

In: a field as it stands in a question, what the schema says of it, and the values of variables. Out: a size. Pages are
sized by `first` or `last`, lists of things that were named by how many were named; of other lists nobody knows, and
they count as PLAIN, or as what is written in KNOWN.
"""

from collections.abc import Mapping
from typing import Any

from graphql import (
    FieldNode,
    GraphQLArgument,
    GraphQLField,
    IntValueNode,
    ListValueNode,
    Undefined,
    ValueNode,
    VariableNode,
    get_nullable_type,
    is_list_type,
)

from schema.compiler.page import MOST, USUAL

PLAIN = 10  # owners, topics, steps, silos, sources: seldom more
ENDS = ("first", "last")
HOPS = "maxHops"
LONGEST = 10  # digits of a number that is looked at; a longer one is far beyond every size
# By type and field: at most so many there are, or hardly ever more.
KNOWN = {
    ("Query", "path"): 20,
    ("Ownership", "nextDoor"): 5,
    ("WhyNot", "changes"): 30,
    ("Query", "ownershipTimeline"): 50,
    ("Representativeness", "dimensions"): 3,
    ("SiloMatrix", "labels"): 50,
    ("SiloMatrix", "cells"): 500,
}
# By type and field: as many as the argument of that name holds.
NAMED = {("Query", "nodes"): "ids", ("Query", "ownersOf"): "subjects"}


def is_list(known: GraphQLField | None) -> bool:
    """True for a field that gives a list."""
    return known is not None and is_list_type(get_nullable_type(known.type))


def own_size(node: FieldNode, known: GraphQLField | None, parent: str, variables: Mapping[str, Any]) -> int | None:
    """How many objects a field gives; None where that is the size of the page it belongs to."""
    if known is None or not is_list(known):
        return 1
    place = parent, node.name.value
    if place in NAMED:
        given = _argument(node, known, NAMED[place], variables)
        return len(given) if isinstance(given, list | tuple) else 1
    if place in KNOWN:
        return KNOWN[place]
    return _page(node, known, variables) if _is_page(known) else None


def size_below(node: FieldNode, known: GraphQLField | None, variables: Mapping[str, Any]) -> int:
    """The size of the lists that belong to this field: of nodes and edges to a page, of nodes to a path."""
    if known is None or (is_list(known) and HOPS not in known.args):
        return PLAIN
    if HOPS in known.args:
        return _number(_argument(node, known, HOPS, variables), PLAIN) + 1
    return _page(node, known, variables) if _is_page(known) else PLAIN


def _is_page(known: GraphQLField) -> bool:
    return any(end in known.args for end in ENDS)


def _page(node: FieldNode, known: GraphQLField, variables: Mapping[str, Any]) -> int:
    """The larger of `first` and `last`. What is no size at all is for others to refuse."""
    given = [_argument(node, known, end, variables) for end in ENDS if end in known.args]
    return max((_number(each, USUAL) for each in given if each is not None), default=USUAL)


def _number(given: Any, usual: int) -> int:
    return min(max(given, 0), MOST) if isinstance(given, int) and not isinstance(given, bool) else usual


def _argument(node: FieldNode, known: GraphQLField, name: str, variables: Mapping[str, Any]) -> Any:
    """What was given, of which only a number or a list is of use; else the default."""
    given = next((each.value for each in node.arguments or () if each.name.value == name), None)
    found = variables.get(given.name.value) if isinstance(given, VariableNode) else literal(given)
    return _default(known.args[name]) if found is None else found


def _default(argument: GraphQLArgument) -> Any:
    value = argument.default_value
    return None if value is Undefined else value


def literal(value: ValueNode | None) -> Any:
    """A number or a list in a document; None for anything else."""
    if isinstance(value, IntValueNode):
        return int(value.value) if len(value.value) < LONGEST else MOST
    return value.values if isinstance(value, ListValueNode) else None
