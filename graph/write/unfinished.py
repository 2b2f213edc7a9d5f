"""The loads that never came to their end: cut off, or running still.

In: a Database. Out: an Unfinished for each mark of a load.
"""

from dataclasses import dataclass
from datetime import datetime

from graph.database.session import Database
from graph.database.statement import Statement
from graph.write.load_marker import LoadMarker


@dataclass(frozen=True)
class Unfinished:
    """A load of which the end was not written: it was cut off, or runs still."""

    key: str
    format: str
    files: tuple[str, ...]
    started_at: datetime
    at: datetime

    def completed_by(self, mark: LoadMarker) -> bool:
        """True when that load makes this one complete."""
        return self.format == mark.format and set(self.files) <= set(mark.files)

    def __str__(self) -> str:
        named = ", ".join(self.files[:3]) + (f" and {len(self.files) - 3} more" if len(self.files) > 3 else "")
        when = f"{self.started_at:%Y-%m-%d %H:%M:%S}, last wrote {self.at:%H:%M:%S}"
        return f"{self.key} ({self.format}: {named}; began {when} UTC) was cut off, or runs still"


CURE = "Load the same files again: that completes it."
_READ = Statement(
    "MATCH (l:Load)\nRETURN l.key, coalesce(l.format, '?'), coalesce(l.files, []), datetime({datetime: l.startedAt, timezone: 'Z'}), datetime({datetime: l.at, timezone: 'Z'})\nORDER BY l.key"
)


async def unfinished(database: Database, *, deadline_s: float | None = None) -> list[Unfinished]:
    """Every load that has not come to its end."""
    rows = (await database.read(_READ, deadline_s=deadline_s, watched=False)).rows
    return [Unfinished(key, format, tuple(files), began, at) for key, format, files, began, at in rows]
