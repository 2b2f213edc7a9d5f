"""Whether topics have one owner or a lead together, told by bits: what `common_owner` says, an order of magnitude sooner.

In: a Snapshot and who answers for topics. Out: for each topic a Part with two numbers: the parties, and those with all above
them up to their silos, a bit for each. One party that is left in all of the first is the owner; where none is, the lowest in
all of the second. Where several are left, `common_owner` is asked whether one of them leads.
"""

from collections.abc import Sequence
from typing import NamedTuple

from graph.ownership.rule.common_owner import common_owner, lowest_in_tree
from graph.ownership.rule.snapshot import Snapshot
from graph.ownership.rule.topics import TopicAnswer

EVERYBODY = -1  # all bits: what is no topic, or has nobody, leaves out no one


class Part(NamedTuple):
    """A topic in an area, the parties that answer for it, and those with all above them, as bits; 0: nobody."""

    answer: TopicAnswer
    parties: int
    above: int


class Parties:
    """Gives each party a bit, on whatever day."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._places: dict[str, int] = {}

    def bits(self, parties: frozenset[str]) -> int:
        """Some parties."""
        for each in parties - self._places.keys():
            self._places[each] = len(self._names)
            self._names.append(each)
        return sum(1 << self._places[each] for each in parties)

    def named(self, bits: int) -> frozenset[str]:
        """The parties of some bits."""
        return frozenset(each for place, each in enumerate(self._names) if bits >> place & 1)


class Sharing:
    """Who shares topics on a day."""

    def __init__(self, snapshot: Snapshot, parties: Parties | None = None) -> None:
        self._snapshot, self._parties = snapshot, parties or Parties()
        self._known: dict[frozenset[str], tuple[int, int]] = {}
        self._lowest: dict[int, bool] = {}

    def part(self, answer: TopicAnswer) -> Part:
        """A topic with its bits."""
        found = self._known.get(answer.parties)
        if found is None:
            wide = self._snapshot.widened(answer.parties)
            found = self._known[answer.parties] = self._parties.bits(answer.parties), self._parties.bits(wide)
        return Part(answer, *found)

    def settles(self, parts: Sequence[Part]) -> bool:
        """Whether somebody answers for every topic, and one party owns all of them or leads."""
        some = above = EVERYBODY
        for _, of_this, above_this in parts:
            some &= of_this
            above &= above_this
        if not parts or not above:
            return False
        has_one = not some & (some - 1) if some else self._has_one_lowest(above)
        return has_one or common_owner(self._snapshot, [part.answer for part in parts]).lead is not None

    def _has_one_lowest(self, bits: int) -> bool:
        found = self._lowest.get(bits)
        if found is None:
            found = self._lowest[bits] = len(lowest_in_tree(self._snapshot, self._parties.named(bits))) == 1
        return found
