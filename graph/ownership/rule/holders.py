"""Who holds something: H(x), the five steps from a responsibility to the parties that answer for it.

In: a Snapshot, the id of an initiative, problem or domain, and the area of the question. Out: Holders: the members that
are left after who may own, seat, dissolution, area and displacement, with a Step for everybody who was not taken.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from graph.ownership.facts.model import Claim, DatedRelationship, Department, Official, key_of
from graph.ownership.rule.snapshot import Snapshot
from graph.ownership.rule.steps import Step, StepCode

GENERAL = 1_000_000  # farther than any area: reaches all of them


class Claimant(NamedTuple):
    """One party standing for one claim, after seat and succession; `official` when it came through a seat."""

    party: str
    claim: Claim
    official: str | None = None

    @property
    def lead(self) -> bool:
        return self.claim.responsibility.role == "LEAD"

    @property
    def exclusive(self) -> bool:
        return self.claim.responsibility.exclusive


class Member(NamedTuple):
    """One party among the holders, with all that it stands for; it leads, or claims to be alone, if any of that does."""

    party: str
    stands: tuple[Claimant, ...]
    lead: bool
    exclusive: bool


class Holders(NamedTuple):
    """The members of H(x), in order of id, what became of the other candidates, and the members' parties."""

    members: tuple[Member, ...] = ()
    steps: tuple[Step, ...] = ()
    parties: frozenset[str] = frozenset()


NOBODY = Holders()
ELSEWHERE = ""  # an area that no claim names: only the general ones reach it


def holders(snapshot: Snapshot, subject: str, areas: tuple[str | None, ...]) -> Holders:
    """H(subject) for all the areas of the question together; (None,) when no area is known."""
    if subject not in snapshot.facts.claims:
        return NOBODY
    areas = tuple(dict.fromkeys([_nearest_named(snapshot, subject, area) for area in areas]))
    by_areas = snapshot.holders.setdefault(subject, {})
    known: Holders | None = by_areas.get(areas)
    if known is not None:
        return known
    stands, steps = _standing(snapshot, subject)
    if snapshot.facts.named_areas(subject):
        kept = {id(stand): stand for area in areas for stand in nearest(snapshot, stands, area)}
        elsewhere = (stand for stand in stands if id(stand) not in kept)
        steps = steps + [_step(StepCode.OTHER_AREA, stand.party, stand.claim, subject) for stand in elsewhere]
        stands = list(kept.values())
    members, displaced = _displace(snapshot, _members(stands), subject)
    found = by_areas[areas] = Holders(members, (*steps, *displaced), frozenset([member.party for member in members]))
    return found


def _nearest_named(snapshot: Snapshot, subject: str, area: str | None) -> str | None:
    """The nearest area at or above that any claim on the subject names: all areas below it have the same holders."""
    if area is None:
        return None
    named = snapshot.facts.named_areas(subject)
    if not named:
        return ELSEWHERE
    return next((each for each in (area, *snapshot.areas_above(area)) if each in named), ELSEWHERE)


def _standing(snapshot: Snapshot, subject: str) -> tuple[list[Claimant], list[Step]]:
    """Everybody who may own and stands for a claim on this subject, wherever it reaches."""
    known: tuple[list[Claimant], list[Step]] | None = snapshot.standing.get(subject)
    if known is None:
        known = snapshot.standing[subject] = _find_standing(snapshot, subject)
    return known


def _find_standing(snapshot: Snapshot, subject: str) -> tuple[list[Claimant], list[Step]]:
    stands: list[Claimant] = []
    steps: list[Step] = []
    for claim in sorted(snapshot.facts.claims.get(subject, ()), key=_order):
        refused = _refusal(snapshot, claim)
        if refused:
            steps.append(_step(refused, claim.holder, claim, subject))
            continue
        found, told = claimants_of(snapshot, claim, subject)
        stands += found
        steps += told
    return stands, steps


def _refusal(snapshot: Snapshot, claim: Claim) -> StepCode | None:
    """Why the record itself does not count today, if so."""
    if not claim.responsibility.owns:
        return StepCode.ROLE_DOES_NOT_OWN
    if not claim.responsibility.counts_in_record(snapshot.known_at):
        return StepCode.NOT_YET if claim.responsibility.recorded_after(snapshot.known_at) else StepCode.CORRECTED
    if claim.covers(snapshot.day):
        return None
    future = any(
        each.begins_after(snapshot.day) or (each.only or snapshot.day) > snapshot.day for each in (claim.when, *claim.ties)
    )
    return StepCode.NOT_YET if future else StepCode.ENDED


def claimants_of(snapshot: Snapshot, claim: Claim, subject: str) -> tuple[list[Claimant], list[Step]]:
    """Who may own, seat and dissolution: the parties that stand for a claim, and what became of its holder."""
    if snapshot.stands_itself(claim.holder):  # most do
        return [Claimant(claim.holder, claim)], []
    party, official, steps = claim.holder, None, list[Step]()
    refused = may_not_own(snapshot, party)
    if refused:
        return [], [_step(refused, party, claim, subject)]
    person = snapshot.facts.officials.get(party)
    if person:
        seat = seat_of(person, claim.when.start or snapshot.day)
        if seat is None or seat.other not in snapshot.facts.departments:
            return [], [_step(StepCode.NEVER_JOINED, party, claim, subject)]
        party, official = seat.other, person.id
        if party not in snapshot.valid(person.seats):
            steps.append(_step(StepCode.LEFT, person.id, claim, subject, other=party))
    parties, told = _now(snapshot, party, claim, subject)
    return [Claimant(each, claim, official if each == party else None) for each in parties], steps + told


def may_not_own(snapshot: Snapshot, party: str) -> StepCode | None:
    """Why this kind of party can never own, if so."""
    if party in snapshot.facts.departments or party in snapshot.facts.officials:
        return None
    organisation = snapshot.facts.organisations.get(party)
    if organisation:
        return None if organisation.public_task else StepCode.NO_PUBLIC_TASK
    return StepCode.COUNTER if party.startswith("counter:") else StepCode.NO_PUBLIC_TASK


def seat_of(official: Official, day: date) -> DatedRelationship | None:
    """The department an official stands for: the one joined last on or before that day, left since or not."""
    joined = [seat for seat in official.seats if seat.when.start is None or seat.when.start <= day]
    if not joined:
        return None
    latest = max(seat.when.start or date.min for seat in joined)
    last = [seat for seat in joined if (seat.when.start or date.min) == latest]
    return min(last, key=lambda seat: (not seat.when.covers(day), key_of(seat.other)))


def _now(snapshot: Snapshot, party: str, claim: Claim, subject: str) -> tuple[list[str], list[Step]]:
    """The party as it is today: itself, its successors, or nobody."""
    department = snapshot.facts.departments.get(party)
    if department is None:
        return [party], []
    if snapshot.is_municipality(party):
        return [], [_step(StepCode.MUNICIPALITY, party, claim, subject)]
    if not department.when.ended_by(snapshot.day):
        if department.when.begins_after(snapshot.day):
            return [], [_step(StepCode.NOT_YET, party, claim, subject)]
        return [party], []
    heirs = successors(snapshot, department)
    owning = [heir for heir in heirs if not snapshot.is_municipality(heir)]
    steps = [_step(StepCode.SUCCEEDED, party, claim, subject, other=heir) for heir in heirs]
    steps += [_step(StepCode.MUNICIPALITY, heir, claim, subject) for heir in heirs if heir not in owning]
    return owning, steps or [_step(StepCode.DISSOLVED, party, claim, subject)]


def successors(snapshot: Snapshot, dissolved: Department) -> list[str]:
    """All departments that a dissolved one counts as today, through those that are dissolved themselves.

    The municipality may be among them; it counts as nobody, and nothing is looked for behind it.
    """
    found: list[str] = []
    seen, waiting = {dissolved.id}, [dissolved]
    while waiting:
        for heir in sorted(snapshot.valid(waiting.pop().successors)):
            department = snapshot.facts.departments.get(heir)
            if department is None or heir in seen:
                continue
            seen.add(heir)
            if department.when.covers(snapshot.day):
                found.append(heir)
            elif department.when.ended_by(snapshot.day) and not snapshot.is_municipality(heir):
                waiting.append(department)
    return sorted(found)


def reach(snapshot: Snapshot, claim: Claim, area: str | None) -> int | None:
    """How many areas up the claim's own area lies; GENERAL when it has none; None when it does not reach."""
    within = snapshot.valid(claim.responsibility.areas)
    if not within:
        return GENERAL
    if area is None:
        return None
    line = (area, *snapshot.areas_above(area))
    return min((line.index(each) for each in within if each in line), default=None)


def nearest(snapshot: Snapshot, stands: Iterable[Claimant], area: str | None) -> list[Claimant]:
    """Those of the nearest area that has any, else the general ones; with no area and nothing general, all."""
    reached = [(distance, stand) for stand in stands if (distance := reach(snapshot, stand.claim, area)) is not None]
    if not reached:
        return list(stands) if area is None else []
    best = min(distance for distance, _ in reached)
    return [stand for distance, stand in reached if distance == best]


def _members(stands: Iterable[Claimant]) -> list[Member]:
    by_party: dict[str, list[Claimant]] = {}
    for stand in stands:
        by_party.setdefault(stand.party, []).append(stand)
    return [_member(party, by_party[party]) for party in sorted(by_party)]


def _member(party: str, stands: Sequence[Claimant]) -> Member:
    lead = exclusive = False
    for each in stands:
        lead, exclusive = lead or each.lead, exclusive or each.exclusive
    return Member(party, tuple(stands), lead, exclusive)


def _displace(snapshot: Snapshot, members: list[Member], subject: str) -> tuple[tuple[Member, ...], list[Step]]:
    """One line of the tree counts once: every pair is compared at once, and one displaced still displaces."""
    gone: dict[str, Step] = {}
    parties = {member.party for member in members}
    if len(parties) < 2 or all(parties.isdisjoint(snapshot.above(party)) for party in parties):
        return tuple(members), []
    for higher in members:
        for lower in members:
            if not snapshot.is_above(higher.party, lower.party):
                continue
            leads = higher.lead and not lower.lead
            loser, winner = (lower, higher) if leads else (higher, lower)
            led = winner.lead and not loser.lead
            code = StepCode.DISPLACED_BY_LEAD if led else StepCode.DISPLACED_BY_LOWER
            gone.setdefault(loser.party, _step(code, loser.party, loser.stands[0].claim, subject, other=winner.party))
    return tuple(member for member in members if member.party not in gone), list(gone.values())


def _order(claim: Claim) -> tuple[date, str, str]:
    return claim.when.start or date.min, claim.responsibility.id, claim.holder


def _step(code: StepCode, candidate: str, claim: Claim, subject: str, *, other: str | None = None) -> Step:
    return Step(code, candidate, subject, responsibility=claim.responsibility.id, other=other)
