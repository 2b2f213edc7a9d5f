"""What is derived and can always be made anew: constraints, indexes, and the tokens that search reads.

In: a database. Out: findings on what is missing; `repair` makes it, `refresh_search` the tokens alone. Both may run
again, and write only what is not as it should be.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from graph.check.finding import DEADLINE_S, MOST, Finding
from graph.database.batching import batches
from graph.database.session import Database
from graph.database.statement import Statement
from graph.errors import SnijvlakError
from graph.migrations import SEARCH_INDEXES, SEARCHED, statements
from graph.model.definition import LABELS
from graph.search_tokens import search_tokens

NO_CONSTRAINT, NO_INDEX, STALE = "missing constraint", "missing index", "stale search tokens"
CURE = "Run `snijvlak check --repair`."
BATCH = 2_000
POLL_S = 0.2


@dataclass
class Repair:
    """What a repair did, and what it could not do."""

    schema: int = 0
    searchable: int = 0
    refused: list[SnijvlakError] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """For machines."""
        refused = [{"cause": error.cause, "cure": error.cure} for error in self.refused]
        return {"constraints_and_indexes": self.schema, "search_tokens": self.searchable, "refused": refused}


async def upkeep_findings(database: Database) -> list[Finding]:
    """Constraints and indexes that are missing, and nodes that search reads wrongly."""
    found = await _missing_schema(database)
    stale = 0
    async for label, rows in _stale(database):
        for key, _ in rows[: max(0, MOST - stale)]:
            found.append(Finding(STALE, label, key, "search does not find it by its present words", CURE))
        stale += len(rows)
    return found


async def repair(database: Database) -> Repair:
    """Make what is missing; what Neo4j refuses, such as a constraint on doubles, is told and the rest still made."""
    done = Repair()
    missing = len(await _missing_schema(database))
    for statement in statements():
        try:
            await database.schema(statement)
        except SnijvlakError as error:
            done.refused.append(error)
    await indexes_online(database)  # what is still filling serves no question yet, and would be told as missing
    done.schema = missing - len(await _missing_schema(database)) if missing else 0
    done.searchable = await refresh_search(database)
    return done


async def ensure_schema(database: Database) -> bool:
    """Make constraints and indexes where any is missing; two questions where none is. True when some were made."""
    if not await _missing_schema(database):
        return False
    await database.schema(*statements())
    return True


async def indexes_online(database: Database) -> None:
    """Wait until every index holds all that is there."""
    text = "SHOW INDEXES YIELD state WHERE state = 'POPULATING' RETURN count(*)"
    while True:
        if not (await database.read(Statement(text))).one()[0]:
            return
        await asyncio.sleep(POLL_S)


async def refresh_search(database: Database) -> int:
    """Bring the search tokens up to date; how many nodes had others."""
    changed = 0
    async for label, rows in _stale(database):
        text = f"UNWIND $rows AS row MATCH (n:{LABELS[label].name} {{key: row[0]}}) SET n.searchTokens = row[1]"
        for some in batches(rows, BATCH, _length):
            await database.write(Statement(text, {"rows": some}), deadline_s=DEADLINE_S)
        changed += len(rows)
    return changed


def _length(row: list[str]) -> int:
    return len(row[1])


async def _stale(database: Database) -> AsyncIterator[tuple[str, list[list[str]]]]:
    """By label, in batches: the keys of nodes whose tokens are not as they should be, with the right ones."""
    for label in SEARCHED:
        after = ""
        while True:
            rows = (await database.read(_batch(label, after), deadline_s=DEADLINE_S)).rows
            wanted = [(key, search_tokens(read), stored) for key, read, stored in rows]
            different = [[key, right] for key, right, stored in wanted if right != stored]
            if different:
                yield label, different
            if len(rows) < BATCH:
                break
            after = rows[-1][0]


def _batch(label: str, after: str) -> Statement:
    text = f"""
MATCH (n:{LABELS[label].name}) WHERE n.key IS :: STRING NOT NULL AND n.key > $after
WITH n ORDER BY n.key LIMIT $size
RETURN n.key, n {{.title, .name, .aliases, .summary, .description, .code}}, n.searchTokens"""
    return Statement(text, {"after": after, "size": BATCH})


async def _missing_schema(database: Database) -> list[Finding]:
    constrained = await database.read(Statement("SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties WHERE type CONTAINS 'UNIQUE' OR type CONTAINS 'KEY' RETURN labelsOrTypes, properties"))
    indexed = await database.read(Statement("SHOW INDEXES YIELD name, type, state, labelsOrTypes, properties WHERE state = 'ONLINE' RETURN name, type, labelsOrTypes, properties"))
    unique = {(label, tuple(columns)) for labels, columns in constrained.rows for label in labels or []}
    ranged = {(label, tuple(columns)) for _, kind, labels, columns in indexed.rows if kind == "RANGE" for label in labels or []}
    found = []
    for label in LABELS.values():
        if (label.name, ("key",)) not in unique:
            found.append(Finding(NO_CONSTRAINT, label.name, "key", "nothing keeps keys unique", CURE))
        found += [Finding(NO_INDEX, label.name, name, "looking up by it is slow", CURE) for name in label.indexed if (label.name, (name,)) not in ranged]
    there = {name for name, *_ in indexed.rows}
    found += [Finding(NO_INDEX, "search", name, "nothing can be searched", CURE) for name in SEARCH_INDEXES if name not in there]
    return found
