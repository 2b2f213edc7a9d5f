"""Fields that are no property and no plain relation: ids, sources, silo, the seat behind a holder, ownership.

In: the CompilerContext, the label, the Asked field and the variable of the node. Out: a Projection.
"""

from __future__ import annotations

from collections.abc import Callable

from graph.model.definition import LABELS, RELATIONSHIPS
from schema.compiler.context import CompilerContext
from schema.compiler.cypher import valid
from schema.compiler.ownership import ownership_field
from schema.compiler.property_values import read_as
from schema.compiler.provenance import sources_of_node, statements_of_node
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import Projection


def _id(compiler: CompilerContext, label: str, asked: SelectedField, node: str) -> Projection:
    """The prefix is put before the key here: in Cypher that takes longer, and it would be sent each time."""
    prefix = LABELS[label].prefix
    return read_as(f"{node}.key", f"(None if {{v}} is None else f'{prefix}:{{{{{{v}}}}}}')")


def _silo(compiler: CompilerContext, label: str, asked: SelectedField, node: str) -> Projection:
    """The nearest SERVICE at or above; else the highest that is not the municipality."""
    s, m, path, steps, service = (compiler.fresh(each) for each in ("s", "m", "path", "steps", "service"))
    day = compiler.day(asked)
    made = compiler.node("Department", asked, m)
    query = (
        f"MATCH {path} = ({node})(()-[{s}:PART_OF WHERE {valid(s, day)}]->(:Department)){{0,32}}({m}:Department)"
        f" WHERE ({m}.level IS NULL OR {m}.level <> 'MUNICIPALITY') AND {m}.key IS NOT NULL"
        f" WITH {m}, length({path}) AS {steps}, coalesce({m}.level = 'SERVICE', false) AS {service}"
        f" ORDER BY NOT {service}, CASE WHEN {service} THEN {steps} ELSE -{steps} END, {m}.key LIMIT 1 RETURN {made.cypher} AS one"
    )
    return Projection(f"head(COLLECT {{ {query} }})", made.shape, made.named)


def _on_behalf_of(compiler: CompilerContext, label: str, asked: SelectedField, node: str) -> Projection:
    """The department that an official who holds it had joined last on the day it began; its start unknown: by asOf."""
    w, m, o = compiler.fresh("w"), compiler.fresh("m"), compiler.fresh("o")
    made = compiler.node("Department", asked, m)
    day = f"coalesce({node}.validFrom, {compiler.day(asked)})"
    query = (
        f"MATCH ({node})<-[:HOLDS]-({o}:Official)-[{w}:WORKS_FOR]->({m}:Department) WHERE ({w}.validFrom IS NULL OR {w}.validFrom <= {day}) AND {m}.key IS NOT NULL"
        f" WITH {m}, {w} ORDER BY coalesce({w}.validFrom, date('0001-01-01')) DESC, NOT ({valid(w, day)}), {m}.key LIMIT 1 RETURN {made.cypher} AS one"
    )
    return Projection(f"head(COLLECT {{ {query} }})", made.shape, made.named)


def _sent_on_because(compiler: CompilerContext, label: str, asked: SelectedField, node: str) -> Projection:
    """The reason of the referral that leaves a contact."""
    r = compiler.fresh("r")
    seen = all(compiler.viewer.sees(prop) for prop in RELATIONSHIPS["REFERRED_TO"].properties)
    query = f"MATCH ({node})-[{r}:REFERRED_TO]->(:Contact) RETURN {r}.reason AS one ORDER BY one LIMIT 1"
    return read_as(f"head(COLLECT {{ {query} }})" if seen else "null", "({v} if type({v}) is str else None)")


COMPUTED: dict[str, Callable[[CompilerContext, str, SelectedField, str], Projection]] = {
    "id": _id,
    "source": sources_of_node,
    "sources": sources_of_node,
    "statements": statements_of_node,
    "silo": _silo,
    "onBehalfOf": _on_behalf_of,
    "reason": _sent_on_because,
    "ownership": ownership_field,
}
