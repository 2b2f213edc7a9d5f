"""Since when: the rule asked again at every day on which anything it looked at changed.

In: Facts and a question. Out: the first day of the unbroken run up to a date. None where the run has no known start.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache, partial

from graph.ownership.facts.model import Facts
from graph.ownership.history.change_dates import ONE_DAY, TurningPoints
from graph.ownership.history.undated import UndatedHistory
from graph.ownership.rule.decide import Decision, OwnershipQuestion, decide
from graph.ownership.rule.snapshot import Snapshot


class History:
    """The facts at any day; with `known_at`, as they were recorded at that time.

    Snapshots, and the days on which somebody began or ceased to answer, are worked out once.
    """

    def __init__(self, facts: Facts, known_at: datetime | None = None) -> None:
        self.facts = facts
        self.known_at = known_at
        # What is kept does not know the History, so it goes with the last who asks it, as a Snapshot does.
        self._snapshots = cache(partial(_snapshot, facts, known_at))
        self._points = TurningPoints(facts, self._snapshots)
        self._undated = UndatedHistory(facts, self._snapshots, self._points)

    def snapshot(self, day: date) -> Snapshot:
        """The facts on a day."""
        return self._snapshots(day)

    @property
    def days(self) -> int:
        """How many days have been looked at."""
        return self._snapshots.cache_info().currsize

    def place(self, topic: str, area: str | None) -> str | None:
        """The area that stands for all areas with the same answers for a topic at any date."""
        return self._points.place(topic, area)

    def never_moved(self, topic: str) -> bool:
        """Whether a domain and all above it, or the domains of a problem, always had the same above them."""
        return self._undated.never_moved(topic)

    def ever(self, topic: str, area: str | None) -> int:
        """Whoever answered for a topic on any day, with all above them up to their silos, as bits that are the same for all topics."""
        return self._undated.ever(topic, area)

    def open_since(self, subject: str, day: date) -> date | None:
        """First day of the run up to `day` without a single owner or a lead, not before the initiative started."""
        return self._run(subject, day, *self._settled(subject))

    def was_settled_after(self, subject: str, since: date, day: date) -> bool:
        """True only if it had a single owner or a lead on some day between: three of them are looked at."""
        days = {since + (day - since) * place / 4 for place in (1, 2, 3)} if since < day else set()
        _, settled = self._settled(subject)
        return any(settled(each) for each in days if since < each < day)

    def unchanged_since(self, question: OwnershipQuestion, day: date) -> date | None:
        """First day of the run up to `day` with this status and these owners."""
        return self._run(question.subject, day, self.turns(question), lambda on: _answer_on(decide(self.snapshot(on), question)))

    def was_ever_settled(self, subject: str, day: date) -> bool:
        """Whether a single owner or a lead had it on any day before `day`, since it started."""
        initiative = self.facts.initiatives.get(subject)
        floor = (initiative.started_on if initiative else None) or date.min
        turns, settled = self._settled(subject)
        days = {max(each, floor) for each in (date.min, *turns) if each < day}
        return any(settled(each) for each in days if each < day)

    def turns(self, question: OwnershipQuestion) -> frozenset[date]:
        """Every day on which something the answer may look at begins or ends."""
        return frozenset().union(
            *(self._points.around(each) for each in (question.subject, question.area, *question.together) if each)
        )

    def owner_turns(self, subject: str) -> frozenset[date]:
        """The days on which who owns an initiative may change: fewer than all, and shared by all that touch the same."""
        return self._settled(subject)[0]

    def _settled(self, subject: str) -> tuple[frozenset[date], Callable[[date], bool]]:
        """Those days, and what tells of any day whether a single owner or a lead had it."""
        undated, question = self._undated.of(subject), OwnershipQuestion(subject)
        if undated is None:
            return self._points.of_owner(subject), lambda on: decide(self.snapshot(on), question).settled
        return self._undated.turns(undated), lambda on: self._undated.settled(undated, on)

    def _run(self, subject: str | None, day: date, turns: Iterable[date], mark: Callable[[date], object]) -> date | None:
        """Walk back from `day` over the turning points, while the mark stays the same."""
        initiative = self.facts.initiatives.get(subject or "")
        floor = initiative.started_on if initiative else None
        now = mark(day)
        for turn in sorted((each for each in turns if each <= day), reverse=True):
            if floor and turn <= floor:
                return floor
            # What held on the day before a turning point held since the one before it.
            if mark(turn - ONE_DAY) != now:
                return turn
        return floor


def _snapshot(facts: Facts, known_at: datetime | None, day: date) -> Snapshot:
    return Snapshot(facts, day, known_at)


def _answer_on(decision: Decision) -> object:
    return decision.status, decision.parties, decision.lead
