"""The offline way of a load: it leaves what the ordinary way leaves, refuses where it may not go, and is never half done."""

import asyncio
import random
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.loading import write_files
from graph.check import check
from graph.database.session import Database
from graph.database.statement import Statement
from graph.server import RunningServer, ServerSettings
from graph.write.unfinished import unfinished
from loaders.export import export
from loaders.load import load
from loaders.options import LoadOptions
from tests.examples import FACTOR, examples
from tests.loaders.conftest import books, everything
from tests.loaders.formats.test_real_files import DATA
from tests.snijvlak.cli.bulk import COUNT, bulk
from tests.snijvlak.front import ROOT, Command, environment, named

TOLD = Statement("""
MATCH (c:Change) UNWIND c.what AS id
RETURN c.kind, c.of, id, c.by STARTS WITH 'load-', c.at IS :: ZONED DATETIME, c.reason ORDER BY c.kind, c.of, id""")
FEED = Statement("MATCH (c:Change) RETURN c.of, c.what ORDER BY c.key")
SCHEMA = Statement("""
SHOW INDEXES YIELD type, state, labelsOrTypes, properties, owningConstraint
RETURN type, state, labelsOrTypes, properties, owningConstraint ORDER BY type, labelsOrTypes, properties""")
# Whatever is hard to write in CSV, and what several sources state of one thing.
HARD = {
    "Source": "key,title,rank,refreshDays,source\nhard,Lastig,2,30,hard\nzacht,Zacht,1,,zacht | hard\n",
    "Organisation": 'key,name,publicTask,source\nq,"Zij zei ""nee"", en",true,hard\nleeg,,false,hard\n',
    "Area": "key,name,aliases,source\nw,Wijk,a;b | é 🙂,hard\n",
    "Initiative": (
        'key,title,summary,startedOn,asks,source\n"i,1","  met, komma\'s  ","regel een\nregel twee\r\nregel ""drie""",'
        "2016-02-29,PLACE | MONEY,hard\n"
        "i2,\\backslash\\n,null,,,hard | zacht\ni3,,,,,hard\ni3,Anders,,,,zacht\n"
    ),
    "Domain": "key,name,source\nx0.10,1,hard\nx0.1,Bestuur,zacht\n",
    "Document": "key,title,date,source\nd1,Nota,2015-05-05,hard\n",
    "Responsibility": (
        "key,role,exclusive,recordedFrom,confirmedAt,source\n"
        "r1,OWNER,true,2017-01-01T10:00:00+01:00,2017-03-01T08:00:00.123456Z,hard\nr2,,,,,hard\n"
    ),
    "TOUCHES": (
        "from,to,kind,weight,validFrom,source\n"
        '"initiative:i,1",domain:x0.10,CORE,0.1,2016-03-01,hard | zacht\n'
        "initiative:i2,domain:x0.1,SIDE,1,,hard\ninitiative:i2,domain:x0.1,CORE,,,zacht\n"
    ),
    "STARTED": 'from,to,source\norganisation:q,"initiative:i,1",hard\n',
    "STATED_IN": 'from,to,source\n"initiative:i,1",document:d1,hard\n',
}


async def left(database: Database) -> list[Any]:
    """All that a load leaves."""
    exported: list[bytes] = []
    outcome = await export(database, exported.append, with_persons=True)
    assert not outcome.noted
    rows = [(await database.read(each)).rows for each in (TOLD, SCHEMA)]
    changes, last, loads = await books(database)
    assert last == [changes]
    return [b"".join(exported), *await everything(database), *rows, loads, (await check(database)).all]


async def compared(database: Database, graph: Database) -> None:
    """Both graphs hold the same, and so do their books."""
    for found, expected in zip(await left(graph), await left(database), strict=True):
        assert found == expected


async def in_order(graph: Database) -> None:
    """Who follows the Changes meets every node before what joins it."""
    told: set[str] = set()
    for what, ids in (await graph.read(FEED)).rows:
        ends = [each.split("|")[1:3] if "|" in each else [] for each in ids]
        assert all(one in told for both in ends for one in both), what
        told |= set(ids)


@pytest.fixture
def hard(tmp_path: Path) -> Path:
    folder = tmp_path / "hard"
    folder.mkdir()
    for name, text in HARD.items():
        (folder / f"{name}.csv").write_bytes(text.encode())
    return folder


@pytest.mark.skipif(FACTOR < 1, reason="the hard files through both ways take a minute and a half: left to make test-deep")
async def test_leaves_what_the_ordinary_way_leaves(database: Database, hard: Path, tmp_path: Path) -> None:
    seed = [str(ROOT / "seed")] if FACTOR >= 1 else []  # the seed too in make test-deep: asking two servers for all of it takes a minute
    paths, options = [*seed, str(hard)], LoadOptions(rank=("zacht", "hard"))
    ordinary = await load(database, paths, options=options)
    assert not ordinary.faults
    async with bulk(tmp_path / "thuis é 🙂", paths, options=options) as (report, graph, before):
        assert before == [0, 0, 0]
        assert report.way.endswith("made from files")
        assert (report.by_name, report.loaded, report.unchanged, report.refused) == (ordinary.by_name, ordinary.read, 0, 0)
        await compared(database, graph)
        await in_order(graph)
        assert not await unfinished(graph)
        again = await load(graph, paths, options=options)
        assert (again.loaded, again.unchanged) == (0, ordinary.read)
    assert not (tmp_path / "thuis é 🙂" / "neo4j" / "bulk").exists()


async def test_what_was_written_while_it_was_read_is_what_the_ordinary_way_leaves(
    database: Database, tmp_path: Path
) -> None:
    write_files(tmp_path / "files", 2_000)
    paths = [str(tmp_path / "files")]
    ordinary = await load(database, paths)
    async with bulk(tmp_path, paths) as (report, graph, _):
        assert (report.by_name, report.loaded) == (ordinary.by_name, ordinary.read)
        assert await everything(graph) == await everything(database)
        assert (await graph.read(TOLD)).rows == (await database.read(TOLD)).rows
        await in_order(graph)


@pytest.mark.skipif(FACTOR < 1, reason="real files through both ways take minutes: left to make test-deep")
@pytest.mark.skipif(not DATA.name, reason="SNIJVLAK_TEST_DATA names no folder: no real file was loaded")
@pytest.mark.parametrize(("format", "file"), [("pabulib", "pabulib"), ("roo", "roo_gemeenten/medewerkers_gemeenten.csv")])
async def test_real_files(format: str, file: str, database: Database, tmp_path: Path) -> None:
    paths, options = [str(DATA / file)], LoadOptions()  # one secret for the keys of people
    ordinary = await load(database, paths, format, options)
    assert not ordinary.faults
    async with bulk(tmp_path, paths, format, options) as (report, graph, _):
        assert report.by_name == ordinary.by_name
        await compared(database, graph)


async def test_what_is_wrong_is_refused_before_anything_is_touched(hard: Path, tmp_path: Path) -> None:
    (hard / "TOUCHES.csv").write_text("from,to,source\ninitiative:i2,domain:nowhere,hard\n")
    async with bulk(tmp_path, [str(hard)], options=LoadOptions(rank=("zacht", "hard"))) as (report, _, _):
        assert report.stopped
        assert [fault.line for fault in report.faults] == [2]


@pytest.mark.skipif(FACTOR < 1, reason="three starts of Neo4j take a minute: left to make test-deep")
async def test_little_goes_the_ordinary_way_and_a_graph_that_holds_something_is_refused(
    command: Command, hard: Path
) -> None:
    (refused := hard.parent / "refused").mkdir()
    (refused / "Area.csv").write_text("key,name,source\na,Aa,nowhere\n")
    assert (await command("load", str(refused), "--bulk")).code == 2
    assert (await command("check")).out == "The graph is as the model says.\n"
    given = ("load", str(hard), "--rank", "zacht,hard", "--bulk")
    done = await command(*given)
    assert (done.code, done.err.count("the ordinary way")) == (0, 1)
    again = await command(*given)
    assert (again.code, again.out) == (2, "")
    assert "only on an empty graph" in again.err
    assert again.err.splitlines()[-1] == "Load without --bulk, or into another SNIJVLAK_HOME."


async def test_a_named_server_and_one_in_use_are_refused(
    command: Command, neo4j_server: RunningServer, neo4j_settings: ServerSettings, hard: Path
) -> None:
    refused = await command("load", str(hard), "--bulk", **named(neo4j_server))
    assert (refused.code, refused.err.splitlines()[-1]) == (2, "Load without --bulk.")
    assert "SNIJVLAK_NEO4J_URI" in refused.err
    served = await command("load", str(hard), "--bulk", HOME=str(neo4j_settings.home))
    assert (served.code, served.err.splitlines()[-1]) == (2, "Stop that process first, or load without --bulk.")


# What is on the disk of a load at the moment it is killed, but for a random while more.
STAGES = ("before", "files", "importing", "made")


@pytest.mark.skipif(FACTOR < 1, reason="one kill takes three starts of Neo4j: left to make test-deep")
async def test_killed_at_any_moment_it_is_empty_or_whole_and_completed_by_loading_again(
    database: Database, tmp_path: Path, run_seed: int
) -> None:
    rng = random.Random(run_seed)
    write_files(tmp_path / "files", 200)
    await load(database, [str(tmp_path / "files")])
    whole = (await database.read(COUNT)).one()
    for number in range(examples(10)):
        home, stage = tmp_path / str(number), rng.choice(STAGES)
        await _killed(home, tmp_path / "files", stage, rng)
        async with bulk(home, [str(tmp_path / "files")]) as (_, graph, before):
            print(stage, before, whole)
            assert before == [0, 0, 0] or (before[:2] == whole[:2] and before[2] > 0)
            assert not (home / "neo4j" / "bulk").exists()
            assert not (home / "neo4j" / "importing").exists()
            await compared(database, graph)
            assert not await unfinished(graph)


async def _killed(home: Path, folder: Path, stage: str, rng: random.Random) -> None:
    """Begin a load, and kill it once it has come so far."""
    given = [sys.executable, "-m", "tests.snijvlak.cli.bulk", str(home), str(folder)]
    process = await asyncio.create_subprocess_exec(*given, cwd=ROOT, env=environment(home))
    neo4j, begun = home / "neo4j", False
    while process.returncode is None:
        begun |= (neo4j / "importing").exists()
        there = {"before": True, "files": (neo4j / "bulk").exists(), "importing": begun, "made": begun and not (neo4j / "importing").exists()}
        if there[stage]:
            await asyncio.sleep(rng.uniform(0.0, 6.0 if stage in ("before", "importing") else 0.1))
            if process.returncode is None:
                process.kill()
            break
        await asyncio.sleep(0.01)
    await process.wait()
