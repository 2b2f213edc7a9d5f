"""Facts with one thing changed: what "what if" asks the rule.

In: Facts and one change. Out: Facts that share all the rest with those given, which stay as they were.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from graph.ownership.facts.model import Claim, DatedRelationship, Facts, Interval, Responsibility

NEW = "responsibility:?"  # the id of one that nobody holds yet


def changed(facts: Facts, **parts: object) -> Facts:
    """The facts with other tables in some places; what was worked out from the old ones is forgotten."""
    return replace(facts, _records={}, _named={}, **parts)  # type: ignore[arg-type]


def with_responsibility(facts: Facts, holder: str, subject: str, role: str | None = None, area: str | None = None) -> Facts:
    """A party holds one more responsibility for a subject, everywhere or in one area, at any date."""
    record = Responsibility(NEW, role, areas=(DatedRelationship(area),) if area else ())
    return changed(facts, claims={**facts.claims, subject: [*facts.claims.get(subject, ()), Claim(record, holder)]})


def with_claims(facts: Facts, responsibility: str, change: Callable[[Claim], Claim]) -> Facts:
    """Every claim of one responsibility is another."""
    claims = {
        subject: [change(claim) if claim.responsibility.id == responsibility else claim for claim in found]
        for subject, found in facts.claims.items()
    }
    return changed(facts, claims=claims)


def with_record(facts: Facts, responsibility: str, **parts: object) -> Facts:
    """One responsibility is recorded otherwise."""
    return with_claims(
        facts,
        responsibility,
        lambda claim: claim._replace(responsibility=claim.responsibility._replace(**parts)),  # type: ignore[arg-type]
    )


def ended(facts: Facts, responsibility: str, day: date) -> Facts:
    """One responsibility has ended by a day."""
    when = facts.records[responsibility].when
    return with_record(facts, responsibility, when=Interval(when.start, day, when.only))


def with_claim(facts: Facts, responsibility: str, day: date) -> Facts:
    """One responsibility, with who holds it and what it is for, is valid on a day."""
    return with_claims(
        facts,
        responsibility,
        lambda claim: claim._replace(
            responsibility=claim.responsibility._replace(when=with_entity(claim.when, day)),
            ties=tuple(with_entity(tie, day) for tie in claim.ties),
        ),
    )


def with_entity(when: Interval, day: date) -> Interval:
    """The time, made so that it covers a day."""
    if when.covers(day):
        return when
    return Interval(min(when.start, day) if when.start else None, None if when.ended_by(day) else when.end)


def standing_on(facts: Facts, department: str, day: date) -> Facts:
    """A department is valid on a day."""
    found = facts.departments[department]
    stays = replace(found, when=with_entity(found.when, day))
    return changed(facts, departments={**facts.departments, department: stays})


def with_public_task(facts: Facts, organisation: str) -> Facts:
    """An organisation has a public task."""
    found = replace(facts.organisations[organisation], public_task=True)
    return changed(facts, organisations={**facts.organisations, organisation: found})


def not_about(facts: Facts, subject: str, topic: str) -> Facts:
    """An initiative or problem is not about a topic."""
    initiative, problem = facts.initiatives.get(subject), facts.problems.get(subject)
    if initiative:
        left = replace(initiative, domains=_without(initiative.domains, topic), problems=_without(initiative.problems, topic))
        return changed(facts, initiatives={**facts.initiatives, subject: left})
    if problem:
        fewer = replace(problem, domains=_without(problem.domains, topic))
        return changed(facts, problems={**facts.problems, subject: fewer})
    return facts


def _without(ties: tuple[DatedRelationship, ...], other: str) -> tuple[DatedRelationship, ...]:
    return tuple(tie for tie in ties if tie.other != other)
