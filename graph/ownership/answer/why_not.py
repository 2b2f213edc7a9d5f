"""Why a party does not own something, and which single changes would make it an owner.

In: a Snapshot, a Question and a party. Out: a WhyNot: the steps in which it was met, and each change that the rule, asked
again of the changed facts, answers with that party among the owners, or further up among them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from graph.model.vocabulary import Term
from graph.ownership.answer.ownership import Ownership, answer_at
from graph.ownership.facts import what_if as changing
from graph.ownership.facts.model import Claim, Facts, lowest
from graph.ownership.facts.needs import Need
from graph.ownership.rule.common_owner import Status
from graph.ownership.rule.decide import Decision, OwnershipQuestion, concerned_by, decide, seat_of_claim
from graph.ownership.rule.holders import may_not_own, seat_of
from graph.ownership.rule.snapshot import Snapshot
from graph.ownership.rule.steps import Step, StepCode


class ChangeCode(Term):
    """One thing that would be otherwise."""

    BE_THERE = "BE_THERE", "If the department were there on that day.", "Als de afdeling er op die dag was."
    PUBLIC_TASK = "PUBLIC_TASK", "If the organisation had a public task.", "Als de organisatie een publieke taak had."
    VALID = "VALID", "If its responsibility were valid on that day.", "Als de verantwoordelijkheid op die dag gold."
    ROLE = "ROLE", "If its responsibility had the role of owner.", "Als de verantwoordelijkheid als rol oppakken had."
    RECORDED = "RECORDED", "If its record counted.", "Als de vastlegging meetelde."
    EVERYWHERE = "EVERYWHERE", "If its responsibility held everywhere.", "Als de verantwoordelijkheid overal gold."
    LEAD = "LEAD", "If its responsibility were that of a lead.", "Als de verantwoordelijkheid die van trekker was."
    TAKE = "TAKE", "If it took on one responsibility more.", "Als er één verantwoordelijkheid bij kwam."
    TAKE_LEAD = "TAKE_LEAD", "If it took on one more as lead.", "Als er één bij kwam als trekker."
    OTHER_ENDS = "OTHER_ENDS", "If that of another ended.", "Als die van een ander ophield."
    NOT_ABOUT = "NOT_ABOUT", "If the subject were not about one topic.", "Als het onderwerp niet over één ding ging."


@dataclass(frozen=True)
class WhatIf:
    """One change, with what the rule answers then. `subject`, `area` and `responsibility` say what is changed."""

    code: ChangeCode
    decision: Decision
    subject: str | None = None
    area: str | None = None
    responsibility: str | None = None
    holder: str | None = None


@dataclass(frozen=True)
class WhyNot:
    """`party` as it was asked about; `stands_for`: who would own it, of an official the department of the seat on that day.

    `steps`: those in which it was a candidate, or took the place of one; `changes`: every single change that helps, each answered
    by the rule itself.
    """

    answer: Ownership
    party: str
    stands_for: str
    steps: tuple[Step, ...]
    changes: tuple[WhatIf, ...]

    @property
    def snapshot(self) -> Snapshot:
        """The day that is looked at."""
        return self.answer.snapshot

    @property
    def facts(self) -> Facts:
        """What it was decided from."""
        return self.answer.facts

    @property
    def is_owner(self) -> bool:
        """Whether it is among the owners."""
        return self.stands_for in self.answer.decision.parties


def why_not(snapshot: Snapshot, question: OwnershipQuestion, party: str, *, tries: bool = True) -> WhyNot:
    """Why a party does not own what is asked about. Without `tries` no changes are looked for: each is the whole rule once more."""
    snapshot.facts.require(Need.STEPS)
    answer, stands_for = answer_at(snapshot, question), _stands_for(snapshot, party)
    met, takes = {party, stands_for}, (StepCode.LEFT, StepCode.SUCCEEDED)
    steps = tuple(step for step in answer.steps if step.candidate in met or (step.other in met and step.code in takes))
    return WhyNot(answer, party, stands_for, steps, tuple(_Trying(answer, party, stands_for).helpful()) if tries else ())


def _stands_for(snapshot: Snapshot, party: str) -> str:
    person = snapshot.facts.officials.get(party)
    seat = seat_of(person, snapshot.day) if person else None
    return seat.other if seat else party


Tried = tuple[ChangeCode, Facts, dict[str, str | None]]


class _Trying:
    """The changes that are tried, in the order from its own doing to that of others."""

    def __init__(self, answer: Ownership, party: str, target: str) -> None:
        self.party, self.target = party, target
        self.snapshot, self.facts, self.decision = answer.snapshot, answer.facts, answer.decision
        self.question = self.decision.question
        self.concerned = concerned_by(self.snapshot, self.question, self.decision.topics)
        claims = [claim for subject in self.concerned for claim in self.facts.claims.get(subject, ())]
        self.own = [claim for claim in claims if self.target in (claim.holder, seat_of_claim(self.snapshot, claim)) or claim.holder == self.party]
        self.others = [claim for claim in claims if claim not in self.own and claim.responsibility.owns]

    def helpful(self) -> Iterator[WhatIf]:
        """Those that help."""
        if self.snapshot.is_municipality(self.target) or self.rank(self.decision) == _BEST:
            return
        yield from self.helping(self.with_another_party())
        yield from self.helping(self.with_other_claims())
        for subject in self.concerned:
            yield from islice(self.helping(self.with_new_claims(subject)), 1)
        yield from self.helping(self.without_those_of_others())

    def helping(self, tried: Iterator[Tried]) -> Iterator[WhatIf]:
        """Those of some changes after which the rule puts the party further up."""
        for code, facts, what in tried:
            answer = decide(Snapshot(facts, self.snapshot.day, self.snapshot.known_at), self.question)
            if self.rank(answer) > self.rank(self.decision):
                yield WhatIf(code, answer, **what)

    def rank(self, decision: Decision) -> int:
        """How far up it is: not among the owners, one of several, the lead or the only one."""
        if self.target not in decision.parties:
            return 0
        alone = decision.status is Status.OWNED or decision.lead == self.target
        return _BEST if alone else 1

    def with_another_party(self) -> Iterator[Tried]:
        """What the party is."""
        department = self.facts.departments.get(self.target)
        if department and not self.snapshot.is_valid(self.target):
            yield ChangeCode.BE_THERE, changing.standing_on(self.facts, self.target, self.snapshot.day), {}
        if self.target in self.facts.organisations and may_not_own(self.snapshot, self.target):
            yield ChangeCode.PUBLIC_TASK, changing.with_public_task(self.facts, self.target), {}

    def with_other_claims(self) -> Iterator[Tried]:
        """What it holds, or held."""
        for claim in _once(self.own):
            for code, facts in self._other_record(claim):
                yield code, facts, _of(claim, self.concerned, self.facts)

    def _other_record(self, claim: Claim) -> Iterator[tuple[ChangeCode, Facts]]:
        record, facts, day = claim.responsibility, self.facts, self.snapshot.day
        if not record.owns:
            yield ChangeCode.ROLE, changing.with_record(facts, record.id, role=None)
        elif not record.counts_in_record(self.snapshot.known_at):
            yield ChangeCode.RECORDED, changing.with_record(facts, record.id, recorded_from=None, recorded_to=None)
        elif not claim.covers(day):
            yield ChangeCode.VALID, changing.with_claim(facts, record.id, day)
        else:
            if self.snapshot.valid(record.areas):
                yield ChangeCode.EVERYWHERE, changing.with_record(facts, record.id, areas=())
            if record.role != "LEAD":
                yield ChangeCode.LEAD, changing.with_record(facts, record.id, role="LEAD")

    def with_new_claims(self, subject: str) -> Iterator[Tried]:
        """How it could take on a subject: everywhere before here, as owner before as lead."""
        for code, role in ((ChangeCode.TAKE, None), (ChangeCode.TAKE_LEAD, "LEAD")):
            for area in dict.fromkeys([None, *self.decision.areas]):
                facts = changing.with_responsibility(self.facts, self.party, subject, role, area)
                yield code, facts, {"subject": subject, "area": area, "holder": self.party}

    def without_those_of_others(self) -> Iterator[Tried]:
        """What others hold, and what it is about."""
        for claim in _once(self.others):
            if claim.covers(self.snapshot.day) and claim.responsibility.counts_in_record(self.snapshot.known_at):
                facts = changing.ended(self.facts, claim.responsibility.id, self.snapshot.day)
                yield ChangeCode.OTHER_ENDS, facts, _of(claim, self.concerned, self.facts)
        subject = self.question.subject
        for topic in dict.fromkeys(answer.topic for answer in self.decision.topics):
            if subject and topic != subject:
                yield ChangeCode.NOT_ABOUT, changing.not_about(self.facts, subject, topic), {"subject": topic}


_BEST = 2


def _once(claims: list[Claim]) -> list[Claim]:
    """One claim of each responsibility, in order."""
    return list({claim.responsibility.id: claim for claim in reversed(claims)}.values())[::-1]


def _of(claim: Claim, concerned: list[str], facts: Facts) -> dict[str, str | None]:
    """What a change of a responsibility is about: what it is for, as far as it matters here, and where it holds."""
    record = claim.responsibility
    subject = next(each for each in concerned if any(other.responsibility.id == record.id for other in facts.claims.get(each, ())))
    return {"subject": subject, "area": lowest(tie.other for tie in record.areas), "responsibility": record.id, "holder": claim.holder}
