"""Looks at every relationship of the model: what it joins, its properties, doubles, and nodes that lead nowhere.

In: a database. Out: findings.
"""

from graph.check.finding import DEADLINE_S, MOST, Finding
from graph.check.values import as_finding, property_cases, terms_of
from graph.database.session import Database
from graph.database.statement import Statement
from graph.model.definition import LABELS, RELATIONSHIPS
from graph.model.vocabulary import RelationshipType

WRONG_ENDS, DOUBLE, DANGLING = "wrong ends", "double relationship", "leads nowhere"
_ENDS = "coalesce(labels(a)[0], '?') + ' ' + coalesce(toStringOrNull(a.key), '?') + ' -> ' + coalesce(labels(b)[0], '?') + ' ' + coalesce(toStringOrNull(b.key), '?')"

# What stands by itself but should lead somewhere: (label, condition on n, what is the matter, cure).
_LOOSE = (
    ("Responsibility", "NOT EXISTS { (n)<-[:HOLDS]-() }", "nobody holds it", "Add HOLDS from a party, or remove it."),
    ("Responsibility", "coalesce(n.role, 'OWNER') <> 'CONVENER' AND NOT EXISTS { (n)-[:FOR]->() }", "it is for nothing", "Add FOR to a domain, problem or initiative, or remove it."),
    ("Alias", "NOT EXISTS { (n)-[:ALIAS_OF]->() }", "it stands for nothing", "Add ALIAS_OF to what it is now, or remove it."),
    ("Contact", "NOT EXISTS { (n)-[:ABOUT]->() } AND NOT EXISTS { (n)<-[:REFERRED_TO]-() }", "it is about nothing", "Add ABOUT to an initiative, problem or domain."),
)  # fmt: skip


async def join_findings(database: Database) -> list[Finding]:
    """Findings on relationships, type by type."""
    found: list[Finding] = []
    for kind in RELATIONSHIPS.values():
        found += await _wrong_ends(database, kind)
        found += await _properties(database, kind)
        found += await _doubles(database, kind)
    for label, condition, what, cure in _LOOSE:
        found += await _loose(database, label, condition, what, cure)
    for label in LABELS:
        found += await _loose(database, label, _NO_SOURCE, "its source is not in the graph", "Add the Source of that key, or mend the property source.")
    return found


_NO_SOURCE = "n.source IS :: STRING NOT NULL AND NOT EXISTS { MATCH (s:Source) WHERE s.key = n.source }"


async def _wrong_ends(database: Database, kind: RelationshipType) -> list[Finding]:
    right = " OR ".join(f"(a:{start} AND b:{end})" for start, end in kind.ends)
    text = f"MATCH (a)-[r:{kind.name}]->(b) WHERE NOT ({right}) RETURN {_ENDS} AS ends ORDER BY ends LIMIT $most"
    answer = await database.read(Statement(text, {"most": MOST}), deadline_s=DEADLINE_S)
    cure = f"{kind.name} joins {', '.join(sorted({start for start, _ in kind.ends}))} to {', '.join(sorted({end for _, end in kind.ends}))}; others are not followed."
    return [Finding(WRONG_ENDS, kind.name, ends, "the model does not let it join these", cure) for (ends,) in answer.rows]


async def _properties(database: Database, kind: RelationshipType) -> list[Finding]:
    cases = "\n  + ".join(property_cases(kind.properties, "r"))
    text = f"""
MATCH (a)-[r:{kind.name}]->(b)
WITH a, r, b, {cases} AS faults
UNWIND faults AS fault
RETURN {_ENDS} AS ends, fault ORDER BY ends, fault[1] LIMIT $most"""
    statement = Statement(text, {"most": MOST, **terms_of(kind.properties)})
    return [as_finding(kind.name, *row) for row in (await database.read(statement, deadline_s=DEADLINE_S)).rows]


async def _doubles(database: Database, kind: RelationshipType) -> list[Finding]:
    text = f"""
MATCH (a)-[r:{kind.name}]->(b)
WITH a, b, r.validFrom AS first, count(*) AS times WHERE times > 1
RETURN {_ENDS} AS ends, toStringOrNull(first), times ORDER BY ends LIMIT $most"""
    answer = await database.read(Statement(text, {"most": MOST}), deadline_s=DEADLINE_S)
    return [
        Finding(DOUBLE, kind.name, ends, f"there are {times} from {first or 'no first day'}", "Keep one of them.")
        for ends, first, times in answer.rows
    ]


async def _loose(database: Database, label: str, condition: str, what: str, cure: str) -> list[Finding]:
    text = f"MATCH (n:{LABELS[label].name}) WHERE {condition} RETURN coalesce(toStringOrNull(n.key), 'node ' + elementId(n)) AS key ORDER BY key LIMIT $most"
    answer = await database.read(Statement(text, {"most": MOST}), deadline_s=DEADLINE_S)
    return [Finding(DANGLING, label, key, what, cure) for (key,) in answer.rows]
