"""How many files somebody reads to follow one question, and one load, from beginning to end; docs/architecture.md says these numbers."""

import asyncio
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from graph.database.session import Database
from loaders.load import load
from tests.conftest import empty
from tests.snijvlak.front import app_on, client_of

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("graph", "schema", "loaders", "snijvlak")
QUESTION = "{ initiatives(first: 3) { totalCount nodes { id title domains(first: 2) { nodes { name } } } } }"
FILES = {
    "Source.csv": "key,title,source\ns,Source,s\n",
    "Domain.csv": "key,name,source\na,Green,s\nb,Parks,s\n",
    "PART_OF.csv": "from,to,source\ndomain:b,domain:a,s\n",
}


@contextmanager
def files_passed() -> Iterator[set[str]]:
    """The files of ours in which anything is called, in this thread and in those that begin meanwhile."""
    passed = set[str]()

    def called(frame: FrameType, event: str, _: Any) -> None:
        path = Path(frame.f_code.co_filename)
        if event == "call" and path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in ROOMS:
            passed.add(path.relative_to(ROOT).as_posix())

    threading.setprofile(called)
    sys.setprofile(called)
    try:
        yield passed
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


async def test_a_question_passes_few_files(seeded: Database, tmp_path: Path) -> None:
    async with client_of(app_on(seeded, tmp_path)) as client:
        for most in (41, 24):  # one of a new shape, which is compiled; and the same again
            with files_passed() as passed:
                answer = await client.post("/graphql", json={"query": QUESTION})
            assert "errors" not in answer.json()
            assert len(passed) <= most, sorted(passed)


async def test_a_load_passes_few_files(opened: Database, tmp_path: Path) -> None:
    await empty(opened)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor())  # whose threads begin meanwhile
    with files_passed() as passed:
        report = await load(opened, [str(tmp_path)])
    assert not report.faults
    assert len(passed) <= 44, sorted(passed)
