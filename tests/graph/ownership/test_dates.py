"""Dates as others may have written them: read from a real graph, where a property can be of any type."""

from datetime import date

import pytest

from graph.database.session import Database
from graph.database.statement import Statement
from graph.ownership.facts.query import facts_query
from graph.ownership.history.reading import facts_from

WRITTEN = {
    "date('2017-01-01')": date(2017, 1, 1),
    "datetime('2017-01-01T23:30+01:00')": date(2017, 1, 1),
    "datetime('2016-12-31T23:30Z')": date(2017, 1, 1),  # the day of the city, which is in Amsterdam
    "datetime('2017-01-02T00:30[Pacific/Kiritimati]')": date(2017, 1, 1),
    "localdatetime('2017-01-01T00:00')": date(2017, 1, 1),
    "'2017-01-01'": None,
    "20170101": None,
    "date('+12000-01-01')": None,
    "point({x: 1, y: 2})": None,
}


@pytest.mark.parametrize("written", WRITTEN)
async def test_what_is_no_date_is_unknown_and_breaks_nothing(written: str, database: Database) -> None:
    text = f"""
WITH {written} AS day
CREATE (i:Initiative {{key: 'i', startedOn: day}})-[:TOUCHES]->(d:Domain {{key: 'd', checkedOn: day}})
CREATE (d)<-[:FOR]-(:Responsibility {{key: 'r', validFrom: day}})<-[:HOLDS]-(:Department {{key: 'a', validFrom: day}})"""
    await database.write(Statement(text))
    facts = facts_from((await database.read(facts_query(["initiative:i"]))).one()).facts
    (claim,) = facts.claims["domain:d"]
    found = (
        facts.initiatives["initiative:i"].started_on,
        facts.domains["domain:d"].checked_on,
        facts.departments["department:a"].when.start,
        claim.when.start,
    )
    assert found == (WRITTEN[written],) * 4
