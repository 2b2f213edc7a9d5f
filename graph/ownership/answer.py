"""The whole answer on one subject: owners with their officials, partners, consents, convener, doors, steps and dates.

In: a Moment and a Question. Out: an Ownership, plain data for the API, the command line and the page.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from graph.ownership.around import consents_of, convener_of, partners_of
from graph.ownership.doors import Door, next_doors
from graph.ownership.facts import Domain, Facts
from graph.ownership.moment import Moment
from graph.ownership.owners import Owner, owner_of, owners_of
from graph.ownership.rule import Decision, Question, decide, lapsed
from graph.ownership.steps import Step
from graph.ownership.story import steps_of
from graph.ownership.together import Basis, Status
from graph.ownership.topics import Answering


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who owns it: a status, a reason and a date. All parties, topics and doors are ids in `facts`."""

    facts: Facts
    question: Question
    day: date
    known_at: datetime | None
    status: Status
    basis: Basis
    known: bool
    synthetic: bool
    owners: tuple[Owner, ...]
    lead: Owner | None
    partners: tuple[Owner, ...]
    consents: tuple[Owner, ...]
    convener: Owner | None
    topics: tuple[Answering, ...]
    lapsed: tuple[str, ...]
    doors: tuple[Door, ...]
    steps: tuple[Step, ...]

    @property
    def subject(self) -> str | None:
        """The id of what was asked about; None for several things at once."""
        return self.question.subject


def ownership(facts: Facts, question: Question, day: date, known_at: datetime | None = None) -> Ownership:
    """Answer one question at a date; `known_at` asks what was known then."""
    return answer_at(Moment(facts, day, known_at), question)


def answer_at(moment: Moment, question: Question) -> Ownership:
    """Answer one question on the day of a Moment that several questions share."""
    return describe(moment, decide(moment, question))


def describe(moment: Moment, decision: Decision) -> Ownership:
    """Everything around a decision."""
    question = decision.question
    owners = owners_of(moment, decision)
    lead = next((owner for owner in owners if owner.party == decision.lead), None)
    convener = convener_of(moment, decision)
    partners = tuple(owner_of(moment, decision, party) for party in partners_of(moment, decision))
    answer = Ownership(
        facts=moment.facts, question=question, day=moment.day, known_at=moment.known_at, status=decision.status, basis=decision.basis,
        known=_known(moment, decision), synthetic=False, owners=owners, lead=lead, partners=partners,
        consents=consents_of(moment, decision), convener=convener, topics=decision.deciding,
        lapsed=lapsed(moment, question, decision.areas, decision.deciding),
        doors=next_doors(moment, decision, convener.party if convener else None), steps=steps_of(moment, decision),
    )  # fmt: skip
    return _marked(moment.facts, answer)


def _known(moment: Moment, decision: Decision) -> bool:
    """False without a topic, or while nobody confirmed that an uncovered domain has no holder."""
    if decision.basis is Basis.EXPLICIT:
        return True
    uncovered = [moment.facts.subject(answer.topic) for answer in decision.uncovered]
    return bool(decision.deciding) and not any(
        isinstance(topic, Domain) and topic.checked_on is None for topic in uncovered
    )


def _marked(facts: Facts, answer: Ownership) -> Ownership:
    """`synthetic` is true when anything the answer rests on is invented."""
    ids = {answer.subject, *(owner.party for owner in answer.owners), *(topic.topic for topic in answer.topics)}
    ids |= {party for topic in answer.topics for party in topic.parties}
    things = [facts.party(each) or facts.subject(each) for each in ids if each]
    records = facts.records
    used = [owner.responsibility for owner in answer.owners] + list(answer.lapsed)
    used += [
        stand.claim.responsibility.id for topic in answer.topics for member in topic.members for stand in member.stands
    ]
    invented = any(thing.synthetic for thing in things if thing) or any(
        records[each].synthetic for each in used if each in records
    )
    return replace(answer, synthetic=invented)
