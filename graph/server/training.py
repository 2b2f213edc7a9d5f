"""What the throw-away Neo4j is asked while the archive of quick starts is made: the kinds of statements it will be asked later.

In: the model. Out: Statements, in order: those that make the schema over many nodes, a small made-up graph, what reads the facts of the
rule, nested lists over every relationship, and writes in batches. The archive keeps what Java learned while planning and
running them, so that the first questions of a new server are answered sooner.
"""

from collections.abc import Iterator
from datetime import date

from graph.database.statement import Statement
from graph.migrations import SEARCH_INDEXES, statements
from graph.model.definition import LABELS, RELATIONSHIPS
from graph.ownership.facts.query import facts_query
from graph.silos.contacts.contacts import contacts_query
from graph.silos.population.city import city_query
from graph.silos.ties.encounters import encounters_query

DAY = date(2017, 11, 14)
NODES, PAGE, MANY = 200, 25, 20_000
_VALID = "(r.validFrom IS NULL OR r.validFrom <= $day) AND (r.validTo IS NULL OR $day < r.validTo)"


def training() -> Iterator[Statement]:
    """All of it; takes an empty database, and leaves some hundreds of nodes in it."""
    yield from _indexes()
    yield from _nodes()
    yield from _relationships()
    for _ in range(3):
        yield from _facts()
        yield from _lists()
    yield from _search()


def _indexes() -> Iterator[Statement]:
    """Constraints and indexes over many nodes, as after an offline import; those nodes go again."""
    text = """
UNWIND range(1, $many) AS number
CREATE (:Initiative {
  key: toString(number), title: 'titel ' + number, startedOn: $day + duration({days: number % 999}),
  searchTokens: 'wtitel gtite gitel w' + number
})"""
    yield Statement(text, {"many": MANY, "day": DAY})
    yield from statements()
    yield Statement("CALL db.awaitIndexes()")
    yield Statement("MATCH (n) DELETE n")


def _nodes() -> Iterator[Statement]:
    rows = [{"key": f"{number:04}", "values": {"name": f"naam {number}", "title": f"titel {number % 7}", "startedOn": DAY}} for number in range(NODES)]
    for label in LABELS:
        yield Statement(f"UNWIND $rows AS row MERGE (n:{label} {{key: row.key}}) SET n += row.values RETURN count(n)", {"rows": rows})


def _relationships() -> Iterator[Statement]:
    rows = [{"from": f"{number:04}", "to": f"{number // 3:04}", "values": {"validFrom": DAY}} for number in range(NODES)]
    for name, start, end in _ends():
        text = (
            f"UNWIND $rows AS row MATCH (a:{start} {{key: row.from}}) MATCH (b:{end} {{key: row.to}})\n"
            f"MERGE (a)-[r:{name}]->(b) SET r += row.values RETURN count(r)"
        )
        yield Statement(text, {"rows": rows})


def _facts() -> Iterator[Statement]:
    yield city_query()
    yield encounters_query(DAY, hands=True)
    yield contacts_query(DAY.replace(year=2016), DAY, seen=True)
    yield facts_query(["initiative:0007", "domain:0003"], ["area:0001"])


def _lists() -> Iterator[Statement]:
    """Pages with nested lists, counts and filters, as the API asks them."""
    for number, (name, start, end) in enumerate(_ends()):
        nested = (
            f"COLLECT {{ MATCH (m)-[r:{name}]->(n:{end}) WHERE n.key IS NOT NULL AND {_VALID} WITH DISTINCT n, r ORDER BY n.key LIMIT $page\n"
            f"RETURN [n.key, coalesce(n.name, n.title, n.key), r.validFrom, COUNT {{ (n)<-[:{name}]-(:{start}) }}] }}"
        )
        text = (
            f"RETURN COLLECT {{ MATCH (m:{start}) WHERE m.key > $after AND (m.title CONTAINS $some OR EXISTS {{ (m)-[:{name}]->(:{end}) }})\n"
            f"WITH m ORDER BY {'m.startedOn DESC, ' if number % 2 else ''}m.key LIMIT $page\n"
            f"RETURN [m.key, CASE WHEN m.startedOn IS :: DATE NOT NULL THEN m.startedOn END, {nested}] }} AS answer"
        )
        yield Statement(text, {"after": "0000", "some": "titel", "page": PAGE, "day": DAY})


def _search() -> Iterator[Statement]:
    for index in SEARCH_INDEXES:
        text = f"CALL db.index.fulltext.queryNodes('{index}', $words) YIELD node, score RETURN node.key, score ORDER BY score DESC LIMIT $page"
        yield Statement(text, {"words": "wnaam", "page": PAGE})


def _ends() -> Iterator[tuple[str, str, str]]:
    """Each type of relationship with the first of the labels on either side."""
    for name, each in RELATIONSHIPS.items():
        yield (name, *each.ends[0])
