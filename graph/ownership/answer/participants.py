"""Who stands around the owners: partners, those who must say yes, and who brings the silos together.

In: a Snapshot and its Decision. Out: ids of parties, or Owners.
"""

from graph.ownership.answer.owners import Owner
from graph.ownership.facts.model import Claim
from graph.ownership.rule.common_owner import Basis, Status
from graph.ownership.rule.decide import Decision, concerned_by
from graph.ownership.rule.holders import claimants_of, nearest, reach
from graph.ownership.rule.snapshot import Snapshot
from graph.ownership.rule.topics import TopicAnswer, answer_topic, side_domains


def partners_of(snapshot: Snapshot, decision: Decision) -> tuple[str, ...]:
    """Those below a common ancestor who have to agree, and the departments of domains at the side."""
    found = set(decision.common_owner.partners) if decision.common_owner and decision.status is Status.OWNED else set()
    for answer in sides_of(snapshot, decision):
        found |= answer.parties
    return tuple(sorted(found - set(decision.parties)))


def sides_of(snapshot: Snapshot, decision: Decision) -> list[TopicAnswer]:
    """Who answers for the domains at the side; where the subject was given away itself, no domain counts."""
    if decision.basis is Basis.EXPLICIT:
        return []
    topics = tuple(answer.topic for answer in decision.topics)
    domains = side_domains(snapshot, decision.question.subject or "", topics, decision.areas)
    return [answer_topic(snapshot, domain, area) for domain in domains for area in decision.areas]


def consents_of(snapshot: Snapshot, decision: Decision) -> tuple[Owner, ...]:
    """Who must say yes: valid CONSENT responsibilities for the subject, its problems, topics and what is above those."""
    found: dict[str, Owner] = {}
    concerned = concerned_by(snapshot, decision.question, decision.topics)
    for claim in (claim for subject in concerned for claim in snapshot.claims(subject, _must_consent)):
        if decision.areas != (None,) and all(reach(snapshot, claim, area) is None for area in decision.areas):
            continue
        for stand in claimants_of(snapshot, claim, "")[0]:
            found.setdefault(stand.party, Owner(stand.party, snapshot, decision, [stand]))
    return tuple(found[party] for party in sorted(found))


def _must_consent(snapshot: Snapshot, claim: Claim) -> bool:
    record = claim.responsibility
    return record.role == "CONSENT" and claim.covers(snapshot.day) and record.counts_in_record(snapshot.known_at)


def convener_of(snapshot: Snapshot, decision: Decision) -> Owner | None:
    """Who brings the silos together in the nearest area; named whenever there is no single owner."""
    if decision.status is Status.OWNED:
        return None
    current = [
        claim
        for claim in snapshot.facts.conveners
        if claim.covers(snapshot.day) and claim.responsibility.counts_in_record(snapshot.known_at)
    ]
    stands = [
        stand
        for claim in sorted(current, key=lambda each: each.responsibility.id)
        for stand in claimants_of(snapshot, claim, "")[0]
    ]
    for area in decision.areas:
        reached = [
            stand for stand in nearest(snapshot, stands, area) if area and snapshot.valid(stand.claim.responsibility.areas)
        ]
        if reached:
            first = min(reached, key=lambda stand: stand.party)
            return Owner(first.party, snapshot, decision, [first])
    return None
