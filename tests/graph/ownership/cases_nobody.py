"""Cases of nobody: lapsed or never owned, known to us or not, and graphs in which something is wrong."""

from tests.graph.ownership.asking import DAY_BEFORE, LAST_YEAR, LONG_AGO, NEXT_YEAR, ON, asked, holds
from tests.graph.ownership.small_graph import SmallGraph


@asked("Nobody ever held it.", subject="d1", status="UNOWNED", basis="INHERITED", owners="", topics={"d1": ""},
       lapsed="", known=False)
def unowned(graph: SmallGraph) -> None:
    pass


@asked("A steward confirmed that the list is empty: nobody, and we know it.", subject="x", status="UNOWNED", known=True)
def unowned_and_known(graph: SmallGraph) -> None:
    graph.domain("x", checked_on=LAST_YEAR)


@asked("One uncovered domain was checked, the other not: not known to us.", status="UNOWNED", known=False)
def one_of_two_checked(graph: SmallGraph) -> None:
    graph.domain("x", checked_on=LAST_YEAR)
    graph.initiative("i", domains=["d1", "x"])


@asked("Partly owned, and the uncovered domain was never checked.", status="PARTLY_OWNED", known=False)
def partly_owned_not_known(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1", "d4"])
    holds(graph, "a1:d1")


@asked("What is covered needs no check.", status="OWNED", owners="a1", known=True)
def covered_is_known(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1"])
    holds(graph, "a1:d1")


@asked("No domain, no problem: nothing to know it by.", status="UNOWNED", topics={}, known=False)
def no_topic(graph: SmallGraph) -> None:
    graph.initiative("i")


@asked("A problem under no domain.", subject="p1", status="UNOWNED", topics={}, known=False)
def problem_without_domain(graph: SmallGraph) -> None:
    graph.problem("p1")


@asked("No topic, but somebody held the initiative itself.", status="LAPSED", lapsed="r", topics={}, known=False)
def lapsed_itself(graph: SmallGraph) -> None:
    graph.initiative("i")
    graph.responsibility("a1", "i", valid_to=LAST_YEAR, key="r")


@asked("Somebody held the problem it addresses.", status="LAPSED", lapsed="r", topics={"d1": ""})
def lapsed_of_the_problem(graph: SmallGraph) -> None:
    graph.problem("p1", ["d1"])
    graph.initiative("i", problems=["p1"])
    graph.responsibility("a1", "p1", valid_to=LAST_YEAR, key="r")


@asked("Somebody held a broader domain.", subject="d1", status="LAPSED", lapsed="r")
def lapsed_of_a_broader_domain(graph: SmallGraph) -> None:
    graph.part_of("d1", "d0")
    graph.responsibility("a1", "d0", valid_to=LAST_YEAR, key="r")


@asked("What was held of a narrower domain has nothing to do with it.", subject="d0", status="UNOWNED", lapsed="")
def lapsed_of_a_narrower_domain(graph: SmallGraph) -> None:
    graph.part_of("d1", "d0")
    graph.responsibility("a1", "d1", valid_to=LAST_YEAR)


@asked("Owned again: what lapsed is still listed.", subject="d1", status="OWNED", owners="b1", lapsed="r")
def lapsed_beside_an_owner(graph: SmallGraph) -> None:
    graph.responsibility("a1", "d1", valid_to=LAST_YEAR, key="r")
    holds(graph, "b1:d1")


@asked("Also of a domain, beside an owner who inherits.", status="OWNED", owners="b1", lapsed="r")
def lapsed_beside_an_inherited_owner(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1"])
    graph.responsibility("a1", "d1", role="LEAD", valid_to=LAST_YEAR, key="r")
    holds(graph, "b1:d1")


@asked("It has ended for an official who had a seat.", subject="d1", status="LAPSED", lapsed="r")
def lapsed_of_an_official(graph: SmallGraph) -> None:
    graph.official("els")
    graph.works_for("els", "a1", LONG_AGO, LAST_YEAR)
    graph.responsibility("els", "d1", valid_from=LONG_AGO, valid_to=LAST_YEAR, key="r")


@asked("It has ended; that its department also was dissolved makes no difference.", subject="d1", status="LAPSED",
       lapsed="r")
@asked("Before the department was dissolved, it had ended as well.", subject="d1", on=DAY_BEFORE, status="LAPSED",
       lapsed="r")
def lapsed_and_dissolved(graph: SmallGraph) -> None:
    graph.department("old", "a", valid_to=ON)
    graph.successor("old", "b1")
    graph.responsibility("old", "d1", valid_to=LAST_YEAR, key="r")


@asked("Dissolved before it would begin: a future one changes nothing.", subject="d1", status="UNOWNED", lapsed="")
@asked("Once it has begun, it is held for a department that is no more.", subject="d1", on=NEXT_YEAR,
       status="LAPSED", lapsed="r")
def future_of_a_dissolved_department(graph: SmallGraph) -> None:
    graph.department("old", "a", valid_to=LAST_YEAR)
    graph.responsibility("old", "d1", valid_from=NEXT_YEAR, key="r")


# Something is wrong with the graph; the answer ends and says what it can.

@asked("Two domains above each other: neither is lower, neither is dropped, each answers for the other.",
       status="OWNED", owners="a1", topics={"d1": "a1", "d2": "a1"}, inherited={"d2": "d1"})
def domain_loop(graph: SmallGraph) -> None:
    graph.part_of("d1", "d2")
    graph.part_of("d2", "d1")
    graph.initiative("i", domains=["d1", "d2"])
    holds(graph, "a1:d1")


@asked("Two departments above each other: neither is lower, so neither displaces.", subject="d1", status="SHARED",
       owners="x y")
def department_loop(graph: SmallGraph) -> None:
    graph.department("x")
    graph.department("y", "x")
    graph.part_of("x", "y")
    holds(graph, "x:d1 y:d1")


@asked("A department that is part of itself is one department.", subject="d1", status="OWNED", owners="x")
def department_under_itself(graph: SmallGraph) -> None:
    graph.department("x")
    graph.part_of("x", "x")
    holds(graph, "x:d1")


@asked("No role told is OWNER; one that nobody knows is as good as none.", subject="d1", status="SHARED",
       owners="a1 b1")
def unknown_role(graph: SmallGraph) -> None:
    graph.responsibility("a1", "d1")
    graph.responsibility("b1", "d1", role="EIGENAAR")


@asked("A responsibility that nobody holds is nothing.", subject="d1", status="UNOWNED", lapsed="")
def responsibility_without_holder(graph: SmallGraph) -> None:
    graph.add("Responsibility", "r", validTo=LAST_YEAR)
    graph.relate("FOR", "r", "d1")
