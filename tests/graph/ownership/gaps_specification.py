"""What stands around an answer, as plain Python: the list of gaps, since when, whose consent, who brings them together.

In: a small graph, what is asked about, a date. Out: ids and dates. Written from the rule alone, like specification.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from tests.graph.ownership.day import key
from tests.graph.ownership.small_graph import Properties, SmallGraph
from tests.graph.ownership.specification import Answer, Rule, ownership


def running(graph: SmallGraph, initiative: str, on: date) -> bool:
    """Started, neither ended nor stopped (its last day counts; the stage tells it where no last day is known)."""
    _, told = graph.nodes[initiative]
    start, end, stage = (told.get(name) for name in ("startedOn", "endedOn", "stage"))
    over = stage in ("STOPPED", "DONE") if end is None else end < on
    return not over and (start is None or start <= on)


def without_owner(answer: Answer) -> bool:
    return answer.status != "OWNED" and answer.lead is None


def between_silos(
    graph: SmallGraph, on: date, statuses: Collection[str] = ("BETWEEN_SILOS",), include_ended: bool = False
) -> frozenset[str]:
    """The initiatives that run and ask for something, with one of the statuses; SHARED only without lead."""
    found = set()
    for node, (label, told) in graph.nodes.items():
        asks = label == "Initiative" and told.get("asks") != ["NOTHING"]
        started = (told.get("startedOn") or date.min) <= on
        if asks and (running(graph, node, on) or (include_ended and started)):
            answer = ownership(graph, node, on)
            if answer.status in statuses and answer.lead is None:
                found.add(node)
    return frozenset(found)


def turns(graph: SmallGraph, on: date) -> list[date]:
    """Every day up to a date on which anything may change, latest first."""
    def days(told: Properties) -> Iterator[date | None]:
        yield told.get("validFrom")
        yield told.get("validTo")
        if only := told.get("attestedOn"):
            yield only
            yield only + timedelta(days=1)

    everything = [told for _, told in graph.nodes.values()] + [told for *_, told in graph.relationships]
    return sorted({day for told in everything for day in days(told) if day and day <= on}, reverse=True)


def open_since(graph: SmallGraph, initiative: str, on: date) -> date | None:
    """First day of the unbroken run up to `on` without OWNED or a lead, not before it started; None if unknown."""
    started: date | None = graph.get(initiative, "startedOn")
    if not without_owner(ownership(graph, initiative, on)) or (started and started > on):
        return None
    first = on
    for turn in turns(graph, on):
        if not without_owner(ownership(graph, initiative, turn)):
            return max(first, started or first)
        first = turn
    if without_owner(ownership(graph, initiative, first - timedelta(days=1))):
        return started
    return max(first, started or first)


def silos(graph: SmallGraph, answer: Answer, on: date) -> frozenset[str]:
    """The silos of all departments that answer for a topic."""
    rule = Rule(graph, on)
    return frozenset(rule.silo(party) for topic in answer.topics for party in topic.departments)


def consents(graph: SmallGraph, subject: str, on: date, area: str | None = None) -> frozenset[str]:
    """Who must say yes: to the subject, a problem it addresses, a topic or a broader domain, general or here."""
    rule = Rule(graph, on)
    areas: list[str | None] = [area] if area else [*rule.out(subject, "LOCATED_IN", "Area")] or [None]
    about = {subject, *rule.out(subject, "ADDRESSES", "Problem")}
    about = about.union(*(rule.chain(topic) for topic in rule.topics(subject, areas)[0]))
    return frozenset(
        party for each in about for responsibility, stood in rule.held(each, ["CONSENT"])
        if rule.in_force(responsibility) and rule.reaches(responsibility, areas)
        for party in rule.now(stood) if not rule.municipality(party)
    )


def convener(graph: SmallGraph, on: date, area: str) -> str | None:
    """The department that brings the silos together in the nearest area that has one; of several the lowest key."""
    rule = Rule(graph, on)
    conveners = [
        (responsibility, party) for responsibility, (label, _) in graph.nodes.items()
        if label == "Responsibility" and rule.role(responsibility) == "CONVENER" and rule.in_force(responsibility)
        and not rule.corrected(responsibility) and not graph.leaving(responsibility, "FOR")
        for party in rule.into(responsibility, "HOLDS") if graph.label(party) == "Department" and rule.in_force(party)
    ]
    for place in rule.chain(area):
        here = [party for responsibility, party in conveners if place in rule.out(responsibility, "WITHIN", "Area")]
        if here:
            return min(here, key=key)
    return None
