"""Reads Facts: the part of the graph that the rule looks at, in one Statement of small named parts.

In: ids of subjects (or the whole city), an area, what is asked of the answers, and the columns somebody wants beside the
facts. Out: a Statement with one record of `graph.ownership.facts.tables`, of which `facts_from` makes Facts. Everything is read at
all dates: the rule decides on dates.
"""

from collections.abc import Iterable, Sequence

from graph.database.statement import Statement, block
from graph.model.definition import split_id
from graph.ownership.facts.holder_query import PARTY_IDS, holders, party_query
from graph.ownership.facts.needs import CONVENERS, EVERY_ROLE, EVERYTHING, Need, Needs
from graph.ownership.facts.tables import Extras, tables

# What a subquery unites is made distinct outside it: UNION itself would do so by all that was imported as well, and hash a
# list of ten thousand ids once for each of them.

# -- where to begin ----------------------------------------------------------------------------------------------

SUBJECTS = """
CALL (ids) {
  CALL (ids) {
    UNWIND [id IN ids WHERE id STARTS WITH 'initiative:' | substring(id, 11)] AS key
    MATCH (s:Initiative {key: key})
    RETURN s
    UNION ALL
    UNWIND [id IN ids WHERE id STARTS WITH 'problem:' | substring(id, 8)] AS key
    MATCH (s:Problem {key: key})
    RETURN s
    UNION ALL
    UNWIND [id IN ids WHERE id STARTS WITH 'domain:' | substring(id, 7)] AS key
    MATCH (s:Domain {key: key})
    RETURN s
  }
  RETURN collect(DISTINCT s) AS subjects
}
CALL () {
  UNWIND $areas AS key
  MATCH (place:Area {key: key})
  RETURN collect(place) AS places
}
WITH *, [s IN subjects WHERE s:Initiative] AS initiatives
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


def owns(r: str) -> str:
    """Predicate: the role of a Responsibility is that of an owner; so is one that is missing, or unknown."""
    return f"{r}.role IS NULL OR NOT {r}.role IN ['CONSENT', 'ADVISER', 'INFORMED', 'CONVENER']"


def responsibilities(needs: Needs) -> str:
    """Who has a part in any of it: owners and leads; other roles and conveners of the areas only where they are needed."""
    role = "" if needs & EVERY_ROLE else f"\n  WHERE {owns('r')}"
    return f"""
CALL (subjects, problems, domains) {{
  UNWIND subjects + problems + domains AS x
  WITH DISTINCT x
  MATCH (x)<-[:FOR]-(r:Responsibility){role}
  RETURN collect(DISTINCT r) AS claimed
}}
{CONVENING if needs & CONVENERS else "WITH *, [] AS convening"}
WITH *, claimed + convening AS responsibilities
"""


CONVENING = """
CALL (areas) {
  UNWIND areas AS a
  MATCH (a)<-[:WITHIN]-(r:Responsibility {role: 'CONVENER'})
  WHERE NOT EXISTS { (r)-[:FOR]->() }
  RETURN collect(DISTINCT r) AS convening
}
""".strip()

BEHIND_HOLDERS = """
CALL (holders) {
  UNWIND [p IN holders WHERE p:Official] AS o
  MATCH (o)-[:WORKS_FOR]->(d:Department)
  RETURN collect(DISTINCT d) AS seated
}
CALL (holders, seated) {
  UNWIND seated + [p IN holders WHERE p:Department] AS d
  MATCH (d)-[:PART_OF|SUCCEEDED_BY*0..]->(e:Department)
  RETURN collect(DISTINCT e) AS departments
}
WITH *, [p IN holders WHERE p:Resident] AS residents, [p IN holders WHERE p:Organisation] AS organisations, [p IN holders WHERE p:Counter] AS desks
"""

CONTACTS = """
CALL (holders, departments) {
  UNWIND departments AS d
  MATCH (d)<-[w:WORKS_FOR]-(o:Official)
  WHERE w.function IN ['contact', 'Contact', 'CONTACT', 'hoofd', 'Hoofd', 'HOOFD'] AND NOT o IN holders
  RETURN collect(DISTINCT o) AS contacts
}
WITH *, contacts + [p IN holders WHERE p:Official] AS officials
"""

NO_CONTACTS = "WITH *, [p IN holders WHERE p:Official] AS officials"

COUNTERS = """
CALL (subjects, problems, touched, areas, departments, organisations, desks) {
  CALL (subjects, problems, touched, areas, departments, organisations, desks) {
    UNWIND desks AS c
    RETURN c
    UNION ALL
    UNWIND subjects + problems + touched + areas AS x
    MATCH (x)<-[:SERVES]-(c:Counter)
    RETURN c
    UNION ALL
    UNWIND departments + organisations AS x
    MATCH (x)<-[:PART_OF]-(c:Counter)
    RETURN c
    UNION ALL
    MATCH (c:Counter) WHERE NOT EXISTS { (c)-[:SERVES]->(:Problem|Domain) }
    RETURN c LIMIT 200
    UNION ALL
    MATCH (c:Counter) WHERE c.key IS NOT NULL
    RETURN c ORDER BY c.key LIMIT 25
  }
  RETURN collect(DISTINCT c) AS counters
}
"""

NO_COUNTERS = "WITH *, desks AS counters"  # a desk never owns, but one that holds something is a candidate


def around(needs: Needs, parties: Sequence[str] = (), hidden: Sequence[str] = ()) -> tuple[str, ...]:
    """The parts of the graph around the subjects, as far as they are needed; and parties of these labels.

    `hidden`: labels of parties that the viewer may not see.
    """
    return (
        PROBLEMS,
        DOMAINS,
        AREAS,
        responsibilities(needs),
        party_query(parties) if parties else "",
        holders(hidden, asked=bool(parties)),
        BEHIND_HOLDERS,
        CONTACTS if Need.OFFICIAL in needs else NO_CONTACTS,
        COUNTERS if Need.DOORS in needs else NO_COUNTERS,
    )


# -- the Statements ----------------------------------------------------------------------------------------------


def facts_query(
    ids: Iterable[str], areas: Iterable[str] = (), extras: Extras | None = None, needs: Needs = EVERYTHING, hidden: Sequence[str] = ()
) -> Statement:
    """The facts around some subjects. Ids of other labels, and unknown ones, are simply not found."""
    text = "WITH $ids AS ids\n" + facts_around("", extras, needs, hidden=hidden)
    return Statement(text, {"ids": list(ids), "areas": area_keys(areas)})


def facts_query_with_parties(
    parties: Sequence[str], labels: Sequence[str], ids: Iterable[str], areas: Iterable[str], extras: Extras, needs: Needs, hidden: Sequence[str] = ()
) -> Statement:
    """The same, with some parties, whether they hold anything or not; `labels`: what they may be.

    First in the record: the ids of those that are there.
    """
    text = "WITH $ids AS ids\n" + facts_around(PARTY_IDS, extras, needs, parties=labels, hidden=hidden)
    return Statement(text, {"ids": list(ids), "areas": area_keys(areas), "parties": list(parties)})


def facts_around(
    kept: str, extras: Extras | None = None, needs: Needs = EVERYTHING, parties: Sequence[str] = (), also: str = "", hidden: Sequence[str] = ()
) -> str:
    """The facts around the ids in the variable `ids`.

    `kept`: columns of a Statement before it that are returned first; `parties`: what those asked about may be; `also`:
    clauses that find more nodes for the tables; `hidden`: labels of parties that the viewer may not see.
    """
    parts = "\n".join(part.strip() for part in (SUBJECTS, *around(needs, parties, hidden), also) if part)
    return f"{parts}\nRETURN\n" + block((f"{kept},\n" if kept else "") + tables(extras, needs, hidden))


def area_keys(areas: Iterable[str]) -> list[str]:
    """The keys of ids of areas, as the parameter `areas`."""
    found = [split_id(each) for each in areas]
    return [each[1] for each in found if each and each[0] == "Area"]
