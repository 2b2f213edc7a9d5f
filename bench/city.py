"""A synthetic city of stated size, always the same for the same seed.

In: how many initiatives, and a seed for the random choices. Out: the Statements that fill an empty database: 100 departments in
12 services, 80 domains in 10 groups, 120 areas, 300 problems, about 500 responsibilities, and per initiative about
two domains, half a problem and one area.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from graph.statement import Statement

BATCH = 10_000
EPOCH = date(2010, 1, 1)
Rows = list[dict[str, Any]]


def statements(initiatives: int, seed: int = 1) -> Iterator[Statement]:
    """All writes, in order."""
    rng = random.Random(seed)
    yield from _tree(rng)
    yield from _problems(rng)
    yield from _responsibilities(rng)
    for start in range(0, initiatives, BATCH):
        yield from _initiatives(rng, range(start, min(start + BATCH, initiatives)))


def _day(rng: random.Random, years: int = 8) -> date:
    return EPOCH + timedelta(days=rng.randrange(365 * years))


def _nodes(label: str, rows: Rows) -> Statement:
    return Statement(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", {"rows": rows})


def _joined(kind: str, start: str, end: str, rows: Rows) -> Statement:
    match = f"MATCH (a:{start} {{key: row.start}}), (b:{end} {{key: row.end}})"
    return Statement(f"UNWIND $rows AS row {match} CREATE (a)-[r:{kind}]->(b) SET r = row.properties", {"rows": rows})


def _pair(start: str, end: str, **properties: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "properties": properties}


def _tree(rng: random.Random) -> Iterator[Statement]:
    services = [f"s{number}" for number in range(12)]
    teams = {f"t{number}": rng.choice(services) for number in range(88)}
    yield _nodes("Department", [{"key": "m", "name": "Gemeente", "level": "MUNICIPALITY"}])
    yield _nodes("Department", [{"key": key, "name": f"Dienst {key}", "level": "SERVICE"} for key in services])
    yield _nodes("Department", [{"key": key, "name": f"Afdeling {key}", "level": "DEPARTMENT"} for key in teams])
    yield _joined("PART_OF", "Department", "Department", [_pair(key, "m") for key in services])
    yield _joined("PART_OF", "Department", "Department", [_pair(key, parent) for key, parent in teams.items()])
    yield _nodes("Domain", [{"key": f"d{number}", "name": f"Werkveld {number}"} for number in range(80)])
    yield _joined("PART_OF", "Domain", "Domain", [_pair(f"d{number}", f"d{number % 10}") for number in range(10, 80)])
    yield _nodes("Area", [{"key": f"a{number}", "name": f"Wijk {number}"} for number in range(120)])
    yield _joined("PART_OF", "Area", "Area", [_pair(f"a{number}", f"a{number % 8}") for number in range(8, 120)])


def _problems(rng: random.Random) -> Iterator[Statement]:
    yield _nodes("Problem", [{"key": f"p{number}", "title": f"Probleem {number}"} for number in range(300)])
    rows = [_pair(f"p{number}", f"d{rng.randrange(80)}") for number in range(300)]
    yield _joined("FALLS_UNDER", "Problem", "Domain", rows)


def _responsibilities(rng: random.Random) -> Iterator[Statement]:
    rows: Rows = []
    held: Rows = []
    given: dict[str, Rows] = {"Domain": [], "Problem": []}
    within: Rows = []
    for number in range(500):
        key = f"r{number}"
        start = _day(rng) if rng.random() < 0.7 else None
        end = start + timedelta(days=rng.randrange(2000)) if start and rng.random() < 0.2 else None
        rows.append({"key": key, "role": rng.choice(["OWNER", "OWNER", "OWNER", "LEAD"]), "exclusive": rng.random() < 0.1, "validFrom": start, "validTo": end})
        held.append(_pair(f"t{rng.randrange(88)}", key))
        label = "Domain" if rng.random() < 0.8 else "Problem"
        given[label].append(_pair(key, f"d{rng.randrange(70)}" if label == "Domain" else f"p{rng.randrange(300)}"))
        if rng.random() < 0.3:
            within.append(_pair(key, f"a{rng.randrange(120)}"))
    yield _nodes("Responsibility", rows)
    yield _joined("HOLDS", "Department", "Responsibility", held)
    for label, pairs in given.items():
        yield _joined("FOR", "Responsibility", label, pairs)
    yield _joined("WITHIN", "Responsibility", "Area", within)


def _initiatives(rng: random.Random, numbers: range) -> Iterator[Statement]:
    rows: Rows = []
    touches: Rows = []
    addresses: Rows = []
    located: Rows = []
    for number in numbers:
        key = f"i{number:07}"
        rows.append({"key": key, "title": f"Initiatief {number}", "startedOn": _day(rng), "stage": "RUNNING", "asks": ["PLACE"]})
        domains = rng.sample(range(80), rng.choice([1, 2, 2, 3]))
        touches += [_pair(key, f"d{each}", kind="SIDE" if rng.random() < 0.2 else "CORE") for each in domains]
        addresses += [_pair(key, f"p{rng.randrange(300)}")] if rng.random() < 0.5 else []
        located.append(_pair(key, f"a{rng.randrange(120)}"))
    yield _nodes("Initiative", rows)
    yield _joined("TOUCHES", "Initiative", "Domain", touches)
    yield _joined("ADDRESSES", "Initiative", "Problem", addresses)
    yield _joined("LOCATED_IN", "Initiative", "Area", located)
