"""The rule in sixteen cases: what explicit holders, domains and problems make of an answer."""

from tests.graph.ownership.asking import asked, holds
from tests.graph.ownership.small_graph import SmallGraph


@asked("Of one line of the tree the lower owns.", status="OWNED", basis="EXPLICIT", owners="a1", topics={}, known=True)
def explicit_service_and_its_department(graph: SmallGraph) -> None:
    graph.initiative("i")
    holds(graph, "a:i a1:i")


@asked("A LEAD pushes aside the lower one that is none.", status="OWNED", owners="a", lead=None)
def explicit_service_leads(graph: SmallGraph) -> None:
    graph.initiative("i")
    graph.responsibility("a", "i", role="LEAD")
    graph.responsibility("a1", "i")


@asked("Siblings do not displace each other; their service goes.", status="SHARED", owners="a1 a2", lead=None)
def explicit_service_and_both_departments(graph: SmallGraph) -> None:
    graph.initiative("i")
    holds(graph, "a:i a1:i a2:i")


@asked("The LEAD of one line leads the other line.", status="SHARED", owners="a b1", lead="a")
def explicit_lead_over_two_lines(graph: SmallGraph) -> None:
    graph.initiative("i")
    graph.responsibility("a", "i", role="LEAD")
    holds(graph, "a1:i b1:i")


@asked("a1 displaces a; a, though displaced, still displaces a2.", status="OWNED", owners="a1", lead=None)
def displaced_still_displaces(graph: SmallGraph) -> None:
    graph.initiative("i")
    graph.responsibility("a", "i", role="LEAD")
    graph.responsibility("a1", "i", role="LEAD")
    graph.responsibility("a2", "i")


@asked("Two problems with holders in two services.", status="BETWEEN_SILOS", owners="",
       topics={"p1": "a1", "p2": "b1"}, basis="INHERITED")
def two_problems_two_services(graph: SmallGraph) -> None:
    graph.problem("p1")
    graph.problem("p2")
    graph.initiative("i", problems=["p1", "p2"])
    holds(graph, "a1:p1 b1:p2")


@asked("The problem has an owner, so the initiative's own domain does not count.", status="OWNED", owners="a1",
       topics={"p1": "a1"}, partners="")
def problem_with_holder_goes_before_own_domain(graph: SmallGraph) -> None:
    graph.problem("p1")
    graph.initiative("i", domains=["d2"], problems=["p1"])
    holds(graph, "a1:p1 b1:d2")


@asked("The municipality owns nothing.", status="UNOWNED", owners="", topics={"d1": ""}, lapsed="")
def municipality_only(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1"])
    holds(graph, "m:d1")


@asked("Two departments of one service: the service, and they have to agree.", status="OWNED", owners="a",
       partners="a1 a2", topics={"d1": "a1", "d2": "a2"})
def common_ancestor(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1", "d2"])
    holds(graph, "a1:d1 a2:d2")


@asked("Only the municipality is above both.", status="BETWEEN_SILOS", owners="", topics={"d1": "a1", "d2": "b1"})
def common_ancestor_is_the_municipality(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1", "d2"])
    holds(graph, "a1:d1 b1:d2")


@asked("One domain has an owner, the other none.", status="PARTLY_OWNED", owners="a1", topics={"d1": "a1", "d4": ""})
def partly_owned(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1", "d4"])
    holds(graph, "a1:d1")


@asked("Two services, and a domain of nobody.", status="BETWEEN_SILOS", owners="",
       topics={"d1": "a1", "d2": "b1", "d4": ""})
def between_silos_with_uncovered(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1", "d2", "d4"])
    holds(graph, "a1:d1 b1:d2")


@asked("a stands above a1 and in d2 itself, so it is no mere common ancestor.", status="OWNED", owners="a", partners="",
       topics={"d1": "a1", "d2": "a b1"})
def ancestor_that_holds_one_itself(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1", "d2"])
    holds(graph, "a1:d1 a:d2 b1:d2")


@asked("Both services answer for both domains.", status="SHARED", owners="a b", lead=None)
def two_common_ancestors(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1", "d2"])
    holds(graph, "a1:d1 b1:d1 a2:d2 b2:d2")


@asked("Who holds all of it goes before any common ancestor.", status="OWNED", owners="a1", partners="")
def common_member(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1", "d2"])
    holds(graph, "a1:d1 b1:d1 a1:d2 b2:d2")


@asked("SIDE does not decide, it brings a partner.", status="OWNED", owners="a1", partners="b1", topics={"d1": "a1"})
def side_partner(graph: SmallGraph) -> None:
    graph.initiative("i", domains=[("d1", "CORE"), ("d3", "SIDE")])
    holds(graph, "a1:d1 b1:d3")
