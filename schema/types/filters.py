"""Filters and orders of the lists, in the words of the contract: every property, and every relationship to any depth.

In: the model and the table of relations. Out: Strawberry input types in the namespace of the types.
"""

from dataclasses import MISSING
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from graph.model.definition import LABELS, NODES
from graph.model.vocabulary import Kind, Property
from schema.types.builder import annotation, bilingual, python_name, register
from schema.types.relations import RELATIONS, SOURCES

_OPERATORS = {
    "eq": ("Is equal to.", "Is gelijk aan."),
    "ne": ("Is not equal to.", "Is niet gelijk aan."),
    "in": ("Is one of.", "Is een van."),
    "contains": ("Contains this text, whatever the case.", "Bevat deze tekst, hoofdletters tellen niet."),
    "startsWith": ("Starts with this text.", "Begint met deze tekst."),
    "gt": ("Comes after.", "Komt na."),
    "gte": ("Comes after or is equal.", "Komt na of is gelijk."),
    "lt": ("Comes before.", "Komt voor."),
    "lte": ("Comes before or is equal.", "Komt voor of is gelijk."),
    "isNull": ("Has no value.", "Heeft geen waarde."),
    "has": ("Holds this value.", "Bevat deze waarde."),
    "hasSome": ("Holds one of these values.", "Bevat een van deze waarden."),
    "hasEvery": ("Holds all of these values.", "Bevat al deze waarden."),
    "isEmpty": ("Holds no value.", "Bevat geen waarde."),
}
_ONE = ("eq", "ne", "in")
_RANGE = ("gt", "gte", "lt", "lte")
_LIST = ("has", "hasSome", "hasEvery", "isEmpty")

# The kinds of values, each with its type in the API and what it can be asked.
_SCALARS: dict[Kind, tuple[str, str, tuple[str, ...]]] = {
    Kind.STRING: ("String", "str", (*_ONE, "contains", "startsWith", *_RANGE, "isNull")),
    Kind.STRINGS: ("StringList", "str", _LIST),
    Kind.INTEGER: ("Int", "int", (*_ONE, *_RANGE, "isNull")),
    Kind.FLOAT: ("Float", "float", (*_ONE, *_RANGE, "isNull")),
    Kind.BOOLEAN: ("Boolean", "bool", ("eq", "ne", "isNull")),
    Kind.DATE: ("Date", "Date", (*_ONE, *_RANGE, "isNull")),
    Kind.DATETIME: ("DateTime", "DateTime", (*_ONE, *_RANGE, "isNull")),
}
HIDDEN = ("key", "source")  # asked as the id, and as the sources

Columns = dict[str, tuple[str, tuple[str, str]]]


def input_type(name: str, en: str, nl: str, fields: Columns, defaults: dict[str, Any] | None = None) -> None:
    """An input object: {name: (type expression, (English, Dutch))}; a field is optional, unless its type ends in "!"."""
    body: dict[str, Any] = {}
    for field, (kind, (field_en, field_nl)) in fields.items():
        required = kind.endswith("!")
        default = MISSING if required else (defaults or {}).get(field, strawberry.UNSET)
        body[python_name(field)] = StrawberryField(
            python_name=python_name(field), graphql_name=field, type_annotation=annotation(kind.rstrip("!") if required else f"{kind} | None"),
            description=bilingual(field_en, field_nl), default=default,
        )  # fmt: skip
    register(name, strawberry.input(type(name, (), body), name=name, description=bilingual(en, nl)))


def _operators(name: str, kind: str, operators: tuple[str, ...]) -> None:
    def type_of(operator: str) -> str:
        return f"list[{kind}]" if operator in ("in", "hasSome", "hasEvery") else "bool" if operator in ("isNull", "isEmpty") else kind

    columns = {each: (type_of(each), _OPERATORS[each]) for each in operators}
    input_type(name, f"Conditions on a value of type {kind}; all must hold.", f"Voorwaarden aan een waarde van type {kind}; alle moeten gelden.", columns)


def filter_type(prop: Property) -> str:
    """The type of the conditions on a property."""
    if prop.term:
        return f"{prop.term.__name__}{'List' if prop.kind is Kind.STRINGS else ''}Filter"
    return f"{_SCALARS[prop.kind][0]}Filter"


def filterable(label: str) -> tuple[Property, ...]:
    """The properties that a list of a label can be filtered by."""
    return tuple(prop for prop in LABELS[label].properties if prop.name not in HIDDEN)


def _node_filter(name: str, own: Columns) -> None:
    """The filter on nodes of one type, and the one on relationships that lead to it."""
    columns: Columns = {
        "AND": (f"list[{name}Filter]", ("All of these hold.", "Al deze gelden.")),
        "OR": (f"list[{name}Filter]", ("One of these holds.", "Een van deze geldt.")),
        "NOT": (f"{name}Filter", ("This does not hold.", "Dit geldt niet.")),
        "id": ("IDFilter", ("Conditions on the id.", "Voorwaarden aan de id.")),
        **own,
    }
    input_type(f"{name}Filter", f"Which {name} to list; all conditions must hold.", f"Welke {name} in de lijst komen; alle voorwaarden moeten gelden.", columns)
    related: Columns = {
        "some": (f"{name}Filter", ("At least one of them meets this.", "Ten minste een ervan voldoet hieraan.")),
        "none": (f"{name}Filter", ("None of them meets this.", "Geen ervan voldoet hieraan.")),
        "count": ("IntFilter", ("How many there are.", "Hoeveel er zijn.")),
    }
    input_type(f"{name}RelationFilter", f"Conditions on related {name}; all must hold.", f"Voorwaarden aan gerelateerde {name}; alle moeten gelden.", related)


def _order(name: str, properties: tuple[Property, ...]) -> None:
    columns: Columns = {"id": ("SortDirection", ("By its id.", "Op id."))}
    columns |= {prop.name: ("SortDirection", (prop.en, prop.nl)) for prop in properties if prop.kind is not Kind.STRINGS}
    input_type(
        f"{name}Order",
        f"Order of a list of {name}. Give one property each; what has no value comes last, ties are broken by key.",
        f"Volgorde van een lijst van {name}. Geef er steeds één; wat geen waarde heeft komt achteraan, daarna telt de sleutel.",
        columns,
    )


def _label(name: str) -> None:
    properties = {prop.name: (filter_type(prop), (prop.en, prop.nl)) for prop in filterable(name)}
    relations = (*RELATIONS[name], *(() if name == "Source" else (SOURCES,)))
    related = {each.field: (f"{each.target}RelationFilter", (each.en, each.nl)) for each in relations}
    _node_filter(name, properties | related)
    _order(name, filterable(name))


_operators("IDFilter", "ID", _ONE)
for scalar in _SCALARS.values():
    _operators(f"{scalar[0]}Filter", scalar[1], scalar[2])
for term in {filter_type(prop): prop for name in NODES for prop in filterable(name) if prop.term}.values():
    assert term.term is not None
    _operators(filter_type(term), term.term.__name__, _LIST if term.kind is Kind.STRINGS else (*_ONE, "isNull"))
for each in NODES:
    _label(each)
NAME = Property("name", Kind.STRING, "Name or title, as far as you may see it.", "Naam of titel, voor zover u die mag zien.")
for each in ("Party", "Subject"):
    _node_filter(each, {"name": (filter_type(NAME), (NAME.en, NAME.nl))})
    _order(each, (NAME,))
