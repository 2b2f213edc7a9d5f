"""The rule of ownership on a real Neo4j: the cases worked out by hand, and random graphs beside the specification."""

import os
import random
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from graph.database.session import Database
from graph.ownership.answer.ownership import Ownership, ownership
from graph.ownership.facts.model import Facts
from graph.ownership.rule.decide import OwnershipQuestion
from tests.examples import examples
from tests.graph.ownership import specification
from tests.graph.ownership.cases import CASES, Case
from tests.graph.ownership.random_graphs import areas, random_graph, subjects
from tests.graph.ownership.stored import facts_of, store

GRAPHS = examples(500)
SEED = int(os.environ.get("SNIJVLAK_SEED") or random.randrange(1_000_000))
DAYS = 5


def part(answer: Ownership, name: str) -> Any:
    """A part of an answer in the shape in which a case tells it."""
    shapes: dict[str, Callable[[], Any]] = {
        "status": lambda: answer.status.value,
        "basis": lambda: answer.basis.value,
        "owners": lambda: tuple(owner.party for owner in answer.owners),
        "lead": lambda: answer.lead.party if answer.lead else None,
        "partners": lambda: frozenset(owner.party for owner in answer.partners),
        "lapsed": lambda: frozenset(answer.lapsed),
        "known": lambda: answer.known,
        "topics": lambda: {(topic.topic, topic.area): topic.parties for topic in answer.topics},
        "inherited": lambda: {topic.topic: topic.inherited_from for topic in answer.topics if topic.inherited_from},
    }
    return shapes[name]()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_case(database: Database, case: Case) -> None:
    await store(database, case.graph)
    facts = await facts_of(database, [case.subject], [case.area] if case.area else [])
    answer = ownership(facts, OwnershipQuestion(case.subject, case.area), case.on, case.as_known_at)
    assert {name: part(answer, name) for name in case.expected} == case.expected, case.why


PARTS = ("status", "basis", "owners", "lead", "partners", "topics", "lapsed", "known")


def specified(answer: specification.Answer, name: str) -> Any:
    """The same part as the specification gives it."""
    if name == "topics":
        return {(topic.subject, topic.area): topic.departments for topic in answer.topics}
    if name == "owners":
        return answer.owners if answer.status not in ("BETWEEN_SILOS", "UNOWNED", "LAPSED") else ()
    return getattr(answer, name)


def days_of(rng: random.Random, graph: Any) -> list[date]:
    """Days on which something begins or ends in this graph, and the days before: where the borders are."""
    dates = {value for _, properties in graph.nodes.values() for value in properties.values() if type(value) is date}
    dates |= {value for *_, properties in graph.relationships for value in properties.values() if type(value) is date}
    near = sorted({date.fromordinal(each.toordinal() + shift) for each in dates for shift in (-1, 0, 1)}) or [date(2020, 3, 1)]
    return [rng.choice(near) for _ in range(DAYS)]


async def test_random_graphs_agree_with_the_specification(database: Database) -> None:
    """Status, owners, lead, topics, lapsed and more, in every area, at five dates each."""
    print(f"SNIJVLAK_SEED={SEED} graphs={GRAPHS}")
    seen: Counter[str] = Counter()
    for number in range(GRAPHS):
        rng = random.Random(f"{SEED}-{number}")
        graph = random_graph(rng)
        await store(database, graph)
        places = areas(graph)
        named = [place for place in places if place]
        together = await facts_of(database, subjects(graph), named)
        for day in days_of(rng, graph):
            alone = rng.choice(subjects(graph))
            facts_alone = await facts_of(database, [alone], named)
            for subject in subjects(graph):
                for place in places:
                    facts = facts_alone if subject == alone else together
                    seen[_agree(graph, facts, subject, day, place, f"SNIJVLAK_SEED={SEED} graph {number}")] += 1
    print(dict(seen))
    assert GRAPHS < 20 or len(seen) == 7, "every status has to occur"


def _agree(graph: Any, facts: Facts, subject: str, day: date, place: str | None, where: str) -> str:
    expected = specification.ownership(graph, subject, day, place)
    answer = ownership(facts, OwnershipQuestion(subject, place), day)
    ours = {name: part(answer, name) for name in PARTS}
    theirs = {name: specified(expected, name) for name in PARTS}
    assert ours == theirs, f"{where}: {subject} on {day} in {place}"
    return expected.status
