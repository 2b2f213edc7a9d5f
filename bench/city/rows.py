"""Rows of a synthetic city and the Statements that create them, in batches.

In: nodes and relationships as they are made up. Out: Statements of at most BATCH rows; nodes of a label first.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from graph.database.statement import Statement
from graph.migrations import SEARCHED
from graph.model.definition import LABELS, RELATIONSHIPS
from graph.search_tokens import search_tokens

BATCH = 10_000
EPOCH = date(2010, 1, 1)
YEARS = 8
SOURCE = "bench"

Row = dict[str, Any]


@dataclass
class Rows:
    """What was made up and is not yet written: nodes by label, relationships by type and the labels they join."""

    nodes: dict[str, list[Row]] = field(default_factory=dict)
    relationships: dict[tuple[str, str, str], list[Row]] = field(default_factory=dict)

    def node(self, label: str, key: str, /, **properties: Any) -> str:
        """A node; a property that is None is left out. Answers its key."""
        row = {"key": key, **properties, "synthetic": True, "source": SOURCE, "ref": f"{label}:{key}"}
        if label in SEARCHED:
            row["searchTokens"] = search_tokens(row)
        self.nodes.setdefault(LABELS[label].name, []).append(
            {name: value for name, value in row.items() if value is not None}
        )
        return key

    def join(self, kind: str, start: tuple[str, str], end: tuple[str, str], /, **properties: Any) -> None:
        """A relationship from one (label, key) to another."""
        names = RELATIONSHIPS[kind].name, LABELS[start[0]].name, LABELS[end[0]].name
        properties |= {"source": SOURCE, "ref": f"{kind}:{start[1]}"}
        self.relationships.setdefault(names, []).append({"start": start[1], "end": end[1], "properties": properties})

    def statements(self) -> Iterator[Statement]:
        """All writes, in order."""
        for label, rows in self.nodes.items():
            yield from _written(f"UNWIND $rows AS row\nCREATE (n:{label})\nSET n = row", rows)
        for (kind, start, end), rows in self.relationships.items():
            match = f"MATCH (a:{start} {{key: row.start}})\nMATCH (b:{end} {{key: row.end}})"
            yield from _written(
                f"UNWIND $rows AS row\n{match}\nCREATE (a)-[r:{kind}]->(b)\nSET r = row.properties", rows
            )


def _written(text: str, rows: list[Row]) -> Iterator[Statement]:
    for place in range(0, len(rows), BATCH):
        yield Statement(text, {"rows": rows[place : place + BATCH]})


def day(rng: random.Random, years: int = YEARS) -> date:
    """Some day of the years the city has known."""
    return EPOCH + timedelta(days=rng.randrange(365 * years))
