"""The specification gives the answers that were worked out by hand."""

from typing import Any

import pytest

from tests.graph.ownership.cases import CASES, Case
from tests.graph.ownership.specification import Answer, Topic, ownership


def part(answer: Answer, name: str) -> Any:
    """The part of an answer in the shape in which a case tells it."""
    if name == "topics":
        return {(topic.subject, topic.area): topic.departments for topic in answer.topics}
    if name == "inherited":
        return {topic.subject: topic.inherited_from for topic in answer.topics if topic.inherited_from}
    return getattr(answer, name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    answer = ownership(case.graph, case.subject, case.on, case.area, case.as_known_at)
    assert {name: part(answer, name) for name in case.expected} == case.expected, case.why


def test_names_of_cases_are_unique() -> None:
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names)


def test_no_topic_is_told_twice() -> None:
    for case in CASES:
        topics: list[Topic] = list(ownership(case.graph, case.subject, case.on, case.area).topics)
        assert len({(topic.subject, topic.area) for topic in topics}) == len(topics)
