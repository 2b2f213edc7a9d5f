"""The rule of ownership as plain Python, to be read beside the real one and compared with it.

In: a graph in memory, what is asked about, a date. Out: an Answer. Written from the rule alone, in its order, for a
reader and not for speed.

    The owner is the lowest department that answers for every domain an initiative is about. Where the answering
    departments share none below the municipality, the initiative falls between silos.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from tests.graph.ownership.day import Day, key, valid
from tests.graph.ownership.small_graph import SmallGraph

OWNING = ("OWNER", "LEAD")
ROLES = (*OWNING, "CONSENT", "ADVISER", "INFORMED", "CONVENER")


class Topic(NamedTuple):
    subject: str
    area: str | None
    departments: frozenset[str]
    inherited_from: str | None


@dataclass(frozen=True)
class Answer:
    status: str
    basis: str
    owners: tuple[str, ...] = ()
    lead: str | None = None
    partners: frozenset[str] = frozenset()
    topics: tuple[Topic, ...] = ()
    lapsed: frozenset[str] = frozenset()
    known: bool = True


class Claim(NamedTuple):
    """A party that counts for a subject through one responsibility."""

    party: str
    lead: bool
    exclusive: bool
    within: frozenset[str]
    since: date


Areas = Sequence[str | None]
Holders = dict[str, list[Claim]]


@dataclass
class Rule(Day):
    """The rule, at one date; with `as_known_at`: as it was known then."""

    as_known_at: datetime | None = None

    # Responsibilities.

    def role(self, responsibility: str) -> str:
        told = self.graph.get(responsibility, "role")
        return str(told) if told in ROLES else "OWNER"

    def corrected(self, responsibility: str) -> bool:
        """Taken back as a mistake; with `as_known_at`: taken back by then, or not yet recorded."""
        told, taken_back = (self.graph.get(responsibility, name) for name in ("recordedFrom", "recordedTo"))
        if self.as_known_at is None or not (told or taken_back):
            return taken_back is not None
        return bool((told and told > self.as_known_at) or (taken_back and taken_back <= self.as_known_at))

    def held(self, subject: str, roles: Iterable[str] = OWNING) -> Iterator[tuple[str, str]]:
        """(responsibility, who may own through it) for a subject, whatever the dates of the responsibility."""
        for responsibility in self.into(subject, "FOR"):
            if self.role(responsibility) in roles and not self.corrected(responsibility):
                for holder in self.into(responsibility, "HOLDS"):
                    if party := self.stands_for(holder, responsibility):
                        yield responsibility, party

    # Holders. Steps 1 to 3: who may own, seat, dissolved.

    def stands_for(self, holder: str, responsibility: str) -> str | None:
        party = self.seat(holder, responsibility) if self.graph.label(holder) == "Official" else holder
        if party is None or self.municipality(party):
            return None
        label, public = self.graph.label(party), self.graph.get(party, "publicTask") is True
        return party if label == "Department" or (label == "Organisation" and public) else None

    def seat(self, official: str, responsibility: str) -> str | None:
        """The department joined last on or before the day the responsibility began, left since or not."""
        day = self.graph.get(responsibility, "validFrom") or self.on
        seats = [(told.get("validFrom") or date.min, not valid(told, day), to)
                 for to, told in self.graph.leaving(official, "WORKS_FOR", "Department")]
        joined = [(-start.toordinal(), not_then, key(to), to) for start, not_then, to in seats if start <= day]
        return min(joined)[-1] if joined else None

    def now(self, party: str) -> set[str]:
        """Itself while it is valid; once dissolved the valid departments that came after it; else nobody."""
        if self.graph.label(party) == "Organisation":
            return {party}
        found, seen, to_see = set(), {party}, [party]
        while to_see:
            department = to_see.pop()
            if self.in_force(department):
                found.add(department)
            elif self.ended(department) and not self.municipality(department):
                following = set(self.out(department, "SUCCEEDED_BY", "Department")) - seen
                seen |= following
                to_see += following
        return found

    def claims(self, subject: str) -> set[Claim]:
        return {
            Claim(party, self.role(responsibility) == "LEAD", self.graph.get(responsibility, "exclusive") is True,
                  frozenset(self.out(responsibility, "WITHIN", "Area")),
                  self.graph.get(responsibility, "validFrom") or date.min)
            for responsibility, stood in self.held(subject) if self.in_force(responsibility)
            for party in self.now(stood) if not self.municipality(party)
        }

    # Step 4: area. Step 5: one line of the tree counts once.

    def nearest(self, claims: set[Claim], area: str | None) -> set[Claim]:
        for place in self.chain(area) if area else ():
            if here := {claim for claim in claims if place in claim.within}:
                return here
        general = {claim for claim in claims if not claim.within}
        return claims if area is None and not general else general

    def holders(self, subject: str, areas: Areas) -> Holders:
        claims, found = self.claims(subject), Holders()
        for claim in set().union(*(self.nearest(claims, area) for area in areas)):
            found.setdefault(claim.party, []).append(claim)
        lead = {party: any(claim.lead for claim in found[party]) for party in found}
        pairs = [(high, low) for high in found for low in found if self.above(high, low)]
        displaced = {low if lead[high] and not lead[low] else high for high, low in pairs}
        return {party: found[party] for party in found if party not in displaced}

    # Topics, and who answers for each.

    def topics(self, subject: str, areas: Areas) -> tuple[set[str], set[str]]:
        """The domains and problems that decide, and the SIDE domains that do not."""
        if self.graph.label(subject) != "Initiative":
            domains = {subject} if self.graph.label(subject) == "Domain" else self.out(subject, "FALLS_UNDER", "Domain")
            return self.lowest(set(domains)), set()
        touched = [(to, told.get("kind") == "SIDE") for to, told in self.graph.leaving(subject, "TOUCHES", "Domain")
                   if valid(told, self.on)]
        core = {domain for domain, is_side in touched if not is_side}
        side = {domain for domain, is_side in touched if is_side} - core
        decide, owned = self.of_problems(set(self.out(subject, "ADDRESSES", "Problem")), areas)
        decide = self.lowest(decide if owned else decide | core)
        return (decide, side - decide) if decide else (self.lowest(side), set())

    def of_problems(self, problems: set[str], areas: Areas) -> tuple[set[str], bool]:
        """Those that have holders and the domains of the others; whether any has."""
        owned = {problem for problem in problems if self.holders(problem, areas)}
        return owned.union(*(self.out(other, "FALLS_UNDER", "Domain") for other in problems - owned)), bool(owned)

    def answering(self, subject: str, area: str | None) -> tuple[Topic, Holders]:
        for source in self.chain(subject) if self.graph.label(subject) == "Domain" else [subject]:
            if found := self.holders(source, [area]):
                return Topic(subject, area, frozenset(found), None if source == subject else source), found
        return Topic(subject, area, frozenset(), None), {}

    # The parties that all topics share, and what that makes of the answer.

    def widened(self, party: str) -> set[str]:
        """A party and what is above it up to and including its silo; what is not valid is passed over."""
        above = self.chain(party)[1 : self.chain(party).index(self.silo(party)) + 1]
        return {party} | {each for each in above if self.in_force(each) and not self.municipality(each)}

    def common(self, covered: list[Holders]) -> set[str]:
        shared = set.intersection(*(set(holders) for holders in covered))
        wide = (set().union(*map(self.widened, holders)) for holders in covered)
        return shared or self.lowest(set.intersection(*wide))

    def ordered(self, parties: set[str], covered: list[Holders]) -> tuple[str, ...]:
        """LEAD, exclusive, lowest in the tree, earliest (held without a day first, in no R last), key."""
        def place(party: str) -> tuple[Any, ...]:
            claims = [claim for holders in covered for claim in holders.get(party, [])]
            since = min((claim.since for claim in claims), default=date.max)
            return (not any(claim.lead for claim in claims), not any(claim.exclusive for claim in claims),
                    -len(self.chain(party)), since, key(party), party)
        return tuple(sorted(parties, key=place))

    def verdict(self, covered: list[Holders], some_uncovered: bool = False) -> Answer:
        shared, members = self.common(covered), set().union(*covered)
        owners = self.ordered(shared, covered)
        if not shared or some_uncovered:
            return Answer("PARTLY_OWNED" if shared else "BETWEEN_SILOS", "INHERITED", owners)
        if len(shared) == 1:
            below = {each for each in members - shared if not shared <= members and self.above(owners[0], each)}
            return Answer("OWNED", "INHERITED", owners, partners=frozenset(below))
        leads = {claim.party for holders in covered for claims in holders.values() for claim in claims if claim.lead}
        if len(leads & shared) == 1:
            return Answer("SHARED", "INHERITED", owners, lead=min(leads & shared))
        exclusive = [{party for party in shared & set(holders) if any(claim.exclusive for claim in holders[party])}
                     for holders in covered]
        return Answer("CONTESTED" if max(map(len, exclusive)) > 1 else "SHARED", "INHERITED", owners)

    # Nobody.

    def lapsed(self, about: set[str], areas: Areas) -> frozenset[str]:
        """What has ended, or is held for a department that was dissolved without a valid successor."""
        return frozenset(
            responsibility for subject in about for responsibility, party in self.held(subject)
            if self.reaches(responsibility, areas) and (self.ended(responsibility) or (
                self.in_force(responsibility) and self.ended(party) and not self.now(party))))

    def reaches(self, responsibility: str, areas: Areas) -> bool:
        """General, or reaching one of the areas; where no area is known, none is out of reach."""
        within = set(self.out(responsibility, "WITHIN", "Area"))
        return not within or any(area is None or within & set(self.chain(area)) for area in areas)

    # The answer.

    def inherited(self, subjects: set[str], side: set[str], areas: Areas, about: set[str]) -> Answer:
        answering = [self.answering(subject, area) for subject in sorted(subjects) for area in areas]
        topics, covered = [topic for topic, _ in answering], [found for _, found in answering if found]
        about = about.union(*(self.chain(subject) for subject in subjects))
        lapsed = self.lapsed(about, areas)
        nobody = Answer("LAPSED" if lapsed else "UNOWNED", "INHERITED")
        answer = self.verdict(covered, len(covered) < len(topics)) if covered else nobody
        beside = {party for domain in side for area in areas for party in self.answering(domain, area)[1]}
        partners = answer.partners | (beside - set(answer.owners))
        known = bool(topics) and all(self.graph.get(topic.subject, "checkedOn") for topic in topics
                                     if not topic.departments and self.graph.label(topic.subject) == "Domain")
        return replace(answer, partners=partners, topics=tuple(topics), lapsed=lapsed, known=known)


def ownership(
    graph: SmallGraph, subject: str, on: date, area: str | None = None, as_known_at: datetime | None = None
) -> Answer:
    rule = Rule(graph, on, as_known_at=as_known_at)
    areas: Areas = [area] if area else rule.out(subject, "LOCATED_IN", "Area") or [None]
    about = {subject, *rule.out(subject, "ADDRESSES", "Problem")}
    if explicit := rule.holders(subject, areas):
        return replace(rule.verdict([explicit]), basis="EXPLICIT", lapsed=rule.lapsed(about, areas))
    return rule.inherited(*rule.topics(subject, areas), areas, about)


def ownership_together(
    graph: SmallGraph, domains: Iterable[str], problems: Iterable[str], on: date, area: str | None = None
) -> Answer:
    """Domains and problems as the topics of one question; no area is known but the one asked for."""
    rule, areas = Rule(graph, on), [area]
    decide, _ = rule.of_problems(set(problems), areas)
    return rule.inherited(rule.lowest(decide | set(domains)), set(), areas, set(problems))
