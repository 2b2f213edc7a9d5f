"""The whole answer on one subject: owners with their officials, partners, consents, convener, doors, steps and dates.

In: a Snapshot and a Question. Out: an Ownership for the API, the command line and the page. Who owns it is decided at once;
what is told around that is worked out when it is asked for.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from graph.ownership.answer.counters import Door, next_doors
from graph.ownership.answer.explain import explain
from graph.ownership.answer.owners import Owner, owner_of, owners_of
from graph.ownership.answer.participants import consents_of, convener_of, partners_of
from graph.ownership.facts.model import Domain, Facts
from graph.ownership.facts.needs import Need
from graph.ownership.rule.common_owner import Basis, Status
from graph.ownership.rule.decide import Decision, OwnershipQuestion, decide, lapsed
from graph.ownership.rule.snapshot import Snapshot
from graph.ownership.rule.steps import Step
from graph.ownership.rule.topics import TopicAnswer


@dataclass(frozen=True)
class Ownership:
    """Who owns it: a status, a reason and a date. All parties, topics and doors are ids in `facts`.

    LookupError for a part that the facts were not read for: see `graph.ownership.facts.needs`.
    """

    snapshot: Snapshot
    decision: Decision

    @property
    def facts(self) -> Facts:
        """What it was decided from."""
        return self.snapshot.facts

    @property
    def question(self) -> OwnershipQuestion:
        """What was asked."""
        return self.decision.question

    @property
    def subject(self) -> str | None:
        """The id of what was asked about; None for several things at once."""
        return self.question.subject

    @property
    def day(self) -> date:
        """The date it holds for."""
        return self.snapshot.day

    @property
    def status(self) -> Status:
        """Whether somebody owns it, and if not, why not."""
        return self.decision.status

    @property
    def basis(self) -> Basis:
        """On what ground."""
        return self.decision.basis

    @property
    def topics(self) -> tuple[TopicAnswer, ...]:
        """What decided, with who answers for each; none where the subject was given away itself."""
        return self.decision.deciding

    @cached_property
    def owners(self) -> tuple[Owner, ...]:
        """LEAD, exclusive, lowest in the tree, earliest, key."""
        return owners_of(self.snapshot, self.decision)

    @property
    def lead(self) -> Owner | None:
        """Who pulls the others, for SHARED only."""
        lead = self.decision.lead
        return next((owner for owner in self.owners if owner.party == lead), None) if lead else None

    @cached_property
    def partners(self) -> tuple[Owner, ...]:
        """Those below a common ancestor, and the departments of domains at the side."""
        return tuple(owner_of(self.snapshot, self.decision, party) for party in partners_of(self.snapshot, self.decision))

    @cached_property
    def lapsed(self) -> tuple[str, ...]:
        """Responsibilities that used to answer for this."""
        return lapsed(self.snapshot, self.question, self.decision.areas, self.topics)

    @cached_property
    def known(self) -> bool:
        """False without a topic, or while nobody confirmed that an uncovered domain has no holder."""
        if self.basis is Basis.EXPLICIT:
            return True
        uncovered = [self.facts.subject(answer.topic) for answer in self.decision.uncovered]
        return bool(self.topics) and not any(
            isinstance(topic, Domain) and topic.checked_on is None for topic in uncovered
        )

    @cached_property
    def consents(self) -> tuple[Owner, ...]:
        """Who must say yes."""
        self.facts.require(Need.CONSENTS)
        return consents_of(self.snapshot, self.decision)

    @cached_property
    def convener(self) -> Owner | None:
        """Who brings the silos together there, whenever there is no single owner."""
        self.facts.require(Need.CONVENER, Need.DOORS)
        return convener_of(self.snapshot, self.decision)

    @cached_property
    def doors(self) -> tuple[Door, ...]:
        """At most five, best first."""
        self.facts.require(Need.DOORS)
        return next_doors(self.snapshot, self.decision, self.convener.party if self.convener else None)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every candidate in order, taken or not."""
        self.facts.require(Need.STEPS)
        return explain(self.snapshot, self.decision)

    @cached_property
    def synthetic(self) -> bool:
        """True when anything the answer rests on is invented."""
        facts = self.facts
        ids = {self.subject, *(owner.party for owner in self.owners), *(topic.topic for topic in self.topics)}
        ids |= {party for topic in self.topics for party in topic.parties}
        things = [facts.party(each) or facts.subject(each) for each in ids if each]
        if any(thing.synthetic for thing in things if thing):
            return True
        used = [owner.responsibility for owner in self.owners] + list(self.lapsed)
        stands = (stand for topic in self.topics for member in topic.members for stand in member.stands)
        return any(facts.records[each].synthetic for each in used if each in facts.records) or any(
            stand.claim.responsibility.synthetic for stand in stands
        )


def ownership(facts: Facts, question: OwnershipQuestion, day: date, known_at: datetime | None = None) -> Ownership:
    """Answer one question at a date; `known_at` asks what was known then."""
    return answer_at(Snapshot(facts, day, known_at), question)


def answer_at(snapshot: Snapshot, question: OwnershipQuestion) -> Ownership:
    """Answer one question on the day of a Snapshot that several questions share."""
    return Ownership(snapshot, decide(snapshot, question))
