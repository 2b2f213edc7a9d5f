"""`snijvlak check`: opens the graph, repairs what is asked for, and checks it.

In: nothing but settings. Out: Findings and what a repair did, or pairs of what looks the same.
"""

from graph import check as checks
from graph.check import Findings, Pair, Repair
from snijvlak.instance import open_instance
from snijvlak.settings import Settings


async def check(*, repair_first: bool) -> tuple[Findings, Repair | None]:
    """Everything that is not as the model says, after a repair where one is wanted."""
    settings = Settings.read()
    async with open_instance(settings) as place:
        repaired = await checks.repair(place.database) if repair_first else None
        return await checks.check(place.database, settings.day()), repaired


async def duplicates() -> list[Pair]:
    """Persons and organisations that look the same."""
    async with open_instance(Settings.read()) as place:
        return await checks.duplicates(place.database)
