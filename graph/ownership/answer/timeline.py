"""The whole story of one subject: for each period who owned it, from always to for ever or between two days.

In: a History and a question. Out: Periods that follow each other without a gap; two that tell the same are one.
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from graph.ownership.answer.ownership import Ownership, answer_at
from graph.ownership.history.change_dates import ONE_DAY
from graph.ownership.history.history import History
from graph.ownership.rule.decide import Decision, OwnershipQuestion, decide


@dataclass(frozen=True)
class Period:
    """From `start` (missing: always before) up to but not including `end` (missing: for ever), with the answer then.

    The answer is that of the first day; where that is not known that of the last, and where neither is, that of today.
    """

    start: date | None
    end: date | None
    answer: Ownership

    @property
    def days(self) -> int | None:
        """How many days, where both ends are known."""
        return (self.end - self.start).days if self.start and self.end else None


def periods(history: History, question: OwnershipQuestion, start: date | None, end: date | None, today: date) -> list[Period]:
    """Who owned it when, from `start` up to but not including `end`."""
    inside = (turn for turn in history.turns(question) if (start or date.min) < turn < (end or date.max))
    borders: list[date | None] = [start, *sorted(inside), end]
    runs: list[tuple[date | None, date | None, object]] = []
    for first, last in pairwise(borders):
        told = answer_of(decide(history.snapshot(_day(first, last, today)), question))
        if runs and runs[-1][2] == told:
            first, _, _ = runs.pop()
        runs.append((first, last, told))
    return [Period(first, last, answer_at(history.snapshot(_day(first, last, today)), question)) for first, last, _ in runs]


def _day(start: date | None, end: date | None, today: date) -> date:
    """The day that stands for a period: the first, else the last, else today."""
    return start or (end - ONE_DAY if end else today)


def answer_of(decision: Decision) -> object:
    """What has to be the same for an answer not to have changed."""
    return decision.status, decision.basis, decision.parties, decision.lead


def default_start(history: History, subject: str) -> date | None:
    """An initiative has no story before it began."""
    initiative = history.facts.initiatives.get(subject)
    return initiative.started_on if initiative else None
