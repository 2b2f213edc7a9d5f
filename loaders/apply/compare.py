"""Holds all that is staged against the graph, before anything is written: what is new, otherwise, disputed or the same.

In: a staging with each element once. Out: a Comparison; the staging knows which elements are to be written.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from graph.database.session import Database
from graph.write.changeset import BATCH, ELEMENT, Batch, Changed, ChangeSet, Disagreement, counted
from graph.write.columns import StatedElement
from graph.write.diff import diff
from graph.write.precedence import Precedence
from graph.write.writer import Counts
from loaders.faults import Fault
from loaders.progress import Progress
from loaders.staging.cells import shown
from loaders.staging.store import REF, ROW, SHAPE, SOURCES, VALS, Raw, Staging, staged_of

# Rows of several sources or headers wait for a batch of their own; so many batches at most.
WAITING = 4
Difference = dict[str, Any]


@dataclass
class Comparison:
    """`fresh`: kinds of which nothing was in the graph. `existing`: by name, how many of it were; `stated_here`: also by source."""

    totals: Mapping[str, int]
    counts: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    fresh: set[int] = field(default_factory=set)
    existing: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    others: set[str] = field(default_factory=set)
    """Names of which something is stated by further sources as well."""
    stated_here: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    moved: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Of those unchanged, how many only stand elsewhere in their source: by name."""
    disputed: list[tuple[int, Fault]] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    writes: bool = False


async def compare(
    database: Database, staging: Staging, ranks: Precedence, totals: Mapping[str, int], progress: Progress, *, tell: bool
) -> Comparison:
    """Compare all kinds. `tell`: keep each single difference, for who only wants to see them."""
    staging.sql.execute("DELETE FROM pending")
    found = Comparison(totals)
    done = 0
    for number in in_order(staging):
        name = staging.kinds[number].name
        if is_fresh(staging, number, totals) and not tell:
            count = staging.count(number)
            found.fresh.add(number)
            found.counts[name] += Counts(added=count)
            found.writes |= count > 0
            done += count
        else:
            async for plan in _plans(database, staging, number, ranks, totals):
                _take(found, staging, number, plan, tell=tell)
                done += len(plan.batch.rows)
                progress.at(done)
    return found


def in_order(staging: Staging) -> list[int]:
    """Kinds as they are written: sources, other nodes, relationships; what others say of the same comes last."""
    numbered = [number for number, _ in enumerate(staging.kinds)]
    return sorted(numbered, key=lambda number: _rank(staging, number))


def in_turns(staging: Staging) -> list[list[int]]:
    """The same in groups: one has to be written before the next is held against the graph."""
    return [list(group) for _, group in groupby(in_order(staging), key=lambda each: _rank(staging, each)[:4])]


def _rank(staging: Staging, number: int) -> tuple[Any, ...]:
    kind = staging.kinds[number]
    return kind.turn, bool(kind.ends), kind.name != "Source", kind.name == "STATED_IN", kind.name, kind.ends


def is_fresh(staging: Staging, number: int, totals: Mapping[str, int]) -> bool:
    """Whether nothing of a kind can be in the graph; STATED_IN comes with the nodes themselves."""
    kind = staging.kinds[number]
    return not totals.get(kind.name) and not kind.turn and kind.name != "STATED_IN"


async def _plans(
    database: Database, staging: Staging, number: int, ranks: Precedence, totals: Mapping[str, int]
) -> AsyncIterator[ChangeSet]:
    """Plans in order; the graph is asked about the next batch while one is compared."""
    total = totals.get(staging.kinds[number].name, 0)
    dense = total <= 2 * staging.count(number)
    under_way: asyncio.Task[list[ChangeSet]] | None = None
    for batch in batches(staging, staging.raw(number), ranks, dense=dense):
        following = asyncio.create_task(diff(database, batch, ranks, empty=not total))
        await asyncio.sleep(0)
        for plan in await under_way if under_way else ():
            yield plan
        under_way = following
    for plan in await under_way if under_way else ():
        yield plan


def batches(
    staging: Staging, elements: Iterator[Raw], ranks: Precedence, *, dense: bool = False
) -> Iterator[Batch]:
    """Elements of one kind in batches, each of one shape and of the same sources, the one to believe first."""
    waiting: dict[tuple[int, int], list[StatedElement]] = defaultdict(list)
    sizes: dict[tuple[int, int], int] = defaultdict(int)
    full, total = BATCH * ELEMENT, 0
    for raw in elements:
        key = raw[SHAPE], raw[SOURCES]
        waiting[key].append(StatedElement(raw[:ROW], raw[VALS], raw[REF], raw))
        size = counted(raw[VALS])
        total += size
        sizes[key] += size
        if sizes[key] >= full or total >= WAITING * full:
            key = max(sizes, key=sizes.__getitem__)
            total -= sizes.pop(key)
            yield _batch(staging, key, waiting.pop(key), ranks, dense and len(waiting) < 2)
    for key, rows in waiting.items():
        yield _batch(staging, key, rows, ranks, dense and len(waiting) < 3)


def _batch(staging: Staging, key: tuple[int, int], rows: list[StatedElement], ranks: Precedence, dense: bool) -> Batch:
    sources = staging.sources[key[1]]
    return Batch(staging.shapes[key[0]], tuple(ranks.ordered(sources, sources[0])), rows, dense)


def _take(found: Comparison, staging: Staging, number: int, plan: ChangeSet, *, tell: bool) -> None:
    name = plan.batch.shape.name
    counts = Counts.of(plan)
    found.counts[name] += counts if not staging.kinds[number].turn else Counts(unchanged=counts.unchanged)
    found.moved[name] += sum(not each.differences for each in (*plan.changed, *plan.rewritten))
    if not staging.kinds[number].turn:
        found.existing[name] += plan.existing
    if plan.others:
        found.others.add(name)
    for source, count in plan.stated_here.items():
        found.stated_here[name, source] += count
    for each in plan.disagreements:
        found.disputed += _dispute(staging, each)
    rows = [(number, each.tag[ROW], 1) for each in plan.added]
    rows += [(number, each.stated.tag[ROW], 0) for each in (*plan.changed, *plan.rewritten)]
    staging.sql.executemany("INSERT INTO pending VALUES (?,?,?)", rows)
    found.writes |= plan.writes
    if tell:
        found.differences += _told(plan)


def _dispute(staging: Staging, one: Disagreement) -> Iterator[tuple[int, Fault]]:
    """A fault for every entry that states it."""
    staged = staged_of(one.stated.tag)
    column = "key" if len(one.stated.identity) == 1 else "to"
    reason = f"{one.source} states {one.property} {shown(str(one.value))}, but {one.other} stated {shown(str(one.other_value))}"
    cure = f"Say which is to be believed: --rank {one.other},{one.source} or --rank {one.source},{one.other}."
    fault = staging.place(staged).fault(column, reason, cure)
    for entry in (staged.entry, *staging.duplicates_of(staged.row, node=column == "key")):
        yield entry, fault


def _told(plan: ChangeSet) -> Iterator[Difference]:
    shape = plan.batch.shape
    for stated in plan.added:
        yield {"kind": "added", "of": shape.name, "id": shape.id_of(stated.identity)}
    for each in (*plan.changed, *plan.rewritten):
        if each.differences:
            yield {"kind": "ended" if each.ends else "changed", "of": shape.name, **_change(plan, each)}


def _change(plan: ChangeSet, one: Changed) -> Difference:
    properties = [{"property": name, "old": old, "new": new} for name, old, new in one.differences]
    return {"id": plan.batch.shape.id_of(one.stated.identity), "properties": properties}
