"""Reads Facts: the part of the graph that the rule looks at, in one Statement of small named parts.

In: ids of subjects (or the whole city), an area, and the columns somebody wants beside the facts. Out: a Statement with
one record of tables, and `facts_from` that makes Facts of it. Everything is read at all dates: the rule decides on dates.
"""

from collections.abc import Iterable, Mapping

from graph.model import PARTIES, split_id
from graph.statement import Statement, block

# -- where to begin ----------------------------------------------------------------------------------------------

SUBJECTS = """
CALL (ids) {
  CALL (ids) {
    UNWIND [id IN ids WHERE id STARTS WITH 'initiative:' | substring(id, 11)] AS key
    MATCH (s:Initiative {key: key})
    RETURN s, null AS alias
    UNION
    UNWIND [id IN ids WHERE id STARTS WITH 'problem:' | substring(id, 8)] AS key
    MATCH (s:Problem {key: key})
    RETURN s, null AS alias
    UNION
    UNWIND [id IN ids WHERE id STARTS WITH 'domain:' | substring(id, 7)] AS key
    MATCH (s:Domain {key: key})
    RETURN s, null AS alias
    UNION
    UNWIND ids AS id
    MATCH (a:Alias {key: id})-[:ALIAS_OF]->(s:Initiative|Problem|Domain)
    RETURN s, a.key AS alias
  }
  RETURN collect(DISTINCT s) AS subjects, [pair IN collect([alias, s]) WHERE pair[0] IS NOT NULL] AS aliases
}
CALL () {
  UNWIND $areas AS key
  MATCH (place:Area {key: key})
  RETURN collect(place) AS places
}
"""

# -- what those are about ----------------------------------------------------------------------------------------

PROBLEMS = """
CALL (subjects) {
  UNWIND subjects AS s
  MATCH (s)-[:ADDRESSES]->(p:Problem)
  RETURN collect(DISTINCT p) AS addressed
}
WITH *, addressed + [s IN subjects WHERE s:Problem AND NOT s IN addressed] AS problems
"""

DOMAINS = """
CALL (subjects, problems) {
  UNWIND subjects + problems AS s
  MATCH (s)-[:TOUCHES|FALLS_UNDER]->(d:Domain)
  RETURN collect(DISTINCT d) AS touched
}
CALL (subjects, touched) {
  UNWIND touched + [s IN subjects WHERE s:Domain] AS d
  MATCH (d)-[:PART_OF*0..]->(broader:Domain)
  RETURN collect(DISTINCT broader) AS domains
}
"""

AREAS = """
CALL (subjects, places) {
  UNWIND subjects AS s
  MATCH (s)-[:LOCATED_IN]->(a:Area)
  RETURN collect(DISTINCT a) AS located
}
CALL (located, places) {
  UNWIND located + places AS a
  MATCH (a)-[:PART_OF*0..]->(wider:Area)
  RETURN collect(DISTINCT wider) AS areas
}
"""

# -- who answers for them ----------------------------------------------------------------------------------------

RESPONSIBILITIES = """
CALL (subjects, problems, domains) {
  UNWIND subjects + problems + domains AS x
  WITH DISTINCT x
  MATCH (x)<-[:FOR]-(r:Responsibility)
  RETURN collect(DISTINCT r) AS claimed
}
CALL (areas) {
  UNWIND areas AS a
  MATCH (a)<-[:WITHIN]-(r:Responsibility {role: 'CONVENER'})
  WHERE NOT EXISTS { (r)-[:FOR]->() }
  RETURN collect(DISTINCT r) AS convening
}
WITH *, claimed + convening AS responsibilities
"""

HOLDERS = """
CALL (responsibilities) {
  UNWIND responsibilities AS r
  MATCH (r)<-[:HOLDS]-(p)
  RETURN collect(DISTINCT p) AS holders
}
CALL (holders) {
  UNWIND [p IN holders WHERE p:Official] AS o
  MATCH (o)-[:WORKS_FOR]->(d:Department)
  RETURN collect(DISTINCT d) AS seats
}
CALL (holders, seats) {
  UNWIND seats + [p IN holders WHERE p:Department] AS d
  MATCH (d)-[:PART_OF|SUCCEEDED_BY*0..]->(e:Department)
  RETURN collect(DISTINCT e) AS departments
}
CALL (holders, departments) {
  UNWIND departments AS d
  MATCH (d)<-[w:WORKS_FOR]-(o:Official)
  WHERE w.function IN ['contact', 'Contact', 'CONTACT', 'hoofd', 'Hoofd', 'HOOFD'] AND NOT o IN holders
  RETURN collect(DISTINCT o) AS contacts
}
WITH *, contacts + [p IN holders WHERE p:Official] AS officials, [p IN holders WHERE p:Resident] AS residents, [p IN holders WHERE p:Organisation] AS organisations
"""

COUNTERS = """
CALL (subjects, problems, touched, areas, departments, organisations) {
  CALL (subjects, problems, touched, areas, departments, organisations) {
    UNWIND subjects + problems + touched + areas AS x
    MATCH (x)<-[:SERVES]-(c:Counter)
    RETURN c
    UNION
    UNWIND departments + organisations AS x
    MATCH (x)<-[:PART_OF]-(c:Counter)
    RETURN c
    UNION
    MATCH (c:Counter) WHERE NOT EXISTS { (c)-[:SERVES]->(:Problem|Domain) }
    RETURN c LIMIT 200
    UNION
    MATCH (c:Counter) WHERE c.key IS NOT NULL
    RETURN c ORDER BY c.key LIMIT 25
  }
  RETURN collect(c) AS counters
}
"""

NEIGHBOURHOOD = (PROBLEMS, DOMAINS, AREAS, RESPONSIBILITIES, HOLDERS, COUNTERS)

# -- the whole city ----------------------------------------------------------------------------------------------

CITY = """
CALL () { MATCH (n:Initiative) RETURN collect(n) AS subjects }
CALL () { MATCH (n:Problem) RETURN collect(n) AS problems }
CALL () { MATCH (n:Domain) RETURN collect(n) AS domains }
CALL () { MATCH (n:Area) RETURN collect(n) AS areas }
CALL () { MATCH (n:Department) RETURN collect(n) AS departments }
CALL () { MATCH (n:Organisation) WHERE EXISTS { (n)-[:HOLDS]->() } RETURN collect(n) AS organisations }
CALL () { MATCH (n:Official) WHERE EXISTS { (n)-[:HOLDS]->() } RETURN collect(n) AS officials }
CALL () { MATCH (n:Responsibility) RETURN collect(n) AS responsibilities }
WITH *, [] AS counters, [] AS residents, [] AS aliases
"""

# -- the tables --------------------------------------------------------------------------------------------------

_PARTY_ID = (
    "CASE "
    + " ".join(f"WHEN p:{label} THEN '{label.lower()}:'" for label in (*PARTIES, "Counter"))
    + " ELSE 'party:' END + p.key"
)


def _ties(pattern: str, prefix: str, word: str = "null") -> str:
    """Ties of one type out of `n`, each as [id, validFrom, validTo, attestedOn, word]."""
    return f"[{pattern} | ['{prefix}:' + e.key, r.validFrom, r.validTo, r.attestedOn, {word}]]"


_SERVED = "CASE WHEN e:Problem THEN 'problem:' WHEN e:Domain THEN 'domain:' ELSE 'area:' END + e.key"
_OWN = "CASE WHEN e:Department THEN 'department:' ELSE 'organisation:' END + e.key"

TABLES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    # table: (list it is made of, label, columns after key, name and synthetic)
    "initiatives": ("[s IN subjects WHERE s:Initiative]", "Initiative", (
        "n.startedOn", "n.endedOn", "n.stage", "n.asks",
        _ties("(n)-[r:TOUCHES]->(e:Domain)", "domain", "r.kind"),
        _ties("(n)-[r:ADDRESSES]->(e:Problem)", "problem"),
        _ties("(n)-[r:LOCATED_IN]->(e:Area)", "area"))),
    "problems": ("problems", "Problem", (_ties("(n)-[r:FALLS_UNDER]->(e:Domain)", "domain"), _ties("(n)-[r:LOCATED_IN]->(e:Area)", "area"))),
    "domains": ("domains", "Domain", ("n.checkedOn", _ties("(n)-[r:PART_OF]->(e:Domain)", "domain"))),
    "areas": ("areas", "Area", (_ties("(n)-[r:PART_OF]->(e:Area)", "area"),)),
    "departments": ("departments", "Department", (
        "n.level", "n.validFrom", "n.validTo", _ties("(n)-[r:PART_OF]->(e:Department)", "department"), _ties("(n)-[r:SUCCEEDED_BY]->(e:Department)", "department"))),
    "organisations": ("organisations", "Organisation", ("n.publicTask",)),
    "officials": ("officials", "Official", (_ties("(n)-[r:WORKS_FOR]->(e:Department)", "department", "r.function"),)),
    "responsibilities": ("responsibilities", "Responsibility", (
        "n.role", "n.exclusive", "n.validFrom", "n.validTo", "n.attestedOn", "n.recordedFrom", "n.recordedTo",
        _ties("(n)-[r:WITHIN]->(e:Area)", "area"),
        f"[(n)<-[r:HOLDS]-(p) | [{_PARTY_ID}, r.validFrom, r.validTo, r.attestedOn, null]]",
        "[(n)-[r:FOR]->(e) | [CASE WHEN e:Initiative THEN 'initiative:' WHEN e:Problem THEN 'problem:' ELSE 'domain:' END + e.key, r.validFrom, r.validTo, r.attestedOn, null]]")),
    "residents": ("residents", "Resident", ()),  # they never own, but they are candidates
    "counters": ("counters", "Counter", (
        "n.validFrom", "n.validTo",
        f"[(n)-[r:SERVES]->(e) | [{_SERVED}, r.validFrom, r.validTo, r.attestedOn, null]]",
        f"[(n)-[r:PART_OF]->(e) | [{_OWN}, r.validFrom, r.validTo, r.attestedOn, null]]")),
}  # fmt: skip

Extras = Mapping[str, str]


def tables(extras: Extras | None = None) -> str:
    """The one record: a list of rows for each table. `extras` adds a column to a label's rows: Cypher on `n` of ours."""
    parts = []
    for name, (source, label, columns) in TABLES.items():
        title = {"Initiative": "n.title", "Problem": "n.title", "Responsibility": "null", "Resident": "null"}.get(
            label, "n.name"
        )
        extra = (extras or {}).get(label, "null")
        row = ",\n   ".join(("n.key", title, "n.synthetic", *columns, extra))
        parts.append(f"[n IN {source} |\n  [{row}]] AS {name}")
    pairs = "[pair IN aliases | [pair[0], CASE WHEN pair[1]:Initiative THEN 'initiative:' WHEN pair[1]:Problem THEN 'problem:' ELSE 'domain:' END + pair[1].key]] AS aliases"
    return ",\n".join((*parts, pairs))


def neighbourhood(ids: Iterable[str], areas: Iterable[str] = (), extras: Extras | None = None) -> Statement:
    """The facts around some subjects. Ids of other labels, and unknown ones, are simply not found."""
    text = "WITH $ids AS ids\n" + facts_around("", extras)
    return Statement(text, {"ids": list(ids), "areas": area_keys(areas)})


def facts_around(kept: str, extras: Extras | None = None) -> str:
    """The facts around the ids in the variable `ids`; `kept` is a variable of a Statement before it that is returned first."""
    parts = "\n".join(part.strip() for part in (SUBJECTS, *NEIGHBOURHOOD))
    return f"{parts}\nRETURN\n" + block((f"{kept},\n" if kept else "") + tables(extras))


def area_keys(areas: Iterable[str]) -> list[str]:
    """The keys of ids of areas, as the parameter `areas`."""
    found = [split_id(each) for each in areas]
    return [each[1] for each in found if each and each[0] == "Area"]


def city() -> Statement:
    """The facts of the whole city, without counters: what a list of gaps is made from."""
    return Statement(CITY.strip() + "\nRETURN\n" + block(tables()))
