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


def topics_of(snapshot: Snapshot, subject: str, areas: Areas) -> tuple[str, ...]:
    """The domains and problems that decide for a subject. Narrower topics go before the broader ones above them."""
    found = snapshot.facts.subject(subject)
    if isinstance(found, Initiative):
        return narrowest(snapshot, _topics_of_initiative(snapshot, found, areas))
    if isinstance(found, Problem):
        return narrowest(snapshot, snapshot.valid(found.domains))
    return (subject,) if found else ()


def side_domains(snapshot: Snapshot, subject: str, topics: tuple[str, ...], areas: Areas) -> tuple[str, ...]:
    """The domains that an initiative touches only at the side, where those did not decide."""
    found = snapshot.facts.initiatives.get(subject)
    if found is None:
        return ()
    touched = [tie for tie in found.domains if tie.when.covers(snapshot.day)]
    core = {tie.other for tie in touched if tie.word != "SIDE"}  # touched both ways: at the core
    if not core and not _of_problems(snapshot, snapshot.valid(found.problems), areas)[0]:
        return ()  # nothing else was there, so they decided
    return tuple(sorted({tie.other for tie in touched} - core - set(topics)))


def _topics_of_initiative(snapshot: Snapshot, initiative: Initiative, areas: Areas) -> list[str]:
    decide, held = _of_problems(snapshot, snapshot.valid(initiative.problems), areas)
    if held:
        return decide
    touched = [tie for tie in initiative.domains if tie.when.covers(snapshot.day)]
    core = [tie.other for tie in touched if tie.word != "SIDE"]
    return core + decide or [tie.other for tie in touched]


def topics_together(snapshot: Snapshot, given: Iterable[str], areas: Areas) -> tuple[str, ...]:
    """Several domains and problems as one question; a problem that nobody holds stands for its domains."""
    given = list(given)
    domains = [each for each in given if each in snapshot.facts.domains]
    problems = [each for each in given if each in snapshot.facts.problems]
    return narrowest(snapshot, domains + _of_problems(snapshot, problems, areas)[0])


def _of_problems(snapshot: Snapshot, problems: list[str], areas: Areas) -> tuple[list[str], bool]:
    """The problems that have holders, and the domains of the others; whether any has."""
    held = [problem for problem in problems if any(holders(snapshot, problem, (area,)).members for area in areas)]
    return held + _domains_of(snapshot, (problem for problem in problems if problem not in held)), bool(held)


def _domains_of(snapshot: Snapshot, problems: Iterable[str]) -> list[str]:
    return [domain for problem in problems for domain in snapshot.valid(snapshot.facts.problems[problem].domains)]


def narrowest(snapshot: Snapshot, topics: Iterable[str]) -> tuple[str, ...]:
    """Topics once each, without a domain that has another topic domain below it."""
    once = sorted(set(topics))
    covered = {
        above for topic in once for above in snapshot.domains_above(topic) if topic not in snapshot.domains_above(above)
    }
    return tuple(topic for topic in once if topic not in covered)


def answer_topic(snapshot: Snapshot, topic: str, area: str | None) -> TopicAnswer:
    """R(topic): its own holders, else those of the nearest broader domain that has any."""
    known: TopicAnswer | None = snapshot.answering.get((topic, area))
    if known is None:
        known = snapshot.answering[topic, area] = _answering(snapshot, topic, area)
    return known


def _answering(snapshot: Snapshot, topic: str, area: str | None) -> TopicAnswer:
    own = holders(snapshot, topic, (area,))
    if own.members:
        return TopicAnswer(topic, area, own)
    passed = [own]
    for broader in snapshot.domains_above(topic):
        found = holders(snapshot, broader, (area,))
        if found.members:
            return TopicAnswer(topic, area, found, broader, tuple(passed))
        passed.append(found)
    return TopicAnswer(topic, area, NOBODY, None, tuple(passed))
