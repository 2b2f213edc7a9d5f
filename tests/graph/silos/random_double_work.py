"""Random small graphs in which initiatives are often alike, are owned here and there, and sometimes know each other.

In: a random number generator. Out: a SmallGraph, and what to ask of it in the words of the API.
"""

import random
from datetime import date
from typing import Any

from tests.graph.ownership.random_graphs import DAYS, random_graph
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.silos.random_cities import ids

WORDS = ("moestuin", "schooltuin", "tuin", "plein", "schoolplein", "Café", "repaircafé", "buurtkamer", "kamer", "de", "fiets", "fietsen", "bank", "speelplek", "feest", "straatfeest", "op", "groen")


def text(rng: random.Random) -> str:
    return " ".join(rng.choices(WORDS, k=rng.randint(1, 6)))


def random_double_work(rng: random.Random) -> SmallGraph:
    """A graph of the rule with more initiatives, texts, and whom and what they met."""
    graph = random_graph(rng)
    _initiatives(rng, graph)
    for initiative in ids(graph, "Initiative"):
        told = graph.nodes[initiative][1]
        told |= {name: value for name, value in (("title", text(rng)), ("summary", text(rng))) if rng.random() < 0.9}
        if rng.random() < 0.03:
            told["title"] = 7  # no text: then it has none
    _met(rng, graph)
    return graph


def _initiatives(rng: random.Random, graph: SmallGraph) -> None:
    domains, areas, problems = ids(graph, "Domain"), ids(graph, "Area"), ids(graph, "Problem")
    for number in range(rng.randint(5, 9)):
        node = graph.initiative(
            f"j{number}", domains=rng.sample(domains, rng.randint(1, 2)), problems=rng.sample(problems, rng.choice((0, 0, 1))),
            areas=rng.sample(areas, rng.choice((0, 0, 1, 2))), started_on=rng.choice((None, None, *DAYS[:3])), stage="RUNNING",
        )
        if rng.random() < 0.8:
            graph.responsibility(rng.choice(ids(graph, "Department", "Organisation")), node)
        if rng.random() < 0.1:
            graph.relate("LOCATED_IN", node, rng.choice(areas), validFrom=rng.choice(DAYS))


def _met(rng: random.Random, graph: SmallGraph) -> None:
    for number in range(rng.randint(1, 3)):
        graph.resident(f"r{number}")
    about = [graph.add(label, f"v{number}", date=rng.choice((None, *DAYS))) for number, label in enumerate(rng.choices(("Event", "Document"), k=2))]
    parties = ids(graph, "Resident", "Organisation", "Official", "Department")
    for initiative in ids(graph, "Initiative"):
        for kind in ("STARTED", "SUPPORTS"):
            if rng.random() < 0.25:
                graph.relate(kind, rng.choice(parties), initiative, **_dates(rng))
        if rng.random() < 0.2:
            graph.relate("CONCERNS", rng.choice(about), initiative, **_dates(rng))
    for event in ids(graph, "Event"):
        graph.relate("ORGANISED", rng.choice(parties), event, **_dates(rng))


def _dates(rng: random.Random) -> dict[str, date]:
    return {rng.choice(("validFrom", "validTo", "attestedOn")): rng.choice(DAYS)} if rng.random() < 0.3 else {}


def random_wanted(rng: random.Random, graph: SmallGraph) -> dict[str, Any]:
    """How alike, and none or a few conditions more."""
    wanted: dict[str, Any] = {"minScore": rng.choice((1e-6, 1e-6, 0.05, 0.05, 0.15, 0.3, 1.0))}
    places = {"areas": ids(graph, "Area"), "domains": ids(graph, "Domain"), "silos": ids(graph, "Department", "Organisation")}
    for name, of in places.items():
        if rng.random() < 0.1:
            wanted[name] = rng.sample(of, min(len(of), rng.randint(1, 3)))
    if rng.random() < 0.1:
        wanted["initiative"] = rng.choice([*ids(graph, "Initiative"), "initiative:none"])
    return wanted
