"""That the bench runs: on a tiny city, without the peer, in slices too short to say anything about speed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from graphql import parse, validate

from bench import spreads
from bench.city import City
from bench.load import Slice
from bench.measure import Figures, Pace, in_turn
from bench.operations import FOLDER, operations
from bench.pages import CASES, Case
from bench.servers import TODAY
from schema.fields import SCHEMA
from tests.examples import FACTOR

TINY = (
    "--initiatives",
    "200",
    "--no-peer",
    "--rounds",
    "1",
    "--seconds",
    "0.1",
    "--warm",
    "0.1",
    "--at-once",
    "2",
    "--only",
    "filtered",
    "ownership",
)


@pytest.mark.skipif(FACTOR < 1, reason="the whole bench starts two servers and waits for them: left to make test-deep")
def test_it_measures_and_tells(tmp_path: Path, snijvlak_cache: Path) -> None:
    results = tmp_path / "results.md"
    command = [sys.executable, "-m", "bench", *TINY, "--home", str(tmp_path / "home"), "--results", str(results)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env=os.environ | {"SNIJVLAK_CACHE": str(snijvlak_cache)},
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report = results.read_text("utf-8")
    for each in operations(City(200), [], TODAY):
        assert (f"## {each.title}, " in report) == (each.name in ("filtered", "ownership"))
    assert "—" not in report.partition("##")[2], "every contender answers every question"
    # The statement by hand is right on this city, and graphql-core completes to what our own shapes say.
    assert "bare driver, Cypher by hand: 100 of 100 answers the same as ours" in report
    assert "200 initiatives, seed 1" in report
    assert "| Neo4j | " in report


def test_a_city_is_the_same_for_the_same_seed_and_has_its_size() -> None:
    one, same, other = (
        [(each.text, dict(each.parameters)) for each in City(300, seed).statements()] for seed in (1, 1, 2)
    )
    assert one == same
    assert one != other
    grown = sum(len(each.parameters["rows"]) for each in City(1300).statements() if "]->" in each.text)
    first = sum(len(each.parameters["rows"]) for each in City(300).statements() if "]->" in each.text)
    assert 4.7 < (grown - first) / 1000 < 5.3, "five relationships an initiative"


def test_every_document_belongs_to_an_operation() -> None:
    names = {each.name for each in operations(City(), [("cursor", "key")], TODAY)}
    assert {path.name.partition(".")[0] for path in FOLDER.iterdir() if path.suffix in (".graphql", ".cypher")} == names


@pytest.mark.parametrize("name", sorted({each.name for each in operations(City(), [("cursor", "key")], TODAY)}))
def test_snijvlak_takes_the_document(name: str) -> None:
    assert not validate(SCHEMA._schema, parse((FOLDER / f"{name}.graphql").read_text("utf-8")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(case.cells))
def test_snijvlak_takes_the_document_of_a_page(case: Case) -> None:
    assert not validate(SCHEMA._schema, parse(case.document))


@pytest.mark.parametrize("order", spreads.ORDERS)
@pytest.mark.parametrize("given", spreads.filters("a").values())
def test_snijvlak_takes_the_document_of_a_spread(order: str, given: str) -> None:
    assert not validate(SCHEMA._schema, parse(spreads.question(order, given)))


async def test_contenders_take_turns_and_the_median_of_slices_counts() -> None:
    turns: list[str] = []

    def contender(name: str) -> "object":
        async def work(seconds: float) -> Slice:
            turns.append(name)
            return Slice((0.001, 0.002, 0.003), seconds, (0.006, 0.003))

        return work

    figures = await in_turn({name: contender(name) for name in "ab"}, Pace(rounds=2, slice_s=1.0, warm_s=0.1))  # type: ignore[misc]
    assert "".join(turns) == "ab" + "ab" + "ba"
    assert figures["a"] == Figures(3.0, pytest.approx(2.0), pytest.approx(3.0), 6, pytest.approx(2.0), pytest.approx(1.0))
