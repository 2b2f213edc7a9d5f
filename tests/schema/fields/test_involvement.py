"""Documents without involvement of residents: not stated and none apart, beside plain Python on the seed and on odd values."""

import random
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest

from graph.database.session import Database
from graph.model.terms import InvolvementLevel
from tests.examples import examples
from tests.schema.asking import Desk, rows, write

ASKED = """query($f: Date, $t: Date, $d: ID, $p: ID) { documentsWithoutInvolvement(from: $f, to: $t, domain: $d, presentedBy: $p) {
  notStated(first: 500) { totalCount nodes { id } } none(first: 500) { totalCount nodes { id } } } }"""
SOMEHOW = {"INFORM", "CONSULT", "ADVISE", "COPRODUCE", "DECIDE"}
EDGES = ("TOUCHES", "ADDRESSES", "FALLS_UNDER", "PART_OF")


def kind(texts: Any) -> str:
    """Plain Python's answer for what a document states."""
    told = texts if isinstance(texts, list) and all(isinstance(each, str) for each in texts) else []
    levels = [(each.split(";") + [""] * 2)[1].strip() for each in told]
    if any(each in SOMEHOW for each in levels):
        return "involved"
    return "none" if levels and all(each == "NONE" for each in levels) else "notStated"


async def about(database: Database) -> dict[str, set[str]]:
    """Document key: the domains it is about, and all above those. Nothing of the seed that leads there is dated."""
    found = await rows(database, "MATCH (a)-[r:CONCERNS|TOUCHES|ADDRESSES|FALLS_UNDER|PART_OF]->(b) RETURN labels(a)[0], a.key, labels(b)[0], b.key")
    onward: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for start, key, end, other in found:
        onward.setdefault((start, key), set()).add((end, other))

    def reached(node: tuple[str, str], seen: set[tuple[str, str]]) -> set[tuple[str, str]]:
        for other in onward.get(node, set()) - seen:
            seen.add(other)
            reached(other, seen)
        return seen

    documents = await rows(database, "MATCH (d:Document) RETURN d.key")
    return {key: {f"domain:{other}" for label, other in reached(("Document", key), set()) if label == "Domain"} for (key,) in documents}


@pytest.mark.parametrize("number", range(examples(40)))
async def test_both_lists_are_as_plain_python_tells_them(desk: Desk, run_seed: int, number: int) -> None:
    rng = random.Random(f"{run_seed}-{number}")
    documents = await rows(desk.database, "MATCH (d:Document) RETURN d.key, d.date, d.involvement, COLLECT { MATCH (d)-[:PRESENTED_BY]->(o) RETURN 'official:' + o.key }")
    domains = await about(desk.database)
    every = sorted({each for found in domains.values() for each in found})
    officials = sorted({each for *_, found in documents for each in found})
    start, end = sorted(rng.sample([date(2014, 1, 1), date(2016, 3, 8), date(2016, 7, 6), date(2017, 6, 15), date(2018, 1, 1)], 2))
    asked: dict[str, Any] = {
        "f": start.isoformat() if rng.random() < 0.5 else None, "t": end.isoformat() if rng.random() < 0.5 else None,
        "d": rng.choice(every) if rng.random() < 0.5 else None, "p": rng.choice(officials) if officials and rng.random() < 0.2 else None,
    }  # fmt: skip
    told = (await desk.answer(ASKED, **asked))["documentsWithoutInvolvement"]
    expected: dict[str, set[str]] = {"notStated": set(), "none": set()}
    for key, day, texts, by in documents:
        fits = (
            (asked["f"] is None or (day is not None and day >= start)) and (asked["t"] is None or (day is not None and day < end))
            and (asked["d"] is None or asked["d"] in domains[key]) and (asked["p"] is None or asked["p"] in by)
        )  # fmt: skip
        if fits and kind(texts) in expected:
            expected[kind(texts)].add(f"document:{key}")
    for name, ids in expected.items():
        assert {each["id"] for each in told[name]["nodes"]} == ids
        assert told[name]["totalCount"] == len(ids)


@pytest.fixture
async def odd(desk: Desk) -> AsyncIterator[Desk]:
    """Documents that state it in every odd way."""
    levels = [*InvolvementLevel.__members__, "none", "", "MISSCHIEN"]
    lists: list[Any] = [None, [], "NONE", [1, 2], ["geen"], [";;;"], *([f"a; {each} ;b"] for each in levels), ["a;NONE", "b;NOT_STATED"], ["a;NONE", "b; NONE;"], ["a;NONE", "b;INFORM"]]
    for number, each in enumerate(lists):
        await write(desk.database, "CREATE (:Document {key: $key, involvement: $stated, odd: true})", key=f"odd-{number:02}", stated=each)
    yield desk
    await write(desk.database, "MATCH (d:Document {odd: true}) DETACH DELETE d")


async def test_odd_values_break_nothing(odd: Desk) -> None:
    stored = await rows(odd.database, "MATCH (d:Document {odd: true}) RETURN 'document:' + d.key, d.involvement")
    told = (await odd.answer(ASKED))["documentsWithoutInvolvement"]
    for name in ("notStated", "none"):
        found = {each["id"] for each in told[name]["nodes"] if each["id"].startswith("document:odd")}
        assert found == {key for key, texts in stored if kind(texts) == name}


async def test_one_statement_and_clear_errors(desk: Desk) -> None:
    told = await desk.ask(ASKED)
    assert len(told.statements) == 1
    assert await desk.refused(ASKED, f="2017-01-02", t="2017-01-01") == "BAD_INPUT"
    nothing = (await desk.answer(ASKED, d="official:x"))["documentsWithoutInvolvement"]
    assert nothing["none"]["totalCount"] == nothing["notStated"]["totalCount"] == 0
