"""The tables of Facts: which properties of which nodes, and which dated relationships between them.

In: variables of `graph.ownership.facts.query` that hold lists of nodes. Out: Cypher for one record of tables. A table of nodes
has a row [key, name, synthetic, columns …, extra] for each node; a table of ties a row [key, other, when, word] for each
relationship, where `other` is a key or an id, and `when` is null for what is not dated. The last table has a row [key of a
responsibility, holder, when, subject, when] for each pair of who holds it and what it is for; no subject where it is for nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.database.clauses import by_label
from graph.ownership.facts.holder_query import seen
from graph.ownership.facts.needs import EVERYTHING, NAMES, Need, Needs

Extras = Mapping[str, str]


def dated(value: str) -> str:
    """A column with a date as text: the driver takes 3 µs to make a date of each. `parsing.date_of` reads it.

    A text that stands there instead of a date is nothing; a time stays as it is.
    """
    return f"CASE WHEN {value} IS :: DATE NOT NULL THEN toString({value}) WHEN NOT {value} IS :: STRING NOT NULL THEN {value} END"


@dataclass(frozen=True)
class Nodes:
    """A table of nodes of one label; `name` is what they are called by, `said` is read only where names are."""

    label: str
    columns: tuple[str, ...] = ()
    name: str = "n.name"
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ties:
    """A table of relationships of the nodes in another table: `prefix` and `other` together are the id of the other end."""

    of: str
    pattern: str
    prefix: str
    other: str = "e.key"
    word: str = "null"


def _id(node: str, *labels: str, otherwise: str) -> str:
    """The id of a node that has one of these labels; the usual ones stand first."""
    return by_label(node, {label: f"'{label.lower()}:'" for label in labels}, f"'{otherwise}:'") + f" + {node}.key"


_PARTY = _id("e", "Department", "Official", "Organisation", "Resident", "Counter", otherwise="party")
_SUBJECT = _id("s", "Initiative", "Problem", otherwise="domain")
_SERVED = _id("e", "Problem", "Domain", otherwise="area")
_WHOSE = _id("e", "Department", otherwise="organisation")

NODES: dict[str, Nodes] = {
    "initiatives": Nodes("Initiative", (dated("n.startedOn"), "n.endedOn", "n.stage", "n.asks"), name="n.title"),
    "problems": Nodes("Problem", name="n.title"),
    "domains": Nodes("Domain", (dated("n.checkedOn"),)),
    "areas": Nodes("Area"),
    "departments": Nodes("Department", ("n.level", dated("n.validFrom"), "n.validTo")),
    "organisations": Nodes("Organisation", ("n.publicTask",)),
    "officials": Nodes("Official"),
    "responsibilities": Nodes(
        "Responsibility",
        ("n.role", "n.exclusive", dated("n.validFrom"), "n.validTo", "n.attestedOn", "n.recordedFrom", "n.recordedTo"),
        name="null",
    ),
    "residents": Nodes("Resident", name="null"),  # they never own, but they are candidates
    "counters": Nodes("Counter", ("n.validFrom", "n.validTo"), said=("n.phone",)),
}

TIES: dict[str, Ties] = {
    "touches": Ties("initiatives", "(n)-[r:TOUCHES]->(e:Domain)", "domain:", word="r.kind"),
    "addresses": Ties("initiatives", "(n)-[r:ADDRESSES]->(e:Problem)", "problem:"),
    "initiative_areas": Ties("initiatives", "(n)-[r:LOCATED_IN]->(e:Area)", "area:"),
    "falls_under": Ties("problems", "(n)-[r:FALLS_UNDER]->(e:Domain)", "domain:"),
    "problem_areas": Ties("problems", "(n)-[r:LOCATED_IN]->(e:Area)", "area:"),
    "broader": Ties("domains", "(n)-[r:PART_OF]->(e:Domain)", "domain:"),
    "wider": Ties("areas", "(n)-[r:PART_OF]->(e:Area)", "area:"),
    "parents": Ties("departments", "(n)-[r:PART_OF]->(e:Department)", "department:"),
    "successors": Ties("departments", "(n)-[r:SUCCEEDED_BY]->(e:Department)", "department:"),
    "seats": Ties("officials", "(n)-[r:WORKS_FOR]->(e:Department)", "department:", word="r.function"),
    "within": Ties("responsibilities", "(n)-[r:WITHIN]->(e:Area)", "area:"),
    "serves": Ties("counters", "(n)-[r:SERVES]->(e)", "", _SERVED),
    "counter_of": Ties("counters", "(n)-[r:PART_OF]->(e)", "", _WHOSE),
}


def when(tie: str) -> str:
    """The three dates of a relationship, or null where it has none."""
    dates = [f"{tie}.{name}" for name in ("validFrom", "validTo", "attestedOn")]
    return f"CASE WHEN {' AND '.join(f'{each} IS NULL' for each in dates)} THEN null ELSE [{', '.join(dates)}] END"


def _claims(hidden: Sequence[str]) -> str:
    return f"""COLLECT {{
  UNWIND responsibilities AS n
  MATCH (n)<-[r:HOLDS]-(e{seen(hidden)})
  OPTIONAL MATCH (n)-[f:FOR]->(s)
  RETURN [n.key, {_PARTY}, {when("r")}, {_SUBJECT}, {when("f")}]
}} AS claims"""


def tables(extras: Extras | None = None, needs: Needs = EVERYTHING, hidden: Sequence[str] = ()) -> str:
    """The one record: tables of nodes and tables of ties. `extras` adds a column to a label's rows: Cypher on `n`.

    `hidden`: labels of parties that the viewer may not see, and whose claims are not there for that viewer.
    """
    nodes = [_nodes(name, table, (extras or {}).get(table.label, "null"), needs) for name, table in NODES.items()]
    ties = [_ties(name, table, needs) for name, table in TIES.items()]
    return ",\n".join((*nodes, *ties, _claims(hidden)))


def _nodes(name: str, table: Nodes, extra: str, needs: Needs) -> str:
    named = bool(needs & NAMES)
    called, said = table.name if named else "null", table.said if named else ("null",) * len(table.said)
    row = ", ".join(("n.key", called, "n.synthetic", *table.columns, *said, extra))
    return f"[n IN {name} |\n  [{row}]] AS {name}"


def _ties(name: str, table: Ties, needs: Needs) -> str:
    if table.of == "counters" and Need.DOORS not in needs:
        return f"[] AS {name}"
    return tie_table(name, table)


def tie_table(name: str, table: Ties) -> str:
    """A column with one table of ties."""
    row = ", ".join(("n.key", table.other, when("r"), table.word))
    return f"COLLECT {{\n  UNWIND {table.of} AS n\n  MATCH {table.pattern}\n  RETURN [{row}]\n}} AS {name}"
