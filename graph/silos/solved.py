"""Gaps that were solved: initiatives that nobody owned alone, and then somebody did.

In: a History of the city, a period and a day to look at. Out: SolvedGaps, the one that was solved last first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.ownership.facts import Initiative
from graph.ownership.rule import Decision, Question, decide
from graph.ownership.timeline import ONE_DAY, History
from graph.silos.gaps import Gap, is_asking


@dataclass(frozen=True)
class SolvedGap:
    """`solved_on`: first day with one owner or a lead. `open_since` is unknown where nobody knows when it began to be open.

    `owned_until`: first day after that without one again, not after the day looked at. `silos`: those of the gap on
    the day before.
    """

    subject: str
    solved_on: date
    before: Decision
    after: Decision
    open_since: date | None
    owned_until: date | None
    day: date
    silos: tuple[str, ...]

    @property
    def open_days(self) -> int | None:
        """Days that it was open before it was solved."""
        return (self.solved_on - self.open_since).days if self.open_since else None

    @property
    def owned_days(self) -> int:
        """Days that it has had an owner or a lead since, up to the day looked at."""
        return ((self.owned_until or self.day) - self.solved_on).days


def solved_gaps(history: History, start: date | None, end: date | None, day: date, statuses: frozenset[str]) -> list[SolvedGap]:
    """Those solved from `start` up to but not including `end`, by `day`; `statuses`: what they were before (empty: any)."""
    last = day if end is None or end > day else end - ONE_DAY
    found = [
        gap
        for initiative in history.facts.initiatives.values()
        for turn in _first_days(history, initiative, start or date.min, last)
        for gap in (_gap(history, initiative, turn, day),)
        if not statuses or gap.before.status.value in statuses
    ]
    return sorted(found, key=lambda gap: (-gap.solved_on.toordinal(), gap.subject))


def _first_days(history: History, initiative: Initiative, first: date, last: date) -> Iterator[date]:
    """The days on which it began to have an owner or a lead, while it ran and asked for something then and the day before."""
    turns = sorted(turn for turn in history.owner_turns(initiative.id) if first <= turn <= last)
    turns = [turn for turn in turns if is_asking(initiative, turn - ONE_DAY) and is_asking(initiative, turn)]
    question, settled = Question(initiative.id), True
    for place, turn in enumerate(turns):
        if place == 0:
            settled = decide(history.moment(turn - ONE_DAY), question).settled
        # What held on one turning point holds until the next.
        before, settled = settled, decide(history.moment(turn), question).settled
        if settled and not before:
            yield turn


def _gap(history: History, initiative: Initiative, turn: date, day: date) -> SolvedGap:
    """The gap that ended on that day."""
    question, eve = Question(initiative.id), turn - ONE_DAY
    yesterday = history.moment(eve)
    before, after = decide(yesterday, question), decide(history.moment(turn), question)
    since, until = history.open_since(initiative.id, eve), _settled_until(history, question, turn, day)
    return SolvedGap(initiative.id, turn, before, after, since, until, day, Gap(history, yesterday, before).silos)


def _settled_until(history: History, question: Question, start: date, day: date) -> date | None:
    """First day after `start`, up to `day`, on which it is open again."""
    turns = sorted(turn for turn in history.owner_turns(question.subject or "") if start < turn <= day)
    return next((turn for turn in turns if not decide(history.moment(turn), question).settled), None)
