"""Filters and orders of the lists, in the words of the contract.

In: the model. Out: Strawberry input types in the namespace of the types.
"""

from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from graph.model import NODES
from schema.types.build import annotation, python_name, register, say

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
}

Columns = dict[str, tuple[str, tuple[str, str]]]


def input_type(name: str, en: str, nl: str, fields: Columns, defaults: dict[str, Any] | None = None) -> None:
    """An input object of optional fields: {name: (type expression, (English, Dutch))}."""
    body: dict[str, Any] = {}
    for field, (kind, (field_en, field_nl)) in fields.items():
        default = (defaults or {}).get(field, strawberry.UNSET)
        body[python_name(field)] = StrawberryField(
            python_name=python_name(field), graphql_name=field, type_annotation=annotation(f"{kind} | None"),
            description=say(field_en, field_nl), default=default,
        )  # fmt: skip
    register(name, strawberry.input(type(name, (), body), name=name, description=say(en, nl)))


def _scalar(name: str, kind: str, operators: tuple[str, ...]) -> None:
    columns = {each: (f"list[{kind}]" if each == "in" else "bool" if each == "isNull" else kind, _OPERATORS[each]) for each in operators}
    input_type(name, f"Conditions on a value of type {kind}; all must hold.", f"Voorwaarden aan een waarde van type {kind}; alle moeten gelden.", columns)


_scalar("IDFilter", "ID", ("eq", "ne", "in"))
_scalar("StringFilter", "str", ("eq", "ne", "in", "contains", "startsWith", "isNull"))
_scalar("DateFilter", "Date", ("eq", "gt", "gte", "lt", "lte", "isNull"))
_scalar("StageFilter", "Stage", ("eq", "ne", "in", "isNull"))

_TEXT = ("StringFilter", ("Conditions on the text.", "Voorwaarden aan de tekst."))
_DATE = ("DateFilter", ("Conditions on the date.", "Voorwaarden aan de datum."))
# What a list can be filtered by besides id, and ordered by: the property that names a node, and a few more.
FILTERS: dict[str, Columns] = {
    **{name: {"name": _TEXT} for name in ("Resident", "Official", "Department", "Organisation", "Domain", "Area", "Counter")},
    **{name: {"title": _TEXT} for name in ("Problem", "Event", "Document", "Source")},
    "Initiative": {"title": _TEXT, "stage": ("StageFilter", ("Conditions on the stage.", "Voorwaarden aan het stadium.")), "startedOn": _DATE},
    "Responsibility": {"validFrom": _DATE, "validTo": _DATE},
    "Contact": {},
}
ORDERS: dict[str, str] = {name: next((each for each in ("title", "name") if each in FILTERS[name]), "id") for name in NODES}


def _label(name: str) -> None:
    filter_name = f"{name}Filter"
    columns: Columns = {
        "AND": (f"list[{filter_name}]", ("All of these hold.", "Al deze gelden.")),
        "OR": (f"list[{filter_name}]", ("One of these holds.", "Een van deze geldt.")),
        "NOT": (filter_name, ("This does not hold.", "Dit geldt niet.")),
        "id": ("IDFilter", ("Conditions on the id.", "Voorwaarden aan de id.")),
        **FILTERS[name],
    }
    input_type(filter_name, f"Which {name} to list; all conditions must hold.", f"Welke {name} in de lijst komen; alle voorwaarden moeten gelden.", columns)
    order = {ORDERS[name]: ("SortDirection", ("In this direction.", "In deze richting."))}
    input_type(f"{name}Order", f"Order of a list of {name}; ties are broken by key.", f"Volgorde van een lijst van {name}; daarna telt de sleutel.", order)


for each in NODES:
    _label(each)

_IDS = "list[ID]"
input_type(
    "GapFilter", "Which gaps to list; all conditions must hold.", "Welke gaten in de lijst komen; alle voorwaarden moeten gelden.",
    {
        "status": ("list[OwnershipStatus]", ("Statuses to list; default BETWEEN_SILOS.", "Statussen in de lijst; standaard BETWEEN_SILOS.")),
        "domains": (_IDS, ("About one of these domains or a narrower one.", "Over een van deze werkvelden of een smaller.")),
        "silos": (_IDS, ("One of these silos is involved.", "Een van deze diensten is betrokken.")),
        "pair": (_IDS, ("Both of these silos, or both of these domains, are involved.", "Deze beide diensten, of deze beide werkvelden, zijn betrokken.")),
        "areas": (_IDS, ("In one of these areas or below.", "In een van deze gebieden of daaronder.")),
        "stages": ("list[Stage]", ("In one of these stages.", "In een van deze stadia.")),
        "startedAfter": ("Date", ("Started after this day.", "Begonnen na deze dag.")),
        "startedBefore": ("Date", ("Started before this day.", "Begonnen voor deze dag.")),
        "openAtLeastDays": ("int", ("Open for at least so many days.", "Minstens zoveel dagen open.")),
        "onceOwned": ("bool", ("Whether somebody owned it earlier.", "Of iemand het eerder oppakte.")),
        "includeEnded": ("bool", ("Also those that ended or stopped.", "Ook wat is afgelopen of gestopt.")),
    },
    {"includeEnded": False},
)  # fmt: skip
