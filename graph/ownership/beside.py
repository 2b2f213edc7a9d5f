"""Who holds the responsibilities, and one party beside them that may hold none: whom "why not" is about.

In: the variable `responsibilities`; the parameters `party`, an id or an old one, and `party_key`. Out: Cypher that makes
the variable `holders`, and `party` where one is asked about.
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

HOLDERS_AND = """
CALL (responsibilities) {{
  UNWIND responsibilities AS r
  MATCH (r)<-[:HOLDS]-(p)
  RETURN collect(DISTINCT p) AS held
}}
CALL () {{
  CALL () {{
{found}
    UNION
    MATCH (:Alias {{key: $party}})-[:ALIAS_OF]->(p:{any_of_them})
    RETURN p
  }}
  RETURN collect(p)[0] AS party
}}
WITH *, held + [p IN [party] WHERE p IS NOT NULL AND NOT p IN held] AS holders
"""

ONE_LABEL = """
    MATCH (p:{label} {{key: $party_key}})
    WHERE $party STARTS WITH '{prefix}:'
    RETURN p
"""

_PREFIXES = " ".join(f"WHEN party:{name} THEN '{LABELS[name].prefix}:'" for name in PARTIES)
PARTY_ID = f"CASE {_PREFIXES} END + party.key"


def holders(labels: Sequence[str] = ()) -> str:
    """Who holds them; with labels, also the party that is asked about, if it has one of these."""
    if not labels:
        return HOLDERS
    each = (ONE_LABEL.format(label=name, prefix=LABELS[name].prefix).strip("\n") for name in labels)
    return HOLDERS_AND.format(found="\n    UNION\n".join(each), any_of_them="|".join(labels))
