"""The root field `documentsWithoutInvolvement`: documents of which it is not stated whether residents had a say, and those
that say they had none. The two are different answers and never added up.

In: the SelectedField of the root field and a Compiler. Out: a Resolver, with one Statement.
"""

from __future__ import annotations

from typing import Any

from graph.database.clauses import match
from graph.errors import BadInput
from graph.model.definition import split_id
from schema.compiler.connection import connection
from schema.compiler.cypher import valid
from schema.compiler.list_query import Listing, filtered_and_ordered
from schema.compiler.node import Compiler
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import Projection, constant
from schema.compiler.statement import Resolver, compile_statement
from schema.request.deferred import TODAY, FieldExecution, map_deferred, resolve
from schema.types.builder import answer_field, argument, object_type
from schema.types.nodes import PAGING, filtering

# The levels that a document states, one for each moment; as `schema.compiler.property_values.involvement` reads them.
FOUND = match("(m:Document)").with_(
    "m", "[text IN CASE WHEN m.involvement IS :: LIST<STRING NOT NULL> NOT NULL THEN m.involvement ELSE [] END"
    " | trim(coalesce(split(text, ';')[1], ''))] AS levels"
)
NOBODY = "none(level IN levels WHERE level IN ['INFORM', 'CONSULT', 'ADVISE', 'COPRODUCE', 'DECIDE'])"
NONE = "(size(levels) > 0 AND all(level IN levels WHERE level = 'NONE'))"
WHICH = {"none": NONE, "notStated": f"{NOBODY} AND NOT {NONE}"}


def documents_without_involvement(compiler: Compiler, asked: SelectedField) -> Resolver:
    """`documentsWithoutInvolvement(from, to, domain, presentedBy)`."""
    where = _conditions(compiler, asked)
    made = compiler.object("DocumentsWithoutInvolvement", {key: _list(compiler, each, where) for key, each in asked.below("DocumentsWithoutInvolvement").items()})
    ask = compile_statement(compiler, made)

    async def checked(run: FieldExecution) -> Any:
        start, end = (resolve(asked.arguments.get(name), run) for name in ("from", "to"))
        if start is not None and end is not None and start >= end:
            raise BadInput(f"{asked.name}: from {start} is not before to {end}.", "Give a first day, and the first day after it that no longer counts.")
        return await ask(run)

    return checked


def _list(compiler: Compiler, asked: SelectedField, where: list[str]) -> Projection:
    if asked.name == "__typename":
        return constant("DocumentsWithoutInvolvement")
    found = Listing(f"documentsWithoutInvolvement.{asked.name}", FOUND, [WHICH[asked.name], *where], "m", "Document", distinct=False)
    return connection(compiler, filtered_and_ordered(compiler, found, asked), asked)


def _conditions(compiler: Compiler, asked: SelectedField) -> list[str]:
    """What the arguments ask of a document. One without a date is in no period."""
    arguments, day = asked.arguments, compiler.parameter(TODAY)
    where = [] if "Document" in compiler.labels("Node") else ["false"]
    for name, sign in (("from", ">="), ("to", "<")):
        if arguments.get(name) is not None:
            where.append(f"m.date {sign} {compiler.parameter(arguments[name])}")
    if arguments.get("domain") is not None:
        where.append(concerns(compiler, "m", arguments["domain"]))
    if arguments.get("presentedBy") is not None:
        key, p = compiler.parameter(map_deferred(arguments["presentedBy"], _key("Official"))), compiler.fresh("p")
        where.append(f"EXISTS {{ MATCH (m)-[{p}:PRESENTED_BY]->(:Official {{key: {key}}}) WHERE {valid(p, day)} }}")
    return where


def concerns(compiler: Compiler, node: str, domain: Any) -> str:
    """Predicate: an event or document concerns a domain or one below it, also by way of an initiative or problem."""
    key, day, c, t, x = (compiler.parameter(map_deferred(domain, _key("Domain"))), compiler.parameter(TODAY), *map(compiler.fresh, "ctx"))
    about = f"()-[{t}:TOUCHES|ADDRESSES|FALLS_UNDER|PART_OF WHERE {valid(t, day)}]->()"
    return f"EXISTS {{ MATCH ({node})-[{c}:CONCERNS]->({x})({about}){{0,34}}(:Domain {{key: {key}}}) WHERE {valid(c, day)} }}"


def _key(label: str) -> Any:
    """The key of an id of that label; of any other id none, which nothing has."""

    def found(identifier: str) -> str | None:
        parts = split_id(identifier)
        return parts[1] if parts and parts[0] == label else None

    return found


# -- in the API --------------------------------------------------------------------------------------------------------

object_type("DocumentsWithoutInvolvement",
        "Documents in which no resident had a say: two answers that are never added up.",
        "Stukken waarbij geen bewoner betrokken was: twee antwoorden die nooit worden opgeteld.", [
    answer_field("notStated", "DocumentConnection",
        "Those that do not state it: at no moment was anybody involved, and not of every moment is it stated that nobody was.",
        "Stukken die het niet vermelden: op geen moment was iemand betrokken, en niet van elk moment staat er dat niemand betrokken was.",
        (*filtering("Document"), *PAGING)),
    answer_field("none", "DocumentConnection",
        "Those that state that nobody was involved, at every moment.",
        "Stukken die vermelden dat op geen enkel moment iemand betrokken was.",
        (*filtering("Document"), *PAGING)),
])

ROOT_FIELDS = [
    answer_field("documentsWithoutInvolvement", "DocumentsWithoutInvolvement",
        "Documents in which no resident had a say, not stated and none apart.",
        "Stukken waarbij geen bewoner betrokken was, apart: niet vermeld en niemand.",
        [
            argument("from", "Date | None",
                "First day; a document without a date is in no period.", "Eerste dag; een stuk zonder datum valt in geen periode.", None),
            argument("to", "Date | None", "First day that no longer counts.", "Eerste dag die niet meer meetelt.", None),
            argument("domain", "ID | None",
                "Only what concerns this domain or one below it, also by way of an initiative or problem.",
                "Alleen wat over dit werkveld of een smaller gaat, ook via een initiatief of probleem.",
                None),
            argument("presentedBy", "ID | None",
                "Only what this official presented.", "Alleen wat deze ambtenaar of bestuurder heeft ingebracht.", None),
        ],
        documents_without_involvement),
]
