"""Why not: every change that is told is tried in the graph itself and judged by the specification, and none is missed."""

import os
import random
import re
from collections import Counter
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from graph.database.session import Database
from graph.ownership.answer.why_not import ChangeCode, WhatIf, WhyNot, why_not
from graph.ownership.facts.model import Facts
from graph.ownership.facts.needs import EVERYTHING
from graph.ownership.facts.query import facts_query_with_parties
from graph.ownership.history.reading import facts_from
from graph.ownership.rule.decide import OwnershipQuestion
from graph.ownership.rule.snapshot import Snapshot
from graph.ownership.wording.why_not_sentences import what_if, why
from tests.examples import examples
from tests.graph.ownership.asking import ON, city, holds
from tests.graph.ownership.random_graphs import DATES, areas, random_graph, subjects
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.specification import Rule, ownership
from tests.graph.ownership.stored import store

SEED = int(os.environ.get("SNIJVLAK_SEED") or random.randrange(1_000_000))
PARTIES = ("Department", "Official", "Organisation", "Resident")
LABELS = ("Resident", "Official", "Department", "Organisation")


async def read(database: Database, graph: SmallGraph, subject: str, party: str) -> Facts:
    """The facts around a subject and a party, as the API reads them."""
    places = [place for place in areas(graph) if place]
    found, *record = (await database.read(facts_query_with_parties([party], LABELS, [subject], places, {}, EVERYTHING))).one()
    assert found == [party]
    return facts_from(record).facts


# -- changing the graph itself --------------------------------------------------------------------------------------


def applied(graph: SmallGraph, found: WhyNot, change: WhatIf, on: date) -> SmallGraph:
    """The graph with that one change."""
    made = deepcopy(graph)
    record = made.nodes[change.responsibility][1] if change.responsibility else {}
    if change.code is ChangeCode.BE_THERE:
        there(made.nodes[found.stands_for][1], on)
    elif change.code is ChangeCode.PUBLIC_TASK:
        made.nodes[found.party][1]["publicTask"] = True
    elif change.code is ChangeCode.VALID:
        there(record, on)
        for kind, start, end, told in made.relationships:
            if (kind == "HOLDS" and end == change.responsibility) or (kind == "FOR" and start == change.responsibility):
                there(told, on)
    elif change.code is ChangeCode.ROLE:
        record["role"] = "OWNER"
    elif change.code is ChangeCode.RECORDED:
        record.pop("recordedFrom", None)
        record.pop("recordedTo", None)
    elif change.code is ChangeCode.EVERYWHERE:
        made.relationships = [each for each in made.relationships if not (each[0] == "WITHIN" and each[1] == change.responsibility)]
    elif change.code is ChangeCode.LEAD:
        record["role"] = "LEAD"
    elif change.code in (ChangeCode.TAKE, ChangeCode.TAKE_LEAD):
        assert change.subject
        take(made, found.party, change.subject, change.code is ChangeCode.TAKE_LEAD, change.area)
    elif change.code is ChangeCode.OTHER_ENDS:
        record["validTo"] = on
    else:
        assert change.code is ChangeCode.NOT_ABOUT
        leave(made, found.answer.subject, change.subject)
    return made


def there(told: dict[str, Any], on: date) -> None:
    """Dates that cover the day, as little otherwise as can be."""
    start, end, only = (told.get(name) for name in ("validFrom", "validTo", "attestedOn"))
    if (start is None or start <= on) and (end is None or on < end) and only in (None, on):
        return
    told.pop("attestedOn", None)
    if start and start > on:
        told["validFrom"] = on
    if end and end <= on:
        told.pop("validTo")


def take(graph: SmallGraph, party: str, subject: str, lead: bool, area: str | None) -> None:
    graph.responsibility(party, subject, role="LEAD" if lead else None, within=[area] if area else [], key="new")


def leave(graph: SmallGraph, subject: str | None, topic: str | None) -> None:
    graph.relationships = [each for each in graph.relationships if (each[1], each[2]) != (subject, topic)]


def rank(graph: SmallGraph, subject: str, party: str, on: date, area: str | None) -> tuple[int, str]:
    """How far up a party is by the specification, and the status."""
    answer = ownership(graph, subject, on, area)
    owners = answer.owners if answer.status in ("OWNED", "SHARED", "CONTESTED", "PARTLY_OWNED") else ()
    if party not in owners:
        return 0, answer.status
    return (2 if answer.status == "OWNED" or answer.lead == party else 1), answer.status


# -- random graphs ---------------------------------------------------------------------------------------------------


async def test_changes_of_random_graphs_are_true_and_whole(database: Database) -> None:
    print(f"SNIJVLAK_SEED={SEED}")
    seen: Counter[str] = Counter()
    for number in range(examples(300)):
        rng = random.Random(f"{SEED}-why-{number}")
        graph = random_graph(rng)
        await store(database, graph)
        parties = [node for node, (label, _) in graph.nodes.items() if label in PARTIES]
        for _ in range(2):
            subject, party, on, area = rng.choice(subjects(graph)), rng.choice(parties), rng.choice(DATES), rng.choice(areas(graph))
            found = why_not(Snapshot(await read(database, graph, subject, party), on), OwnershipQuestion(subject, area), party)
            where = f"SNIJVLAK_SEED={SEED} graph {number}: {subject} {party} on {on} in {area}"
            seen.update(_agree(graph, found, on, area, where))
    print(dict(seen))


def _agree(graph: SmallGraph, found: WhyNot, on: date, area: str | None, where: str) -> list[str]:
    subject = found.answer.subject
    assert subject
    now, _ = rank(graph, subject, found.stands_for, on, area)
    assert found.is_owner == (now > 0), where
    for change in found.changes:
        then, status = rank(applied(graph, found, change, on), subject, found.stands_for, on, area)
        assert then > now, f"{where}: {change}"
        assert status == change.decision.status, f"{where}: {change}"
    _misses_none(graph, found, on, area, now, where)
    for language in ("NL", "EN"):
        for text in (why(found, language), *(what_if(found, change, language) for change in found.changes)):
            assert re.fullmatch(r"[^{}|]+\.", text), text
            assert not re.search(r"None|eigenaar|silo|  |‘’| ,|\(\)", text), text
    return [change.code.value for change in found.changes] or ["none"]


def _misses_none(graph: SmallGraph, found: WhyNot, on: date, area: str | None, now: int, where: str) -> None:
    """By the specification alone: what the party could take on everywhere, and whose end would help."""
    subject, party = found.answer.subject, found.stands_for
    assert subject
    if graph.get(party, "level") == "MUNICIPALITY":
        assert not found.changes, where
        return
    told = {(change.code.value, change.subject, change.responsibility) for change in found.changes}
    taken = {subject for code, subject, _ in told if code in ("TAKE", "TAKE_LEAD")}
    rule = Rule(graph, on)
    here: list[str | None] = [area] if area else [*rule.out(subject, "LOCATED_IN", "Area")] or [None]
    about = {subject}.union(*(rule.chain(topic) for topic in rule.topics(subject, here)[0]))
    for each in about:
        made = deepcopy(graph)
        take(made, found.party, each, lead=False, area=None)
        helps = rank(made, subject, party, on, area)[0] > now
        assert not helps or each in taken, f"{where}: taking {each}"
    for responsibility, (label, _) in graph.nodes.items():
        if label == "Responsibility" and rule.in_force(responsibility):
            made = deepcopy(graph)
            made.nodes[responsibility][1]["validTo"] = on
            if rank(made, subject, party, on, area)[0] > now:
                ended = {record for code, _, record in told if code == "OTHER_ENDS"}
                own = graph.arriving(responsibility, "HOLDS")[0][0] in (found.party, party) or party in {rule.seat(node, responsibility) for node, _ in graph.arriving(responsibility, "HOLDS") if graph.label(node) == "Official"}
                assert own or responsibility in ended, f"{where}: ending {responsibility}"


# -- by hand ---------------------------------------------------------------------------------------------------------


async def asked(database: Database, graph: SmallGraph, party: str) -> WhyNot:
    await store(database, graph)
    subject, found = graph.find("i"), graph.find(party)
    return why_not(Snapshot(await read(database, graph, subject, found), ON), OwnershipQuestion(subject), found)


@pytest.mark.parametrize(("party", "said"), [
    ("a1", "a1 pakt ‘d1’ op, maar niet de andere onderwerpen."),
    ("a", "a gaat niet mee: a1, dat eronder valt, pakt het op."),
    ("b2", "b2 is niet aangewezen voor ‘d1’ en ‘d2’, en daar gaat dit over."),
    ("m", "m is de gemeente als geheel; dat is niemand in het bijzonder."),
    ("club", "Club heeft geen publieke taak en kan niet voor de overheid beslissen."),
])  # fmt: skip
async def test_where_it_was_lost(database: Database, party: str, said: str) -> None:
    graph = city()
    graph.initiative("i", ["d1", "d2"])
    holds(graph, "a:d1 a1:d1 b1:d2")
    graph.organisation("club")
    found = await asked(database, graph, party)
    assert why(found, "NL").lower() == said.lower()
    assert bool(found.steps) == (party in ("a1", "a"))
    assert not found.is_owner


async def test_the_changes_that_close_a_gap(database: Database) -> None:
    graph = city()
    graph.initiative("i", ["d1", "d2"])
    holds(graph, "a1:d1 b1:d2")
    found = await asked(database, graph, "a1")
    assert [(change.code.value, change.subject, change.decision.status.value) for change in found.changes] == [
        ("TAKE", "initiative:i", "OWNED"), ("TAKE", "domain:d2", "OWNED"), ("OTHER_ENDS", "domain:d2", "PARTLY_OWNED"), ("NOT_ABOUT", "domain:d2", "OWNED"),
    ]  # fmt: skip
    assert what_if(found, found.changes[1], "NL") == "Als a1 werd aangewezen voor ‘d2’, dan pakte a1 dit op."
    assert what_if(found, found.changes[2], "EN") == "If b1 no longer answered for ‘d2’, a1 would be responsible for a part of this."


async def test_an_owner_is_told_so_and_needs_no_change(database: Database) -> None:
    graph = city()
    graph.initiative("i", ["d1"])
    holds(graph, "a1:d1")
    found = await asked(database, graph, "a1")
    assert (found.is_owner, found.changes, why(found, "EN")) == (True, (), "a1 is responsible for this.")


async def test_one_of_several_is_told_what_makes_it_the_lead(database: Database) -> None:
    graph = city()
    graph.initiative("i")
    holds(graph, "a1:i b1:i")
    found = await asked(database, graph, "a1")
    assert found.is_owner
    assert [(change.code.value, change.decision.status.value, change.decision.lead) for change in found.changes] == [
        ("LEAD", "SHARED", "department:a1"), ("TAKE_LEAD", "SHARED", "department:a1"), ("OTHER_ENDS", "OWNED", None),
    ]  # fmt: skip
