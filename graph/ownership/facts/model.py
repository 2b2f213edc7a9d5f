"""What the rule of ownership looks at: the part of the graph around some subjects, at all dates, as plain values.

Of some there are thousands for one answer: those are tuples with names, which are made three times as fast as dataclasses.

In: rows read by `graph.ownership.facts.query`, or facts that a caller changed to ask "what if". Out: Facts. Nothing here
depends on a date: the same Facts answer for every day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from graph.ownership.facts.needs import EVERYTHING, Need, Needs


class Interval(NamedTuple):
    """From `start` (missing: always before) up to but not including `end` (missing: for ever).

    `only` is set where something is attested for a single day: it holds on that day, and has not ended after it.
    """

    start: date | None = None
    end: date | None = None
    only: date | None = None

    def covers(self, day: date) -> bool:
        """The one predicate of validity."""
        return (
            (self.start is None or self.start <= day)
            and (self.end is None or day < self.end)
            and (self.only is None or self.only == day)
        )

    def begins_after(self, day: date) -> bool:
        """Not yet valid."""
        return self.start is not None and self.start > day

    def ended_by(self, day: date) -> bool:
        """No longer valid."""
        return self.end is not None and self.end <= day

    def turns(self) -> Iterator[date]:
        """The days on which something begins or stops to hold."""
        yield from (day for day in (self.start, self.end, self.only) if day is not None)
        if self.only is not None:
            yield self.only + timedelta(days=1)


ALWAYS = Interval()


class DatedRelationship(NamedTuple):
    """A dated relationship to `other`; `word` is its function or kind, where it has one."""

    other: str
    when: Interval = ALWAYS
    word: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """What every node of the facts has: an id, a name, and whether it is invented."""

    id: str
    name: str
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Department(Entity):
    """A department: `parents` and `successors` at any date."""

    level: str | None = None
    when: Interval = ALWAYS
    parents: tuple[DatedRelationship, ...] = ()
    successors: tuple[DatedRelationship, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation(Entity):
    """An organisation outside the municipality; with a public task it may own."""

    public_task: bool = False


@dataclass(frozen=True, slots=True)
class Official(Entity):
    """Someone with seats in departments, at any date; the word of a seat is the function."""

    seats: tuple[DatedRelationship, ...] = ()


@dataclass(frozen=True, slots=True)
class Area(Entity):
    """A part of the city and what it is a part of."""

    parents: tuple[DatedRelationship, ...] = ()


@dataclass(frozen=True, slots=True)
class Domain(Entity):
    """A field of work, what it is a part of, and the day its list of holders was confirmed."""

    parents: tuple[DatedRelationship, ...] = ()
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Problem(Entity):
    """A problem, the domains it falls under and the areas it lies in."""

    domains: tuple[DatedRelationship, ...] = ()
    areas: tuple[DatedRelationship, ...] = ()


@dataclass(frozen=True, slots=True)
class Initiative(Entity):
    """An initiative: the domains it touches (word: CORE or SIDE), problems it addresses, areas it lies in."""

    domains: tuple[DatedRelationship, ...] = ()
    problems: tuple[DatedRelationship, ...] = ()
    areas: tuple[DatedRelationship, ...] = ()
    started_on: date | None = None
    ended_on: date | None = None
    stage: str | None = None
    asks: tuple[str, ...] = ()


class Responsibility(NamedTuple):
    """A responsibility as recorded; `role` None means OWNER."""

    id: str
    role: str | None = None
    exclusive: bool = False
    when: Interval = ALWAYS
    recorded_from: datetime | None = None
    recorded_to: datetime | None = None
    areas: tuple[DatedRelationship, ...] = ()
    synthetic: bool = False

    @property
    def owns(self) -> bool:
        """Only OWNER and LEAD own."""
        return self.role in (None, "OWNER", "LEAD")

    def counts_in_record(self, known_at: datetime | None) -> bool:
        """Whether the record counts: not corrected since, or as it was known at that time."""
        if known_at is None:
            return self.recorded_to is None
        return (self.recorded_from is None or self.recorded_from <= known_at) and (
            self.recorded_to is None or known_at < self.recorded_to
        )

    def recorded_after(self, known_at: datetime | None) -> bool:
        """Whether nobody had recorded it at that time."""
        return known_at is not None and self.recorded_from is not None and self.recorded_from > known_at


class Claim(NamedTuple):
    """One holder of one responsibility for one subject; `ties` are the times of its HOLDS and FOR."""

    responsibility: Responsibility
    holder: str
    ties: tuple[Interval, ...] = ()

    @property
    def when(self) -> Interval:
        """The time of the responsibility itself."""
        return self.responsibility.when

    def is_valid(self, day: date) -> bool:
        """Whether somebody holds it, for this, on that day."""
        return not self.ties or all(tie.covers(day) for tie in self.ties)

    def covers(self, day: date) -> bool:
        """Whether it holds on that day in every respect."""
        return self.responsibility.when.covers(day) and self.is_valid(day)


@dataclass(frozen=True, slots=True)
class Counter(Entity):
    """A door: what it serves, whose it is, where it stands, and its phone number, where names are read."""

    when: Interval = ALWAYS
    serves: tuple[DatedRelationship, ...] = ()
    part_of: tuple[DatedRelationship, ...] = ()
    areas: tuple[DatedRelationship, ...] = ()
    phone: str | None = None


@dataclass
class Facts:
    """Everything the rule needs, by id. `claims` are by the id of what the responsibility is for."""

    departments: dict[str, Department] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    officials: dict[str, Official] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    domains: dict[str, Domain] = field(default_factory=dict)
    problems: dict[str, Problem] = field(default_factory=dict)
    initiatives: dict[str, Initiative] = field(default_factory=dict)
    counters: dict[str, Counter] = field(default_factory=dict)
    claims: dict[str, list[Claim]] = field(default_factory=dict)
    conveners: list[Claim] = field(default_factory=list)
    needs: Needs = EVERYTHING  # what of an answer they were read for
    _records: dict[str, Responsibility] = field(default_factory=dict)
    _named: dict[str, frozenset[str]] = field(default_factory=dict)

    def require(self, *needs: Need) -> None:
        """LookupError unless these facts were read for one of `needs`: what was left out would look like nothing there."""
        if self.needs.isdisjoint(needs):
            raise LookupError(f"the facts were not read for {' or '.join(need.name for need in needs)}")

    @property
    def records(self) -> dict[str, Responsibility]:
        """Every responsibility that somebody holds for something, by id."""
        if not self._records:
            self._records.update(
                (claim.responsibility.id, claim.responsibility) for claims in self.claims.values() for claim in claims
            )
        return self._records

    def named_areas(self, subject: str) -> frozenset[str]:
        """The areas that any claim on a subject is WITHIN, at any date."""
        if subject not in self._named:
            records = (claim.responsibility for claim in self.claims.get(subject, ()))
            self._named[subject] = frozenset(tie.other for record in records for tie in record.areas)
        return self._named[subject]

    def subject(self, identifier: str) -> Initiative | Problem | Domain | None:
        """The subject of that id, of whichever kind."""
        return self.initiatives.get(identifier) or self.problems.get(identifier) or self.domains.get(identifier)

    def party(self, identifier: str) -> Department | Organisation | Official | None:
        """The party of that id, of whichever kind; residents are not in the facts, they never own."""
        return self.departments.get(identifier) or self.organisations.get(identifier) or self.officials.get(identifier)


def key_of(identifier: str) -> str:
    """The key in an id."""
    return identifier.partition(":")[2]


def lowest(identifiers: Iterable[str]) -> str | None:
    """The id with the lowest key, or None when there is none."""
    return min(identifiers, key=lambda identifier: (key_of(identifier), identifier), default=None)
