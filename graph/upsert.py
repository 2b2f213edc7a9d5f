"""Writes what plans say, batch by batch: each in one transaction, with its Changes and the mark of the load.

In: Plans. Out: counts, and a graph that holds what the sources state. Every batch may run again: one that was written
though its answer got lost is recognised by its Changes, and when others wrote in between it is planned anew.
"""

import asyncio
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph import changes, writing
from graph.changes import Change
from graph.errors import Outdated, SnijvlakError
from graph.loads import Mark
from graph.model import node_id
from graph.planning import Changed, Plan, Rewritten, planned
from graph.ranks import Ranks
from graph.search import search_tokens
from graph.session import Checked, Database
from graph.shape import Shape, Stated
from graph.statement import Statement
from graph.terms import ChangeKind

BATCH = 5_000
DEADLINE_S = 120.0
TRIES, PAUSE_S = 200, 0.05
ADDED, CHANGED, ENDED, REMOVED = ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.ENDED, ChangeKind.REMOVED


@dataclass(frozen=True)
class Counts:
    """What became of elements. One of which only the place in its source moved counts as unchanged."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    ended: int = 0
    removed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(one + two for one, two in zip(vars(self).values(), vars(other).values(), strict=True)))

    @classmethod
    def of(cls, plan: Plan) -> "Counts":
        """What a plan comes to."""
        different = [each for each in (*plan.changed, *plan.rewritten) if each.differences]
        ended = sum(each.ends for each in different)
        moved = len(plan.changed) + len(plan.rewritten) - len(different)
        return cls(len(plan.added), len(different) - ended, plan.unchanged + moved, ended)


class Interrupted(SnijvlakError):
    """A load could not go on after it had begun to write."""


@dataclass
class Work:
    """The Statements of one transaction, and what they change."""

    statements: list[Statement | Checked] = field(default_factory=list)
    changes: dict[tuple[ChangeKind, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, statement: Statement, expected: int) -> None:
        """A Statement that answers how many it wrote; fewer than expected undoes the transaction."""

        def check(rows: list[list[Any]]) -> None:
            if rows[0][0] < expected:
                raise Interrupted(
                    f"{expected - rows[0][0]} elements went away while they were being written",
                    "Something else removes them at the same time. Load the same files again.",
                )

        self.statements.append(Checked(statement, check))

    def tell(self, kind: ChangeKind, of: str, what: Iterable[str]) -> None:
        """That these change."""
        self.changes[kind, of] += what

    def told(self) -> list[Change]:
        """All of it."""
        return [Change(kind, of, what) for (kind, of), what in self.changes.items() if what]


class Writer:
    """Writes for one load. `after` is the number of the last Change when the plans were begun."""

    def __init__(self, database: Database, mark: Mark, after: int, ranks: Ranks) -> None:
        self._database = database
        self._mark = mark
        self._first = self._after = after
        self._ranks = ranks
        self._outdated = False
        self.transactions = 0
        self.seconds = 0.0

    async def write(self, plans: Sequence[Plan], work: "Work | None" = None) -> Sequence[Plan]:
        """Write plans in one transaction; what comes back was written: other plans where somebody was in between.

        `work`: the transaction, when that was made beforehand.
        """
        for _ in range(TRIES):
            if self._outdated:
                plans, work = await self._anew(plans), None
            if not any(plan.writes for plan in plans) or await self.send(work or work_of(plans)):
                return plans
            await asyncio.sleep(random.random() * PAUSE_S)  # noqa: S311  not a secret: two loads must not keep in step
        raise Interrupted("Others write so often that no turn comes", "Load the same files again when it is quieter.")

    async def send(self, work: Work) -> bool:
        """One transaction; False when it has to be planned anew."""
        begun = asyncio.get_running_loop().time()
        try:
            self._after = await changes.write(
                self._database,
                [*work.statements, self._mark.set()],
                work.told(),
                by=self._mark.key,
                after=self._after,
                deadline_s=DEADLINE_S,
            )
        except Outdated:
            return await self._was_written()
        finally:
            self.seconds += asyncio.get_running_loop().time() - begun
        self.transactions += 1
        return True

    async def _was_written(self) -> bool:
        """Whether the last Changes are ours: then the transaction had been written, and only its answer got lost."""
        last = await changes.last_number(self._database)
        own = (await self._database.read(changes.told_by(self._mark.key, self._after))).rows
        self._outdated |= not own or max(row[3] for row in own) != last
        self._after = last
        return bool(own)

    async def _anew(self, plans: Sequence[Plan]) -> list[Plan]:
        self._after = await changes.last_number(self._database)
        found = [await planned(self._database, replace(plan.batch, dense=False), self._ranks) for plan in plans]
        for plan in found:
            agreed(plan)
        return found

    async def insist(self, work: "Work") -> None:
        """Write what holds whatever others wrote in between."""
        for _ in range(TRIES):
            if await self.send(work):
                return
            await self.catch_up()
        raise Interrupted("Others write so often that no turn comes", "Load the same files again when it is quieter.")

    async def catch_up(self) -> None:
        """Others wrote: go on after them."""
        self._after = await changes.last_number(self._database)

    async def finish(self) -> dict[tuple[str, str], int]:
        """Take the mark away; what the graph itself says this load changed, by kind and label or type."""
        await self._database.write(self._mark.take_away())
        if not self.transactions:
            return {}
        told = (await self._database.read(changes.told_by(self._mark.key, self._first), deadline_s=DEADLINE_S)).rows
        await changes.prune(self._database)
        return {(kind, of): count for kind, of, count, _ in told}


def agreed(plan: Plan) -> Plan:
    """The plan, when no other source states otherwise; raises Interrupted, for then nothing of it would be written."""
    for one in plan.disagreements:
        identifier = plan.batch.shape.id_of(one.stated.identity)
        raise Interrupted(
            f"While this was loading, {one.other} came to state {one.property} of {identifier} otherwise",
            "Load the same files again, with --rank if one of the two is to be believed.",
        )
    return plan


def work_of(plans: Iterable[Plan]) -> Work:
    """The transaction of plans."""
    work = Work()
    for plan in plans:
        _put(work, plan)
    return work


def _put(work: Work, plan: Plan) -> None:
    shape, sources = plan.batch.shape, plan.batch.sources
    if plan.added:
        (_add_nodes if shape.is_node else _add_relationships)(work, shape, sources, plan.added)
    if plan.changed:
        _change(work, shape, sources[0], plan.changed)
    if plan.rewritten:
        rewrite(work, shape, plan.rewritten)


def ranked(ranks: Mapping[str, int]) -> Work:
    """The transaction that gives sources their rank."""
    work = Work()
    rows = [{"key": key, "properties": {"rank": rank}, "stated": [], "lost": []} for key, rank in ranks.items()]
    work.add(writing.rewrite_nodes("Source", rows), len(rows))
    work.tell(CHANGED, "Source", (node_id("Source", key) for key in ranks))
    return work


def _row(shape: Shape, stated: Stated) -> list[Any]:
    if shape.is_node:
        return [stated.identity[0], *stated.values, stated.ref]
    return [*stated.identity, *stated.values, stated.ref]


def _add_nodes(work: Work, shape: Shape, sources: Sequence[str], added: Sequence[Stated]) -> None:
    tokens = shape.searched
    rows = [_with_tokens(shape, stated, tokens) for stated in added]
    work.add(writing.create_nodes(shape, rows, sources, tokens=tokens), len(rows))
    ids = [shape.id_of(stated.identity) for stated in added]
    work.tell(ADDED, shape.name, ids)
    if shape.name == "Source":
        work.statements.append(writing.state_sources([[one.identity[0], one.ref] for one in added], sources))
    joined = (_stated_in(one, source) for one in ids for source in sources if one != node_id("Source", source))
    work.tell(ADDED, "STATED_IN", joined)


def _with_tokens(shape: Shape, stated: Stated, tokens: bool) -> list[Any]:
    row = _row(shape, stated)
    return [*row, search_tokens(dict(zip(shape.columns, stated.values, strict=True)))] if tokens else row


def _stated_in(identifier: str, source: str) -> str:
    return f"STATED_IN|{identifier}|{node_id('Source', source)}|"


def _add_relationships(work: Work, shape: Shape, sources: Sequence[str], added: Sequence[Stated]) -> None:
    work.add(writing.create_relationships(shape, [_row(shape, one) for one in added], sources), len(added))
    work.tell(ADDED, shape.name, (shape.id_of(one.identity) for one in added))


def _change(work: Work, shape: Shape, source: str, changed: Sequence[Changed]) -> None:
    rows = [_row(shape, one.stated) for one in changed]
    if shape.is_node:
        tokens = shape.searched and shape.says_all_text
        rows = [_with_tokens(shape, one.stated, tokens) for one in changed]
        work.add(writing.update_nodes(shape, rows, source, tokens=tokens), len(rows))
        ids = [shape.id_of(one.stated.identity) for one in changed]
        work.tell(CHANGED, "STATED_IN", (_stated_in(one, source) for one in ids if one != node_id("Source", source)))
    else:
        work.add(writing.update_relationships(shape, rows), len(rows))
    _tell_changed(work, shape, changed)


def _tell_changed(work: Work, shape: Shape, changed: Sequence[Changed]) -> None:
    for one in changed:
        work.tell(ENDED if one.ends else CHANGED, shape.name, [shape.id_of(one.stated.identity)])


def rewrite(work: Work, shape: Shape, rewritten: Sequence[Rewritten], lost: Sequence[str] = ()) -> None:
    """Write elements that several sources state, or that a source no longer does."""
    if not shape.is_node:
        rows = [[*one.stated.identity, one.properties] for one in rewritten]
        work.add(writing.rewrite_relationships(shape, rows), len(rows))
    else:
        nodes = [
            {
                "key": one.stated.identity[0],
                "properties": one.properties,
                "stated": [list(each) for each in one.stated_in],
                "lost": list(lost),
            }
            for one in rewritten
        ]
        work.add(writing.rewrite_nodes(shape.name, nodes), len(nodes))
        for one in rewritten:
            identifier = shape.id_of(one.stated.identity)
            work.tell(CHANGED, "STATED_IN", (_stated_in(identifier, source) for source in one.told))
            work.tell(ADDED, "STATED_IN", (_stated_in(identifier, source) for source in one.joined))
            work.tell(REMOVED, "STATED_IN", (_stated_in(identifier, source) for source in lost))
    _tell_changed(work, shape, rewritten)
