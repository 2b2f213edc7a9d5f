"""What a statement makes distinct: nodes, never beside lists of all ids or subjects, which would be hashed again for each row."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from graph.database.session import Database
from graph.database.statement import Statement
from graph.model.definition import PARTIES
from graph.ownership.facts.needs import EVERYTHING
from graph.ownership.facts.query import facts_query, facts_query_with_parties
from graph.silos.contacts.contacts import contacts_query
from graph.silos.population.city import city_query

DAY = date(2017, 11, 14)
STATEMENTS = {
    "neighbourhood": facts_query(["initiative:a"], ["area:b"]),
    "with parties": facts_query_with_parties(["department:a"], PARTIES, ["initiative:a"], (), {}, EVERYTHING),
    "ways": contacts_query(DAY, DAY, seen=True),
    "world": city_query(),
}


def distinct(plan: dict[str, Any]) -> Iterator[str]:
    """What each operator of a plan makes distinct."""
    if plan["operatorType"].startswith("Distinct"):
        yield plan["args"]["Details"]
    for each in plan.get("children", ()):
        yield from distinct(each)


@pytest.mark.parametrize("name", STATEMENTS)
async def test_nothing_is_made_distinct_beside_what_was_imported(name: str, opened: Database) -> None:
    statement: Statement = STATEMENTS[name]
    found = list(distinct(await opened.plan(statement)))
    print(found)
    assert not [each for each in found if "," in each]
