"""One decision that may close gaps, and the facts with it taken.

In: Facts and a Decision. Out: a Change: other facts, who comes in, and which subjects and area it is about.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.model.vocabulary import Term
from graph.ownership.facts.model import DatedRelationship, Facts
from graph.ownership.facts.what_if import changed, with_responsibility
from graph.silos.gap_closers.trial import ChangedFacts


class CloserKind(Term):
    """What is decided."""

    OWNER = "OWNER", "The party becomes an owner of the subject.", "De partij gaat het onderwerp oppakken."
    LEAD = "LEAD", "The party leads on the subject.", "De partij trekt het onderwerp."
    SUCCESSOR = "SUCCESSOR", "The party succeeds a department that was dissolved.", "De partij volgt een opgeheven afdeling op."


@dataclass(frozen=True)
class GapCloser:
    """One decision: a party and what it is for, in one area or everywhere; for SUCCESSOR the subject is the department."""

    kind: CloserKind
    party: str
    subject: str
    area: str | None = None

    @property
    def words(self) -> tuple[str, str, str, str]:
        """What it is sorted by; no area before any."""
        return self.kind.value, self.party, self.subject, self.area or ""


def change_by(facts: Facts, closer: GapCloser) -> ChangedFacts:
    """The facts with one decision taken, and what it is about."""
    after = decided(facts, closer)
    if closer.kind is CloserKind.SUCCESSOR:
        return ChangedFacts(after, frozenset(_held_through(facts, closer.subject)))
    return ChangedFacts(after, frozenset({closer.subject}), closer.area)


def _held_through(facts: Facts, department: str) -> Iterator[str]:
    """The subjects of claims that may lead through a department: its own, those before it, and of officials with a seat in any."""
    line, waiting = {department}, [department]
    while waiting:
        current = waiting.pop()
        before = [each.id for each in facts.departments.values() if any(tie.other == current for tie in each.successors)]
        waiting += [each for each in before if each not in line]
        line.update(before)
    holders = line | {each.id for each in facts.officials.values() if any(tie.other in line for tie in each.seats)}
    yield from (subject for subject, claims in facts.claims.items() if any(claim.holder in holders for claim in claims))


def decided(facts: Facts, closer: GapCloser) -> Facts:
    """The facts with one decision taken."""
    if closer.kind is CloserKind.SUCCESSOR:
        department = facts.departments[closer.subject]
        after = replace(department, successors=(*department.successors, DatedRelationship(closer.party)))
        return changed(facts, departments={**facts.departments, closer.subject: after})
    role = "LEAD" if closer.kind is CloserKind.LEAD else None
    return with_responsibility(facts, closer.party, closer.subject, role, closer.area)
