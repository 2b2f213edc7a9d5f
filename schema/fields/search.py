"""The root fields that find: search, relationships and path.

In: the SelectedField of the root field and a Compiler. Out: a Resolver, with one Statement each. Texts of a caller become tokens and
parameters; types come from the enums of the API, which are the constants of the model.
"""

from typing import Any

from graph.database.clauses import Query
from graph.errors import BadInput, NotFound
from graph.migrations import SEARCHED, search_indexes_of
from graph.model.definition import LABELS, RELATIONSHIPS, SERVED_RELATIONSHIPS
from graph.model.vocabulary import Kind
from graph.search_tokens import query_of
from schema.compiler.connection import connection
from schema.compiler.context import CompilerContext
from schema.compiler.cypher import node_id_cypher, valid, valid_nodes, valid_tie
from schema.compiler.list_query import Listing, Order
from schema.compiler.node import Compiler
from schema.compiler.provenance import sources_of_relationship, statements_of_relationship
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import Projection, constant, list_of, unchanged
from schema.compiler.statement import Resolver, compile_statement
from schema.request.deferred import FieldExecution, map_deferred, resolve
from schema.request.plan_key import keys_of, mark_of
from schema.types.builder import answer_field, argument, object_type
from schema.types.nodes import BY_TYPE, PAGING, connection_type

LONGEST_QUERY, MOST_FOUND, MOST_OF, MOST_PATHS = 256, 1000, 500, 20
NO_TOKEN = "NOTHING"  # noqa: S105 — tokens are in lower case, so the index holds none like it

# -- search -------------------------------------------------------------------------------------------------------


def search(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`search(query)`: nodes whose title, aliases or summary hold the words, best first."""
    query = compiler.parameter(map_deferred(asked.arguments["query"], _tokens))
    labels = [name for name in SEARCHED if compiler.viewer.sees(LABELS[name]) and _title_is_seen(compiler, name)]
    where = [f"({' OR '.join(f'm:{label}' for label in labels) or 'false'})"]
    types = asked.arguments.get("types")
    if types:
        chosen = compiler.parameter(types)
        where.append(f"(size({chosen}) = 0 OR {compiler.kind_of('Node', 'm')} IN {chosen})")
    asked_of = (f"CALL db.index.fulltext.queryNodes('{name}', {query}, {{limit: {MOST_FOUND}}}) YIELD node AS m, score RETURN m, score" for name in search_indexes_of(labels))
    found = Query().call(Query().then("\nUNION ALL\n".join(asked_of))).with_("m", "score")
    best = Order("score", "score", True, Kind.FLOAT, required=True)
    listing = Listing("search", found, where, "m", "Node", (best,), ("score",), ("score",))
    return compile_statement(compiler, connection(compiler, listing, asked))


def _tokens(query: str) -> str:
    if len(query) > LONGEST_QUERY:
        raise BadInput(f"search: the query has {len(query)} characters.", f"Use at most {LONGEST_QUERY}.")
    return query_of(query) or NO_TOKEN


def _title_is_seen(compiler: Compiler, label: str) -> bool:
    return compiler.viewer.sees(LABELS[label].property(LABELS[label].title or "key"))


# -- relationships ------------------------------------------------------------------------------------------------


def ends(r: str) -> str:
    """The ends of a relationship as variables of their own, for no pattern can begin with startNode(r)."""
    return f"startNode({r}) AS {r}from, endNode({r}) AS {r}to"


def relationship(compiler: CompilerContext, asked: SelectedField, variable: str) -> Projection:
    """What is asked of a relationship; `ends` stand beside it."""
    below = asked.below("Relationship")
    return compiler.object("Relationship", {key: _relationship_field(compiler, each, variable) for key, each in below.items()})


def _relationship_field(compiler: CompilerContext, asked: SelectedField, r: str) -> Projection:
    """One field of a relationship; a property that this type does not have, or the viewer may not see, is null."""
    if asked.name == "__typename":
        return constant("Relationship")
    if asked.name in ("id", "type"):
        return unchanged(relationship_id(r) if asked.name == "id" else f"type({r})")
    if asked.name in ("from", "to"):
        return compiler.node("Node", asked, f"{r}{asked.name}")
    if asked.name == "source":
        m = compiler.fresh("m")
        made = compiler.node("Source", asked, m)
        found = f"head(COLLECT {{ MATCH ({m}:Source {{key: {r}.source}}) RETURN {made.cypher} AS one }})"
        return Projection(found, made.shape, made.named)
    if asked.name == "sources":
        return sources_of_relationship(compiler, asked, r)
    if asked.name == "statements":
        return statements_of_relationship(compiler, asked, r)
    prop = _PROPERTIES[asked.name]
    name = f"coalesce({r}.role, {r}.function)" if asked.name == "role" else f"{r}.{asked.name}"
    return compiler.value(name if compiler.viewer.sees(prop) else "null", prop)


# A name means the same on every type that has it.
_PROPERTIES = {prop.name: prop for kind in RELATIONSHIPS.values() for prop in kind.properties}


def relationship_id(r: str) -> str:
    """The id of a relationship: type, both ends, and what tells it from others of that type between them."""
    return (
        f"type({r}) + '|' + {node_id_cypher(f'startNode({r})')} + '|' + {node_id_cypher(f'endNode({r})')}"
        f" + '|' + coalesce(toStringOrNull({r}.validFrom), '')"
    )


def relationships(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`relationships(of, types, direction, depth)`: those around some nodes, or all of them by keyset."""
    arguments = asked.arguments
    types = _types(compiler, arguments.get("types"))
    where = [
        f"type(r) IN {compiler.parameter(types)}",
        compiler.is_seen("Node", "rfrom"),
        compiler.is_seen("Node", "rto"),
        *compiler.relationship_is_seen(types, "r", "rfrom"),
    ]
    day = arguments.get("asOf")
    if day:
        where += valid_tie("r", (("rfrom", "Node"), ("rto", "Node")), compiler.parameter(day))
    match = _around(compiler, asked, types) if arguments.get("of") is not None else _all(asked)
    listing = Listing(
        "relationships",
        match.with_("r", f"{relationship_id('r')} AS rid", ends("r")),
        where,
        "r",
        "Relationship",
        order=(Order("id", "rid", required=True),),
        carry=("rid", "rfrom", "rto"),
        tie="elementId(r)",  # a graph that others wrote may hold twins, which have one id
        project=relationship,
    )
    return compile_statement(compiler, connection(compiler, listing, asked))


def _types(compiler: Compiler, asked: list[str] | None) -> list[str]:
    wanted = asked if asked is not None else list(SERVED_RELATIONSHIPS)
    return [name for name in wanted if compiler.viewer.sees(RELATIONSHIPS[name])]


def _all(asked: SelectedField) -> Query:
    if mark_of(asked.arguments["depth"], "relationships", "depth") != 1:
        raise BadInput(
            "relationships: depth is above 1 without `of`.", "Give the ids to start from in `of`, or leave depth at 1."
        )
    return Query().match("()-[r]->()")


def _around(compiler: Compiler, asked: SelectedField, types: list[str]) -> Query:
    """Relationships up to `depth` steps away from the ids in `of`; each once."""
    arguments = asked.arguments
    depth = mark_of(arguments["depth"], "relationships", "depth")
    if not 1 <= depth <= 3:
        raise BadInput(f"relationships: depth is {depth}.", "Give 1, 2 or 3.")
    direction = arguments["direction"]
    left, right = ("<-" if direction == "IN" else "-"), ("->" if direction == "OUT" else "-")
    found = _nodes_of(compiler, map_deferred(arguments["of"], _few), mark_of(arguments["of"], "relationships", "of"))
    names = "|".join(types)
    if not names:
        return Query().unwind("[]", "r")
    seen = compiler.is_seen("Node", "x")
    holds = f"all(x IN nodes(path) WHERE {seen}){_all_seen(compiler, types, 'path')}{_on_the_day(compiler, asked, 'path')}"
    paths = Query().call(Query().then(found)).match(f"path = (s){left}[:{names}*1..{depth}]{right}()", holds)
    return paths.unwind("relationships(path)", "r").with_("r", distinct=True)


def _all_seen(compiler: Compiler, types: list[str], way: str) -> str:
    """One more condition on a path: that every relationship of it may be seen; empty where all may."""
    hidden = compiler.relationship_is_seen(types, "y", "startNode(y)")
    return f" AND all(y IN relationships({way}) WHERE {' AND '.join(hidden)})" if hidden else ""


def _on_the_day(compiler: Compiler, asked: SelectedField, way: str) -> str:
    """The condition that a whole way holds on the day asked for."""
    if not asked.arguments.get("asOf"):
        return ""
    day = compiler.parameter(asked.arguments["asOf"])
    return f" AND all(r IN relationships({way}) WHERE {valid('r', day)}) AND {valid_nodes(f'nodes({way})', day)}"


def _few(ids: list[str]) -> list[str]:
    if len(ids) > MOST_OF:
        raise BadInput(f"relationships: {len(ids)} ids were given in `of`.", f"Give at most {MOST_OF}.")
    return ids


def _nodes_of(compiler: Compiler, ids: Any, labels: tuple[str, ...]) -> str:
    """A query that finds nodes by their ids as `s`, through the index of each label."""
    parts = [
        f"UNWIND {compiler.parameter(map_deferred(ids, keys_of(label)))} AS key MATCH (s:{label} {{key: key}}) RETURN s"
        for label in labels
        if label in compiler.labels("Node")
    ]
    return " UNION ".join(parts) or "MATCH (s) WHERE false RETURN s"


# -- path ---------------------------------------------------------------------------------------------------------


def path(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`path(from, to)`: the shortest ways, at most 20, in the order of their ids."""
    arguments = asked.arguments
    hops = mark_of(arguments["maxHops"], "path", "maxHops")
    if not 1 <= hops <= 10:
        raise BadInput(f"path: maxHops is {hops}.", "Give 1 to 10.")
    # Everything is stated in some source: by default that is no way from one thing to another.
    types = [name for name in _types(compiler, arguments.get("types")) if arguments.get("types") or name != "STATED_IN"]
    found = compile_statement(compiler, _paths(compiler, asked, types, hops))

    async def ask(run: FieldExecution) -> Any:
        ends = [resolve(arguments[name], run) for name in ("from", "to")]
        if ends[0] == ends[1]:
            raise BadInput("path: from and to are the same.", "Give two different ids.")
        *there, answer = await found(run)
        for name, end, is_there in zip(("from", "to"), ends, there, strict=True):
            if not is_there:
                raise NotFound(f"path: there is nothing with the id {end!r} ({name}).", "Look the id up with search.")
        return answer

    return ask


def _paths(compiler: Compiler, asked: SelectedField, types: list[str], hops: int) -> Projection:
    """Whether both ends are there, and the paths between them."""
    arguments = asked.arguments
    ends = [
        _nodes_of(compiler, map_deferred(arguments[name], lambda end: [end]), mark_of(arguments[name], "path", name))
        for name in ("from", "to")
    ]
    made = compiler.object("Path", {key: _path_field(compiler, each) for key, each in asked.below("Path").items()})
    seen = f"all(x IN nodes(way) WHERE {compiler.is_seen('Node', 'x')}){_all_seen(compiler, types, 'way')}"
    dated = _on_the_day(compiler, asked, "way")
    query = (
        f"CALL () {{ {ends[0]} }} WITH s AS a CALL () {{ {ends[1]} }} WITH a, s AS b WHERE a <> b"
        f" MATCH way = allShortestPaths((a)-[:{'|'.join(types)}*1..{hops}]-(b)) WHERE {seen}{dated}"
        f" WITH way, [x IN nodes(way) | {node_id_cypher('x')}] AS ids, [r IN relationships(way) | type(r)] AS kinds ORDER BY ids, kinds LIMIT {MOST_PATHS}"
        f" RETURN {made.cypher} AS row"
    )
    found = list_of(made, f"COLLECT {{ {query} }}" if types else "[]")
    there = ", ".join(f"EXISTS {{ {end} }}" for end in ends)
    return Projection(
        f"[{there}, {found.cypher}]",
        lambda value, run: [*value[:2], found.shape(value[2], run)],
        tuple((2, *each) for each in found.named),
    )


def _path_field(compiler: Compiler, asked: SelectedField) -> Projection:
    """The nodes of a path, or its relationships, in order."""
    if asked.name == "__typename":
        return constant("Path")
    item = compiler.fresh("m")
    if asked.name == "nodes":
        made = compiler.node("Node", asked, item)
        return list_of(made, f"[{item} IN nodes(way) | {made.cypher}]")
    made = relationship(compiler, asked, item)
    return list_of(made, f"COLLECT {{ UNWIND relationships(way) AS {item} WITH {item}, {ends(item)} RETURN {made.cypher} AS one }}")


# -- in the API --------------------------------------------------------------------------------------------------------

TYPES = argument("types", "list[RelationshipType] | None", "Only these types; default all.", "Alleen deze typen; standaard alle.", None)

object_type("Relationship", "One relationship of the graph.", "Eén relatie van de graaf.", [
    answer_field("id", "ID",
        "Type, both ids and what tells it from others between them.", "Type, beide id's en wat haar van andere onderscheidt."),
    answer_field("type", "RelationshipType", "Its type.", "Het type."),
    answer_field("from", "Node", "Where it starts.", "Waar hij begint."),
    answer_field("to", "Node", "Where it ends.", "Waar hij eindigt."),
    answer_field("role", "str | None", "In what role, or the function of a seat.", "In welke rol, of de functie op een plek."),
    answer_field("kind", "str | None", "CORE or SIDE, for TOUCHES.", "CORE of SIDE, bij TOUCHES."),
    answer_field("weight", "float | None", "How strongly, for TOUCHES.", "Hoe sterk, bij TOUCHES."),
    answer_field("reason", "str | None",
        "Why, for REFERRED_TO, as far as you may see it.", "Waarom, bij REFERRED_TO, voor zover u dat mag zien."),
    answer_field("validFrom", "Date | None", "First day on which it holds.", "Eerste dag waarop hij geldt."),
    answer_field("validTo", "Date | None", "First day on which it no longer holds.", "Eerste dag waarop hij niet meer geldt."),
    answer_field("synthetic", "bool", "True for an invented example.", "Waar voor een verzonnen voorbeeld."),
    answer_field("source", "Source | None", "The source that states it, highest in rank.", "De bron die het stelt, de hoogste in rang."),
    answer_field("sources", "list[Source]",
        "All sources that state it, highest in rank first.", "Alle bronnen die het stellen, de hoogste in rang eerst."),
    answer_field("statements", "list[Statement]",
        "What each source states of it, also where they differ.", "Wat elke bron erover stelt, ook waar zij verschillen."),
    answer_field("ref", "str | None", "Place in that source.", "Plaats in die bron."),
])

connection_type("Relationship", groups=BY_TYPE)

connection_type(
    "Node", "Search",
    groups=BY_TYPE,
    extra_edge=(
        answer_field("score", "float",
            "How well it fits; only to compare with others of this answer.", "Hoe goed het past; alleen te vergelijken binnen dit antwoord."),
    ),
)

object_type("Path", "One way from one node to another.", "Eén weg van de ene knoop naar de andere.", [
    answer_field("nodes", "list[Node]", "The nodes in order.", "De knopen op volgorde."),
    answer_field("relationships", "list[Relationship]", "The relationships between them, in order.", "De relaties ertussen, op volgorde."),
])

ROOT_FIELDS = [
    answer_field("search", "SearchConnection",
        "Nodes whose title, other names or description hold these words, best first.",
        "Knopen waarvan titel, andere namen of beschrijving deze woorden bevatten, de beste eerst.",
        [
            argument("query", "str",
                "Words in Dutch or English, at most 256 characters.", "Woorden in het Nederlands of Engels, hooguit 256 tekens."),
            argument("types", "list[NodeType] | None",
                "Only these kinds of node; default all.", "Alleen deze soorten; standaard alle.", None),
            *PAGING,
        ],
        search),
    answer_field("relationships", "RelationshipConnection",
        "Relationships for other tools: around some nodes up to depth 3, or all of them. Without asOf those of every date.",
        "Relaties voor andere programma's: rond knopen tot diepte 3, of allemaal. Zonder asOf die van elke datum.",
        [
            argument("of", "list[ID] | None",
                "Ids to start from; default all relationships.", "Id's om vanaf te beginnen; standaard alle relaties.", None),
            TYPES,
            argument("direction", "Direction | None", "Direction seen from those nodes.", "Richting gezien vanaf die knopen.", "BOTH"),
            argument("depth", "int | None", "How many steps away, 1 to 3.", "Hoeveel stappen ver, 1 tot 3.", 1),
            argument("asOf", "Date | None", "Only what is valid on that date.", "Alleen wat op die datum geldt.", None),
            *PAGING,
        ],
        relationships),
    answer_field("path", "list[Path]",
        "The shortest paths between two nodes, at most 20.", "De kortste wegen tussen twee knopen, hooguit 20.",
        [
            argument("from", "ID", "Id to start from.", "Id om te beginnen."),
            argument("to", "ID", "Id to end at.", "Id om te eindigen."),
            TYPES,
            argument("maxHops", "int | None", "How many steps at most, 1 to 10.", "Hooguit hoeveel stappen, 1 tot 10.", 6),
            argument("asOf", "Date | None", "Only over what is valid on that date.", "Alleen over wat op die datum geldt.", None),
        ],
        path),
]
