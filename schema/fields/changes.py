"""The root field `changes`: what was written since a cursor, each thing as it is now for this viewer.

In: the SelectedField of the root field and a Compiler. Out: a Resolver, with one Statement. What a viewer may not see is not told of, and
`next` is the place of the last change that was told: it is the same whatever else was written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from graph.errors import BadInput
from graph.model.definition import LABELS, RELATIONSHIPS, SERVED_RELATIONSHIPS
from graph.write.change_log import KEPT, changes_since
from schema.compiler.cypher import ResultPath, as_list
from schema.compiler.node import Compiler
from schema.compiler.page import page_size
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import Projection, constant, object_writer, unchanged
from schema.compiler.statement import Resolver, compile_statement
from schema.fields.search import ends, relationship
from schema.request.deferred import Deferred, FieldExecution, map_deferred, resolve
from schema.types.builder import answer_field, argument, object_type

LISTING = "changes"
START: tuple[str, int] = ("", 0)
# What stands in a row before the selections of changes.
PLACE = 2


def changes(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`changes(since, types, first)`: in the order of writing, without gaps."""
    size, _ = page_size(asked.name, asked.arguments)
    fields = asked.below("ChangePage")
    made = {key: _change(compiler, each) for key, each in fields.items() if each.name == "changes"}
    row = as_list(("number", "place", *(each.cypher for each in made.values())))
    query = f"{_changes_query(compiler, asked, size)}{_resolved(compiler, fields)} RETURN {row} AS row ORDER BY number, place"
    named: tuple[ResultPath, ...] = tuple(
        ("*", PLACE + place, *path) for place, each in enumerate(made.values()) for path in each.named
    )
    shape = partial(_page, object_writer("ChangePage", _parts(fields, made), marked=compiler.marked), asked, size)
    return compile_statement(compiler, Projection(f"COLLECT {{ {query} }}", shape, named))


def _changes_query(compiler: Compiler, asked: SelectedField, size: Any) -> str:
    since = asked.arguments.get("since")
    number, position = (compiler.parameter(Deferred(partial(_since_part, since, part))) for part in (0, 1))
    of = compiler.parameter(_kinds(compiler, asked.arguments.get("types")))
    hidden = compiler.parameter(_hidden(compiler))
    return changes_since(number, position, of, hidden, compiler.parameter(map_deferred(size, lambda number: number + 1)))


def _hidden(compiler: Compiler) -> list[str]:
    """What the id of a relationship holds that the viewer may not see: one of its ends, or where it starts."""
    ends = [f"|{LABELS[name].prefix}:" for name in LABELS if name not in compiler.labels("Node")]
    narrowed = compiler.starts_hidden(SERVED_RELATIONSHIPS).items()
    return [*ends, *(f"{kind}|{LABELS[label].prefix}:" for label, kinds in narrowed for kind in kinds)]


def _kinds(compiler: Compiler, types: Any) -> Any:
    """The labels and types to tell of, as far as the viewer may see them."""
    labels = compiler.labels("Node")
    if types is None:
        return [*labels, *(name for name in SERVED_RELATIONSHIPS if compiler.viewer.sees(RELATIONSHIPS[name]))]
    return map_deferred(types, lambda words: [name for name in labels if name.upper() in words])


# -- where to read on ---------------------------------------------------------------------------------------------


def _since(since: Any, run: FieldExecution) -> tuple[str, int]:
    """The number of a Change and the place in it that a cursor tells."""
    cursor = resolve(since, run)
    if cursor is None:
        return START
    number, place, day = run.context.cursors.read(LISTING, cursor)
    if _today() - date.fromisoformat(str(day)) >= KEPT:
        raise BadInput(
            f"changes: `since` was given out on {day}, and changes are kept for {KEPT.days} days.",
            "Fetch everything anew, and follow the changes from a new cursor.",
        )
    return str(number), int(str(place))


def _since_part(since: Any, part: int, run: FieldExecution) -> Any:
    return _since(since, run)[part]


def _today() -> date:
    """The day on which Changes are pruned: that of the clock, whatever day answers hold for."""
    return datetime.now(UTC).date()


# -- the things themselves ----------------------------------------------------------------------------------------


def _change(compiler: Compiler, asked: SelectedField) -> Projection:
    below = asked.below("Change")
    return compiler.object("Change", {key: _change_field(compiler, each) for key, each in below.items()})


def _change_field(compiler: Compiler, asked: SelectedField) -> Projection:
    if asked.name == "__typename":
        return constant("Change")
    if asked.name == "node":
        return compiler.node("Node", asked, "m")
    if asked.name == "relationship":
        made = relationship(compiler, asked, "r")
        return Projection(f"CASE WHEN r IS NOT NULL THEN {made.cypher} END", made.shape, made.named)
    if asked.name == "at":
        return compiler.value("at", LABELS["Change"].property("at"))
    return unchanged(asked.name)


def _resolved(compiler: Compiler, fields: dict[str, SelectedField]) -> str:
    """What finds the things told of, where they are asked for."""
    names = {
        below.name for each in fields.values() if each.name == "changes" for below in each.below("Change").values()
    }
    text = ""
    if "node" in names:
        text += f" OPTIONAL CALL (of, id) {{ {_by_id(compiler, 'm', 'id', 'of = ')} }}"
    if "relationship" in names:
        # A key may hold the sign between the parts of an id: every way to cut it is tried.
        text += (
            " OPTIONAL CALL (of, id) { WITH split(id, '|') AS parts, of UNWIND range(2, size(parts) - 2) AS cut"
            " WITH of, parts, reduce(text = parts[1], each IN parts[2..cut] | text + '|' + each) AS start,"
            " reduce(text = parts[cut], each IN parts[cut + 1..-1] | text + '|' + each) AS stop"
            f" CALL (start) {{ {_by_id(compiler, 'a', 'start')} }} CALL (stop) {{ {_by_id(compiler, 'b', 'stop')} }}"
            " MATCH (a)-[r]->(b) WHERE type(r) = of AND coalesce(toStringOrNull(r.validFrom), '') = parts[-1]"
            f" RETURN r ORDER BY elementId(r) LIMIT 1 }} WITH *, {ends('r')}"
        )
    return text


def _by_id(compiler: Compiler, node: str, identifier: str, of: str = "") -> str:
    """A query that finds a node by its id, through the index of its label; a key of null is in none."""
    parts = []
    for label in compiler.labels("Node"):
        prefix = f"{LABELS[label].prefix}:"
        fits = f"{of}'{label}'" if of else f"{identifier} STARTS WITH '{prefix}'"
        key = f"CASE WHEN {fits} THEN substring({identifier}, {len(prefix)}) END"
        parts.append(f"MATCH ({node}:{label} {{key: {key}}}) RETURN {node}")
    return " UNION ALL ".join(parts)


# -- the answer ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Page:
    """What was read of the feed: the rows of the page, whether there are more, and where to read on."""

    rows: list[Any]
    more: bool
    following: str


Part = Callable[[Page, FieldExecution], Any]
_OF_THE_PAGE: dict[str, Part] = {
    "next": lambda page, _: page.following,
    "hasMore": lambda page, _: page.more,
    "__typename": lambda *_: "ChangePage",
}


def _parts(fields: dict[str, SelectedField], made: dict[str, Projection]) -> dict[str, Part]:
    """How each field of the answer is made of the page."""
    places = {key: PLACE + place for place, key in enumerate(made)}
    return {
        key: _listed(places[key], made[key]) if key in made else _OF_THE_PAGE[each.name] for key, each in fields.items()
    }


def _listed(place: int, made: Projection) -> Part:
    return lambda page, run: [made.shape(row[place], run) for row in page.rows]


def _page(write: Part, asked: SelectedField, size: Any, found: Any, run: FieldExecution) -> Any:
    most = resolve(size, run)
    rows = found[:most]
    number, place = rows[-1][:PLACE] if rows else _since(asked.arguments.get("since"), run)
    following = run.context.cursors.write(LISTING, [number, place, _today().isoformat()])
    return write(Page(rows, len(found) > most, following), run)


# -- in the API --------------------------------------------------------------------------------------------------------

object_type("Change", "One change to the graph.", "Eén wijziging van de graaf.", [
    answer_field("at", "DateTime", "When it was written.", "Wanneer het is geschreven."),
    answer_field("kind", "ChangeKind", "What happened.", "Wat er gebeurde."),
    answer_field("id", "ID", "Id of the node or relationship.", "Id van de knoop of relatie."),
    answer_field("node", "Node | None",
        "The node as it is now; null: it is gone, or this is about a relationship.",
        "De knoop zoals die nu is; leeg: die is weg, of het gaat om een relatie."),
    answer_field("relationship", "Relationship | None",
        "The relationship as it is now; null: it is gone, or this is about a node.",
        "De relatie zoals die nu is; leeg: die is weg, of het gaat om een knoop."),
])

object_type("ChangePage", "A part of the feed of changes.", "Een deel van de stroom van wijzigingen.", [
    answer_field("changes", "list[Change]",
        "The changes, in the order in which they were written.", "De wijzigingen, in de volgorde waarin ze zijn geschreven."),
    answer_field("next", "str",
        "What to give as `since` to read on, now or another day; it holds for 90 days.",
        "Wat als `since` mee te geven om verder te lezen, nu of op een andere dag; het geldt 90 dagen."),
    answer_field("hasMore", "bool", "Whether there is more to read now.", "Of er nu nog meer te lezen is."),
])

ROOT_FIELDS = [
    answer_field("changes", "ChangePage",
        "What changed since a cursor (none: from the start). Removed things are told of for 90 days.",
        "Wat er sinds een cursor is gewijzigd (geen: vanaf het begin). Wat is verwijderd wordt 90 dagen gemeld.",
        [
            argument("since", "str | None",
                "The `next` of the page before; default from the start.",
                "De `next` van de vorige pagina; standaard vanaf het begin.",
                None),
            argument("types", "list[NodeType] | None",
                "Only changes of nodes of these kinds; default all, of relationships too.",
                "Alleen wijzigingen van deze soorten knopen; standaard alle, ook van relaties.",
                None),
            argument("first", "int | None", "How many at most, 1 to 500.", "Hoeveel hooguit, 1 tot 500.", 500),
        ],
        changes),
]
