"""What an earlier version of the same sources stated, and this load no longer does.

In: a staging and the graph. Out: what vanished, kept in the staging; with `--sync` it is ended or removed.
"""

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from datetime import date

from graph.database.session import Database
from graph.model.definition import LABELS, MACHINERY, RELATIONSHIPS, split_id
from graph.read.lookup import Branch
from graph.write.changeset import BATCH
from graph.write.columns import ColumnSet, Identity
from graph.write.precedence import Precedence
from graph.write.retract import Retractor, Vanished, stated_counts, stated_nodes, stated_relationships, stated_types
from graph.write.writer import Counts, Writer
from loaders.apply.compare import Comparison
from loaders.staging.store import Staging

Gone = dict[str, list[Vanished]]
# More than so many things of a source, and more than a tenth of them, are taken back only when the caller says so.
UNASKED, SHARE = 10, 10
# How a source is joined to what it states goes with that.
NOT_LOOKED_AT = frozenset((*MACHINERY, "Alias", "STATED_IN", "ALIAS_OF"))


def sources_of(staging: Staging) -> list[str]:
    """The sources that this load brings a version of."""
    return sorted({source for keys in staging.sources for source in keys})


async def vanished(database: Database, staging: Staging, found: Comparison) -> Gone:
    """By source, what it stated before and does not now. Asks only where more is stated than this load knows of."""
    gone: Gone = defaultdict(list)
    totals = found.totals
    names = [name for name in (*LABELS, *RELATIONSHIPS) if totals.get(name) and name not in NOT_LOOKED_AT]
    more = [name for name in names if found.existing[name] < totals[name] or name in found.others]
    for source in sources_of(staging) if more else ():
        stated = await stated_counts(database, source) if any(name in LABELS for name in more) else {}
        stated |= await stated_types(database, source, [name for name in more if name in RELATIONSHIPS])
        for name in more:
            if stated.get(name, 0) > found.stated_here[name, source]:
                gone[source] += [one async for one in _not_staged(database, staging, source, name)]
    return {source: those for source, those in gone.items() if those}


async def _not_staged(database: Database, staging: Staging, source: str, name: str) -> AsyncIterator[Vanished]:
    there = stated_nodes if name in LABELS else stated_relationships
    async for one in there(database, source, name):
        if name == "Source" and one.identity == (source,):
            continue  # a version of it has just come
        if not staging.stated_by(one.shape.name, one.shape.ends, one.identity, source):
            yield one


def too_much(gone: Gone, found: Comparison) -> dict[str, tuple[int, int]]:
    """Sources of which so much is gone that it may be a mistake: how much, and of how much that they stated."""
    known: Counter[str] = Counter()
    for (_, source), count in found.stated_here.items():
        known[source] += count
    both = {source: (len(those), len(those) + known[source]) for source, those in gone.items()}
    return {source: (count, of) for source, (count, of) in both.items() if count > UNASKED and count * SHARE > of}


def missing_files(gone: Gone, files: Iterable[str]) -> dict[str, int]:
    """The files that what vanished stands in and that this load was not given, by name, with how much of it."""
    given = {name.rpartition("/")[2] for name in files}
    found: Counter[str] = Counter()
    for one in (each for those in gone.values() for each in those):
        name = one.ref.rpartition(":")[0].rpartition("/")[2] if isinstance(one.ref, str) else ""
        if name and name not in given:
            found[name] += 1
    return dict(sorted(found.items()))


async def retract(
    database: Database, writer: Writer, gone: Gone, ranks: Precedence, today: date, replaced: Iterable[Branch]
) -> tuple[dict[str, Counts], list[str]]:
    """End or remove it all; counts by label and type, and the nodes that stay since others name them.

    `replaced`: steps of trees that are removed, since they cannot hold beside what is stated now.
    """
    removed = {_step(branch): branch for branch in replaced}
    for branch in removed.values():
        if branch.vanished:  # by an earlier load, so it is not among those that vanish now
            shape, identity = _step(branch)
            gone = {**gone, branch.sources[0]: [*gone.get(branch.sources[0], ()), Vanished(shape, identity)]}

    counts: dict[str, Counts] = defaultdict(Counts)
    kept: list[str] = []
    for source, those in gone.items():
        taker = Retractor(database, ranks, source, today)
        for shape, identities in _in_batches(those):
            remove = frozenset(each for each in identities if (shape, each) in removed)
            taken, needed = await taker.retract(writer, shape, remove, identities)
            counts[shape.name] += taken
            kept += needed
    return counts, kept


def _step(branch: Branch) -> tuple[ColumnSet, Identity]:
    ends = [found for each in (branch.child, branch.parent) if (found := split_id(each))]
    first = branch.valid_from.isoformat() if branch.valid_from else ""
    return ColumnSet(branch.kind, tuple(label for label, _ in ends), ()), (ends[0][1], ends[1][1], first)


def _in_batches(those: list[Vanished]) -> Iterator[tuple[ColumnSet, list[Identity]]]:
    """Relationships before the nodes that they hang on."""
    by_shape: dict[ColumnSet, list[Identity]] = defaultdict(list)
    for one in sorted(those, key=lambda each: each.shape.is_node):
        by_shape[one.shape].append(one.identity)
    for shape, identities in by_shape.items():
        for start in range(0, len(identities), BATCH):
            yield shape, identities[start : start + BATCH]


def without(branches: Sequence[Branch], staging: Staging) -> list[Branch]:
    """The trees of the graph without the steps that this load takes back."""
    sources = set(sources_of(staging))
    return [each for each in branches if not (each.sources and sources.issuperset(each.sources))]
