"""Every initiative that runs and asks for something, with what tells whether two of them do the same work.

In: a day and whom the viewer may see. Out: one Statement, and from its record InitiativeProfiles: the text of each, who owns it, the
domains and areas it is about, and whom and what it met. An InitiativeProfile without owners is there for its text only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.city_time import zone
from graph.database.statement import Statement, block
from graph.ownership.facts.needs import Need
from graph.ownership.facts.tables import tables
from graph.ownership.rule.decide import Decision, OwnershipQuestion, decide
from graph.ownership.rule.snapshot import Snapshot
from graph.search_tokens import searched_text
from graph.silos.gaps.gap import is_asking
from graph.silos.population.bitset_rule import Placement
from graph.silos.population.city import CityFacts, parts
from graph.silos.population.rows import ASKING, by_the_rule

_NEEDS = frozenset({Need.NAMES})

_BEGAN = "coalesce(r.validFrom <= $day, true) AND coalesce(r.attestedOn <= $day, true)"
_ID = "toLower(labels(p)[0]) + ':' + toStringOrNull(p.key)"
# A tie as a letter for its kind and the key it leads to: d domain, s domain at the side, p problem, a area.
_PLACE = """
CASE type(r)
  WHEN 'TOUCHES' THEN CASE WHEN e:Domain THEN CASE r.kind WHEN 'SIDE' THEN 's' ELSE 'd' END END
  WHEN 'ADDRESSES' THEN CASE WHEN e:Problem THEN 'p' END
  ELSE CASE WHEN e:Area THEN 'a' END
END + toStringOrNull(e.key)
"""
_READ = f"""
CALL () {{
  MATCH (i:Initiative)
  WHERE toStringOrNull(i.key) IS NOT NULL AND {ASKING}
  OPTIONAL MATCH (i)-[r:TOUCHES|ADDRESSES|LOCATED_IN]->(e)
  WITH i, r, {_PLACE.strip()} AS place
  WITH i, collect(CASE WHEN coalesce(r.validFrom, r.validTo, r.attestedOn) IS NULL THEN place
    WHEN place IS NOT NULL THEN [place, r.validFrom, r.validTo, r.attestedOn] END) AS ties
  RETURN collect([toStringOrNull(i.key), ties, i.title, i.summary,
    COLLECT {{ MATCH (i)<-[r:STARTED|SUPPORTS]-(p:PARTIES) WHERE p.key IS NOT NULL AND {_BEGAN} RETURN {_ID} }}
    + COLLECT {{ MATCH (i)<-[r:CONCERNS]-(p:Event|Document) WHERE p.key IS NOT NULL AND {_BEGAN} AND coalesce(p.date <= $day, true) RETURN {_ID} }}
    + COLLECT {{ MATCH (i)<-[c:CONCERNS]-(e:Event)<-[r:ORGANISED]-(p:ORGANISERS)
        WHERE p.key IS NOT NULL AND {_BEGAN} AND {_BEGAN.replace("r.", "c.")} AND coalesce(e.date <= $day, true) RETURN {_ID} }}]) AS profiles
}}
"""


@dataclass(frozen=True, slots=True)
class InitiativeProfile:
    """One initiative; `areas` is empty where none is known. `met`: ids of parties, events and documents."""

    id: str
    text: str
    owners: tuple[str, ...]
    silos: frozenset[str]
    domains: frozenset[str]
    areas: frozenset[str]
    known_parties: frozenset[str]


@dataclass(frozen=True)
class InitiativeProfiles:
    """All of them; and for each domain and area itself with all that is above it."""

    all: Sequence[InitiativeProfile]
    domains: Mapping[str, frozenset[str]]
    areas: Mapping[str, frozenset[str]]


def profiles_query(day: date, parties: Iterable[str], organisers: Iterable[str]) -> Statement:
    """All of them, and the city they lie in.

    `parties`: labels of those that may be known to have met; `organisers`: those that may be known for an event they
    organised; the model's own names.
    """
    read = _READ.replace("PARTIES", "|".join(parties)).replace("ORGANISERS", "|".join(organisers))
    return Statement(f"{read.strip()}\n{parts().strip()}\nRETURN\n{block('profiles,' + chr(10) + tables(needs=_NEEDS))}", {"day": day, "zone": zone().key})


def profiles_from(city: CityFacts, day: date, rows: Iterable[list[Any]]) -> InitiativeProfiles:
    """The InitiativeProfiles of a record, with the rule asked of each."""
    snapshot, asking = city.history.snapshot(day), {each.id for each in city.named.values() if is_asking(each, day)}
    numbers, bitset_rule, rule = _numbers(city), city.bitset_rule(day), by_the_rule(city, day)
    silos: dict[tuple[str, ...], frozenset[str]] = {}
    found = []
    for key, ties, title, summary, known_parties in rows:
        identifier = f"initiative:{key}"
        if identifier not in city.named:
            row = [number for tie in ties if (number := _number(tie, numbers)) is not None]
            placement = bitset_rule.placement(row, rule) or placement_of(snapshot, rule(row))
        elif identifier in asking:
            placement = placement_of(snapshot, decide(snapshot, OwnershipQuestion(identifier)))
        else:
            continue
        if placement.owners not in silos:
            silos[placement.owners] = frozenset(map(snapshot.silo, placement.owners))
        text = searched_text({"title": title, "summary": summary})
        found.append(InitiativeProfile(identifier, text, placement.owners, silos[placement.owners], placement.domains, placement.areas, frozenset(known_parties)))
    return InitiativeProfiles(found, _lines(city.facts.domains, snapshot.domains_above), _lines(city.facts.areas, snapshot.areas_above))


def placement_of(snapshot: Snapshot, decision: Decision) -> Placement:
    """What a decision says of it. A problem that decides stands for the domains it falls under."""
    facts, domains = snapshot.facts, set[str]()
    for answer in decision.topics:
        domains |= {answer.topic} if answer.topic in facts.domains else set(snapshot.valid(facts.problems[answer.topic].domains))
    return Placement(decision.parties, frozenset(domains), frozenset(area for area in decision.areas if area))


def _lines(things: Iterable[str], above: Any) -> dict[str, frozenset[str]]:
    return {each: frozenset((each, *above(each))) for each in things}


def _numbers(city: CityFacts) -> dict[str, int]:
    """The number of each tie in this CityFacts, by its letter and key."""
    domains, problems, areas = (city.numbers[name].items() for name in ("domains", "problems", "areas"))
    return {
        **{f"d{key}": number for key, number in domains}, **{f"s{key}": number + 1 for key, number in domains},
        **{f"p{key}": number for key, number in problems}, **{f"a{key}": number for key, number in areas},
    }  # fmt: skip


def _number(tie: Any, numbers: Mapping[str, int]) -> Any:
    """A tie as rows have it: a number, or one with its dates."""
    if isinstance(tie, str):
        return numbers.get(tie)
    number = numbers.get(tie[0])
    return None if number is None else [number, *tie[1:]]
