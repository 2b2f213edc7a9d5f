"""The owners of an answer, each with the official to ask and the responsibility it stands on.

In: a Snapshot and its Decision. Out: Owners in order: LEAD, exclusive, lowest in the tree, earliest, key.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from graph.ownership.facts.model import Claim, lowest
from graph.ownership.facts.needs import Need
from graph.ownership.rule.common_owner import Basis
from graph.ownership.rule.decide import Decision
from graph.ownership.rule.holders import Claimant, Member
from graph.ownership.rule.snapshot import Snapshot


@dataclass(frozen=True)
class Owner:
    """A party that owns, with the official to ask and the responsibility it stands on, where there is one."""

    party: str
    snapshot: Snapshot = field(repr=False, compare=False)
    decision: Decision = field(repr=False, compare=False)
    stands: Sequence[Claimant] = field(repr=False, compare=False)

    @property
    def silo(self) -> str:
        """The silo it belongs to."""
        return self.snapshot.silo(self.party)

    @property
    def responsibility(self) -> str | None:
        """The best it stands on; a common ancestor stands on none."""
        return self.stands[0].claim.responsibility.id if self.stands else None

    @property
    def official(self) -> str | None:
        """The official to ask."""
        self.snapshot.facts.require(Need.OFFICIAL)
        return official_of(self.snapshot, self.decision, self.party, self.stands)


def owners_of(snapshot: Snapshot, decision: Decision) -> tuple[Owner, ...]:
    """LEAD, exclusive, lowest in the tree, earliest, key."""
    found = [owner_of(snapshot, decision, party) for party in decision.parties]
    return tuple(sorted(found, key=_rank) if len(found) > 1 else found)


def _rank(owner: Owner) -> tuple[bool, bool, int, date, str]:
    start = min((stand.claim.when.start or date.min for stand in owner.stands), default=date.max)
    leads, claims_alone = any(stand.lead for stand in owner.stands), any(stand.exclusive for stand in owner.stands)
    return not leads, not claims_alone, -owner.snapshot.depth(owner.party), start, owner.party.partition(":")[2]


def deciding_members(decision: Decision) -> tuple[Member, ...]:
    if decision.basis is Basis.EXPLICIT:
        return decision.own.members
    return tuple(member for answer in decision.topics for member in answer.members)


def stands_of(decision: Decision, party: str) -> list[Claimant]:
    """What a party stands on in this decision, best first."""
    stands = [stand for member in deciding_members(decision) if member.party == party for stand in member.stands]
    return sorted(
        stands,
        key=lambda stand: (
            not stand.lead,
            not stand.exclusive,
            stand.claim.when.start or date.min,
            stand.claim.responsibility.id,
        ),
    )


def owner_of(snapshot: Snapshot, decision: Decision, party: str) -> Owner:
    return Owner(party, snapshot, decision, stands_of(decision, party))


def official_of(snapshot: Snapshot, decision: Decision, party: str, stands: Sequence[Claimant]) -> str | None:
    """Who holds it and is still there; else one with another part in it; else contact or head. Never a guess."""
    if party not in snapshot.facts.departments:
        return None
    there = snapshot.officials_in(party)
    holding = [stand.official for stand in stands if stand.official in there]
    if holding:
        return holding[0]
    with_part = [claim.holder for claim in _claims(snapshot, decision) if claim.holder in there]
    if with_part:
        return lowest(with_part)
    for function in ("contact", "hoofd"):
        found = lowest(person for person, word in there.items() if (word or "").lower() == function)
        if found:
            return found
    return None


def _claims(snapshot: Snapshot, decision: Decision) -> Iterator[Claim]:
    """The claims of officials who own the subject or a topic today."""
    question = decision.question
    subjects = dict.fromkeys([question.subject, *question.together, *(answer.topic for answer in decision.topics)])
    for subject in subjects:
        yield from snapshot.claims(subject, _by_official) if subject else ()


def _by_official(snapshot: Snapshot, claim: Claim) -> bool:
    record = claim.responsibility
    there = claim.holder in snapshot.facts.officials and claim.covers(snapshot.day)
    return there and record.owns and record.counts_in_record(snapshot.known_at)
