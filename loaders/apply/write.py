"""The last step of a load: writes what was found to be new, otherwise or gone, in batches, and reconciles the counts.

In: a staging, a Comparison, what vanished. Out: a graph that holds it, and in the report what was written. While Neo4j
writes a batch, the next one is prepared in a thread.
"""

import asyncio
import gc
from collections.abc import AsyncIterator, Iterator, Sequence, Set
from datetime import date
from itertools import chain

from graph.database.session import Database
from graph.model.terms import ChangeKind
from graph.read.lookup import Branch
from graph.read.synthetic import ABOUT_PEOPLE
from graph.write.changeset import BATCH, ELEMENT, Batch, ChangeSet
from graph.write.diff import diff
from graph.write.pipeline import PipelinedTransaction
from graph.write.precedence import Precedence, stored_ranks
from graph.write.transaction import (
    Interrupted,
    WriteTransaction,
    precedence_transaction,
    stated_sources,
    transaction_of,
)
from graph.write.writer import Counts, Writer, agreed
from loaders.apply.compare import Comparison, batches, in_order, in_turns
from loaders.apply.offline.writer_process import ImportFileProcess
from loaders.apply.replaced_steps import replaced
from loaders.apply.report import Report
from loaders.apply.retract import Gone, retract
from loaders.progress import Progress
from loaders.staging.read import ReadResult
from loaders.staging.store import ENTRY, ROW, Raw, Staging

# A batch, and what is to be written of it where that is known without asking the graph again.
Prepared = tuple[Batch, ChangeSet | None]


class Store:
    """Writes for one load."""

    def __init__(
        self,
        database: Database,
        staging: Staging,
        writer: Writer,
        ranks: Precedence,
        read: ReadResult,
        report: Report,
        progress: Progress,
    ) -> None:
        self._database = database
        self._staging = staging
        self._writer = writer
        self._ranks = ranks
        self._read = read
        self._report = report
        self._progress = progress
        self._done = 0
        self._imported: Set[int] = frozenset()
        self._has_duplicates = bool(staging.sql.execute("SELECT 1 FROM duplicate LIMIT 1").fetchone())

    async def write_offline(self, comparison: Comparison, import_process: ImportFileProcess) -> Database:
        """All that nothing was known of, through files from which the database is made anew; the database it then is."""
        self._begin(comparison)
        kinds = [number for number in in_order(self._staging) if number in comparison.fresh]
        with self._progress.step("write files", self._report.to_write):
            if not import_process.holds(kinds):
                await asyncio.to_thread(import_process.write_anew, kinds, self._ranks, self._progress.at)
            written = await asyncio.to_thread(import_process.finish, kinds)
        with self._progress.step("import"):
            noting = asyncio.create_task(asyncio.to_thread(self._note_imported, kinds))
            try:
                self._database = await import_process.offline.make_anew(written.arguments)
            finally:
                await noting
        self._writer.imported(self._database, written.last)
        self._imported = comparison.fresh
        return self._database

    def _note_imported(self, kinds: Sequence[int]) -> None:
        """What became of the entries of these kinds."""
        for number in kinds:
            count = self._staging.count(number)
            self._report.by_name[self._staging.kinds[number].name] += Counts(added=count)
            self._done += count
        for entry in self._staging.entries_of(kinds):
            self._read.load(entry)

    def _begin(self, comparison: Comparison) -> None:
        for name in comparison.counts:
            self._report.by_name[name] = Counts(unchanged=comparison.counts[name].unchanged - comparison.moved[name])
        self._done = 0

    async def write(self, comparison: Comparison) -> None:
        """All that is new or otherwise, kind by kind."""
        with self._progress.step("write", self._report.to_write):
            await self._write(comparison)
        await self._write_ranks()

    async def _write(self, comparison: Comparison) -> None:
        if not comparison.writes:
            return
        if not self._imported:
            self._begin(comparison)
        if await asyncio.to_thread(self._staging.names_real, ABOUT_PEOPLE):
            await self._writer.announce_real_people()
        for numbers in in_turns(self._staging):
            sources = list[ChangeSet]()
            await self._write_turn(self._transactions(comparison, numbers), sources)
            if joined := stated_sources(sources[:-1]):  # what follows may state them
                await self._writer.write_regardless(WriteTransaction(joined))

    async def _write_turn(
        self, transactions: AsyncIterator[tuple[Sequence[ChangeSet], WriteTransaction]], sources: list[ChangeSet]
    ) -> None:
        """What follows is held against the graph only when all of this is there. `sources`: takes the plans of sources."""
        under_way = list[PipelinedTransaction]()
        try:
            async for plans, work in transactions:
                last = under_way[-1] if under_way else None
                if last:
                    await last.ready()
                under_way.append(self._writer.begin(plans, work, behind=last))
                await asyncio.sleep(0)
                while len(under_way) > 2:
                    self._note(await under_way.pop(0).written(), sources)
            while under_way:
                self._note(await under_way.pop(0).written(), sources)
        finally:
            for each in under_way:
                await each.cancel()

    async def _transactions(
        self, comparison: Comparison, numbers: Sequence[int]
    ) -> AsyncIterator[tuple[Sequence[ChangeSet], WriteTransaction]]:
        """What is written together: many small batches in one transaction, since each of those takes its time."""
        prepared, plans, size = self._prepared(comparison, numbers), list[ChangeSet](), 0
        while (one := await asyncio.to_thread(next, prepared, None)) is not None:
            batch, plan = one
            found = [plan] if plan else await diff(self._database, batch, self._ranks)
            if plans and size + batch.size > BATCH * ELEMENT:
                yield plans, await asyncio.to_thread(transaction_of, plans)
                plans, size = [], 0
            plans += [agreed(each) for each in found]
            size += batch.size
        if plans:
            yield plans, await asyncio.to_thread(transaction_of, plans)

    def _prepared(self, comparison: Comparison, numbers: Sequence[int]) -> Iterator[Prepared]:
        for number in numbers:
            if number in self._imported:
                continue
            if number in comparison.fresh:
                yield from self._added(self._staging.raw(number))
                continue
            later = self._staging.kinds[number].turn > 0
            if not later:
                yield from self._added(self._staging.pending(number, added=True))
            for added in (False, True) if later else (False,):
                for batch in batches(self._staging, self._staging.pending(number, added=added), self._ranks):
                    yield batch, None

    def _added(self, elements: Iterator[Raw]) -> Iterator[Prepared]:
        for batch in batches(self._staging, elements, self._ranks):
            yield batch, ChangeSet(batch, added=list(batch.rows))

    def _note(self, plans: Sequence[ChangeSet], sources: list[ChangeSet]) -> None:
        """What became of the entries."""
        sources += [plan for plan in plans if plan.batch.shape.name == "Source"]
        for plan in plans:
            self._note_one(plan)
            self._done += len(plan.batch.rows)
        self._progress.at(self._done)
        if any(plan.batch.size > 2 * ELEMENT * len(plan.batch.rows) for plan in plans):
            # The driver leaves each transaction in a circle, and Python counts objects: here few of them hold much.
            gc.collect(1)

    def _note_one(self, plan: ChangeSet) -> None:
        self._report.by_name[plan.batch.shape.name] += Counts.of(plan)
        different = [each.stated for each in (*plan.changed, *plan.rewritten) if each.differences]
        load = self._read.load
        for stated in chain(plan.added, different):
            tag = stated.tag
            load(tag[ENTRY])
            if self._has_duplicates:
                for entry in self._staging.duplicates_of(tag[ROW], node=plan.batch.shape.is_node):
                    load(entry)

    async def _write_ranks(self) -> None:
        """What the caller said of the order of sources is kept with them."""
        stored = await stored_ranks(self._database) if self._ranks.order else {}
        wrong = {key: rank for rank, key in enumerate(self._ranks.order, 1) if key in stored and stored[key] != rank}
        if wrong:
            await self._writer.write_regardless(precedence_transaction(wrong))

    async def retract(self, gone: Gone, branches: Sequence[Branch], today: date) -> None:
        """End or remove what vanished. `branches`: the trees of the graph before anything was written."""
        with self._progress.step("take back what vanished"):
            old = replaced(self._staging, branches, today)
            counts, self._report.kept = await retract(self._database, self._writer, gone, self._ranks, today, old)
        for name, each in counts.items():
            self._report.by_name[name] += each
        self._report.synced = True

    async def finish(self, *, completes: bool) -> None:
        """Take the mark of the load away, and hold what was counted against what the graph says was written."""
        if not (self._writer.transactions or completes):
            return
        told = await self._writer.finish()
        names: Sequence[str] = [name for name in self._report.by_name if name != "STATED_IN"]
        wrong = [
            f"{told.get((kind.value, name), 0)} of {count} {name} {kind.value.lower()}"
            for kind, attribute in ((ChangeKind.ADDED, "added"), (ChangeKind.ENDED, "ended"))
            for name in names
            if (count := getattr(self._report.by_name[name], attribute)) != told.get((kind.value, name), 0)
        ]
        if wrong:
            raise Interrupted(
                f"The graph does not hold what was written: {'; '.join(wrong)}", "Load the same files again."
            )
