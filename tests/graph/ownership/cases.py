"""All hand-made cases: questions of ownership that a reader can check by hand, each with the answer the rule gives.

In: nothing. Out: `CASES`; how to read one is told in asking.py.
"""

from tests.graph.ownership import (
    cases_areas,
    cases_dates,
    cases_holders,
    cases_leads,
    cases_nobody,
    cases_table,
    cases_topics,
)
from tests.graph.ownership.asking import CASES, Case

__all__ = ["CASES", "STORIES", "Case"]

STORIES = (cases_table, cases_dates, cases_holders, cases_leads, cases_areas, cases_topics, cases_nobody)
