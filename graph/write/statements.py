"""The Statements of a load: what is there, and writing what is not or is otherwise, in rows of parameters.

In: a Shape, which gives all names from the model's own constants. Out: Statements. A row is a list: the identity, then
the values in the order of the columns. Reading gives one record with all rows in it, which is the fastest way out.
"""

from collections.abc import Sequence
from typing import Any

from graph.database.statement import Statement
from graph.write.columns import ColumnSet, Identity

Rows = list[list[Any]]
# Where these stand in a row of what is stored, counted from its end: the identity and the columns come before them.
SOURCE, REF, TIMES, VANISHED = range(-4, 0)
_FIRST = "CASE WHEN r.validFrom IS :: DATE THEN toString(r.validFrom) END"


def stored_nodes(shape: ColumnSet, keys: Sequence[str], *, dense: bool) -> Statement:
    """[[key, columns…, source, ref, number of STATED_IN, vanishedOn], …] of those that are there.

    `dense`: the keys are sorted and most nodes between the first and the last are among them: all of those are read,
    which takes half the time.
    """
    values = ", ".join(
        ["n.key", *shape.read("n"), "n.source", "n.ref", "COUNT { (n)-[:STATED_IN]->() }", _vanished(shape, "n")]
    )
    if dense:
        text = f"MATCH (n:{shape.name}) WHERE n.key >= $first AND n.key <= $last\nRETURN collect([{values}])"
        return Statement(text, {"first": keys[0], "last": keys[-1]})
    text = f"UNWIND $keys AS key\nMATCH (n:{shape.name} {{key: key}})\nRETURN collect([{values}])"
    return Statement(text, {"keys": list(keys)})


def stored_relationships(shape: ColumnSet, identities: Sequence[Identity], *, dense: bool) -> Statement:
    """[[start, end, first day, columns…, source, ref, number of sources, vanishedOn], …] of those that are there."""
    start, end = shape.ends
    last = ["r.source", "r.ref", "coalesce(size(r.sources), 1)", _vanished(shape, "r")]
    values = ", ".join(["a.key", "b.key", _FIRST, *shape.read("r"), *last])
    if dense:
        text = f"""
MATCH (a:{start}) WHERE a.key >= $first AND a.key <= $last
MATCH (a)-[r:{shape.name}]->(b:{end})
RETURN collect([{values}])"""
        return Statement(text, {"first": identities[0][0], "last": identities[-1][0]})
    text = f"""
UNWIND $pairs AS pair
MATCH (a:{start} {{key: pair[0]}})-[r:{shape.name}]->(b:{end} {{key: pair[1]}})
RETURN collect([{values}])"""
    pairs = list(dict.fromkeys((one[0], one[1]) for one in identities))
    return Statement(text, {"pairs": [list(pair) for pair in pairs]})


def _vanished(shape: ColumnSet, element: str) -> str:
    """Whether it vanished though that is not told; where it is told, it is a value like others."""
    return f"{element}.vanishedOn IS NOT NULL" if shape.has_validity and not shape.can_be_retracted else "false"


def whole_nodes(label: str, keys: Sequence[str]) -> Statement:
    """Rows of [key, all properties, [[source, ref, stated], …]] of nodes that several sources state."""
    text = f"""
UNWIND $keys AS key
MATCH (n:{label} {{key: key}})
RETURN key, properties(n), COLLECT {{
  MATCH (n)-[s:STATED_IN]->(source:Source)
  RETURN [source.key, s.ref, s.stated] ORDER BY source.key }}"""
    return Statement(text, {"keys": list(keys)})


def whole_relationships(shape: ColumnSet, identities: Sequence[Identity]) -> Statement:
    """Rows of [start, end, first day, all properties]."""
    start, end = shape.ends
    text = f"""
UNWIND $pairs AS pair
MATCH (a:{start} {{key: pair[0]}})-[r:{shape.name}]->(b:{end} {{key: pair[1]}})
RETURN pair[0], pair[1], coalesce({_FIRST}, ''), properties(r)"""
    pairs = dict.fromkeys((one[0], one[1]) for one in identities)
    return Statement(text, {"pairs": [list(pair) for pair in pairs]})


def create_nodes(shape: ColumnSet, rows: Rows, sources: Sequence[str], *, tokens: bool) -> Statement:
    """Make nodes, each stated in its sources; rows are [key, values…, ref(, tokens)]. Answers how many."""
    ref = len(shape.columns) + 1
    pairs = [("key", "row[0]"), *shape.written("row", 1), ("source", "$sources[0]"), ("ref", f"row[{ref}]")]
    pairs += [("searchTokens", f"row[{ref + 1}]")] if tokens else []
    made = ", ".join(f"{name}: {value}" for name, value in pairs)
    # A source may be stated in one of the same batch: those are joined when all are there.
    stated = (
        ""
        if shape.name == "Source"
        else f"\nFOREACH (s IN found | CREATE (n)-[:STATED_IN {{source: s.key, ref: row[{ref}]}}]->(s))"
    )
    text = f"""
OPTIONAL MATCH (source:Source) WHERE source.key IN $sources
WITH collect(source) AS found
UNWIND $rows AS row
CREATE (n:{shape.name} {{{made}}}){stated}
RETURN count(n)"""
    return Statement(text, {"rows": rows, "sources": list(sources)})


def state_sources(rows: Rows, sources: Sequence[str]) -> Statement:
    """Join Source nodes, as [key, ref], to the sources that state them; none to itself."""
    text = """
UNWIND $rows AS row
MATCH (n:Source {key: row[0]})
UNWIND $sources AS key
MATCH (s:Source {key: key}) WHERE s <> n
MERGE (n)-[stated:STATED_IN]->(s)
SET stated.source = key, stated.ref = row[1]"""
    return Statement(text, {"rows": rows, "sources": list(sources)})


def update_nodes(shape: ColumnSet, rows: Rows, source: str, *, tokens: bool) -> Statement:
    """Change nodes that this source alone states; rows as for `create_nodes`. Answers how many."""
    ref = len(shape.columns) + 1
    pairs = [
        *shape.written("row", 1),
        ("ref", f"row[{ref}]"),
        *([("searchTokens", f"row[{ref + 1}]")] if tokens else []),
    ]
    changed = ", ".join(f"n.{name} = {value}" for name, value in pairs)
    text = f"""
UNWIND $rows AS row
MATCH (n:{shape.name} {{key: row[0]}})
SET {changed}
FOREACH (stated IN [(n)-[s:STATED_IN]->(:Source {{key: $source}}) | s] | SET stated.ref = row[{ref}])
RETURN count(n)"""
    return Statement(text, {"rows": rows, "source": source})


def create_relationships(shape: ColumnSet, rows: Rows, sources: Sequence[str]) -> Statement:
    """Make relationships; rows are [start, end, first day, values…, ref]. Answers how many."""
    start, end = shape.ends
    pairs = [*shape.written("row", 3), ("source", "$sources[0]"), ("ref", f"row[{3 + len(shape.columns)}]")]
    pairs += [("sources", "$sources")] if len(sources) > 1 else []
    made = ", ".join(f"{name}: {value}" for name, value in pairs)
    text = f"""
UNWIND $rows AS row
MATCH (a:{start} {{key: row[0]}})
MATCH (b:{end} {{key: row[1]}})
CREATE (a)-[r:{shape.name} {{{made}}}]->(b)
RETURN count(r)"""
    return Statement(text, {"rows": rows, "sources": list(sources)})


def update_relationships(shape: ColumnSet, rows: Rows) -> Statement:
    """Change relationships that one source alone states; rows as for `create_relationships`. Answers how many."""
    pairs = [*shape.written("row", 3), ("ref", f"row[{3 + len(shape.columns)}]")]
    changed = ", ".join(f"r.{name} = {value}" for name, value in pairs)
    text = f"{_known(shape)}\nSET {changed}\nRETURN count(r)"
    return Statement(text, {"rows": rows})


def rewrite_nodes(label: str, rows: list[dict[str, Any]]) -> Statement:
    """Set nodes and what each source states of them; rows have key, properties (None: taken away), stated, lost.

    `stated` is [[source, ref, stated], …] of all its sources, `lost` the sources that no longer state it.
    """
    text = f"""
UNWIND $rows AS row
MATCH (n:{label} {{key: row.key}})
SET n += row.properties
WITH n, row
CALL (n, row) {{
  UNWIND row.stated AS one
  MATCH (source:Source {{key: one[0]}}) WHERE source <> n
  MERGE (n)-[s:STATED_IN]->(source)
  SET s.source = one[0], s.ref = one[1], s.stated = one[2]
  RETURN count(*) AS joined
}}
CALL (n, row) {{
  MATCH (n)-[s:STATED_IN]->(source:Source) WHERE source.key IN row.lost
  DELETE s
  RETURN count(*) AS parted
}}
RETURN count(n)"""
    return Statement(text, {"rows": rows})


def rewrite_relationships(shape: ColumnSet, rows: Rows) -> Statement:
    """Set relationships; rows are [start, end, first day, properties (None: taken away)]."""
    return Statement(f"{_known(shape)}\nSET r += row[3]\nRETURN count(r)", {"rows": rows})


def remove_nodes(label: str, keys: Sequence[str]) -> Statement:
    """Remove nodes with all that hangs on them."""
    text = f"UNWIND $keys AS key\nMATCH (n:{label} {{key: key}})\nDETACH DELETE n\nRETURN count(*)"
    return Statement(text, {"keys": list(keys)})


def remove_relationships(shape: ColumnSet, rows: Rows) -> Statement:
    """Remove relationships; rows are [start, end, first day]."""
    return Statement(f"{_known(shape)}\nDELETE r\nRETURN count(*)", {"rows": rows})


def _known(shape: ColumnSet) -> str:
    start, end = shape.ends
    return f"""
UNWIND $rows AS row
MATCH (a:{start} {{key: row[0]}})-[r:{shape.name}]->(b:{end} {{key: row[1]}})
WHERE coalesce(toStringOrNull(r.validFrom), '') = row[2]"""
