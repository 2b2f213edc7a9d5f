"""What one request brings along: who asks, which day it is, the database to ask, and what is known of its city already.

In: made by the front door for each request. Out: the context of every resolver.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from graph.city_time import AMSTERDAM
from graph.database.session import Database, Result
from graph.database.statement import Statement
from graph.model.viewer import PUBLIC, Viewer
from graph.silos.population.city import CityCache
from schema.request.cursor import Cursors

Confirm = Callable[[frozenset[str]], Awaitable[bool]]
"""Whether an assumed viewer may be told what was read with some bookmarks."""


@dataclass
class Context:
    """One request. `statements` and `seconds` count what was asked of Neo4j, for Server-Timing.

    `city` outlives the request where its maker passes the cache of an Engine. `confirm` is there where nobody said who they are, and the viewer rests on what the graph held a moment ago.
    """

    database: Database
    viewer: Viewer
    today: date
    cursors: Cursors
    deadline_s: float = 10.0
    zone: ZoneInfo = AMSTERDAM
    bookmarks: frozenset[str] = frozenset()
    confirm: Confirm | None = None
    city: CityCache = field(default_factory=CityCache)
    statements: list[Statement] = field(default_factory=list)
    seconds: float = 0.0
    read_at: set[str] = field(default_factory=set)

    async def read(self, statement: Statement, after: frozenset[str] = frozenset()) -> Result:
        """Run a Statement for this request; dates are left as they come, for most of them are not asked. `after`: more bookmarks."""
        answer = await self.database.read(statement, deadline_s=self.deadline_s, bookmarks=self.bookmarks | after, raw=True)
        self.statements.append(statement)
        self.seconds += answer.seconds
        self.read_at |= answer.bookmarks
        return answer

    async def viewer_holds(self) -> bool:
        """Whether all that was read may be told to the viewer; where not, the viewer is PUBLIC from now on.

        Asked after the last Statement of a question and before its answer leaves. Raises what `confirm` raises.
        """
        if self.confirm is None or await self.confirm(frozenset(self.read_at)):
            return True
        self.viewer, self.confirm = PUBLIC, None
        return False
