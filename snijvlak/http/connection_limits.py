"""Who is connected: how many at once, from one address and in all, and how much of their answers waits to be read.

In: connections as they come, go, and wait for their caller. Out: those that are to make place. A new caller is let in as long
as there is one that keeps us waiting; only where all of them are being answered is he refused. So neither who sends slowly
nor who reads slowly shuts anybody out, from the same address or from another.
"""

from collections import defaultdict
from typing import Protocol

MOST = 200  # connections in all
MOST_UNREAD = 64 << 20  # bytes of answers in all


class Caller(Protocol):
    """One connection."""

    address: str
    waits_since: float | None
    """Since when it waits for its caller to send or to read; None while it is being answered."""

    @property
    def unread(self) -> int:
        """Bytes that its caller has yet to read."""

    def drop(self) -> None:
        """End it now."""


class ConnectionLimits:
    """All connections of one server."""

    def __init__(self, most_from_one: int, most: int = MOST, most_unread: int = MOST_UNREAD) -> None:
        self._most_from_one, self._most, self._most_unread = most_from_one, most, most_unread
        self._callers: dict[str, dict[Caller, None]] = defaultdict(dict)
        self._number = 0

    def enter(self, caller: Caller) -> bool:
        """Let a caller in, in the place of another one if need be; False when there is no place."""
        same = self._callers[caller.address]
        if len(same) >= self._most_from_one and not _drop_one(same):
            return self._refused(caller.address)
        if self._number >= self._most and not _drop_one(max(self._callers.values(), key=len)):
            return self._refused(caller.address)
        self._callers[caller.address][caller] = None
        self._number += 1
        return True

    def leave(self, caller: Caller) -> None:
        """He is gone, or has been told to go."""
        same = self._callers.get(caller.address, {})
        if caller in same:
            del same[caller]
            self._number -= 1
            if not same:
                del self._callers[caller.address]

    def read_up(self) -> None:
        """Drop those who have not read for longest while more waits to be read than may."""
        waiting = [each for same in self._callers.values() for each in same if each.unread]
        unread = sum(each.unread for each in waiting)
        for each in sorted(waiting, key=lambda each: each.waits_since or float("inf")):
            if unread <= self._most_unread:
                break
            unread -= each.unread
            each.drop()

    def _refused(self, address: str) -> bool:
        if not self._callers[address]:
            del self._callers[address]
        return False


def _drop_one(callers: dict[Caller, None]) -> bool:
    """Drop the one that has kept us waiting for longest; False where none does."""
    waiting = [each for each in callers if each.waits_since is not None]
    if not waiting:
        return False
    min(waiting, key=lambda each: each.waits_since or 0.0).drop()
    return True
