"""Double work as plain Python over a small graph: every pair of initiatives, one condition after the other.

In: a SmallGraph, a date, the words of the API. Out: the pairs in their order. Tokens are those of the search, everything else
is written from docs/silos.md alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from math import log
from typing import Any

from graph.search_tokens import tokens
from tests.graph.ownership.small_graph import Properties, SmallGraph
from tests.graph.silos.specification import Initiative

NAMED = ("OWNED", "SHARED", "CONTESTED", "PARTLY_OWNED")
PARTIES = ("Resident", "Official", "Department", "Organisation")


@dataclass(frozen=True)
class Pair:
    """`score` is exact."""

    one: str
    other: str
    score: Fraction
    domains: frozenset[str]
    areas: frozenset[str]
    owners: tuple[frozenset[str], frozenset[str]]
    silos: tuple[frozenset[str], frozenset[str]]


class Doer(Initiative):
    """One initiative at a date."""

    @cached_property
    def tokens(self) -> frozenset[str]:
        texts = [text for text in (self.told("title"), self.told("summary")) if isinstance(text, str)]
        return frozenset(tokens(" ".join(texts)))

    @cached_property
    def owners(self) -> frozenset[str]:
        return frozenset(self.answer.owners) if self.answer.status in NAMED else frozenset()

    @cached_property
    def owning_silos(self) -> frozenset[str]:
        return frozenset(map(self.rule.silo, self.owners))

    @cached_property
    def domains(self) -> frozenset[str]:
        """Topics that are domains, and those that topics that are problems fall under."""
        problems = {topic.subject for topic in self.topics} - self.topic_domains
        return self.topic_domains.union(*(self.rule.out(problem, "FALLS_UNDER", "Domain") for problem in problems))

    @cached_property
    def areas(self) -> frozenset[str]:
        return frozenset(self.rule.out(self.id, "LOCATED_IN", "Area"))

    def met(self, seen: tuple[str, ...]) -> set[str]:
        """Whom and what it has to do with by now: who started or supports it, what is about it, who organised that."""
        found = {party for kind in ("STARTED", "SUPPORTS") for party, told in self.graph.arriving(self.id, kind) if self.begun(told)}
        for about, told in self.graph.arriving(self.id, "CONCERNS"):
            held = self.graph.get(about, "date")
            if self.begun(told) and (held is None or held <= self.on):
                found |= {about, *(party for party, when in self.graph.arriving(about, "ORGANISED") if self.begun(when))}
        return {each for each in found if self.graph.label(each) in (*seen, "Event", "Document")}

    def begun(self, told: Properties) -> bool:
        return all(told.get(name) is None or told[name] <= self.on for name in ("validFrom", "attestedOn"))


def population(graph: SmallGraph, on: date) -> list[Doer]:
    found = [Doer(graph, node, on) for node, (label, _) in graph.nodes.items() if label == "Initiative"]
    return [each for each in found if each.asks(include_ended=False)]


def weights(doers: list[Doer]) -> dict[str, int]:
    every = {token for each in doers for token in each.tokens}
    return {token: round(1000 * log(1 + len(doers) / sum(token in each.tokens for each in doers)) ** 2) for token in every}


def score(one: Doer, other: Doer, weight: dict[str, int]) -> Fraction:
    every = sum(weight[token] for token in one.tokens | other.tokens)
    return Fraction(sum(weight[token] for token in one.tokens & other.tokens), every) if every else Fraction(0)


def meeting(one: frozenset[str], other: frozenset[str], rule: Any) -> frozenset[str]:
    """Those that both have, and of two of which one lies under the other, the lower."""
    return frozenset(
        low for a in one for b in other for low, high in ((a, b), (b, a)) if high in rule.chain(low)
    )


def double_work(graph: SmallGraph, on: date, wanted: dict[str, Any], seen: tuple[str, ...] = PARTIES) -> list[Pair]:
    """All pairs, most alike first."""
    doers = population(graph, on)
    found = list(_pairs(doers, weights(doers), wanted, seen))
    return sorted(found, key=lambda pair: (-float(pair.score), pair.one, pair.other))


def _pairs(doers: list[Doer], weight: dict[str, int], wanted: dict[str, Any], seen: tuple[str, ...]) -> Iterator[Pair]:
    for one, other in combinations(sorted(doers, key=lambda each: each.id), 2):
        silos = one.owning_silos, other.owning_silos
        domains, areas = meeting(one.domains, other.domains, one.rule), meeting(one.areas, other.areas, one.rule)
        nowhere = not one.areas and not other.areas
        if not all(silos) or silos[0] & silos[1] or not domains or not (areas or nowhere):
            continue
        found = score(one, other, weight)
        if one.met(seen) & other.met(seen) or float(found) < wanted.get("minScore", 0.2):
            continue
        if _meets(one, other, wanted):
            yield Pair(one.id, other.id, found, domains, areas, (one.owners, other.owners), silos)


def _meets(one: Doer, other: Doer, wanted: dict[str, Any]) -> bool:
    def both(name: str, of: str) -> bool:
        given = set(wanted.get(name) or ())
        return not given or all(any(given & set(each.rule.chain(place)) for place in getattr(each, of)) for each in (one, other))

    silos, initiative = set(wanted.get("silos") or ()), wanted.get("initiative")
    return (
        both("areas", "areas") and both("domains", "domains")
        and (not silos or bool(silos & (one.owning_silos | other.owning_silos)))
        and (initiative is None or initiative in (one.id, other.id))
    )  # fmt: skip
