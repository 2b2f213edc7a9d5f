"""The root fields that find: search, relationships and path.

In: the Asked root field and the Context. Out: answers, from one Statement each. Texts of a caller become tokens and
parameters; types come from the enums of the API, which are the constants of the model.
"""

from typing import Any

from graph.errors import BadInput, NotFound
from graph.migrations import SEARCH_INDEX, SEARCHED
from graph.model import LABELS, NODES, RELATIONSHIPS, SERVED_RELATIONSHIPS, split_id
from graph.search import query_of
from graph.vocabulary import Kind
from schema.compile import compiler_of, run
from schema.context import Context
from schema.cypher import Path, as_list, node_id_cypher, valid
from schema.paging import Listing
from schema.projection import Compiler
from schema.selection import Asked
from schema.shaping import Projection, Shape, Shaping
from schema.values import reader

LONGEST_QUERY, MOST_FOUND, MOST_OF, MOST_PATHS = 256, 1000, 500, 20


def word(value: Any) -> str:
    """The word of an enum value, whichever way it was coerced."""
    return str(getattr(value, "value", value))


# -- search -------------------------------------------------------------------------------------------------------


async def search(context: Context, asked: Asked) -> Any:
    """`search(query)`: nodes whose title, aliases or summary hold the words, best first."""
    arguments = asked.arguments
    if len(arguments["query"]) > LONGEST_QUERY:
        raise BadInput(f"search: the query has {len(arguments['query'])} characters.", f"Use at most {LONGEST_QUERY}.")
    compiler = compiler_of(context)
    chosen = {word(each) for each in arguments.get("types") or []}
    labels = [
        name
        for name in SEARCHED
        if compiler.viewer.sees(LABELS[name])
        and _title_is_seen(compiler, name)
        and (not chosen or name.upper() in chosen)
    ]
    query = query_of(arguments["query"])
    seen = " OR ".join(f"m:{label}" for label in labels) or "false"
    match = f"CALL db.index.fulltext.queryNodes('{SEARCH_INDEX}', {compiler.parameter(query)}, {{limit: {MOST_FOUND}}}) YIELD node AS m, score WITH m, score"
    if not query:
        match, seen = "UNWIND [] AS m WITH m, 0.0 AS score", "false"
    listing = Listing(
        "search", match, [f"({seen})"], "m", "Node", (("score", True, Kind.FLOAT),), ("score",), ("score",)
    )
    return await run(context, compiler, compiler.connection(listing, asked))


def _title_is_seen(compiler: Compiler, label: str) -> bool:
    return compiler.viewer.sees(LABELS[label].property(LABELS[label].title or "key"))


# -- relationships ------------------------------------------------------------------------------------------------


def relationship(compiler: Compiler, asked: Asked, variable: str) -> Projection:
    """What is asked of a relationship."""
    made = {key: _relationship_field(compiler, each, variable) for key, each in asked.below("Relationship").items()}
    owned = tuple((place, *path) for place, each in enumerate(made.values()) for path in each.owned)

    def shape(value: Any, shaping: Shaping) -> Any:
        return {
            "__typename": "Relationship",
            **{key: each.shape(item, shaping) for (key, each), item in zip(made.items(), value, strict=True)},
        }

    return Projection(as_list(each.cypher for each in made.values()), shape, owned)


def _relationship_field(compiler: Compiler, asked: Asked, r: str) -> Projection:
    """One field of a relationship; a property that this type does not have, or the viewer may not see, is null."""
    plain: Shape = lambda value, _: value  # noqa: E731
    if asked.name == "id":
        return Projection(relationship_id(r), plain)
    if asked.name == "type":
        return Projection(f"type({r})", plain)
    if asked.name in ("from", "to"):
        return compiler.node("Node", asked, f"{'start' if asked.name == 'from' else 'end'}Node({r})")
    if asked.name == "source":
        m = compiler.fresh("m")
        made = compiler.node("Source", asked, m)
        return Projection(
            f"head(COLLECT {{ MATCH ({m}:Source {{key: {r}.source}}) RETURN {made.cypher} AS one }})",
            made.shape,
            made.owned,
        )
    prop = _PROPERTIES[asked.name]
    read = reader(prop)
    name = f"coalesce({r}.role, {r}.function)" if asked.name == "role" else f"{r}.{asked.name}"
    return Projection(name if compiler.viewer.sees(prop) else "null", lambda value, _: read(value))


# A name means the same on every type that has it.
_PROPERTIES = {prop.name: prop for kind in RELATIONSHIPS.values() for prop in kind.properties}


def relationship_id(r: str) -> str:
    """The id of a relationship: type, both ends, and what tells it from others of that type between them."""
    return (
        f"type({r}) + '|' + {node_id_cypher(f'startNode({r})')} + '|' + {node_id_cypher(f'endNode({r})')}"
        f" + '|' + coalesce(toStringOrNull({r}.validFrom), '')"
    )


async def relationships(context: Context, asked: Asked) -> Any:
    """`relationships(of, types, direction, depth)`: those around some nodes, or all of them by keyset."""
    arguments = asked.arguments
    compiler = compiler_of(context)
    types = _types(compiler, arguments.get("types"))
    where = [
        f"type(r) IN {compiler.parameter(types)}",
        compiler.is_seen("Node", "startNode(r)"),
        compiler.is_seen("Node", "endNode(r)"),
    ]
    day = arguments.get("asOf")
    if day:
        where.append(valid("r", compiler.parameter(day)))
    match = _around(compiler, arguments, types) if arguments.get("of") is not None else _all(arguments)
    listing = Listing(
        "relationships",
        f"{match} WITH r, {relationship_id('r')} AS rid",
        where,
        "r",
        "Relationship",
        order=(("rid", False, Kind.STRING),),
        carry=("rid",),
        tie="elementId(r)",  # a graph that others wrote may hold twins, which have one id
    )
    return await run(context, compiler, _relationship_connection(compiler, listing, asked))


def _types(compiler: Compiler, asked: list[Any] | None) -> list[str]:
    wanted = [word(each) for each in asked] if asked is not None else list(SERVED_RELATIONSHIPS)
    return [name for name in wanted if compiler.viewer.sees(RELATIONSHIPS[name])]


def _all(arguments: dict[str, Any]) -> str:
    if arguments["depth"] != 1:
        raise BadInput(
            "relationships: depth is above 1 without `of`.", "Give the ids to start from in `of`, or leave depth at 1."
        )
    return "MATCH ()-[r]->()"


def _around(compiler: Compiler, arguments: dict[str, Any], types: list[str]) -> str:
    """Relationships up to `depth` steps away from the ids in `of`; each once."""
    ids, depth = arguments["of"], arguments["depth"]
    if not 1 <= depth <= 3:
        raise BadInput(f"relationships: depth is {depth}.", "Give 1, 2 or 3.")
    if len(ids) > MOST_OF:
        raise BadInput(f"relationships: {len(ids)} ids were given in `of`.", f"Give at most {MOST_OF}.")
    direction = word(arguments["direction"])
    left, right = ("<-" if direction == "IN" else "-"), ("->" if direction == "OUT" else "-")
    found = _found(compiler, ids)
    names = "|".join(types)
    if not names:
        return "UNWIND [] AS r"
    seen = compiler.is_seen("Node", "x")
    return (
        f"CALL () {{ {found} }} MATCH path = (s){left}[:{names}*1..{depth}]{right}() WHERE all(x IN nodes(path) WHERE {seen})"
        " UNWIND relationships(path) AS r WITH DISTINCT r"
    )


def _found(compiler: Compiler, ids: list[str]) -> str:
    """A query that finds nodes by their ids, also old ones, as `s`, through the index of each label."""
    keys: dict[str, list[str]] = {}
    for each in ids:
        found = split_id(each)
        if found and found[0] in compiler.labels("Node"):
            keys.setdefault(found[0], []).append(found[1])
    parts = [
        f"UNWIND {compiler.parameter(values)} AS key MATCH (s:{label} {{key: key}}) RETURN s"
        for label, values in keys.items()
    ]
    parts.append(
        f"UNWIND {compiler.parameter(list(ids))} AS id MATCH (:Alias {{key: id}})-[:ALIAS_OF]->(s)"
        f" WHERE {compiler.is_seen('Node', 's')} RETURN s"
    )
    return " UNION ".join(parts)


def _relationship_connection(compiler: Compiler, listing: Listing, asked: Asked) -> Projection:
    """A connection whose nodes are relationships."""

    class Relationships(Compiler):
        def node(self, target: str, asked: Asked, node: str) -> Projection:
            return (
                relationship(compiler, asked, node) if target == "Relationship" else super().node(target, asked, node)
            )

    lister = Relationships(compiler.viewer, compiler.today, compiler.cursors)
    lister.parameters, lister.level, lister._names = compiler.parameters, compiler.level, compiler._names
    return lister.connection(listing, asked)


# -- path ---------------------------------------------------------------------------------------------------------


async def path(context: Context, asked: Asked) -> Any:
    """`path(from, to)`: the shortest ways, at most 20, in the order of their ids."""
    arguments = asked.arguments
    hops = arguments["maxHops"]
    if not 1 <= hops <= 10:
        raise BadInput(f"path: maxHops is {hops}.", "Give 1 to 10.")
    compiler = compiler_of(context)
    ends = [_found(compiler, [arguments[name]]) for name in ("from", "to")]
    if arguments["from"] == arguments["to"]:
        raise BadInput("path: from and to are the same.", "Give two different ids.")
    # Everything is stated in some source: by default that is no way from one thing to another.
    types = [name for name in _types(compiler, arguments.get("types")) if arguments.get("types") or name != "STATED_IN"]
    if not types:
        return []
    day = arguments.get("asOf")
    dated = f" AND all(r IN relationships(way) WHERE {valid('r', compiler.parameter(day))})" if day else ""
    found = compiler.fresh("m")
    nodes, steps = _path_parts(compiler, asked, found)
    query = (
        f"CALL () {{ {ends[0]} }} WITH s AS a CALL () {{ {ends[1]} }} WITH a, s AS b WHERE a <> b"
        f" MATCH way = allShortestPaths((a)-[:{'|'.join(types)}*1..{hops}]-(b))"
        f" WHERE all(x IN nodes(way) WHERE {compiler.is_seen('Node', 'x')}){dated}"
        f" WITH way, [x IN nodes(way) | {node_id_cypher('x')}] AS ids, [r IN relationships(way) | type(r)] AS kinds ORDER BY ids, kinds LIMIT {MOST_PATHS}"
        f" RETURN [{as_list(nodes[1])}, {as_list(steps[1])}] AS row"
    )
    shape = _path_shape(asked, nodes[0], steps[0])
    there = ", ".join(f"EXISTS {{ {end} }}" for end in ends)
    made = Projection(
        f"[{there}, COLLECT {{ {query} }}]",
        lambda value, shaping: [*value[:2], shape(value[2], shaping)],
        tuple((2, *each) for each in _path_owned(nodes[2], steps[2])),
    )
    *found_ends, answer = await run(context, compiler, made)
    for name, is_there in zip(("from", "to"), found_ends, strict=True):
        if not is_there:
            raise NotFound(
                f"path: there is nothing with the id {arguments[name]!r} ({name}).", "Look the id up with search."
            )
    return answer


Parts = tuple[list[Shape], list[str], list[Path]]


def _path_parts(compiler: Compiler, asked: Asked, variable: str) -> tuple[Parts, Parts]:
    """The projections under `nodes` and `relationships`, each as a list over the path."""
    nodes: Parts = ([], [], [])
    steps: Parts = ([], [], [])
    for each in asked.below("Path").values():
        if each.name == "nodes":
            _add(nodes, compiler.node("Node", each, variable), "nodes(way)", variable)
        elif each.name == "relationships":
            _add(steps, relationship(compiler, each, variable), "relationships(way)", variable)
    return nodes, steps


def _add(parts: Parts, made: Projection, source: str, variable: str) -> None:
    parts[2].extend((len(parts[1]), "*", *path) for path in made.owned)
    parts[0].append(made.shape)
    parts[1].append(f"[{variable} IN {source} | {made.cypher}]")


def _path_shape(asked: Asked, nodes: list[Shape], steps: list[Shape]) -> Shape:
    def one(value: Any, shaping: Shaping) -> dict[str, Any]:
        answer: dict[str, Any] = {"__typename": "Path"}
        places = {"nodes": 0, "relationships": 0}
        for key, each in asked.below("Path").items():
            if each.name in places:
                half, shapes = (0, nodes) if each.name == "nodes" else (1, steps)
                place = places[each.name]
                answer[key] = [shapes[place](item, shaping) for item in value[half][place]]
                places[each.name] += 1
        return answer

    return lambda value, shaping: [one(each, shaping) for each in value]


def _path_owned(nodes: list[Path], steps: list[Path]) -> tuple[Path, ...]:
    return tuple(("*", 0, *path) for path in nodes) + tuple(("*", 1, *path) for path in steps)


assert set(SEARCHED) <= set(NODES)
