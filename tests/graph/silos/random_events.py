"""Adds events to a small graph at random, with heads per group, and inhabitants to its areas.

In: a random number generator and a graph. Out: the same graph. Groups are written in several ways, some texts are in no
form, counts are often small or zero, areas have several parents, and dimensions of events and areas differ.
"""

import random

from tests.graph.ownership.random_graphs import DATES
from tests.graph.ownership.small_graph import SmallGraph

DIMENSIONS = {None: ("bewoners", "kinderen", "gasten"), "leeftijd": ("0-17", "18-29", "30-64", "65+"), "Opleiding": ("laag", "midden", "hoog")}
NO_FORM = ("", ":", "bewoners", "bewoners:", ": 12", "12", "bewoners: veel", "bewoners: -3", "a: b: c: 7", "leeftijd: : 5", "bewoners: 4.5", "bewoners: 123456789", "bewoners:\t4")
SPELLINGS = ("{}: ", " {} : ", "{}:", "{}:  ")
KINDS = ("VOTE", "MEETING", "BORREL", None)


def counts(rng: random.Random, most: int, stated: float) -> list[str]:
    """Texts of a property: some dimensions, of each some groups."""
    found = []
    for dimension, groups in DIMENSIONS.items():
        if rng.random() < stated:
            for group in rng.sample(groups, rng.randint(1, len(groups))):
                number = rng.choice((0, 1, 2, 3, 4, 5, 6, rng.randint(0, most), rng.randint(0, most)))
                written = rng.choice((group, group.upper()))
                prefix = rng.choice(SPELLINGS).format(rng.choice((dimension, dimension.lower()))) if dimension else ""
                found.append(f"{prefix}{rng.choice(SPELLINGS).format(written)}{number}")
    found += rng.sample(NO_FORM, rng.choice((0, 0, 1, 2)))
    found += found[:1] if rng.random() < 0.1 else []
    if rng.random() < 0.3:
        rng.shuffle(found)
    return found


def with_events(rng: random.Random, graph: SmallGraph) -> SmallGraph:
    """Up to ten events; some state no heads at all, some a text where a list should be."""
    areas, subjects = ([node for node, (label, _) in graph.nodes.items() if label in labels] for labels in (("Area",), ("Initiative", "Problem", "Domain")))
    for area in areas:
        if rng.random() < 0.5:
            graph.nodes[area][1]["population"] = counts(rng, rng.choice((9, 5000)), 0.7)
        if rng.random() < 0.2:
            graph.nodes[area][1]["synthetic"] = rng.choice((True, False))
    for number in rng.sample(range(100), rng.randint(1, 10)):
        heads = rng.choice((None, [], "bewoners: 12", *(counts(rng, rng.choice((8, 30)), 0.6) for _ in range(9))))
        event = graph.add("Event", f"e{number}", date=rng.choice((None, *DATES)), headCounts=heads, kind=rng.choice(KINDS), synthetic=rng.choice((None, None, True)))
        for area in rng.sample(areas, min(len(areas), rng.choice((0, 1, 1, 1, 1, 2, 3)))):
            dates = {rng.choice(("validFrom", "validTo", "attestedOn")): rng.choice(DATES)} if rng.random() < 0.3 else {}
            graph.relate("LOCATED_IN", event, area, **dates)
        for subject in rng.sample(subjects, min(len(subjects), rng.choice((0, 1, 1, 2)))):
            graph.relate("CONCERNS", event, subject)
    return graph
