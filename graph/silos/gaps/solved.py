"""Gaps that were solved: initiatives that nobody owned alone, and then somebody did.

In: CityFacts with the rows of its plain initiatives, a period and a day to look at. Out: SolvedGaps, the one that was solved
last first. What it takes longer to find out of each is worked out when it is asked for.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from graph.ownership.facts.model import Initiative
from graph.ownership.history.change_dates import ONE_DAY
from graph.ownership.history.history import History
from graph.ownership.rule.decide import Decision, OwnershipQuestion, decide
from graph.silos.gaps.gap import Gap, is_asking
from graph.silos.population.city import CityFacts
from graph.silos.population.rows import initiatives_of


@dataclass(frozen=True)
class SolvedGap:
    """`solved_on`: first day with one owner or a lead; `before` and `after`: the day before that, and that day."""

    history: History = field(repr=False, compare=False)
    subject: str
    solved_on: date
    before: Decision
    after: Decision
    day: date

    @cached_property
    def open_since(self) -> date | None:
        """First day on which it was open; None where nobody knows when it began to be."""
        return self.history.open_since(self.subject, self.solved_on - ONE_DAY)

    @cached_property
    def owned_until(self) -> date | None:
        """First day after it was solved without one owner or a lead again, not after the day looked at."""
        question = OwnershipQuestion(self.subject)
        turns = sorted(turn for turn in self.history.owner_turns(self.subject) if self.solved_on < turn <= self.day)
        return next((turn for turn in turns if not decide(self.history.moment(turn), question).settled), None)

    @cached_property
    def silos(self) -> tuple[str, ...]:
        """Those of the gap on the day before."""
        return Gap(self.history, self.history.moment(self.solved_on - ONE_DAY), self.before).silos

    @property
    def open_days(self) -> int | None:
        """Days that it was open before it was solved."""
        return (self.solved_on - self.open_since).days if self.open_since else None

    @property
    def owned_days(self) -> int:
        """Days that it has had an owner or a lead since, up to the day looked at."""
        return ((self.owned_until or self.day) - self.solved_on).days


def solved_gaps(
    world: CityFacts, rows: Iterable[list[Any]], start: date | None, end: date | None, day: date, statuses: frozenset[str]
) -> list[SolvedGap]:
    """Those solved from `start` up to but not including `end`, by `day`; `statuses`: what they were before (empty: any)."""
    last = day if end is None or end > day else end - ONE_DAY
    initiatives = world.take((*world.named.values(), *initiatives_of(world, rows, named=True)))
    found = [
        SolvedGap(world.history, initiative.id, turn, before, after, day)
        for initiative in initiatives
        for turn, before, after in _turned(world.history, initiative, start or date.min, last)
        if not statuses or before.status.value in statuses
    ]
    return sorted(found, key=lambda gap: (-gap.solved_on.toordinal(), gap.subject))


def _turned(
    history: History, initiative: Initiative, first: date, last: date
) -> Iterator[tuple[date, Decision, Decision]]:
    """The days on which it began to have an owner or a lead, while it ran and asked for something then and the day before."""
    turns = sorted(turn for turn in history.owner_turns(initiative.id) if first <= turn <= last)
    turns = [turn for turn in turns if is_asking(initiative, turn - ONE_DAY) and is_asking(initiative, turn)]
    question, after = OwnershipQuestion(initiative.id), None
    for turn in turns:
        # What held on one turning point holds until the next.
        before = after or decide(history.moment(turn - ONE_DAY), question)
        after = decide(history.moment(turn), question)
        if after.settled and not before.settled:
            yield turn, before, after
