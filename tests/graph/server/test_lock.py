"""The lock on a folder: who holds it is said at once, and no number in a file is ever believed."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from graph.errors import ServerError
from graph.server.lock import FileLock, read_holder

HOLD = """
import sys, time
from pathlib import Path
from graph.server.lock import FileLock
with FileLock(Path(sys.argv[1]), "SNIJVLAK_HOME"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_names_the_process_that_holds_it_within_a_second(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    root = Path(__file__).parents[3]
    with subprocess.Popen([sys.executable, "-c", HOLD, path], stdout=subprocess.PIPE, cwd=root) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        began = time.monotonic()
        with pytest.raises(ServerError) as caught, FileLock(path, "SNIJVLAK_HOME"):
            pass
        assert time.monotonic() - began < 1
        assert f"pid {holder.pid}" in caught.value.cause
        assert str(tmp_path) in caught.value.cause
        holder.kill()
    with FileLock(path, "SNIJVLAK_HOME"):  # kill -9 gives it back
        assert read_holder(path)


def stale_contents() -> dict[str, str]:
    other = psutil.Process(os.getppid())
    of_another = {"pid": other.pid, "started": other.create_time() - 5000, "command": "java Neo4jCommunity"}
    return {
        "another program with that pid": json.dumps(of_another),
        "a dead process": json.dumps(of_another | {"pid": 4_000_000}),
        "empty": "",
        "not ours": "4711\n",
        "a list": "[1, 2]",
        "not even text": "\udc80",
    }


@pytest.mark.parametrize("content", stale_contents().values(), ids=stale_contents().keys())
def test_what_a_stale_file_says_is_not_believed(tmp_path: Path, content: str) -> None:
    path = tmp_path / "lock"
    path.write_text(content, encoding="utf-8", errors="surrogateescape")
    with FileLock(path, "SNIJVLAK_HOME"):
        holder = read_holder(path)
    assert holder is not None
    assert holder.pid == os.getpid()
    assert psutil.pid_exists(os.getppid()), "the other program lives"


def test_same_pid_but_another_start_time_is_another_process(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with FileLock(path, "SNIJVLAK_HOME"):
        row = json.loads(path.read_text())
    assert (holder := read_holder(path)) is not None
    assert holder.alive
    path.write_text(json.dumps(row | {"started": row["started"] - 60}))
    assert (holder := read_holder(path)) is not None
    assert not holder.alive
    path.write_text(json.dumps(row | {"command": "another program"}))
    assert (holder := read_holder(path)) is not None
    assert not holder.alive
