"""The feed of changes: written in the transaction of the write itself, in the order in which transactions ended.

In: Statements that write, and what they change. Out: a transaction that leaves Changes; Statements that read them on.

One Change tells of all elements that one batch changed in one way: a node for each would make a load take twice as long
(measured: 23 µs an element, against 3). Whoever writes first takes hold of the one Sequence node and so waits for whoever
holds it: numbers follow the order of writing, and none that is seen will later be followed by a lower one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from graph.database.batching import with_splitting
from graph.database.session import CheckedStatement, Database, TransactionStep
from graph.database.statement import Statement
from graph.errors import ConcurrentWrite
from graph.model.terms import ChangeKind
from graph.write.change_keys import NAME, key_of
from graph.write.pipeline import PipelinedTransaction

KEPT = timedelta(days=90)
# What is removed at a time: each may hold 5,000 ids, and a transaction with 500 such was seen to run out of memory.
PRUNED = 100
_KINDS = [kind.value for kind in ChangeKind]


@dataclass(frozen=True)
class Change:
    """What is to be told: the kind, the label or relationship type, and the ids."""

    kind: ChangeKind
    of: str
    what: Sequence[str]


LAST = Statement("OPTIONAL MATCH (c:Sequence {key: $name}) RETURN coalesce(c.last, 0)", {"name": NAME})


# Whoever has begun with it writes alone until the end of the transaction.
LOCK = Statement(
    "MATCH (c:Sequence {key: $name}) SET c.held = true WITH c REMOVE c.held RETURN count(c)", {"name": NAME}
)


async def last_number(database: Database) -> int:
    """The number of the last Change that was written, 0 when there is none."""
    return int((await database.read(LAST)).one()[0])


async def write(
    database: Database,
    statements: Iterable[TransactionStep],
    changes: Iterable[Change],
    *,
    by: str,
    reason: str | None = None,
    after: int,
    deadline_s: float | None = None,
    flight: PipelinedTransaction | None = None,
) -> int:
    """Write all in one transaction, with its Changes; the number of the last of them.

    Raises ConcurrentWrite, with nothing written, when the last Change is not `after`: then what the caller read before it
    prepared these writes may no longer hold. So nothing is written twice either when an answer got lost.

    `flight`: the place of this one among others of the same writer; raises PredecessorFailed, with nothing written, when the one
    before does not end as it was to.
    """
    told = [each for each in changes if each.what]
    number = after + len(told)
    held, writes, tells = _lock(after), list(statements), _entries(told, after, by, reason)
    if flight:
        flight.number = number
    steps = flight.around(held, writes, tells) if flight else [held, *writes, tells]
    await database.write(*steps, deadline_s=deadline_s)
    return number


def _lock(after: int) -> CheckedStatement:
    def check(rows: list[list[Any]]) -> None:
        if rows[0][0] != after:
            raise ConcurrentWrite("Somebody else wrote in the meantime", "Do it again.")

    # Setting a property takes the lock; only what is read after that is sure to be the last.
    text = """
MERGE (c:Sequence {key: $name})
ON CREATE SET c.last = 0
SET c.held = true
WITH c
REMOVE c.held
RETURN c.last"""
    return CheckedStatement(Statement(text, {"name": NAME}), check)


def _entries(changes: Sequence[Change], after: int, by: str, reason: str | None) -> Statement:
    rows = [
        {"key": key_of(after + place), "kind": each.kind.value, "of": each.of, "what": list(each.what)}
        for place, each in enumerate(changes, 1)
    ]
    text = """
MATCH (c:Sequence {key: $name})
SET c.last = $last
WITH datetime.realtime() AS now
UNWIND $rows AS row
CREATE (:Change {key: row.key, at: now, kind: row.kind, of: row.of, what: row.what, by: $by, reason: $reason})"""
    return Statement(text, {"name": NAME, "last": after + len(changes), "rows": rows, "by": by, "reason": reason})


def changes_since(number: str, position: str, of: str, hidden: str, most: str) -> str:
    """Clauses that read on from a place: a row for each id, in order, as `number`, `place`, `at`, `kind`, `of` and `id`.

    All arguments are names of parameters: the number of a Change and how many of its ids were read (`place` of the last
    one); labels and types; texts that no id of a relationship may hold; how many rows. What an id stands for has to be
    read as it is now. Changes are read in the order of the index, and no further than needed.
    """
    return (
        f"MATCH (c:Change) WHERE c.key >= {number} AND c.of IN {of} AND c.at IS :: ZONED DATETIME NOT NULL"
        f" AND c.what IS :: LIST<STRING NOT NULL> NOT NULL AND c.kind IN {_KINDS}"
        " WITH c.key AS number, c.at AS at, c.kind AS kind, c.of AS of, c.what AS what ORDER BY number"
        f" UNWIND range(CASE WHEN number = {number} THEN {position} ELSE 0 END, size(what) - 1) AS before"
        " WITH number, before + 1 AS place, at, kind, of, what[before] AS id"
        f" WHERE NOT id STARTS WITH of + '|' OR none(each IN {hidden} WHERE id CONTAINS each)"
        f" WITH number, place, at, kind, of, id LIMIT {most}"
    )


def counts_by_writer(by: str, after: int) -> Statement:
    """Counts what one writer changed since a number: rows of [kind, label or type, how many, highest number]."""
    text = """
MATCH (c:Change) WHERE c.key > $after AND c.by = $by
RETURN c.kind, c.of, sum(size(c.what)), max(toInteger(c.key))"""
    return Statement(text, {"after": key_of(after), "by": by})


async def prune(database: Database) -> int:
    """Take away Changes older than they are kept; how many. Called at the end of a load that wrote something."""
    gone = 0
    while True:
        some = sum(await with_splitting(PRUNED, partial(_prune, database), _halves))
        gone += some
        if some < PRUNED:
            return gone


async def _prune(database: Database, most: int) -> int:
    text = """
MATCH (c:Change) WHERE c.at < datetime() - duration({days: $days})
WITH c LIMIT $most
DELETE c
RETURN count(*)"""
    return int((await database.write(LOCK, Statement(text, {"days": KEPT.days, "most": most}))).one()[0])


def _halves(count: int) -> Sequence[int]:
    return (count // 2, count - count // 2) if count > 1 else ()
