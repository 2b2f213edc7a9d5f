"""Words that sentences are made of: names after each other, days as people say them, in Dutch and English.

In: names and days. Out: parts of a sentence.
"""

from collections.abc import Iterable
from datetime import date

MOST_NAMES = 3
MONTHS = {
    "NL": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"),
    "EN": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
}  # fmt: skip
AND = {"NL": "en", "EN": "and"}


def day_in_words(day: date, language: str) -> str:
    """A day as people say it: 1 april 2017."""
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def listed(names: Iterable[str], language: str, most: int = MOST_NAMES) -> str:
    """Names after each other, once each; of a long list the first few, and how many more there are."""
    once = list(dict.fromkeys(names))
    if len(once) > most:
        others = len(once) - most
        other = "andere" if language == "NL" else ("other" if others == 1 else "others")
        return f"{', '.join(once[:most])} {AND[language]} {others} {other}"
    return f" {AND[language]} ".join(filter(None, (", ".join(once[:-1]), *once[-1:])))


def quoted(names: Iterable[str]) -> list[str]:
    """Names of things between quotation marks, so that they stand apart from the sentence."""
    return [f"‘{name}’" for name in names]
