"""Loads in a process of their own: killed at any moment and loaded again, and how much memory a million rows take."""

import asyncio
import random
import sys
import time
from pathlib import Path

import pytest

from bench.loading import empty, write_files
from graph.database.session import Database
from graph.database.statement import Statement
from graph.errors import OutOfMemory
from graph.server import RunningServer
from graph.write.unfinished import unfinished
from graph.write.writer import Counts
from loaders.apply.report import Report
from loaders.load import load
from loaders.options import LoadOptions
from tests.examples import FACTOR, examples
from tests.loaders.conftest import EMPTY, books, everything

MIB, MIB_OF_LONG = 200, 256
LONG = range(290)
SUMMARIES = Statement("MATCH (n:Initiative) RETURN count(n), max(size(n.summary))")
ROOT = Path(__file__).parents[2]


async def _begun(server: RunningServer, folder: Path, batch: int) -> asyncio.subprocess.Process:
    command = [
        sys.executable,
        "-m",
        "tests.loaders.loading",
        server.uri,
        server.user,
        server.password,
        str(batch),
        str(folder),
    ]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout
    assert await process.stdout.readline() == b"begun\n"
    return process


async def test_a_load_killed_at_any_moment_is_completed_by_loading_again(
    database: Database, neo4j_server: RunningServer, tmp_path: Path, run_seed: int
) -> None:
    rng = random.Random(run_seed)
    write_files(tmp_path, 100)
    process = await _begun(neo4j_server, tmp_path, 50)
    begun = time.monotonic()
    assert await process.wait() == 0
    taken, whole = time.monotonic() - begun, await everything(database)
    halfway = 0
    for _ in range(examples(20)):
        await database.write(EMPTY)
        process = await _begun(neo4j_server, tmp_path, 50)
        await asyncio.sleep(rng.uniform(0.0, taken))
        if process.returncode is None:
            process.kill()
        await process.wait()
        halfway += bool(await unfinished(database))
        await load(database, [tmp_path])
        assert await everything(database) == whole
        assert (await books(database))[2] == []
    print(f"{halfway} of {examples(20)} were halfway")


@pytest.mark.skipif(FACTOR < 1, reason="texts of so many bytes take twenty seconds: left to make test-deep")
async def test_long_texts_are_written_fewer_at_a_time(
    database: Database, neo4j_server: RunningServer, tmp_path: Path
) -> None:
    # 150 MiB of text: at once it would take more memory than a transaction may.
    rows = (f"i{number},Plan {number},{number} {'lange tekst ' * 80_000},bron\n" for number in range(160))
    (tmp_path / "Source.csv").write_text("key,title,source\nbron,Een bron,bron\n")
    (tmp_path / "Initiative.csv").write_text("key,title,summary,source\n" + "".join(rows))
    try:
        for _ in range(2):
            process = await _begun(neo4j_server, tmp_path, 5_000)
            said, _ = await process.communicate()
            assert 0 < int(said) <= MIB_OF_LONG
            told = "MATCH (n:Initiative) RETURN count(n), min(size(n.summary)), COUNT { (:Change {of: 'Initiative'}) }"
            count, shortest, transactions = (await database.read(Statement(told))).one()
            assert (count, shortest, transactions > 10) == (160, 960_002, True)
    finally:
        await _take_away(database)


async def _take_away(database: Database) -> None:
    """Few at a time: the fixture would take away more than a transaction may."""
    some = Statement("MATCH (n:Initiative) WITH n LIMIT 20 DETACH DELETE n RETURN count(*)")
    while (await database.write(some)).one() != [0]:
        pass


@pytest.mark.skipif(FACTOR < 1, reason="texts of so many bytes take a minute: left to make test-deep")
async def test_long_texts_that_get_short_or_vanish_are_taken_in_parts(database: Database, tmp_path: Path) -> None:
    # What the graph holds does not show in the files: 280 MB of text, more than a transaction may read or take away.
    (tmp_path / "Source.csv").write_text("key,title,source\nbron,Een bron,bron\n")
    await _load_short(database, tmp_path, LONG)
    try:
        await _lengthen(database)
        with pytest.raises(OutOfMemory):
            await database.read(Statement("MATCH (n:Initiative) RETURN collect(n.summary)"))
        report = await _load_short(database, tmp_path, LONG)
        assert report.by_name["Initiative"] == Counts(changed=len(LONG))
        assert (await database.read(SUMMARIES)).one() == [len(LONG), 4]
        await _lengthen(database)
        report = await _load_short(database, tmp_path, LONG[:4])
        assert report.by_name["Initiative"] == Counts(changed=4, removed=len(LONG) - 4)
        assert (await database.read(SUMMARIES)).one() == [4, 4]
        assert await unfinished(database) == []
    finally:
        await _take_away(database)


async def _load_short(database: Database, folder: Path, numbers: range) -> Report:
    rows = (f"i{number},Plan {number},kort,bron\n" for number in numbers)
    (folder / "Initiative.csv").write_text("key,title,summary,source\n" + "".join(rows))
    return await load(database, [folder], options=LoadOptions(sync=True, yes=True))


async def _lengthen(database: Database) -> None:
    text = """
MATCH (n:Initiative) WHERE size(n.summary) = 4
WITH n LIMIT 20
SET n.summary = $text + n.key
RETURN count(*)"""
    while (await database.write(Statement(text, {"text": "lange tekst " * 80_000}))).one() != [0]:
        pass


@pytest.mark.skipif(FACTOR < 1, reason="a million rows take minutes: only in make test-deep")
async def test_a_million_rows_take_little_memory(
    database: Database, neo4j_server: RunningServer, tmp_path: Path
) -> None:
    assert write_files(tmp_path, 170_000) > 1_000_000
    process = await _begun(neo4j_server, tmp_path, 5_000)
    try:
        said, _ = await process.communicate()
    finally:
        await empty(database)  # in parts: one transaction would take more memory than it may
    assert 0 < int(said) <= MIB
