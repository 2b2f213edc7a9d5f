"""The enums of the API: those of the model, and the few that only the API knows.

In: the lists of terms in `graph`. Out: Strawberry enums in the namespace of the types.
"""

from enum import EnumType
from typing import Any, cast

from graph.model.definition import LABELS, NODES, RELATIONSHIPS, SERVED_RELATIONSHIPS
from graph.model.terms import Ask, ChangeKind, EventKind, InvolvementLevel, Level, Role, Stage
from graph.model.vocabulary import Term
from graph.ownership.answer.why_not import ChangeCode
from graph.ownership.rule.common_owner import Basis, Status
from graph.ownership.rule.steps import StepCode
from graph.silos.audit.holes import HoleReason
from graph.silos.contacts.chains import LoopKind
from graph.silos.events.representativeness import Gathered
from graph.silos.gap_closers.gap_closer import CloserKind
from graph.silos.gaps.matrix import SiloDimension
from graph.silos.ties.silo_ties import TieKind
from schema.types.builder import enum_type


class Lang(Term):
    """Language of a text."""

    NL = "NL", "Dutch.", "Nederlands."
    EN = "EN", "English.", "Engels."


class Audience(Term):
    """For whom a text is."""

    COLLEAGUE = "COLLEAGUE", "A colleague in the municipality.", "Een collega bij de gemeente."
    RESIDENT = "RESIDENT", "A resident.", "Een bewoner."


class GapOrder(Term):
    """Order of a list of gaps."""

    OPEN_LONGEST = "OPEN_LONGEST", "Open for the longest time first; unknown last.", "Langst open eerst; onbekend achteraan."
    MOST_SILOS = "MOST_SILOS", "Most silos involved first.", "Meeste diensten betrokken eerst."
    NEWEST = "NEWEST", "Started last first; unknown last.", "Laatst begonnen eerst; onbekend achteraan."


class Direction(Term):
    """Direction of a relationship, seen from a node."""

    OUT = "OUT", "From the node.", "Vanaf de knoop."
    IN = "IN", "To the node.", "Naar de knoop."
    BOTH = "BOTH", "Either way.", "Beide kanten op."


class SortDirection(Term):
    """Ascending or descending; what has no value comes last either way."""

    ASC = "ASC", "Lowest first.", "Laagste eerst."
    DESC = "DESC", "Highest first.", "Hoogste eerst."


def _terms(name: str, doc: str, values: dict[str, tuple[str, str, str]]) -> type[Term]:
    """A list of terms made from the model."""
    made: Any = EnumType.__call__(Term, name, values)
    made.__doc__ = doc
    return cast(type[Term], made)


NodeType = _terms("NodeType", "Kind of node.", {name.upper(): (name.upper(), LABELS[name].en, LABELS[name].nl) for name in NODES})
RelationshipType = _terms("RelationshipType", "Kind of relationship.", {name: (name, RELATIONSHIPS[name].en, RELATIONSHIPS[name].nl) for name in SERVED_RELATIONSHIPS})

for each in (Lang, Audience, Stage, Ask, Level, Role, EventKind, InvolvementLevel, StepCode, ChangeCode, GapOrder, SiloDimension, Direction,
             SortDirection, NodeType, RelationshipType, ChangeKind, LoopKind, HoleReason, CloserKind, Gathered, TieKind):  # fmt: skip
    enum_type(each)
enum_type(Status, "OwnershipStatus")
enum_type(Basis, "OwnershipBasis")
