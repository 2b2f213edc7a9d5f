"""From the selection of a root field to one Statement, and from its record to the answer.

In: the Asked root field and the Context of the request. Out: plain dicts and lists in the shape of the answer. A list, a
node and all that hangs below it are one expression; where ownership is asked, its facts are read in the same Statement.
Only ownership asked inside an ownership takes one Statement more for each level.
"""

from collections.abc import Callable
from typing import Any

from graph.model import LABELS, split_id
from graph.ownership.parsing import Reading, facts_from
from graph.ownership.reading import area_keys, facts_around, neighbourhood
from graph.statement import Statement
from graph.vocabulary import Kind
from schema.context import Context
from schema.cypher import flatten
from schema.filters import predicate
from schema.paging import Listing
from schema.projection import Compiler
from schema.selection import Asked
from schema.shaping import Level, Projection, Shaping
from schema.types.inputs import ORDERS


def compiler_of(context: Context) -> Compiler:
    """A compiler for one root field of a request."""
    return Compiler(context.viewer, context.today, context.cursors)


async def run(context: Context, compiler: Compiler, made: Projection) -> Any:
    """Read the value of a compiled root field in one Statement, and shape it into the answer."""
    level = compiler.level
    text = f"RETURN {made.cypher} AS answer"
    if level.used:
        ids = " + ".join(flatten("answer", path) for path in made.owned) or "[]"
        text = f"WITH {made.cypher} AS answer\nWITH answer, [id IN {ids} WHERE id IS NOT NULL] AS ids\n{facts_around('answer', level.columns())}"
        compiler.parameters["areas"] = area_keys(level.areas)
    record = (await context.read(Statement(text, compiler.parameters))).one()
    shaping = Shaping()
    answer = made.shape(record[0], shaping)
    reading = facts_from(record[1:]) if level.used else None
    await fill(context, compiler, shaping, level, reading)
    return answer


async def fill(context: Context, compiler: Compiler, shaping: Shaping, level: Level, reading: Reading | None) -> None:
    """Fill in the ownership answers, level by level; the facts of the first came with the record."""
    while shaping.waiting:
        waiting, shaping.waiting = shaping.waiting, []
        if reading is None:
            subjects = dict.fromkeys(deferred.subject for _, _, deferred in waiting)
            reading = await read_facts(context, compiler, level, list(subjects))
        for place, key, deferred in waiting:
            place[key] = deferred.fill(deferred.subject, reading, shaping)
        level, reading = level.below(), None


async def read_facts(context: Context, compiler: Compiler, level: Level, subjects: list[str]) -> Reading:
    """The facts around some subjects, with the columns asked for at a level."""
    statement = neighbourhood(subjects, level.areas, level.columns())
    parameters = {**compiler.parameters, **statement.parameters}
    return facts_from((await context.read(Statement(statement.text, parameters))).one())


# -- root fields that are nodes and lists of nodes ----------------------------------------------------------------


async def one_node(context: Context, asked: Asked) -> Any:
    """`node(id)`: null when there is none, or none that the viewer may see; old ids keep resolving."""
    found = split_id(asked.arguments["id"])
    compiler = compiler_of(context)
    if found is None or found[0] not in compiler.labels("Node"):
        return None
    made = _by_key(compiler, asked, found[0])
    compiler.parameters |= {"keys": [found[1]], "ids": [asked.arguments["id"]]}
    answers = await run(context, compiler, made)
    return next(iter(answers.values()), None)


async def many_nodes(context: Context, asked: Asked) -> list[Any]:
    """`nodes(ids)`: in the order asked, doubles kept, null for what is not there. One Statement for all labels."""
    ids = asked.arguments["ids"]
    compiler = compiler_of(context)
    wanted: dict[str, list[str]] = {}
    for each in ids:
        found = split_id(each)
        if found and found[0] in compiler.labels("Node"):
            wanted.setdefault(found[0], []).append(found[1])
    made = [_by_key(compiler, asked, label, f"keys{place}") for place, label in enumerate(wanted)]
    compiler.parameters |= {f"keys{place}": keys for place, keys in enumerate(wanted.values())} | {"ids": ids}
    answers: dict[str, Any] = {}
    if made:
        together = Projection(
            f"[{', '.join(each.cypher for each in made)}]",
            lambda value, shaping: [each.shape(item, shaping) for each, item in zip(made, value, strict=True)],
            tuple((place, *path) for place, each in enumerate(made) for path in each.owned),
        )
        for found_here in await run(context, compiler, together):
            answers |= found_here
    return [answers.get(each) for each in ids]


def _by_key(compiler: Compiler, asked: Asked, label: str, keys: str = "keys") -> Projection:
    """Nodes of one label by the parameter `keys`, and by the old ids in `ids`: {id asked: answer}."""
    made = compiler.fields(label, asked.below(label), "m")
    prefix = LABELS[label].prefix
    query = (
        f"CALL () {{ UNWIND ${keys} AS key MATCH (m:{label} {{key: key}}) RETURN '{prefix}:' + key AS id, m"
        f" UNION UNWIND $ids AS id MATCH (:Alias {{key: id}})-[:ALIAS_OF]->(m:{label}) RETURN id, m }} RETURN [id, {made.cypher}] AS row"
    )

    def shape(value: Any, shaping: Shaping) -> Any:
        return {identifier: made.shape(item, shaping) for identifier, item in value}

    return Projection(f"COLLECT {{ {query} }}", shape, tuple(("*", 1, *path) for path in made.owned))


def listing_of(compiler: Compiler, label: str, asked: Asked) -> Listing:
    """The list of all nodes of a label, as filtered and ordered."""
    arguments = asked.arguments
    where = [predicate(compiler, label, arguments.get("filter"), "m")]
    return Listing(asked.name, f"MATCH (m:{label})", where, "m", label, _order(compiler, label, arguments.get("orderBy")))


def _order(
    compiler: Compiler, label: str, orders: list[dict[str, Any]] | None
) -> tuple[tuple[str, bool, Kind], ...]:
    """The order asked for; a name the viewer may not see decides none, nor does it get into a cursor."""
    found: list[tuple[str, bool, Kind]] = []
    for order in orders or []:
        for name, direction in order.items():
            if direction is None or name != ORDERS[label]:
                continue
            if name == "id":
                found.append(("m.key", direction == "DESC", Kind.STRING))
            elif compiler.viewer.sees(LABELS[label].property(name)):
                text = f"toStringOrNull(m.{name})"  # a value of another type would make a cursor that nothing comes after
                expression = text if LABELS[label].party else f"coalesce({text}, m.key)"
                found.append((expression, direction == "DESC", Kind.STRING))
    return tuple(found)


def lister(label: str) -> Callable[[Context, Asked], Any]:
    """The root field that lists a label."""

    async def listed(context: Context, asked: Asked) -> Any:
        compiler = compiler_of(context)
        if label not in compiler.labels("Node"):
            return await run(
                context,
                compiler,
                compiler.connection(Listing(asked.name, f"MATCH (m:{label})", ["false"], "m", label), asked),
            )
        return await run(context, compiler, compiler.connection(listing_of(compiler, label, asked), asked))

    return listed
