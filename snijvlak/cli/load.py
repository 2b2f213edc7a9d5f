"""`snijvlak load`: opens the graph, sees that it has its constraints, and loads.

In: paths, a format and LoadOptions. Out: a Report.
"""

from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace

from graph.check import ensure_schema
from graph.city_time import in_zone
from graph.database.session import Database
from graph.errors import BadInput
from loaders.apply.offline.choice import SMALLEST, Offline
from loaders.apply.report import Report
from loaders.formats import FORMATS
from loaders.formats.mapped_csv.suggest import suggest
from loaders.input.files import find_files
from loaders.load import load as load_files
from loaders.options import LoadOptions
from loaders.person_keys import PersonKeys
from loaders.progress import Progress
from snijvlak.cli.bulk_load import may_be_bulk, offline_of
from snijvlak.instance import open_instance
from snijvlak.settings import Settings


async def load(paths: Sequence[str], format: str, options: LoadOptions, *, bulk: bool = False, smallest: int = SMALLEST) -> Report:
    """Load into the graph of the settings. `smallest`: from how many nodes and relationships a bulk load goes the offline way."""
    settings = Settings.read()
    if bulk:
        may_be_bulk(settings)
    options = replace(options, people=PersonKeys(settings.person_secret), today=settings.day())
    async with AsyncExitStack() as stack:
        if bulk and not options.dry_run:
            into: Database | Offline = await offline_of(settings, stack, smallest)
        else:
            into = await _opened(settings, stack, must_start=bulk, writes=not options.dry_run)
        stack.enter_context(in_zone(settings.zone))
        return await load_files(into, paths, format, options, Progress.on_stderr())


async def _opened(settings: Settings, stack: AsyncExitStack, *, must_start: bool, writes: bool) -> Database:
    """The graph, with its constraints when something may be written."""
    place = await stack.enter_async_context(open_instance(settings, must_start=must_start))
    if place.managed and writes:
        await ensure_schema(place.database)
        place.seed_mark.remove()
    return place.database


def keys_of_sources(rank: str) -> tuple[str, ...]:
    """The value of --rank as keys; BadInput when one is missing or named twice."""
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
