"""Plain initiatives, as rows of numbers: those that nobody was given by name, which are nearly all.

In: the numbers of CityFacts, a date, and which of them to read. Out: Statements, and the Initiatives that their rows tell of.
A row holds all that the rule looks at, at every date, so that the rule decides on it as on any other.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.city_time import day_cypher, zone
from graph.database.statement import Statement
from graph.model.terms import Stage
from graph.ownership.facts.model import DatedRelationship, Initiative
from graph.ownership.facts.parse import date_of, interval, word
from graph.ownership.facts.parse import day as as_day
from graph.ownership.facts.tables import dated
from graph.ownership.rule.decide import Decision, OwnershipQuestion, decide
from graph.silos.population.city import CityFacts

_ALL = 2**62
UNNAMED = "row:"  # the id of an initiative of which only its ties were read

# A date that is none, or missing, is not known. The last day, where it is known, goes before the stage.
_STARTED = f"coalesce(i.startedOn <= $day, {day_cypher('i.startedOn', '$zone')} <= $day, true)"
_ASKS = "NOT coalesce(i.asks = ['NOTHING'], false)"
_RUNNING = f"coalesce({day_cypher('i.endedOn', '$zone')} >= $day, NOT coalesce(i.stage IN ['STOPPED', 'DONE'], false))"
ASKING = f"{_ASKS} AND {_STARTED} AND {_RUNNING}"  # it runs on $day and asks for something
_PLAIN = "toStringOrNull(i.key) IS NOT NULL AND NOT EXISTS { (i)<-[:FOR]-(:Responsibility) }"

_NUMBER = """
CASE type(r)
  WHEN 'TOUCHES' THEN CASE WHEN e:Domain THEN $domains[toStringOrNull(e.key)] + CASE r.kind WHEN 'SIDE' THEN 1 ELSE 0 END END
  WHEN 'ADDRESSES' THEN CASE WHEN e:Problem THEN $problems[toStringOrNull(e.key)] END
  ELSE CASE WHEN e:Area THEN $areas[toStringOrNull(e.key)] END
END
"""
_TIES = f"""
WITH i, COLLECT {{
  MATCH (i)-[r:TOUCHES|ADDRESSES|LOCATED_IN]->(e)
  WITH r, {_NUMBER.strip()} AS number
  WHERE number IS NOT NULL
  RETURN CASE WHEN coalesce(r.validFrom, r.validTo, r.attestedOn) IS NULL THEN number
    ELSE [number, r.validFrom, r.validTo, r.attestedOn] END
}} AS ties
"""
# In the order of `columns`.
_ROW = f"[toStringOrNull(i.key), {dated('i.startedOn')}, i.stage, ties]"
_WHOLE_ROW = f"[toStringOrNull(i.key), {dated('i.startedOn')}, i.endedOn, i.stage, ties]"


@dataclass(frozen=True)
class RowFilter:
    """Which plain initiatives to read."""

    day: date
    include_ended: bool = False

    @property
    def asking(self) -> str:
        """The condition that they ask for something on that day."""
        ended = "" if self.include_ended else f" AND {_RUNNING}"
        return f"{_ASKS} AND {_STARTED}{ended} AND {_PLAIN}"


def all_rows(city: CityFacts, wanted: RowFilter, *, named: bool) -> Statement:
    """All of them; `named`: with key, first day and stage."""
    returned = f"RETURN collect({_ROW if named else 'ties'}) AS rows"
    text = f"MATCH (i:Initiative)\nWHERE {wanted.asking}{_TIES}{returned}"
    return Statement(text, _parameters(city, wanted))


def rows_of_any_day(city: CityFacts, *, asking: bool) -> Statement:
    """All of them, with key, first and last day and stage, whether they run on any day or not; `asking`: those that ever ask for something."""
    text = f"MATCH (i:Initiative)\nWHERE {_PLAIN}{f' AND {_ASKS}' if asking else ''}{_TIES}RETURN collect({_WHOLE_ROW}) AS rows"
    return Statement(text, city.numbers)


def undated_rows(city: CityFacts, wanted: RowFilter, most: int) -> Statement:
    """At most so many of those whose first day is not known as a date."""
    # The first limit is none: it keeps Neo4j from asking everything else first of the many that do have a first day.
    text = (
        f"MATCH (i:Initiative)\nWHERE (i.startedOn <= $day) IS NULL\nWITH i LIMIT $all\n"
        f"WITH i WHERE {wanted.asking}\nWITH i LIMIT $most{_TIES}RETURN collect({_ROW}) AS rows"
    )
    return Statement(text, _parameters(city, wanted) | {"all": _ALL, "most": most})


def one_row(city: CityFacts, wanted: RowFilter, key: str) -> Statement:
    """The one of a key, if it is among them."""
    text = f"MATCH (i:Initiative {{key: $key}})\nWHERE {wanted.asking}{_TIES}RETURN collect({_ROW}) AS rows"
    return Statement(text, _parameters(city, wanted) | {"key": key})


def some_rows(city: CityFacts, wanted: RowFilter, since: date, most: int, *, newest: bool = False) -> Statement:
    """At most so many with a first day from `since` on, the earliest first; `newest`: up to `since`, the latest first."""
    bound, order = ("<=", "DESC") if newest else (">=", "ASC")
    text = (
        f"MATCH (i:Initiative)\nWHERE i.startedOn {bound} $since AND i.startedOn <= $day AND {wanted.asking}\n"
        f"WITH i ORDER BY i.startedOn {order} LIMIT $most{_TIES}RETURN collect({_ROW}) AS rows"
    )
    return Statement(text, _parameters(city, wanted) | {"since": since, "most": most})


def _parameters(city: CityFacts, wanted: RowFilter) -> dict[str, Any]:
    return {**city.numbers, "day": wanted.day, "zone": zone().key}


def first_day(started: Any) -> date | None:
    """The first day that stands second in a row, where it is known."""
    return as_day(date_of(started))


# -- from rows to Initiatives --------------------------------------------------------------------------------------

_STAGES = frozenset(Stage.__members__)


def initiatives_of(city: CityFacts, rows: Iterable[list[Any]], *, named: bool) -> Iterator[Initiative]:
    """The initiatives of rows, one after the other; unnamed ones all have the same id."""
    known, first_problem = city.ties, 2 * len(city.facts.domains)
    first_area = first_problem + len(city.facts.problems)
    for row in rows:
        key, started, *ended, stage, ties = row if named else (None, None, None, row)
        identifier = f"initiative:{key}" if named else UNNAMED
        yield Initiative(
            identifier, identifier, False,
            domains=tuple(_tie(known, each) for each in ties if _number(each) < first_problem),
            problems=tuple(_tie(known, each) for each in ties if first_problem <= _number(each) < first_area),
            areas=tuple(_tie(known, each) for each in ties if _number(each) >= first_area),
            started_on=first_day(started), ended_on=as_day(ended[0]) if ended else None, stage=word(stage, _STAGES),
        )  # fmt: skip


def by_the_rule(city: CityFacts, day: date) -> Callable[[list[Any]], Decision]:
    """Decides on the ties of a row."""

    def decided(ties: list[Any]) -> Decision:
        (initiative,) = initiatives_of(city, [ties], named=False)
        city.facts.initiatives[initiative.id] = initiative
        return decide(city.history.snapshot(day), OwnershipQuestion(initiative.id))

    return decided


def _number(tie: Any) -> int:
    found: int = tie if type(tie) is int else tie[0]
    return found


def _tie(known: list[DatedRelationship], tie: Any) -> DatedRelationship:
    return known[tie] if type(tie) is int else _dated(known, tie)


def _dated(known: list[DatedRelationship], row: list[Any]) -> DatedRelationship:
    number, *when = row
    return DatedRelationship(known[number].other, interval(*when), known[number].word)
