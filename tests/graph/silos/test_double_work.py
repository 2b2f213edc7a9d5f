"""Double work: beside plain Python over all pairs on random graphs and on the seed's own case by hand; bounds and refusals."""

import itertools
import math
import random
from collections import Counter
from datetime import date
from typing import Any

import pytest

from graph import search_tokens as search
from graph.database.session import Database
from graph.model.viewer import ANALYST, PUBLIC
from graph.silos.double_work.pairs import Bounds, PairFilter, TooMany, double_work
from graph.silos.double_work.profiles import InitiativeProfile, InitiativeProfiles
from graph.silos.double_work.similarity import Texts
from tests.examples import examples
from tests.graph.ownership.asking import DAY_AFTER, ON, city, holds
from tests.graph.ownership.random_graphs import DATES
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.stored import store
from tests.graph.silos import double_work_specification as specification
from tests.graph.silos.random_double_work import random_double_work, random_wanted, text
from tests.schema.asking import Desk

ASKED = """query($minScore: Float, $areas: [ID!], $domains: [ID!], $silos: [ID!], $initiative: ID, $on: Date) {
  doubleWork(minScore: $minScore, areas: $areas, domains: $domains, silos: $silos, initiative: $initiative, asOf: $on, first: 500) { totalCount
    nodes { one { id } other { id } score shared domains { id } areas { id } ownersOfOne { id } ownersOfOther { id } silosOfOne { id } silosOfOther { id } } } }"""
GRAPHS = examples(250)
STREET = ("Official", "Department", "Organisation")  # what a passer-by may see of the parties


def told(pair: dict[str, Any]) -> specification.Pair:
    """An answer as the specification has it; its score is compared apart."""
    def ids(name: str) -> frozenset[str]:
        return frozenset(each["id"] for each in pair[name])

    return specification.Pair(
        pair["one"]["id"], pair["other"]["id"], pair["score"], ids("domains"), ids("areas"),
        (ids("ownersOfOne"), ids("ownersOfOther")), (ids("silosOfOne"), ids("silosOfOther")),
    )  # fmt: skip


async def agree(desk: Desk, graph: SmallGraph, on: date, wanted: dict[str, Any], seen: tuple[str, ...], where: str) -> int:
    """The same pairs in the same order, to the last bit of the score."""
    expected = specification.double_work(graph, on, wanted, seen)
    found = (await desk.answer(ASKED, **wanted, on=on.isoformat()))["doubleWork"]
    assert [(each["one"]["id"], each["other"]["id"]) for each in found["nodes"]] == [(each.one, each.other) for each in expected], where
    assert found["totalCount"] == len(expected), where
    for pair, same in zip(found["nodes"], expected, strict=True):
        assert pair["score"] == float(same.score), where
        assert told(pair) == specification.Pair(same.one, same.other, pair["score"], same.domains, same.areas, same.owners, same.silos), where
        assert pair["shared"] or same.score < 0.01, where
    return len(expected)


async def test_random_graphs_are_as_plain_python_tells_them(database: Database, run_seed: int) -> None:
    seen = 0
    for number in range(GRAPHS):
        rng = random.Random(f"{run_seed}-doubles-{number}")
        graph = random_double_work(rng)
        await store(database, graph)
        for viewer, parties in ((ANALYST, specification.PARTIES), (PUBLIC, STREET)):
            on, wanted = rng.choice(DATES), random_wanted(rng, graph)
            where = f"SNIJVLAK_SEED={run_seed} graph {number} on {on} with {wanted}"
            seen += await agree(Desk(database, viewer), graph, on, wanted, parties, where)
    assert GRAPHS < 20 or seen > GRAPHS / 2


# -- without a graph: many initiatives at once, and what bounds the work --------------------------------------------


def many(rng: random.Random, number: int) -> InitiativeProfiles:
    """InitiativeProfiles as they may come of a record: two districts with three areas, four domains in two lines, three silos."""
    lines = {"c": "c", "d": "d", "c1": "c1 c", "c2": "c2 c", "d1": "d1 d"}
    areas = {name: frozenset(line.split()) for name, line in lines.items()}
    domains = {name: frozenset(line.split()) for name, line in {"p": "p", "q": "q", "p1": "p1 p", "q1": "q1 q"}.items()}
    letters = "abcdefghijklmnopqrst"

    def said() -> str:
        return f"{text(rng)} {' '.join(''.join(rng.choices(letters, k=3)) for _ in range(rng.randint(0, 2)))}"

    def some(of: Any, low: int, high: int) -> frozenset[str]:
        return frozenset(rng.sample(sorted(of), rng.randint(low, high)))

    found = []
    for place in rng.sample(range(number), number):
        silos = some("xyz", 0, 2)
        found.append(InitiativeProfile(f"initiative:{place}", said(), tuple(sorted(silos)), silos, some(domains, 0, 2), some(areas, 0, 2), some(range(40), 0, 2)))
    return InitiativeProfiles(found, domains, areas)


def by_hand(doings: InitiativeProfiles, wanted: PairFilter) -> list[tuple[str, str, float]]:
    """Every two of them."""
    texts, found = Texts(each.text for each in doings.all), []

    def related(one: frozenset[str], other: frozenset[str], lines: Any) -> bool:
        return any(a in lines[b] or b in lines[a] for a in one for b in other)

    for a, one in enumerate(doings.all):
        for b, other in enumerate(doings.all):
            alike = related(one.domains, other.domains, doings.domains) and (related(one.areas, other.areas, doings.areas) or not (one.areas or other.areas))
            if one.id < other.id and alike and one.silos and other.silos and not one.silos & other.silos and not one.known_parties & other.known_parties:
                shared = set(texts.bundles[a]) & set(texts.bundles[b])
                score = texts.weight(shared) / (texts.weight({*texts.bundles[a], *texts.bundles[b]}) or 1)
                found += [(one.id, other.id, score)] if score >= wanted.least else []
    return sorted(found, key=lambda each: (-each[2], *each[:2]))


@pytest.mark.parametrize("least", [1e-9, 0.02, 0.1, 0.15, 0.25, 0.4, 0.7, 1.0])
def test_what_is_not_compared_would_not_have_been_found(run_seed: int, least: float) -> None:
    for number in range(examples(20)):
        rng = random.Random(f"{run_seed}-many-{number}-{least}")
        doings, wanted = many(rng, rng.choice((2, 30, 120))), PairFilter(least)
        expected = by_hand(doings, wanted)
        for block in (1, 7, 2048):
            found = [(each.one, each.other, each.score) for each in double_work(doings, wanted, Bounds(block=block))]
            assert found == expected, f"SNIJVLAK_SEED={run_seed} {number} in blocks of {block}"


def test_more_than_can_be_is_refused_and_not_cut(run_seed: int) -> None:
    doings = many(random.Random(run_seed), 120)
    pairs = len(double_work(doings, PairFilter(0.01)))
    assert pairs > 10
    assert len(double_work(doings, PairFilter(0.01), Bounds(pairs=pairs))) == pairs
    for bounds in (Bounds(compared=10), Bounds(pairs=0)):
        with pytest.raises(TooMany):
            double_work(doings, PairFilter(0.01), bounds)


def test_bundles_weigh_what_their_tokens_weigh(run_seed: int) -> None:
    """The score as docs/silos.md states it, token by token."""
    said = [each.text for each in many(random.Random(run_seed), 60).all]
    texts, tokens = Texts(said), [set(search.tokens(text)) for text in said]
    counts = Counter(token for each in tokens for token in each)

    def weight(some: set[str]) -> int:
        return sum(round(1000 * math.log(1 + len(said) / counts[token]) ** 2) for token in some)

    for one, other in itertools.product(range(60), repeat=2):
        assert texts.totals[one] == weight(tokens[one])
        whole = weight(tokens[one] | tokens[other])
        assert texts.score(one, other) == (weight(tokens[one] & tokens[other]) / whole if whole else 0.0)
    assert len(texts.weights) < len(counts), "some come with the same words"


@pytest.mark.parametrize("length", [50, 5_000])
def test_a_word_may_be_long(run_seed: int, length: int) -> None:
    """As heavy as thousands of other texts: its sketch has not that many bits."""
    said = "".join(random.Random(run_seed).choices("abcdefghijklmnop", k=length))
    texts = Texts([said, f"{said} nog", "nog", *("iets anders" for _ in range(2000))])
    assert [place for place, _ in texts.alike(0, range(1, 2003), 0.2)] == [1]


def test_a_text_may_be_long() -> None:
    said = " ".join(f"woord{number:06}" for number in range(100_000))
    texts = Texts([said, f"{said} nog", *("iets anders" for _ in range(2000))])
    assert texts.score(0, 1) > 0.99
    assert [place for place, _ in texts.alike(0, (1, 2), 0.2)] == [1]


def test_what_is_shared_is_told_in_words_and_parts_of_words() -> None:
    one, other = "Schooltuin op het plein, met bankjes", "Een moestuin bij de school; ook op het plein een bank"
    texts = Texts([one, other, "heel iets anders"])
    assert set(texts.shared(one, other)) == {"plein", "school", "tuin", "bank"}
    assert texts.shared(one, "niets") == ()


# -- by hand --------------------------------------------------------------------------------------------------------


def pair(**more: Any) -> SmallGraph:
    """Two that would be a pair: one text, domain and area, owned in a and b."""
    graph = city()
    holds(graph, "a1:d1 b1:d2")
    graph.part_of("d2", "d1")
    for key, domain in (("tuin", "d1"), ("moestuin", "d2")):
        graph.initiative(key, [domain], areas=["laak"], **more)
        graph.nodes[f"initiative:{key}"][1]["title"] = f"Een {key} op het schoolplein"
    return graph


async def pairs(database: Database, graph: SmallGraph, viewer: Any = ANALYST, on: date = ON, **wanted: Any) -> list[dict[str, Any]]:
    await store(database, graph)
    found: list[dict[str, Any]] = (await Desk(database, viewer).answer(ASKED, on=on.isoformat(), **wanted))["doubleWork"]["nodes"]
    return found


async def test_two_that_are_alike(database: Database) -> None:
    (found,) = await pairs(database, pair())
    assert (found["one"]["id"], found["other"]["id"]) == ("initiative:moestuin", "initiative:tuin")
    assert found["shared"] == ["schoolplein", "tuin"]
    assert [[each["id"] for each in found[name]] for name in ("domains", "areas", "ownersOfOne", "silosOfOther")] == [
        ["domain:d2"], ["area:laak"], ["department:b1"], ["department:a"],
    ]  # fmt: skip


@pytest.mark.parametrize("changed", ["area", "domain", "silo", "text", "ended", "nobody"])
async def test_where_one_thing_differs_there_is_no_double_work(database: Database, changed: str) -> None:
    graph = pair(stage="DONE") if changed == "ended" else pair()
    if changed == "area":
        graph.relationships = [each for each in graph.relationships if each[:2] != ("LOCATED_IN", "initiative:tuin")]
    if changed == "domain":
        graph.relationships = [each for each in graph.relationships if each[:2] != ("PART_OF", "domain:d2")]
    if changed == "silo":
        graph.responsibility("a2", "moestuin")
    if changed == "text":
        graph.nodes["initiative:tuin"][1]["title"] = "Fietsen voor iedereen"
    if changed == "nobody":
        graph.relationships = [each for each in graph.relationships if each[:2] != ("HOLDS", "department:a1")]
    assert await pairs(database, graph) == []


async def test_who_knows_both_makes_them_known(database: Database) -> None:
    graph = pair()
    resident, event = graph.resident("ans"), graph.add("Event", "avond", date=DAY_AFTER)
    for key in ("tuin", "moestuin"):
        graph.relate("STARTED", resident, f"initiative:{key}")
        graph.relate("CONCERNS", event, f"initiative:{key}")
    assert await pairs(database, graph) == []
    (seen,) = await pairs(database, graph, PUBLIC)  # who may not see residents learns nothing of them
    assert seen["score"] > 0.2
    assert await pairs(database, graph, PUBLIC, on=DAY_AFTER) == []


@pytest.mark.parametrize("wanted", ["minScore: 0", "minScore: -1", "minScore: 1.01", "first: 0"])
async def test_what_makes_no_sense_is_refused(database: Database, wanted: str) -> None:
    await store(database, pair())
    assert await Desk(database).refused(f"{{ doubleWork({wanted}) {{ totalCount }} }}") == "BAD_INPUT"
