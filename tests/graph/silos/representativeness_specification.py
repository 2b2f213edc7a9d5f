"""Who is missing at events, as plain Python over a small graph: what the API must answer, and what nobody may work out.

In: a SmallGraph with events, a day of today, and the arguments of the question. Out: the answer, item by item. What is added
up by area is made of the answers for each event, and of nothing else: so it tells no more than those do.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from math import sqrt
from typing import Any

from tests.graph.ownership.day import Day, valid
from tests.graph.ownership.small_graph import SmallGraph

Group = tuple[str, str]
Heads = dict[Group, int]
Stated = tuple[Heads, dict[Group, Group]]
Part = tuple[dict[str, int], dict[str, str]]
Z = 1.959963984540054


def parsed(texts: Any) -> Stated:
    """Numbers by group in small letters, and how each group is written first."""
    heads, written = Heads(), dict[Group, Group]()
    for text in texts if isinstance(texts, list) else []:
        parts = [part.strip(" ") for part in text.split(":")]
        number = re.fullmatch("[0-9]{1,8}", parts[-1])
        if number and len(parts) in (2, 3) and all(parts):
            group = (parts[0] if len(parts) == 3 else "", parts[-2])
            key = (group[0].lower(), group[1].lower())
            heads[key] = heads.get(key, 0) + int(parts[-1])
            written.setdefault(key, group)
    return heads, written


def hidden(heads: dict[str, int], least: int) -> set[str] | None:
    """The fewest groups, the smallest first, that are all the small ones and tell nothing of them beside their sum."""
    positive = sorted((number, group) for group, number in heads.items() if number > 0)
    small = {group for number, group in positive if number < least}
    if not small:
        return set()
    for size in range(2, len(positive) + 1):
        for chosen in combinations(positive, size):
            groups, rest = {group for _, group in chosen}, [each for each in positive if each not in chosen]
            if small <= groups and (not rest or max(chosen) < min(rest)) and max(spans(sum(number for number, _ in chosen), size)) >= least:
                return groups
    return None


def spans(total: int, size: int) -> set[int]:
    """All that one of some positive numbers can be, of which only the sum is known: tried one by one."""
    return {number for number in range(1, total + 1) if total - number >= size - 1 and (size > 1 or number == total)}


def wilson(number: int, total: int) -> tuple[float, float]:
    """The shares p that lie z standard deviations from what was counted: the roots of (x - p)² = z² p (1 - p) / n."""
    if total == 0:
        return 0.0, 1.0
    a, b, c = total + Z * Z, -(2 * number + Z * Z), number * number / total
    root = sqrt(max(0.0, b * b - 4 * a * c))
    return max(0.0, (-b - root) / (2 * a)), min(1.0, (-b + root) / (2 * a))


class Question:
    """A question about a graph."""

    def __init__(self, graph: SmallGraph, today: date, least: int, *, only_public: bool = False, **given: Any) -> None:
        """`only_public`: nothing is told of a group that no area names among its inhabitants."""
        self.graph, self.today, self.least, self.given = graph, today, least, given
        areas = sorted(node for node, (label, _) in graph.nodes.items() if label == "Area")
        self.public: dict[Group, Group] | None = {} if only_public else None
        for area in areas if only_public else ():
            for group, written in parsed(graph.get(area, "population"))[1].items():
                self.public.setdefault(group, written)  # type: ignore[union-attr]

    def events(self) -> list[str]:
        """Those that are asked for, in order of date and id."""
        found = [node for node, (label, _) in self.graph.nodes.items() if label == "Event" and self.is_asked(node)]
        return sorted(found, key=lambda node: (self.graph.get(node, "date") or date.max, node))

    def is_asked(self, event: str) -> bool:
        held, given = self.graph.get(event, "date"), self.given
        return (
            (not given.get("start") or (held is not None and held >= given["start"]))
            and (not given.get("end") or (held is not None and held < given["end"]))
            and (not given.get("kinds") or self.graph.get(event, "kind") in given["kinds"])
            and (not given.get("areas") or any(area in given["areas"] for line in self.lines(event) for area in line))
            and (not given.get("domain") or given["domain"] in self.about(event))
        )

    def about(self, event: str) -> set[str]:
        """All that an event leads to by what it concerns, today."""
        found, left = set[str](), [node for node, told in self.graph.leaving(event, "CONCERNS") if valid(told, self.today)]
        while left:
            node = left.pop()
            if node not in found:
                found.add(node)
                for kind in ("TOUCHES", "ADDRESSES", "FALLS_UNDER", "PART_OF"):
                    left += [other for other, told in self.graph.leaving(node, kind) if valid(told, self.today)]
        return found

    def lines(self, event: str) -> list[list[str]]:
        day = Day(self.graph, self.graph.get(event, "date") or self.today)
        return [day.chain(area) for area in sorted(day.out(event, "LOCATED_IN", "Area"))]

    def beside(self, event: str) -> str | None:
        """The first area above all of its areas that states inhabitants."""
        lines = self.lines(event)
        for area in lines[0] if lines else []:
            if all(area in line for line in lines) and parsed(self.graph.get(area, "population"))[0]:
                return area
        return None

    def by_event(self) -> list[dict[str, Any]]:
        return [self.item([event], self.beside(event), event) for event in self.events()]

    def by_area(self) -> list[dict[str, Any]]:
        found: dict[str | None, list[str]] = {}
        for event in self.events():
            found.setdefault(self.beside(event), []).append(event)
        return [self.item(found[area], area, None) for area in sorted(found, key=lambda area: (area is None, area or ""))]

    def item(self, events: list[str], area: str | None, event: str | None) -> dict[str, Any]:
        stated = [parsed(self.graph.get(each, "headCounts")) for each in events]
        return {
            "event": event and {"id": event}, "area": area and {"id": area}, "events": len(events), "notStated": sum(not heads for heads, _ in stated),
            "synthetic": any(self.graph.get(node, "synthetic") is True for node in (*events, *([area] if area else []))),
            "dimensions": list(self.dimensions(stated, parsed(self.graph.get(area, "population")) if area else ({}, {}))),
        }  # fmt: skip

    def dimensions(self, stated: list[Stated], living: Stated) -> Iterator[dict[str, Any]]:
        """Those of the area first, as far as an event states them."""
        said = dict.fromkeys(dimension for heads, _ in stated for dimension, _ in heads)
        for key in dict.fromkeys([*(each for each, _ in living[0] if each in said), *said]):
            tables = [part(each, key) for each in stated]
            public = {group: written for (of, group), (_, written) in (self.public or {}).items() if of == key}
            if self.public is not None and not any(group in public for table, _ in (*tables, part(living, key)) for group in table):
                continue
            name = next(written[0] for of in (living, *stated) for group, written in of[1].items() if group[0] == key)
            if self.public is not None and not any(group[0] == key for group in living[0]):
                first = next(group for table, _ in tables for group in table if group in public)
                name = self.public[key, first][0]
            yield {"name": name or None} | self.dimension([table for table in tables if table[0]], part(living, key), None if self.public is None else public)

    def dimension(self, tables: list[Part], living: Part, public: dict[str, str] | None) -> dict[str, Any]:
        """Each event is told by itself first; then what was told is added up. A group is called as it is where it is told first."""
        told = [(table, written, left_out) for table, written in tables if (left_out := hidden(table, self.least)) is not None]
        total, population = sum(sum(table.values()) for table, *_ in told), living[0]
        names = dict(living[1])
        for _, written, _ in told:
            names |= {group: name for group, name in written.items() if group not in names}
        if public is not None:
            names = {group: living[1].get(group, public[group]) for group in names if group in public}
        groups = []
        for group in names if told else ():
            least = most = 0
            for table, _, left_out in told:
                known = sum(number for each, number in table.items() if each not in left_out)
                possible = spans(sum(table.values()) - known, len(left_out)) if group in left_out else {table.get(group, 0)}
                least, most = least + min(possible), most + max(possible)
            groups.append(share(names[group], least, most, total, population.get(group), sum(population.values())))
        return {
            "events": len(tables), "withheld": len(tables) - len(told), "total": total if told else None,
            "suppressed": sum(each["count"] is None for each in groups), "groups": groups,
        }  # fmt: skip


def part(stated: Stated, dimension: str) -> Part:
    """One dimension: numbers and names by group."""
    heads, written = stated
    mine = [group for group in heads if group[0] == dimension]
    return {group[1]: heads[group] for group in mine}, {group[1]: written[group][1] for group in mine}


def share(group: str, least: int, most: int, total: int, living: int | None, everybody: int) -> dict[str, Any]:
    count = least if least == most else None
    reference = living / everybody if living is not None and everybody else None
    shares = {"share": None if count is None or not total else count / total, "low": wilson(least, total)[0], "high": wilson(most, total)[1]}
    ratios = {f"ratio{end}": None if shares[of] is None or not reference else shares[of] / reference for end, of in (("", "share"), ("Low", "low"), ("High", "high"))}  # type: ignore[operator]
    return {"group": group, "count": count, "atLeast": least, "atMost": most, **shares, "population": living, "reference": reference, **ratios}
