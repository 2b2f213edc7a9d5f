"""Cases of topics: which domains and problems decide, which broader domain answers, what departments have in common."""

from tests.graph.ownership.asking import LAST_YEAR, asked, holds
from tests.graph.ownership.small_graph import SmallGraph

# Domains and the broader ones.


@asked("Nobody holds it, the nearest broader domain that somebody holds answers.", subject="d2", status="OWNED",
       owners="a1", basis="INHERITED", topics={"d2": "a1"}, inherited={"d2": "d0"})
def broader_domain(graph: SmallGraph) -> None:
    graph.part_of("d2", "d1")
    graph.part_of("d1", "d0")
    graph.part_of("d0", "d3")
    holds(graph, "a1:d0 b1:d3")


@asked("Narrower domains never answer for a broader one.", subject="d0", status="UNOWNED", owners="", topics={"d0": ""})
def narrower_domain(graph: SmallGraph) -> None:
    graph.part_of("d1", "d0")
    holds(graph, "a1:d1")


@asked("Held by the municipality alone, so by nobody: the broader one answers.", subject="d1", status="OWNED",
       owners="a1", inherited={"d1": "d0"})
def broader_domain_over_the_municipality(graph: SmallGraph) -> None:
    graph.part_of("d1", "d0")
    holds(graph, "m:d1 a1:d0")


@asked("Of two broader domains the lowest key is followed.", subject="d3", status="OWNED", owners="a1",
       inherited={"d3": "d1"})
def two_broader_domains(graph: SmallGraph) -> None:
    graph.part_of("d3", "d2")
    graph.part_of("d3", "d1")
    holds(graph, "b1:d2 a1:d1")


@asked("d0 is above d1, which is a topic too: d0 is dropped, and answers for d1 as the broader one.",
       status="OWNED", owners="a1", topics={"d1": "a1"}, inherited={"d1": "d0"})
@asked("Both held: d3 is dropped all the same, its holder does not count.", subject="j", status="OWNED", owners="b1",
       topics={"d2": "b1"}, partners="")
def broader_topic_is_dropped(graph: SmallGraph) -> None:
    graph.part_of("d1", "d0")
    graph.initiative("i", domains=["d1", "d0"])
    graph.part_of("d2", "d3")
    graph.initiative("j", domains=["d3", "d2"])
    holds(graph, "a1:d0 a1:d3 b1:d2")


# Problems.

@asked("A problem that nobody holds is owned by its domain.", subject="p1", status="OWNED", owners="a1",
       basis="INHERITED", topics={"d1": "a1"})
def problem_takes_its_domain(graph: SmallGraph) -> None:
    graph.problem("p1", ["d1"])
    holds(graph, "a1:d1")


@asked("A problem with a holder of its own.", subject="p1", status="OWNED", owners="b1", basis="EXPLICIT", topics={})
def problem_with_holder(graph: SmallGraph) -> None:
    graph.problem("p1", ["d1"])
    holds(graph, "a1:d1 b1:p1")


@asked("No problem has holders: its own domain and that of the problem.", status="BETWEEN_SILOS",
       topics={"d1": "a1", "d2": "b1"})
def domains_of_problems_beside_own(graph: SmallGraph) -> None:
    graph.problem("p1", ["d2"])
    graph.initiative("i", domains=["d1"], problems=["p1"])
    holds(graph, "a1:d1 b1:d2")


@asked("p1 has a holder, p2 its domain; the initiative's own d3 does not count.", status="OWNED", owners="a",
       partners="a1 a2", topics={"p1": "a1", "d2": "a2"})
def domains_of_the_other_problem(graph: SmallGraph) -> None:
    graph.problem("p1", ["d1"])
    graph.problem("p2", ["d2"])
    graph.initiative("i", domains=["d3"], problems=["p1", "p2"])
    holds(graph, "a1:p1 b1:d1 a2:d2 b2:d3")


@asked("The problem's only holder has ended, so its domain decides, and the initiative's.", status="OWNED",
       owners="a1", topics={"d1": "a1", "d2": "a1"}, lapsed="r")
def problem_whose_holder_ended(graph: SmallGraph) -> None:
    graph.problem("p1", ["d1"])
    graph.initiative("i", domains=["d2"], problems=["p1"])
    graph.responsibility("b1", "p1", valid_to=LAST_YEAR, key="r")
    holds(graph, "a1:d1 a1:d2")


@asked("Only the municipality holds the problem: it has no holders.", status="OWNED", owners="a1",
       topics={"d2": "a1"})
def problem_of_the_municipality(graph: SmallGraph) -> None:
    graph.problem("p1")
    graph.initiative("i", domains=["d2"], problems=["p1"])
    holds(graph, "m:p1 a1:d2")


@asked("A problem under a domain and a narrower one: the narrower alone.", subject="p1", status="OWNED", owners="a1",
       topics={"d1": "a1"})
def problem_under_two_of_one_line(graph: SmallGraph) -> None:
    graph.part_of("d1", "d0")
    graph.problem("p1", ["d0", "d1"])
    holds(graph, "b1:d0 a1:d1")


# SIDE.

@asked("Nothing but SIDE: then it decides.", status="BETWEEN_SILOS", topics={"d1": "a1", "d2": "b1"}, partners="")
def side_only(graph: SmallGraph) -> None:
    graph.initiative("i", domains=[("d1", "SIDE"), ("d2", "SIDE")])
    holds(graph, "a1:d1 b1:d2")


@asked("A problem's domain decides, so SIDE does not.", status="OWNED", owners="a1", partners="b1",
       topics={"d1": "a1"})
def side_beside_a_problem(graph: SmallGraph) -> None:
    graph.problem("p1", ["d1"])
    graph.initiative("i", domains=[("d2", "SIDE")], problems=["p1"])
    holds(graph, "a1:d1 b1:d2")


@asked("CORE is nobody's; SIDE has a partner, no owner.", status="UNOWNED", owners="", partners="b1",
       topics={"d1": ""})
def side_never_covers_core(graph: SmallGraph) -> None:
    graph.initiative("i", domains=[("d1", "CORE"), ("d2", "SIDE")])
    holds(graph, "b1:d2")


@asked("Touched as SIDE and as CORE is CORE.", status="BETWEEN_SILOS", topics={"d1": "a1", "d2": "b1"})
def side_and_core(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1", ("d2", "SIDE"), ("d2", "CORE")])
    holds(graph, "a1:d1 b1:d2")


@asked("An owner is not its own partner.", status="OWNED", owners="a1", partners="")
def side_of_the_owner(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1", ("d2", "SIDE")])
    holds(graph, "a1:d1 a1:d2")


@asked("The SIDE domain's departments come from its broader domain too.", status="OWNED", owners="a1", partners="b1")
def side_takes_broader(graph: SmallGraph) -> None:
    graph.part_of("d2", "d0")
    graph.initiative("i", domains=["d1", ("d2", "SIDE")])
    holds(graph, "a1:d1 b1:d0")


@asked("A kind nobody knows is as good as none: CORE.", status="BETWEEN_SILOS", topics={"d1": "a1", "d2": "b1"})
def unknown_kind(graph: SmallGraph) -> None:
    graph.initiative("i", domains=[("d1", "CORE"), ("d2", "BIJZAAK")])
    holds(graph, "a1:d1 b1:d2")


@asked("However light, a domain it touches decides.", status="BETWEEN_SILOS")
def weight_never_decides(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1"])
    graph.relate("TOUCHES", "i", "d2", weight=0.01)
    holds(graph, "a1:d1 b1:d2")


# What departments have in common.

def deep(graph: SmallGraph, **middle: object) -> None:
    """a > x > t1, t2 with x as told."""
    graph.department("x", "a", **middle)  # type: ignore[arg-type]
    graph.department("t1", "x", level="TEAM")
    graph.department("t2", "x", level="TEAM")
    graph.initiative("i", domains=["d1", "d2"])
    holds(graph, "t1:d1 t2:d2")


@asked("The lowest department above both, not the service.", status="OWNED", owners="x", partners="t1 t2")
def lowest_common_ancestor(graph: SmallGraph) -> None:
    deep(graph)


@asked("The one above both was dissolved: passed over, not replaced by its successor.", status="OWNED", owners="a",
       partners="t1 t2")
def widening_passes_over_the_invalid(graph: SmallGraph) -> None:
    deep(graph, valid_to=LAST_YEAR)
    graph.successor("x", "b1")


@asked("The service that was dissolved is still their silo, but shares nothing.", status="BETWEEN_SILOS",
       topics={"d1": "z1", "d2": "z2"})
def silo_that_is_not_valid(graph: SmallGraph) -> None:
    graph.department("top", "m", level="SERVICE")
    graph.department("z", "top", level="SERVICE", valid_to=LAST_YEAR)
    graph.department("z1", "z")
    graph.department("z2", "z")
    graph.initiative("i", domains=["d1", "d2"])
    holds(graph, "z1:d1 z2:d2")


@asked("Only up to the silo: a cluster above two services is shared by none.", status="BETWEEN_SILOS", owners="")
def cluster_above_services(graph: SmallGraph) -> None:
    graph.department("cluster", "m", level=None)
    for service in "xy":
        graph.department(service, "cluster", level="SERVICE")
        graph.department(service + "1", service)
    graph.initiative("i", domains=["d1", "d2"])
    holds(graph, "x1:d1 y1:d2")


@asked("No service above them: the highest that is not the municipality is their silo.", status="OWNED", owners="top",
       partners="x y")
def missing_level(graph: SmallGraph) -> None:
    graph.department("top", "m", level=None)
    graph.department("x", "top", level=None)
    graph.department("y", "top", level=None)
    graph.initiative("i", domains=["d1", "d2"])
    holds(graph, "x:d1 y:d2")


@asked("A level nobody knows is neither service nor municipality.", status="OWNED", owners="top", partners="x y")
def unknown_level(graph: SmallGraph) -> None:
    graph.department("top", "m", level="DIRECTIE")
    graph.department("x", "top", level="DIRECTIE")
    graph.department("y", "top", level="DIRECTIE")
    graph.initiative("i", domains=["d1", "d2"])
    holds(graph, "x:d1 y:d2")


@asked("b1 holds one of both and is below no shared one: no partner.", status="OWNED", owners="a", partners="a1 a2")
def partners_are_below_the_owner(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1", "d2"])
    holds(graph, "a1:d1 b1:d1 a2:d2")


@asked("Three domains in one service, one of nobody.", status="PARTLY_OWNED", owners="a", partners="",
       topics={"d1": "a1", "d2": "a2", "d4": ""})
def partly_owned_by_a_common_ancestor(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1", "d2", "d4"])
    holds(graph, "a1:d1 a2:d2")


@asked("Partly owned by two; LEAD stands first, but is a lead of SHARED only.", status="PARTLY_OWNED",
       owners="b1 a1", lead=None, topics={"d1": "a1 b1", "d4": ""})
def partly_owned_by_two(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1", "d4"])
    holds(graph, "a1:d1")
    graph.responsibility("b1", "d1", role="LEAD")
