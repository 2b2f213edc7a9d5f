"""What decides on the owner of something that was not given to anybody itself: its topics, and who answers for them.

In: a Snapshot, a subject and the areas of the question. Out: topics in order of id, and for each topic and area R(topic).
"""

from collections.abc import Iterable
from typing import NamedTuple

from graph.ownership.facts.model import Initiative, Problem
from graph.ownership.rule.holders import NOBODY, Holders, Member, holders
from graph.ownership.rule.snapshot import Snapshot

Areas = tuple[str | None, ...]


class TopicAnswer(NamedTuple):
    """R(topic) in one area; `inherited_from` is the broader domain that answered in its place."""

    topic: str
    area: str | None
    found: Holders
    inherited_from: str | None = None
    passed: tuple[Holders, ...] = ()

    @property
    def members(self) -> tuple[Member, ...]:
        return self.found.members

    @property
    def parties(self) -> frozenset[str]:
        return self.found.parties


def topics_of(moment: Snapshot, subject: str, areas: Areas) -> tuple[str, ...]:
    """The domains and problems that decide for a subject. Narrower topics go before the broader ones above them."""
    found = moment.facts.subject(subject)
    if isinstance(found, Initiative):
        return narrowest(moment, _topics_of_initiative(moment, found, areas))
    if isinstance(found, Problem):
        return narrowest(moment, moment.valid(found.domains))
    return (subject,) if found else ()


def side_domains(moment: Snapshot, subject: str, topics: tuple[str, ...], areas: Areas) -> tuple[str, ...]:
    """The domains that an initiative touches only at the side, where those did not decide."""
    found = moment.facts.initiatives.get(subject)
    if found is None:
        return ()
    touched = [tie for tie in found.domains if tie.when.covers(moment.day)]
    core = {tie.other for tie in touched if tie.word != "SIDE"}  # touched both ways: at the core
    if not core and not _of_problems(moment, moment.valid(found.problems), areas)[0]:
        return ()  # nothing else was there, so they decided
    return tuple(sorted({tie.other for tie in touched} - core - set(topics)))


def _topics_of_initiative(moment: Snapshot, initiative: Initiative, areas: Areas) -> list[str]:
    decide, held = _of_problems(moment, moment.valid(initiative.problems), areas)
    if held:
        return decide
    touched = [tie for tie in initiative.domains if tie.when.covers(moment.day)]
    core = [tie.other for tie in touched if tie.word != "SIDE"]
    return core + decide or [tie.other for tie in touched]


def topics_together(moment: Snapshot, given: Iterable[str], areas: Areas) -> tuple[str, ...]:
    """Several domains and problems as one question; a problem that nobody holds stands for its domains."""
    given = list(given)
    domains = [each for each in given if each in moment.facts.domains]
    problems = [each for each in given if each in moment.facts.problems]
    return narrowest(moment, domains + _of_problems(moment, problems, areas)[0])


def _of_problems(moment: Snapshot, problems: list[str], areas: Areas) -> tuple[list[str], bool]:
    """The problems that have holders, and the domains of the others; whether any has."""
    held = [problem for problem in problems if any(holders(moment, problem, (area,)).members for area in areas)]
    return held + _domains_of(moment, (problem for problem in problems if problem not in held)), bool(held)


def _domains_of(moment: Snapshot, problems: Iterable[str]) -> list[str]:
    return [domain for problem in problems for domain in moment.valid(moment.facts.problems[problem].domains)]


def narrowest(moment: Snapshot, topics: Iterable[str]) -> tuple[str, ...]:
    """Topics once each, without a domain that has another topic domain below it."""
    once = sorted(set(topics))
    covered = {
        above for topic in once for above in moment.domains_above(topic) if topic not in moment.domains_above(above)
    }
    return tuple(topic for topic in once if topic not in covered)


def answer_topic(moment: Snapshot, topic: str, area: str | None) -> TopicAnswer:
    """R(topic): its own holders, else those of the nearest broader domain that has any."""
    known: TopicAnswer | None = moment.answering.get((topic, area))
    if known is None:
        known = moment.answering[topic, area] = _answering(moment, topic, area)
    return known


def _answering(moment: Snapshot, topic: str, area: str | None) -> TopicAnswer:
    own = holders(moment, topic, (area,))
    if own.members:
        return TopicAnswer(topic, area, own)
    passed = [own]
    for broader in moment.domains_above(topic):
        found = holders(moment, broader, (area,))
        if found.members:
            return TopicAnswer(topic, area, found, broader, tuple(passed))
        passed.append(found)
    return TopicAnswer(topic, area, NOBODY, None, tuple(passed))
