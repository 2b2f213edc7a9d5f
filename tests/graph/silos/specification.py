"""The list of gaps, the silo matrix and bridges as plain Python, to be read beside the real ones and compared with them.

In: a small graph, a filter in the words of the API, a date. Out: ids, counts and dates. Written from the text of the design
alone: for a reader and not for speed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tests.graph.ownership.day import valid
from tests.graph.ownership.gaps_specification import open_since, running, turns, without_owner
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.specification import Answer, Rule, Topic, ownership

Filter = dict[str, Any]
STAGES = ("IDEA", "EXPLORING", "RUNNING", "PAUSED", "STOPPED", "DONE")


@dataclass
class Initiative:
    """One initiative at a date."""

    graph: SmallGraph
    id: str
    on: date

    def told(self, name: str) -> Any:
        return self.graph.get(self.id, name)

    @cached_property
    def rule(self) -> Rule:
        return Rule(self.graph, self.on)

    @cached_property
    def answer(self) -> Answer:
        return ownership(self.graph, self.id, self.on)

    @cached_property
    def topics(self) -> list[Topic]:
        """R of every topic in every area it lies in, also where it was given to somebody itself."""
        areas = self.rule.out(self.id, "LOCATED_IN", "Area") or [None]
        subjects, _ = self.rule.topics(self.id, areas)
        return [self.rule.answering(subject, area)[0] for subject in subjects for area in areas]

    @cached_property
    def parties(self) -> frozenset[str]:
        return frozenset(party for topic in self.topics for party in topic.departments)

    @cached_property
    def silos(self) -> frozenset[str]:
        """Of those who answer for its topics; where nobody does, of its own owners."""
        return frozenset(map(self.rule.silo, self.parties or self.answer.owners))

    @cached_property
    def topic_domains(self) -> frozenset[str]:
        return frozenset(topic.subject for topic in self.topics if self.graph.label(topic.subject) == "Domain")

    @cached_property
    def about(self) -> frozenset[str]:
        """Its topics, and the domains above those."""
        return frozenset(each for topic in self.topics for each in self.rule.chain(topic.subject))

    @cached_property
    def uncovered(self) -> frozenset[str]:
        return frozenset(topic.subject for topic in self.topics if not topic.departments) & self.topic_domains

    @cached_property
    def open_since(self) -> date | None:
        return open_since(self.graph, self.id, self.on) if without_owner(self.answer) else None

    @cached_property
    def once_owned(self) -> bool:
        """OWNED or led on a day before, since it started."""
        start: date = self.told("startedOn") or date.min
        days = {max(start, day) for day in (*turns(self.graph, self.on), date.min)}
        return any(not without_owner(ownership(self.graph, self.id, day)) for day in days if day < self.on)

    def asks(self, include_ended: bool) -> bool:
        """It has begun, is not over, and asks for something."""
        start = self.told("startedOn")
        begun = start is None or start <= self.on
        return self.told("asks") != ["NOTHING"] and (running(self.graph, self.id, self.on) or (include_ended and begun))

    def meets(self, wanted: Filter) -> bool:
        """Every condition of a filter; SHARED means without a lead."""
        start, stage = self.told("startedOn"), self.told("stage")
        places = {each for area in self.rule.out(self.id, "LOCATED_IN", "Area") for each in self.rule.chain(area)}
        open_days = (self.on - self.open_since).days if self.open_since else None
        conditions = {
            "status": lambda given: self.answer.status in given and self.answer.lead is None,
            "domains": lambda given: not given or bool(self.about & set(given)),
            "silos": lambda given: not given or bool(self.silos & set(given)),
            "pair": lambda given: set(given) <= self.silos or set(given) <= self.about,
            "areas": lambda given: not given or bool(places & set(given)),
            "stages": lambda given: not given or (stage in STAGES and stage in given),
            "startedAfter": lambda given: start is not None and start > given,
            "startedBefore": lambda given: start is not None and start < given,
            "openAtLeastDays": lambda given: open_days is not None and open_days >= given,
            "onceOwned": lambda given: self.once_owned == given,
            "includeEnded": lambda _: True,
        }
        return all(conditions[name](given) for name, given in wanted.items())


def population(graph: SmallGraph, on: date, wanted: Filter) -> list[Initiative]:
    found = [Initiative(graph, node, on) for node, (label, _) in graph.nodes.items() if label == "Initiative"]
    return [each for each in found if each.asks(wanted.get("includeEnded", False)) and each.meets(wanted)]


def gaps(graph: SmallGraph, on: date, wanted: Filter, order: str = "OPEN_LONGEST") -> list[Initiative]:
    """The list in its order; what is not known comes last, ties by id."""
    place = {
        "OPEN_LONGEST": lambda each: each.open_since or date.max,
        "MOST_SILOS": lambda each: -len(each.silos),
        "NEWEST": lambda each: -(each.told("startedOn") or date.min).toordinal(),
    }[order]
    return sorted(population(graph, on, {"status": ["BETWEEN_SILOS"], **wanted}), key=lambda each: (place(each), each.id))


def matrix(graph: SmallGraph, on: date, by: str, wanted: Filter, least: int = 1) -> dict[str, Any]:
    """total, between, labels and {(row, column): (initiatives, between, expected)}."""
    found = [each for each in population(graph, on, wanted) if each.parties]
    places = [
        {"SILO": frozenset(map(each.rule.silo, each.parties)), "DEPARTMENT": each.parties, "DOMAIN": each.topic_domains}[by]
        for each in found
    ]
    falls = [each.answer.status == "BETWEEN_SILOS" for each in found]
    labels = sorted(frozenset().union(*places))
    count = Counter(label for each in places for label in each)
    cells = {}
    for row in labels:
        for column in (label for label in labels if label >= row):
            here = [n for n, each in enumerate(places) if (each == {row} if row == column else {row, column} <= each)]
            if here and len(here) >= least:
                expected = None if row == column else count[row] * count[column] / len(found)
                cells[row, column] = (len(here), sum(falls[n] for n in here), expected)
    return {"total": len(found), "between": sum(falls), "labels": labels, "cells": cells}


def joined(graph: SmallGraph, official: str, day: date, on: date) -> list[tuple[Any, ...]]:
    """The seats that an official had taken by a day, as known on another: the one that counts is the least."""
    return [
        (-(told.get("validFrom") or date.min).toordinal(), not valid(told, day), to)
        for to, told in graph.leaving(official, "WORKS_FOR", "Department")
        if (told.get("validFrom") or date.min) <= day and (told.get("attestedOn") or date.min) <= on
    ]


def place(rule: Rule, party: str, day: date) -> str | None:
    """The department or public organisation that somebody stood for on a day."""
    graph = rule.graph
    if graph.label(party) == "Organisation":
        return party if graph.get(party, "publicTask") is True else None
    department = party if graph.label(party) == "Department" else min(joined(graph, party, day, rule.on), default=(None,))[-1]
    return department if department and not rule.municipality(department) else None


def stood_for(rule: Rule, party: str, day: date) -> set[str]:
    """The silo of that, if any."""
    found = place(rule, party, day)
    return {rule.silo(found)} if found else set()


def present(graph: SmallGraph, event: str, held: date) -> set[str]:
    """Who of the government was at an event, or organised it."""
    return {party for how in ("ATTENDED", "ORGANISED") for party, when in graph.arriving(event, how)
            if valid(when, held) and graph.label(party) in ("Official", "Department", "Organisation")}


def bridges(graph: SmallGraph, on: date, silos: frozenset[str], named: bool) -> list[tuple[str, str | None, int]]:
    """(department, official or None, ties): officials with a seat or a shared event in two or more of the silos."""
    rule, found = Rule(graph, on), Counter[tuple[str, str | None]]()
    for official, (label, _) in graph.nodes.items():
        if label != "Official":
            continue
        ties = [stood_for(rule, seat[-1], on) & silos for seat in joined(graph, official, on, on)]
        for event, (kind, told) in graph.nodes.items():
            held = told.get("date")
            if kind != "Event" or held is None or held > on:
                continue
            there = present(graph, event, held)
            if official in there:
                ties.append(set().union(*(stood_for(rule, party, held) for party in there - {official})) & silos)
        if len(set().union(*ties)) > 1 and joined(graph, official, on, on):
            shown = official if named and graph.get(official, "bridgeVisible") is True else None
            found[min(joined(graph, official, on, on))[-1], shown] += sum(map(bool, ties))
    return sorted(((*place, number) for place, number in found.items()), key=lambda each: (-each[2], each[0], each[1] or ""))
