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


@dataclass(frozen=True)
class Count:
    """How many gaps have something in common: a word or the name of a node, and one of them as an example."""

    value: str | None
    node: str | None
    number: int
    example: str


def count_by(facts: Facts, gaps: list[Gap], group: str) -> list[Count]:
    """The gaps counted by STATUS, STAGE, SILOS or UNCOVERED, most first; under null those that have none."""
    found: dict[str | None, list[Gap]] = {}
    for gap in gaps:
        for value in _grouped(facts, gap, group) or (None,):
            found.setdefault(value, []).append(gap)
    nodes = group in ("SILOS", "UNCOVERED")
    counts = [
        Count(_name(facts, value) if nodes and value else value, value if nodes else None, len(each), each[0].subject)
        for value, each in found.items()
    ]
    return sorted(counts, key=lambda each: (-each.number, each.value is None, each.value or "", each.node or ""))


def _name(facts: Facts, identifier: str) -> str | None:
    found = facts.party(identifier) or facts.domains.get(identifier)
    return found.name if found else None


def _grouped(facts: Facts, gap: Gap, group: str) -> tuple[str | None, ...]:
    if group == "STATUS":
        return (gap.decision.status.value,)
    if group == "STAGE":
        return (facts.initiatives[gap.subject].stage,)
    return gap.silos if group == "SILOS" else gap.uncovered


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
