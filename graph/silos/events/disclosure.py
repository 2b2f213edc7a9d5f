"""Which counts may be told without telling of a person: small ones are left out, and so much beside them that nobody can
work them out.

In: the heads of one dimension at one event, and the least count to tell. Out: a Table of bounds, of which the exact ones
are told; None where nothing may be told. Sums are made of Tables only, so that no difference of sums, periods or areas
tells more than the Tables do. A lower least count tells the same and more, so that asking twice adds nothing either.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.model.head_counts import Counts, Group


@dataclass(frozen=True)
class Bounds:
    """The least and the most that a count can be, for somebody who sees what is told."""

    least: int
    most: int

    def __add__(self, other: "Bounds") -> "Bounds":
        return Bounds(self.least + other.least, self.most + other.most)


ZERO = Bounds(0, 0)


@dataclass(frozen=True)
class Table:
    """The heads of a dimension: all of them, and the bounds of each group; groups that are not in it have none."""

    total: int
    bounds: Mapping[Group, Bounds]


def disclosed(counts: Counts, least: int) -> Table | None:
    """What may be told. Zero is told: that nobody of a group was there tells of nobody."""
    hidden = _hidden(counts, least)
    if hidden is None:
        return None
    most = sum(counts[group] for group in hidden) - len(hidden) + 1
    bounds = {group: Bounds(1, most) if group in hidden else Bounds(number, number) for group, number in counts.items()}
    return Table(sum(counts.values()), bounds)


def _hidden(counts: Counts, least: int) -> frozenset[Group] | None:
    """Groups that are left out; None: all that would be left does not hide the small ones.

    The total is told, so one that is left out alone could be worked out: the next smallest is left out too, until there
    are two or more of which each could still be `least`, and so could be no small one at all.
    """
    order = sorted((group for group, number in counts.items() if number), key=lambda group: (counts[group], group.key))
    small = sum(counts[group] < least for group in order)
    for size in range(max(small, 2), len(order) + 1) if small else ():
        if sum(counts[group] for group in order[:size]) - size + 1 >= least:
            return frozenset(order[:size])
    return None if small else frozenset()


def added_up(tables: Iterable[Table]) -> Table:
    """Several events as one: a group that an event does not name had no heads there."""
    total, bounds = 0, dict[Group, Bounds]()
    for table in tables:
        total += table.total
        for group, each in table.bounds.items():
            bounds[group] = bounds.get(group, ZERO) + each
    return Table(total, bounds)
