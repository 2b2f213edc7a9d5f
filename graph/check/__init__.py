"""Looks a graph over that others may have written, and mends what is ours to mend.

In: a database. Out: findings, each with label and key; nothing is written but by `repair`, which makes constraints,
indexes and search tokens, never a fact. Map: finding (what passes between) → values (nodes and their properties) →
joins (relationships) → trees (loops, second parents) → sources (loads cut off, sources past their day)
→ upkeep (constraints, indexes, tokens; repair). duplicates stands by itself: what looks the same is no fault.
"""

from datetime import date

from graph.check.duplicates import Pair, duplicates
from graph.check.finding import Finding, Findings
from graph.check.joins import join_findings
from graph.check.sources import source_findings
from graph.check.trees import tree_findings
from graph.check.upkeep import Repair, ensure_schema, indexes_online, refresh_search, repair, upkeep_findings
from graph.check.values import value_findings
from graph.session import Database

__all__ = ["Finding", "Findings", "Pair", "Repair", "check", "duplicates", "ensure_schema", "indexes_online", "refresh_search", "repair"]


async def check(database: Database, today: date | None = None) -> Findings:
    """Everything that is not as the model says, kind by kind."""
    parts = [
        await value_findings(database),
        await join_findings(database),
        await tree_findings(database),
        await source_findings(database, today or date.today()),
        await upkeep_findings(database),
    ]
    return Findings(tuple(found for part in parts for found in part))
