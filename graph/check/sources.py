"""Looks at what is loaded: loads that were cut off, and sources that should have been read anew by now.

In: a database and today. Out: findings.
"""

from datetime import date

from graph.check.finding import DEADLINE_S, MOST, Finding
from graph.database.session import Database
from graph.database.statement import Statement
from graph.write.unfinished import CURE, unfinished

UNFINISHED, STALE = "unfinished load", "source past its day"
_OLD = """
MATCH (s:Source)
WHERE s.retrieved IS :: DATE NOT NULL AND s.refreshDays IS :: INTEGER NOT NULL
  AND s.retrieved + duration({days: s.refreshDays}) < $today
RETURN coalesce(toStringOrNull(s.key), '?') AS key, toString(s.retrieved), s.refreshDays ORDER BY key LIMIT $most"""


async def source_findings(database: Database, today: date) -> list[Finding]:
    """Findings on loads and sources."""
    cut_off = [Finding(UNFINISHED, "Load", each.key, str(each), CURE) for each in await unfinished(database)]
    rows = (await database.read(Statement(_OLD, {"today": today, "most": MOST}), deadline_s=DEADLINE_S)).rows
    old = [
        Finding(STALE, "Source", key, f"was read on {read}, and is to be read every {days} days", "Fetch it again and load it.")
        for key, read, days in rows
    ]
    return cut_off + old
