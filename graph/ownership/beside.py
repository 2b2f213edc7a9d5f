"""Who holds the responsibilities, and parties beside them that may hold none: whom "why not" and a difference are about.

In: the variable `responsibilities`; the parameter `parties`, ids. Out: Cypher that makes the variables `holders`, and
`asked`: those of the parties that are there.
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
WITH *, held + [p IN asked WHERE NOT p IN held] AS holders
"""

ASKED = """
CALL () {{
  CALL () {{
{found}
  }}
  RETURN collect(p) AS asked
}}
"""

ONE_LABEL = """
    UNWIND [id IN $parties WHERE id STARTS WITH '{prefix}:' | substring(id, {length})] AS key
    MATCH (p:{label} {{key: key}})
    RETURN p
"""

_PREFIXES = " ".join(f"WHEN p:{name} THEN '{LABELS[name].prefix}:'" for name in PARTIES)
ASKED_IDS = f"[p IN asked | CASE {_PREFIXES} END + p.key] AS parties"


def asked_for(labels: Sequence[str]) -> str:
    """The parties that are asked about, as far as they have one of these labels."""
    prefixes = {name: LABELS[name].prefix for name in labels}
    each = (ONE_LABEL.format(label=name, prefix=prefix, length=len(prefix) + 1).strip("\n") for name, prefix in prefixes.items())
    return ASKED.format(found="\n    UNION\n".join(each))
