"""Two or three plain sentences on an answer, fit to be read out on the phone: to a colleague, or to a resident.

In: an Ownership, the first day since when it is so, a language, an audience, and the parties whose names are hidden from
whoever asks. Out: a text. Where we do not know, it says so, and never that there is nobody.
"""

from datetime import date

from graph.ownership.answer.ownership import Ownership
from graph.ownership.facts.needs import MESSAGE
from graph.ownership.wording.for_colleague import to_colleague
from graph.ownership.wording.for_resident import to_resident
from graph.ownership.wording.narrator import Narrator


def message(
    answer: Ownership, since: date | None, language: str, audience: str, hidden: frozenset[str] = frozenset()
) -> str:
    """The sentences after each other; LookupError when the facts were not read for it."""
    for need in MESSAGE[audience]:
        answer.facts.require(need)
    told = to_resident if audience == "RESIDENT" else to_colleague
    return " ".join(filter(None, told(Narrator(answer, since, language, hidden))))
