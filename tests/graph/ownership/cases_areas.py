"""Cases of areas: the nearest area that has anyone, the general ones behind it, and what counts where none is known."""

from datetime import date

from tests.graph.ownership.asking import LAST_YEAR, asked, holds
from tests.graph.ownership.small_graph import SmallGraph

NEW_YEAR = date(2020, 1, 1)


@asked("Who holds it in Laak goes before who holds it everywhere.", subject="d1", area="laak", status="OWNED",
       owners="b1")
@asked("In Escamp the general one.", subject="d1", area="escamp", status="OWNED", owners="a1")
@asked("With no area known the general one.", subject="d1", status="OWNED", owners="a1")
def area_before_general(graph: SmallGraph) -> None:
    holds(graph, "a1:d1")
    graph.responsibility("b1", "d1", within=["laak"])


@asked("Laak is nearer to Molenwijk than the city.", subject="d1", area="molenwijk", status="OWNED", owners="b1")
@asked("Escamp knows only the city.", subject="d1", area="escamp", status="OWNED", owners="a1")
def nearest_area(graph: SmallGraph) -> None:
    graph.responsibility("a1", "d1", within=["city"])
    graph.responsibility("b1", "d1", within=["laak"])


@asked("What is held in Laak reaches Molenwijk below it.", subject="d1", area="molenwijk", status="OWNED", owners="a1")
@asked("It does not reach the city above it.", subject="d1", area="city", status="UNOWNED", owners="", lapsed="")
def area_reaches_below(graph: SmallGraph) -> None:
    graph.responsibility("a1", "d1", within=["laak"])


@asked("Of the nearest area, who has ended does not count, so the next area does.", subject="d1", area="molenwijk",
       status="OWNED", owners="a1", lapsed="r")
def ended_in_the_nearest_area(graph: SmallGraph) -> None:
    graph.responsibility("a1", "d1", within=["laak"])
    graph.responsibility("b1", "d1", within=["molenwijk"], valid_to=LAST_YEAR, key="r")


@asked("In Molenwijk only the municipality, which is nobody: Laak goes on.", subject="d1", area="molenwijk",
       status="OWNED", owners="a1")
def nobody_in_the_nearest_area(graph: SmallGraph) -> None:
    graph.responsibility("a1", "d1", within=["laak"])
    graph.responsibility("m", "d1", within=["molenwijk"])


@asked("No area known and nobody general: all that hold it somewhere.", subject="d1", status="SHARED",
       owners="a1 b1")
def no_area_known(graph: SmallGraph) -> None:
    graph.responsibility("a1", "d1", within=["laak"])
    graph.responsibility("b1", "d1", within=["escamp"])


@asked("The lower one is of another area, so it displaces nobody here.", subject="d1", area="escamp",
       status="OWNED", owners="a")
@asked("In Laak it is the only one.", subject="d1", area="laak", status="OWNED", owners="a1")
def area_before_displacement(graph: SmallGraph) -> None:
    holds(graph, "a:d1")
    graph.responsibility("a1", "d1", within=["laak"])


@asked("The initiative is in Laak, and so are its domains.", status="OWNED", owners="b1", topics={"d1@laak": "b1"})
@asked("Asked for Escamp, where it lies does not matter.", area="escamp", status="OWNED", owners="a1",
       topics={"d1@escamp": "a1"})
def area_of_the_subject(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1"], areas=["laak"])
    holds(graph, "a1:d1")
    graph.responsibility("b1", "d1", within=["laak"])


@asked("The problem lies in Laak, the initiative nowhere: no area is known.", status="OWNED", owners="a1",
       topics={"p1": "a1"})
@asked("Asked about the problem itself it is Laak.", subject="p1", status="OWNED", owners="b1", basis="EXPLICIT")
def area_of_a_topic_does_not_count(graph: SmallGraph) -> None:
    graph.problem("p1", area="laak")
    graph.initiative("i", problems=["p1"])
    holds(graph, "a1:p1")
    graph.responsibility("b1", "p1", within=["laak"])


@asked("In two areas a domain is two topics; two services share nothing.", status="BETWEEN_SILOS",
       topics={"d1@laak": "a1", "d1@escamp": "b1"})
@asked("Asked for one of them.", area="laak", status="OWNED", owners="a1")
def two_areas_of_an_initiative(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1"], areas=["laak", "escamp"])
    graph.responsibility("a1", "d1", within=["laak"])
    graph.responsibility("b1", "d1", within=["escamp"])


@asked("In two areas, and only one of them has anyone.", status="PARTLY_OWNED", owners="a1", lapsed="r",
       topics={"d1@laak": "a1", "d1@escamp": ""})
def two_areas_one_uncovered(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1"], areas=["laak", "escamp"])
    graph.responsibility("a1", "d1", within=["laak"])
    graph.responsibility("b1", "d1", within=["escamp"], valid_to=LAST_YEAR, key="r")


@asked("Held itself in two areas: both holders together.", status="SHARED", basis="EXPLICIT", owners="a1 b1",
       topics={})
def explicit_in_two_areas(graph: SmallGraph) -> None:
    graph.initiative("i", areas=["laak", "escamp"])
    graph.responsibility("a1", "i", within=["laak"])
    graph.responsibility("b1", "i", within=["escamp"])


@asked("Held itself in one of its two areas: that is explicit.", status="OWNED", basis="EXPLICIT", owners="a1")
def explicit_in_one_of_two_areas(graph: SmallGraph) -> None:
    graph.initiative("i", areas=["laak", "escamp"])
    graph.responsibility("a1", "i", within=["laak"])


@asked("It moved: last year it lay in Escamp, now in Laak.", status="OWNED", owners="a1", topics={"d1@laak": "a1"})
@asked("Then in Escamp alone.", on=LAST_YEAR, status="OWNED", owners="b1", topics={"d1@escamp": "b1"})
def initiative_that_moved(graph: SmallGraph) -> None:
    graph.initiative("i", domains=["d1"])
    graph.relate("LOCATED_IN", "i", "escamp", validTo=NEW_YEAR)
    graph.relate("LOCATED_IN", "i", "laak", validFrom=NEW_YEAR)
    graph.responsibility("a1", "d1", within=["laak"])
    graph.responsibility("b1", "d1", within=["escamp"])


@asked("The domain itself, general, goes before a broader one in this very area.", subject="d1", area="laak",
       status="OWNED", owners="a1", basis="EXPLICIT")
def own_general_before_broader_here(graph: SmallGraph) -> None:
    graph.part_of("d1", "d0")
    holds(graph, "a1:d1")
    graph.responsibility("b1", "d0", within=["laak"])


@asked("Held elsewhere only, so the broader domain answers here.", subject="d1", area="escamp", status="OWNED",
       owners="b1", basis="INHERITED", topics={"d1@escamp": "b1"}, inherited={"d1": "d0"})
def elsewhere_only_takes_broader(graph: SmallGraph) -> None:
    graph.part_of("d1", "d0")
    graph.responsibility("a1", "d1", within=["laak"])
    holds(graph, "b1:d0")


@asked("It ended in Laak; Escamp never had it.", subject="d1", area="escamp", status="UNOWNED", lapsed="")
@asked("Laak did.", subject="d1", area="molenwijk", status="LAPSED", lapsed="r")
@asked("With no area known it may have been here.", subject="d1", status="LAPSED", lapsed="r")
def lapsed_in_one_area(graph: SmallGraph) -> None:
    graph.responsibility("a1", "d1", within=["laak"], valid_to=LAST_YEAR, key="r")


@asked("Two areas inside each other: each once round, and the answer ends.", subject="d1", area="x",
       status="OWNED", owners="a1")
def area_loop(graph: SmallGraph) -> None:
    graph.area("x")
    graph.area("y", "x")
    graph.part_of("x", "y")
    graph.responsibility("a1", "d1", within=["y"])
