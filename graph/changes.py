"""The feed of changes: written in the transaction of the write itself, in the order in which transactions ended.

In: Statements that write, and what they change. Out: a transaction that leaves Changes; Statements that read them on.

One Change tells of all elements that one batch changed in one way: a node for each would make a load take twice as long
(measured: 23 µs an element, against 3). Whoever writes first takes hold of the one Sequence node and so waits for whoever
holds it: numbers follow the order of writing, and none that is seen will later be followed by a lower one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from graph.errors import BadInput, Outdated
from graph.session import Checked, Database
from graph.statement import Statement
from graph.terms import ChangeKind

KEPT = timedelta(days=90)
DIGITS = 15
NAME = "changes"
# What is removed at a time.
PRUNED = 1000


@dataclass(frozen=True)
class Change:
    """What is to be told: the kind, the label or relationship type, and the ids."""

    kind: ChangeKind
    of: str
    what: Sequence[str]


@dataclass(frozen=True)
class Cursor:
    """How far somebody has read: the number of a Change, and how many of its ids."""

    number: int = 0
    position: int = 0

    def __str__(self) -> str:
        return f"{self.number}.{self.position}"

    @classmethod
    def parsed(cls, text: str | None) -> "Cursor":
        """From its text; None is the start. BadInput when it is none of ours."""
        number, dot, position = (text or "0.0").partition(".")
        if not (dot and number.isascii() and number.isdigit() and position.isascii() and position.isdigit()):
            raise BadInput("`since` is no cursor of changes", "Give the `next` of the page before, or leave it out.")
        if len(number) > DIGITS or len(position) > DIGITS:
            raise BadInput("`since` is no cursor of changes", "Give the `next` of the page before, or leave it out.")
        return cls(int(number), int(position))


LAST = Statement("OPTIONAL MATCH (c:Sequence {key: $name}) RETURN coalesce(c.last, 0)", {"name": NAME})


async def last_number(database: Database) -> int:
    """The number of the last Change that was written, 0 when there is none."""
    return int((await database.read(LAST)).one()[0])


async def write(
    database: Database,
    statements: Iterable[Statement | Checked],
    changes: Iterable[Change],
    *,
    by: str,
    reason: str | None = None,
    after: int,
    deadline_s: float | None = None,
) -> int:
    """Write all in one transaction, with its Changes; the number of the last of them.

    Raises Outdated, with nothing written, when the last Change is not `after`: then what the caller read before it
    prepared these writes may no longer hold. So nothing is written twice either when an answer got lost.
    """
    told = [each for each in changes if each.what]
    number = after + len(told)
    await database.write(_held(after), *statements, _told(told, after, by, reason), deadline_s=deadline_s)
    return number


def _held(after: int) -> Checked:
    def check(rows: list[list[Any]]) -> None:
        if rows[0][0] != after:
            raise Outdated("Somebody else wrote in the meantime", "Do it again.")

    # Setting a property takes the lock; only what is read after that is sure to be the last.
    text = """
MERGE (c:Sequence {key: $name})
ON CREATE SET c.last = 0
SET c.held = true
WITH c
REMOVE c.held
RETURN c.last"""
    return Checked(Statement(text, {"name": NAME}), check)


def _told(changes: Sequence[Change], after: int, by: str, reason: str | None) -> Statement:
    rows = [
        {"key": f"{after + place:0{DIGITS}}", "kind": each.kind.value, "of": each.of, "what": list(each.what)}
        for place, each in enumerate(changes, 1)
    ]
    text = """
MATCH (c:Sequence {key: $name})
SET c.last = $last
WITH datetime.realtime() AS now
UNWIND $rows AS row
CREATE (:Change {key: row.key, at: now, kind: row.kind, of: row.of, what: row.what, by: $by, reason: $reason})"""
    return Statement(text, {"name": NAME, "last": after + len(changes), "rows": rows, "by": by, "reason": reason})


def changes_since(cursor: Cursor, first: int, of: Sequence[str] | None = None) -> Statement:
    """Reads on from a cursor: rows of [number, position after it, at, kind, label or type, id], at most `first`.

    `of`: only these labels and types. The cursor of a row is its first two values. Ids that follow each other in one
    Change are told one by one; what they stand for has to be read as it is now.
    """
    text = """
MATCH (c:Change) WHERE c.key >= $from AND ($of IS NULL OR c.of IN $of)
WITH c, CASE WHEN c.key = $from THEN $position ELSE 0 END AS begin ORDER BY c.key LIMIT $changes
UNWIND CASE WHEN begin < size(c.what) THEN range(begin, size(c.what) - 1) ELSE [] END AS place
WITH c, place LIMIT $first
RETURN toInteger(c.key), place + 1, c.at, c.kind, c.of, c.what[place]"""
    # One Change more than ids are asked for: of the first one all may have been read before.
    given = {"from": f"{cursor.number:0{DIGITS}}", "position": cursor.position, "first": first, "changes": first + 1}
    return Statement(text, {**given, "of": list(of) if of is not None else None})


def told_by(by: str, after: int) -> Statement:
    """Counts what one writer changed since a number: rows of [kind, label or type, how many, highest number]."""
    text = """
MATCH (c:Change) WHERE c.key > $after AND c.by = $by
RETURN c.kind, c.of, sum(size(c.what)), max(toInteger(c.key))"""
    return Statement(text, {"after": f"{after:0{DIGITS}}", "by": by})


async def prune(database: Database) -> int:
    """Take away Changes older than they are kept; how many. Called at the end of a load that wrote something."""
    text = """
MATCH (c:Change) WHERE c.at < datetime() - duration({days: $days})
WITH c LIMIT $most
DELETE c
RETURN count(*)"""
    gone = 0
    while True:
        some = int((await database.write(Statement(text, {"days": KEPT.days, "most": PRUNED}))).one()[0])
        gone += some
        if some < PRUNED:
            return gone
