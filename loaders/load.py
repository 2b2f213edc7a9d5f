"""Loads files into the graph: read and validated to the last row, held against the graph, and only then written.

In: a graph, files or folders, and what the caller wants done with what is wrong, disputed or gone. Out: a Report that
accounts for every row. Errors: BadInput when there is nothing to read; Interrupted when it could not go on writing.

read        every entry is validated and staged in a temporary file      loaders.staging
check       doubles, references, trees; what is refused is taken out      loaders.checks
compare     what is new, otherwise, disputed, gone                        loaders.apply: compare, retract
write       in batches, each with its Changes, under the load's mark      loaders.apply: write; graph.write
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from graph.database.session import Database
from graph.errors import BadInput
from graph.model.definition import RELATIONSHIPS
from graph.read import lookup as stored
from graph.write.change_log import last_number
from graph.write.changeset import ChangeSet
from graph.write.load_marker import LoadMarker
from graph.write.precedence import Precedence, stored_ranks
from graph.write.transaction import Interrupted
from graph.write.unfinished import unfinished
from graph.write.writer import Writer
from loaders.apply.compare import Comparison, compare
from loaders.apply.offline.choice import Offline
from loaders.apply.offline.writer_process import ImportFileProcess, import_file_process
from loaders.apply.report import Report
from loaders.apply.retract import Gone, missing_files, too_much, vanished, without
from loaders.apply.write import Store
from loaders.checks.aliases import rename
from loaders.checks.duplicates import double_faults, merge_doubles, settled, stated_ranks
from loaders.checks.references import find_missing, missing_faults
from loaders.checks.reject import MOST_TOLD, default_rejects_path, reject, remove_rejected, write_rejects
from loaders.checks.trees import has_trees, tree_faults
from loaders.faults import Fault
from loaders.formats import format_named
from loaders.input.files import SourceFile, find_files
from loaders.options import LoadOptions
from loaders.progress import Progress
from loaders.staging.read import REFUSED, ReadResult, read_all
from loaders.staging.store import Staging, staging

T = TypeVar("T")
OWN_SOURCES = "files of this format say in each row which source states it; --source changes nothing of that"
NEEDS_YES = "See what with --dry-run --sync. If it is right add --yes; if not, give all files of the source, whole."
RENAMED = "an id of something that was merged was read as what that is now"


async def load(
    into: Database | Offline,
    paths: Iterable[Traversable | str],
    format: str = "native",
    options: LoadOptions | None = None,
    progress: Progress | None = None,
) -> Report:
    """Load all files, or none: when anything is wrong, the report names it and the graph is as it was.

    `into`: an open graph, or one that is opened while the files are read and may be made anew from others.

    With `keep_going`, what is wrong is refused with all that depends on it, and the rest is loaded.
    """
    chosen = format_named(format)
    paths = list(paths)
    files = find_files(paths, chosen.suffixes)
    if not files:
        raise BadInput("There is no file to load", "Name at least one file or folder.")
    wanted, progressing = options or LoadOptions(), progress or Progress()
    rejects_path = wanted.rejects or default_rejects_path(paths[0])
    mark = LoadMarker.new(chosen.name, [file.ref for file in files])
    with staging() as staged, _import_files(into, staged, mark) as import_process:

        def read() -> ReadResult:
            with progressing.step("read"):
                result = read_all(staged, chosen, files, wanted, progressing)
            if wanted.source and chosen.names_sources:
                result.note(OWN_SOURCES, result.entries)
            return result

        (database, empty), done = await _while_reading(_opened(into), read, staged.stop)
        if import_process and not empty:
            import_process.close()
            import_process = None
        return await _Load(database, staged, files, wanted, progressing, mark, done, import_process).run(rejects_path)


def _import_files(into: Database | Offline, staged: Staging, mark: LoadMarker) -> AbstractContextManager[ImportFileProcess | None]:
    """What writes import files while the files are read; nothing where the graph is not to be made anew."""
    return import_file_process(into, staged, mark) if isinstance(into, Offline) else nullcontext()


async def _opened(into: Database | Offline) -> tuple[Database, bool]:
    """The graph, and whether it may be made anew."""
    return await into.open() if isinstance(into, Offline) else (into, False)


async def _while_reading(opening: Awaitable[T], read: Callable[[], ReadResult], stop: Callable[[], None]) -> tuple[T, ReadResult]:
    """Both, read in a thread of its own; it is stopped when the graph cannot be opened, or all is given up."""
    reading = asyncio.ensure_future(asyncio.to_thread(read))
    try:
        return await opening, await asyncio.shield(reading)
    except BaseException:
        stop()
        await asyncio.wait([reading])
        reading.exception()
        raise


class _Load:
    """One load, from what was read to its report."""

    def __init__(
        self,
        database: Database,
        staged: Staging,
        files: Sequence[SourceFile],
        options: LoadOptions,
        progress: Progress,
        mark: LoadMarker,
        read: ReadResult,
        import_process: ImportFileProcess | None,
    ) -> None:
        self._database = database
        self._mark = mark
        self._import_process = import_process
        self._staging = staged
        self._files = files
        self._options = options
        self._progress = progress
        self._read = read
        self._ranks = Precedence(options.rank)

    async def run(self, rejects_path: Path) -> Report:
        """All further steps in order."""
        marks = await unfinished(self._database)
        self._ranks = Precedence(self._options.rank, await self._stored_ranks())
        await self._rename()
        self._ranks = self._ranks_in_files()
        after = await last_number(self._database)
        with self._progress.step("check", self._read.entries):
            await self._check()
        comparison = await self._compare()
        report = Report(len(self._files), self._read, self._progress, [str(each) for each in marks])
        report.faults = self._staging.fault_list(MOST_TOLD)
        report.fault_count = self._staging.faults
        if self._staging.faults and self._options.keep_going:
            report.rejects = write_rejects(self._staging, rejects_path)
        if comparison is None:
            report.stop()
            return report
        gone = await self._vanished(comparison, report)
        report.record(comparison, dry_run=self._options.dry_run)
        if self._options.dry_run:
            for entry in self._staging.pending_entries():
                self._read.load(entry)
        else:
            writer = Writer(self._database, self._mark, after, self._ranks, self._still_trees)
            store = Store(self._database, self._staging, writer, self._ranks, self._read, report, self._progress)
            if self._import_process:
                report.way = self._import_process.offline.describe(comparison)
                self._progress.show(report.way)
                if self._import_process.offline.is_faster(comparison):
                    self._database = await store.write_offline(comparison, self._import_process)
                else:
                    await self._import_process.offline.prepare()
            branches = await stored.branches(self._database) if self._options.sync and has_trees(self._staging) else []
            await store.write(comparison)
            if self._options.sync:
                await store.retract(gone, branches, self._options.today)
            await store.finish(completes=any(each.completed_by(self._mark) for each in marks))
        return report

    async def _stored_ranks(self) -> dict[str, int]:
        return {key: rank for key, rank in (await stored_ranks(self._database)).items() if rank is not None}

    async def _rename(self) -> None:
        """Put new ids for those of nodes that were merged since the files were made."""
        aliases = await stored.aliases(self._database)
        if aliases:
            branches = {(each.child, each.parent) for each in await stored.branches(self._database)}
            found = rename(self._staging, aliases, branches)
            self._ranks = replace(self._ranks, settled=frozenset(found.settled))
            if found.count:
                self._read.notes[RENAMED] += found.count

    def _ranks_in_files(self) -> Precedence:
        """The ranks, with those that the files themselves give to sources."""
        stored = {**self._ranks.stored, **stated_ranks(self._staging)}
        return replace(self._ranks, stored=stored, settled=self._ranks.settled | settled(self._staging))

    async def _check(self) -> None:
        """Doubles, references and trees, again and again while that makes something refused on which others depend."""
        if self._options.keep_going and self._staging.faults:
            remove_rejected(self._staging, self._read)
        while await self._find_faults() and self._options.keep_going:
            remove_rejected(self._staging, self._read)
        if self._options.keep_going or not self._staging.faults:
            merge_doubles(self._staging)

    async def _find_faults(self) -> int:
        """One round; how many there are."""
        count = reject(self._staging, self._read, double_faults(self._staging, self._ranks))
        if self._options.keep_going or not self._read.unparsable:  # else nobody can say what is missing
            await find_missing(self._database, self._staging, keep_going=self._options.keep_going)
            count += reject(self._staging, self._read, missing_faults(self._staging))
        if has_trees(self._staging):
            count += reject(self._staging, self._read, await self._tree_faults())
        return count

    async def _compare(self) -> Comparison | None:
        """None when something is wrong and all is refused."""
        while self._options.keep_going or not self._staging.faults:
            totals = await stored.totals(self._database)
            with self._progress.step("compare", self._read.entries):
                comparison = await compare(
                    self._database, self._staging, self._ranks, totals, self._progress, tell=self._options.dry_run
                )
            if not comparison.disputed:
                return None if self._read.outcomes.count(REFUSED) == self._read.entries else comparison
            reject(self._staging, self._read, comparison.disputed)
            if self._options.keep_going:
                remove_rejected(self._staging, self._read)
                await self._check()
        return None

    async def _still_trees(self, plan: ChangeSet) -> None:
        """Raise Interrupted when what others wrote in between and this together would not be trees."""
        if plan.writes and plan.batch.shape.ends and RELATIONSHIPS[plan.batch.shape.name].tree:
            for _, fault in await self._tree_faults():
                raise Interrupted(f"While this was loading, others changed the tree: {fault}", fault.cure)

    async def _tree_faults(self) -> list[tuple[int, Fault]]:
        branches = await stored.branches(self._database)
        return tree_faults(self._staging, without(branches, self._staging) if self._options.sync else branches)

    async def _vanished(self, comparison: Comparison, report: Report) -> Gone:
        with self._progress.step("look for what vanished"):
            gone = await vanished(self._database, self._staging, comparison)
        report.vanished = {source: [one.id for one in those] for source, those in gone.items()}
        report.not_given = missing_files(gone, [file.ref for file in self._files])
        report.too_much = too_much(gone, comparison)
        if self._options.sync:
            for line in report.left_out():
                self._progress.show(line)
            if report.too_much and not (self._options.yes or self._options.dry_run):
                raise BadInput(report.why_yes(), NEEDS_YES)
        return gone
