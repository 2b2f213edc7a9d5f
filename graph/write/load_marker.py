"""The mark of a load: in the graph from its first write to its end, so that one that was cut off can be named.

In: what a load is of. Out: Statements that set and take away its mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from graph.database.statement import Statement


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
