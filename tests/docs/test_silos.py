"""The worked examples of docs/silos.md: asked again, and worked out again from the graph alone.

Set SNIJVLAK_WRITE_DOCS=1 to have the page written anew; read the difference before committing it.
"""

import json
import os
import re
from datetime import date
from pathlib import Path

from graph.database.session import Database
from tests.graph.silos import double_work_specification, representativeness_specification, specification
from tests.graph.silos.stored_graph import StoredGraph, stored_graph
from tests.schema.asking import Desk

PAGE = Path(__file__).resolve().parents[2] / "docs" / "silos.md"
TODAY = date(2017, 11, 14)
EXAMPLE = re.compile(r"```graphql\n(?P<asked>.*?)```\n\n```json\n(?P<told>.*?)```\n", re.DOTALL)
WORKED = re.compile(r"```(?P<name>worked-\w+)\n(?P<told>.*?)```\n", re.DOTALL)


async def test_the_examples_are_answered_as_printed(seeded: Database) -> None:
    page = PAGE.read_text("utf-8")
    graph = await stored_graph(seeded)
    found = {each["asked"]: each["told"] for each in EXAMPLE.finditer(page)}
    assert len(found) >= 2
    answers = {asked: _laid_out(await Desk(seeded).answer(asked)) for asked in found}
    worked = {
        "worked-matrix": _matrix(graph), "worked-list": _list(graph), "worked-representativeness": _representativeness(graph), "worked-doubles": _double_work(graph),
    }  # fmt: skip
    anew = EXAMPLE.sub(lambda each: each[0].replace(f"```json\n{each['told']}```", f"```json\n{answers[each['asked']]}```"), page)
    anew = WORKED.sub(lambda each: f"```{each['name']}\n{worked[each['name']]}```\n", anew)
    if os.environ.get("SNIJVLAK_WRITE_DOCS"):
        PAGE.write_text(anew, "utf-8")
    assert PAGE.read_text("utf-8") == anew


def _laid_out(data: object) -> str:
    """A line for each thing of the innermost lists."""
    text = json.dumps(data, ensure_ascii=False)
    return re.sub(r'(\[|\}, )\{"(?=row|initiative|id|code|from|subject|counter|kinds|group\"|event)', lambda each: f'{each[1].rstrip()}\n  {{"', text) + "\n"


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


def _double_work(graph: StoredGraph) -> str:
    """The pair most alike, by the formula."""
    pair = double_work_specification.double_work(graph, TODAY, {})[0]
    doers = {each.id: each for each in double_work_specification.population(graph, TODAY)}
    one, other, weight = doers[pair.one], doers[pair.other], double_work_specification.weights([*doers.values()])
    common, every = one.tokens & other.tokens, one.tokens | other.tokens
    token = max((each for each in common if each.startswith("w")), key=lambda each: (weight[each], each))
    having = sum(token in each.tokens for each in doers.values())
    both, all_of_them = (sum(weight[each] for each in some) for some in (common, every))
    return (
        f"{pair.one} (owned in {', '.join(sorted(pair.silos[0]))}) and {pair.other} (owned in {', '.join(sorted(pair.silos[1]))})\n"
        f"D: {', '.join(sorted(one.domains))} and {', '.join(sorted(other.domains))}: they meet in {', '.join(sorted(pair.domains))}; in {', '.join(sorted(pair.areas))}.\n"
        f"They have {len(common)} tokens in common, of {len(every)} that either has. N = {len(doers)}; {having} texts have the word {token[1:]!r}: round(1000 · ln(1 + {len(doers)}/{having})²) = {weight[token]}.\n"
        f"score = {both} / {all_of_them} = {float(pair.score)}\n"
    )


def _representativeness(graph: StoredGraph) -> str:
    """The group that is missing most at the event that has an area to be held beside, and one that is left out."""
    (item,) = (each for each in representativeness_specification.Question(graph, TODAY, 5).by_event() if each["area"])
    heads, _ = representativeness_specification.parsed(graph.get(item["event"]["id"], "headCounts"))
    told = [(dimension, group) for dimension in item["dimensions"] for group in dimension["groups"]]
    dimension, group = min((each for each in told if each[1]["count"] is not None), key=lambda each: each[1]["ratio"])
    everybody = sum(each["population"] for each in dimension["groups"])
    other, _ = next(each for each in told if each[1]["count"] is None)
    small = sorted(heads[other["name"], each["group"]] for each in other["groups"] if each["count"] is None)
    return (
        f"{dimension['name']}, {group['group']}: share = {group['count']} / {dimension['total']} = {group['share']:.6f}, reference = {group['population']} / {everybody} = {group['reference']:.6f}\n"
        f"ratio = {group['ratio']:.6f}; of Wilson's interval {group['low']:.6f} to {group['high']:.6f}: {group['ratioLow']:.6f} to {group['ratioHigh']:.6f}\n"
        f"{other['name']}: {small[0]} < 5 is left out, and {small[1]} with it: each may be 1 to {sum(small)} − {len(small)} + 1 = {sum(small) - len(small) + 1}\n"
    )
