"""The mark of a load: in the graph from its first write to its end, so that one that was cut off can be named.

In: what a load is of. Out: Statements that set and take away its mark, and the loads that never came to their end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from graph.database.statement import Statement

if TYPE_CHECKING:
    from graph.database.session import Database


@dataclass(frozen=True)
class LoadMarker:
    """One load. `files` are names without folders; a later load of the same files and format completes this one."""

    format: str
    files: tuple[str, ...]
    key: str

    @classmethod
    def new(cls, format: str, files: Sequence[str]) -> "LoadMarker":
        """With a key of its own."""
        return cls(format, tuple(sorted(set(files))), f"load-{uuid4().hex[:16]}")

    def set(self) -> Statement:
        """In every transaction of the load: it is here, and writes."""
        text = """
MERGE (l:Load {key: $key})
ON CREATE SET l.format = $format, l.files = $files, l.startedAt = datetime.realtime()
SET l.at = datetime.realtime()"""
        return Statement(text, {"key": self.key, "format": self.format, "files": list(self.files)})

    def announce_real_people(self) -> Statement:
        """In a transaction of its own before the first person who is not invented: from then on the graph holds real people."""
        return Statement(f"{self.set().text}\nSET l.realPeople = true", self.set().parameters)

    def remove(self) -> Statement:
        """At the end: this load is complete, and so are those of the same files that were cut off."""
        text = """
MATCH (l:Load)
WHERE l.key = $key OR (l.format = $format AND all(file IN l.files WHERE file IN $files))
DELETE l"""
        return Statement(text, {"key": self.key, "format": self.format, "files": list(self.files)})

    def completes(self, other: "Unfinished") -> bool:
        """True when loading this makes the other complete."""
        return self.format == other.format and set(other.files) <= set(self.files)


@dataclass(frozen=True)
class Unfinished:
    """A load of which the end was not written: it was cut off, or runs still."""

    key: str
    format: str
    files: tuple[str, ...]
    started_at: datetime
    at: datetime

    def __str__(self) -> str:
        named = ", ".join(self.files[:3]) + (f" and {len(self.files) - 3} more" if len(self.files) > 3 else "")
        when = f"{self.started_at:%Y-%m-%d %H:%M:%S}, last wrote {self.at:%H:%M:%S}"
        return f"{self.key} ({self.format}: {named}; began {when} UTC) was cut off, or runs still"


CURE = "Load the same files again: that completes it."
_READ = Statement(
    "MATCH (l:Load)\nRETURN l.key, coalesce(l.format, '?'), coalesce(l.files, []), datetime({datetime: l.startedAt, timezone: 'Z'}), datetime({datetime: l.at, timezone: 'Z'})\nORDER BY l.key"
)


async def unfinished(database: "Database", *, deadline_s: float | None = None) -> list[Unfinished]:
    """Every load that has not come to its end."""
    rows = (await database.read(_READ, deadline_s=deadline_s, watched=False)).rows
    return [Unfinished(key, format, tuple(files), began, at) for key, format, files, began, at in rows]
