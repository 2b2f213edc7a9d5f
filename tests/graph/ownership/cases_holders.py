"""Cases of holders: who may own, an official's seat, departments that were dissolved."""

from datetime import date

from tests.graph.ownership.asking import DAY_AFTER, DAY_BEFORE, LAST_YEAR, LONG_AGO, NEXT_YEAR, ON, asked, holds
from tests.graph.ownership.small_graph import SmallGraph

# Who may own.


@asked("Residents start things, they do not decide for the government; it has not lapsed either.", subject="d1",
       status="UNOWNED", owners="", lapsed="")
def resident(graph: SmallGraph) -> None:
    graph.resident("ans")
    holds(graph, "ans:d1")
    graph.responsibility("ans", "d1", valid_to=LAST_YEAR)


@asked("No public task, no ownership.", subject="d1", status="UNOWNED", owners="", lapsed="")
def organisation_without_public_task(graph: SmallGraph) -> None:
    graph.organisation("shop", public_task=False)
    graph.organisation("club")
    holds(graph, "shop:d1 club:d1")
    graph.responsibility("club", "d1", valid_to=LAST_YEAR)


@asked("A water board counts like a department.", subject="d1", status="OWNED", owners="water", basis="EXPLICIT")
def public_organisation(graph: SmallGraph) -> None:
    graph.organisation("water", public_task=True)
    holds(graph, "water:d1")


@asked("A public organisation is a silo of its own.", status="BETWEEN_SILOS", topics={"d1": "water", "d2": "a1"})
def public_organisation_is_a_silo(graph: SmallGraph) -> None:
    graph.organisation("water", public_task=True)
    graph.initiative("i", domains=["d1", "d2"])
    holds(graph, "water:d1 a1:d2")


@asked("A counter never owns.", subject="d1", status="UNOWNED", owners="", lapsed="")
def counter(graph: SmallGraph) -> None:
    graph.counter("desk", part_of="a1")
    holds(graph, "desk:d1")


@asked("Consent, advice, information and bringing together are no ownership, now or ended.", subject="d1",
       status="UNOWNED", owners="", lapsed="")
def roles_that_never_own(graph: SmallGraph) -> None:
    for role in ("CONSENT", "ADVISER", "INFORMED", "CONVENER"):
        graph.responsibility("a1", "d1", role=role)
        graph.responsibility("b1", "d1", role=role, valid_to=LAST_YEAR)


@asked("The municipality beside a department: the department alone.", subject="d1", status="OWNED", owners="a1")
def municipality_beside_a_department(graph: SmallGraph) -> None:
    holds(graph, "m:d1 a1:d1")


@asked("Once the municipality owned it; that was nobody, so nothing has lapsed.", subject="d1", status="UNOWNED",
       lapsed="")
def municipality_ended(graph: SmallGraph) -> None:
    graph.responsibility("m", "d1", valid_to=LAST_YEAR)


# Seats: a task does not move with a person.

@asked("She held it for a1 and went to b1: it stays with a1.", subject="d1", status="OWNED", owners="a1")
def official_who_moved(graph: SmallGraph) -> None:
    graph.official("els")
    graph.works_for("els", "a1", LONG_AGO, LAST_YEAR)
    graph.works_for("els", "b1", LAST_YEAR)
    graph.responsibility("els", "d1", valid_from=date(2015, 1, 1))


@asked("She left the city; the department still owns.", subject="d1", status="OWNED", owners="a1")
def official_who_left(graph: SmallGraph) -> None:
    graph.official("els")
    graph.works_for("els", "a1", LONG_AGO, LAST_YEAR)
    graph.responsibility("els", "d1", valid_from=date(2015, 1, 1))


@asked("Left before it began: the department joined last, whether or not left since.", subject="d1", status="OWNED",
       owners="a1")
def official_who_left_before_it_began(graph: SmallGraph) -> None:
    graph.official("els")
    graph.works_for("els", "a1", LONG_AGO, date(2012, 1, 1))
    graph.responsibility("els", "d1", valid_from=date(2015, 1, 1))


@asked("On the very day it began she joined b1: for b1.", subject="d1", status="OWNED", owners="b1")
def official_who_joined_on_the_day(graph: SmallGraph) -> None:
    graph.official("els")
    graph.works_for("els", "a1", LONG_AGO)
    graph.works_for("els", "b1", LAST_YEAR)
    graph.responsibility("els", "d1", valid_from=LAST_YEAR)


@asked("She joined after it began: for nobody.", subject="d1", status="UNOWNED", owners="", lapsed="")
def official_who_joined_later(graph: SmallGraph) -> None:
    graph.official("els")
    graph.works_for("els", "a1", LAST_YEAR)
    graph.responsibility("els", "d1", valid_from=LONG_AGO)


@asked("She works for no department; what she held has not lapsed.", subject="d1", status="UNOWNED", lapsed="")
def official_who_never_joined(graph: SmallGraph) -> None:
    graph.official("els")
    graph.responsibility("els", "d1")
    graph.responsibility("els", "d1", valid_to=LAST_YEAR)


@asked("Its start is unknown: the department she has joined last by now.", subject="d1", status="OWNED", owners="b1")
@asked("The day before she joined b1 it was a1.", subject="d1", on=DAY_BEFORE, status="OWNED", owners="a1")
def start_of_responsibility_unknown(graph: SmallGraph) -> None:
    graph.official("els")
    graph.works_for("els", "a1")
    graph.works_for("els", "b1", ON)
    graph.responsibility("els", "d1")


@asked("Both joined on one day; on the day it began only b1 was valid.", subject="d1", status="OWNED", owners="b1")
def seat_tie_by_validity(graph: SmallGraph) -> None:
    graph.official("els")
    graph.works_for("els", "a1", LONG_AGO, date(2012, 1, 1))
    graph.works_for("els", "b1", LONG_AGO)
    graph.responsibility("els", "d1", valid_from=date(2015, 1, 1))


@asked("Both joined on one day and both valid: the lowest key.", subject="d1", status="OWNED", owners="a2")
def seat_tie_by_key(graph: SmallGraph) -> None:
    graph.official("els")
    graph.works_for("els", "b1", LONG_AGO)
    graph.works_for("els", "a2", LONG_AGO)
    graph.responsibility("els", "d1", valid_from=date(2015, 1, 1))


@asked("Her seat is the municipality: nobody.", subject="d1", status="UNOWNED", owners="", lapsed="")
def seat_at_the_municipality(graph: SmallGraph) -> None:
    graph.official("els")
    graph.works_for("els", "m", LONG_AGO)
    graph.responsibility("els", "d1", valid_to=NEXT_YEAR)
    graph.responsibility("els", "d1", valid_to=LAST_YEAR)


@asked("Two officials of one department are one owner.", subject="d1", status="OWNED", owners="a1")
def two_officials_of_one_department(graph: SmallGraph) -> None:
    for name in ("els", "jan"):
        graph.official(name)
        graph.works_for(name, "a1")
        graph.responsibility(name, "d1", exclusive=True)


# Dissolved departments.

@asked("Dissolved today: its successor.", subject="d1", status="OWNED", owners="b1", lapsed="")
@asked("The day before: itself.", subject="d1", on=DAY_BEFORE, status="OWNED", owners="old", lapsed="")
def dissolved_with_successor(graph: SmallGraph) -> None:
    graph.department("old", "a", valid_to=ON)
    graph.successor("old", "b1")
    holds(graph, "old:d1")


@asked("Dissolved and followed by nobody.", subject="d1", status="LAPSED", owners="", lapsed="r")
def dissolved_without_successor(graph: SmallGraph) -> None:
    graph.department("old", "a", valid_to=ON)
    graph.responsibility("old", "d1", key="r")


@asked("Split in two: both, and LEAD and exclusive go with it.", subject="d1", status="CONTESTED", owners="a1 b1",
       lead=None)
def dissolved_into_two(graph: SmallGraph) -> None:
    graph.department("old", "a", valid_to=LAST_YEAR)
    graph.successor("old", "a1")
    graph.successor("old", "b1")
    graph.responsibility("old", "d1", exclusive=True, role="LEAD")


@asked("Through a successor that was dissolved itself.", subject="d1", status="OWNED", owners="b1", lapsed="")
def successor_chain(graph: SmallGraph) -> None:
    graph.department("old", "a", valid_to=LONG_AGO)
    graph.department("next", "a", valid_from=LONG_AGO, valid_to=LAST_YEAR)
    graph.successor("old", "next")
    graph.successor("next", "b1")
    holds(graph, "old:d1")


@asked("The successor is not valid yet, and what follows it is not reached.", subject="d1", status="LAPSED",
       owners="", lapsed="r")
@asked("On its first day it is.", subject="d1", on=NEXT_YEAR, status="OWNED", owners="new", lapsed="")
def successor_not_yet_valid(graph: SmallGraph) -> None:
    graph.department("old", "a", valid_to=LAST_YEAR)
    graph.department("new", "a", valid_from=NEXT_YEAR)
    graph.successor("old", "new")
    graph.successor("new", "b1")
    graph.responsibility("old", "d1", key="r")


@asked("The succession itself begins tomorrow: until then there is none.", subject="d1", status="LAPSED", lapsed="r")
@asked("Tomorrow there is.", subject="d1", on=DAY_AFTER, status="OWNED", owners="b1")
def succession_not_yet_valid(graph: SmallGraph) -> None:
    graph.department("old", "a", valid_to=LAST_YEAR)
    graph.successor("old", "b1", valid_from=DAY_AFTER)
    graph.responsibility("old", "d1", key="r")


@asked("Its task went to the municipality, which is nobody; there is a valid successor, so it has not lapsed.",
       subject="d1", status="UNOWNED", owners="", lapsed="")
def successor_is_the_municipality(graph: SmallGraph) -> None:
    graph.department("old", "a", valid_to=LAST_YEAR)
    graph.successor("old", "m")
    holds(graph, "old:d1")


@asked("The seat was dissolved: its successor owns, not where the official is now.", subject="d1", status="OWNED",
       owners="a2")
def seat_dissolved(graph: SmallGraph) -> None:
    graph.department("old", "a", valid_to=LAST_YEAR)
    graph.successor("old", "a2")
    graph.official("els")
    graph.works_for("els", "old", LONG_AGO, LAST_YEAR)
    graph.works_for("els", "b1", LAST_YEAR)
    graph.responsibility("els", "d1", valid_from=LONG_AGO)


@asked("The successor a1 displaces its own service a: displacement comes after succession.", subject="d1",
       status="OWNED", owners="a1")
def successor_displaces(graph: SmallGraph) -> None:
    graph.department("old", "b", valid_to=LAST_YEAR)
    graph.successor("old", "a1")
    holds(graph, "old:d1 a:d1")


@asked("Two dissolved departments that point at each other: nobody is left.", subject="d1", status="LAPSED",
       owners="", lapsed="r")
def successor_loop(graph: SmallGraph) -> None:
    graph.department("old", "a", valid_to=LAST_YEAR)
    graph.department("older", "a", valid_to=LONG_AGO)
    graph.successor("old", "older")
    graph.successor("older", "old")
    graph.responsibility("old", "d1", key="r")
