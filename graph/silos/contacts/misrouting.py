"""Which doors send residents on, and where those should have gone: counted, with the uncertainty of small numbers.

In: Chains. Out: for each door and owner the number of ways that began at that door and were somebody else's, as a share
of all ways that began there and had an owner, with Wilson's 95 % interval (E. B. Wilson, 1927).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from graph.silos.contacts.chains import Chain
from graph.silos.wilson import wilson


@dataclass(frozen=True)
class Cell:
    """Ways that began at `counter` and were for `department`: `contacts` of `total`; rate, low and high between 0 and 1."""

    counter: str
    department: str
    contacts: int
    total: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True)
class Misrouting:
    """The cells, most first, and what is not in them: every way is counted once in `chains`.

    chains = right + wrong + without_owner + unplaced; wrong = the contacts of all cells, the `suppressed` ones included.
    """

    cells: tuple[Cell, ...]
    chains: int
    right: int
    wrong: int
    without_owner: int
    unplaced: int
    suppressed: int


def misrouting(found: Iterable[Chain], min_cell: int) -> Misrouting:
    """Count; cells of fewer than `min_cell` ways are left out, and how many those are is told."""
    judged: list[tuple[str, str | None]] = []
    without_owner = unplaced = 0
    for chain in found:
        if chain.first_door is None or chain.first_party is None:
            unplaced += 1
        elif chain.right_party is None:
            without_owner += 1
        else:
            judged.append((chain.first_door, None if chain.first_was_owner else chain.right_party))
    totals, wrong = Counter(door for door, _ in judged), Counter(each for each in judged if each[1])
    cells = [_cell(door, str(party), number, totals[door]) for (door, party), number in wrong.items() if number >= min_cell]
    return Misrouting(
        cells=tuple(sorted(cells, key=lambda each: (-each.contacts, each.counter, each.department))),
        chains=len(judged) + without_owner + unplaced,
        right=len(judged) - wrong.total(),
        wrong=wrong.total(),
        without_owner=without_owner,
        unplaced=unplaced,
        suppressed=sum(number < min_cell for number in wrong.values()),
    )


def _cell(door: str, party: str, number: int, total: int) -> Cell:
    low, high = wilson(number, total)
    return Cell(door, party, number, total, number / total, low, high)
