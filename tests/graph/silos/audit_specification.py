"""Conflicts and holes in who answers for what, as plain Python over a small graph.

In: a SmallGraph and a date. Out: who claims the same thing alone and how long; domains with nobody, by their widest area.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from tests.graph.ownership.gaps_specification import turns
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.specification import Rule, ownership
from tests.graph.silos.specification import Initiative

Conflict = tuple[str, str | None, frozenset[str], date | None, date | None]
FAR = date(9999, 12, 31)


def alone(graph: SmallGraph, subject: str, area: str | None, on: date) -> frozenset[str]:
    """Who holds a subject and says to be the only one."""
    return frozenset(party for party, claims in Rule(graph, on).holders(subject, [area]).items() if any(claim.exclusive for claim in claims))


def conflicts(graph: SmallGraph, on: date) -> Iterator[Conflict]:
    """Each at None where an exclusive responsibility is general, and at every area that one names."""
    for subject, (label, _) in graph.nodes.items():
        if label not in ("Initiative", "Problem", "Domain"):
            continue
        held = [each for each in Rule(graph, on).into(subject, "FOR") if graph.get(each, "exclusive") is True]
        rule = Rule(graph, on)
        held += [each for each, _ in graph.arriving(subject, "FOR") if graph.get(each, "exclusive") is True and each not in held]
        held = [each for each in held if graph.arriving(each, "HOLDS")]
        places = {area for each in held for area in rule.out(each, "WITHIN", "Area")}
        general = any(not rule.out(each, "WITHIN", "Area") for each in held)
        for area in [*([None] if general else []), *places]:
            found = alone(graph, subject, area, on)
            if len(found) > 1:
                yield subject, area, found, *interval(graph, subject, area, on, found)


def interval(graph: SmallGraph, subject: str, area: str | None, on: date, parties: frozenset[str]) -> tuple[date | None, date | None]:
    """Day by day over all days on which anything in the graph changes."""
    days = sorted(turns(graph, FAR))
    start = next((day for day in reversed(days) if day <= on and not parties <= alone(graph, subject, area, day - timedelta(days=1))), None)
    end = next((day for day in days if day > on and not parties <= alone(graph, subject, area, day)), None)
    return start, end


def hole(graph: SmallGraph, domain: str, area: str | None, on: date) -> str | None:
    """Why nobody answers for a domain in an area; None where somebody does. VACANT is not told here."""
    rule = Rule(graph, on)
    topic, _ = rule.answering(domain, area)
    if topic.departments:
        return None
    ended = rule.lapsed(set(rule.chain(domain)), [area])
    if not ended:
        return "NEVER"
    return "EXPIRED" if all(rule.ended(each) for each in ended) else "DISSOLVED"


def holes(graph: SmallGraph, on: date) -> set[tuple[str, str | None, str]]:
    """Those whose next wider area has not the same one."""
    rule, found = Rule(graph, on), set()
    areas = [node for node, (label, _) in graph.nodes.items() if label == "Area"]
    for domain in (node for node, (label, _) in graph.nodes.items() if label == "Domain"):
        everywhere = hole(graph, domain, None, on)
        if everywhere:
            found.add((domain, None, everywhere))
        for area in areas:
            reason = hole(graph, domain, area, on)
            wider = hole(graph, domain, rule.chain(area)[1], on) if len(rule.chain(area)) > 1 else everywhere
            if reason and reason != wider:
                found.add((domain, area, reason))
    return found


def contested(graph: SmallGraph, on: date) -> dict[tuple[str, str | None], set[str]]:
    """For each conflict the initiatives that are contested by it: it is the nearest of what they rest on."""
    known = {(subject, area): parties for subject, area, parties, *_ in conflicts(graph, on)}
    found: dict[tuple[str, str | None], set[str]] = {place: set() for place in known}
    for node, (label, told) in graph.nodes.items():
        started = (told.get("startedOn") or date.min) <= on
        if label != "Initiative" or told.get("asks") == ["NOTHING"] or not started:
            continue
        answer, rule = ownership(graph, node, on), Rule(graph, on)
        if answer.status != "CONTESTED":
            continue
        areas = rule.out(node, "LOCATED_IN", "Area") or [None]
        if answer.basis == "EXPLICIT":
            members = frozenset(party for party, claims in rule.holders(node, areas).items() if any(claim.exclusive for claim in claims))
            rests = [(node, area, members) for area in areas]
        else:
            rests = [
                (topic.inherited_from or topic.subject, topic.area, alone(graph, topic.inherited_from or topic.subject, topic.area, on))
                for topic in Initiative(graph, node, on).topics
            ]
        for subject, area, parties in rests:
            line = rule.chain(area) if area else []
            near = next((place for place in (*((subject, each) for each in line), (subject, None)) if known.get(place, frozenset({""})) <= parties), None)
            if near:
                found[near].add(node)
    return found
