"""How much one question may ask for, by who asks.

In: the Cost of a question and the Limits of a role. Out: nothing, or TooCostly, which names the figure, the limit and how
to mend the question. All figures stand here; `schema.limits.cost` says what each of them counts.

Depth, aliases, root fields, directives and nodes follow what is known from GraphQL in production (graphql-armor is
stricter, Apollo's router more generous). The others follow from the answer: within them it is made without holding up
everybody else, and the five questions of the page and the command line pass for the smallest role.
"""

from dataclasses import dataclass, fields

from graph.errors import BadInput
from graph.model.viewer import ViewerRole
from schema.limits.cost import Cost
from schema.limits.estimate import CostEstimator, measure

__all__ = ["LIMITS", "Cost", "CostEstimator", "Limits", "TooCostly", "check", "check_lookups", "measure"]


@dataclass(frozen=True)
class Limits:
    """The most that one question may be or ask for; `introspected` 0 means that the schema cannot be asked for."""

    tokens: int
    depth: int
    selections: int
    aliases: int
    same_field: int
    repeated: int
    root_fields: int
    directives: int
    nodes: int
    values: int
    introspected: int
    introspection_depth: int
    conditions: int
    relations: int
    lookups: int
    body_bytes: int = 100 * 1024
    answer_bytes: int = 10 * 1024 * 1024


# GraphiQL and every code generator ask for nine lists of the schema, none of them going round.
_ASKED_BY_GRAPHIQL = 10
_FEW = Limits(
    tokens=1_000,
    depth=8,
    selections=32,
    aliases=15,
    same_field=10,
    repeated=30,
    root_fields=5,
    directives=50,
    nodes=5_000,
    values=25_000,
    introspected=0,
    introspection_depth=0,
    conditions=20,
    relations=3,
    lookups=40,
    answer_bytes=1024 * 1024,
)
_MORE = Limits(
    tokens=2_000,
    depth=10,
    selections=40,
    aliases=30,
    same_field=10,
    repeated=30,
    root_fields=10,
    directives=50,
    nodes=20_000,
    values=100_000,
    introspected=_ASKED_BY_GRAPHIQL,
    introspection_depth=1,
    conditions=20,
    relations=3,
    lookups=60,
    answer_bytes=5 * 1024 * 1024,
)
_MOST = Limits(
    tokens=4_000,
    depth=15,
    selections=60,
    aliases=60,
    same_field=10,
    repeated=30,
    root_fields=20,
    directives=50,
    nodes=100_000,
    values=400_000,
    introspected=_ASKED_BY_GRAPHIQL,
    introspection_depth=1,
    conditions=20,
    relations=3,
    lookups=80,
)
LIMITS = {
    ViewerRole.PUBLIC: _FEW,
    ViewerRole.TOOL: _FEW,
    ViewerRole.OFFICIAL: _MORE,
    ViewerRole.ANALYST: _MOST,
    ViewerRole.STEWARD: _MOST,
}

# By figure: what a question is too much of, and how to mend it.
_MESSAGES = {
    "tokens": ("The question is too long: {} names, numbers and signs", "Ask in parts, and give values as variables."),
    "depth": ("The question goes {} relations deep", "Ask for what lies deeper in a second question, from the ids of the first."),
    "selections": ("Selections and fragments stand {} deep in each other", "Write fragments out, or ask in parts."),
    "aliases": ("The question holds {} aliases once its fragments are written out", "Ask in parts, or for many things at once with nodes(ids), ownersOf(subjects) or a filter."),
    "same_field": ("One field is asked for under {} aliases in one place", "Ask for many things at once with nodes(ids), ownersOf(subjects) or a filter."),
    "repeated": ("One field stands {} times in the same place once fragments are written out", "Ask for it once, on the interface where types share it."),
    "root_fields": ("The query has {} fields of its own once its fragments are written out", "Ask in parts."),
    "directives": ("The question holds {} directives once its fragments are written out", "Leave out what need not be asked instead of skipping it."),
    "nodes": ("The answer could hold {} nodes", "Set a lower `first` on lists inside lists, and page with a cursor."),
    "values": ("The answer could hold {} values", "Set a lower `first` on lists inside lists, or ask for fewer fields."),
    "introspected": ("The question asks for {} lists of the schema", "Print the schema with `snijvlak schema`, or ask for it once, as GraphiQL does."),
    "conditions": ("The filters and orders of the question hold {} conditions once its fragments are written out", "Ask in parts, or for one of many values with `in`."),
    "relations": ("A filter follows {} relations, one inside the other", "Ask for the ids that lie halfway first, and filter by those with `in`."),
    "lookups": ("The lists, counts and conditions of the question come to {} points to plan", "Ask in parts: for fewer lists and counts, or with fewer conditions, at a time."),
    "introspection_depth": ("The question goes round {} times in the schema", "Print the schema with `snijvlak schema`, or ask for it as GraphiQL does."),
}  # fmt: skip
_NAMES = tuple(each.name for each in fields(Cost))


class TooCostly(BadInput):
    """The question asks for more than it may; `figure` names what of, `found` and `limit` are numbers."""

    code = "TOO_COSTLY"

    def __init__(self, figure: str, found: int, limit: int) -> None:
        cause, cure = _MESSAGES[figure]
        super().__init__(f"{cause.format(found)}; at most {limit} are allowed.", cure)
        self.figure, self.found, self.limit = figure, found, limit


def check(cost: Cost, limits: Limits) -> None:
    """Raise TooCostly for the first figure that is beyond its limit."""
    for name in _NAMES:
        found, limit = getattr(cost, name), getattr(limits, name)
        if found > limit:
            raise TooCostly(name, found, limit)


def check_lookups(found: int, limits: Limits) -> None:
    """Raise TooCostly where Neo4j would have more to plan than it may."""
    if found > limits.lookups:
        raise TooCostly("lookups", found, limits.lookups)
