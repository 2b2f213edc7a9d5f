"""What several sources state of one thing, beside each other: what holds, what each keeps, and where they disagree.

In: a Plan, with what one source now states of an element, and the ranks of sources. Out: the Plan with what would change.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from graph.database.session import Database
from graph.model.vocabulary import Kind
from graph.search_tokens import search_tokens
from graph.write import provenance
from graph.write import statements as writing
from graph.write.changeset import ChangeSet, Disagreement, Reconciled, Values
from graph.write.columns import ColumnSet, Identity, StatedElement
from graph.write.precedence import Precedence
from graph.write.provenance import Assertion, Assertions

DEADLINE_S = 60.0


@dataclass(frozen=True)
class Whole:
    """An element as it is stored."""

    properties: Values
    assertions: Assertions
    stated_in: dict[str, tuple[str | None, str | None]]


async def whole_of(database: Database, shape: ColumnSet, rows: Sequence[StatedElement]) -> dict[Identity, Whole]:
    identities = [row.identity for row in rows]
    if shape.is_node:
        answer = await database.read(
            writing.whole_nodes(shape.name, [each[0] for each in identities]), deadline_s=DEADLINE_S
        )
        return {
            (key,): Whole(
                held, provenance.of_node(shape.name, held, stated), {one[0]: (one[1], one[2]) for one in stated}
            )
            for key, held, stated in answer.rows
        }
    answer = await database.read(writing.whole_relationships(shape, identities), deadline_s=DEADLINE_S)
    return {
        (start, end, first): Whole(held, provenance.of_relationship(shape.name, held), {})
        for start, end, first, held in answer.rows
    }


def reconcile(plan: ChangeSet, stated: StatedElement, whole: Whole, ranks: Precedence) -> None:
    """Put what the batch's sources state beside what the others do, and see what holds."""
    shape, sources = plan.batch.shape, plan.batch.sources
    plan.others |= not whole.assertions.keys() <= set(sources)
    for source in sources:
        plan.stated_here[source] += source in whole.assertions and whole.properties.get("vanishedOn") is None
    named = dict(zip(shape.columns, values_of(shape, stated.values), strict=True))
    vanished = named.pop("vanishedOn", None)  # no source states that of a thing
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
    found = rewriting(shape, stated, whole.properties, assertions, ranks, whole.stated_in)
    if assertions.keys() <= set(sources):
        found.properties["vanishedOn"] = vanished
    _keep(plan, whole, found)


def rewriting(
    shape: ColumnSet,
    stated: StatedElement,
    properties: Values,
    assertions: Assertions,
    ranks: Precedence,
    stated_in: Mapping[str, tuple[str | None, str | None]],
) -> Reconciled:
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
            (each.source, each.ref, provenance.stored_on_node(each, holds))
            for each in ranked
            if (shape.name, each.source) != ("Source", stated.identity[0])
        ]
        if shape.searched:
            wanted["searchTokens"] = search_tokens(holds)
        told = [source for source, ref, text in kept if source in stated_in and stated_in[source] != (ref, text)]
        return Reconciled(
            stated, differences, wanted, kept, told, [each[0] for each in kept if each[0] not in stated_in]
        )
    wanted["sources"] = order if len(order) > 1 else None
    wanted["stated"] = provenance.stored_on_relationship(ranked, holds) if len(order) > 1 else None
    return Reconciled(stated, differences, wanted)


def _keep(plan: ChangeSet, whole: Whole, found: Reconciled) -> None:
    own = {name: value for name, value in found.properties.items() if not _equal(whole.properties.get(name), value)}
    new_sources = [source for source in plan.batch.sources if source not in whole.assertions]
    if not own and not found.restated and not found.newly_stated:
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
    stated: StatedElement, named: Values, sources: Sequence[str], assertions: Assertions, ranks: Precedence
) -> Iterator[Disagreement]:
    for other in assertions.values():
        if other.source in sources:
            continue
        for source in sources:
            if ranks.decides(source, other.source) or _differed(assertions.get(source), other):
                continue
            for name, value in named.items():
                if value is not None and name in other.values and other.values[name] != value:
                    yield Disagreement(stated, source, name, value, other.source, other.values[name])


def _differed(own: Assertion | None, other: Assertion) -> bool:
    """True when the two are known to disagree about it already."""
    return own is not None and any(
        name in other.values and other.values[name] != value for name, value in own.values.items()
    )


def values_of(shape: ColumnSet, values: Sequence[Any]) -> list[Any]:
    """Values as Python has them, from their text."""
    parse = {Kind.DATE: date.fromisoformat, Kind.DATETIME: datetime.fromisoformat}
    return [
        parse[kind](value) if kind in parse and value is not None else value
        for kind, value in zip(shape.kinds, values, strict=True)
    ]
