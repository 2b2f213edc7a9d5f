"""Writes what plans say, batch by batch: each in one transaction, with its Changes and the mark of the load.

In: Plans. Out: counts, and a graph that holds what the sources state. Every batch may run again: one that was written
though its answer got lost is recognised by its Changes, and when others wrote in between it is planned anew.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from graph.database.batching import with_splitting
from graph.database.session import Database
from graph.errors import ConcurrentWrite, OutOfMemory, SnijvlakError
from graph.write import change_log as changes
from graph.write.changeset import ChangeSet, halves_of_plans
from graph.write.diff import diff
from graph.write.load_marker import LoadMarker
from graph.write.pipeline import PipelinedTransaction, PredecessorFailed
from graph.write.precedence import Precedence
from graph.write.transaction import Interrupted, WriteTransaction, transaction_of

log = logging.getLogger(__name__)

DEADLINE_S = 120.0
TRIES, PAUSE_S = 200, 0.05


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
    def of(cls, plan: ChangeSet) -> "Counts":
        """What a plan comes to."""
        different = [each for each in (*plan.changed, *plan.rewritten) if each.differences]
        ended = sum(each.ends for each in different)
        moved = len(plan.changed) + len(plan.rewritten) - len(different)
        return cls(len(plan.added), len(different) - ended, plan.unchanged + moved, ended)


class Writer:
    """Writes for one load. `after` is the number of the last Change when the plans were begun.

    `agree` raises Interrupted for a plan that what others wrote in between does not allow.
    """

    def __init__(
        self, database: Database, mark: LoadMarker, after: int, ranks: Precedence, agree: Callable[[ChangeSet], Awaitable[None]]
    ) -> None:
        self._database = database
        self.mark = mark
        self._first = self._after = after
        self._ranks = ranks
        self._agree = agree
        self._outdated = False
        self.transactions = 0

    def begin(self, plans: Sequence[ChangeSet], work: WriteTransaction, behind: PipelinedTransaction | None) -> PipelinedTransaction:
        """Begin to write plans, of which `work` was made, in one transaction, behind one that may be followed.

        What `PipelinedTransaction.written` answers was written: other plans where somebody was in between.
        """
        return PipelinedTransaction(behind, lambda flight: self._write(flight, plans, work))

    async def announce_real_people(self) -> None:
        """Say that people who are not invented follow, before the first of them is written."""
        await self._database.write(self.mark.announce_real_people(), deadline_s=DEADLINE_S)
        self.transactions += 1

    async def _write(self, flight: PipelinedTransaction, plans: Sequence[ChangeSet], work: WriteTransaction) -> Sequence[ChangeSet]:
        follows = flight.before and not self._outdated and any(plan.writes for plan in plans)
        written = follows and await self._write_pipelined(flight, work)
        await flight.alone()
        if written:
            return plans

        async def alone(some: Sequence[ChangeSet]) -> Sequence[ChangeSet]:
            try:
                return await (self._write_alone(plans, work, flight) if some is plans else self._write_alone(some))
            except OutOfMemory:
                flight.release()  # its parts are not what another one could follow
                raise

        return [plan for part in await with_splitting(plans, alone, halves_of_plans) for plan in part]

    async def _write_pipelined(self, flight: PipelinedTransaction, work: WriteTransaction) -> bool:
        """Write behind the one before; False when that cannot be, for whatever reason: by itself it may be otherwise."""
        assert flight.before
        try:
            await self._send(work, flight.before.number, flight)
        except (PredecessorFailed, SnijvlakError) as error:
            log.debug("a transaction could not follow the one before it: %s", error)
            return False
        return True

    async def _write_alone(
        self, plans: Sequence[ChangeSet], work: WriteTransaction | None = None, flight: PipelinedTransaction | None = None
    ) -> Sequence[ChangeSet]:
        for _ in range(TRIES):
            if self._outdated:
                plans, work = await self._replan(plans), None
            if not any(plan.writes for plan in plans) or await self.send(work or transaction_of(plans), flight):
                return plans
            await asyncio.sleep(random.random() * PAUSE_S)  # noqa: S311  not a secret: two loads must not keep in step
        raise Interrupted("Others write so often that no turn comes", "Load the same files again when it is quieter.")

    async def send(self, work: WriteTransaction, flight: PipelinedTransaction | None = None) -> bool:
        """One transaction; False when it has to be planned anew."""
        try:
            await self._send(work, self._after, flight)
        except ConcurrentWrite:
            written = await self._was_written()
            self.transactions += written
            return written
        return True

    async def _send(self, work: WriteTransaction, after: int, flight: PipelinedTransaction | None) -> None:
        self._after = await changes.write(
            self._database,
            [*work.statements, self.mark.set()],
            work.recorded_changes(),
            by=self.mark.key,
            after=after,
            deadline_s=DEADLINE_S,
            flight=flight,
        )
        self.transactions += 1
        if flight:
            flight.resolve(succeeds=True)

    async def _was_written(self) -> bool:
        """Whether the last Changes are ours: then the transaction had been written, and only its answer got lost."""
        last = await changes.last_number(self._database)
        own = (await self._database.read(changes.counts_by_writer(self.mark.key, self._after))).rows
        self._outdated |= not own or max(row[3] for row in own) != last
        self._after = last
        return bool(own)

    async def _replan(self, plans: Sequence[ChangeSet]) -> list[ChangeSet]:
        self._after = await changes.last_number(self._database)
        found = list[ChangeSet]()
        for plan in plans:
            found += await diff(self._database, replace(plan.batch, dense=False), self._ranks)
        for plan in found:
            await self._agree(agreed(plan))
        return found

    def imported(self, database: Database, last: int) -> None:
        """Go on in a database that was made from files which tell of this load, up to that Change."""
        self._database, self._after = database, last
        self.transactions += 1

    async def write_regardless(self, work: WriteTransaction) -> None:
        """Write what holds whatever others wrote in between."""
        for _ in range(TRIES):
            if await self.send(work):
                return
            await self.refresh()
        raise Interrupted("Others write so often that no turn comes", "Load the same files again when it is quieter.")

    async def refresh(self) -> None:
        """Others wrote: go on after them."""
        self._after = await changes.last_number(self._database)

    async def finish(self) -> dict[tuple[str, str], int]:
        """Take the mark away; what the graph itself says this load changed, by kind and label or type."""
        await self._database.write(changes.LOCK, self.mark.remove())  # another load may take it away as well
        if not self.transactions:
            return {}
        told = (await self._database.read(changes.counts_by_writer(self.mark.key, self._first), deadline_s=DEADLINE_S)).rows
        await changes.prune(self._database)
        return {(kind, of): count for kind, of, count, _ in told}


def agreed(plan: ChangeSet) -> ChangeSet:
    """The plan, when no other source states otherwise; raises Interrupted, for then nothing of it would be written."""
    for one in plan.disagreements:
        identifier = plan.batch.shape.id_of(one.stated.identity)
        raise Interrupted(
            f"While this was loading, {one.other} came to state {one.property} of {identifier} otherwise",
            "Load the same files again, with --rank if one of the two is to be believed.",
        )
    return plan
