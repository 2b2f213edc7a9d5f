"""`make bench`, or `python -m bench`: measures Snijvlak on a synthetic city and writes bench/results.md.

In: how large a city, how long to measure and what takes part. Out: tables on the terminal and a report; exit code 2 when
nothing could be measured.
"""

import argparse
import sys
import tempfile
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import loading, node, servers, silos
from bench.city import City
from bench.city.running_city import running_city
from bench.machine import machine, versions
from bench.measure import Pace
from bench.pages import compare
from bench.results import Measured, markdown, rows_of, show
from bench.run import field, measure, questions
from graph.errors import SnijvlakError
from graph.server import ServerSettings, progress_bar, start
from snijvlak.cli.event_loop import in_loop
from snijvlak.settings import Settings

FOLDER = Path(__file__).parent
TITLE = "Results of python -m bench"
LOAD, LOADED, BULK = "load", 100_000, 1_000_000


def main() -> int:
    """Run, and say in one line what went wrong if it did."""
    options = _options()
    try:
        in_loop(run(options))
    except SnijvlakError as error:
        print(f"{error.cause}\n{error.cure}", file=sys.stderr)
        return 2
    return 0


async def run(options: argparse.Namespace) -> None:
    """Fill, measure and tell."""
    console = Console(width=None if sys.stdout.isatty() else 120)
    pace = Pace(options.rounds, options.seconds, options.warm, options.at_once)
    if options.page:
        report = await _pages(console, options, pace)
    elif options.silos:
        report = await _silos(console, options)
    elif options.only == [LOAD]:
        report = markdown(TITLE, machine(), [], await _loading(console, options), datetime.now(UTC).date())
    else:
        report = await _everything(console, options, pace)
    _write(console, options, report)


def _write(console: Console, options: argparse.Namespace, report: str) -> None:
    if options.results:
        options.results.write_text(report, "utf-8")
        console.print(f"Written: {options.results}")


async def _everything(console: Console, options: argparse.Namespace, pace: Pace) -> str:
    """Operations, then loading; what was measured is kept should loading fail."""
    facts, measured = await _operations(console, options, pace)
    report = markdown(TITLE, facts, measured, [], datetime.now(UTC).date())
    if options.only:
        return report
    _write(console, options, report)
    return markdown(TITLE, facts, measured, await _loading(console, options), datetime.now(UTC).date())


async def _operations(
    console: Console, options: argparse.Namespace, pace: Pace
) -> tuple[dict[str, str], list[Measured]]:
    """Every operation, all contenders in turn."""
    city = City(options.initiatives * options.times, options.seed)
    if options.peer:
        node.install()
    facts, measured = machine(), list[Measured]()
    async with running_city(city, options.home) as graph:
        console.print(f"{graph}; {'written now' if graph.filled else 'used again'}")
        facts |= await versions(graph.database, with_peer=options.peer) | {"City": f"{graph}, seed {city.seed}"}
        async with field(graph, with_peer=options.peer) as found:
            for operation in await questions(found, city):
                if operation.name in options.only or not (options.only or operation.by_name_only):
                    measured.append(await measure(found, operation, pace))
                    show(console, measured[-1])
            facts |= found.memory()
    return facts, measured


async def _loading(console: Console, options: argparse.Namespace) -> list[str]:
    """How fast a load is."""
    cache = Settings.read().cache
    home = options.home or cache / "bench"
    with tempfile.TemporaryDirectory() as folder, progress_bar() as progress:
        server = await start(ServerSettings(home / "loading", cache), progress)
        async with server:
            figures = await loading.measure((server.uri, server.user, server.password), Path(folder), LOADED)
        lines = figures.lines
        if options.bulk:
            rows, seconds = await loading.bulk(home / "bulk", cache, Path(folder) / "bulk", options.bulk)
            told = f"{rows / seconds / (figures.rows / figures.bare):.2f}× the bare driver; {rows:,} rows, with both starts of Neo4j"
            lines.append(("snijvlak load --bulk", f"{rows / seconds:,.0f}", told))
    title = f"{LOADED:,} initiatives with relationships, loaded ({figures.rows:,} rows)"
    table = Table("contender", "rows/s", "", title=title, title_justify="left")
    for row in lines:
        table.add_row(*row)
    console.print(table)
    return ["", f"## {title}", "", *rows_of(("contender", "rows/s", ""), lines)]


async def _pages(console: Console, options: argparse.Namespace, pace: Pace) -> str:
    """A page of one graph against a page of one ten times as large."""
    small, large = (City(options.initiatives * times, options.seed) for times in (1, 10))
    facts = machine()
    async with AsyncExitStack() as stack:
        here = [await stack.enter_async_context(running_city(city, options.home)) for city in (small, large)]
        console.print("\n".join(map(str, here)))
        facts |= await versions(here[0].database, with_peer=False) | {"1×": str(here[0]), "10×": str(here[1])}
        ours = [await stack.enter_async_context(servers.snijvlak(graph.where)) for graph in here]
        rows = await compare(console, ours[0], ours[1], pace)
    return markdown(f"{TITLE} --page", facts, [], rows, datetime.now(UTC).date())


async def _silos(console: Console, options: argparse.Namespace) -> str:
    """Gaps and the matrix of a city, and of one ten times as large."""
    small, large = (City(options.initiatives * times, options.seed) for times in (1, 10))
    rows = await silos.compare(console, small, large, options.home)
    return markdown(f"{TITLE} --silos", machine(), [], rows, datetime.now(UTC).date())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measures Snijvlak and its peers on a synthetic city."
    )
    parser.add_argument(
        "--initiatives",
        type=int,
        default=City.initiatives,
        help="initiatives in the city (20,000 make 100,000 relationships)",
    )
    parser.add_argument("--times", type=int, default=1, help="so many times as large")
    parser.add_argument("--seed", type=int, default=City.seed, help="other random choices, another city")
    parser.add_argument("--rounds", type=int, default=Pace.rounds, help="slices of each contender")
    parser.add_argument("--seconds", type=float, default=Pace.slice_s, help="length of a slice")
    parser.add_argument(
        "--warm", type=float, default=Pace.warm_s, help="seconds each contender is warmed up before every operation"
    )
    parser.add_argument("--at-once", type=int, default=Pace.at_once, help="requests under way at once")
    parser.add_argument(
        "--only",
        nargs="+",
        default=[],
        metavar="NAME",
        help="only these operations (and gaps, which a whole run leaves out), or load; a report only with --results",
    )
    parser.add_argument("--no-peer", dest="peer", action="store_false", help="without the peer, so without npm")
    parser.add_argument(
        "--home", type=Path, help="folder that keeps the cities, one of each size; default in the cache"
    )
    parser.add_argument(
        "--page", action="store_true", help="instead: a page of the city against one of a city ten times as large"
    )
    parser.add_argument(
        "--bulk",
        type=int,
        nargs="?",
        const=BULK,
        metavar="INITIATIVES",
        help=f"with load: also `snijvlak load --bulk` of so many initiatives (default {BULK:,}), beside the bare driver",
    )
    parser.add_argument(
        "--silos", action="store_true", help="instead: gaps, the silo matrix and double work of the city and of one ten times as large"
    )
    parser.add_argument(
        "--results", type=Path, help="where the report goes; default bench/results.md, bench/pages.md or bench/silos.md"
    )
    options = parser.parse_args()
    if not options.only:
        name = "pages.md" if options.page else "silos.md" if options.silos else "results.md"
        options.results = options.results or FOLDER / name
    return options


if __name__ == "__main__":
    sys.exit(main())
