"""search: what is found with everyday words and slips of the pen, and what no text can do."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.database.session import Database
from tests.schema.asking import Desk, whole_list

ASKED = """query($q: String!, $types: [NodeType!], $first: Int, $after: String, $last: Int, $before: String) {
  search(query: $q, types: $types, first: $first, after: $after, last: $last, before: $before) { totalCount
    nodes { __typename id } edges { score cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""


async def found(desk: Desk, query: str, **variables: Any) -> list[str]:
    answer = (await desk.answer(ASKED, q=query, **variables))["search"]
    scores = [each["score"] for each in answer["edges"]]
    assert scores == sorted(scores, reverse=True)
    assert [each["node"]["id"] for each in answer["edges"]] == [each["id"] for each in answer["nodes"]]
    return [each["id"] for each in answer["nodes"]]


@pytest.mark.parametrize(("query", "wanted"), [
    ("moestuin op het schoolplein", "initiative:moestuin-moerwijk"), ("MOESTUIN SCHOOLPLEIN", "initiative:moestuin-moerwijk"),
    ("moestiun schoolplein", "initiative:moestuin-moerwijk"), ("schoolpleinmoestuin", "initiative:moestuin-moerwijk"),
    ("Groenloket", "counter:groenloket"), ("groenlokket", "counter:groenloket"), ("fietsen op de stoep", "problem:fietsen-op-de-stoep"),
    ("Waterschap Duin en Vliet", "organisation:waterschap-duin-en-vliet"), ("stadsbeheer", "department:stadsbeheer"), ("DSB", "department:stadsbeheer"),
    ("huiskamer gymzaal", "initiative:buurtkamer-laakkade"), ("gymzaal", "initiative:buurtkamer-laakkade"), ("Samira Duindoorn", "official:o-3e21bcb6"),
])  # fmt: skip
async def test_everyday_words_find_it_among_the_first_ten(desk: Desk, query: str, wanted: str) -> None:
    assert wanted in (await found(desk, query, first=10))


async def test_only_the_kinds_asked_for(desk: Desk) -> None:
    every = await found(desk, "groen", first=500)
    only = await found(desk, "groen", first=500, types=["DOMAIN", "COUNTER"])
    assert only == [each for each in every if each.startswith(("domain:", "counter:"))] != []
    assert await found(desk, "groen", types=[]) == await found(desk, "groen")
    assert await found(desk, "groen", types=["RESIDENT", "CONTACT"]) == []


@pytest.mark.parametrize("backwards", [False, True])
async def test_pages_give_every_hit_once(desk: Desk, backwards: bool) -> None:
    every = (await desk.answer(ASKED, q="tuin groen", first=500))["search"]
    paged = await whole_list(desk, ASKED, "search", 4, backwards=backwards, q="tuin groen")
    assert [each["id"] for each in paged] == [each["id"] for each in every["nodes"]]
    assert every["totalCount"] == len(every["nodes"]) > 8


NASTY = [
    "", " ", "AND", "OR", "NOT", 'AND (" secret:bsn* \\ /.*/ ~', "*", "?", "a*", "naam:*", "/.*/", '"', "'", "`", "\\", "((((", "[a TO z]", "{a TO *}", "~", "^", "tuin^1000000000",
    "tuin~0.1", "+tuin -groen", "&& ||", "!", ":", "searchTokens:*", "wtuin", "gtuin", "\u0000", "\ud83d\ude42", "𝕋𝕦𝕚𝕟", "ﷺ", "e\u0301" * 60, "x" * 256, " ".join("ab" for _ in range(85)),
    "') RETURN 1 //", "$p0", "\u202e", "null", "true", "1.5", "é" * 100, "de het een",
]  # fmt: skip


@pytest.mark.parametrize("query", NASTY)
async def test_no_text_is_read_as_syntax(desk: Desk, query: str) -> None:
    await found(desk, query, first=5)


@pytest.mark.parametrize("query", ["*", "*:*", "/.*/", "secret:bsn*", "[a TO z]", "name:*", "wtui*"])
async def test_a_pattern_is_no_way_to_list_what_is_stored(desk: Desk, query: str) -> None:
    words = "".join(each if each.isalnum() else " " for each in query)
    assert await found(desk, query, first=500) == await found(desk, words, first=500)


async def test_a_long_text_is_bad_input(desk: Desk) -> None:
    assert await desk.refused(ASKED, q="x" * 257) == "BAD_INPUT"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.one_of(st.text(max_size=256), st.text(alphabet='abé"*~^:/\\()[]{}+-&|!? \t\n\u0000ANDORNOT', max_size=120)))
async def test_any_text_is_answered(seeded: Database, query: str) -> None:
    answer = await Desk(seeded).ask(ASKED, q=query, first=3)
    assert not answer.codes
