"""How a case is told: a small city, a few facts more, a question and the parts of the answer that matter.

In: the stories of the cases_*.py files. Out: `CASES`, in the order told.

Every graph starts as `city()`: services a and b under municipality m; a1, a2 in a; b1, b2 in b; domains d0 to d4
that do not hang together; areas city > laak > molenwijk and city > escamp. A story adds the rest. Unless it says
otherwise the question is who owns initiative i on 1 March 2020. Expected owners are in order; a topic reads
{"d1": "a1"}, and in an area {"d1@laak": "a1"}; "" is nobody. A story decorated twice asks two questions of one graph.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tests.graph.ownership.small_graph import SmallGraph

ON = date(2020, 3, 1)
DAY_BEFORE, DAY_AFTER = date(2020, 2, 29), date(2020, 3, 2)
LONG_AGO, LAST_YEAR, NEXT_YEAR = date(2010, 1, 1), date(2019, 1, 1), date(2021, 1, 1)
LIST_PARTS = ("owners", "partners", "lapsed")


@dataclass(frozen=True)
class Case:
    """`expected` holds status, basis, owners, lead, partners, topics, inherited, lapsed or known: those that matter."""

    name: str
    why: str
    graph: SmallGraph
    subject: str
    on: date
    area: str | None
    as_known_at: datetime | None
    expected: dict[str, Any]


CASES: list[Case] = []
Story = Callable[[SmallGraph], None]


def city() -> SmallGraph:
    graph = SmallGraph()
    graph.department("m", level="MUNICIPALITY")
    for service in "ab":
        graph.department(service, "m", level="SERVICE")
        for number in "12":
            graph.department(service + number, service)
    for domain in ("d0", "d1", "d2", "d3", "d4"):
        graph.domain(domain)
    graph.area("city")
    graph.area("laak", "city")
    graph.area("molenwijk", "laak")
    graph.area("escamp", "city")
    return graph


def asked(
    why: str, subject: str = "i", on: date = ON, area: str | None = None, as_known_at: datetime | None = None,
    **expected: Any,
) -> Callable[[Story], Story]:
    def register(story: Story) -> Story:
        graph = city()
        story(graph)
        name = story.__name__ + "".join(f"-{part}" for part in (subject if subject != "i" else "", area) if part)
        name += f"-{on}" if on != ON else ""
        name += f"-known-{as_known_at:%Y-%m-%d}" if as_known_at else ""
        place = graph.find(area) if area else None
        CASES.append(Case(name, why, graph, graph.find(subject), on, place, as_known_at, by_id(graph, expected)))
        return story
    return register


def by_id(graph: SmallGraph, expected: dict[str, Any]) -> dict[str, Any]:
    """Short names of the expected parts as ids: owners in order, the rest as sets."""
    def ids(names: str) -> list[str]:
        return [graph.find(name) for name in names.split()]

    told = dict(expected)
    for part in LIST_PARTS:
        if part in told:
            told[part] = tuple(ids(told[part])) if part == "owners" else frozenset(ids(told[part]))
    if told.get("lead"):
        told["lead"] = graph.find(told["lead"])
    if "topics" in told:
        told["topics"] = {
            (graph.find(name.partition("@")[0]), graph.find(name.partition("@")[2]) if "@" in name else None):
            frozenset(ids(departments)) for name, departments in told["topics"].items()
        }
    if "inherited" in told:
        told["inherited"] = {graph.find(topic): graph.find(broader) for topic, broader in told["inherited"].items()}
    return told


def holds(graph: SmallGraph, told: str) -> None:
    """"a:d1 b1:d2": each party is the plain owner of what stands after the colon."""
    for claim in told.split():
        holder, subject = claim.split(":")
        graph.responsibility(holder, subject)
