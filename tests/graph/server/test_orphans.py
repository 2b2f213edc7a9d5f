"""No Neo4j outlives its parent, however that one ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from graph.server import ServerSettings, start
from tests.examples import FACTOR

SERVE = """
import asyncio, sys
from pathlib import Path
from graph.server import ServerSettings, start

async def main():
    server = await start(ServerSettings(Path(sys.argv[1]), Path(sys.argv[2])))
    print(server.pid, flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""
GONE_S = 10.0


def wait_until(happened: Callable[[], bool], limit_s: float) -> bool:
    deadline = time.monotonic() + limit_s
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.05)
    return happened()


def serve(home: Path, cache: Path) -> tuple["subprocess.Popen[str]", psutil.Process]:
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", SERVE, str(home), str(cache)]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)
    assert parent.stdout is not None
    return parent, psutil.Process(int(parent.stdout.readline()))


@pytest.mark.skipif(os.name != "posix", reason="NOT TESTED: kill -9, which this system does not have")
async def test_kill_9_of_the_parent_ends_neo4j_and_frees_the_folder(snijvlak_cache: Path, tmp_path: Path) -> None:
    parent, neo4j = serve(tmp_path, snijvlak_cache)
    guard = neo4j.parent()
    assert guard is not None
    parent.kill()
    parent.wait()
    assert wait_until(lambda: not neo4j.is_running() and not guard.is_running(), GONE_S)
    async with await start(ServerSettings(tmp_path, snijvlak_cache)):
        pass


@pytest.mark.skipif(FACTOR < 1, reason="each takes a Neo4j of its own: left to make test-deep")
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="NOT TESTED: kill -9 of the watchdog, Linux only")
def test_kill_9_of_the_watchdog_ends_neo4j(snijvlak_cache: Path, tmp_path: Path) -> None:
    parent, neo4j = serve(tmp_path, snijvlak_cache)
    guard = neo4j.parent()
    assert guard is not None
    guard.kill()
    assert wait_until(lambda: not neo4j.is_running(), GONE_S)
    parent.kill()
    parent.wait()


@pytest.mark.skipif(FACTOR < 1, reason="each takes a Neo4j of its own: left to make test-deep")
@pytest.mark.skipif(os.name != "posix", reason="NOT TESTED: a frozen process, which this system does not have")
def test_a_frozen_neo4j_ends_too(snijvlak_cache: Path, tmp_path: Path) -> None:
    parent, neo4j = serve(tmp_path, snijvlak_cache)
    neo4j.suspend()
    parent.send_signal(signal.SIGTERM)
    parent.wait()
    assert wait_until(lambda: not neo4j.is_running(), GONE_S + 5)


def has_grandchildren(process: psutil.Process) -> bool:
    """Whether a child has a child; one may end while we look."""
    for child in process.children():
        with suppress(psutil.NoSuchProcess):
            if child.children():
                return True
    return False


@pytest.mark.skipif(os.name != "posix", reason="NOT TESTED: kill -9, which this system does not have")
def test_kill_9_while_the_archive_is_made_leaves_no_java(own_cache: Path) -> None:
    for archive in own_cache.glob("*.aot"):
        archive.unlink()
    command = [sys.executable, "-m", "graph.server"]
    root = Path(__file__).parents[3]
    parent = subprocess.Popen(command, cwd=root, env=os.environ | {"SNIJVLAK_CACHE": str(own_cache)})
    started = psutil.Process(parent.pid)
    assert wait_until(lambda: has_grandchildren(started), 60)
    family = started.children(recursive=True)
    parent.kill()
    parent.wait()
    assert wait_until(lambda: not any(process.is_running() for process in family), GONE_S + 5)
    assert not list(own_cache.glob("*.aot"))
