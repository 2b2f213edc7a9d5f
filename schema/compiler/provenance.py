"""The fields `sources` and `statements`: who states something, and what each of them states of it.

In: the CompilerContext, the Asked field and the variable of a node or relationship. Out: a Projection. Sources come by rank. Of
properties, only those that the viewer may see are read of the element, and told of what is kept for each source.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import orjson

from graph.database.clauses import Query, collect, match
from graph.database.session import to_python
from graph.model.definition import LABELS, RELATIONSHIPS
from graph.model.vocabulary import Property
from graph.write import provenance
from graph.write.provenance import OWN, Assertion
from schema.compiler.context import CompilerContext
from schema.compiler.cypher import ResultPath
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import Projection, constant, first_of, list_of
from schema.request.deferred import FieldExecution

# What stands in a row of a source before the selections of Source.
KEY, REF, STATED, FIRST = 0, 1, 2, 3
# What `graph.write.provenance` has to know of an element, and does not take for a statement.
NAMING = ("key", "source", "ref")
# A property means the same on every type of relationship that has it.
JOINING = tuple({prop.name: prop for kind in RELATIONSHIPS.values() for prop in kind.properties}.values())


def sources_of_node(compiler: CompilerContext, _: str, asked: SelectedField, node: str) -> Projection:
    """Sources by rank, then key: those the node is stated in, and the one it names itself."""
    m = compiler.fresh("m")
    made = compiler.node("Source", asked, m)
    found, column = _of_node(node, m), f"{made.cypher} AS one"
    return first_of(made, found.limit(1).returning(column)) if asked.name == "source" else list_of(made, collect(found.returning(column)))


def _of_node(node: str, m: str) -> Query:
    stated = match(f"({m}:Source)", f"{m}.key IS NOT NULL", f"(({node})-[:STATED_IN]->({m}) OR {m}.key = {node}.source)")
    return stated.with_(m).order_by(*_rank(node, m))


def _rank(node: str, m: str) -> tuple[str, ...]:
    """The order of the sources of a node: the one that it names itself, then by rank."""
    return f"CASE WHEN {m}.key = {node}.source THEN 0 ELSE 1 END", f"{m}.rank", f"{m}.key"


def sources_of_relationship(compiler: CompilerContext, asked: SelectedField, r: str) -> Projection:
    """Sources in the order in which the relationship keeps them."""
    m = compiler.fresh("m")
    made = compiler.node("Source", asked, m)
    return list_of(made, collect(_of_relationship(r, m).returning(f"{made.cypher} AS one").order_by(f"{m}at")))


def _of_relationship(r: str, m: str) -> Query:
    keys = f"CASE WHEN {r}.sources IS :: LIST<STRING NOT NULL> NOT NULL THEN {r}.sources ELSE [{r}.source] END"
    return Query().with_(f"{keys} AS {m}keys").unwind(f"range(0, size({m}keys) - 1)", f"{m}at").match(f"({m}:Source {{key: {m}keys[{m}at]}})")


def statements_of_node(compiler: CompilerContext, label: str, asked: SelectedField, node: str) -> Projection:
    """What each source states of a node."""
    m, s = compiler.fresh("m"), compiler.fresh("s")
    told = _StatementsCompiler(compiler, asked, m, LABELS[label].properties)
    row = told.row(f"{m}.key", f"CASE WHEN {s} IS NULL THEN {node}.ref ELSE {s}.ref END", f"{s}.stated")
    query = (
        _of_node(node, m)
        .optional_match(f"({node})-[{s}:STATED_IN]->({m})")
        .with_(m, f"head(collect({s})) AS {s}")
        .order_by(*_rank(node, m))
        .returning(f"{row} AS one")
    )
    al = compiler.fresh("al")

    def assertions(held: dict[str, Any], rows: list[Any]) -> list[Assertion]:
        own = provenance.of_node(label, held["held"], ((row[KEY], row[REF], _kept(row[STATED])) for row in rows))
        return [*own.values(), *(each for was in held["merged"] for each in provenance.of_alias(label, was))]

    merged = match(f"({node})<-[:ALIAS_OF]-({al}:Alias)", f"{al}.was IS :: STRING NOT NULL").returning(f"{al}.was").order_by(f"{al}.key")
    return told.projection(node, query, assertions, f"merged: {collect(merged)}")


def statements_of_relationship(compiler: CompilerContext, asked: SelectedField, r: str) -> Projection:
    """What each source states of a relationship."""
    m = compiler.fresh("m")
    told = _StatementsCompiler(compiler, asked, m, JOINING)
    query = _of_relationship(r, m).returning(f"{told.row(f'{m}.key', f'{r}.ref', 'null')} AS one").order_by(f"{m}at")

    def assertions(held: dict[str, Any], rows: list[Any]) -> list[Assertion]:
        own = {
            **held["held"],
            "sources": [row[KEY] for row in rows],
            "stated": _kept(held["stated"]),
            "ref": _text(held["ref"]),
        }
        return list(provenance.of_relationship(held["type"], own).values())

    beside = f"type: type({r}), stated: {r}.stated, ref: {r}.ref"
    return told.projection(r, query, assertions, beside)


class _StatementsCompiler:
    """Compiles one selection of statements."""

    def __init__(self, compiler: CompilerContext, asked: SelectedField, m: str, properties: Iterable[Property]) -> None:
        self._compiler = compiler
        self._fields = asked.below("Statement")
        self._seen = [prop.name for prop in properties if prop.name not in OWN and compiler.viewer.sees(prop)]
        of_source = {key: each for key, each in self._fields.items() if each.name == "source"}
        self._made = {key: compiler.node("Source", each, m) for key, each in of_source.items()}
        marked = {key: constant(None) for key in self._fields}
        self._object = compiler.object("Statement", marked).shape

    def row(self, *first: str) -> str:
        """A row for a source: the key, ref and statement of its own, then the selections of Source."""
        return f"[{', '.join((*first, *(each.cypher for each in self._made.values())))}]"

    def projection(self, element: str, query: Query, assertions: Any, beside: str) -> Projection:
        """The statements that the rows of the query and the properties of the element make."""
        held = f"{element} {{{', '.join(f'.{name}' for name in (*NAMING, *self._seen))}}}"
        named: tuple[ResultPath, ...] = tuple(
            (1, "*", FIRST + place, *path) for place, each in enumerate(self._made.values()) for path in each.named
        )

        def shape(value: Any, run: FieldExecution) -> list[Any]:
            rows = {row[KEY]: row for row in value[1] if isinstance(row[KEY], str)}
            told: dict[Any, Any] = {}  # what was merged in may say the same
            for each in provenance.statements(assertions(to_python(value[0]), list(rows.values()))):
                if each[0] in self._seen and each[2] in rows:
                    told.setdefault((each[0], json_text(each[1]), *each[2:]), each)
            return [self._one(each, rows[each[2]], run) for each in told.values()]

        return Projection(f"[{{held: {held}, {beside}}}, {collect(query)}]", shape, named)

    def _one(self, statement: tuple[str, Any, str, str | None], row: list[Any], run: FieldExecution) -> Any:
        answer = self._object([], run)
        name, value, _, ref = statement
        plainly = {"property": name, "value": json_text(value), "ref": _text(ref), "__typename": "Statement"}
        places = list(self._made)
        for key, each in self._fields.items():
            if key in self._made:
                answer[key] = self._made[key].shape(row[FIRST + places.index(key)], run)
            else:
                answer[key] = plainly[each.name]
        return answer


def json_text(value: Any) -> str:
    """A value as text: a text as it is, anything else as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return orjson.dumps(value, default=str).decode()


def _kept(text: Any) -> str | None:
    """What is kept for a source, unless somebody else wrote something there."""
    try:
        return text if isinstance(text, str) and isinstance(orjson.loads(text), Mapping) else None
    except orjson.JSONDecodeError:
        return None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
