"""The owners of an answer, each with the official to ask and the responsibility it stands on.

In: a Moment and its Decision. Out: Owners in order: LEAD, exclusive, lowest in the tree, earliest, key.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.ownership.facts import Claim, lowest
from graph.ownership.holders import Member, Stand
from graph.ownership.moment import Moment
from graph.ownership.rule import Decision
from graph.ownership.together import Basis


@dataclass(frozen=True, slots=True)
class Owner:
    """A party that owns, with the official to ask and the responsibility it stands on, where there is one."""

    party: str
    silo: str
    official: str | None = None
    responsibility: str | None = None


def owners_of(moment: Moment, decision: Decision) -> tuple[Owner, ...]:
    """LEAD, exclusive, lowest in the tree, earliest, key."""

    def rank(party: str) -> tuple[bool, bool, int, date, str]:
        stands = stands_of(decision, party)
        start = min((stand.claim.when.start or date.min for stand in stands), default=date.max)
        leads, claims_alone = any(stand.lead for stand in stands), any(stand.exclusive for stand in stands)
        return not leads, not claims_alone, -moment.depth(party), start, party.partition(":")[2]

    return tuple(owner_of(moment, decision, party) for party in sorted(decision.parties, key=rank))


def deciding_members(decision: Decision) -> tuple[Member, ...]:
    if decision.basis is Basis.EXPLICIT:
        return decision.own.members
    return tuple(member for answer in decision.topics for member in answer.members)


def stands_of(decision: Decision, party: str) -> list[Stand]:
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


def owner_of(moment: Moment, decision: Decision, party: str) -> Owner:
    stands = stands_of(decision, party)
    responsibility = stands[0].claim.responsibility.id if stands else None
    return Owner(party, moment.silo(party), official_of(moment, decision, party, stands), responsibility)


def official_of(moment: Moment, decision: Decision, party: str, stands: list[Stand]) -> str | None:
    """Who holds it and is still there; else one with another part in it; else contact or head. Never a guess."""
    if party not in moment.facts.departments:
        return None
    there = moment.seated(party)
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
