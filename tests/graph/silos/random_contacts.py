"""Adds contacts to a small graph at random: ways that branch, go round, skip a door or a subject, in several zones.

In: a random number generator and a graph. Out: the same graph, with counters and contacts.
"""

import random
from datetime import datetime, timedelta, timezone

from tests.graph.ownership.random_graphs import DATES
from tests.graph.ownership.small_graph import SmallGraph

ZONES = tuple(timezone(timedelta(hours=hours)) for hours in (-11, 0, 2, 13))


def with_contacts(rng: random.Random, graph: SmallGraph) -> SmallGraph:
    """Counters of departments and organisations, and up to twenty contacts."""

    def ids(*labels: str) -> list[str]:
        return [node for node, (label, _) in graph.nodes.items() if label in labels]

    parties, subjects = ids("Department", "Organisation"), ids("Initiative", "Problem", "Domain")
    for number in range(rng.randint(1, 5)):
        counter = graph.add("Counter", f"c{number}")
        for party in rng.sample(parties, rng.choice((0, 1, 1, 1, 2))):
            dates = {rng.choice(("validFrom", "validTo")): rng.choice(DATES)} if rng.random() < 0.2 else {}
            graph.relate("PART_OF", counter, party, **dates)
    doors = [*ids("Counter"), *ids("Department")[:2]]
    contacts = [_contact(rng, graph, number) for number in rng.sample(range(100), rng.randint(2, 20))]
    for place, contact in enumerate(contacts):
        for door in rng.sample(doors, min(len(doors), rng.choice((0, 1, 1, 1, 1, 1, 2)))):
            graph.relate("AT", contact, door)
        for subject in rng.sample(subjects, rng.choice((0, 1, 1, 1, 2))):
            graph.relate("ABOUT", contact, subject)
        if place and rng.random() < 0.75:
            graph.relate("REFERRED_TO", contacts[place - 1], contact)
        if place and rng.random() < 0.1:
            graph.relate("REFERRED_TO", contact, rng.choice(contacts[:place]))
    return graph


def _contact(rng: random.Random, graph: SmallGraph, number: int) -> str:
    day = rng.choice(DATES)
    at = datetime(day.year, day.month, day.day, rng.choice((0, 12, 23)), 30, tzinfo=rng.choice(ZONES))
    return graph.add("Contact", f"k{number}", at=at + timedelta(days=rng.randint(-2, 400)))
