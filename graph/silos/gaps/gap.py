"""What falls between silos: the rule asked of every initiative that asks for something.

In: facts, initiatives, a filter and a date. Out: Gaps, with the day since when each is open, and their place in an order.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from graph.ownership.facts.model import Domain, Initiative
from graph.ownership.history.history import History
from graph.ownership.rule.decide import Decision, OwnershipQuestion, decide
from graph.ownership.rule.snapshot import Snapshot
from graph.silos.population.gap_filter import GapFilter, suits

Rank = tuple[bool, int]
"""Whether it stands at the end since it is not known, and a number that grows along the list."""


@dataclass(frozen=True)
class Gap:
    """An initiative as it was decided, with the silos involved and the day since when it is open."""

    history: History
    snapshot: Snapshot
    decision: Decision

    @property
    def subject(self) -> str:
        """The id of the initiative."""
        return self.decision.question.subject or ""

    @property
    def initiative(self) -> Initiative:
        """The initiative."""
        return self.snapshot.facts.initiatives[self.subject]

    @property
    def day(self) -> date:
        """The date looked at."""
        return self.snapshot.day

    @cached_property
    def silos(self) -> tuple[str, ...]:
        """The silos of all who answer for its topics, or who it was given to."""
        silos = {self.snapshot.silo(party) for answer in self.decision.topics for party in answer.parties}
        if not silos and self.decision.common_owner:
            silos = {self.snapshot.silo(party) for party in self.decision.common_owner.parties}
        return tuple(sorted(silos))

    @cached_property
    def uncovered(self) -> tuple[str, ...]:
        """The domains that nobody answers for."""
        topics = {answer.topic for answer in self.decision.uncovered}
        return tuple(sorted(topic for topic in topics if isinstance(self.snapshot.facts.subject(topic), Domain)))

    @cached_property
    def domains(self) -> frozenset[str]:
        """Its topics and all that is above them."""
        topics = {answer.topic for answer in self.decision.topics}
        return frozenset(topics.union(*map(self.snapshot.domains_above, topics)))

    @cached_property
    def open_since(self) -> date | None:
        """First day of the unbroken run without a single owner or a lead; None where it is not known, or not open."""
        return None if self.decision.settled else self.history.open_since(self.subject, self.day)

    @property
    def open_days(self) -> int | None:
        """Days since it is open, up to the date looked at."""
        return (self.day - self.open_since).days if self.open_since else None

    def was_ever_owned(self) -> bool:
        """Whether somebody owned or led it before."""
        return self.history.was_ever_settled(self.subject, self.day)


def gaps_in(history: History, initiatives: Iterable[Initiative], wanted: GapFilter, day: date) -> Iterator[Gap]:
    """The gaps among initiatives that ask for something, as far as they meet the filter. Each is put into the facts first."""
    snapshot, known = history.snapshot(day), history.facts.initiatives
    for initiative in initiatives:
        if not _meets(snapshot, initiative, wanted):
            continue
        known[initiative.id] = initiative
        gap = Gap(history, snapshot, decide(snapshot, OwnershipQuestion(initiative.id)))
        if _is_wanted(gap, wanted):
            yield gap


def is_asking(initiative: Initiative, day: date, include_ended: bool = False) -> bool:
    """Started, not ended or stopped, and asking for something; the last day, where it is known, goes before the stage."""
    started = initiative.started_on is None or initiative.started_on <= day
    ended = initiative.ended_on < day if initiative.ended_on else initiative.stage in ("STOPPED", "DONE")
    return started and (include_ended or not ended) and initiative.asks != ("NOTHING",)


def _meets(snapshot: Snapshot, initiative: Initiative, wanted: GapFilter) -> bool:
    """The conditions that need no decision."""
    if not suits(initiative.stage, initiative.started_on, wanted):
        return False
    if wanted.areas:
        here = {each for area in snapshot.valid(initiative.areas) for each in (area, *snapshot.areas_above(area))}
        return bool(here & wanted.areas)
    return True


def _is_wanted(gap: Gap, wanted: GapFilter) -> bool:
    """The conditions on what was decided; what takes longest to find out comes last."""
    if wanted.status is not None and (gap.decision.status.value not in wanted.status or gap.decision.lead is not None):
        return False
    if wanted.domains and not gap.domains & wanted.domains:
        return False
    if wanted.silos and not wanted.silos & set(gap.silos):
        return False
    if wanted.pair and not (wanted.pair <= set(gap.silos) or wanted.pair <= gap.domains):
        return False
    if wanted.open_at_least_days is not None and (gap.open_days is None or gap.open_days < wanted.open_at_least_days):
        return False
    return wanted.once_owned is None or gap.was_ever_owned() == wanted.once_owned


def place_of(gap: Gap, order: str) -> tuple[Rank, str]:
    """Where a gap stands in the order OPEN_LONGEST, MOST_SILOS or NEWEST; ties by id."""
    return _rank(gap, order), gap.subject


def _rank(gap: Gap, order: str) -> Rank:
    if order == "MOST_SILOS":
        return False, -len(gap.silos)
    if order == "NEWEST":
        started = gap.initiative.started_on
        return started is None, -started.toordinal() if started else 0
    return gap.open_since is None, gap.open_since.toordinal() if gap.open_since else 0
