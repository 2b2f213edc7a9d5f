"""Looks whether the trees are trees: on any day at most one parent, and no path that leads back.

In: a database. Out: findings, each with the path or the two parents that show it.
"""

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from graph.check.finding import DEADLINE_S, Finding
from graph.database.session import Database
from graph.database.statement import Statement
from graph.loops import loop_from, within_loops
from graph.model.definition import RELATIONSHIPS, node_id

LOOP, SECOND = "loop", "second parent"
# Types along which a path must not lead back; of those that are trees, a node has one parent at a time.
FOLLOWED = ("PART_OF", "SUCCEEDED_BY")


@dataclass(frozen=True, order=True)
class Step:
    """One step up, from id to id, valid from its first day up to its last."""

    child: str
    parent: str
    first: date
    last: date

    def overlaps(self, other: "Step") -> bool:
        """True when both are valid on one and the same day."""
        return self.first < other.last and other.first < self.last


async def tree_findings(database: Database) -> list[Finding]:
    """Loops and second parents."""
    found: list[Finding] = []
    for name in FOLLOWED:
        steps = sorted([step async for step in _steps(database, name)])
        found += second_parents(name, steps) if RELATIONSHIPS[name].tree else []
        found += loops(name, steps)
    return found


async def _steps(database: Database, name: str) -> AsyncIterator[Step]:
    for start, end in RELATIONSHIPS[name].ends:
        text = f"""
MATCH (a:{start})-[r:{name}]->(b:{end})
WHERE a.key IS :: STRING NOT NULL AND b.key IS :: STRING NOT NULL
RETURN a.key, b.key, CASE WHEN r.validFrom IS :: DATE THEN r.validFrom END, CASE WHEN r.validTo IS :: DATE THEN r.validTo END"""
        for child, parent, first, last in (await database.read(Statement(text), deadline_s=DEADLINE_S)).rows:
            yield Step(node_id(start, child), node_id(end, parent), first or date.min, last or date.max)


def second_parents(name: str, steps: Iterable[Step]) -> list[Finding]:
    """Every pair of steps that leave one node for two parents on one day."""
    by_child: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        by_child[step.child].append(step)
    pairs = (pair for siblings in by_child.values() for pair in combinations(siblings, 2) if pair[0].overlaps(pair[1]))
    cure = "Give the first a validTo, or drop one; until then the lowest key is followed."
    return [Finding(SECOND, name, one.child, f"is part of {one.parent} and of {other.parent} on the same day", cure) for one, other in pairs if one.parent != other.parent]


def loops(name: str, steps: Iterable[Step]) -> list[Finding]:
    """Every loop that holds on some day, once."""
    suspects = within_loops(steps)
    seen: set[frozenset[str]] = set()
    found: list[Finding] = []
    for day in sorted({step.first for step in suspects}):
        for path in _loops_of(step for step in suspects if step.first <= day < step.last):
            if frozenset(path) not in seen:
                seen.add(frozenset(path))
                shown = " -> ".join((*path, path[0]))
                found.append(Finding(LOOP, name, path[0], f"the path leads back: {shown}", "Drop one step; until then it is followed once round."))
    return found


def _loops_of(steps: Iterable[Step]) -> Iterator[list[str]]:
    """The loops among steps that hold on one day; each from its lowest id."""
    left = within_loops(steps)
    while left:
        above = {step.child: step.parent for step in reversed(left)}  # the lowest parent wins
        loop = loop_from(min(above), above.get)
        lowest = loop.index(min(loop))
        yield loop[lowest:] + loop[:lowest]
        gone = set(loop)
        left = within_loops(step for step in left if step.child not in gone)
