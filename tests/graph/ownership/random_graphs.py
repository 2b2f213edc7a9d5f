"""Small nasty graphs, made at random, in which every status of ownership occurs often.

In: a random number generator. Out: a SmallGraph with a few of everything: departments that were dissolved or are to
come, successors, officials who move, public organisations, trees with two parents or a loop, problems, areas, SIDE and
unknown kinds, all roles, corrections. Days come from a short list so that borders collide; `DATES` are those to ask
at.

Run as a program it prints how often each status occurs.
"""

import random
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from tests.graph.ownership.small_graph import SmallGraph
from tests.graph.ownership.specification import ownership

DAYS = (date(2016, 1, 1), date(2017, 1, 1), date(2017, 6, 1), date(2018, 1, 1), date(2019, 1, 1))
DATES = (date(2015, 12, 31), date(2017, 1, 1), date(2017, 5, 31), date(2018, 1, 1), date(2020, 1, 1))
MOMENTS = tuple(datetime(day.year, day.month, day.day, 12, tzinfo=UTC) for day in DAYS)
ROLES = (*(None, "OWNER") * 7, *("LEAD",) * 3, "CONSENT", "ADVISER", "INFORMED", "CONVENER", "EIGENAAR")
KINDS = (None, None, "CORE", "CORE", "CORE", "SIDE", "SIDE", "BIJZAAK")


class Maker:
    """One graph in the making; what a method needs has been made before it."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.graph = SmallGraph()

    def chance(self, of: float) -> bool:
        return self.rng.random() < of

    def some(self, nodes: Sequence[str], low: int, high: int) -> list[str]:
        return self.rng.sample(nodes, min(len(nodes), self.rng.randint(low, high)))

    def ids(self, label: str) -> list[str]:
        return [node for node, (said, _) in self.graph.nodes.items() if said == label]

    def period(self, dated: float) -> dict[str, date | None]:
        """From and to, each known with the given chance, never the wrong way round."""
        start, end = sorted(self.rng.choices(DAYS, k=2))
        return {"valid_from": start if self.chance(dated) else None, "valid_to": end if self.chance(dated) else None}

    def keys(self, letter: str, count: int) -> list[str]:
        """Keys in an order that says nothing about where they stand in a tree."""
        return self.rng.sample([f"{letter}{number}" for number in range(count)], count)

    # Who.

    def departments(self) -> None:
        rng, graph = self.rng, self.graph
        keys = self.keys("x", rng.randint(4, 13))
        top = graph.department(keys.pop(), level="MUNICIPALITY")
        services = [
            graph.department(keys.pop(), top if self.chance(0.9) else None,
                             level=rng.choice(("SERVICE",) * 7 + (None,)), **self.period(0.1))
            for _ in range(min(rng.randint(2, 4), len(keys) - 1))
        ]
        placed = list(services)
        for key in keys:
            level = rng.choice(("DEPARTMENT", "DEPARTMENT", "TEAM", None, "DIRECTIE"))
            parent = rng.choice(services if self.chance(0.4) else placed)
            placed.append(graph.department(key, parent, level=level, **self.period(0.25)))
        for lower in self.some(placed, 0, 2):
            if self.chance(0.4):
                uppers = [node for node in (top, *placed) if node != lower]
                graph.part_of(lower, rng.choice(uppers), **self.period(0.6))
        loose = [service for service in services if not graph.leaving(service, "PART_OF")]
        for upper in loose if self.chance(0.4) else ():
            graph.part_of(upper, rng.choice([node for node in placed if node != upper]), **self.period(0.2))
        for old in placed:
            if graph.get(old, "validTo") and self.chance(0.6):
                for new in self.some(placed if self.chance(0.85) else [top], 1, 2):
                    graph.successor(old, new, **self.period(0.1))

    def others(self) -> None:
        rng, graph = self.rng, self.graph
        for key in self.keys("o", rng.randint(0, 2)):
            graph.organisation(key, rng.choice((True, True, True, True, False, None)))
        for key in self.keys("e", rng.randint(0, 3)):
            official = graph.official(key)
            for department in self.some(self.ids("Department"), 0, 3):
                function = rng.choice((None, "hoofd", "contact"))
                graph.works_for(official, department, function=function, **self.period(0.6))
        if self.chance(0.2):
            graph.resident("ans")
        if self.chance(0.2):
            graph.counter("desk", rng.choice(self.ids("Department")))

    # What and where.

    def tree(self, label: str, letter: str, low: int, high: int, roots: float) -> None:
        """Nodes of one label, most of them below another; now and then two parents or a loop."""
        placed: list[str] = []
        for key in self.keys(letter, self.rng.randint(low, high)):
            checked = self.rng.choice(DAYS) if label == "Domain" and self.chance(0.4) else None
            node = self.graph.add(label, key, checkedOn=checked)
            if placed and not self.chance(roots):
                self.graph.part_of(node, self.rng.choice(placed), **self.period(0.1))
            placed.append(node)
        if len(placed) > 1 and self.chance(0.15):
            lower, upper = self.rng.sample(placed, 2)
            self.graph.part_of(lower, upper, **self.period(0.3))
        if len(placed) > 1 and self.chance(0.1):
            self.graph.part_of(placed[0], placed[-1], **self.period(0.2))

    def problems(self) -> None:
        for key in self.keys("p", self.rng.randint(1, 5)):
            problem = self.graph.problem(key, self.some(self.ids("Domain"), 0, 2))
            for area in self.some(self.ids("Area"), 0, 2) if self.chance(0.4) else ():
                self.graph.relate("LOCATED_IN", problem, area)

    def initiatives(self) -> None:
        rng = self.rng
        for key in self.keys("i", rng.randint(2, 6)):
            start, end = sorted(rng.choices(DAYS, k=2))
            initiative = self.graph.initiative(
                key, problems=self.some(self.ids("Problem"), 0, 2) if self.chance(0.5) else (),
                areas=self.some(self.ids("Area"), 1, 2) if self.chance(0.5) else (),
                started_on=start if self.chance(0.6) else None, ended_on=end if self.chance(0.2) else None,
                stage=rng.choice((None, "IDEA", "RUNNING", "RUNNING", "STOPPED", "DONE", "BEZIG")),
                asks=rng.choice((None, [], ["NOTHING"], ["PLACE"], ["NOTHING", "MONEY"])),
            )
            for domain in self.some(self.ids("Domain"), 0, 4):
                dates = {"validFrom" if self.chance(0.5) else "validTo": rng.choice(DAYS)} if self.chance(0.15) else {}
                self.graph.relate("TOUCHES", initiative, domain, kind=rng.choice(KINDS), weight=rng.random(), **dates)

    # Who answers for what.

    def responsibilities(self) -> None:
        departments = self.ids("Department")
        owners = self.below_services() if self.chance(0.4) else departments[1:]
        counts = self.rng.choice(((0, 0, 1, 1), (0, 1, 2, 2, 3), (2, 3, 5), (2, 4, 6)))
        others = [node for label in ("Organisation", "Official") for node in self.ids(label)]
        never = [*self.ids("Resident"), *self.ids("Counter"), departments[0]]
        subjects = [(self.ids("Domain"), 1.0), (self.ids("Problem"), 0.5), (self.ids("Initiative"), 0.25)]
        for nodes, many in subjects:
            for node in nodes:
                for _ in range(self.rng.choice(counts)):
                    if self.chance(many):
                        pick = self.rng.random()
                        kind = others if others and pick < 0.3 else never if pick > 0.96 else owners
                        self.responsibility(self.rng.choice(kind), node)
        if self.chance(0.3) and self.ids("Area"):
            within = self.some(self.ids("Area"), 1, 1)
            self.graph.responsibility(self.rng.choice(departments), None, role="CONVENER", within=within)

    def below_services(self) -> list[str]:
        """The departments of one or two silos, so that what they share is above them."""
        services = [node for node in self.ids("Department")[1:] if self.graph.get(node, "level") == "SERVICE"]
        chosen = set(self.some(services, 1, 2))
        for _ in range(4):
            chosen |= {node for node in self.ids("Department")
                       if any(up in chosen for up, _ in self.graph.leaving(node, "PART_OF"))}
        return sorted(chosen - set(services)) or self.ids("Department")[1:]

    def responsibility(self, holder: str, subject: str) -> None:
        dates = self.period(self.rng.choice((0.0, 0.3, 0.6)))
        told = self.rng.choice(MOMENTS) if self.chance(0.1) else None
        taken_back: Any = self.rng.choice(MOMENTS) if self.chance(0.05) else None
        self.graph.responsibility(
            holder, subject, role=self.rng.choice(ROLES),
            exclusive=self.rng.choice((True, True, True, True, False, None)),
            within=self.some(self.ids("Area"), 1, 2) if self.chance(0.25) else (),
            recorded_from=told, recorded_to=taken_back,
            attested_on=self.rng.choice(DATES) if self.chance(0.02) else None,
            valid_from=dates["valid_from"], valid_to=dates["valid_to"],
        )


def random_graph(rng: random.Random) -> SmallGraph:
    maker = Maker(rng)
    maker.departments()
    maker.others()
    maker.tree("Domain", "d", 3, rng.choice((5, 5, 10)), roots=0.7)
    maker.tree("Area", "z", 2, 6, roots=0.2)
    maker.problems()
    maker.initiatives()
    maker.responsibilities()
    return maker.graph


def subjects(graph: SmallGraph) -> list[str]:
    """All that can be asked about: initiatives, problems and domains."""
    return [node for node, (label, _) in graph.nodes.items() if label in ("Initiative", "Problem", "Domain")]


def areas(graph: SmallGraph) -> list[str | None]:
    """None, and every area that can be asked for."""
    return [None, *(node for node, (label, _) in graph.nodes.items() if label == "Area")]


def statuses(rng: random.Random, graphs: int, label: str | None = None) -> Counter[str]:
    """How often each status occurs over random graphs, asked at all dates, with no area."""
    made = [random_graph(rng) for _ in range(graphs)]
    return Counter(
        ownership(graph, subject, on).status
        for graph in made for subject in subjects(graph) for on in DATES if label in (None, graph.label(subject))
    )


if __name__ == "__main__":
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    for asked_about in ("Initiative", "Problem", "Domain", None):
        found = statuses(random.Random(seed), 500, asked_about)
        print(asked_about or "all", f"({found.total()})")
        for status, count in found.most_common():
            print(f"  {status:14} {count / found.total():6.1%}")
