"""Who holds the responsibilities, and parties beside them that may hold none: whom "why not" and a difference are about.

In: the variable `responsibilities`; the parameter `parties`, ids or old ids. Out: Cypher that makes the variables
`holders`, and `asked`: pairs of what was given and the node.
"""

from collections.abc import Sequence

from graph.model import LABELS, PARTIES

HOLDERS = """
CALL (responsibilities) {
  UNWIND responsibilities AS r
  MATCH (r)<-[:HOLDS]-(p)
  RETURN collect(DISTINCT p) AS holders
}
"""

HOLDERS_AND_ASKED = """
CALL (responsibilities) {
  UNWIND responsibilities AS r
  MATCH (r)<-[:HOLDS]-(p)
  RETURN collect(DISTINCT p) AS held
}
WITH *, held + [pair IN asked WHERE NOT pair[1] IN held | pair[1]] AS holders
"""

ASKED = """
CALL () {{
  CALL () {{
{found}
    UNION
    UNWIND $parties AS id
    MATCH (:Alias {{key: id}})-[:ALIAS_OF]->(p:{any_of_them})
    RETURN id, p
  }}
  RETURN collect([id, p]) AS asked
}}
"""

ONE_LABEL = """
    UNWIND [id IN $parties WHERE id STARTS WITH '{prefix}:' | substring(id, {length})] AS key
    MATCH (p:{label} {{key: key}})
    RETURN '{prefix}:' + key AS id, p
"""

_PREFIXES = " ".join(f"WHEN pair[1]:{name} THEN '{LABELS[name].prefix}:'" for name in PARTIES)
ASKED_IDS = f"[pair IN asked | [pair[0], CASE {_PREFIXES} END + pair[1].key]] AS parties"


def asked_for(labels: Sequence[str]) -> str:
    """The parties that are asked about, as far as they have one of these labels."""
    prefixes = {name: LABELS[name].prefix for name in labels}
    each = (ONE_LABEL.format(label=name, prefix=prefix, length=len(prefix) + 1).strip("\n") for name, prefix in prefixes.items())
    return ASKED.format(found="\n    UNION\n".join(each), any_of_them="|".join(labels))
