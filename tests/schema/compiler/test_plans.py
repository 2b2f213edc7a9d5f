"""The statements that questions of real users become: a changed plan shows as a diff of a file.

Each question stands in plans/ as NAME.graphql, with its variables in a comment; NAME.cypher is the statements, laid out for
reading, and NAME.json their parameters. After a change that is meant: `SNIJVLAK_PLANS=write pytest tests/schema/compiler/test_plans.py`,
then read the diff.
"""

import json
import os
from pathlib import Path
from typing import Any

import orjson
import pytest
from graphql import parse

from graph.database.session import Database
from graph.database.statement import Statement
from graph.model.viewer import PUBLIC
from schema.compiler.cypher import format_cypher
from schema.engine.engine import Engine
from schema.engine.plan import Plans
from tests.schema.asking import Desk

PLANS = Path(__file__).with_name("plans")
QUESTIONS = sorted(PLANS.glob("*.graphql"))
VARIABLES = "# variables: "
# What is worked out over many is decided from one statement, and what is told of its nodes is read in a second one.
TWO_STATEMENTS = {"contactChains", "doubleWork", "misrouting", "ownershipHoles", "referralLoops", "representativeness"}
# Gaps: which transaction was the last, the world, what has no first day, as many of the others as the page takes, and what is told of the page; counting
# takes all rows, and what is asked of nodes that are known only then (bridges, labels, those of counts) one more for each.
STATEMENTS = {
    "tussen-diensten": 6, "tussen-diensten-per-dienst": 3, "bruggen-tussen-diensten": 8, "matrix-van-diensten": 4,
    "matrix-van-werkvelden-in-laak": 4, "wie-claimt-hetzelfde": 4, "als-we-reorganiseren": 4, "welk-besluit-helpt": 4, "banden-tussen-diensten": 5, "bijeenkomsten-van-een-dienst-met-andere": 5,
    "wat-een-afdeling-kreeg-en-verloor": 3, "wat-is-opgelost": 4,
}  # fmt: skip


def question_in(path: Path) -> tuple[str, dict[str, Any]]:
    """A question and its variables."""
    text = path.read_text("utf-8")
    given = [line.removeprefix(VARIABLES) for line in text.splitlines() if line.startswith(VARIABLES)]
    return text, json.loads(given[0]) if given else {}


def root_fields(text: str) -> list[str]:
    """The names of the root fields of the one operation."""
    return [each.name.value for each in parse(text).definitions[0].selection_set.selections]  # type: ignore[attr-defined]


def as_cypher(statements: tuple[Statement, ...]) -> str:
    """The statements as one readable file."""
    return "\n\n".join(f"{format_cypher(each.text)};" for each in statements) + "\n"


def as_json(statements: tuple[Statement, ...]) -> str:
    """The parameters as one readable file."""
    found = [dict(each.parameters) for each in statements]
    return orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS).decode() + "\n"


def test_there_are_enough() -> None:
    assert len(QUESTIONS) >= 30


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
async def test_plan_is_as_it_was(desk: Desk, path: Path) -> None:
    text, variables = question_in(path)
    told = await desk.ask(text, **variables)
    assert not told.codes, told.messages
    for suffix, found in ((".cypher", as_cypher(told.statements)), (".json", as_json(told.statements))):
        kept = path.with_suffix(suffix)
        if os.environ.get("SNIJVLAK_PLANS") == "write":
            kept.write_text(found, "utf-8")
        assert kept.read_text("utf-8") == found


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
async def test_one_statement_for_a_root_field(desk: Desk, path: Path) -> None:
    text, variables = question_in(path)
    told = await desk.ask(text, **variables)
    assert len(told.statements) == STATEMENTS.get(path.stem, sum(2 if name in TWO_STATEMENTS else 1 for name in root_fields(text)))


CANARIES = {"word": "kanarie`) RETURN 1 //", "ids": ["initiative:kanarie\u0060'x", "domain:kanarie"], "day": "2011-01-13"}
CANARY_QUESTION = """query Kanarie($word: String!, $ids: [ID!]!, $day: Date!) {
  kanarie_a: initiatives(filter: {title: {contains: $word}, OR: [{id: {in: $ids}}, {startedOn: {gte: $day}}]}, first: 7) {
    kanarie_b: nodes { kanarie_c: title domains(filter: {name: {startsWith: "kanarie literal"}}, first: 3) { nodes { name } } }
  }
  search(query: $word) { nodes { id } }
  nodes(ids: $ids) { id }
  relationships(of: $ids, asOf: $day) { nodes { id } }
  ownersOf(subjects: $ids, area: "area:kanarie") { status }
}"""


async def test_no_text_of_a_request_gets_into_a_statement(desk: Desk) -> None:
    told = await desk.ask(CANARY_QUESTION, **CANARIES)
    assert len(told.statements) == 5
    for statement in told.statements:
        assert "kanarie" not in statement.text.lower()
        assert "2011" not in statement.text


async def test_values_do_not_make_a_plan_but_shapes_do(desk: Desk) -> None:
    answering = Engine()
    desk = Desk(desk.database, answering=answering)
    question = """query Q($where: InitiativeFilter, $order: [InitiativeOrder!], $first: Int, $after: String, $more: Boolean = false) {
      initiatives(filter: $where, orderBy: $order, first: $first, after: $after) {
        nodes { id summary @include(if: $more) } pageInfo { endCursor } } }"""

    async def plans(**variables: Any) -> int:
        await desk.answer(question, **variables)
        return len(answering.plans.kept)

    assert await plans(where={"title": {"contains": "a"}}, first=3) == 1
    assert await plans(where={"title": {"contains": "speel"}}, first=7) == 1
    assert await plans(where={"title": {"eq": "a"}}, first=7) == 2
    assert await plans(where={"title": {"eq": None}}, first=7) == 3
    assert await plans(where={"id": {"in": ["initiative:a"]}}) == 4
    assert await plans(where={"id": {"in": ["initiative:a", "domain:b", "x"]}}) == 4
    assert await plans(order=[{"startedOn": "ASC"}]) == 5
    assert await plans(order=[{"startedOn": "DESC"}]) == 6
    assert await plans(order=[{"startedOn": "DESC"}], more=True) == 7
    cursor = (await desk.answer(question, order=[{"startedOn": "DESC"}], first=1))["initiatives"]["pageInfo"]["endCursor"]
    found = [await plans(order=[{"startedOn": "DESC"}], first=size, after=cursor) for size in (1, 2)]
    assert found[0] == found[1] == 9  # first is given or not, and so is after
    assert len(Desk(desk.database, PUBLIC, answering=answering).answering.plans.kept) == 9


async def test_a_viewer_has_plans_of_its_own(seeded: Database) -> None:
    answering = Engine()
    for viewer in (Desk(seeded).viewer, PUBLIC, PUBLIC):
        await Desk(seeded, viewer, answering=answering).answer("{ residents { totalCount } }")
    assert len(answering.plans.kept) == 2


async def test_only_so_many_plans_are_kept(seeded: Database) -> None:
    answering = Engine()
    answering.plans = Plans(most=3)
    for number in range(6):
        await Desk(seeded, answering=answering).answer(f"{{ a{number}: domains(first: 1) {{ nodes {{ id }} }} }}")
    assert len(answering.plans.kept) == 3
