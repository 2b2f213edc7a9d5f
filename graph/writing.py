"""The Statements of a load: what is there, and writing what is not, in rows of parameters.

In: a label, or a relationship type with the labels it joins. Out: Statements; every one that writes may run twice.
"""

from datetime import date
from typing import Any

from graph.model import LABELS, RELATIONSHIPS
from graph.statement import Statement

# A relationship type, the label it leaves and the label it reaches.
Joins = tuple[str, str, str]
Rows = list[dict[str, Any]]
# Stands for a missing validFrom where days are compared.
NEVER = date.min


def stored_nodes(label: str, keys: list[str]) -> Statement:
    """Key and properties of those of the nodes that are there."""
    text = f"""
UNWIND $keys AS key
MATCH (n:{LABELS[label].name} {{key: key}})
RETURN key, properties(n)"""
    return Statement(text, {"keys": keys})


def stored_relationships(kind: Joins, ends: list[dict[str, str]]) -> Statement:
    """Both keys, first day and properties of those of the relationships that are there."""
    name, start, end = _names(kind)
    text = f"""
UNWIND $ends AS pair
MATCH (a:{start} {{key: pair.start}})-[r:{name}]->(b:{end} {{key: pair.end}})
RETURN pair.start, pair.end, r.validFrom, properties(r)"""
    return Statement(text, {"ends": ends})


def write_nodes(label: str, rows: Rows) -> Statement:
    """Make or change nodes; each row has a key and its properties."""
    text = f"""
UNWIND $rows AS row
MERGE (n:{LABELS[label].name} {{key: row.key}})
SET n += row.properties"""
    return Statement(text, {"rows": rows})


def write_relationships(kind: Joins, rows: Rows) -> Statement:
    """Make or change relationships; each row has both keys, the first day and its properties."""
    # MERGE cannot look for a missing validFrom. Setting the key to itself locks the node, so that two loads at
    # once do not both find the relationship missing.
    name, start, end = _names(kind)
    text = f"""
UNWIND $rows AS row
MATCH (a:{start} {{key: row.start}})
MATCH (b:{end} {{key: row.end}})
SET a.key = a.key
WITH row, a, b
OPTIONAL MATCH (a)-[known:{name}]->(b)
WHERE coalesce(known.validFrom, $never) = row.first
FOREACH (_ IN CASE WHEN known IS NULL THEN [1] ELSE [] END |
  CREATE (a)-[new:{name}]->(b)
  SET new += row.properties)
FOREACH (one IN CASE WHEN known IS NULL THEN [] ELSE [known] END |
  SET one += row.properties)"""
    return Statement(text, {"rows": rows, "never": NEVER})


def _names(kind: Joins) -> Joins:
    """Type and labels from the model's own constants, so that no other text can reach a statement."""
    return RELATIONSHIPS[kind[0]].name, LABELS[kind[1]].name, LABELS[kind[2]].name
