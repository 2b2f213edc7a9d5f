"""Sees that the trees stay trees: on any day at most one valid PART_OF leaves a node, and no path leads back.

In: the tree relationships of a load, and those in the graph already. Out: with its entry, a fault for each second
parent and each loop, with the path that shows it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import orjson

from graph.model.definition import RELATIONSHIPS, node_id
from graph.read.lookup import Branch
from loaders.faults import Fault, Place
from loaders.staging.store import Staged, Staging


@dataclass(frozen=True)
class Step:
    """A tree relationship of this load: where it is stated, and by which entry."""

    place: Place
    entry: int


@dataclass(frozen=True)
class Link:
    """One step up in a tree, and where this load states it (None: it is in the graph already)."""

    child: str
    parent: str
    first: date
    last: date
    record: Step | None
    lasts: bool = True
    """False when the load does not say when it ends: what the graph says of that then stays."""

    def on(self, day: date) -> bool:
        """True when it is valid on that day."""
        return self.first <= day < self.last

    def overlaps(self, other: "Link") -> bool:
        """True when both are valid on one and the same day."""
        return self.first < other.last and other.first < self.last


def has_trees(staging: Staging) -> bool:
    """Whether this load states any step of a tree."""
    return any(kind.ends and RELATIONSHIPS[kind.name].tree for kind in staging.kinds)


def tree_faults(staging: Staging, in_graph: Iterable[Branch]) -> list[tuple[int, Fault]]:
    """Second parents and loops that a load brings, alone or together with what is in the graph."""
    own = sorted(staged_links(staging), key=lambda link: link.record.entry if link.record else 0)
    links = _links(own, in_graph)
    seconds = _second_parents(links)
    return seconds or _loops(links)


def staged_links(staging: Staging) -> Iterator[Link]:
    """The steps that a load states."""
    for number, kind in enumerate(staging.kinds):
        if kind.ends and RELATIONSHIPS[kind.name].tree:
            for staged in staging.elements(number):
                yield _link(staging, kind.ends, staged)


def _link(staging: Staging, ends: tuple[str, ...], staged: Staged) -> Link:
    values = dict(zip(staging.shapes[staged.shape].columns, orjson.loads(staged.vals), strict=True))
    start, stop, first = staged.identity
    return Link(
        node_id(ends[0], start),
        node_id(ends[1], stop),
        _day(first) or date.min,
        _day(values.get("validTo")) or date.max,
        Step(staging.place(staged), staged.entry),
        "validTo" in values,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _links(own: Iterable[Link], in_graph: Iterable[Branch]) -> list[Link]:
    links = {(link.child, link.parent, link.first): link for link in own}
    for branch in in_graph:
        there = link_of(branch)
        stated = links.setdefault((there.child, there.parent, there.first), there)
        if stated.record and not stated.lasts:
            links[there.child, there.parent, there.first] = replace(stated, last=there.last)
    return list(links.values())


def link_of(branch: Branch) -> Link:
    """A step that is in the graph."""
    return Link(branch.child, branch.parent, branch.valid_from or date.min, branch.valid_to or date.max, None)


def loop_through(some: Mapping[int, Link], rest: Sequence[Link]) -> frozenset[int]:
    """Those of some links that one loop goes through, by their number; none when there is no such loop."""
    numbers = {id(link): number for number, link in some.items()}
    suspects = _within_loops([*some.values(), *rest])
    for day in sorted({link.first for link in suspects}):
        above = {link.child: link for link in suspects if link.on(day)}
        for link in above.values():
            found = frozenset(numbers[id(step)] for step in _path_back(link, above) if id(step) in numbers)
            if found:
                return found
    return frozenset()


def _second_parents(links: Sequence[Link]) -> list[tuple[int, Fault]]:
    by_child = defaultdict(list)
    for link in links:
        by_child[link.child].append(link)
    faults = []
    for siblings in by_child.values():
        for position, link in enumerate(siblings):
            for earlier in siblings[:position]:
                if link.overlaps(earlier) and (fault := _second_parent(earlier, link)):
                    faults.append(fault)
                    break
    return faults


def _second_parent(one: Link, other: Link) -> tuple[int, Fault] | None:
    if other.record is None:
        one, other = other, one
    if other.record is None:
        return None  # both are in the graph: `check` reports that
    where = one.record.place if one.record else "the graph"
    reason = f"{other.child} is already part of {one.parent} on the same day ({where}), and now of {other.parent}"
    fault = other.record.place.fault("to", reason, "Give the first a validTo, or drop one of the two.")
    return other.record.entry, fault


def _loops(links: Sequence[Link]) -> list[tuple[int, Fault]]:
    faults = []
    reported: set[frozenset[str]] = set()
    suspects = _within_loops(links)
    for day in sorted({link.first for link in suspects}):
        above = {link.child: link for link in suspects if link.on(day)}
        for link in above.values():
            path = _path_back(link, above)
            nodes = frozenset(step.child for step in path)
            record = next((step.record for step in reversed(path) if step.record), None)
            if record and nodes not in reported:
                reported.add(nodes)
                shown = " -> ".join([*(step.child for step in path), path[0].child])
                fault = record.place.fault("to", f"the path leads back to its start: {shown}", "Drop one step.")
                faults.append((record.entry, fault))
    return faults


def _within_loops(links: Sequence[Link]) -> list[Link]:
    """What is left after taking away, again and again, every link whose parent has nothing above it."""
    left = list(links)
    while True:
        children = {link.child for link in left}
        kept = [link for link in left if link.parent in children]
        if len(kept) == len(left):
            return left
        left = kept


def _path_back(link: Link, above: dict[str, Link]) -> list[Link]:
    """The steps from a link back to its own start; empty when the way up never returns there."""
    path, passed = [link], {link.child}
    while path[-1].parent not in passed:
        passed.add(path[-1].parent)
        following = above.get(path[-1].parent)
        if following is None:
            return []
        path.append(following)
    return path if path[-1].parent == link.child else []
