"""Bridges: who has ties to two or more of the silos of a gap, told by department; by name only where that was agreed to.

In: Encounters and the silos of a gap. Out: Bridges. A tie of an official is a seat, now or earlier, or an event up to that
date where somebody of another silo was too. A seat leads to one silo, an event to those of all others who were there or
organised it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.silos.ties.encounters import Encounters


@dataclass(frozen=True, slots=True)
class Bridge:
    """Ties of one official, or of all in a department who are not named."""

    department: str
    official: str | None
    ties: int


class Bridges:
    """The ties of all officials up to a day; `named`: those who agreed to it are named."""

    def __init__(self, encounters: Encounters, *, named: bool) -> None:
        self._encounters, self._named = encounters, named
        self._ties = {official.id: [frozenset({silo}) for silo in encounters.seats(official)] for official in encounters.officials}
        for _, present, parties in encounters.events():
            for official in parties & self._ties.keys():
                self._ties[official].append(frozenset(each.silo for each in present if each.party != official))

    def between(self, silos: Iterable[str]) -> list[Bridge]:
        """Who has ties to two or more of these silos, most ties first."""
        wanted, found = frozenset(silos), dict[tuple[str, str | None], int]()
        for official in self._encounters.officials:
            reached = [tie & wanted for tie in self._ties[official.id]]
            seat = self._encounters.seat(official)
            if seat and len(frozenset().union(*reached)) > 1:
                place = seat, official.id if self._named and official.id in self._encounters.agreed else None
                found[place] = found.get(place, 0) + sum(map(bool, reached))
        return [Bridge(*place, number) for place, number in sorted(found.items(), key=_order)]


def _order(found: tuple[tuple[str, str | None], int]) -> tuple[int, str, str]:
    (department, official), ties = found
    return -ties, department, official or ""
