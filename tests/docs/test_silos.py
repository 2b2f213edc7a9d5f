"""docs/silos.md: its examples are answered on the seed as they are printed. SNIJVLAK_PAGES=write puts the answers in anew."""

import json
import os
import re
from pathlib import Path

import pytest

from graph.session import Database
from tests.schema.asking import Desk

PAGE = Path(__file__).resolve().parents[2] / "docs" / "silos.md"
EXAMPLE = re.compile(r"```graphql\n(?P<question>[^`]+)```\n\n```json\n(?P<answer>[^`]*)```\n")
EXAMPLES = list(EXAMPLE.finditer(PAGE.read_text("utf-8")))


def test_every_section_has_an_example() -> None:
    sections = PAGE.read_text("utf-8").split("\n## ")[1:]
    assert all(EXAMPLE.search(section) for section in sections)


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
async def test_is_answered_as_printed(seeded: Database, number: int) -> None:
    found = EXAMPLES[number]
    answer = json.dumps(await Desk(seeded).answer(found["question"]), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("SNIJVLAK_PAGES") == "write":
        text = PAGE.read_text("utf-8")
        PAGE.write_text(text.replace(found[0], f"```graphql\n{found['question']}```\n\n```json\n{answer}```\n"), "utf-8")
    else:
        assert answer == found["answer"]
