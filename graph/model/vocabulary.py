"""The forms in which `graph.model.definition` states what the graph may hold: enums with their meaning, property kinds, visibility.

In: nothing. Out: frozen dataclasses and enums; no facts about the city's terms stand here.
"""

from dataclasses import dataclass, field
from enum import Enum, StrEnum


class Term(StrEnum):
    """A closed list of words; each value carries its meaning in English and Dutch."""

    en: str
    nl: str

    def __new__(cls, value: str, en: str, nl: str) -> "Term":
        member = str.__new__(cls, value)
        member._value_ = value
        member.en = en
        member.nl = nl
        return member


class Kind(Enum):
    """The type of a property's value, as Neo4j stores it."""

    STRING = "STRING"
    STRINGS = "LIST<STRING NOT NULL>"
    INTEGER = "INTEGER"
    FLOAT = "FLOAT"
    BOOLEAN = "BOOLEAN"
    DATE = "DATE"
    DATETIME = "ZONED DATETIME"


class Visibility(Enum):
    """Who may see a value: everyone; those who work for the city; those on the case; the steward of the data."""

    PUBLIC = "PUBLIC"
    STAFF = "STAFF"
    CASE = "CASE"
    STEWARD = "STEWARD"


@dataclass(frozen=True)
class Personal:
    """Why a value about a person is processed, and how long it is kept (for the processing register)."""

    purpose: str
    kept: str


@dataclass(frozen=True)
class Form:
    """How a text has to be written: a regular expression that Python and Java read alike, and how to say it to a person."""

    pattern: str
    example: str


@dataclass(frozen=True)
class Property:
    """One property: its meaning in two languages, its type, who may see it, and where the term comes from.

    `form`: how each of its texts has to be written; None: in any way.
    """

    name: str
    kind: Kind
    en: str
    nl: str
    term: type[Term] | None = None
    origin: str = "Snijvlak"
    visibility: Visibility = Visibility.PUBLIC
    personal: Personal | None = None
    inclusive_end: bool = False
    form: Form | None = None


@dataclass(frozen=True)
class Label:
    """One kind of node. `title` is the property that names it to a person; `indexed` those to order and look up by."""

    name: str
    en: str
    nl: str
    properties: tuple[Property, ...]
    title: str | None = None
    party: bool = False
    origin: str = "Snijvlak"
    visibility: Visibility = Visibility.PUBLIC
    personal: Personal | None = None
    indexed: tuple[str, ...] = ()

    @property
    def prefix(self) -> str:
        """What an id of this label starts with, before the colon."""
        return self.name.lower()

    def property(self, name: str) -> Property:
        """The property of that name; KeyError when the model knows none."""
        for candidate in self.properties:
            if candidate.name == name:
                return candidate
        raise KeyError(f"{self.name} has no property {name}")


@dataclass(frozen=True)
class RelationshipType:
    """One type of relationship: which labels it may join, in reading direction, and its properties.

    `narrowed`: labels from which it may be seen by fewer than `visibility` says.
    """

    name: str
    en: str
    nl: str
    ends: tuple[tuple[str, str], ...]
    properties: tuple[Property, ...] = field(default=())
    origin: str = "Snijvlak"
    visibility: Visibility = Visibility.PUBLIC
    tree: bool = False
    narrowed: tuple[tuple[str, Visibility], ...] = ()
