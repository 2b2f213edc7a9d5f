"""The face of the API: the root fields, one module a feature.

In: the selection of a root field. Out: what resolves it.

audit               The root fields `ownershipConflicts`, `ownershipHoles` and `staleOwnership`: where the list of who answers needs care
bridges             `Gap.bridges`: who has ties to several silos of a gap
changes             The root field `changes`: what was written since a cursor, each thing as it is now for this viewer
contacts            The root fields about the ways of residents: contactChains, misrouting and referralLoops
diff                `ownershipDiff`: what changed hands between two days
double_work         The root field `doubleWork`: pairs of initiatives that may be doing the same, each in a silo of its own
gap_closers         The root field `gapClosers`: single decisions, ranked by how many gaps each would close
gaps                `betweenSilos`: what falls between silos, as a list with its counts
involvement         The root field `documentsWithoutInvolvement`: documents of which it is not stated whether residents had a say, and those that say they had none
matrix              `siloMatrix`: which silos, departments or domains meet in how many initiatives, and how many of those fall between
nodes               The root fields `node`, `nodes`, and the list of each kind of node
ownership           The root fields of ownership: ownerOf, ownersOf and ownerOfTogether
representativeness  The root field `representativeness`: who is missing at events
search              The root fields that find: search, relationships and path
silo_ties           The root fields `siloTies` and `soleBridges`: what joins silos, and which two hang on one tie only
simulation          The root field `simulateReorganisation`: the same rule, asked on facts that were changed in memory
solved              `solvedGaps`: initiatives that nobody owned alone, and then somebody did
timeline            `ownershipTimeline`: who owned one subject, period by period
why_not             `whyNot`: why a party does not own a subject, and what would have to change
"""

from datetime import UTC
from typing import Any

import strawberry
from graphql import GraphQLError, GraphQLInterfaceType, GraphQLObjectType, GraphQLUnionType
from strawberry.schema.config import StrawberryConfig

from schema.compiler.serializer import TYPENAME
from schema.compiler.statement import Compile
from schema.fields import (
    audit,
    changes,
    contacts,
    diff,
    double_work,
    gap_closers,
    gaps,
    involvement,
    matrix,
    nodes,
    ownership,
    representativeness,
    search,
    silo_ties,
    simulation,
    solved,
    timeline,
    why_not,
)
from schema.types.builder import bilingual, object_type
from schema.types.nodes import NODE_TYPES

IN_ORDER = (
    nodes, ownership, why_not, timeline, diff, solved, gaps, gap_closers, contacts, involvement, representativeness, matrix, silo_ties,
    audit, double_work, simulation, search, changes,
)  # fmt: skip
ROOT_FIELDS = [field for module in IN_ORDER for field in module.ROOT_FIELDS]

COMPILED: dict[str, Compile] = {each.graphql_name or "": each.compiled for each in ROOT_FIELDS if each.compiled}
"""How each root field is compiled."""

Query = object_type("Query", "What can be asked.", "Wat er gevraagd kan worden.", ROOT_FIELDS)


def build_schema() -> strawberry.Schema:
    """The schema. Values come as marked dicts, which name their type."""
    config = StrawberryConfig(auto_camel_case=False, disable_field_suggestions=True)
    made = strawberry.Schema(query=Query, types=[*NODE_TYPES], config=config)
    for kind in made._schema.type_map.values():
        if isinstance(kind, GraphQLObjectType):
            kind.is_type_of = None
        elif isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            kind.resolve_type = _type_of
        if kind.name == "DateTime":
            _take_times_on_the_calendar(kind)
        if kind.name in SCALAR_TEXTS:
            kind.description = bilingual(*SCALAR_TEXTS[kind.name])
    return made


def _take_times_on_the_calendar(kind: Any) -> None:
    """Refuse a time that lies before the year 1 or after 9999 once its zone is taken off: the driver cannot send one."""
    read = kind.coerce_input_value

    def coerced(value: Any) -> Any:
        found = read(value)
        try:
            if found.tzinfo is not None:
                found.astimezone(UTC)
        except OverflowError:
            raise GraphQLError(f"Value cannot represent a DateTime: {value!r} lies outside of the years 1 to 9999.") from None
        return found

    kind.parse_value = kind.coerce_input_value = coerced


SCALAR_TEXTS = {
    "Date": ("A day, as 2017-11-14.", "Een dag, als 2017-11-14."),
    "DateTime": (
        "A time with its zone, as 2017-11-14T12:00:00+01:00.",
        "Een tijd met zone, als 2017-11-14T12:00:00+01:00.",
    ),
}


def _type_of(value: Any, *_: Any) -> str:
    name: str = value[TYPENAME]
    return name


SCHEMA = build_schema()
