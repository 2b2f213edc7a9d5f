"""What became of a load: every row that was read is accounted for.

In: what was read, compared and written. Out: the report, as a dict for machines and as lines for people.
Always: read = loaded + unchanged + refused. A row is loaded when anything that it states was new or otherwise.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.write.writer import Counts
from loaders.apply.compare import Comparison, Difference
from loaders.faults import Fault
from loaders.progress import Progress
from loaders.staging.read import LOADED, REFUSED, UNCHANGED, ReadResult
from loaders.text import visible

SHOWN = 20
COLUMNS = ("added", "changed", "unchanged", "ended", "removed")


@dataclass
class Report:
    """`entries` are rows of the source; `counts` are of nodes and relationships, by label and type."""

    files: int
    entries: ReadResult
    progress: Progress
    unfinished: list[str] = field(default_factory=list)
    faults: tuple[Fault, ...] = ()
    fault_count: int = 0
    rejects: str | None = None
    vanished: Mapping[str, list[str]] = field(default_factory=dict)
    not_given: Mapping[str, int] = field(default_factory=dict)
    """Files in which what vanished stands, and that were not loaded now."""
    too_much: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Sources of which so much vanished that `--sync` needs `--yes`: how much, of how much."""
    kept: list[str] = field(default_factory=list)
    by_name: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    differences: list[Difference] = field(default_factory=list)
    dry_run: bool = False
    synced: bool = False
    stopped: bool = False
    to_write: int = 0
    way: str = ""
    """Of a load that might go offline: which way it went, and why."""

    @property
    def read(self) -> int:
        """Rows read."""
        return self.entries.entries

    @property
    def loaded(self) -> int:
        """Rows that made something new or changed something; of a dry run, that would."""
        return 0 if self.stopped else self.entries.outcomes.count(LOADED)

    @property
    def unchanged(self) -> int:
        """Rows of which all was in the graph as they state it."""
        return 0 if self.stopped else self.entries.outcomes.count(UNCHANGED)

    @property
    def refused(self) -> int:
        """Rows that were not loaded, for a fault of their own or of another row."""
        return self.read if self.stopped else self.entries.outcomes.count(REFUSED)

    @property
    def counts(self) -> Counts:
        """All nodes and relationships together."""
        return sum(self.by_name.values(), Counts())

    @property
    def exit_code(self) -> int:
        """0 when all was done, 1 when some was refused, 2 when nothing was done."""
        if not self.refused:
            return 0
        return 2 if self.refused == self.read else 1

    def stop(self) -> None:
        """Nothing is written."""
        self.stopped = True

    def record(self, comparison: Comparison, *, dry_run: bool) -> None:
        """What a comparison found."""
        self.by_name.update(comparison.counts)
        self.to_write = sum(each.added + each.changed + each.ended for each in comparison.counts.values())
        self.differences, self.dry_run = comparison.differences, dry_run

    def as_dict(self) -> dict[str, Any]:
        """For machines."""
        slowest = self.progress.slowest
        told: dict[str, Any] = {"dryRun": self.dry_run, "differences": self.differences} if self.dry_run else {}
        if self.too_much:
            told["needsYes"] = {source: {"gone": gone, "of": of} for source, (gone, of) in self.too_much.items()}
        return {
            "files": self.files,
            "read": self.read,
            "loaded": self.loaded,
            "unchanged": self.unchanged,
            "refused": self.refused,
            **{name: getattr(self.counts, name) for name in COLUMNS if name != "unchanged"},
            "elements": {name: vars(counts) for name, counts in sorted(self.by_name.items())},
            "faults": [fault.as_dict() for fault in self.faults],
            "faultCount": self.fault_count,
            "rejects": self.rejects,
            "notes": dict(self.entries.notes),
            "vanished": dict(self.vanished),
            "notGiven": dict(self.not_given),
            "kept": self.kept,
            "unfinished": self.unfinished,
            "seconds": {name: round(taken, 3) for name, taken in self.progress.seconds.items()},
            "slowest": slowest[0] if slowest else None,
            "way": self.way or None,
            **told,
        }

    def lines(self) -> Iterator[str]:
        """For people: each fault with its cure, what else is to be known, then the counts."""
        yield from self._faults()
        for each in self.unfinished:
            yield f"Unfinished: {each}."
        for note, count in sorted(self.entries.notes.items()):
            yield f"Note, {count} rows: {note}."
        if self.way:
            yield f"{self.way}."
        yield from self._differences()
        yield from self._vanished()
        yield from self._table()
        yield self._sum()

    def _faults(self) -> Iterator[str]:
        for fault in self.faults:
            yield str(fault)
            yield f"    {visible(fault.cure)}"
        if self.fault_count > len(self.faults):
            yield f"… and {self.fault_count - len(self.faults)} more."
        what = "1 fault was" if self.fault_count == 1 else f"{self.fault_count} faults were"
        if self.fault_count and self.stopped:
            yield f"{what} found, so nothing was written."
        elif self.fault_count:
            yield f"{what} found; the rows that they concern are in {self.rejects}."

    def _differences(self) -> Iterator[str]:
        by_kind: dict[str, list[Difference]] = defaultdict(list)
        for each in self.differences:
            by_kind[each["kind"]].append(each)
        for kind, those in by_kind.items():
            counted = Counter(each["of"] for each in those)
            yield f"Would be {kind}: {', '.join(f'{count} {name}' for name, count in sorted(counted.items()))}"
            for each in those[:SHOWN]:
                yield f"    {each['id']}"
                for one in each.get("properties", ()):
                    yield f"        {one['property']}: {one['old']!r} -> {one['new']!r}"
            if len(those) > SHOWN:
                yield f"    … and {len(those) - SHOWN} more; --json names all."

    def _vanished(self) -> Iterator[str]:
        for source, ids in self.vanished.items():
            done = "was ended or removed" if self.synced else "stays as it is; --sync ends or removes it"
            yield f"No longer stated by {source}: {len(ids)} nodes and relationships. That {done}."
            yield from (f"    {each}" for each in ids[:SHOWN])
            if len(ids) > SHOWN:
                yield f"    … and {len(ids) - SHOWN} more; --json names all."
        if self.too_much and not self.synced:
            yield f"{self.why_yes()}: that needs --yes as well."
        yield from self.left_out()
        for each in self.kept:
            yield f"{each} was not removed: what others state hangs on it."

    def why_yes(self) -> str:
        """What --sync would take back and does not without being told once more."""
        told = [
            f"{gone} of the {of} nodes and relationships that {source} stated"
            for source, (gone, of) in self.too_much.items()
        ]
        return f"--sync would end or remove {', and '.join(told)}"

    def left_out(self) -> Iterator[str]:
        """Files of a source that were not given, which is why what they state looks gone."""
        if self.not_given:
            count, names = sum(self.not_given.values()), list(self.not_given)
            more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
            yield f"{count} of these stand in files that are not in this load: {', '.join(names[:SHOWN])}{more}."
            yield "    Give all files of a source together, or its parts a Source of their own (--source)."

    def _table(self) -> Iterator[str]:
        rows = [(name, counts) for name, counts in sorted(self.by_name.items()) if any(vars(counts).values())]
        if not rows or self.stopped:
            return
        width = max(len(name) for name, _ in rows)
        yield " " * width + "".join(f"{name:>11}" for name in COLUMNS)
        for name, counts in rows:
            yield f"{name:<{width}}" + "".join(f"{getattr(counts, column):>11,}" for column in COLUMNS)

    def _sum(self) -> str:
        would = "would be " if self.dry_run else ""
        slowest = self.progress.slowest
        slow = (
            f"; slowest step: {slowest[0]}, {slowest[1]:.1f} s of {sum(self.progress.seconds.values()):.1f} s"
            if slowest
            else ""
        )
        counts = self.counts
        return (
            f"{self.read} rows read from {self.files} files: {self.loaded} {would}loaded "
            f"({counts.added} new, {counts.changed + counts.ended} changed), "
            f"{self.unchanged} unchanged, {self.refused} refused{slow}"
        )
