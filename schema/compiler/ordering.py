"""Filters and order of a list, as its arguments ask for them.

In: a Listing without order, and the `filter` and `orderBy` of the field. Out: the Listing as filtered and ordered. A
property the viewer may not see decides no order, nor does it get into a cursor.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from graph.model.definition import LABELS
from graph.model.vocabulary import Property
from schema.compiler.context import CompilerContext
from schema.compiler.filters import asks_for_value, predicate
from schema.compiler.list_query import Listing, Order, order_of
from schema.compiler.selection import SelectedField


def filtered_and_ordered(compiler: CompilerContext, listing: Listing, asked: SelectedField, *, indexed: bool = False) -> Listing:
    """The list as the field asks for it. `indexed`: it holds all nodes of a label, so an index may give the order."""
    arguments = asked.arguments
    condition = predicate(compiler, listing.target, arguments.get("filter"), listing.node, arguments.get("asOf"))
    where = [*listing.where, condition] if condition != "true" else listing.where
    order = list(_orders(compiler, listing, arguments.get("orderBy") or [], indexed))
    if order and order[0].indexed and asks_for_value(arguments.get("filter"), order[0].name):
        order[0] = replace(order[0], required=True)
    return replace(listing, where=where, order=tuple(order))


def _orders(compiler: CompilerContext, listing: Listing, asked: list[dict[str, Any]], indexed: bool) -> Iterator[Order]:
    for entry in asked:
        for name, direction in entry.items():
            if direction is None:
                continue
            descending, node = direction == "DESC", listing.node
            if name == "id":
                yield Order("id", listing.key, descending, required=True)
            elif listing.target in LABELS:
                yield from _by_property(compiler, listing, name, descending, indexed)
            else:
                yield Order(name, compiler.name_of(listing.target, node), descending)


def _by_property(compiler: CompilerContext, listing: Listing, name: str, descending: bool, indexed: bool) -> Iterator[Order]:
    label = LABELS[listing.target]
    prop: Property = label.property(name)
    if compiler.viewer.sees(prop):
        yield order_of(listing.node, prop, descending, indexed and name in label.indexed)
