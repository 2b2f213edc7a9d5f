"""What is told of a run: tables on the terminal while it goes on, and bench/results.md at its end.

In: Measured operations, and on what they were measured. Out: rich tables and Markdown of the same rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rich.console import Console
from rich.table import Table

from bench.load import Unanswered
from bench.measure import Figures
from bench.operations import Operation

OURS, REFERENCE, PEER, BARE, BY_HAND = (
    "Snijvlak",
    "Snijvlak, reference executor",
    "@neo4j/graphql with Apollo Server",
    "bare driver, our Cypher",
    "bare driver, Cypher by hand",
)
HEADS = ("contender", "requests/s", "p50 ms", "p99 ms", "own ms", "Neo4j ms", "Snijvlak is")
Cells = tuple[str, ...]
Found = Mapping[str, Figures | Unanswered]


@dataclass(frozen=True)
class Measured:
    """One operation: the figures of each contender, and how many answers were the same as ours."""

    operation: Operation
    at_once: int
    figures: Found
    same: Mapping[str, tuple[int, int]]
    waited: str = ""

    @property
    def rows(self) -> list[Cells]:
        """One for each contender; the last column says how many times its rate ours is."""
        ours = self.figures.get(OURS)
        rows: list[Cells] = []
        for name, found in self.figures.items():
            if isinstance(found, Unanswered):
                rows.append((name, *("—",) * (len(HEADS) - 2), found.cause))
                continue
            times = f"{ours.rate / found.rate:.2f}×" if isinstance(ours, Figures) and name != OURS else ""
            taken = f"{found.p50_ms:.1f}", f"{found.p99_ms:.1f}", f"{found.own_ms:.2f}", f"{found.neo4j_ms:.2f}"
            rows.append((name, f"{found.rate:.1f}", *taken, times))
        return rows

    @property
    def remarks(self) -> str:
        """How many answers were the same, and how long others had to wait meanwhile."""
        same = [f"{name}: {same} of {asked} answers the same as ours" for name, (same, asked) in self.same.items()]
        return "; ".join([*same, *filter(None, [self.waited])])


def show(console: Console, measured: Measured) -> None:
    """A table on the terminal."""
    operation = measured.operation
    table = Table(
        *HEADS,
        title=f"{operation.title} ({measured.at_once} at once)",
        title_justify="left",
        caption=measured.remarks,
        caption_justify="left",
    )
    for row in measured.rows:
        table.add_row(*row)
    console.print(table)


def markdown(title: str, facts: Mapping[str, str], measured: Sequence[Measured], more: Sequence[str], day: date) -> str:
    """The whole report."""
    lines = [
        f"# {title}",
        "",
        f"Made by a run on {day.isoformat()}; bench/README.md says how to read it. Only ratios travel from machine to machine.",
        "",
    ]
    lines += rows_of(("what", "value"), list(facts.items()))
    for each in measured:
        lines += ["", f"## {each.operation.title}, {each.at_once} at once", "", *rows_of(HEADS, each.rows)]
        lines += ["", f"{each.remarks}."] if each.remarks else []
    return "\n".join([*lines, *more]) + "\n"


def rows_of(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table in Markdown."""
    return [
        f"| {' | '.join(heads)} |",
        f"|{'---|' * len(heads)}",
        *(f"| {' | '.join(' '.join(cell.split()) for cell in row)} |" for row in rows),
    ]
