"""Writes the whole graph as a file that `snijvlak load --format jsonl` reads: the same bytes for the same graph.

In: a database, and where the bytes go. Out: an Outcome. Elements come by label or type and by key, each with what every
source states of it. What is derived from it, or is about writing, is not exported; people are only when asked for.
"""

import math
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from graph.database.session import Database
from graph.model.definition import LABELS, MACHINERY, RELATIONSHIPS, VANISHED_ON, split_id
from graph.model.vocabulary import Kind, Property
from graph.read import export as exporting
from graph.read.export import Exported
from graph.write.change_log import last_number
from graph.write.precedence import Precedence, stored_ranks
from graph.write.provenance import Assertion
from loaders.formats.jsonl import Stated, header_line, node_line, relationship_line

# Those who are not public, and what is only about them.
PRIVATE = frozenset(name for name, label in LABELS.items() if label.personal)
NO_SOURCE = "{} has no source: it is left out"
NO_PLACE = "a source says no place for {}: its ref is `unknown`"
NO_VALUE = "{}.{} is not as the model says: it is left out"
NO_MORE = "that {} is stated in a Source says more than what and where: it is left out"
UNKNOWN = "unknown"


@dataclass
class Outcome:
    """What was exported, by label and type. `noted`: what could not be told as it is, and how often."""

    counts: Counter[str] = field(default_factory=Counter)
    noted: Counter[str] = field(default_factory=Counter)
    moved: bool = False
    """True when somebody wrote in the meantime: the file may hold one part from before that and another from after."""

    @property
    def exit_code(self) -> int:
        """1 when it is not the whole graph."""
        return 1 if self.noted or self.moved else 0


async def export(database: Database, write: Callable[[bytes], object], *, with_persons: bool = False) -> Outcome:
    """Write all lines. `with_persons`: also residents, their contacts and whatever is joined to them."""
    outcome = Outcome()
    before = await last_number(database)
    stored = await stored_ranks(database)
    ranks = Precedence(stored={key: rank for key, rank in stored.items() if rank is not None})
    write(header_line())
    async for each in _elements(database, ranks, frozenset() if with_persons else PRIVATE):
        line = _line(each, outcome)
        if line:
            write(line)
            outcome.counts[each.name] += 1
    outcome.moved = await last_number(database) != before
    return outcome


async def _elements(database: Database, ranks: Precedence, left_out: frozenset[str]) -> AsyncIterator[Exported]:
    labels = sorted(set(LABELS) - set(MACHINERY) - left_out)
    for label in labels:
        async for each in exporting.nodes(database, label, ranks):
            if label != "Alias" or not _stands_for(each.start, left_out):
                yield each
    for kind in sorted(RELATIONSHIPS):
        for start in labels:
            ends = [end for one, end in RELATIONSHIPS[kind].ends if one == start and end in labels]
            if kind == "STATED_IN":  # that it is stated in a Source stands with the node
                ends = [end for end in ends if end != "Source"]
            if ends:
                async for each in exporting.relationships(database, kind, start, ends, ranks):
                    yield each


def _stands_for(alias: str, labels: frozenset[str]) -> bool:
    """Whether an alias is the old id of a node of these labels."""
    found = split_id(alias.partition(":")[2])
    return found is not None and found[0] in labels


def _line(each: Exported, outcome: Outcome) -> bytes | None:
    if not each.stated:
        outcome.noted[NO_SOURCE.format(each.name)] += 1
        return None
    model = (RELATIONSHIPS if each.end else LABELS)[each.name]
    known = {prop.name: prop for prop in model.properties}
    stated = [_stated(each.name, known, one, outcome) for one in each.stated]
    if each.more:
        outcome.noted[NO_MORE.format(each.name)] += each.more
    if each.vanished is not None:
        stated = _vanished(each, stated, outcome)
    if each.end:
        return relationship_line(each.name, each.start, each.end, stated)
    return node_line(each.name, each.start.partition(":")[2], stated)


def _stated(name: str, known: dict[str, Property], one: Assertion, outcome: Outcome) -> Stated:
    values = {}
    for key, value in one.values.items():
        if key in known and _fits(known[key].kind, value):
            values[key] = value
        else:
            outcome.noted[NO_VALUE.format(name, key)] += 1
    if not (isinstance(one.ref, str) and one.ref):
        outcome.noted[NO_PLACE.format(name)] += 1
    return Stated(one.source, one.ref if isinstance(one.ref, str) and one.ref else UNKNOWN, values)


def _vanished(each: Exported, stated: list[Stated], outcome: Outcome) -> list[Stated]:
    """What vanished was stated by one source alone, and ended for that."""
    if len(stated) == 1 and "validTo" in stated[0].properties and _fits(Kind.DATE, each.vanished):
        return [stated[0]._replace(vanished=each.vanished)]
    outcome.noted[NO_VALUE.format(each.name, VANISHED_ON.name)] += 1
    return stated


def _fits(kind: Kind, value: Any) -> bool:
    """Whether a value is of a kind, and not an empty one: the format has no words for that."""
    if kind is Kind.STRINGS:
        return isinstance(value, list) and bool(value) and all(isinstance(each, str) and each for each in value)
    if kind is Kind.DATE:
        return isinstance(value, date) and not isinstance(value, datetime)
    if kind is Kind.DATETIME:
        return isinstance(value, datetime) and value.tzinfo is not None
    if kind is Kind.FLOAT:
        return isinstance(value, float) and math.isfinite(value)
    plain: dict[Kind, type] = {Kind.STRING: str, Kind.BOOLEAN: bool, Kind.INTEGER: int}
    return type(value) is plain[kind] and value != ""
