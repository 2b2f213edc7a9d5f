"""Random small documents over the schema, valid or nearly so, with fragments in fragments.

In: nothing. Out: a strategy of documents as text.
"""

from graphql import GraphQLNamedType, get_named_type, is_composite_type
from hypothesis import strategies as st

from schema.fields import SCHEMA

TYPES = [
    "Query",
    "Initiative",
    "Domain",
    "InitiativeConnection",
    "DomainEdge",
    "Ownership",
    "Node",
    "Subject",
    "__Type",
]
SIZES = [
    "",
    "(first: 3)",
    "(last: 2)",
    "(first: $n)",
    "(first: $n, last: $m)",
    "(first: 501)",
    "(maxHops: 3)",
    "(maxHops: $m)",
    "(ids: $ids)",
    '(ids: ["a", "b"])',
    "(subjects: $ids)",
    "(filter: $f)",
    "(filter: {OR: [$f, {id: {eq: null}}, {}], NOT: {domains: {none: {initiatives: {some: $f, count: {gt: $n}}}}}})",
    '(orderBy: [{id: ASC, nothing: DESC}, {}], filter: {initiatives: {some: {id: {in: ["a", "b"]}}}})',
    "(orderBy: $o)",
]
FRAGMENTS = 4  # each spreads only later ones, so that there is no circle
DEPTH = 4


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A query with variables $n, $m, $ids, $f and $o and a few fragments."""
    kinds = [draw(st.sampled_from(TYPES)) for _ in range(FRAGMENTS)]
    parts = [f"query($n: Int = 4, $m: Int, $ids: [ID!], $f: InitiativeFilter = {{title: {{eq: null}}}}, $o: [InitiativeOrder!]) {_directives(draw)} {_selection(draw, 'Query', 0, DEPTH)}"]
    parts += [
        f"fragment F{i} on {kind} {_directives(draw)} {_selection(draw, kind, i + 1, 2)}"
        for i, kind in enumerate(kinds)
    ]
    return " ".join(parts)


def _selection(draw: st.DrawFn, kind: str, free: int, depth: int) -> str:
    parts = [_selected(draw, kind, free, depth) for _ in range(draw(st.integers(1, 3)))]
    return f"{{ {' '.join(parts)} }}"


def _selected(draw: st.DrawFn, kind: str, free: int, depth: int) -> str:
    way = draw(st.integers(0, 5))
    if way == 0 and free < FRAGMENTS:
        return f"...F{draw(st.integers(free, FRAGMENTS - 1))} {_directives(draw)}"
    if way == 1 and depth > 0:
        condition = draw(st.sampled_from(["", *(f"on {each}" for each in TYPES)]))
        return f"... {condition} {_directives(draw)} {_selection(draw, condition[3:] or kind, free, depth - 1)}"
    return _field(draw, kind, free, depth)


def _field(draw: st.DrawFn, kind: str, free: int, depth: int) -> str:
    fields = _fields(kind, depth)
    name = draw(st.sampled_from([*sorted(fields), "__typename", "nothing"]))
    alias = draw(st.sampled_from(["", "", "a: ", "b: "]))
    target = fields.get(name)
    below = _selection(draw, target.name, free, depth - 1) if target is not None and is_composite_type(target) else ""
    return f"{alias}{name}{draw(st.sampled_from(SIZES))} {_directives(draw)} {below}"


def _fields(kind: str, depth: int) -> dict[str, GraphQLNamedType]:
    """The fields of a type by name; where no more depth is left only those with a value."""
    fields = getattr(SCHEMA._schema.get_type(kind), "fields", {})
    found = {name: get_named_type(each.type) for name, each in fields.items()}
    if kind == "Query":
        found |= {"__schema": SCHEMA._schema.type_map["__Schema"]}
    return {name: each for name, each in found.items() if depth > 0 or not is_composite_type(each)}


def _directives(draw: st.DrawFn) -> str:
    return "@include(if: true) " * draw(st.sampled_from([0, 0, 0, 1, 2]))
