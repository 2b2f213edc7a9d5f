"""Looks a graph over that others may have written, and mends what is ours to mend.

In: a database. Out: findings, each with label and key; nothing is written but by `repair`, which makes constraints, indexes and
search tokens, never a fact. What `duplicates` lists is no fault.

duplicates  Finds persons and organisations that look the same, for a person to decide: nothing is ever merged by itself
finding     What a check finds: the words that pass between its parts
joins       Looks at every relationship of the model: what it joins, its properties, doubles, and nodes that lead nowhere
sources     Looks at what is loaded: loads that were cut off, and sources that should have been read anew by now
trees       Looks whether the trees are trees: on any day at most one parent, and no path that leads back
upkeep      What is derived and can always be made anew: constraints, indexes, and the tokens that search reads
values      Looks at every node of the model: its key, the type of each property, words that no list knows, texts in no known form
"""

from datetime import date

from graph.check.duplicates import Pair, duplicates
from graph.check.finding import Finding, Findings
from graph.check.joins import join_findings
from graph.check.sources import source_findings
from graph.check.trees import tree_findings
from graph.check.upkeep import Repair, ensure_schema, indexes_online, refresh_search, repair, upkeep_findings
from graph.check.values import value_findings
from graph.database.session import Database

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
