"""Fields that are no property and no plain relation: ids, sources, silo, the seat behind a holder, ownership.

In: the CompilerContext, the label, the Asked field and the variable of the node. Out: a Projection.
"""

from collections.abc import Callable

from graph.database.clauses import collect, match
from graph.model.definition import LABELS, RELATIONSHIPS
from schema.compiler.context import CompilerContext
from schema.compiler.cypher import valid
from schema.compiler.ownership import ownership_field
from schema.compiler.property_values import read_as
from schema.compiler.provenance import sources_of_node, statements_of_node
from schema.compiler.selection import SelectedField
from schema.compiler.serializer import Projection, first_of


def _id(compiler: CompilerContext, label: str, asked: SelectedField, node: str) -> Projection:
    """The prefix is put before the key here: in Cypher that takes longer, and it would be sent each time."""
    prefix = LABELS[label].prefix
    return read_as(f"{node}.key", f"(None if {{v}} is None else f'{prefix}:{{{{{{v}}}}}}')")


def _silo(compiler: CompilerContext, label: str, asked: SelectedField, node: str) -> Projection:
    """The nearest SERVICE at or above; else the highest that is not the municipality."""
    s, m, path, steps, service = (compiler.fresh(each) for each in ("s", "m", "path", "steps", "service"))
    day = compiler.day(asked)
    made = compiler.node("Department", asked, m)
    upwards = f"(()-[{s}:PART_OF WHERE {valid(s, day)}]->(:Department)){{0,32}}"
    return first_of(
        made,
        match(f"{path} = ({node}){upwards}({m}:Department)", f"({m}.level IS NULL OR {m}.level <> 'MUNICIPALITY')", f"{m}.key IS NOT NULL")
        .with_(m, f"length({path}) AS {steps}", f"coalesce({m}.level = 'SERVICE', false) AS {service}")
        .order_by(f"NOT {service}", f"CASE WHEN {service} THEN {steps} ELSE -{steps} END", f"{m}.key")
        .limit(1)
        .returning(f"{made.cypher} AS one"),
    )


def _on_behalf_of(compiler: CompilerContext, label: str, asked: SelectedField, node: str) -> Projection:
    """The department that an official who holds it had joined last on the day it began; its start unknown: by asOf."""
    w, m, o = compiler.fresh("w"), compiler.fresh("m"), compiler.fresh("o")
    made = compiler.node("Department", asked, m)
    day = f"coalesce({node}.validFrom, {compiler.day(asked)})"
    joined_by_then = f"({w}.validFrom IS NULL OR {w}.validFrom <= {day})"
    return first_of(
        made,
        match(f"({node})<-[:HOLDS]-({o}:Official)-[{w}:WORKS_FOR]->({m}:Department)", joined_by_then, f"{m}.key IS NOT NULL")
        .with_(m, w)
        .order_by(f"coalesce({w}.validFrom, date('0001-01-01')) DESC", f"NOT ({valid(w, day)})", f"{m}.key")
        .limit(1)
        .returning(f"{made.cypher} AS one"),
    )


def _sent_on_because(compiler: CompilerContext, label: str, asked: SelectedField, node: str) -> Projection:
    """The reason of the referral that leaves a contact."""
    r = compiler.fresh("r")
    seen = all(compiler.viewer.sees(prop) for prop in RELATIONSHIPS["REFERRED_TO"].properties)
    reason = match(f"({node})-[{r}:REFERRED_TO]->(:Contact)").returning(f"{r}.reason AS one").order_by("one").limit(1)
    return read_as(f"head({collect(reason)})" if seen else "null", "({v} if type({v}) is str else None)")


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
