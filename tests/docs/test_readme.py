"""README's three questions, run exactly as they are printed against the seed, and the sentence told after each."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.schema.asking import Desk

README = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december")
PRINTED = [(question, rest.split("\n")[0]) for question, rest in re.findall(r"```graphql\n(.+?)```\n\n(.+?)(?:\n\n)", README, re.DOTALL)]


def in_dutch(day: Any) -> str:
    told = date.fromisoformat(str(day))
    return f"{told.day} {MONTHS[told.month - 1]} {told.year}"


@pytest.fixture
def printed() -> list[tuple[str, str]]:
    assert len(PRINTED) == 3
    return PRINTED


async def test_what_falls_between_silos_in_laak(printed: list[tuple[str, str]], seeded: Any) -> None:
    question, sentence = printed[0]
    found = (await Desk(seeded).answer(question))["betweenSilos"]
    assert sentence.startswith("Twee")
    assert found["totalCount"] == len(found["nodes"]) == 2
    for node in found["nodes"]:
        assert node["initiative"]["title"].lower().removeprefix("de ") in sentence.lower()
        assert f"{in_dutch(node['openSince'])} ({node['openDays']} dagen)" in sentence


async def test_who_owns_the_school_garden(printed: list[tuple[str, str]], seeded: Any) -> None:
    question, sentence = printed[1]
    found = (await Desk(seeded).answer(question))["ownerOf"]
    owner = found["owners"][0]
    assert (found["status"], len(found["owners"])) == ("OWNED", 1)
    assert sentence.startswith(f"{owner['party']['name']}, sinds {in_dutch(found['since'])}; {owner['official']['name']}")
    assert [step["taken"] for step in found["steps"]] == [True, False, False]


async def test_where_to_go_with_an_empty_gym_hall(printed: list[tuple[str, str]], seeded: Any) -> None:
    question, sentence = printed[2]
    found = (await Desk(seeded).answer(question))["search"]["nodes"][0]
    assert found["ownership"]["status"] == "BETWEEN_SILOS"
    door = found["ownership"]["nextDoor"][0]["counter"]
    assert found["title"].lower() in sentence.lower()
    assert found["ownership"]["convener"]["party"]["name"] in sentence
    assert f"{door['name']} ({door['phone']})" in sentence
