"""Counts over a whole list: in all, and by the words of an enum, the years and months of a date, or the nodes it leads to.

In: a Listing and the selection of `aggregate`. Out: a Projection beside the rows of the page, in the same Statement.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from graph.city_time import local_cypher
from graph.database.clauses import Query, collect, unwind
from graph.errors import BadInput
from graph.model.vocabulary import Kind
from schema.compiler.context import CompilerContext
from schema.compiler.list_query import Listing
from schema.compiler.property_values import read_as
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import Projection, constant, list_of, unchanged
from schema.request.deferred import ZONE, map_deferred
from schema.types.aggregates import GROUPS, LENGTHS, Group
from schema.types.relations import Relation

MOST = 500


def aggregate(compiler: CompilerContext, listing: Listing, asked: SelectedField, as_of: Any) -> Projection:
    """What is asked of the aggregate of a list. `as_of` is its day, on which relationships are followed; None: today."""
    parts: dict[str, Projection] = {}
    for key, each in asked.below(asked.type_name).items():
        if each.name == "count":
            parts[key] = unchanged(listing.counted())
        elif each.name == "by":
            parts[key] = _by(compiler, listing, each, as_of)
        else:
            parts[key] = constant(asked.type_name)
    return compiler.object(asked.type_name, parts)


def _by(compiler: CompilerContext, listing: Listing, asked: SelectedField, as_of: Any) -> Projection:
    """The counts by one group, most first; what has no value is counted under null."""
    arguments = asked.arguments
    limit = compiler.parameter(map_deferred(arguments["first"], partial(checked_first, asked.name)))
    found = listing.query().with_(listing.node, distinct=listing.distinct)
    group = GROUPS[listing.target][arguments["group"]] if listing.target in GROUPS else None
    kept, number = compiler.fresh("value"), compiler.fresh("number")
    if group and group.relation:
        expand, value = _related(compiler, group.relation, listing, as_of)
        order, title = f"{kept}.key", compiler.name_of(group.relation.target, kept)
    else:
        expand, value = _expression(compiler, listing, group)
        order = title = kept
    made = _bucket(compiler, asked, _Counted(kept, number, group.relation if group else None, title))
    counted = found.then(expand).with_(f"{value} AS {kept}", f"count(DISTINCT {listing.node}) AS {number}")
    return list_of(made, collect(counted.order_by(f"{number} DESC", order).limit(limit).returning(f"{made.cypher} AS bucket")))


@dataclass(frozen=True)
class _Counted:
    """One count: the variables of what was counted by and of the number, its relation if it is a node, and its name."""

    value: str
    number: str
    relation: Relation | None
    title: str


def checked_first(field: str, first: int) -> int:
    """How many counts at most; BadInput outside 1 to 500."""
    if not 1 <= first <= MOST:
        raise BadInput(f"{field}: first is {first}.", f"Give a number from 1 to {MOST}.")
    return first


def _expression(compiler: CompilerContext, listing: Listing, group: Group | None) -> tuple[Query, str]:
    """How to get to the value that a node is counted under, and the value."""
    if group is None:
        return Query(), compiler.kind_of(listing.target, listing.node)
    prop, node = group.prop, listing.node
    assert prop is not None
    if not compiler.viewer.sees(prop):
        return Query(), "null"
    value = f"{node}.{prop.name}"
    if prop.kind is Kind.BOOLEAN:
        return Query(), f"toString(coalesce({value} = true, false))"
    if group.part:
        if prop.kind is Kind.DATETIME:
            return Query(), f"substring({local_cypher(value, compiler.parameter(ZONE))}, 0, {LENGTHS[group.part]})"
        return Query(), f"CASE WHEN {value} IS :: DATE NOT NULL THEN substring(toString({value}), 0, {LENGTHS[group.part]}) END"
    assert prop.term is not None
    words = compiler.parameter(sorted(prop.term.__members__))
    if prop.kind is Kind.STRINGS:
        return unwind(f"CASE WHEN {value} IS :: LIST<ANY> NOT NULL AND size({value}) > 0 THEN {value} ELSE [null] END", "one"), _known("one", words)
    return Query(), _known(value, words)


def _known(value: str, words: str) -> str:
    """The value where it is one of the words that it may be."""
    return f"CASE WHEN {value} IN {words} THEN {value} END"


def _related(compiler: CompilerContext, relation: Relation, listing: Listing, as_of: Any) -> tuple[Query, str]:
    """How to go from a node to what it is counted by, and the variable of that."""
    pattern, where, m = compiler.joined(relation, listing.target, listing.node, as_of)
    return Query().optional_match(pattern, *where, f"{m}.key IS NOT NULL"), m


def _bucket(compiler: CompilerContext, asked: SelectedField, counted: _Counted) -> Projection:
    """What is asked of one count."""
    parts: dict[str, Projection] = {}
    for key, each in asked.below("Bucket").items():
        if each.name == "count":
            parts[key] = unchanged(counted.number)
        elif each.name == "value":
            parts[key] = read_as(counted.title, "({v} if {v} is None else as_text({v}))")
        elif each.name == "node":
            parts[key] = _node(compiler, each, counted)
        else:
            parts[key] = constant("Bucket")
    return compiler.object("Bucket", parts)


def _node(compiler: CompilerContext, asked: SelectedField, counted: _Counted) -> Projection:
    if counted.relation is None:
        return constant(None)
    made = compiler.node(counted.relation.target, asked, counted.value, many=True)
    return Projection(f"CASE WHEN {counted.value} IS NOT NULL THEN {made.cypher} END", made.shape, made.named)
