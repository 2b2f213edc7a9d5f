"""What the page says, in plain Dutch that is fit to be read out on the phone.

In: an answer of the operation `owner`, or the code of an error. Out: sentences.
"""

from datetime import date
from typing import Any

Answer = dict[str, Any]

MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"]
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
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def listed(names: list[str]) -> str:
    """Names after each other, with 'en' before the last."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}" if names else ""


def party(owner: dict[str, Any]) -> str:
    """The name of a department or organisation."""
    found = owner["party"]
    return str(found["name"] or found["id"].partition(":")[2])


def verdict(answer: Answer) -> str:
    """The answer in one sentence."""
    names = listed([party(owner) for owner in answer["owners"]])
    uncovered = listed([topic_name(topic) for topic in answer["topics"] if not topic["departments"]])
    services = listed(_names_of_topics(answer))
    sentences = {
        "OWNED": f"{names} pakt dit op.",
        "SHARED": _shared(answer, names),
        "CONTESTED": f"{names} zeggen allebei dat dit alleen bij hen hoort. Zij moeten dat samen oplossen.",
        "PARTLY_OWNED": f"{names} pakt een deel op. Voor {uncovered} is niemand bekend.",
        "BETWEEN_SILOS": f"Dit valt tussen diensten in: {services}. Niemand van hen kan dit alleen oppakken.",
        "LAPSED": "Vroeger pakte iemand dit op, maar dat is afgelopen. Nu doet niemand het.",
        "UNOWNED": "Niemand pakt dit op.",
    }
    if answer["status"] in ("UNOWNED", "LAPSED") and not answer["known"]:
        return "Bij ons is niet bekend wie dit oppakt."
    return sentences[answer["status"]]


def _shared(answer: Answer, names: str) -> str:
    lead = answer["lead"]
    return f"{names} pakken dit samen op. {party(lead)} trekt het." if lead else f"{names} pakken dit samen op. Er is nog niemand die het trekt."


def _names_of_topics(answer: Answer) -> list[str]:
    names = [each["name"] for topic in answer["topics"] for each in topic["departments"] if each["name"]]
    return list(dict.fromkeys(names))


def topic_name(topic: dict[str, Any]) -> str:
    """A domain or problem, with the area where one was looked at."""
    name = str(topic["subject"]["title"])
    return f"{name} in {topic['area']['name']}" if topic["area"] else name


def person(owner: dict[str, Any]) -> str:
    """Whom to ask for."""
    official = owner["official"]
    if official is None:
        return "Er is nog geen naam bekend."
    if not official["name"]:
        return "Er is iemand, maar de naam mogen wij hier niet tonen."
    functions = f" ({', '.join(official['functions'])})" if official["functions"] else ""
    return f"Vraag naar {official['name']}{functions}."


def error(code: str) -> str:
    """What to say when there is no answer."""
    return ERRORS.get(code, OTHER_ERROR)
