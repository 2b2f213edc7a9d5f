"""Every StepCode is reached by a graph worked out by hand, and its sentence reads well in both languages."""

import re
from datetime import UTC, datetime

import pytest

from graph.database.session import Database
from graph.ownership.answer.ownership import Ownership, answer_at
from graph.ownership.rule.decide import OwnershipQuestion
from graph.ownership.rule.steps import StepCode
from graph.ownership.wording.step_sentences import reason
from tests.graph.ownership.asking import LAST_YEAR, LONG_AGO, NEXT_YEAR, ON, city, holds
from tests.graph.ownership.cases import CASES
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.test_message import named, numbered, read, side_by_side

NOON = datetime(2020, 2, 1, 12, tzinfo=UTC)


async def answered(database: Database, graph: SmallGraph, known_at: datetime | None = None) -> Ownership:
    reading = await read(database, graph, [graph.find("i")], [])
    return answer_at(reading.snapshot(ON, known_at), OwnershipQuestion(graph.find("i")))


def told(answer: Ownership) -> list[tuple[str, str, bool]]:
    return [(step.code.value, step.candidate.partition(":")[2], step.taken) for step in answer.steps]


async def test_every_code_occurs_in_the_cases_and_is_told_in_a_sentence(database: Database) -> None:
    asked = [numbered(case.subject, number) for number, case in enumerate(CASES)]
    places = [numbered(case.area, number) for number, case in enumerate(CASES) if case.area]
    reading = await read(database, side_by_side([case.graph for case in CASES]), asked, places)
    seen: dict[StepCode, str] = {}
    for number, (case, subject) in enumerate(zip(CASES, asked, strict=True)):
        question = OwnershipQuestion(subject, numbered(case.area, number) if case.area else None)
        answer = answer_at(reading.snapshot(case.on, case.as_known_at), question)
        for step in answer.steps:
            for language in ("NL", "EN"):
                seen[step.code] = text = reason(answer.facts, step, language)
                assert re.fullmatch(r"[A-Z‘][^{}]*\.", text), text
                assert len(text.split()) <= 20, text
                assert not re.search(r"eigenaar|silo|None|‘’|  |: ,", text), text
        assert {step.candidate for step in answer.steps if step.taken} <= {owner.party for owner in answer.owners}
    missing = set(StepCode) - set(seen)
    assert not missing, missing


@pytest.mark.parametrize("recorded_from", [None, datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 2, 15, tzinfo=UTC)])
async def test_what_was_recorded_later_is_not_yet_and_no_mistake(database: Database, recorded_from: datetime | None) -> None:
    graph = city()
    graph.initiative("i")
    graph.responsibility("a1", "i", recorded_from=recorded_from)
    later = recorded_from is not None and recorded_from > NOON
    assert told(await answered(database, graph, NOON)) == [("NOT_YET", "a1", False) if later else ("EXPLICIT", "a1", True)]


async def test_nothing_is_dropped_silently_of_a_problem_that_nobody_holds(database: Database) -> None:
    graph = city()
    graph.problem("p", ["d1"])
    graph.initiative("i", problems=["p"])
    graph.responsibility("b1", "p", valid_to=LAST_YEAR)
    graph.responsibility("b2", "p", role="ADVISER")
    holds(graph, "a1:d1")
    assert told(await answered(database, graph)) == [("ENDED", "b1", False), ("ROLE_DOES_NOT_OWN", "b2", False), ("INHERITED", "a1", True)]


async def test_candidates_are_in_order(database: Database) -> None:
    """Who was named itself, by day; then each topic: who answers, then who does not and why."""
    graph = city()
    graph.initiative("i", ["d1", "d2", ("d3", "SIDE")])
    graph.responsibility("b2", "i", valid_from=LONG_AGO, valid_to=LAST_YEAR)
    graph.responsibility("a2", "i", valid_from=NEXT_YEAR)
    graph.responsibility("a", "d1")
    holds(graph, "a1:d1 b1:d2 b:d3")
    assert told(await answered(database, graph)) == [
        ("ENDED", "b2", False), ("NOT_YET", "a2", False), ("NOT_COMMON", "a1", False), ("DISPLACED_BY_LOWER", "a", False),
        ("NOT_COMMON", "b1", False), ("SIDE_DOMAIN", "b", False),
    ]  # fmt: skip


def test_names_stand_in_the_graphs_of_these_tests() -> None:
    graph = named(city())
    assert graph.get("department:a1", "name") == "Xdepartment-a1"
