"""The list of gaps, since when, several things at once, the convener: small graphs with answers worked out by hand."""

import random
from datetime import date

import pytest

from tests.graph.ownership.asking import DAY_AFTER, DAY_BEFORE, LAST_YEAR, LONG_AGO, NEXT_YEAR, ON, city, holds
from tests.graph.ownership.gaps_specification import between_silos, consents, convener, open_since, running, silos
from tests.graph.ownership.random_graphs import DATES, random_graph, statuses, subjects
from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.specification import ownership, ownership_together


def gap() -> SmallGraph:
    """d1 with a1, d2 with b1: what touches both falls between silos."""
    graph = city()
    holds(graph, "a1:d1 b1:d2")
    return graph


def test_listed_while_it_runs_and_asks_for_something() -> None:
    graph = gap()
    graph.initiative("plain", ["d1", "d2"])
    graph.initiative("starts-today", ["d1", "d2"], started_on=ON)
    graph.initiative("last-day", ["d1", "d2"], ended_on=ON, asks=["MONEY"])
    graph.initiative("starts-tomorrow", ["d1", "d2"], started_on=DAY_AFTER)
    graph.initiative("ended-yesterday", ["d1", "d2"], ended_on=DAY_BEFORE)
    graph.initiative("stopped", ["d1", "d2"], stage="STOPPED")
    graph.initiative("done", ["d1", "d2"], stage="DONE")
    graph.initiative("asks-nothing", ["d1", "d2"], asks=["NOTHING"])
    graph.initiative("owned", ["d1"])
    listed = {f"initiative:{key}" for key in ("plain", "starts-today", "last-day")}
    assert between_silos(graph, ON) == listed
    ended = {f"initiative:{key}" for key in ("ended-yesterday", "stopped", "done")}
    assert between_silos(graph, ON, include_ended=True) == listed | ended


def test_was_running_before_its_last_day_whatever_its_stage_is_now() -> None:
    graph = city()
    graph.initiative("i", stage="DONE", ended_on=LAST_YEAR)
    assert running(graph, "initiative:i", LAST_YEAR)
    assert not running(graph, "initiative:i", ON)


def test_shared_is_a_gap_only_without_lead() -> None:
    graph = gap()
    graph.initiative("led")
    graph.responsibility("a1", "led", role="LEAD")
    graph.responsibility("b1", "led")
    graph.initiative("unled")
    holds(graph, "a1:unled b1:unled")
    assert between_silos(graph, ON, ["SHARED"]) == {"initiative:unled"}


@pytest.mark.parametrize(("started_on", "since"), [
    (None, LAST_YEAR), (LONG_AGO, LAST_YEAR), (ON, ON), (DAY_AFTER, None),
])
def test_open_since_the_second_domain_came(started_on: date | None, since: date | None) -> None:
    graph = gap()
    graph.initiative("i", ["d1"], started_on=started_on)
    graph.relate("TOUCHES", "i", "d2", validFrom=LAST_YEAR)
    assert open_since(graph, "initiative:i", ON) == since


@pytest.mark.parametrize(("started_on", "since"), [(None, None), (LONG_AGO, LONG_AGO)])
def test_open_from_the_start_or_unknown(started_on: date | None, since: date | None) -> None:
    graph = gap()
    graph.initiative("i", ["d1", "d2"], started_on=started_on)
    assert open_since(graph, "initiative:i", ON) == since


def test_open_since_an_owner_left_and_closed_while_there_was_one() -> None:
    graph = gap()
    graph.initiative("i", ["d1", "d2"])
    graph.responsibility("a1", "i", valid_from=LONG_AGO, valid_to=LAST_YEAR)
    graph.responsibility("b1", "i", valid_from=NEXT_YEAR)
    assert open_since(graph, "initiative:i", ON) == LAST_YEAR
    assert open_since(graph, "initiative:i", date(2018, 12, 31)) is None
    assert open_since(graph, "initiative:i", NEXT_YEAR) is None


def test_other_kinds_of_open_do_not_break_the_run() -> None:
    graph = gap()
    graph.initiative("i", ["d1", "d2"], started_on=LONG_AGO)
    graph.responsibility("a1", "i", valid_from=LAST_YEAR)
    graph.responsibility("b1", "i", valid_from=LAST_YEAR)
    assert open_since(graph, "initiative:i", ON) == LONG_AGO


def test_silos_of_a_gap() -> None:
    graph = gap()
    graph.organisation("water", public_task=True)
    holds(graph, "water:d2")
    graph.initiative("i", ["d1", "d2", "d4"])
    answer = ownership(graph, "initiative:i", ON)
    assert answer.status == "BETWEEN_SILOS"
    assert silos(graph, answer, ON) == {"department:a", "department:b", "organisation:water"}


def test_together_two_domains_are_two_topics() -> None:
    graph = gap()
    assert ownership_together(graph, ["domain:d1"], [], ON).owners == ("department:a1",)
    assert ownership_together(graph, ["domain:d1", "domain:d2"], [], ON).status == "BETWEEN_SILOS"
    assert ownership_together(graph, ["domain:d1", "domain:d4"], [], ON).status == "PARTLY_OWNED"
    assert ownership_together(graph, [], [], ON).status == "UNOWNED"
    assert not ownership_together(graph, [], [], ON).known


def test_together_a_problem_counts_itself_or_else_by_its_domains() -> None:
    graph = gap()
    graph.problem("held", ["d2"])
    graph.problem("loose", ["d2"])
    holds(graph, "a1:held")
    assert ownership_together(graph, ["domain:d1"], ["problem:held"], ON).owners == ("department:a1",)
    assert ownership_together(graph, ["domain:d1"], ["problem:loose"], ON).status == "BETWEEN_SILOS"


def test_together_a_broader_domain_is_dropped() -> None:
    graph = gap()
    graph.part_of("d1", "d2")
    answer = ownership_together(graph, ["domain:d1", "domain:d2"], [], ON)
    assert (answer.status, answer.owners) == ("OWNED", ("department:a1",))


def test_consent_is_named_beside_the_owner() -> None:
    graph = gap()
    graph.initiative("i", ["d1"])
    graph.responsibility("b2", "d1", role="CONSENT")
    graph.responsibility("a2", "d1", role="CONSENT", valid_to=LAST_YEAR)
    assert consents(graph, "initiative:i", ON) == {"department:b2"}
    assert ownership(graph, "initiative:i", ON).owners == ("department:a1",)


def test_convener_of_the_nearest_area() -> None:
    graph = gap()
    graph.responsibility("a1", None, role="CONVENER", within=["city"])
    graph.responsibility("b1", None, role="CONVENER", within=["laak"])
    graph.responsibility("b2", "d1", role="CONVENER", within=["molenwijk"])
    assert convener(graph, ON, "area:molenwijk") == "department:b1"
    assert convener(graph, ON, "area:escamp") == "department:a1"


def test_every_status_occurs_often_in_random_graphs() -> None:
    found = statuses(random.Random(1), 150)
    assert len(found) == 7
    assert min(found.values()) >= 0.02 * found.total()


def test_random_graphs_are_the_same_for_the_same_seed() -> None:
    one, other = random_graph(random.Random(7)), random_graph(random.Random(7))
    assert (one.nodes, one.relationships) == (other.nodes, other.relationships)


def test_the_run_of_a_gap_is_unbroken_in_random_graphs() -> None:
    for seed in range(20):
        graph = random_graph(random.Random(seed))
        for initiative in (node for node in subjects(graph) if graph.label(node) == "Initiative"):
            if since := open_since(graph, initiative, DATES[-1]):
                between = [day for day in DATES if day >= since]
                answers = [ownership(graph, initiative, day) for day in between]
                assert all(answer.status != "OWNED" and not answer.lead for answer in answers)
