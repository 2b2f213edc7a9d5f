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


def decide(moment: Snapshot, question: OwnershipQuestion) -> Decision:
    """Apply the rule."""
    areas = areas_of(moment, question)
    own = holders(moment, question.subject, areas) if question.subject else NOBODY
    topics = _answers(moment, question, areas)
    found = explicit_owner(own.members) if own.members else _common(moment, topics)
    basis = Basis.EXPLICIT if own.members else Basis.INHERITED
    status = _status(basis, found, topics) or _nobody(moment, question, areas, topics)
    return Decision(question, areas, status, basis, own, topics, found)


def areas_of(moment: Snapshot, question: OwnershipQuestion) -> Areas:
    """The area asked for, else those the subject lies in, else (None,): no area is known."""
    if question.area:
        return (question.area,)
    found = moment.facts.initiatives.get(question.subject or "") or moment.facts.problems.get(question.subject or "")
    return tuple(sorted(set(moment.valid(found.areas)))) or (None,) if found else (None,)


def _answers(moment: Snapshot, question: OwnershipQuestion, areas: Areas) -> tuple[TopicAnswer, ...]:
    if question.subject:
        topics = topics_of(moment, question.subject, areas)
    else:
        topics = topics_together(moment, question.together, areas)
    return tuple(answer_topic(moment, topic, area) for topic in topics for area in areas)


def _common(moment: Snapshot, topics: Sequence[TopicAnswer]) -> CommonOwner | None:
    covered = [answer for answer in topics if answer.members]
    return common_owner(moment, covered) if covered else None


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


def _nobody(moment: Snapshot, question: OwnershipQuestion, areas: Areas, topics: Sequence[TopicAnswer]) -> Status:
    return Status.LAPSED if lapsed(moment, question, areas, topics) else Status.UNOWNED


def lapsed(moment: Snapshot, question: OwnershipQuestion, areas: Areas, topics: Sequence[TopicAnswer]) -> tuple[str, ...]:
    """Responsibilities that used to answer for this: ended, or left behind by a department without a successor.

    `topics` are those that decide: none where the subject has holders of its own.
    """
    concerned = concerned_by(moment, question, topics)
    claims = [claim for subject in concerned for claim in moment.claims(subject, _has_lapsed)]
    return tuple(sorted({claim.responsibility.id for claim in claims if _reaches(moment, claim, areas)}))


def concerned_by(moment: Snapshot, question: OwnershipQuestion, topics: Sequence[TopicAnswer]) -> list[str]:
    """The subject, the problems it addresses, the topics and every broader domain, once each."""
    concerned = dict.fromkeys([question.subject, *question.together, *addressed(moment, question)])
    for answer in topics:
        concerned |= dict.fromkeys([answer.topic, *moment.domains_above(answer.topic)])
    return [each for each in concerned if each]


def addressed(moment: Snapshot, question: OwnershipQuestion) -> list[str]:
    """The problems that an initiative addresses."""
    found = moment.facts.subject(question.subject or "")
    return moment.valid(found.problems) if isinstance(found, Initiative) else []


def _reaches(moment: Snapshot, claim: Claim, areas: Areas) -> bool:
    return areas == (None,) or any(reach(moment, claim, area) is not None for area in areas)


def _has_lapsed(moment: Snapshot, claim: Claim) -> bool:
    record = claim.responsibility
    if not record.owns or not record.counts_in_record(moment.known_at) or not claim.is_valid(moment.day):
        return False
    return (claim.when.ended_by(moment.day) or _left_behind(moment, claim)) and _could_own(moment, claim)


def _could_own(moment: Snapshot, claim: Claim) -> bool:
    """Of a holder who may own and, an official, had a seat; the municipality is nobody, also through a seat."""
    if may_not_own(moment, claim.holder):
        return False
    party = seat_of_claim(moment, claim)
    return party is not None and not moment.is_municipality(party)


def seat_of_claim(moment: Snapshot, claim: Claim) -> str | None:
    """The party a claim was held for when it began: of an official the department, where there was one."""
    person = moment.facts.officials.get(claim.holder)
    if person is None:
        return claim.holder
    seat = seat_of(person, claim.when.start or moment.day)
    return seat.other if seat and seat.other in moment.facts.departments else None


def _left_behind(moment: Snapshot, claim: Claim) -> bool:
    """Valid, but its department was dissolved and no successor is there."""
    department = moment.facts.departments.get(seat_of_claim(moment, claim) or "")
    if department is None or not department.when.ended_by(moment.day):
        return False
    return claim.when.covers(moment.day) and not successors(moment, department)
