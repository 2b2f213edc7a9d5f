"""What ties silos, as plain Python over a small graph.

In: a SmallGraph, a date, whether officials may be named. Out: (kind, silos, departments, what joins them, how many).
"""

from collections import Counter
from datetime import date
from itertools import combinations

from tests.graph.ownership.day import valid
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.specification import Rule
from tests.graph.silos.specification import joined, place, population, present

Tie = tuple[str, tuple[str, ...], tuple[str, ...], str | None, int]


def ties(graph: SmallGraph, on: date, named: bool) -> set[Tie]:
    return {*_initiatives(graph, on), *_events(graph, on), *_officials(graph, on, named)}


def sole(graph: SmallGraph, on: date, named: bool) -> dict[tuple[str, str], Tie]:
    """Count every single tie of every pair of silos."""
    every = ties(graph, on, named)
    silos = sorted({silo for _, silos, *_ in every for silo in silos})
    found = {}
    for pair in combinations(silos, 2):
        joining = [tie for tie in every if set(pair) <= set(tie[1])]
        if sum(tie[-1] for tie in joining) == 1:
            found[pair] = joining[0]
    return found


def _tie(rule: Rule, kind: str, what: str, places: set[str]) -> list[Tie]:
    silos = {rule.silo(each) for each in places}
    return [(kind, tuple(sorted(silos)), tuple(sorted(places)), what, 1)] if len(silos) > 1 else []


def _initiatives(graph: SmallGraph, on: date) -> list[Tie]:
    rule, found = Rule(graph, on), list[Tie]()
    for each in population(graph, on, {}):
        hands = [party for how in ("STARTED", "SUPPORTS") for party, told in graph.arriving(each.id, how)
                 if valid(told, on) and graph.label(party) in ("Official", "Department", "Organisation")]
        places = {*each.answer.owners, *filter(None, (place(rule, party, on) for party in hands))}
        found += _tie(rule, "INITIATIVE", each.id, places)
    return found


def _events(graph: SmallGraph, on: date) -> list[Tie]:
    rule, found = Rule(graph, on), list[Tie]()
    for event, (label, told) in graph.nodes.items():
        held = told.get("date")
        if label == "Event" and held is not None and held <= on:
            found += _tie(rule, "EVENT", event, set(filter(None, (place(rule, party, held) for party in present(graph, event, held)))))
    return found


def _officials(graph: SmallGraph, on: date, named: bool) -> list[Tie]:
    rule, found = Rule(graph, on), Counter[tuple[tuple[str, ...], str, str | None]]()
    for official, (label, told) in graph.nodes.items():
        if label != "Official" or not any(valid(when, on) for _, when in graph.leaving(official, "WORKS_FOR", "Department")):
            continue
        seats = [seat[-1] for seat in joined(graph, official, on, on)]
        silos = {rule.silo(seat) for seat in seats if not rule.municipality(seat)}
        if len(silos) > 1:
            name = official if named and told.get("bridgeVisible") is True else None
            found[tuple(sorted(silos)), min(joined(graph, official, on, on))[-1], name] += 1
    return [("OFFICIAL", silos, (department,), name, number) for (silos, department, name), number in found.items()]
