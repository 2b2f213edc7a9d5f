"""`python -m bench --silos`: the list of gaps, the silo matrix and double work on a city and on one ten times as large.

In: two cities, one after the other. Out: for each question the best of four answers of Snijvlak and of Cypher by hand, asked in turn once
both are warm; the same of Snijvlak after anything was written, when it has to read all anew; how many times as long the large city takes, in
both; whether both said the same.
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import spreads
from bench.ask import answered, open_context
from bench.bare import BareDriver
from bench.city import City
from bench.city.running_city import RunningCity, running_city
from bench.load import Unanswered
from bench.results import rows_of
from bench.servers import TODAY
from graph.database.statement import Statement

ROUNDS, WARM = 4, 2
EVERY = "[BETWEEN_SILOS, PARTLY_OWNED, LAPSED, UNOWNED, CONTESTED, SHARED]"
SHOWN = "{ nodes { openSince silos { id } initiative { id title } } }"
CELLS = "{ labels { id } total between cells { row column initiatives between expected } }"
CLOSERS = "{ total tried decisions { gaps openDays closer { kind party { id } subject { id } area { id } } } picks { gaps } }"
HEADS = ("question", "initiatives", "Snijvlak s", "after a write s", "by hand s", "after a write takes", "grows", "grows after a write", "the same")
TOUCHES = (Statement("CREATE (:BenchTouch)"), Statement("MATCH (n:BenchTouch) DELETE n"))
COUNTED = "RETURN sum(CASE WHEN falls THEN 1 ELSE 0 END)"
FIRST = "WITH i WHERE falls WITH i ORDER BY i.startedOn, i.key LIMIT 50 RETURN collect([i.key, i.title, i.startedOn])"
PAIRS = """WITH falls, reduce(all = [], each IN answers | all + [s IN each WHERE NOT s IN all]) AS silos
UNWIND silos AS row
UNWIND silos AS column
WITH row, column, falls, size(silos) AS size
WHERE row < column OR (row = column AND size = 1)
WITH row, column, count(*) AS initiatives, sum(CASE WHEN falls THEN 1 ELSE 0 END) AS between
RETURN collect([row, column, initiatives, between])"""


@dataclass(frozen=True)
class Question:
    """One question to us, and how the statement by hand ends for it, where it can tell."""

    title: str
    asked: str
    by_hand: str | None = None
    ours: Callable[[Any], Any] | None = None  # what has to be the same
    theirs: Callable[[Any], Any] | None = None
    turns: int = 0  # so many answers, of which the median counts; 0: the best of a few


def _cells(data: Any) -> Any:
    found = data["siloMatrix"]["cells"]
    return sorted((each["row"].partition(":")[2], each["column"].partition(":")[2], each["initiatives"], each["between"]) for each in found)


QUESTIONS = (
    Question("first 50, BETWEEN_SILOS", f"{{ betweenSilos(first: 50) {SHOWN} }}", FIRST),
    Question("first 50, every status", f"{{ betweenSilos(first: 50, filter: {{status: {EVERY}}}) {SHOWN} }}"),
    Question("totalCount, BETWEEN_SILOS", "{ betweenSilos { totalCount } }", COUNTED, lambda data: data["betweenSilos"]["totalCount"], lambda told: told),
    Question("totalCount, every status", f"{{ betweenSilos(filter: {{status: {EVERY}}}) {{ totalCount }} }}"),
    Question("matrix by silo", f"{{ siloMatrix {CELLS} }}", PAIRS, _cells, lambda told: sorted(tuple(sorted(row[:2])) + tuple(row[2:]) for row in told)),
    Question("matrix by department", f"{{ siloMatrix(by: DEPARTMENT) {CELLS} }}"),
    Question("matrix by domain", f"{{ siloMatrix(by: DOMAIN) {CELLS} }}"),
    Question("double work, first 50", "{ doubleWork(first: 50) { totalCount nodes { score shared one { id title } other { id title } silosOfOne { id } silosOfOther { id } } } }"),
    Question("gapClosers", f"{{ gapClosers {CLOSERS} }}"),
    Question("ownerOf, median of 200", '{ ownerOf(subject: "initiative:i0000001") { status owners { party { id } } } }', turns=200),
)  # fmt: skip


@dataclass(frozen=True)
class Times:
    """The best answers, in seconds."""

    ours: float
    written: float | None
    by_hand: float | None
    same: str


async def compare(console: Console, small: City, large: City, home: Path | None) -> list[str]:
    """The rows of the report."""
    found: list[dict[str, Times]] = []
    spread: spreads.Rows = []
    for city in (small, large):
        async with running_city(city, home) as graph:
            console.print(f"{graph}; {'written now' if graph.filled else 'used again'}")
            if city is large:
                spread = await spreads.measured(graph, city)
            found.append(await _measured(graph))
    rows = [row for each in QUESTIONS for row in _rows(each.title, (small, large), [times[each.title] for times in found])]
    table = Table(*HEADS, title="Gaps, the silo matrix and double work, best of four", title_justify="left")
    for row in rows:
        table.add_row(*row)
    console.print(table)
    told = ["", "## Gaps, the silo matrix and double work, one at a time, best of four", "", *rows_of(HEADS, rows)]
    return [*told, *spreads.shown(console, large, spread)]


async def _measured(graph: RunningCity) -> dict[str, Times]:
    text = Path(__file__).with_name("silos.cypher").read_text("utf-8")
    touches = cycle(TOUCHES)
    with BareDriver(graph.where) as bare:
        async with open_context(graph.where) as asking:
            found = {}
            for each in QUESTIONS:
                statement = Statement(text + each.by_hand, {"today": TODAY}) if each.by_hand else None

                async def ours(asked: str = each.asked) -> Any:
                    return (await answered(asking, asked, {})).data

                async def by_hand(statement: Statement | None = statement) -> Any:
                    return (await bare.rows(statement))[0][0] if statement else None

                async def touch() -> None:
                    await graph.database.write(next(touches))

                found[each.title] = await _in_turn(each, ours, by_hand, touch)
            await graph.database.write(TOUCHES[-1])
            return found


Ask = Callable[[], Awaitable[Any]]


async def _in_turn(question: Question, ours: Ask, by_hand: Ask, touch: Ask) -> Times:
    """Asked in turn: of us, by hand, and of us after a write."""
    asks = [ours, by_hand] if question.turns else [ours, by_hand, ours]
    taken: tuple[list[float], ...] = ([], [], [])
    told: list[Any] = [None, None, None]
    for turn in range(WARM + (question.turns or ROUNDS)):
        for place, ask in enumerate(asks):
            if place == 2:
                await touch()
            begun = time.perf_counter()
            told[place] = await ask()
            if turn >= WARM:
                taken[place].append(time.perf_counter() - begun)
    counts = median if question.turns else min
    same = ""
    if question.ours and question.theirs:
        same = "yes" if question.ours(told[0]) == question.theirs(told[1]) else "no"
    if taken[2] and told[0] != told[2]:
        raise Unanswered(f"{question.title}: after a write that changes nothing the answer is another one", "Ask it by hand to see why.")
    return Times(counts(taken[0]), counts(taken[2]) if taken[2] else None, counts(taken[1]) if question.by_hand else None, same)


def _rows(title: str, cities: tuple[City, City], times: list[Times]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for city, each in zip(cities, times, strict=True):
        small, is_large = times[0], city is cities[1]
        rows.append((
            title, f"{city.initiatives:,}", f"{each.ours:.3f}",
            f"{each.written:.3f}" if each.written else "—",
            f"{each.by_hand:.2f}" if each.by_hand else "—",
            _ratio(each.written, each.by_hand, 2),
            _ratio(each.ours, small.ours, 1) if is_large else "",
            _ratio(each.written, small.written, 1) if is_large else "", each.same,
        ))  # fmt: skip
    return rows


def _ratio(one: float | None, other: float | None, places: int) -> str:
    return f"{one / other:.{places}f}×" if one and other else ""
