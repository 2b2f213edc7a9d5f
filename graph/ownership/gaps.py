"""What falls between silos: the rule asked of every initiative that asks for something.

In: the facts of the city, a filter, an order and a date. Out: Gaps in that order, with the day since when each is open.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from graph.ownership.facts import Domain, Facts, Initiative
from graph.ownership.moment import Moment
from graph.ownership.rule import Decision, Question, decide
from graph.ownership.timeline import History
from graph.ownership.together import Status

OnceOwned = Callable[[str], bool]


@dataclass(frozen=True)
class GapFilter:
    """Which gaps to list; all conditions must hold. Empty: no condition. SHARED means without a lead."""

    status: frozenset[str] = frozenset({Status.BETWEEN_SILOS.value})
    domains: frozenset[str] = frozenset()
    silos: frozenset[str] = frozenset()
    pair: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    started_after: date | None = None
    started_before: date | None = None
    open_at_least_days: int | None = None
    once_owned: bool | None = None
    include_ended: bool = False


@dataclass(frozen=True)
class Gap:
    """An initiative that nobody owns alone, with the silos involved and the day since when."""

    subject: str
    day: date
    decision: Decision
    silos: tuple[str, ...]
    uncovered: tuple[str, ...]
    open_since: date | None

    @property
    def open_days(self) -> int | None:
        """Days since it is open, up to the date looked at."""
        return (self.day - self.open_since).days if self.open_since else None


def gaps_of(facts: Facts, wanted: GapFilter, order: str, day: date) -> list[Gap]:
    """All gaps that meet the filter, in the order OPEN_LONGEST, MOST_SILOS or NEWEST; ties by key."""
    history = History(facts)
    moment = history.moment(day)
    found = []
    for initiative, decision in asking(moment, wanted):
        gap = _gap(moment, initiative, decision, history.open_since(initiative.id, day))
        if _is_wanted(moment, gap, wanted, lambda each: history.was_ever_settled(each, day)):
            found.append(gap)
    return sorted(found, key=lambda gap: (_rank(facts, gap, order), gap.subject))


def asking(moment: Moment, wanted: GapFilter) -> Iterator[tuple[Initiative, Decision]]:
    """The initiatives that ask for something today and have one of the statuses, with their decisions."""
    for initiative in moment.facts.initiatives.values():
        if not is_asking(initiative, moment.day, wanted.include_ended) or not _meets(moment, initiative, wanted):
            continue
        decision = decide(moment, Question(initiative.id))
        if decision.status.value in wanted.status and decision.lead is None:
            yield initiative, decision


def is_asking(initiative: Initiative, day: date, include_ended: bool = False) -> bool:
    """Started, not ended or stopped, and asking for something; the last day, where it is known, goes before the stage."""
    started = initiative.started_on is None or initiative.started_on <= day
    ended = initiative.ended_on < day if initiative.ended_on else initiative.stage in ("STOPPED", "DONE")
    return started and (include_ended or not ended) and initiative.asks != ("NOTHING",)


def _meets(moment: Moment, initiative: Initiative, wanted: GapFilter) -> bool:
    """The conditions that need no decision."""
    started = initiative.started_on
    if wanted.stages and initiative.stage not in wanted.stages:
        return False
    if wanted.started_after and (started is None or started <= wanted.started_after):
        return False
    if wanted.started_before and (started is None or started >= wanted.started_before):
        return False
    if wanted.areas:
        here = {each for area in moment.valid(initiative.areas) for each in (area, *moment.areas_above(area))}
        return bool(here & wanted.areas)
    return True


def _gap(moment: Moment, initiative: Initiative, decision: Decision, since: date | None) -> Gap:
    silos = {moment.silo(party) for answer in decision.topics for party in answer.parties}
    if not silos and decision.common:
        silos = {moment.silo(party) for party in decision.common.parties}
    uncovered = {
        answer.topic for answer in decision.uncovered if isinstance(moment.facts.subject(answer.topic), Domain)
    }
    return Gap(initiative.id, moment.day, decision, tuple(sorted(silos)), tuple(sorted(uncovered)), since)


def _is_wanted(moment: Moment, gap: Gap, wanted: GapFilter, once_owned: OnceOwned) -> bool:
    """The conditions on what was decided."""
    topics = {answer.topic for answer in gap.decision.topics}
    domains = topics | {above for topic in topics for above in moment.domains_above(topic)}
    if wanted.domains and not domains & wanted.domains:
        return False
    if wanted.silos and not wanted.silos & set(gap.silos):
        return False
    if wanted.pair and not (wanted.pair <= set(gap.silos) or wanted.pair <= domains):
        return False
    if wanted.open_at_least_days is not None and (gap.open_days is None or gap.open_days < wanted.open_at_least_days):
        return False
    return wanted.once_owned is None or once_owned(gap.subject) == wanted.once_owned


def _rank(facts: Facts, gap: Gap, order: str) -> tuple[bool, int]:
    if order == "MOST_SILOS":
        return False, -len(gap.silos)
    if order == "NEWEST":
        started = facts.initiatives[gap.subject].started_on
        return started is None, -started.toordinal() if started else 0
    return gap.open_since is None, gap.open_since.toordinal() if gap.open_since else 0
