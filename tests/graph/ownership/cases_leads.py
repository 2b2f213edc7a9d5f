"""Cases of LEAD and exclusive: who leads, who contests, and in what order owners stand."""

from tests.graph.ownership.asking import LAST_YEAR, LONG_AGO, asked, holds
from tests.graph.ownership.small_graph import SmallGraph


@asked("Two say it is theirs alone.", subject="d1", status="CONTESTED", owners="a1 b1", lead=None)
def contested(graph: SmallGraph) -> None:
    graph.responsibility("a1", "d1", exclusive=True)
    graph.responsibility("b1", "d1", exclusive=True)


@asked("One says it is theirs alone, the other holds it as well.", subject="d1", status="SHARED", owners="b1 a1",
       lead=None)
def one_exclusive(graph: SmallGraph) -> None:
    graph.responsibility("a1", "d1")
    graph.responsibility("b1", "d1", exclusive=True)


@asked("A single LEAD settles it between two exclusive ones.", subject="d1", status="SHARED", owners="b1 a1",
       lead="b1")
def lead_before_exclusive(graph: SmallGraph) -> None:
    graph.responsibility("a1", "d1", exclusive=True)
    graph.responsibility("b1", "d1", exclusive=True, role="LEAD")


@asked("Two that lead is none that leads.", subject="d1", status="SHARED", owners="a1 b1", lead=None)
def two_leads(graph: SmallGraph) -> None:
    graph.responsibility("a1", "d1", role="LEAD")
    graph.responsibility("b1", "d1", role="LEAD")


@asked("LEAD by one responsibility, exclusive by another: both, of one party.", subject="d1", status="SHARED",
       owners="a1 b1", lead="a1")
def lead_by_any_responsibility(graph: SmallGraph) -> None:
    holds(graph, "a1:d1 b1:d1")
    graph.responsibility("a1", "d1", role="LEAD")


@asked("Exclusive for different domains is no contest.", status="SHARED", owners="a1 b1", lead=None)
def exclusive_for_different_topics(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1", "d2"])
    graph.responsibility("a1", "d1", exclusive=True)
    graph.responsibility("b1", "d2", exclusive=True)
    holds(graph, "b1:d1 a1:d2")


@asked("Exclusive for the same domain is.", status="CONTESTED", owners="a1 b1", lead=None)
def exclusive_for_one_topic(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1", "d2"])
    graph.responsibility("a1", "d1", exclusive=True)
    graph.responsibility("b1", "d1", exclusive=True)
    holds(graph, "a1:d2 b1:d2")


@asked("To lead one of the domains is enough.", status="SHARED", owners="b1 a1", lead="b1")
def lead_of_one_topic(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1", "d2"])
    graph.responsibility("b1", "d1", role="LEAD")
    holds(graph, "a1:d1 a1:d2 b1:d2")


@asked("a1 leads d1, but it is the services that share all: that LEAD counts for neither.", status="SHARED",
       owners="a b", lead=None, partners="")
def lead_that_is_not_common(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1", "d2"])
    graph.responsibility("a1", "d1", role="LEAD")
    holds(graph, "b1:d1 a2:d2 b2:d2")


@asked("LEAD, then exclusive, then the lowest in the tree, then the longest, then the key.", subject="d1",
       status="SHARED", lead="b", owners="b water a2 a1 c")
def order_of_owners(graph: SmallGraph) -> None:
    graph.organisation("water", public_task=True)
    graph.department("c", "m", level="SERVICE")
    graph.responsibility("c", "d1", valid_from=LONG_AGO)
    graph.responsibility("a1", "d1", valid_from=LAST_YEAR)
    graph.responsibility("a2", "d1", valid_from=LONG_AGO)
    graph.responsibility("water", "d1", exclusive=True)
    graph.responsibility("b", "d1", role="LEAD")
