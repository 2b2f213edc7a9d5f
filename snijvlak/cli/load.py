"""`snijvlak load`: opens the graph, sees that it has its constraints, and loads.

In: what was given on the command line. Out: a Report.
"""

from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from graph.check import ensure_schema
from graph.city_time import in_zone
from graph.database.session import Database
from graph.errors import BadInput
from loaders.apply.offline.choice import SMALLEST
from loaders.apply.report import Report
from loaders.formats import FORMATS
from loaders.formats.mapped_csv.suggest import suggest
from loaders.input.files import find_files
from loaders.load import Wishes
from loaders.load import load as load_files
from loaders.person_keys import PersonKeys
from loaders.progress import Progress
from loaders.records import Options
from snijvlak.cli.bulk_load import may_be_bulk, offline_of
from snijvlak.instance import open_instance
from snijvlak.settings import Settings


@dataclass(frozen=True)
class Given:
    """The arguments of the command."""

    paths: tuple[str, ...]
    format: str
    source: str | None = None
    mapping: Path | None = None
    rank: str = ""
    keep_going: bool = False
    rejects: Path | None = None
    dry_run: bool = False
    sync: bool = False
    bulk: bool = False
    yes: bool = False


async def load(given: Given, smallest: int = SMALLEST) -> Report:
    """Load what was asked for. `smallest`: from how many nodes and relationships a bulk load goes the offline way."""
    settings = Settings.read()
    if given.bulk:
        may_be_bulk(settings)
    ranked = _keys(given.rank)
    wishes = Wishes(given.keep_going, given.dry_run, given.sync, ranked, given.rejects, settings.day(), given.yes)
    options = Options(given.source, given.mapping, PersonKeys(settings.person_secret))
    async with AsyncExitStack() as stack:
        into = await (_opened(settings, stack, given) if given.dry_run or not given.bulk else offline_of(settings, stack, smallest))
        stack.enter_context(in_zone(settings.zone))
        return await load_files(into, list(given.paths), given.format, options, wishes, Progress.on_stderr())


async def _opened(settings: Settings, stack: AsyncExitStack, given: Given) -> Database:
    """The graph, with its constraints when something may be written."""
    place = await stack.enter_async_context(open_instance(settings, must_start=given.bulk))
    if place.managed and not given.dry_run:
        await ensure_schema(place.database)
        place.seed_mark.take_away()
    return place.database


def _keys(rank: str) -> tuple[str, ...]:
    keys = tuple(key.strip() for key in rank.split(",")) if rank else ()
    if not all(keys) or len(set(keys)) < len(keys):
        raise BadInput(f"--rank {rank}: a key is missing or stands there twice", "Write keys of sources with commas between them.")
    return keys


def formats() -> Iterator[tuple[str, str]]:
    """Name of each format, and what it reads."""
    return ((each.name, each.reads) for each in FORMATS.values())


def suggestion(paths: Sequence[str]) -> str:
    """A first mapping for one table, as TOML."""
    files = find_files(paths, FORMATS["csv"].suffixes)
    if len(files) != 1:
        raise BadInput("A mapping is suggested for one table at a time", "Name one CSV file.")
    if fault := files[0].fault:
        raise BadInput(str(fault), fault.cure)
    return suggest(files[0])
