"""What the page says beside the message of an answer, in plain Dutch.

In: parts of an answer of the operation `owner`, or the code of an error. Out: names and sentences.
"""

from datetime import date
from typing import Any

from graph.ownership.wording.phrases import day_in_words

ERRORS = {
    "DEADLINE": "Het antwoord duurde te lang. Probeer het zo nog eens.",
    "DB_UNAVAILABLE": "De gegevens zijn nu niet bereikbaar. Probeer het over een paar minuten nog eens.",
    "NOT_FOUND": "Dit staat niet in onze gegevens. Zoek met andere woorden.",
    "BAD_INPUT": "Wij begrepen uw vraag niet. Probeer het met andere woorden.",
}
OTHER_ERROR = "Er ging bij ons iets mis. Probeer het zo nog eens."
KINDS = {"Initiative": "initiatief", "Problem": "probleem", "Domain": "werkveld"}


def day(value: date | str) -> str:
    """A date as people write it."""
    found = date.fromisoformat(value) if isinstance(value, str) else value
    return day_in_words(found, "NL")


def party(owner: dict[str, Any]) -> str:
    """The name of a department or organisation."""
    found = owner["party"]
    return str(found["name"] or found["id"].partition(":")[2])


def area(node: dict[str, Any]) -> str:
    """The name of an area, with the one that it lies in."""
    parent = node["parent"]
    return f"{node['name']} ({parent['name']})" if parent else str(node["name"])


def person(owner: dict[str, Any]) -> str:
    """Whom to ask for."""
    official = owner["official"]
    if official is None:
        return "Er is nog geen naam bekend."
    if not official["name"]:
        return "Er is iemand, maar de naam mogen wij hier niet tonen."
    functions = f" ({', '.join(official['functions'])})" if official["functions"] else ""
    return f"Vraag naar {official['name']}{functions}."


def details(counter: dict[str, Any]) -> list[str]:
    """How a counter is reached, and when."""
    return [counter[name] for name in ("phone", "address", "openingHours", "url") if counter[name]]


def error(code: str) -> str:
    """What to say when there is no answer."""
    return ERRORS.get(code, OTHER_ERROR)
