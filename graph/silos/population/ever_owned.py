"""Whether somebody may ever have owned a simple row: one AND tells of most gaps that nobody ever did.

In: the facts of CityFacts at all dates, and a simple row. Out: True where no party ever stood at or above all that it is about; False
where one may have, which the rule is to be asked.

What this rests on: an initiative has one owner or a lead only where some party answers, or stands above one that does, for
every topic. The domains among its topics are the same at any date where none of them ever moved, unless a problem that it
addresses has holders: that one is then a topic by itself.
"""

from functools import reduce
from operator import and_, or_

from graph.ownership.history.bitsets import EVERYBODY
from graph.ownership.history.history import History
from graph.silos.population.bitset_rule import HELD, Simple


class Ever:
    """By area and number of a tie, as bits: who ever stood at or above it, and who did for a problem by itself."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._areas: dict[str | None, tuple[list[int], list[int]]] = {}

    def nobody(self, simple: Simple) -> bool:
        """Whether no party ever owned it; False where that is not sure."""
        if simple.involved & HELD:
            return False
        area = simple.place.area
        known = self._areas.get(area)
        if known is None:
            known = self._areas[area] = self._in_area(area)
        together, alone = known
        ties = simple.ties
        return not (reduce(and_, map(together.__getitem__, ties)) | reduce(or_, map(alone.__getitem__, ties)))

    def _in_area(self, area: str | None) -> tuple[list[int], list[int]]:
        """For each number: who may have had it among others, to be AND-ed; who may have had it whatever the others, to be OR-ed."""
        facts, together, alone = self._history.facts, list[int](), list[int]()
        for domain in facts.domains:
            sure = self._history.never_moved(domain)
            together += [self._history.ever(domain, area) if sure else EVERYBODY, EVERYBODY]
            alone += [0 if sure else EVERYBODY, 0]
        for problem in facts.problems.values():
            sure = self._history.never_moved(problem.id)
            domains = [self._history.ever(tie.other, area) for tie in problem.domains] if sure else []
            together.append(reduce(and_, domains, EVERYBODY))
            alone.append(self._history.ever(problem.id, area) if sure else EVERYBODY)
        together += [EVERYBODY] * len(facts.areas)
        alone += [0] * len(facts.areas)
        return together, alone
