"""`python -m bench --silos`, its second part: a page of gaps in every order, however the days on which initiatives began are spread.

In: a city that is served, whose first days are changed for the time of measuring. Out: rows of the report: for each spread, order and
filter the first answer when nothing is kept, the best of a few, and the best of a few after a write.
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.ask import answered, open_context
from bench.city import MARK, City
from bench.city.running_city import RunningCity
from bench.results import rows_of
from graph.database.statement import Statement
from graph.silos.population.city import CityCache

ROUNDS, BATCH, DEADLINE_S = 3, 20_000, 300.0
HEADS = ("first days", "order", "filter", "first s", "Snijvlak s", "after a write s")
EVERY = "status: [BETWEEN_SILOS, PARTLY_OWNED, LAPSED, UNOWNED, CONTESTED, SHARED]"
SPREADS = {
    "as in the city": "i.was",
    "all on one day": "date('2016-03-01')",
    "none known": "null",
    "on two days": "CASE WHEN i.key ENDS WITH '1' THEN date('2014-05-05') ELSE date('2016-03-01') END",
}
ORDERS = ("OPEN_LONGEST", "MOST_SILOS", "NEWEST")
SHOWN = "{ nodes { openSince silos { id } initiative { id title } } }"
TOUCH = Statement("MERGE (n:BenchTouch) SET n.turn = coalesce(n.turn, 0) + 1")
FORGET = Statement("CALL db.clearQueryCaches()")
Rows = list[tuple[str, ...]]


async def measured(graph: RunningCity, city: City) -> Rows:
    """All of them; the city is in the end as it was."""
    rows: Rows = []
    area = (await graph.database.read(Statement("MATCH (a:Area)<-[:LOCATED_IN]-(:Initiative) RETURN a.key ORDER BY a.key LIMIT 1"))).one()[0]
    async with _changed(graph, city) as spread, open_context(graph.where) as asking:
        for name, day in SPREADS.items():
            await spread(day)
            for order in ORDERS:
                for title, given in filters(area).items():

                    async def ask(asked: str = question(order, given)) -> Any:
                        return (await answered(asking, asked, {})).data

                    rows.append((name, order, title, *(f"{each:.2f}" for each in await _times(graph, asking.city, ask))))
    return rows


def filters(area: str) -> dict[str, str]:
    """The filters, by what they are called in the report; one of them on the area of that key."""
    return {"none": "", "every status": EVERY, "an area": f'areas: ["area:{area}"]', "a stage": "stages: [RUNNING]"}


def question(order: str, given: str) -> str:
    """The first page of gaps in an order, with a filter."""
    return f"{{ betweenSilos(first: 50, orderBy: {order}, filter: {{ {given} }}) {SHOWN} }}"


def shown(console: Console, city: City, rows: Rows) -> list[str]:
    """The rows as a table, and for the report."""
    title = f"The first 50 gaps of {city.initiatives:,} initiatives, by how their first days are spread, best of {ROUNDS}"
    table = Table(*HEADS, title=title, title_justify="left")
    for row in rows:
        table.add_row(*row)
    console.print(table)
    return ["", f"## {title}", "", *rows_of(HEADS, rows)]


async def _times(graph: RunningCity, cache: CityCache, ask: Callable[[], Awaitable[Any]]) -> tuple[float, float, float]:
    """The first answer after all that was kept is forgotten, here and in Neo4j; the best of a few, and after a write."""
    cache.reset()
    await graph.database.read(FORGET)
    first = await _taken(ask)
    kept = min([await _taken(ask) for _ in range(ROUNDS)])
    written = []
    for _ in range(ROUNDS):
        await graph.database.write(TOUCH)
        written.append(await _taken(ask))
    return first, kept, min(written)


async def _taken(ask: Callable[[], Awaitable[Any]]) -> float:
    begun = time.perf_counter()
    await ask()
    return time.perf_counter() - begun


@asynccontextmanager
async def _changed(graph: RunningCity, city: City) -> AsyncIterator[Callable[[str], Awaitable[None]]]:
    """Gives what sets all first days; a run that is cut off leaves a folder that is filled anew."""
    mark = graph.home / MARK
    mark.unlink(missing_ok=True)

    async def write(clause: str) -> None:
        after: str | None = ""
        while after is not None:
            text = f"MATCH (i:Initiative) WHERE i.key > $after WITH i ORDER BY i.key LIMIT $most {clause} RETURN max(i.key)"
            after = (await graph.database.write(Statement(text, {"after": after, "most": BATCH}), deadline_s=DEADLINE_S)).one()[0]

    async def spread(day: str) -> None:
        await write(f"SET i.startedOn = {day}")

    await write("SET i.was = i.startedOn")
    yield spread
    await write("SET i.startedOn = i.was REMOVE i.was")
    await graph.database.write(Statement("MATCH (n:BenchTouch) DELETE n"))
    mark.write_text(city.mark)
