"""How fast a load is: beside a bare driver that sends the same batches, and the unchanged files again.

In: a Neo4j to empty and fill, and how many initiatives. Out: rows a second of each. The bare driver sends the Statements
that write facts, one after the other, with nothing read, validated, compared or told of: it is what Neo4j itself takes.
"""

import asyncio
import csv
import os
import random
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import neo4j

from bench.city.running_city import Where
from graph.database.session import CheckedStatement, Database, Result, TransactionStep, Wait
from graph.database.statement import Statement
from graph.errors import SnijvlakError
from graph.migrations import statements
from loaders.apply.report import Report
from loaders.load import load
from snijvlak.http.gc_tuning import relax_gc

DOMAINS, AREAS, DEPARTMENTS = 100, 120, 60
# Only these write facts; the rest of a transaction is how the books are kept.
BOOKS = ("Sequence", "Load")
EMPTYING = 20_000
ROUNDS = 2


@dataclass(frozen=True)
class Figures:
    """Seconds of each, for so many rows."""

    rows: int
    first: float
    bare: float
    again: float

    @property
    def lines(self) -> list[tuple[str, ...]]:
        """As a table: what, rows a second, beside what."""
        return [
            ("bare driver, the same batches", f"{self.rows / self.bare:,.0f}", ""),
            ("snijvlak load", f"{self.rows / self.first:,.0f}", f"{self.bare / self.first:.2f}× the bare driver"),
            (
                "the unchanged files again",
                f"{self.rows / self.again:,.0f}",
                f"{self.first / self.again:.2f}× as fast as the first time",
            ),
        ]


async def bulk(home: Path, cache: Path, folder: Path, initiatives: int) -> tuple[int, float]:
    """`snijvlak load --bulk` into an empty home, from the command to its end: rows, and seconds."""
    rows = write_files(folder, initiatives)
    shutil.rmtree(home, ignore_errors=True)
    settings = {"SNIJVLAK_HOME": str(home), "SNIJVLAK_CACHE": str(cache)}
    begun = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "snijvlak", "load", str(folder), "--bulk", env={**os.environ, **settings}
    )
    code = await process.wait()
    seconds = time.perf_counter() - begun
    shutil.rmtree(home, ignore_errors=True)
    if code:
        raise SnijvlakError(f"snijvlak load --bulk ended with {code}", "See what it said.")
    return rows, seconds


class Recording(Database):
    """Keeps every Statement that writes facts."""

    kept: list[Statement]

    async def write(self, *steps: TransactionStep, **given: Any) -> Result:
        for each in steps:
            if isinstance(each, Wait):
                continue
            statement = each.statement if isinstance(each, CheckedStatement) else each
            if not any(f":{name} " in statement.text for name in BOOKS):
                self.kept.append(statement)
        return await super().write(*steps, **given)


async def measure(where: Where, folder: Path, initiatives: int, rounds: int = ROUNDS) -> Figures:
    """Load, load again, and send the same with a bare driver, in turn; of each the best round.

    Neo4j compiles what runs often, so whoever comes later gains by it: hence a load before all others, and turns.
    """
    uri, user, password = where
    relax_gc()  # as the command does
    rows = write_files(folder, initiatives)
    taken: list[tuple[float, float, float]] = []
    async with Recording.open(uri, user, password, deadline_s=120.0) as database:
        database.kept = []
        await database.schema(*statements())
        await empty(database)
        await _timed(database, folder)
        kept = list(database.kept)
        for _ in range(rounds):
            await empty(database)
            bare = await _bare(where, kept)
            await empty(database)
            first, report = await _timed(database, folder)
            assert report.loaded == report.read == rows
            again, report = await _timed(database, folder)
            assert report.unchanged == rows
            taken.append((first, bare, again))
        await empty(database)
    return Figures(rows, *(min(each) for each in zip(*taken, strict=True)))


async def _timed(database: Database, folder: Path) -> tuple[float, Report]:
    begun = time.perf_counter()
    report = await load(database, [folder])
    return time.perf_counter() - begun, report


async def _bare(where: Where, statements: Sequence[Statement]) -> float:
    uri, user, password = where
    begun = time.perf_counter()
    async with neo4j.AsyncGraphDatabase.driver(uri, auth=(user, password)) as driver, driver.session() as session:
        for each in statements:
            await (await session.run(each.text, dict(each.parameters))).consume()
    return time.perf_counter() - begun


async def empty(database: Database) -> None:
    """Relationships first, since a source has as many as there are nodes."""
    for text in (
        f"MATCH ()-[r]->() WITH r LIMIT {EMPTYING} DELETE r RETURN count(*)",
        f"MATCH (n) WITH n LIMIT {EMPTYING} DELETE n RETURN count(*)",
    ):
        while (await database.write(Statement(text), deadline_s=120.0)).one()[0]:
            pass


def write_files(folder: Path, initiatives: int, seed: int = 1) -> int:
    """Files of the native format for so many initiatives, five relationships each; how many rows."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    tables = {
        "Source": (("key", "title", "source"), iter([("bench", "Verzonnen stad", "bench")])),
        "Domain": (("key", "name", "source"), ((f"d{n}", f"werkveld {n}", "bench") for n in range(DOMAINS))),
        "Area": (("key", "name", "source"), ((f"a{n}", f"buurt {n}", "bench") for n in range(AREAS))),
        "Department": (("key", "name", "level", "source"), ((f"m{n}", f"afdeling {n}", "DEPARTMENT", "bench") for n in range(DEPARTMENTS))),
        "Initiative": (("key", "title", "summary", "stage", "startedOn", "source"), _initiatives(rng, initiatives)),
        "TOUCHES": (("from", "to", "kind", "weight", "source"), _touches(rng, initiatives)),
        "LOCATED_IN": (("from", "to", "source"), ((f"initiative:i{n:07}", f"area:a{rng.randrange(AREAS)}", "bench") for n in range(initiatives))),
        "STARTED": (("from", "to", "validFrom", "source"), ((f"department:m{rng.randrange(DEPARTMENTS)}", f"initiative:i{n:07}", "2017-03-01", "bench") for n in range(initiatives))),
    }  # fmt: skip
    return sum(_write(folder / f"{name}.csv", header, rows) for name, (header, rows) in tables.items())


WORDS = [
    "buurt",
    "tuin",
    "moestuin",
    "plein",
    "speeltuin",
    "school",
    "groen",
    "water",
    "veilig",
    "fietsen",
    "markt",
    "kunst",
    "muziek",
    "koffie",
    "ouderen",
    "jongeren",
    "wijk",
    "straat",
]


def _initiatives(rng: random.Random, count: int) -> Iterator[tuple[str, ...]]:
    for number in range(count):
        title, summary = " ".join(rng.choices(WORDS, k=3)), " ".join(rng.choices(WORDS, k=9))
        yield (
            f"i{number:07}",
            title,
            summary,
            "RUNNING",
            f"20{rng.randrange(10, 18)}-0{rng.randrange(1, 10)}-14",
            "bench",
        )


def _touches(rng: random.Random, count: int) -> Iterator[tuple[str, ...]]:
    for number in range(count):
        for place, domain in enumerate(sorted(rng.sample(range(DOMAINS), 3))):
            yield (
                f"initiative:i{number:07}",
                f"domain:d{domain}",
                "SIDE" if place else "CORE",
                f"0.{place + 1}",
                "bench",
            )


def _write(path: Path, header: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for row in rows:
            writer.writerow(row)
            count += 1
    return count
