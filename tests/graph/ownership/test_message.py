"""Every message over the hand-written cases and random graphs: short, whole, fit to be read out, and discreet.

Names in these graphs are made long and telling, so that a placeholder, a key or an official's name cannot hide among
the words.
"""

import itertools
import os
import random
import re
from collections import Counter
from datetime import date
from itertools import product

from graph.database.session import Database
from graph.ownership.answer.ownership import Ownership, answer_at
from graph.ownership.facts.query import facts_query
from graph.ownership.history.reading import Reading, facts_from
from graph.ownership.rule.decide import OwnershipQuestion
from graph.ownership.wording.message import message
from graph.ownership.wording.phrases import day_in_words, listed
from tests.examples import examples
from tests.graph.ownership.cases import CASES
from tests.graph.ownership.random_graphs import DATES, areas, subjects
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.stored import store
from tests.graph.ownership.test_needs import with_counters

SEED = int(os.environ.get("SNIJVLAK_SEED") or random.randrange(1_000_000))
LANGUAGES, AUDIENCES = ("NL", "EN"), ("COLLEAGUE", "RESIDENT")
FORBIDDEN = re.compile(
    r"eigenaar|silo|\{|\}|\||None|null|[a-z]:[a-z]|department:|[A-Z]+_[A-Z]+|  |\.\.|;\.|,\.|‘’|conflict|ruzie|oneens|dispute", re.IGNORECASE
)
LABELS = ("Department", "Organisation", "Official", "Initiative", "Problem", "Domain", "Area", "Counter")
MOST_WORDS, MOST_ON_AVERAGE = 40, 15


def named(graph: SmallGraph) -> SmallGraph:
    """Every node with a name of its own, one word without a vowel in common with Dutch: Xdepartment-a1."""
    for node, (label, told) in graph.nodes.items():
        if label in LABELS:
            told["title" if label in ("Initiative", "Problem") else "name"] = f"X{node.replace(':', '-')}"
            if label == "Counter":
                told["phone"] = "0700000001"
    return graph


async def read(database: Database, graph: SmallGraph, subjects_: list[str], places: list[str]) -> Reading:
    await store(database, named(graph))
    return facts_from((await database.read(facts_query(subjects_, places))).one())


def told(reading: Reading, answer: Ownership, language: str, audience: str) -> str:
    since = reading.history(answer.snapshot.known_at).unchanged_since(answer.question, answer.day)
    return message(answer, since, language, audience)


def check(answer: Ownership, text: str, language: str, audience: str) -> list[int]:
    """Complains of what is wrong; the numbers of words of its sentences."""
    assert not FORBIDDEN.search(re.sub(r"X[a-z]+-", "X-", text)), text
    sentences = re.split(r"(?<=\.) ", text)
    assert 2 <= len(sentences) <= 3, text
    assert all(re.match(r"[A-Z0-9‘]", each) and each.endswith(".") for each in sentences), text
    words = [len(each.split()) for each in sentences]
    assert max(words) <= MOST_WORDS, text
    nobody = re.compile(r"\bniemand\b|\bnobody\b", re.IGNORECASE)
    assert answer.known or not nobody.search(text), text
    if answer.doors:
        assert f"X{answer.doors[0].counter.replace(':', '-')}" in text, text
    if audience == "RESIDENT":
        assert "Xofficial" not in text, text
    for owner in answer.owners[:1]:
        assert (audience == "RESIDENT" and answer.status == "CONTESTED") or f"X{owner.party.replace(':', '-')}" in text, text
    return words


def test_long_lists_are_cut() -> None:
    assert listed(["a"], "NL") == "a"
    assert listed(["a", "b", "a"], "NL") == "a en b"
    assert listed(["a", "b", "c"], "EN") == "a, b and c"
    assert listed(["a", "b", "c", "d"], "EN") == "a, b, c and 1 other"
    assert listed("abcdef", "NL") == "a, b, c en 3 andere"
    assert listed([], "NL") == ""
    assert day_in_words(date(2017, 4, 1), "NL") == "1 april 2017"


def side_by_side(graphs: list[SmallGraph]) -> SmallGraph:
    """Several graphs as one, in which the keys of each begin with its number."""
    together = SmallGraph()
    for number, graph in enumerate(graphs):
        for node, (label, properties) in graph.nodes.items():
            together.add(label, numbered(node, number).partition(":")[2], **{name: value for name, value in properties.items() if name != "key"})
        for kind, start, end, properties in graph.relationships:
            together.relate(kind, numbered(start, number), numbered(end, number), **properties)
    return together


def numbered(node: str, number: int) -> str:
    return node.replace(":", f":{number:03}-", 1)


async def test_every_case_is_told_well(database: Database) -> None:
    asked = [numbered(case.subject, number) for number, case in enumerate(CASES)]
    places = [numbered(case.area, number) for number, case in enumerate(CASES) if case.area]
    reading = await read(database, side_by_side([case.graph for case in CASES]), asked, places)
    for number, (case, subject) in enumerate(zip(CASES, asked, strict=True)):
        question = OwnershipQuestion(subject, numbered(case.area, number) if case.area else None)
        answer = answer_at(reading.snapshot(case.on, case.as_known_at), question)
        assert answer.status == case.expected.get("status", answer.status)
        for language, audience in product(LANGUAGES, AUDIENCES):
            check(answer, told(reading, answer, language, audience), language, audience)


async def test_random_graphs_are_told_well(database: Database) -> None:
    """Every status on every basis, known and not, to everybody: read by the same checks."""
    print(f"SNIJVLAK_SEED={SEED}")
    seen: Counter[tuple[str, str, bool]] = Counter()
    words: list[int] = []
    for number in itertools.count():
        if number >= examples(200) and (len({status for status, *_ in seen}) == 7 or number >= 200):
            break  # few graphs may hold no subject of some status: then more are drawn
        rng = random.Random(f"{SEED}-message-{number}")
        graph = with_counters(rng)
        reading = await read(database, graph, subjects(graph), [place for place in areas(graph) if place])
        for subject in subjects(graph):
            answer = answer_at(reading.snapshot(rng.choice(DATES)), OwnershipQuestion(subject, rng.choice(areas(graph))))
            seen[answer.status.value, answer.basis.value, answer.known] += 1
            for language, audience in product(LANGUAGES, AUDIENCES):
                words += check(answer, told(reading, answer, language, audience), language, audience)
    assert sum(words) / len(words) <= MOST_ON_AVERAGE
    print(dict(seen))
    assert len({status for status, *_ in seen}) == 7
