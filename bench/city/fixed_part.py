"""The part of a synthetic city that does not grow with it: departments, domains, areas, problems and who answers for what.

In: a source of random choices. Out: Rows: 101 departments in 12 services, 80 domains in a tree of three levels, 120 areas in
8 districts, 300 problems, 200 organisations, 300 officials, 40 counters and 600 responsibilities.
"""

import random
from datetime import date, timedelta
from typing import Any

from bench.city.rows import EPOCH, Rows, day
from bench.city.words import PLACES, field, person, sentence, title

SERVICES, TEAMS, DOMAINS, AREAS, PROBLEMS = 12, 88, 80, 120, 300
ORGANISATIONS, OFFICIALS, COUNTERS, RESPONSIBILITIES = 200, 300, 40, 600
DISTRICTS, GROUPS = 8, 10
ROLES = ("OWNER", "OWNER", "OWNER", "OWNER", "LEAD", "CONSENT", "ADVISER")


def fixed_part(rng: random.Random) -> Rows:
    """All of it."""
    rows = Rows()
    rows.node("Source", "bench", title="A synthetic city", verified=False)
    _departments(rows, rng)
    _domains(rows)
    _areas(rows)
    _problems(rows, rng)
    _parties(rows, rng)
    for number in range(RESPONSIBILITIES):
        _responsibility(rows, rng, number)
    return rows


def _departments(rows: Rows, rng: random.Random) -> None:
    rows.node("Department", "m", name="Gemeente", level="MUNICIPALITY")
    for number in range(SERVICES):
        rows.node("Department", f"s{number}", name=f"Dienst {field(number)}", level="SERVICE", validFrom=EPOCH)
        rows.join("PART_OF", ("Department", f"s{number}"), ("Department", "m"))
    for number in range(TEAMS):
        rows.node("Department", f"t{number}", name=f"Afdeling {field(number)}", level="DEPARTMENT", validFrom=EPOCH)
        rows.join("PART_OF", ("Department", f"t{number}"), ("Department", f"s{rng.randrange(SERVICES)}"))
    for number in range(COUNTERS):
        rows.node(
            "Counter", f"c{number}", name=f"Loket {PLACES[number % len(PLACES)]} {number}", kind="balie", phone="14 000"
        )
        rows.join("PART_OF", ("Counter", f"c{number}"), ("Department", f"t{number}"))


def _domains(rows: Rows) -> None:
    for number in range(DOMAINS):
        code = f"{number % GROUPS}.{number // GROUPS}0"
        rows.node("Domain", f"d{number:02}", name=field(number), code=code, checkedOn=EPOCH if number % 3 else None)
        rows.join("SERVES", ("Counter", f"c{number % COUNTERS}"), ("Domain", f"d{number:02}"))
    for number in range(GROUPS, DOMAINS):
        broader = number % GROUPS if number < 4 * GROUPS else GROUPS + number % (3 * GROUPS)
        rows.join("PART_OF", ("Domain", f"d{number:02}"), ("Domain", f"d{broader:02}"))


def _areas(rows: Rows) -> None:
    for number in range(AREAS):
        rows.node("Area", f"a{number:03}", name=f"Wijk {PLACES[number % len(PLACES)]} {number}", code=f"WK{number:04}")
    for number in range(DISTRICTS, AREAS):
        rows.join("PART_OF", ("Area", f"a{number:03}"), ("Area", f"a{number % DISTRICTS:03}"))


def _problems(rows: Rows, rng: random.Random) -> None:
    for number in range(PROBLEMS):
        rows.node("Problem", f"p{number:03}", title=f"Geen {title(rng).lower()}", description=sentence(rng))
        rows.join("FALLS_UNDER", ("Problem", f"p{number:03}"), ("Domain", f"d{rng.randrange(DOMAINS):02}"))


def _parties(rows: Rows, rng: random.Random) -> None:
    for number in range(ORGANISATIONS):
        rows.node("Organisation", f"o{number:03}", name=f"Stichting {title(rng)}", publicTask=number % 20 == 0)
    for number in range(OFFICIALS):
        rows.node(
            "Official", f"f{number:03}", name=person(rng), functions=["adviseur"], bridgeVisible=rng.random() < 0.5
        )
        seat = ("Department", f"t{rng.randrange(TEAMS)}")
        rows.join("WORKS_FOR", ("Official", f"f{number:03}"), seat, function="adviseur", validFrom=EPOCH)


def _responsibility(rows: Rows, rng: random.Random, number: int) -> None:
    key = f"r{number:04}"
    subject = _subject(rng)
    rows.node("Responsibility", key, role=rng.choice(ROLES), exclusive=rng.random() < 0.1, **_validity(rng))
    rows.join("HOLDS", ("Department", holder(rng)), ("Responsibility", key))
    rows.join("FOR", ("Responsibility", key), subject)
    if rng.random() < 0.3:
        rows.join("WITHIN", ("Responsibility", key), ("Area", f"a{rng.randrange(AREAS):03}"))


def _subject(rng: random.Random) -> tuple[str, str]:
    """Some domains are left to nobody."""
    if rng.random() < 0.2:
        return "Problem", f"p{rng.randrange(PROBLEMS):03}"
    return "Domain", f"d{rng.randrange(DOMAINS - GROUPS):02}"


def holder(rng: random.Random) -> str:
    """Most often a department, now and then a whole service."""
    return f"t{rng.randrange(TEAMS)}" if rng.random() < 0.9 else f"s{rng.randrange(SERVICES)}"


def _validity(rng: random.Random) -> dict[str, Any]:
    start: date | None = day(rng) if rng.random() < 0.7 else None
    end = start + timedelta(days=rng.randrange(1, 2000)) if start and rng.random() < 0.2 else None
    return {"validFrom": start, "validTo": end}
