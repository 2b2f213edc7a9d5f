"""Sees that the trees stay trees: on any day at most one valid PART_OF leaves a node, and no path leads back.

In: the tree relationships of a load, and those in the graph already. Out: a fault for each second parent and each
loop, with the path that shows it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph.model import node_id
from graph.stored import Branch
from loaders.records import Fault, RelationshipRecord


@dataclass(frozen=True)
class Link:
    """One step up in a tree, and the record that states it (None: it is in the graph already)."""

    child: str
    parent: str
    first: date
    last: date
    record: RelationshipRecord | None

    def on(self, day: date) -> bool:
        """True when it is valid on that day."""
        return self.first <= day < self.last

    def overlaps(self, other: "Link") -> bool:
        """True when both are valid on one and the same day."""
        return self.first < other.last and other.first < self.last


def tree_faults(records: Iterable[RelationshipRecord], in_graph: Iterable[Branch]) -> list[Fault]:
    """Second parents and loops that the records bring, alone or together with what is in the graph."""
    links = _links(records, in_graph)
    seconds = _second_parents(links)
    return seconds or _loops(links)


def _links(records: Iterable[RelationshipRecord], in_graph: Iterable[Branch]) -> list[Link]:
    own = [
        Link(
            node_id(*record.start),
            node_id(*record.end),
            record.properties.get("validFrom") or date.min,
            record.properties.get("validTo") or date.max,
            record,
        )
        for record in records
    ]
    replaced = {(link.child, link.parent, link.first) for link in own}
    stored = (
        Link(branch.child, branch.parent, branch.valid_from or date.min, branch.valid_to or date.max, None)
        for branch in in_graph
    )
    return own + [link for link in stored if (link.child, link.parent, link.first) not in replaced]


def _second_parents(links: Sequence[Link]) -> list[Fault]:
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


def _second_parent(one: Link, other: Link) -> Fault | None:
    if other.record is None:
        one, other = other, one
    if other.record is None:
        return None  # both are in the graph: `check` reports that
    where = one.record.place if one.record else "the graph"
    reason = f"{other.child} is already part of {one.parent} on the same day ({where}), and now of {other.parent}"
    return other.record.place.fault("to", reason, "Give the first a validTo, or drop one of the two.")


def _loops(links: Sequence[Link]) -> list[Fault]:
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
                faults.append(record.place.fault("to", f"the path leads back to its start: {shown}", "Drop one step."))
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
