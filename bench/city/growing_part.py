"""The part of a synthetic city that grows with it: initiatives, residents, events, documents and contacts.

In: a range of numbers of initiatives and a source of random choices. Out: Rows: for each initiative two domains, half a
problem, an area and who started it; for every twentieth an event, a document and a contact; for every fiftieth an owner of its own.
"""

import random
from datetime import UTC, datetime, time

from bench.city.fixed_part import AREAS, COUNTERS, DOMAINS, OFFICIALS, ORGANISATIONS, PROBLEMS, holder
from bench.city.rows import Rows, day
from bench.city.words import person, sentence, story, title

STAGES = ("IDEA", "EXPLORING", "RUNNING", "RUNNING", "RUNNING", "PAUSED", "STOPPED", "DONE")
ASKS = (["PLACE"], ["PERMIT", "PLACE"], ["MONEY"], ["ADVICE"], ["UPKEEP", "PLACE"], ["NOTHING"])
KINDS = ("OFFICE_HOURS", "SPEED_DATE", "WORK_SESSION", "VOTE", "MEETING")
RESIDENTS_EACH, SPARE, OWN = (
    4,
    20,
    50,
)  # a resident for every fourth, something more for every twentieth, an owner for every fiftieth
UNDATED = 0.03


def growing_part(rng: random.Random, numbers: range) -> Rows:
    """All of it, for these numbers."""
    rows = Rows()
    for number in numbers:
        if number % RESIDENTS_EACH == 0:
            rows.node("Resident", f"b{number:07}", name=person(rng))
        _initiative(rows, rng, number)
        if number % SPARE == 0:
            _met(rows, rng, number)
            _knocked(rows, rng, number)
        if number % OWN == 0:
            _owned(rows, rng, number)
    return rows


def initiative_key(number: int) -> str:
    """The key of an initiative."""
    return f"i{number:07}"


def _initiative(rows: Rows, rng: random.Random, number: int) -> None:
    start = day(rng) if rng.random() > UNDATED else None
    key = initiative_key(number)
    rows.node(
        "Initiative",
        key,
        title=title(rng),
        summary=f"{sentence(rng)} {story(random.Random(number))}",  # its own choices: whatever it says, the city is the same
        stage=rng.choice(STAGES),
        startedOn=start,
        asks=rng.choice(ASKS),
    )
    this = ("Initiative", key)
    for domain in rng.sample(range(DOMAINS), rng.choice((1, 2, 2, 3))):
        kind = "SIDE" if rng.random() < 0.2 else "CORE"
        rows.join("TOUCHES", this, ("Domain", f"d{domain:02}"), kind=kind, weight=round(rng.random(), 2))
    if rng.random() < 0.5:
        rows.join("ADDRESSES", this, ("Problem", f"p{rng.randrange(PROBLEMS):03}"))
    rows.join("LOCATED_IN", this, ("Area", f"a{rng.randrange(AREAS):03}"))
    resident = ("Resident", f"b{number - number % RESIDENTS_EACH:07}")
    rows.join(
        "STARTED", resident if rng.random() < 0.7 else ("Organisation", f"o{rng.randrange(ORGANISATIONS):03}"), this
    )


def _met(rows: Rows, rng: random.Random, number: int) -> None:
    """An event and a document about it, about one more initiative too."""
    this = ("Initiative", initiative_key(number))
    event = ("Event", rows.node("Event", f"e{number:07}", title=title(rng), date=day(rng), kind=rng.choice(KINDS)))
    document = (
        "Document",
        rows.node("Document", f"v{number:07}", title=title(rng), date=day(rng), kind="brief", authors=[person(rng)]),
    )
    rows.join("CONCERNS", event, this)
    rows.join("CONCERNS", document, this)
    rows.join("ORGANISED", ("Organisation", f"o{rng.randrange(ORGANISATIONS):03}"), event)
    rows.join("ATTENDED", ("Official", f"f{rng.randrange(OFFICIALS):03}"), event)
    rows.join("PRESENTED_BY", document, ("Official", f"f{rng.randrange(OFFICIALS):03}"))


def _knocked(rows: Rows, rng: random.Random, number: int) -> None:
    """A resident knocked on a door about it."""
    at = datetime.combine(day(rng), time(10), UTC)
    contact = (
        "Contact",
        rows.node("Contact", f"k{number:07}", at=at, channel=rng.choice(("balie", "telefoon", "web"))),
    )
    rows.join("MADE", ("Resident", f"b{number - number % RESIDENTS_EACH:07}"), contact)
    rows.join("ABOUT", contact, ("Initiative", initiative_key(number)))
    rows.join("AT", contact, ("Counter", f"c{rng.randrange(COUNTERS)}"))


def _owned(rows: Rows, rng: random.Random, number: int) -> None:
    """Given to one party or two by name; the first may lead."""
    for place in range(rng.choice((1, 1, 2))):
        key = f"x{number:07}-{place}"
        rows.node(
            "Responsibility",
            key,
            role=rng.choice(("OWNER", "LEAD")) if not place else "OWNER",
            exclusive=rng.random() < 0.3,
            validFrom=day(rng, 6),
        )
        rows.join("HOLDS", ("Department", holder(rng)), ("Responsibility", key))
        rows.join("FOR", ("Responsibility", key), ("Initiative", initiative_key(number)))
