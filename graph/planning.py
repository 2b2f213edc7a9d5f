"""What a batch would change: holds what sources state against what is in the graph.

In: a Batch, and the ranks of sources. Out: a Plan: what is new, what is otherwise, and where two sources disagree.
Nothing is written here. What one source alone states is compared as it comes, as one list with another; only what
several sources state is read whole.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from graph import provenance, writing
from graph.provenance import Assertion, Assertions
from graph.ranks import Ranks
from graph.search import TEXTS, search_tokens
from graph.session import Database
from graph.shape import Identity, Shape, Stated
from graph.vocabulary import Kind

DEADLINE_S = 60.0
ENDS = ("validTo", "endedOn")
Values = dict[str, Any]


@dataclass(frozen=True)
class Batch:
    """Elements of one shape that the same sources state, each once and in order of identity."""

    shape: Shape
    sources: tuple[str, ...]
    rows: Sequence[Stated]
    dense: bool = False


@dataclass(frozen=True)
class Disagreement:
    """Another source states something else, and nobody said which is to be believed."""

    stated: Stated
    source: str
    property: str
    value: Any
    other: str
    other_value: Any


@dataclass(frozen=True)
class Changed:
    """An element that is otherwise now: each property with its old and its new value; none: only its place moved."""

    stated: Stated
    differences: Sequence[tuple[str, Any, Any]] = ()

    @property
    def ends(self) -> bool:
        """True when it gets an end date that it did not have."""
        return any(name in ENDS and old is None and new is not None for name, old, new in self.differences)


@dataclass(frozen=True)
class Rewritten(Changed):
    """An element that several sources state: what it is to hold, and each source with its place and own statement."""

    properties: Values = field(default_factory=dict)
    stated_in: Sequence[tuple[str, str | None, str | None]] = ()
    told: Sequence[str] = ()
    """Sources of which the statement is otherwise now."""
    joined: Sequence[str] = ()
    """Sources that did not state it before."""


@dataclass
class Plan:
    """What a batch would change.

    `there` counts those that are in the graph, `known` by source those that it states there; `others`: some are stated
    by further sources as well.
    """

    batch: Batch
    added: list[Stated] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    rewritten: list[Rewritten] = field(default_factory=list)
    unchanged: int = 0
    there: int = 0
    known: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    others: bool = False
    disagreements: list[Disagreement] = field(default_factory=list)

    @property
    def writes(self) -> bool:
        """True when there is something to write."""
        return bool(self.added or self.changed or self.rewritten)


async def planned(database: Database, batch: Batch, ranks: Ranks, *, empty: bool = False) -> Plan:
    """Compare a batch with the graph. `empty`: the caller knows that nothing of its label or type is there."""
    plan = Plan(batch)
    if empty:
        plan.added = list(batch.rows)
        return plan
    several = _compared(plan, await _stored(database, batch))
    if several:
        whole = await _whole(database, batch.shape, several)
        for stated in several:
            _reconciled(plan, stated, whole[stated.identity], ranks)
    return plan


async def _stored(database: Database, batch: Batch) -> dict[Identity, list[Any]]:
    shape, identities = batch.shape, [row.identity for row in batch.rows]
    if shape.is_node:
        statement = writing.stored_nodes(shape, [each[0] for each in identities], dense=batch.dense)
    else:
        statement = writing.stored_relationships(shape, identities, dense=batch.dense)
    rows = (await database.read(statement, deadline_s=DEADLINE_S, raw=True)).one()[0]
    if shape.is_node:
        return {(row[0],): row for row in rows}
    return {(row[0], row[1], row[2] or ""): row for row in rows}


def _compared(plan: Plan, stored: Mapping[Identity, list[Any]]) -> list[Stated]:
    """Sort the rows of a batch into its plan; those that several sources state are given back."""
    batch, shape = plan.batch, plan.batch.shape
    source, width = batch.sources[0], 1 if shape.is_node else 3
    alone = len(batch.sources) == 1
    several: list[Stated] = []
    for stated in batch.rows:
        row = stored.get(stated.identity)
        if row is None:
            plan.added.append(stated)
            continue
        times = _times(shape, stated.identity, batch.sources)
        same_source = alone and row[-4] == source and row[-2] == times and row[-1] is False
        plan.there += 1
        if not same_source:
            several.append(stated)
            continue
        plan.known[source] += 1
        held = row[width:-4]
        if held == stated.values and row[-3] == stated.ref and not _other_types(shape, held, stated.values):
            plan.unchanged += 1
        else:
            _sort(plan, stated, held, row[-3], several)
    return several


def _times(shape: Shape, identity: Identity, sources: Sequence[str]) -> int:
    """In how many sources it has to be stated; a source is not stated in itself."""
    return len(sources) - (shape.name == "Source" and identity[0] in sources)


def _other_types(shape: Shape, held: Sequence[Any], wanted: Sequence[Any]) -> bool:
    """Python holds True for 1 and 1 for 1.0; the graph does not."""
    return any(type(held[place]) is not type(wanted[place]) for place in shape.strict)


def _sort(plan: Plan, stated: Stated, held: list[Any], ref: Any, several: list[Stated]) -> None:
    """What one source alone states, and now states otherwise or elsewhere."""
    shape = plan.batch.shape
    pairs = zip(shape.columns, held, stated.values, strict=True)
    differences = [(name, old, new) for name, old, new in pairs if not _same(old, new)]
    if not differences and ref == stated.ref:
        plan.unchanged += 1
    elif _lacks_text(shape, differences):
        plan.known[plan.batch.sources[0]] -= 1
        several.append(stated)  # its search tokens are made of properties that were not read
    else:
        plan.changed.append(Changed(stated, differences))


def _same(old: Any, new: Any) -> bool:
    if type(old) is not type(new):
        return False
    if old == new:
        return True
    return isinstance(old, str) and _instant(old) is not None and _instant(old) == _instant(new)


def _instant(text: str) -> datetime | None:
    """A time can be written in several ways."""
    if len(text) < 16 or text[4] != "-" or "T" not in text:
        return None
    try:
        found = datetime.fromisoformat(text.partition("[")[0])
    except ValueError:
        return None
    return found if found.tzinfo else None


def _lacks_text(shape: Shape, differences: Sequence[tuple[str, Any, Any]]) -> bool:
    return shape.searched and not shape.says_all_text and any(name in TEXTS for name, _, _ in differences)


# -- what several sources state ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Whole:
    """An element as it is stored."""

    properties: Values
    assertions: Assertions
    stated_in: dict[str, tuple[str | None, str | None]]


async def _whole(database: Database, shape: Shape, rows: Sequence[Stated]) -> dict[Identity, _Whole]:
    identities = [row.identity for row in rows]
    if shape.is_node:
        answer = await database.read(
            writing.whole_nodes(shape.name, [each[0] for each in identities]), deadline_s=DEADLINE_S
        )
        return {
            (key,): _Whole(
                held, provenance.of_node(shape.name, held, stated), {one[0]: (one[1], one[2]) for one in stated}
            )
            for key, held, stated in answer.rows
        }
    answer = await database.read(writing.whole_relationships(shape, identities), deadline_s=DEADLINE_S)
    return {
        (start, end, first): _Whole(held, provenance.of_relationship(shape.name, held), {})
        for start, end, first, held in answer.rows
    }


def _reconciled(plan: Plan, stated: Stated, whole: _Whole, ranks: Ranks) -> None:
    """Put what the batch's sources state beside what the others do, and see what holds."""
    shape, sources = plan.batch.shape, plan.batch.sources
    plan.others |= not whole.assertions.keys() <= set(sources)
    for source in sources:
        plan.known[source] += source in whole.assertions and whole.properties.get("vanishedOn") is None
    named = dict(zip(shape.columns, values_of(shape, stated.values), strict=True))
    if whole.properties.get("vanishedOn") is not None and "validTo" not in named:
        named["validTo"] = None  # it was ended because its source no longer stated it; now it does again
    disagreements = list(_disagreements(stated, named, sources, whole.assertions, ranks))
    if disagreements:
        plan.disagreements += disagreements
        return
    assertions = dict(whole.assertions)
    for source in sources:
        before = assertions[source].values if source in assertions else {}
        values = {name: value for name, value in {**before, **named}.items() if value is not None}
        assertions[source] = Assertion(source, stated.ref, values)
    _keep(plan, whole, rewriting(shape, stated, whole.properties, assertions, ranks, whole.stated_in))


def rewriting(
    shape: Shape,
    stated: Stated,
    properties: Values,
    assertions: Assertions,
    ranks: Ranks,
    stated_in: Mapping[str, tuple[str | None, str | None]],
) -> Rewritten:
    """An element as its sources together make it, beside what it is."""
    order = ranks.ordered(assertions, properties.get("source"))
    if shape.name == "Source" and stated.identity[0] in order:  # on itself, a source is believed
        order = [stated.identity[0], *(each for each in order if each != stated.identity[0])]
    ranked = [assertions[source] for source in order]
    holds, before = provenance.merged(ranked), provenance.facts(properties)
    names = sorted({*before, *holds})
    differences = [
        (name, before.get(name), holds.get(name)) for name in names if not _equal(before.get(name), holds.get(name))
    ]
    wanted: Values = {name: new for name, _, new in differences}
    wanted |= {"source": ranked[0].source, "ref": ranked[0].ref, "vanishedOn": None}
    if shape.is_node:
        kept = [
            (each.source, each.ref, provenance.kept_on_node(each, holds))
            for each in ranked
            if (shape.name, each.source) != ("Source", stated.identity[0])
        ]
        if shape.searched:
            wanted["searchTokens"] = search_tokens(holds)
        told = [source for source, ref, text in kept if source in stated_in and stated_in[source] != (ref, text)]
        return Rewritten(
            stated, differences, wanted, kept, told, [each[0] for each in kept if each[0] not in stated_in]
        )
    wanted["sources"] = order if len(order) > 1 else None
    wanted["stated"] = provenance.kept_on_relationship(ranked, holds) if len(order) > 1 else None
    return Rewritten(stated, differences, wanted)


def _keep(plan: Plan, whole: _Whole, found: Rewritten) -> None:
    own = {name: value for name, value in found.properties.items() if not _equal(whole.properties.get(name), value)}
    new_sources = [source for source in plan.batch.sources if source not in whole.assertions]
    if not own and not found.told and not found.joined:
        plan.unchanged += 1
        return
    differences = list(found.differences)
    if new_sources:
        differences.append(("sources", sorted(whole.assertions), sorted({*whole.assertions, *new_sources})))
    elif not differences and set(own) - {"ref", "stated"}:
        differences += [
            (name, whole.properties.get(name), value) for name, value in own.items() if name not in ("ref", "stated")
        ]
    plan.rewritten.append(replace(found, differences=differences))


def _equal(old: Any, new: Any) -> bool:
    return type(old) is type(new) and bool(old == new)


def _disagreements(
    stated: Stated, named: Values, sources: Sequence[str], assertions: Assertions, ranks: Ranks
) -> Iterator[Disagreement]:
    for other in assertions.values():
        if other.source in sources:
            continue
        for source in sources:
            if ranks.settles(source, other.source) or _differed(assertions.get(source), other):
                continue
            for name, value in named.items():
                if value is not None and name in other.values and other.values[name] != value:
                    yield Disagreement(stated, source, name, value, other.source, other.values[name])


def _differed(own: Assertion | None, other: Assertion) -> bool:
    """True when the two are known to disagree about it already."""
    return own is not None and any(
        name in other.values and other.values[name] != value for name, value in own.values.items()
    )


def values_of(shape: Shape, values: Sequence[Any]) -> list[Any]:
    """Values as Python has them, from their text."""
    parse = {Kind.DATE: date.fromisoformat, Kind.DATETIME: datetime.fromisoformat}
    return [
        parse[kind](value) if kind in parse and value is not None else value
        for kind, value in zip(shape.kinds, values, strict=True)
    ]
