"""The one rule: the owner is the lowest department that answers for every domain an initiative is about.

In: a Snapshot and a Question. Out: a Decision: status, parties and topics. `decide` is all that a list or a count needs;
`graph.ownership.answer.ownership` tells the rest of the story of a single subject.
"""

from collections.abc import Sequence
from typing import NamedTuple

from graph.ownership.facts.model import Claim, Initiative
from graph.ownership.rule.common_owner import Basis, CommonOwner, Status, common_owner, explicit_owner
from graph.ownership.rule.holders import NOBODY, Holders, holders, may_not_own, reach, seat_of, successors
from graph.ownership.rule.snapshot import Snapshot
from graph.ownership.rule.topics import Areas, TopicAnswer, answer_topic, topics_of, topics_together


class OwnershipQuestion(NamedTuple):
    """What is asked: one subject, or several domains and problems together; in an area, or where the subject lies."""

    subject: str | None
    area: str | None = None
    together: tuple[str, ...] = ()


class Decision(NamedTuple):
    """Who owns it, and what decided. `topics` holds R for each topic and area, also where the subject was given away itself."""

    question: OwnershipQuestion
    areas: Areas
    status: Status
    basis: Basis
    own: Holders
    topics: tuple[TopicAnswer, ...]
    common_owner: CommonOwner | None

    @property
    def deciding(self) -> tuple[TopicAnswer, ...]:
        """The topics that decided: none where the subject was given away itself."""
        return self.topics if self.basis is Basis.INHERITED else ()

    @property
    def covered(self) -> tuple[TopicAnswer, ...]:
        return tuple(answer for answer in self.topics if answer.members)

    @property
    def uncovered(self) -> tuple[TopicAnswer, ...]:
        return tuple(answer for answer in self.topics if not answer.members)

    @property
    def parties(self) -> tuple[str, ...]:
        """Everyone in H or C, for the statuses that name owners."""
        named = self.status in (Status.OWNED, Status.SHARED, Status.CONTESTED, Status.PARTLY_OWNED)
        return self.common_owner.parties if self.common_owner and named else ()

    @property
    def lead(self) -> str | None:
        return self.common_owner.lead if self.common_owner and self.status is Status.SHARED else None

    @property
    def settled(self) -> bool:
        """Owned by one, or led by one: no gap."""
        return self.status is Status.OWNED or self.lead is not None


def decide(snapshot: Snapshot, question: OwnershipQuestion) -> Decision:
    """Apply the rule."""
    areas = areas_of(snapshot, question)
    own = holders(snapshot, question.subject, areas) if question.subject else NOBODY
    topics = _answers(snapshot, question, areas)
    found = explicit_owner(own.members) if own.members else _common(snapshot, topics)
    basis = Basis.EXPLICIT if own.members else Basis.INHERITED
    status = _status(basis, found, topics) or _nobody(snapshot, question, areas, topics)
    return Decision(question, areas, status, basis, own, topics, found)


def areas_of(snapshot: Snapshot, question: OwnershipQuestion) -> Areas:
    """The area asked for, else those the subject lies in, else (None,): no area is known."""
    if question.area:
        return (question.area,)
    found = snapshot.facts.initiatives.get(question.subject or "") or snapshot.facts.problems.get(question.subject or "")
    return tuple(sorted(set(snapshot.valid(found.areas)))) or (None,) if found else (None,)


def _answers(snapshot: Snapshot, question: OwnershipQuestion, areas: Areas) -> tuple[TopicAnswer, ...]:
    if question.subject:
        topics = topics_of(snapshot, question.subject, areas)
    else:
        topics = topics_together(snapshot, question.together, areas)
    return tuple(answer_topic(snapshot, topic, area) for topic in topics for area in areas)


def _common(snapshot: Snapshot, topics: Sequence[TopicAnswer]) -> CommonOwner | None:
    covered = [answer for answer in topics if answer.members]
    return common_owner(snapshot, covered) if covered else None


def _status(basis: Basis, found: CommonOwner | None, topics: Sequence[TopicAnswer]) -> Status | None:
    if found is None:
        return None
    if basis is Basis.EXPLICIT:
        return found.status
    if not found.parties:
        return Status.BETWEEN_SILOS
    if any(not answer.members for answer in topics):
        return Status.PARTLY_OWNED
    return found.status


def _nobody(snapshot: Snapshot, question: OwnershipQuestion, areas: Areas, topics: Sequence[TopicAnswer]) -> Status:
    return Status.LAPSED if lapsed(snapshot, question, areas, topics) else Status.UNOWNED


def lapsed(snapshot: Snapshot, question: OwnershipQuestion, areas: Areas, topics: Sequence[TopicAnswer]) -> tuple[str, ...]:
    """Responsibilities that used to answer for this: ended, or left behind by a department without a successor.

    `topics` are those that decide: none where the subject has holders of its own.
    """
    concerned = concerned_by(snapshot, question, topics)
    claims = [claim for subject in concerned for claim in snapshot.claims(subject, _has_lapsed)]
    return tuple(sorted({claim.responsibility.id for claim in claims if _reaches(snapshot, claim, areas)}))


def concerned_by(snapshot: Snapshot, question: OwnershipQuestion, topics: Sequence[TopicAnswer]) -> list[str]:
    """The subject, the problems it addresses, the topics and every broader domain, once each."""
    concerned = dict.fromkeys([question.subject, *question.together, *addressed(snapshot, question)])
    for answer in topics:
        concerned |= dict.fromkeys([answer.topic, *snapshot.domains_above(answer.topic)])
    return [each for each in concerned if each]


def addressed(snapshot: Snapshot, question: OwnershipQuestion) -> list[str]:
    """The problems that an initiative addresses."""
    found = snapshot.facts.subject(question.subject or "")
    return snapshot.valid(found.problems) if isinstance(found, Initiative) else []


def _reaches(snapshot: Snapshot, claim: Claim, areas: Areas) -> bool:
    return areas == (None,) or any(reach(snapshot, claim, area) is not None for area in areas)


def _has_lapsed(snapshot: Snapshot, claim: Claim) -> bool:
    record = claim.responsibility
    if not record.owns or not record.counts_in_record(snapshot.known_at) or not claim.is_valid(snapshot.day):
        return False
    return (claim.when.ended_by(snapshot.day) or _left_behind(snapshot, claim)) and _could_own(snapshot, claim)


def _could_own(snapshot: Snapshot, claim: Claim) -> bool:
    """Of a holder who may own and, an official, had a seat; the municipality is nobody, also through a seat."""
    if may_not_own(snapshot, claim.holder):
        return False
    party = seat_of_claim(snapshot, claim)
    return party is not None and not snapshot.is_municipality(party)


def seat_of_claim(snapshot: Snapshot, claim: Claim) -> str | None:
    """The party a claim was held for when it began: of an official the department, where there was one."""
    person = snapshot.facts.officials.get(claim.holder)
    if person is None:
        return claim.holder
    seat = seat_of(person, claim.when.start or snapshot.day)
    return seat.other if seat and seat.other in snapshot.facts.departments else None


def _left_behind(snapshot: Snapshot, claim: Claim) -> bool:
    """Valid, but its department was dissolved and no successor is there."""
    department = snapshot.facts.departments.get(seat_of_claim(snapshot, claim) or "")
    if department is None or not department.when.ended_by(snapshot.day):
        return False
    return claim.when.covers(snapshot.day) and not successors(snapshot, department)
