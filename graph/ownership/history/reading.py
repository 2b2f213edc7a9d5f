"""What was read of the graph: Facts, with their History, shared by all answers that are made from them.

In: the record that `graph.ownership.facts.query` reads. Out: a Reading.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from graph.ownership.facts.needs import EVERYTHING, Needs
from graph.ownership.facts.parse import ParsedFacts, parse_facts
from graph.ownership.history.history import History
from graph.ownership.rule.snapshot import Snapshot


@dataclass
class Reading(ParsedFacts):
    """Facts as read, at any day, and as recorded at any time."""

    _histories: dict[datetime | None, History] = field(default_factory=dict)

    def history(self, known_at: datetime | None = None) -> History:
        """The facts at any day; with `known_at`, as recorded then."""
        if known_at not in self._histories:
            self._histories[known_at] = History(self.facts, known_at)
        return self._histories[known_at]

    def snapshot(self, day: date, known_at: datetime | None = None) -> Snapshot:
        """The facts on a day; with `known_at`, as they were recorded then."""
        return self.history(known_at).snapshot(day)


def facts_from(record: Sequence[Any], needs: Needs = EVERYTHING) -> Reading:
    """The Reading of a record, read for `needs`."""
    parsed = parse_facts(record, needs)
    return Reading(parsed.facts, parsed.extras, parsed.parties)
