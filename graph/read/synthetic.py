"""Whether a graph holds real people: what decides how much may be shown to somebody who has not said who they are.

In: a database, and the bookmarks of what was read. Out: True or False. A load that is going to write real people says so in a
transaction of its own before it writes the first of them, so that no reader sees them while this still says True.
"""

import asyncio

from graph.database.session import LAST_WRITTEN, Database
from graph.database.statement import Statement
from graph.model.definition import LABELS

# Nodes that are about one person, by the model's own account; an official's are, as soon as the name is stored.
ABOUT_PEOPLE = tuple(label.name for label in LABELS.values() if label.personal or label.name == "Official")
_ANNOUNCED = "EXISTS { MATCH (l:Load) WHERE l.realPeople = true }"


async def contains_only_synthetic(database: Database, *, public_facts: list[str], bookmarks: frozenset[str] = frozenset()) -> bool:
    """True when everybody in the graph is invented, but for those whom the named sources made public.

    `bookmarks`: it is looked up in a graph that holds at least their transactions.
    """
    real = " OR ".join(
        f"EXISTS {{ MATCH (n:{label}) WHERE NOT coalesce(n.synthetic = true, false) AND NOT coalesce(n.source IN $sources, false) }}"
        for label in ABOUT_PEOPLE
    )
    statement = Statement(f"RETURN {_ANNOUNCED} OR {real} AS real", {"sources": public_facts})
    return not (await database.read(statement, bookmarks=bookmarks)).one()[0]


class SyntheticCheck:
    """Remembers up to which transaction everybody in the graph was invented.

    An answer is held against it after it was read and before it leaves: while nothing was written since the last look, that
    costs nothing, else one look at the graph, whoever wrote.
    """

    def __init__(self, database: Database, public_facts: list[str]) -> None:
        self._database = database
        self._public_facts = public_facts
        self._verified: frozenset[str] = frozenset()
        self._looking = asyncio.Lock()

    async def covers(self, bookmarks: frozenset[str]) -> bool:
        """Whether all that was read with these bookmarks is of a graph without real people.

        Raises DatabaseUnavailable or DeadlineExceeded where that cannot be found out; the answer may not be told then.
        """
        if bookmarks <= self._verified:
            return True
        async with self._looking:
            if bookmarks <= self._verified:
                return True
            now = (await self._database.read(LAST_WRITTEN, bookmarks=bookmarks)).bookmarks
            only = await contains_only_synthetic(self._database, public_facts=self._public_facts, bookmarks=now)
            self._verified = bookmarks | now if only else frozenset()
            return only
