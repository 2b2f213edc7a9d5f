"""Reading less than everything gives the same answer for what is asked, and refuses the rest."""

import os
import random
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from graph.database.session import Database
from graph.ownership.answer.owners import Owner
from graph.ownership.answer.ownership import Ownership, answer_at
from graph.ownership.facts.needs import EVERYTHING, LEAST, Need, Needs
from graph.ownership.facts.query import facts_query
from graph.ownership.history.reading import Reading, facts_from
from graph.ownership.rule.decide import OwnershipQuestion
from graph.ownership.wording.step_sentences import reason
from tests.examples import examples
from tests.graph.ownership.random_graphs import DATES, MOMENTS, areas, random_graph, subjects
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.stored import store

SEED = int(os.environ.get("SNIJVLAK_SEED") or random.randrange(1_000_000))


# Few sets: Neo4j plans each of them anew.
FEW = (*(frozenset({need}) for need in Need), frozenset({Need.OFFICIAL, Need.CONVENER}))


def owner(found: Owner | None, needs: Needs) -> Any:
    return found and (found.party, found.silo, found.responsibility, found.official if Need.OFFICIAL in needs else None)


def told(answer: Ownership, needs: Needs) -> dict[str, Any]:
    """All of an answer that facts read for these needs can tell."""
    around: dict[Need, Callable[[], Any]] = {
        Need.CONSENTS: lambda: [owner(each, needs) for each in answer.consents],
        Need.CONVENER: lambda: owner(answer.convener, needs),
        Need.DOORS: lambda: answer.doors,
        Need.STEPS: lambda: [(step, reason(answer.facts, step, "NL")) for step in answer.steps],
    }
    return {
        "decided": (answer.status, answer.basis, answer.known, answer.synthetic, answer.lapsed),
        "owners": [owner(each, needs) for each in (*answer.owners, answer.lead, *answer.partners)],
        "topics": [(each.topic, each.area, each.parties, each.inherited_from) for each in answer.topics],
        **{need.name: part() for need, part in around.items() if need in needs},
    }


async def read(database: Database, graph: SmallGraph, needs: Needs) -> Reading:
    named = [place for place in areas(graph) if place]
    return facts_from((await database.read(facts_query(subjects(graph), named, needs=needs))).one(), needs)


def with_counters(rng: random.Random) -> SmallGraph:
    """A random graph with counters that serve something, and officials who are contacts."""
    graph = random_graph(rng)
    nodes = [node for node, (label, _) in graph.nodes.items() if label in ("Problem", "Domain", "Area")]
    departments = [node for node, (label, _) in graph.nodes.items() if label == "Department"]
    for number in range(rng.randint(0, 3)):
        counter = graph.counter(f"c{number}", rng.choice(departments))
        graph.relate("SERVES", counter, rng.choice(nodes))
    for number in range(rng.randint(0, 3)):
        contact = graph.official(f"f{number}")
        graph.works_for(contact, rng.choice(departments), function=rng.choice(("contact", "Hoofd", "adviseur")))
    return graph


async def test_reading_less_tells_the_same(database: Database) -> None:
    """Random graphs and needs: the same answers, doors, officials and first days as with everything read."""
    for number in range(examples(200)):
        rng = random.Random(f"{SEED}-needs-{number}")
        graph = with_counters(rng)
        await store(database, graph)
        whole = await read(database, graph, EVERYTHING)
        for needs in (LEAST, rng.choice(FEW)):
            part = await read(database, graph, needs)
            assert part.facts.needs == needs
            for subject in subjects(graph):
                place, day, known_at = rng.choice(areas(graph)), rng.choice(DATES), rng.choice((None, None, *MOMENTS))
                _same(whole, part, OwnershipQuestion(subject, place), day, known_at, f"SNIJVLAK_SEED={SEED} graph {number}")
            question, day = OwnershipQuestion(rng.choice(subjects(graph))), rng.choice(DATES)
            since = [each.history().unchanged_since(question, day) for each in (whole, part)]
            assert since[0] == since[1], f"SNIJVLAK_SEED={SEED} graph {number}: {question} on {day} with {needs}"


def _same(whole: Reading, part: Reading, question: OwnershipQuestion, day: date, known_at: datetime | None, where: str) -> None:
    needs = part.facts.needs
    expected, found = (told(answer_at(each.snapshot(day, known_at), question), needs) for each in (whole, part))
    assert found == expected, f"{where}: {question} on {day} with {needs}"


@pytest.mark.parametrize("part", ["consents", "convener", "doors", "steps"])
async def test_a_part_that_was_not_read_is_refused(database: Database, part: str) -> None:
    graph = random_graph(random.Random(1))
    await store(database, graph)
    answer = answer_at((await read(database, graph, LEAST)).snapshot(DATES[1]), OwnershipQuestion(subjects(graph)[0]))
    with pytest.raises(LookupError, match="were not read for"):
        getattr(answer, part)


async def test_the_official_is_refused_where_contacts_were_not_read(database: Database) -> None:
    graph = SmallGraph()
    graph.department("m", level="MUNICIPALITY")
    domain = graph.domain("d")
    graph.responsibility(graph.department("a", "m", level="SERVICE"), domain)
    await store(database, graph)
    (found,) = answer_at((await read(database, graph, LEAST)).snapshot(DATES[1]), OwnershipQuestion(domain)).owners
    with pytest.raises(LookupError, match="OFFICIAL"):
        _ = found.official
