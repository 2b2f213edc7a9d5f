"""Days as sources write them, as the model wants them.

In: text of a cell. Out: ISO dates; text that is no date stays as it is, for `loaders.staging.validate` to refuse with its place.
"""

import re
from datetime import date, timedelta

INCLUSIVE = "its last day is included in the source; the graph keeps the day after it"
NOT_A_DAY = "a date without a day counts for the whole of its month or year"
_YEAR, _MONTH = re.compile(r"\d{4}"), re.compile(r"(\d{4})-(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


def iso(text: str) -> str:
    """`31-12-2017`, `31/12/2017` or `31.12.2017` as 2017-12-31; whatever else as it is."""
    found = _DAY_FIRST.fullmatch(text.strip())
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else text.strip()


def day_after(text: str) -> str:
    """The first day on which it no longer holds, from the last day on which it did (ISO)."""
    try:
        return (date.fromisoformat(text) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return text


def first_day(text: str) -> str:
    """The first day of a year or month; whatever else as it is."""
    if _YEAR.fullmatch(text):
        return f"{text}-01-01"
    return f"{text}-01" if _MONTH.fullmatch(text) else text


def day_after_last(text: str) -> str:
    """The day after a day, or after the last day of a year or month."""
    if _YEAR.fullmatch(text):
        return f"{int(text) + 1:04}-01-01"
    if found := _MONTH.fullmatch(text):
        year, month = int(found[1]), int(found[2])
        return f"{year + month // 12:04}-{month % 12 + 1:02}-01"
    return day_after(text)
