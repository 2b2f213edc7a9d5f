"""The transaction that makes plans true: its Statements, and what they change.

In: Plans. Out: Work, which is written by `graph.write.writer`; Interrupted when something goes away meanwhile.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.database.session import CheckedStatement, TransactionStep
from graph.database.statement import Statement
from graph.errors import SnijvlakError
from graph.model.definition import node_id
from graph.model.terms import ChangeKind
from graph.search_tokens import search_tokens
from graph.write import statements as writing
from graph.write.change_keys import stated_in, stated_in_id
from graph.write.change_log import Change
from graph.write.changeset import Changed, ChangeSet, Reconciled
from graph.write.columns import ColumnSet, StatedElement

ADDED, CHANGED, ENDED, REMOVED = ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.ENDED, ChangeKind.REMOVED


class Interrupted(SnijvlakError):
    """A load could not go on after it had begun to write."""


@dataclass
class WriteTransaction:
    """The Statements of one transaction, and what they change."""

    statements: list[TransactionStep] = field(default_factory=list)
    changes: dict[tuple[ChangeKind, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, statement: Statement, expected: int) -> None:
        """A Statement that answers how many it wrote; fewer than expected undoes the transaction."""

        def check(rows: list[list[Any]]) -> None:
            if rows[0][0] < expected:
                raise Interrupted(
                    f"{expected - rows[0][0]} elements went away while they were being written",
                    "Something else removes them at the same time. Load the same files again.",
                )

        self.statements.append(CheckedStatement(statement, check))

    def record_change(self, kind: ChangeKind, of: str, what: Iterable[str]) -> None:
        """That these change."""
        self.changes[kind, of] += what

    def recorded_changes(self) -> list[Change]:
        """All of it."""
        return [Change(kind, of, what) for (kind, of), what in self.changes.items() if what]


def transaction_of(plans: Iterable[ChangeSet]) -> WriteTransaction:
    """The transaction of plans."""
    work, plans = WriteTransaction(), list(plans)
    for plan in plans:
        _put(work, plan)
    work.statements += stated_sources(plans)  # a source may be stated in one of which a later plan tells
    return work


def stated_sources(plans: Iterable[ChangeSet]) -> list[TransactionStep]:
    """Join the sources that are new to those that state them, as far as those are there; also when it was done before."""
    return [
        writing.state_sources([[one.identity[0], one.ref] for one in plan.added], plan.batch.sources)
        for plan in plans
        if plan.added and plan.batch.shape.name == "Source"
    ]


def _put(work: WriteTransaction, plan: ChangeSet) -> None:
    shape, sources = plan.batch.shape, plan.batch.sources
    if plan.added:
        (_add_nodes if shape.is_node else _add_relationships)(work, shape, sources, plan.added)
    if plan.changed:
        _change(work, shape, sources[0], plan.changed)
    if plan.rewritten:
        rewrite(work, shape, plan.rewritten)


def precedence_transaction(ranks: Mapping[str, int]) -> WriteTransaction:
    """The transaction that gives sources their rank."""
    work = WriteTransaction()
    rows = [{"key": key, "properties": {"rank": rank}, "stated": [], "lost": []} for key, rank in ranks.items()]
    work.add(writing.rewrite_nodes("Source", rows), len(rows))
    work.record_change(CHANGED, "Source", (node_id("Source", key) for key in ranks))
    return work


def _row(shape: ColumnSet, stated: StatedElement) -> list[Any]:
    if shape.is_node:
        return [stated.identity[0], *stated.values, stated.ref]
    return [*stated.identity, *stated.values, stated.ref]


def _add_nodes(work: WriteTransaction, shape: ColumnSet, sources: Sequence[str], added: Sequence[StatedElement]) -> None:
    tokens = shape.searched
    rows = [_with_tokens(shape, stated, tokens) for stated in added]
    work.add(writing.create_nodes(shape, rows, sources, tokens=tokens), len(rows))
    _record_added(work, shape, sources, added)


def _record_added(work: WriteTransaction, shape: ColumnSet, sources: Sequence[str], added: Sequence[StatedElement]) -> None:
    """That these are new, and nodes joined to the sources that state them."""
    ids = [shape.id_of(stated.identity) for stated in added]
    work.record_change(ADDED, shape.name, ids)
    if shape.is_node:
        work.record_change(ADDED, "STATED_IN", stated_in(ids, sources))


def _with_tokens(shape: ColumnSet, stated: StatedElement, tokens: bool) -> list[Any]:
    if not tokens:
        return _row(shape, stated)
    values = stated.values
    return [stated.identity[0], *values, stated.ref, search_tokens(dict(zip(shape.columns, values, strict=True)))]


def _add_relationships(work: WriteTransaction, shape: ColumnSet, sources: Sequence[str], added: Sequence[StatedElement]) -> None:
    work.add(writing.create_relationships(shape, [_row(shape, one) for one in added], sources), len(added))
    _record_added(work, shape, sources, added)


def _change(work: WriteTransaction, shape: ColumnSet, source: str, changed: Sequence[Changed]) -> None:
    rows = [_row(shape, one.stated) for one in changed]
    if shape.is_node:
        tokens = shape.searched and shape.covers_search_text
        rows = [_with_tokens(shape, one.stated, tokens) for one in changed]
        work.add(writing.update_nodes(shape, rows, source, tokens=tokens), len(rows))
        ids = [shape.id_of(one.stated.identity) for one in changed]
        work.record_change(CHANGED, "STATED_IN", stated_in(ids, (source,)))
    else:
        work.add(writing.update_relationships(shape, rows), len(rows))
    _record_changed(work, shape, changed)


def _record_changed(work: WriteTransaction, shape: ColumnSet, changed: Sequence[Changed]) -> None:
    for one in changed:
        work.record_change(ENDED if one.ends else CHANGED, shape.name, [shape.id_of(one.stated.identity)])


def rewrite(work: WriteTransaction, shape: ColumnSet, rewritten: Sequence[Reconciled], lost: Sequence[str] = ()) -> None:
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
            work.record_change(CHANGED, "STATED_IN", (stated_in_id(identifier, source) for source in one.restated))
            work.record_change(ADDED, "STATED_IN", (stated_in_id(identifier, source) for source in one.newly_stated))
            work.record_change(REMOVED, "STATED_IN", (stated_in_id(identifier, source) for source in lost))
    _record_changed(work, shape, rewritten)
