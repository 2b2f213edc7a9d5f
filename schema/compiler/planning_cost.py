"""How much Neo4j has to plan for a question: each list, count and condition on a relation is a part of its own.

In: the text of the Statements that a question is compiled to. Out: a number, which `schema.limits.limits` holds to the most that
is allowed. The text is what counts, for a filter stands in it once for the list, and once more for each count of that list.
Planning takes a fiftieth of a second for each list and up to a sixth for each condition; no deadline of Neo4j's ends it.
"""

from dataclasses import dataclass

# Conditions and counts take Neo4j longer than lists do.
_WEIGHTS = {"MATCH ": 1, "EXISTS {": 2, "COUNT {": 2}


@dataclass
class Lookups:
    """Counts them, over all Statements of one root field."""

    number: int = 0

    def add(self, text: str) -> None:
        """Count those of one Statement."""
        self.number += sum(weight * text.count(word) for word, weight in _WEIGHTS.items())
