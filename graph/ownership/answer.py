"""The whole answer on one subject: owners with their officials, partners, consents, convener, doors, steps and dates.

In: a Moment and a Question. Out: an Ownership, plain data for the API, the command line and the page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from graph.ownership.doors import Door, next_doors
from graph.ownership.facts import Claim, Domain, Facts, lowest
from graph.ownership.holders import Member, Stand, holders, nearest, reach, stands_for
from graph.ownership.moment import Moment
from graph.ownership.rule import Decision, Question, concerned_by, decide, lapsed
from graph.ownership.steps import Step, StepCode
from graph.ownership.together import Basis, Status
from graph.ownership.topics import Answering, answering, side_domains


@dataclass(frozen=True, slots=True)
class Owner:
    """A party that owns, with the official to ask and the responsibility it stands on, where there is one."""

    party: str
    silo: str
    official: str | None = None
    responsibility: str | None = None


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
    moment = Moment(facts, day, known_at)
    return describe(moment, decide(moment, question))


def describe(moment: Moment, decision: Decision) -> Ownership:
    """Everything around a decision."""
    question = decision.question
    owners = _owners(moment, decision)
    lead = next((owner for owner in owners if owner.party == decision.lead), None)
    convener = _convener(moment, decision)
    partners = tuple(_owner(moment, decision, party) for party in _partners(moment, decision))
    answer = Ownership(
        facts=moment.facts, question=question, day=moment.day, known_at=moment.known_at, status=decision.status, basis=decision.basis,
        known=_known(moment, decision), synthetic=False, owners=owners, lead=lead, partners=partners,
        consents=_consents(moment, decision), convener=convener, topics=decision.deciding,
        lapsed=lapsed(moment, question, decision.areas, decision.deciding),
        doors=next_doors(moment, decision, convener.party if convener else None), steps=_steps(moment, decision),
    )  # fmt: skip
    return _marked(moment.facts, answer)


# -- owners ------------------------------------------------------------------------------------------------------


def _owners(moment: Moment, decision: Decision) -> tuple[Owner, ...]:
    """LEAD, exclusive, lowest in the tree, earliest, key."""

    def rank(party: str) -> tuple[bool, bool, int, date, str]:
        stands = _stands(decision, party)
        start = min((stand.claim.when.start or date.min for stand in stands), default=date.max)
        leads, claims_alone = any(stand.lead for stand in stands), any(stand.exclusive for stand in stands)
        return not leads, not claims_alone, -moment.depth(party), start, party.partition(":")[2]

    return tuple(_owner(moment, decision, party) for party in sorted(decision.parties, key=rank))


def _deciding(decision: Decision) -> tuple[Member, ...]:
    if decision.basis is Basis.EXPLICIT:
        return decision.own.members
    return tuple(member for answer in decision.topics for member in answer.members)


def _stands(decision: Decision, party: str) -> list[Stand]:
    """What a party stands on in this decision, best first."""
    stands = [stand for member in _deciding(decision) if member.party == party for stand in member.stands]
    return sorted(
        stands,
        key=lambda stand: (
            not stand.lead,
            not stand.exclusive,
            stand.claim.when.start or date.min,
            stand.claim.responsibility.id,
        ),
    )


def _owner(moment: Moment, decision: Decision, party: str) -> Owner:
    stands = _stands(decision, party)
    responsibility = stands[0].claim.responsibility.id if stands else None
    return Owner(party, moment.silo(party), _official(moment, decision, party, stands), responsibility)


def _official(moment: Moment, decision: Decision, party: str, stands: list[Stand]) -> str | None:
    """Who holds it and is still there; else one with another part in it; else contact or head. Never a guess."""
    if party not in moment.facts.departments:
        return None
    there = {
        each.id: tie.word
        for each in moment.facts.officials.values()
        for tie in each.seats
        if tie.other == party and tie.when.covers(moment.day)
    }
    holding = [stand.official for stand in stands if stand.official in there]
    if holding:
        return holding[0]
    with_part = [claim.holder for claim in _claims(moment, decision) if claim.holder in there and claim.responsibility.owns and claim.covers(moment.day)
                 and claim.responsibility.counts_in_record(moment.known_at)]  # fmt: skip
    if with_part:
        return lowest(with_part)
    for function in ("contact", "hoofd"):
        found = lowest(person for person, word in there.items() if (word or "").lower() == function)
        if found:
            return found
    return None


def _claims(moment: Moment, decision: Decision) -> Iterator[Claim]:
    """All claims on the subject and its topics, of any role and date."""
    question = decision.question
    subjects = dict.fromkeys([question.subject, *question.together, *(answer.topic for answer in decision.topics)])
    for subject in subjects:
        yield from moment.facts.claims.get(subject or "", ())


# -- those around the owners -------------------------------------------------------------------------------------


def _partners(moment: Moment, decision: Decision) -> tuple[str, ...]:
    """Those below a common ancestor who have to agree, and the departments of domains at the side."""
    found = set(decision.common.partners) if decision.common and decision.status is Status.OWNED else set()
    for answer in _sides(moment, decision):
        found |= answer.parties
    return tuple(sorted(found - set(decision.parties)))


def _sides(moment: Moment, decision: Decision) -> list[Answering]:
    """Who answers for the domains at the side; where the subject was given away itself, no domain counts."""
    if decision.basis is Basis.EXPLICIT:
        return []
    topics = tuple(answer.topic for answer in decision.topics)
    domains = side_domains(moment, decision.question.subject or "", topics)
    return [answering(moment, domain, area) for domain in domains for area in decision.areas]


def _consents(moment: Moment, decision: Decision) -> tuple[Owner, ...]:
    """Who must say yes: valid CONSENT responsibilities for the subject, its problems, topics and what is above those."""
    found: dict[str, Owner] = {}
    concerned = concerned_by(moment, decision.question, decision.topics)
    for claim in (claim for subject in concerned for claim in moment.facts.claims.get(subject, ())):
        record = claim.responsibility
        if record.role != "CONSENT" or not claim.covers(moment.day) or not record.counts_in_record(moment.known_at):
            continue
        if decision.areas != (None,) and all(reach(moment, claim, area) is None for area in decision.areas):
            continue
        for stand in stands_for(moment, claim, "")[0]:
            found.setdefault(
                stand.party,
                Owner(
                    stand.party, moment.silo(stand.party), _official(moment, decision, stand.party, [stand]), record.id
                ),
            )
    return tuple(found[party] for party in sorted(found))


def _convener(moment: Moment, decision: Decision) -> Owner | None:
    """Who brings the silos together in the nearest area; named whenever there is no single owner."""
    if decision.status is Status.OWNED:
        return None
    current = [
        claim
        for claim in moment.facts.conveners
        if claim.covers(moment.day) and claim.responsibility.counts_in_record(moment.known_at)
    ]
    stands = [
        stand
        for claim in sorted(current, key=lambda each: each.responsibility.id)
        for stand in stands_for(moment, claim, "")[0]
    ]
    for area in decision.areas:
        reached = [
            stand for stand in nearest(moment, stands, area) if area and moment.valid(stand.claim.responsibility.areas)
        ]
        if reached:
            first = min(reached, key=lambda stand: stand.party)
            return Owner(
                first.party,
                moment.silo(first.party),
                _official(moment, decision, first.party, [first]),
                first.claim.responsibility.id,
            )
    return None


# -- what is known, and what it rests on -------------------------------------------------------------------------


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
    from dataclasses import replace

    ids = {answer.subject, *(owner.party for owner in answer.owners), *(topic.topic for topic in answer.topics)}
    ids |= {party for topic in answer.topics for party in topic.parties}
    things = [facts.party(each) or facts.subject(each) for each in ids if each]
    records = {claim.responsibility.id: claim.responsibility for claims in facts.claims.values() for claim in claims}
    used = [owner.responsibility for owner in answer.owners] + list(answer.lapsed)
    used += [
        stand.claim.responsibility.id for topic in answer.topics for member in topic.members for stand in member.stands
    ]
    invented = any(thing.synthetic for thing in things if thing) or any(
        records[each].synthetic for each in used if each in records
    )
    return replace(answer, synthetic=invented)


# -- every candidate, in order -----------------------------------------------------------------------------------


def _steps(moment: Moment, decision: Decision) -> tuple[Step, ...]:
    steps: list[Step] = [*decision.own.steps]
    if decision.basis is Basis.EXPLICIT:
        subject = decision.question.subject or ""
        steps = [_taken(StepCode.EXPLICIT, member, subject) for member in decision.own.members] + steps
    else:
        for answer in decision.topics:
            steps += _topic_steps(decision, answer)
        steps += [
            Step(StepCode.COMMON_ANCESTOR, party, decision.question.subject or "", True)
            for party in decision.parties
            if not _stands(decision, party)
        ]
    for side in _sides(moment, decision):
        steps += [
            Step(StepCode.SIDE_DOMAIN, member.party, side.topic, False, member.stands[0].claim.responsibility.id)
            for member in side.members
        ]
    return tuple(dict.fromkeys(steps))


def _topic_steps(decision: Decision, answer: Answering) -> Iterable[Step]:
    owners = set(decision.parties)
    code = StepCode.ON_PROBLEM if answer.topic.startswith("problem:") else StepCode.INHERITED
    code = StepCode.BROADER_DOMAIN if answer.inherited_from else code
    for member in answer.members:
        yield _taken(
            code if member.party in owners else StepCode.NOT_COMMON,
            member,
            answer.topic,
            member.party in owners,
            answer.inherited_from,
        )
    for passed in (*answer.passed, answer.found):
        yield from passed.steps


def _taken(code: StepCode, member: Member, subject: str, taken: bool = True, other: str | None = None) -> Step:
    return Step(code, member.party, subject, taken, member.stands[0].claim.responsibility.id, other)


__all__ = ["Door", "Owner", "Ownership", "Question", "describe", "holders", "ownership"]
