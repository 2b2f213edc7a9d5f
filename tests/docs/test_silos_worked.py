"""docs/silos.md: what it works out by hand is worked out again from the graph alone. SNIJVLAK_PAGES=write writes it anew."""

import os
import re
from datetime import date
from pathlib import Path

from graph.session import Database
from tests.silos import specification
from tests.silos.stored_graph import StoredGraph, stored_graph

PAGE = Path(__file__).resolve().parents[2] / "docs" / "silos.md"
TODAY = date(2017, 11, 14)
WORKED = re.compile(r"```(?P<name>worked-\w+)\n(?P<told>.*?)```\n", re.DOTALL)


async def test_what_is_worked_out_by_hand(seeded: Database) -> None:
    page, graph = PAGE.read_text("utf-8"), await stored_graph(seeded)
    worked = {"worked-matrix": _matrix(graph), "worked-list": _list(graph)}
    assert {each["name"] for each in WORKED.finditer(page)} == worked.keys()
    anew = WORKED.sub(lambda each: f"```{each['name']}\n{worked[each['name']]}```\n", page)
    if os.environ.get("SNIJVLAK_PAGES") == "write":
        PAGE.write_text(anew, "utf-8")
    assert PAGE.read_text("utf-8") == anew


def _matrix(graph: StoredGraph) -> str:
    """The cell with most between silos, by the formula."""
    found = specification.matrix(graph, TODAY, "SILO", {})
    (row, column), (number, between, expected) = max(found["cells"].items(), key=lambda each: (each[1][1], each[0]))
    silos = [frozenset(map(each.rule.silo, each.parties)) for each in specification.population(graph, TODAY, {}) if each.parties]
    counts = [sum(silo in each for each in silos) for silo in (row, column)]
    return (
        f"{row} is in S(i) of {counts[0]} initiatives, {column} in that of {counts[1]}, out of {found['total']}.\n"
        f"Both are in that of {number}, of which {between} fall between silos.\n"
        f"expected = {counts[0]} · {counts[1]} / {found['total']} = {expected}\n"
    )


def _list(graph: StoredGraph) -> str:
    """The gap that is open longest, by the formula."""
    first = specification.gaps(graph, TODAY, {})[0]
    topics = [f"R({topic.subject}) = {{{', '.join(sorted(topic.departments))}}}" for topic in sorted(first.topics)]
    topics = list(dict.fromkeys(topics))  # each once, not for each of its areas
    assert first.open_since
    days = (TODAY - first.open_since).days
    bridges = [f"{department}: {ties} ties" for department, _, ties in specification.bridges(graph, TODAY, first.silos, named=True)]
    return (
        f"{first.id}: {'; '.join(topics)}\n"
        f"silos = {{{', '.join(sorted(first.silos))}}}: no department below the municipality is above all of them.\n"
        f"openSince = {first.open_since}, openDays = {TODAY} − {first.open_since} = {days}\n"
        f"bridges: {'; '.join(bridges) or 'none'}\n"
    )
