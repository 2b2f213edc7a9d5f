"""Who holds the responsibilities, and parties beside them that may hold none: whom "why not" and a difference are about.

In: the variable `responsibilities`; the parameter `parties`, ids; labels of parties that the viewer may not see. Out: Cypher
that makes the variables `holders`, and `asked`: those of the parties that are there. Hidden holders are not among them.
"""

from collections.abc import Sequence

from graph.model.definition import LABELS, PARTIES

_HOLDERS = """
CALL (responsibilities) {{
  UNWIND responsibilities AS r
  MATCH (r)<-[:HOLDS]-(p{seen})
  RETURN collect(DISTINCT p) AS {name}
}}
"""
_AND_ASKED = "WITH *, held + [p IN asked WHERE NOT p IN held] AS holders\n"

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
PARTY_IDS = f"[p IN asked | CASE {_PREFIXES} END + p.key] AS parties"


def seen(hidden: Sequence[str]) -> str:
    """A label expression for parties without these labels; empty where none is hidden."""
    return f":!({'|'.join(hidden)})" if hidden else ""


def holders(hidden: Sequence[str] = (), *, asked: bool = False) -> str:
    """Who holds the responsibilities; `asked`: and the parties asked about."""
    found = _HOLDERS.format(seen=seen(hidden), name="held" if asked else "holders")
    return found + _AND_ASKED if asked else found


def party_query(labels: Sequence[str]) -> str:
    """The parties that are asked about, as far as they have one of these labels."""
    prefixes = {name: LABELS[name].prefix for name in labels}
    each = (ONE_LABEL.format(label=name, prefix=prefix, length=len(prefix) + 1).strip("\n") for name, prefix in prefixes.items())
    return ASKED.format(found="\n    UNION\n".join(each))
