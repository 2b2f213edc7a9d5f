"""Sees that the trees stay trees: on any day at most one valid PART_OF leaves a node, and no path leads back.

In: the tree relationships of a load, and those in the graph already. Out: with its entry, a fault for each second
parent and each loop, with the path that shows it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import orjson

from graph.loops import loop_from, within_loops
from graph.model.definition import RELATIONSHIPS, node_id
from graph.read.lookup import Branch
from loaders.faults import Fault, Place
from loaders.staging.store import Staged, Staging


@dataclass(frozen=True)
class StatedAt:
    """A tree relationship of this load: where it is stated, and by which entry."""

    place: Place
    entry: int


@dataclass(frozen=True)
class TreeStep:
    """One step up in a tree, and where this load states it (None: it is in the graph already)."""

    child: str
    parent: str
    first: date
    last: date
    record: StatedAt | None
    lasts: bool = True
    """False when the load does not say when it ends: what the graph says of that then stays."""

    def on(self, day: date) -> bool:
        """True when it is valid on that day."""
        return self.first <= day < self.last

    def overlaps(self, other: "TreeStep") -> bool:
        """True when both are valid on one and the same day."""
        return self.first < other.last and other.first < self.last


def has_trees(staging: Staging) -> bool:
    """Whether this load states any step of a tree."""
    return any(kind.ends and RELATIONSHIPS[kind.name].tree for kind in staging.kinds)


def tree_faults(staging: Staging, in_graph: Iterable[Branch]) -> list[tuple[int, Fault]]:
    """Second parents and loops that a load brings, alone or together with what is in the graph."""
    own = sorted(staged_steps(staging), key=lambda step: step.record.entry if step.record else 0)
    steps = _all_steps(own, in_graph)
    seconds = _second_parents(steps)
    return seconds or _loops(steps)


def staged_steps(staging: Staging) -> Iterator[TreeStep]:
    """The steps that a load states."""
    for number, kind in enumerate(staging.kinds):
        if kind.ends and RELATIONSHIPS[kind.name].tree:
            for staged in staging.elements(number):
                yield _staged_step(staging, kind.ends, staged)


def _staged_step(staging: Staging, ends: tuple[str, ...], staged: Staged) -> TreeStep:
    values = dict(zip(staging.shapes[staged.shape].columns, orjson.loads(staged.vals), strict=True))
    start, stop, first = staged.identity
    return TreeStep(
        node_id(ends[0], start),
        node_id(ends[1], stop),
        _day(first) or date.min,
        _day(values.get("validTo")) or date.max,
        StatedAt(staging.place(staged), staged.entry),
        "validTo" in values,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _all_steps(own: Iterable[TreeStep], in_graph: Iterable[Branch]) -> list[TreeStep]:
    steps = {(step.child, step.parent, step.first): step for step in own}
    for branch in in_graph:
        stored = tree_step_of(branch)
        stated = steps.setdefault((stored.child, stored.parent, stored.first), stored)
        if stated.record and not stated.lasts:
            steps[stored.child, stored.parent, stored.first] = replace(stated, last=stored.last)
    return list(steps.values())


def tree_step_of(branch: Branch) -> TreeStep:
    """A step that is in the graph."""
    return TreeStep(branch.child, branch.parent, branch.valid_from or date.min, branch.valid_to or date.max, None)


def loop_through(some: Collection[TreeStep], rest: Sequence[TreeStep]) -> frozenset[TreeStep]:
    """Those of some steps that one loop goes through; none when there is no such loop."""
    suspects = within_loops([*some, *rest])
    for day in sorted({step.first for step in suspects}):
        above = {step.child: step for step in suspects if step.on(day)}
        for step in above.values():
            if on_loop := frozenset(_path_back(step, above)).intersection(some):
                return on_loop
    return frozenset()


def _second_parents(steps: Sequence[TreeStep]) -> list[tuple[int, Fault]]:
    by_child = defaultdict(list)
    for step in steps:
        by_child[step.child].append(step)
    faults = []
    for siblings in by_child.values():
        for position, step in enumerate(siblings):
            for earlier in siblings[:position]:
                if step.overlaps(earlier) and (fault := _second_parent(earlier, step)):
                    faults.append(fault)
                    break
    return faults


def _second_parent(one: TreeStep, other: TreeStep) -> tuple[int, Fault] | None:
    if other.record is None:
        one, other = other, one
    if other.record is None:
        return None  # both are in the graph: `check` reports that
    where = one.record.place if one.record else "the graph"
    reason = f"{other.child} is already part of {one.parent} on the same day ({where}), and now of {other.parent}"
    fault = other.record.place.fault("to", reason, "Give the first a validTo, or drop one of the two.")
    return other.record.entry, fault


def _loops(steps: Sequence[TreeStep]) -> list[tuple[int, Fault]]:
    faults = []
    reported: set[frozenset[str]] = set()
    suspects = within_loops(steps)
    for day in sorted({step.first for step in suspects}):
        above = {step.child: step for step in suspects if step.on(day)}
        for step in above.values():
            path = _path_back(step, above)
            nodes = frozenset(step.child for step in path)
            record = next((step.record for step in reversed(path) if step.record), None)
            if record and nodes not in reported:
                reported.add(nodes)
                shown = " -> ".join([*(step.child for step in path), path[0].child])
                fault = record.place.fault("to", f"the path leads back to its start: {shown}", "Drop one step.")
                faults.append((record.entry, fault))
    return faults


def _path_back(step: TreeStep, above: dict[str, TreeStep]) -> list[TreeStep]:
    """The steps from a step back to its own start; empty when the way up never returns there."""
    loop = loop_from(step.child, lambda child: above[child].parent if child in above else None)
    return [above[child] for child in loop] if loop[:1] == [step.child] else []
