"""What one request brings along: who asks, which day it is, and the database to ask.

In: made by the front door for each request. Out: the context of every resolver.
"""

from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from graph.city_time import AMSTERDAM
from graph.session import Answer, Database
from graph.statement import Statement
from graph.viewer import Viewer
from schema.cursor import Cursors


@dataclass
class Context:
    """One request. `statements` and `seconds` count what was asked of Neo4j, for Server-Timing."""

    database: Database
    viewer: Viewer
    today: date
    cursors: Cursors
    deadline_s: float = 10.0
    zone: ZoneInfo = AMSTERDAM
    bookmarks: frozenset[str] = frozenset()
    statements: list[Statement] = field(default_factory=list)
    seconds: float = 0.0

    async def read(self, statement: Statement, after: frozenset[str] = frozenset()) -> Answer:
        """Run a Statement for this request; dates are left as they come, for most of them are not asked. `after`: more bookmarks."""
        answer = await self.database.read(statement, deadline_s=self.deadline_s, bookmarks=self.bookmarks | after, raw=True)
        self.statements.append(statement)
        self.seconds += answer.seconds
        return answer
