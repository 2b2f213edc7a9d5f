"""Random small graphs with events and officials who meet there, and random filters for them.

In: a random number generator. Out: a SmallGraph, a day on which something begins or ends, a filter in the words of the API.
"""

import random
from datetime import date
from typing import Any

from tests.graph.ownership.random_graphs import DATES, random_graph
from tests.graph.ownership.small_graph import SmallGraph

STATUSES = ("BETWEEN_SILOS", "PARTLY_OWNED", "LAPSED", "UNOWNED", "CONTESTED", "SHARED", "OWNED")


def ids(graph: SmallGraph, *labels: str) -> list[str]:
    return [node for node, (label, _) in graph.nodes.items() if label in labels]


def random_city(rng: random.Random) -> SmallGraph:
    """A graph of the rule with a few more initiatives, and events."""
    graph = random_graph(rng)
    _initiatives(rng, graph)
    for official in ids(graph, "Official"):
        if (agreed := rng.choice((True, False, None))) is not None:
            graph.nodes[official][1]["bridgeVisible"] = agreed
    for number in range(rng.randint(0, 3)):
        event = graph.add("Event", f"v{number}", date=rng.choice((*DATES, None)))
        parties = ids(graph, "Official", "Department", "Organisation", "Resident")
        for party in rng.sample(parties, min(len(parties), rng.randint(1, 4))):
            graph.relate(rng.choice(("ATTENDED", "ATTENDED", "ORGANISED")), party, event)
    return graph


def _initiatives(rng: random.Random, graph: SmallGraph) -> None:
    """Plain ones, as most are in a city: running, asking, with domains that somebody answers for."""
    domains, areas, problems = ids(graph, "Domain"), ids(graph, "Area"), ids(graph, "Problem")
    for number in range(rng.randint(0, 6)):
        graph.initiative(
            f"j{number}", domains=[(each, rng.choice(("CORE", "CORE", "SIDE"))) for each in rng.sample(domains, rng.randint(1, 3))],
            problems=rng.sample(problems, rng.randint(0, 1)), areas=rng.sample(areas, rng.randint(0, 1)),
            started_on=rng.choice((None, *DATES)), stage="RUNNING", asks=["PLACE"],
        )


def spread(rng: random.Random, graph: SmallGraph) -> SmallGraph:
    """Most often as it is; else all initiatives began on one day, on no known day, or on one of two."""
    days = rng.choice((None, None, (rng.choice(DATES),), (None,), (*rng.sample(DATES, 2),), (rng.choice(DATES), None)))
    for each in ids(graph, "Initiative") if days else ():
        if (day := rng.choice(days)) is None:
            graph.nodes[each][1].pop("startedOn", None)
        else:
            graph.nodes[each][1]["startedOn"] = day
    return graph


def day_of(rng: random.Random, graph: SmallGraph) -> date:
    """A day at a border."""
    dates = {value for _, told in graph.nodes.values() for value in told.values() if type(value) is date}
    dates |= {value for *_, told in graph.relationships for value in told.values() if type(value) is date}
    return date.fromordinal(rng.choice(sorted(dates) or [DATES[1]]).toordinal() + rng.choice((-1, 0, 0, 1)))


def random_filter(rng: random.Random, graph: SmallGraph, silos: list[str]) -> dict[str, Any]:
    """A status or more most often, and up to two other conditions."""
    def some(of: list[str]) -> list[str]:
        return rng.sample(of, min(len(of), rng.randint(1, 2)))

    domains = ids(graph, "Domain")
    every: dict[str, Any] = {
        "status": rng.sample(STATUSES, rng.randint(2, 7)), "domains": some(domains), "silos": some(silos) or ["department:none"],
        "pair": rng.sample(silos if rng.random() < 0.5 and len(silos) > 1 else domains, 2),
        "areas": some(ids(graph, "Area")), "stages": rng.sample(("IDEA", "RUNNING", "STOPPED", "DONE"), 2),
        "startedAfter": rng.choice(DATES), "startedBefore": rng.choice(DATES), "openAtLeastDays": rng.choice((0, 1, 200, 600)),
        "onceOwned": rng.random() < 0.5, "includeEnded": True,
    }  # fmt: skip
    names = {*rng.sample(sorted(every), rng.choice((0, 0, 1, 2))), *(("status",) if rng.random() < 0.7 else ())}
    return {name: every[name] for name in sorted(names)}
