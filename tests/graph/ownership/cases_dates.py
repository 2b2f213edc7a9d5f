"""Cases of dates: the first day counts, the last one does not, and a mistake never did."""

from datetime import UTC, date, datetime

from tests.graph.ownership.asking import DAY_AFTER, DAY_BEFORE, NEXT_YEAR, ON, asked, holds
from tests.graph.ownership.small_graph import SmallGraph


@asked("The first day counts.", subject="d1", status="OWNED", owners="a1", lapsed="")
@asked("The day before it does not, and the future changes nothing.", subject="d1", on=DAY_BEFORE, status="UNOWNED",
       lapsed="")
def begins_today(graph: SmallGraph) -> None:
    graph.responsibility("a1", "d1", valid_from=ON)


@asked("From its last date on it has ended.", subject="d1", status="LAPSED", owners="", lapsed="r")
@asked("The day before, it still counts.", subject="d1", on=DAY_BEFORE, status="OWNED", owners="a1", lapsed="")
def ends_today(graph: SmallGraph) -> None:
    graph.responsibility("a1", "d1", valid_to=ON, key="r")


@asked("Held for no day at all: over before it began.", subject="d1", status="LAPSED", lapsed="r")
def ends_on_its_first_day(graph: SmallGraph) -> None:
    graph.responsibility("a1", "d1", valid_from=ON, valid_to=ON, key="r")


@asked("Known for that day only.", subject="d1", status="OWNED", owners="a1")
@asked("Not for the next; it is not known to have ended either.", subject="d1", on=DAY_AFTER, status="UNOWNED",
       lapsed="")
def attested_on_one_day(graph: SmallGraph) -> None:
    graph.responsibility("a1", "d1", attested_on=ON)


@asked("x has moved under b: a is no longer above it.", status="SHARED", owners="x a", lead=None)
@asked("The day before, a was, and x displaced it.", on=DAY_BEFORE, status="OWNED", owners="x")
def department_moves(graph: SmallGraph) -> None:
    graph.department("x", level="TEAM")
    graph.part_of("x", "a", valid_to=ON)
    graph.part_of("x", "b", valid_from=ON)
    graph.initiative("i")
    holds(graph, "a:i x:i")


@asked("Since today it is about d2 as well.", status="BETWEEN_SILOS", topics={"d1": "a1", "d2": "b1"})
@asked("The day before, about d1 alone.", on=DAY_BEFORE, status="OWNED", owners="a1", topics={"d1": "a1"})
def touches_since_today(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1"])
    graph.relate("TOUCHES", "i", "d2", validFrom=ON)
    holds(graph, "a1:d1 b1:d2")


@asked("A department that does not exist yet counts as nobody, and nothing has lapsed.", subject="d1",
       status="UNOWNED", owners="", lapsed="")
@asked("From its first day it owns.", subject="d1", on=NEXT_YEAR, status="OWNED", owners="x")
def department_not_yet_valid(graph: SmallGraph) -> None:
    graph.department("x", "a", valid_from=NEXT_YEAR)
    holds(graph, "x:d1")


@asked("b1 holds it next year: today that is nothing.", subject="d1", status="OWNED", owners="a1", lapsed="")
@asked("Next year it is.", subject="d1", on=NEXT_YEAR, status="SHARED", owners="a1 b1", lapsed="")
def the_future_changes_nothing(graph: SmallGraph) -> None:
    holds(graph, "a1:d1")
    graph.responsibility("b1", "d1", valid_from=NEXT_YEAR)


@asked("A mistake that was corrected never counted, also not before.", subject="d1", status="UNOWNED", lapsed="")
@asked("Known in January 2019: a1.", subject="d1", as_known_at=datetime(2019, 1, 15, tzinfo=UTC), status="OWNED",
       owners="a1")
@asked("At the moment of the correction it is known no longer.", subject="d1",
       as_known_at=datetime(2019, 2, 1, tzinfo=UTC), status="UNOWNED", owners="")
def corrected(graph: SmallGraph) -> None:
    graph.responsibility("a1", "d1", recorded_from=datetime(2018, 12, 1, tzinfo=UTC),
                         recorded_to=datetime(2019, 2, 1, tzinfo=UTC))


@asked("Recorded late, it counts from the day it began.", subject="d1", status="OWNED", owners="a1")
@asked("In 2018 nobody had recorded it.", subject="d1", as_known_at=datetime(2018, 1, 1, tzinfo=UTC),
       status="UNOWNED", owners="", lapsed="")
def recorded_later(graph: SmallGraph) -> None:
    graph.responsibility("a1", "d1", valid_from=date(2015, 1, 1), recorded_from=datetime(2019, 2, 1, tzinfo=UTC))


@asked("What ended by mistake has not lapsed.", subject="d1", status="UNOWNED", lapsed="")
def corrected_has_not_lapsed(graph: SmallGraph) -> None:
    graph.responsibility("a1", "d1", valid_to=ON, recorded_to=datetime(2019, 2, 1, tzinfo=UTC))


@asked("Dissolved before it ever began: its successor answers all the same.", subject="d1", status="OWNED", owners="b1")
def dissolved_before_it_began(graph: SmallGraph) -> None:
    graph.department("x", "a", valid_from=NEXT_YEAR, valid_to=ON)
    graph.relate("SUCCEEDED_BY", "x", "b1")
    graph.responsibility("x", "d1")
