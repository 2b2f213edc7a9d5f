"""Whether a page takes longer where the graph is ten times as large: `python -m bench --page`.

In: two graphs, each with its own Neo4j and Snijvlak. Out: for each order and filter the time of a page in both, asked in
turn, one at a time, and the ratio. A page here is the first one or the one after a thousand others, in turn.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import load
from bench.load import Unanswered
from bench.measure import Figures, Pace, in_turn
from bench.results import Cells, rows_of
from bench.servers import Server

MOST = 1.3
SIZE, DEEP = 50, 2  # nodes a page; whole pages of 500 before the deep one
HEADS = ("list", "order", "filter", "1× ms", "10× ms", "ratio")
Data = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One list in one order, filtered by equality or not at all."""

    root: str
    order: Mapping[str, str]
    equal: Mapping[str, str]
    size: int = SIZE

    @property
    def document(self) -> str:
        """The question, as GraphQL; the values are ours, so they stand in it."""
        order = f"orderBy: [{{ {_pairs(self.order)} }}]" if self.order else ""
        equal = (
            f"filter: {{ {', '.join(f'{name}: {{ eq: {value} }}' for name, value in self.equal.items())} }}"
            if self.equal
            else ""
        )
        return f"query ($first: Int, $after: String) {{ {self.root}(first: $first, after: $after, {order} {equal}) {{ nodes {{ id }} pageInfo {{ hasNextPage endCursor }} }} }}"

    @property
    def cells(self) -> Cells:
        return self.root, _pairs(self.order) or "key", _pairs(self.equal) or "—"


ORDERS: dict[str, tuple[dict[str, str], ...]] = {
    "initiatives": ({}, {"title": "ASC"}, {"title": "DESC"}, {"startedOn": "ASC"}, {"startedOn": "DESC"}),
    "events": ({}, {"date": "ASC"}, {"title": "DESC"}),
    "documents": ({}, {"date": "DESC"}, {"title": "ASC"}),
    "contacts": ({}, {"at": "ASC"}),
}
EQUAL: dict[str, tuple[dict[str, str], ...]] = {
    "initiatives": ({}, {"stage": "RUNNING"}),
    "events": ({}, {"kind": "MEETING"}),
    "documents": ({}, {"kind": '"brief"'}),
    "contacts": ({}, {"channel": '"web"'}),
}
DAY = {"startedOn": '"2015-06-01"'}  # ten times as many in the larger graph: pages of five are full in both
CASES = [Case(root, order, equal) for root, orders in ORDERS.items() for order in orders for equal in EQUAL[root]]
CASES += [Case("initiatives", order, DAY, 5) for order in ({}, {"title": "ASC"}, {"startedOn": "ASC"})]


async def compare(console: Console, small: Server, large: Server, pace: Pace) -> list[str]:
    """Measure every case in both; answers the report in Markdown."""
    table = Table(*HEADS, title=f"A page of {SIZE} at ten times the graph, at most {MOST}×", title_justify="left")
    rows: list[Cells] = []
    for case in CASES:
        row = await _row(case, {"1×": small, "10×": large}, pace)
        rows.append(row)
        console.print("  ".join(row), style="dim")
        table.add_row(*row)
    console.print(table)
    return [
        "",
        f"## A page of {SIZE} at ten times the graph, one at a time (to hold: at most {MOST}×)",
        "",
        *rows_of(HEADS, rows),
    ]


async def _row(case: Case, servers: Mapping[str, Server], pace: Pace) -> Cells:
    try:
        works = {
            name: partial(load.keep_busy, server.port, server.path, await _bodies(case, server), at_once=1)
            for name, server in servers.items()
        }
        small, large = (await in_turn(works, pace)).values()
    except Unanswered as error:
        return *case.cells, "—", "—", error.cause[:60]
    if not isinstance(small, Figures) or not isinstance(large, Figures):
        return *case.cells, "—", "—", "not answered"
    return *case.cells, f"{1000 / small.rate:.2f}", f"{1000 / large.rate:.2f}", f"{small.rate / large.rate:.2f}×"


async def _bodies(case: Case, server: Server) -> list[bytes]:
    """The first page, and one far behind it where there is one."""
    asked: list[Data] = [{"first": case.size, "after": None}]
    cursor = None
    for _ in range(DEEP):
        page = (await server.ask(case.document, {"first": 500, "after": cursor}))[case.root]["pageInfo"]
        if not page["hasNextPage"]:
            return [load.body_of(case.document, each) for each in asked]
        cursor = page["endCursor"]
    return [load.body_of(case.document, each) for each in (*asked, {"first": case.size, "after": cursor})]


def _pairs(given: Mapping[str, str]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in given.items())
