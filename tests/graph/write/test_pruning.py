"""Changes older than they are kept go away, however much each tells of; all others stay."""

import pytest

from graph.database.session import Database
from graph.database.statement import Statement
from graph.errors import OutOfMemory
from graph.write import change_log as changes
from graph.write.change_log import KEPT, PRUNED, last_number, prune
from tests.examples import FACTOR

LEFT = Statement("MATCH (c:Change) RETURN c.key ORDER BY c.key")


async def _tell(database: Database, count: int, days: float, ids: int = 1, length: int = 10) -> None:
    """Changes that were written so many days ago."""
    told = [changes.Change(changes.ChangeKind.ADDED, "Domain", [f"{each:0{length}}" for each in range(ids)])]
    text = "MATCH (c:Change) WITH c ORDER BY c.key DESC LIMIT 1 SET c.at = datetime() - duration({seconds: $seconds})"
    for _ in range(count):
        await changes.write(database, [], told, by="test", after=await last_number(database))
        await database.write(Statement(text, {"seconds": int(days * 86_400)}))


async def test_only_what_is_older_than_it_is_kept_goes_away(database: Database) -> None:
    await _tell(database, PRUNED + 2, KEPT.days + 0.01)
    await _tell(database, 3, KEPT.days - 0.01)
    kept = (await database.read(LEFT)).rows[-3:]
    assert await prune(database) == PRUNED + 2
    assert list((await database.read(LEFT)).rows) == kept
    assert (await prune(database), await last_number(database)) == (0, PRUNED + 5)


@pytest.mark.skipif(FACTOR < 1, reason="it takes more than a transaction can hold: left to make test-deep")
async def test_more_than_a_transaction_can_take_away_goes_in_parts(database: Database) -> None:
    # 300 MB of ids; deleting a node takes as much memory as it holds.
    await _tell(database, 60, KEPT.days + 1, ids=5_000, length=1_000)
    with pytest.raises(OutOfMemory):
        await database.write(Statement("MATCH (c:Change) DELETE c"))
    assert await prune(database) == 60
    assert not (await database.read(LEFT)).rows
