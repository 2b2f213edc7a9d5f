"""Gaps that were solved: initiatives that nobody owned alone, and then somebody did.

In: CityFacts with the rows of its plain initiatives, a period and a day to look at. Out: Solutions, the last one first; and of a
page of them SolvedGaps, with what it takes longer to find out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.ownership.facts.model import Initiative
from graph.ownership.history.change_dates import ONE_DAY
from graph.ownership.history.history import History
from graph.ownership.rule.decide import Decision, OwnershipQuestion, decide
from graph.silos.gaps.gap import Gap, is_asking
from graph.silos.population.city import CityFacts
from graph.silos.population.rows import initiatives_of


@dataclass(frozen=True)
class Solution:
    """`solved_on`: first day with one owner or a lead; `before` and `after`: the day before that, and that day."""

    subject: str
    solved_on: date
    before: Decision
    after: Decision


@dataclass(frozen=True)
class SolvedGap(Solution):
    """The same with what takes longer to find out.

    `open_since`: first day on which it was open, None where nobody knows when it began to be; `owned_until`: first day after it was
    solved without one owner or a lead again, not after `day`; `silos`: those of the gap on the day before it was solved.
    """

    day: date
    open_since: date | None
    owned_until: date | None
    silos: tuple[str, ...]

    @property
    def open_days(self) -> int | None:
        """Days that it was open before it was solved."""
        return (self.solved_on - self.open_since).days if self.open_since else None

    @property
    def owned_days(self) -> int:
        """Days that it has had an owner or a lead since, up to the day looked at."""
        return ((self.owned_until or self.day) - self.solved_on).days


def solved_gaps(
    city: CityFacts, rows: Iterable[list[Any]], start: date | None, end: date | None, day: date, statuses: frozenset[str]
) -> list[Solution]:
    """Those solved from `start` up to but not including `end`, by `day`; `statuses`: what they were before (empty: any)."""
    last = day if end is None or end > day else end - ONE_DAY
    initiatives = city.add((*city.named.values(), *initiatives_of(city, rows, named=True)))
    found = [
        Solution(initiative.id, turn, before, after)
        for initiative in initiatives
        for turn, before, after in _turned(city.history, initiative, start or date.min, last)
        if not statuses or before.status.value in statuses
    ]
    return sorted(found, key=lambda gap: (-gap.solved_on.toordinal(), gap.subject))


def with_dates(history: History, found: Iterable[Solution], day: date) -> list[SolvedGap]:
    """Since when each was open and until when it was owned, as known on a day; their initiatives are in the facts."""
    return [_with_dates(history, each, day) for each in found]


def _with_dates(history: History, found: Solution, day: date) -> SolvedGap:
    day_before, question = found.solved_on - ONE_DAY, OwnershipQuestion(found.subject)
    turns = sorted(turn for turn in history.owner_turns(found.subject) if found.solved_on < turn <= day)
    return SolvedGap(
        found.subject, found.solved_on, found.before, found.after, day,
        open_since=history.open_since(found.subject, day_before),
        owned_until=next((turn for turn in turns if not decide(history.snapshot(turn), question).settled), None),
        silos=Gap(history, history.snapshot(day_before), found.before).silos,
    )  # fmt: skip


def _turned(
    history: History, initiative: Initiative, first: date, last: date
) -> Iterator[tuple[date, Decision, Decision]]:
    """The days on which it began to have an owner or a lead, while it ran and asked for something then and the day before."""
    turns = sorted(turn for turn in history.owner_turns(initiative.id) if first <= turn <= last)
    turns = [turn for turn in turns if is_asking(initiative, turn - ONE_DAY) and is_asking(initiative, turn)]
    question, after = OwnershipQuestion(initiative.id), None
    for turn in turns:
        # What held on one turning point holds until the next.
        before = after or decide(history.snapshot(turn - ONE_DAY), question)
        after = decide(history.snapshot(turn), question)
        if after.settled and not before.settled:
            yield turn, before, after
