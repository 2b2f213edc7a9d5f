"""Gaps that were solved: initiatives that nobody owned alone, and then somebody did.

In: a History of the city, a period and a day to look at. Out: SolvedGaps, the one that was solved last first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.ownership.facts import Initiative
from graph.ownership.rule import Decision, Question, decide
from graph.ownership.timeline import ONE_DAY, History
from graph.silos.gaps import is_asking


@dataclass(frozen=True)
class SolvedGap:
    """`solved_on`: first day with one owner or a lead. `open_since` is unknown where nobody knows when it began to be open.

    `owned_until`: first day after that without one again, not after the day looked at. `silos`: of those who answered for
    a topic on the day before.
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
    found = [
        gap
        for initiative in history.facts.initiatives.values()
        for turn in history.owner_turns(initiative.id)
        if (start or date.min) <= turn <= day and (end is None or turn < end)
        for gap in _solved_on(history, initiative, turn, day)
        if not statuses or gap.before.status.value in statuses
    ]
    return sorted(found, key=lambda gap: (-gap.solved_on.toordinal(), gap.subject))


def _solved_on(history: History, initiative: Initiative, turn: date, day: date) -> Iterator[SolvedGap]:
    """The gap that ended that day, if one did: it ran and asked for something the day before, and still does."""
    eve = turn - ONE_DAY
    if not is_asking(initiative, eve) or not is_asking(initiative, turn):
        return
    question, yesterday = Question(initiative.id), history.moment(eve)
    before, after = decide(yesterday, question), decide(history.moment(turn), question)
    if before.settled or not after.settled:
        return
    since, until = history.open_since(initiative.id, eve), _settled_until(history, question, turn, day)
    silos = {yesterday.silo(party) for answer in before.topics for party in answer.parties}
    yield SolvedGap(initiative.id, turn, before, after, since, until, day, tuple(sorted(silos)))


def _settled_until(history: History, question: Question, start: date, day: date) -> date | None:
    """First day after `start`, up to `day`, on which it is open again."""
    turns = sorted(turn for turn in history.owner_turns(question.subject or "") if start < turn <= day)
    return next((turn for turn in turns if not decide(history.moment(turn), question).settled), None)
