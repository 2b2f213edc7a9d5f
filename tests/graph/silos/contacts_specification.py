"""The ways of residents from door to door, as plain Python over a small graph: what the analysis of them must say.

In: a SmallGraph with contacts, and a period. Out: one Way for each, the loops among them, and counts from door to owner.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from tests.graph.ownership.day import Day, key, valid
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.specification import Answer, Rule, ownership


@dataclass(frozen=True)
class Way:
    contacts: tuple[str, ...]
    doors: tuple[str | None, ...]
    days: tuple[date, ...]
    subject: str | None
    right: tuple[bool | None, ...]
    party: str | None
    owner: str | None


def ways(graph: SmallGraph, start: date, end: date) -> list[Way]:
    """Ways whose first contact was in the period; nobody was sent to that one."""
    contacts = [node for node, (label, _) in graph.nodes.items() if label == "Contact"]
    sent = {to for kind, _, to, _ in graph.relationships if kind == "REFERRED_TO"}
    first = sorted((node for node in contacts if node not in sent), key=lambda node: (graph.get(node, "at"), node))
    return [way(graph, node) for node in first if start <= day_of(graph, node) < end]


def day_of(graph: SmallGraph, contact: str) -> date:
    """The day in the city, which is Amsterdam where nothing else is said."""
    return graph.get(contact, "at").astimezone(ZoneInfo("Europe/Amsterdam")).date()  # type: ignore[no-any-return]


def leads_to(graph: SmallGraph, contact: str, kind: str) -> str | None:
    """Of several that hold on the day of the contact, the lowest key."""
    found = {to for to, told in graph.leaving(contact, kind) if valid(told, day_of(graph, contact))}
    return min(found, key=lambda node: (key(node), node), default=None)


def way(graph: SmallGraph, first: str) -> Way:
    contacts = [first]
    while (following := leads_to(graph, contacts[-1], "REFERRED_TO")) and following not in contacts:
        contacts.append(following)
    subject = next((found for each in contacts if (found := leads_to(graph, each, "ABOUT"))), None)
    answer = ownership(graph, subject, day_of(graph, first)) if subject else None
    return Way(
        tuple(contacts),
        tuple(leads_to(graph, each, "AT") for each in contacts),
        tuple(day_of(graph, each) for each in contacts),
        subject,
        tuple(is_right(graph, each, subject) for each in contacts),
        party(graph, first),
        owner(answer) if answer else None,
    )


def owner(answer: Answer) -> str | None:
    return answer.lead or min(answer.owners, default=None)


def party(graph: SmallGraph, contact: str) -> str | None:
    """The department or organisation behind the door of a contact."""
    door = leads_to(graph, contact, "AT")
    if door is None or graph.label(door) == "Department":
        return door
    found = {to for to, told in graph.leaving(door, "PART_OF") if valid(told, day_of(graph, contact))}
    return min(found, key=lambda node: (key(node), node), default=None)


def is_right(graph: SmallGraph, contact: str, subject: str | None) -> bool | None:
    """Whether the door is an owner's, or on one line with one, the municipality left out."""
    behind, on = party(graph, contact), day_of(graph, contact)
    owners = ownership(graph, subject, on).owners if subject else ()
    if behind is None or not owners:
        return None
    day, rule = Day(graph, on), Rule(graph, on)
    if rule.municipality(behind):
        return False
    return any(behind == each or day.above(behind, each) or day.above(each, behind) for each in owners)


def loops(found: list[Way]) -> dict[str, tuple[set[str], int]]:
    """First contact: how the way went round, and the days it cost."""
    told = {}
    for each in found:
        kinds, days = set(), 0
        for i, before in enumerate(each.doors):
            for j in range(i + 2, len(each.doors)):
                if before and each.doors[j] == before and {*each.doors[i + 1 : j]} - {before, None}:
                    kinds.add("RETURNED")
                    days = max(days, (each.days[j] - each.days[i]).days)
        if len({*each.doors} - {None}) >= 3 and True not in each.right:
            kinds.add("NO_OWNER")
            days = max(0, (each.days[-1] - each.days[0]).days)
        if kinds:
            told[each.contacts[0]] = kinds, days
    return told


def misrouted(found: list[Way]) -> dict[str, Counter[str]]:
    """From each first door to the owners of what was somebody else's."""
    told: dict[str, Counter[str]] = {}
    for each in found:
        if each.doors[0] and each.party and each.owner and not each.right[0]:
            told.setdefault(each.doors[0], Counter())[each.owner] += 1
    return told
