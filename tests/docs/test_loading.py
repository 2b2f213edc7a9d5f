"""The worked examples of docs/loading.md, run exactly as they are printed: the command, and then the question.

Set SNIJVLAK_WRITE_DOCS=1 to have the page written anew with what came out; read the difference before committing it.
"""

import asyncio
import json
import os
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.database.session import Database
from graph.server import RunningServer
from loaders.formats import FORMATS
from loaders.load import load
from loaders.options import LoadOptions
from tests.docs.worked import PAGE, Example, examples, replaced
from tests.examples import FACTOR
from tests.schema.asking import Desk
from tests.snijvlak.front import Ended, environment, named

EXAMPLES = {each.title: each for each in examples()}


def test_there_is_an_example_of_every_format() -> None:
    assert {each.format for each in EXAMPLES.values()} == set(FORMATS) - {"native"}
    table = PAGE.read_text("utf-8").split("\n## ")[0]
    for name in FORMATS:
        assert f"| `{name}` |" in table


async def run(example: Example, folder: Path, **settings: str) -> Ended:
    """The command, where its files are."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "snijvlak", *example.command, cwd=example.write(folder),
        env=environment(folder, **settings), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await asyncio.wait_for(process.communicate(), 120)
    return Ended(process.returncode or 0, re.sub(r"; slowest step: .*", "", out.decode()), err.decode())


def laid_out(value: Any) -> str:
    """JSON that people can read: what fits on a line stands on one."""
    return json.dumps(value, ensure_ascii=False) if len(json.dumps(value)) < 100 else _broken(value)


def _broken(value: Any, deep: str = "") -> str:
    text = json.dumps(value, ensure_ascii=False)
    if len(deep) + len(text) < 130 or not isinstance(value, dict | list):
        return text
    inner = deep + "  "
    if isinstance(value, dict):
        parts = [f"{inner}{json.dumps(key)}: {_broken(each, inner)}" for key, each in value.items()]
        return "{\n" + ",\n".join(parts) + f"\n{deep}}}"
    return "[\n" + ",\n".join(f"{inner}{_broken(each, inner)}" for each in value) + f"\n{deep}]"


@pytest.mark.parametrize("title", EXAMPLES)
async def test_an_example(title: str, database: Database, neo4j_server: RunningServer, tmp_path: Path) -> None:
    example: Example = EXAMPLES[title]
    ended = await run(example, tmp_path, **named(neo4j_server))
    assert (ended.code, ended.err) == (0, "")
    answer = await Desk(database).answer(example.question)
    if os.environ.get("SNIJVLAK_WRITE_DOCS"):
        PAGE.write_text(replaced(PAGE.read_text("utf-8"), example, ended.out, laid_out(answer) + "\n"), "utf-8")
        return
    assert ended.out == example.printed
    assert answer == json.loads(example.answer)


async def test_the_example_of_a_bulk_load(tmp_path: Path) -> None:
    """On a graph of its own: one that is named may not be made anew."""
    section = PAGE.read_text("utf-8").split("## Much at once")[1]
    command, _, printed = section.split("```shell\n$ snijvlak ")[1].split("```")[0].partition("\n")
    example = replace(EXAMPLES["taakvelden"], command=command.split())
    ended = await run(example, tmp_path)
    assert (ended.code, ended.out) == (0, printed)
    assert printed.splitlines()[0].rstrip(".") in ended.err


@pytest.mark.skipif(FACTOR < 1, reason="all examples in one graph are loaded by make test-deep only")
async def test_the_examples_do_not_disturb_each_other(database: Database, tmp_path: Path) -> None:
    """All of them in one graph: what one source states, no other one changes."""
    for example in EXAMPLES.values():
        folder = tmp_path / example.title.split(",")[0]
        folder.mkdir()
        example.write(folder)
        paths = [str(folder / word) for word in example.command if word in example.files and not word.endswith(".toml")]
        mapping = next((folder / name for name in example.files if name.endswith(".toml")), None)
        report = await load(database, paths, example.format, LoadOptions(mapping=mapping))
        assert report.faults == ()
