"""Words that titles and names of a synthetic city are made of.

In: a source of random choices. Out: Dutch titles that differ in words and in length; none says anything about a real city.
"""

import random

THINGS = (
    "Moestuin", "Buurtkamer", "Repaircafé", "Speelplek", "Deelauto", "Taalcafé", "Zonnedak", "Geveltuin", "Eettafel", "Weggeefkast",
    "Huiswerkklas", "Fietsenmaker", "Regenton", "Muziekuur", "Wandelgroep", "Kledingruil", "Boomspiegel", "Leeskring", "Sportuur", "Buurtkrant",
)  # fmt: skip
QUALITIES = (
    "groene", "open", "nieuwe", "kleine", "gezamenlijke", "vrolijke", "stille", "duurzame", "tijdelijke", "zelfgemaakte", "mobiele", "lange",
)  # fmt: skip
PLACES = (
    "plein", "hofje", "kade", "park", "school", "kerk", "markt", "station", "flat", "gracht", "duin", "brug", "laan", "haven", "steeg", "werf",
)  # fmt: skip
PEOPLE = (
    "ouderen",
    "jongeren",
    "buren",
    "ouders",
    "nieuwkomers",
    "studenten",
    "ondernemers",
    "mantelzorgers",
    "kinderen",
    "vrijwilligers",
)
ACTS = (
    "ontmoeten",
    "leren",
    "bewegen",
    "eten",
    "zorgen",
    "wonen",
    "werken",
    "spelen",
    "delen",
    "vergroenen",
    "oversteken",
    "opruimen",
)
FIELDS = (
    "groen",
    "wegen",
    "zorg",
    "onderwijs",
    "wonen",
    "cultuur",
    "sport",
    "veiligheid",
    "energie",
    "economie",
    "jeugd",
    "water",
    "afval",
)
FIRST_NAMES = (
    "Aya",
    "Bram",
    "Chaima",
    "Daan",
    "Eline",
    "Femke",
    "Gijs",
    "Hanna",
    "Ismail",
    "Joris",
    "Karin",
    "Lotte",
    "Mehmet",
    "Noor",
)
LAST_NAMES = (
    "Duindoorn",
    "Meidoorn",
    "Vlier",
    "Wilg",
    "Hazelaar",
    "Esdoorn",
    "Linde",
    "Populier",
    "Kastanje",
    "Berk",
    "Iep",
    "Els",
)


def title(rng: random.Random) -> str:
    """What an initiative is called."""
    form = rng.choice(
        ("{q} {t} bij de {p}", "{t} voor {w}", "{t} om te {a}", "Samen {a} in de {p}", "{q} {t} voor {w} op het {p}")
    )
    made = form.format(
        q=rng.choice(QUALITIES), t=rng.choice(THINGS), p=rng.choice(PLACES), w=rng.choice(PEOPLE), a=rng.choice(ACTS)
    )
    return f"{made[0].upper()}{made[1:]} {rng.randrange(1, 400)}"


def sentence(rng: random.Random) -> str:
    """What it is, in a sentence or two."""
    first = f"Een {rng.choice(QUALITIES)} plek waar {rng.choice(PEOPLE)} {rng.choice(ACTS)} en {rng.choice(ACTS)}."
    return first if rng.random() < 0.5 else f"{first} Het begon op het {rng.choice(PLACES)} met {rng.choice(PEOPLE)}."


def person(rng: random.Random) -> str:
    """The name of somebody who does not exist."""
    return f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}"


def field(number: int) -> str:
    """The name of a domain, other for each number."""
    return f"{FIELDS[number % len(FIELDS)].capitalize()} en {ACTS[number % len(ACTS)]} {number}"
