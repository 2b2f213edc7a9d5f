"""What a batch would change: holds what sources state against what is in the graph.

In: a Batch, and the ranks of sources. Out: a Plan: what is new, what is otherwise, and where two sources disagree.
Nothing is written here. What one source alone states is compared as it comes, as one text with another; only what
several sources state is read whole.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import orjson

from graph.city_time import is_same_instant
from graph.database.batching import with_splitting
from graph.database.session import Database
from graph.model.vocabulary import Kind
from graph.search_tokens import TEXTS
from graph.write import statements as writing
from graph.write.changeset import Batch, Changed, ChangeSet
from graph.write.columns import ColumnSet, Identity, StatedElement
from graph.write.precedence import Precedence
from graph.write.reconcile import DEADLINE_S, reconcile, whole_of
from graph.write.statements import REF, SOURCE, TIMES, VANISHED


async def diff(database: Database, batch: Batch, ranks: Precedence, *, empty: bool = False) -> list[ChangeSet]:
    """Compare a batch with the graph: one plan, or several where the graph holds much more text than is stated now.

    `empty`: the caller knows that nothing of its label or type is there.
    """
    if empty:
        return [ChangeSet(batch, added=list(batch.rows))]
    return await with_splitting(batch, partial(_planned, database, ranks), Batch.halves)


async def _planned(database: Database, ranks: Precedence, batch: Batch) -> ChangeSet:
    plan = ChangeSet(batch)
    several = _compared(plan, await _stored(database, batch))
    if several:
        whole = await whole_of(database, batch.shape, several)
        for stated in several:
            reconcile(plan, stated, whole[stated.identity], ranks)
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


def _compared(plan: ChangeSet, stored: Mapping[Identity, list[Any]]) -> list[StatedElement]:
    """Sort the rows of a batch into its plan; those that several sources state are given back."""
    batch, shape = plan.batch, plan.batch.shape
    source, width, alone = batch.sources[0], 1 if shape.is_node else 3, len(batch.sources) == 1
    several: list[StatedElement] = []
    alike, counts = 0, not shape.can_be_retracted  # what vanished is not stated any more
    for stated in batch.rows:
        row = stored.get(stated.identity)
        if row is None:
            plan.added.append(stated)
        elif not (alone and row[SOURCE] == source and row[TIMES] == _times(shape, stated, source) and row[VANISHED] is False):
            several.append(stated)
        elif row[REF] == stated.ref and _says(shape, stated, row[width:SOURCE]):
            alike += 1
        else:
            plan.stated_here[source] += counts
            _sort(plan, stated, row[width:SOURCE], row[REF], several)
    plan.existing += len(batch.rows) - len(plan.added)
    plan.unchanged += alike
    plan.stated_here[source] += alike * counts
    return several


def _times(shape: ColumnSet, stated: StatedElement, source: str) -> int:
    """In how many sources it has to be stated; a source is not stated in itself."""
    return 0 if shape.name == "Source" and stated.identity[0] == source else 1


def _says(shape: ColumnSet, stated: StatedElement, held: list[Any]) -> bool:
    """Whether what the graph holds is what is stated; as text, which tells 1 from 1.0 and true."""
    try:
        if orjson.dumps(held) != stated.text:
            return False
    except TypeError:
        return False  # somebody else wrote a value of a kind that no source can state
    # JSON has no word for a number that is none.
    return not shape.has_floats or b"null" not in stated.text or held == stated.values


def _sort(plan: ChangeSet, stated: StatedElement, held: list[Any], ref: Any, several: list[StatedElement]) -> None:
    """What one source alone states, and now states otherwise or elsewhere."""
    shape = plan.batch.shape
    pairs = zip(shape.columns, shape.kinds, held, stated.values, strict=True)
    differences = [(name, old, new) for name, kind, old, new in pairs if not _same(kind, old, new)]
    if not differences and ref == stated.ref:
        plan.unchanged += 1
    elif _lacks_text(shape, differences):
        plan.stated_here[plan.batch.sources[0]] -= not shape.can_be_retracted
        several.append(stated)  # its search tokens are made of properties that were not read
    else:
        plan.changed.append(Changed(stated, differences))


def _same(kind: Kind, old: Any, new: Any) -> bool:
    if type(old) is not type(new):
        return False
    return bool(old == new) or (kind is Kind.DATETIME and isinstance(old, str) and is_same_instant(old, new))


def _lacks_text(shape: ColumnSet, differences: Sequence[tuple[str, Any, Any]]) -> bool:
    return shape.searched and not shape.covers_search_text and any(name in TEXTS for name, _, _ in differences)
