"""The ten questions of GraphiQL run on the seed, each in two languages, and each finds something."""

from datetime import date
from typing import Any

import pytest

import seed
from graph.database.session import Database
from graph.model.viewer import ANALYST
from schema.engine.engine import Engine, Question
from schema.request.cursor import Cursors
from snijvlak.execution import AppContext, execute
from snijvlak.pages.graphiql_tabs import questions

NAMES = sorted(questions())


async def asked(database: Database, text: str, day: date = seed.REFERENCE_DATE) -> dict[str, Any]:
    outcome = await execute(Question(text), AppContext(database, ANALYST, day, Cursors(b"test"), 60, engine=Engine()))
    assert outcome.errors == []
    assert outcome.data
    return outcome.data


def test_there_are_ten() -> None:
    assert [name[:2] for name in NAMES] == [f"{number:02}" for number in range(1, 11)]


@pytest.mark.parametrize("name", NAMES)
async def test_finds_something(name: str, seeded: Database) -> None:
    data = await asked(seeded, questions()[name])
    assert all(data.values())
    for value in data.values():
        if isinstance(value, dict) and ("nodes" in value or "edges" in value):
            assert value.get("nodes") or value.get("edges")


@pytest.mark.parametrize("name", NAMES)
def test_says_what_it_asks_in_dutch_and_english(name: str) -> None:
    dutch, english, query = questions()[name].splitlines()[:3]
    assert dutch.startswith("# ")
    assert english.startswith("# ")
    assert query.startswith("query ")


async def test_the_first_is_the_list_of_gaps(seeded: Database) -> None:
    gaps = (await asked(seeded, questions()[NAMES[0]]))["betweenSilos"]
    assert gaps["totalCount"] == 15
    assert all(gap["openSince"] and len(gap["silos"]) >= 2 for gap in gaps["nodes"])


async def test_the_garden_was_between_silos_and_is_owned_now(seeded: Database) -> None:
    data = await asked(seeded, questions()["04-vroeger-en-nu.graphql"])
    assert data["vroeger"]["status"] == "BETWEEN_SILOS"
    assert data["nu"]["status"] == "OWNED"
    assert [owner["party"]["name"] for owner in data["nu"]["owners"]] == ["Team Wijkgroen en Zelfbeheer"]
