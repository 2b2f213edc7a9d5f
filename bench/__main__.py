"""`make bench`, or `python -m bench`: measures Snijvlak on a synthetic city and writes bench/results.md.

In: how large a city, how long to measure and what takes part. Out: tables on the terminal and a report; exit code 2 when
nothing could be measured.
"""

import argparse
import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from bench import node
from bench.city import City, counts, settle
from bench.machine import machine, versions
from bench.measure import Pace
from bench.results import markdown, show
from bench.run import field, measure, questions
from graph.errors import SnijvlakError
from graph.server import ServerSettings, default_cache, progress_bar, start
from graph.session import Database
from snijvlak.settings import Settings

RESULTS = Path(__file__).parent / "results.md"


def main() -> int:
    """Run, and say in one line what went wrong if it did."""
    options = _options()
    try:
        asyncio.run(run(options))
    except SnijvlakError as error:
        print(f"{error.cause}\n{error.cure}", file=sys.stderr)
        return 2
    return 0


async def run(options: argparse.Namespace) -> None:
    """Fill, measure and tell."""
    console = Console(width=None if sys.stdout.isatty() else 120)
    city = City(options.initiatives * options.times, options.seed)
    if options.peer:
        node.install()
    home = options.home or default_cache() / "bench" / str(city.initiatives)
    began = machine()
    with progress_bar() as progress:
        server = await start(ServerSettings(home, Settings.read().cache), progress)
    where = (server.uri, server.user, server.password)
    async with server, Database.open(*where) as database:
        filled = await settle(database, city, home)
        size = await counts(database)
        console.print(
            f"{size.nodes:,} nodes, {size.relationships:,} relationships, {size.initiatives:,} initiatives; {'written now' if filled else 'used again'}"
        )
        facts = began | await versions(database, with_peer=options.peer)
        facts |= {"City": f"{size.nodes:,} nodes, {size.relationships:,} relationships, seed {city.seed}"}
        measured = []
        async with field(where, with_peer=options.peer) as found:
            for operation in await questions(found, city):
                if options.only and operation.name not in options.only:
                    continue
                measured.append(await measure(found, operation, Pace(options.rounds, options.seconds, options.warm)))
                show(console, measured[-1])
            facts |= found.memory()
    if not options.only:
        options.results.write_text(markdown(facts, measured, [], datetime.now(UTC).date()), "utf-8")
        console.print(f"Written: {options.results}")


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
    parser.add_argument("--only", nargs="+", metavar="NAME", help="only these operations; writes no report")
    parser.add_argument("--no-peer", dest="peer", action="store_false", help="without the peer, so without npm")
    parser.add_argument("--home", type=Path, help="folder of the city's Neo4j; default one for each size in the cache")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the report goes")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
