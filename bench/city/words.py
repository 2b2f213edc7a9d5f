"""Words that titles, texts and names of a synthetic city are made of.

In: a source of random choices. Out: Dutch titles that differ in words and in length; none says anything about a real city.
A story has words of its own as texts of people have: few words often and thousands now and then (Zipf's law), compounds most of them.
"""

import random
from itertools import permutations
from math import exp, log

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
STEMS = (
    "buurt", "school", "tuin", "plein", "water", "groen", "fiets", "straat", "huis", "kamer", "markt", "feest", "boom", "bank", "lamp", "muur", "dak", "poort", "pad", "veld",
    "speel", "eet", "lees", "taal", "muziek", "dans", "sport", "loop", "zwem", "kook", "bak", "naai", "knutsel", "verf", "hout", "steen", "glas", "papier", "plant", "bloem",
    "vlinder", "vogel", "bijen", "kip", "hond", "kinder", "jongeren", "ouderen", "moeder", "vader", "mannen", "vrouwen", "gasten", "vrienden", "avond", "ochtend", "zomer", "winter", "herfst", "lente",
    "koffie", "soep", "brood", "fruit", "kruiden", "regen", "zon", "wind", "stroom", "warmte", "afval", "ruil", "deel", "leen", "herstel", "kring", "club", "groep", "ploeg", "tafel",
)  # fmt: skip
LINKS = (
    "samen", "elke", "week", "willen", "maken", "zelf", "tussen", "waar", "die", "ook", "nieuw", "nog", "iedereen", "alleen", "straks", "meer", "zonder", "onder", "achter", "rond",
)  # fmt: skip
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


def _vocabulary() -> list[str]:
    """All words of a story, those used often first: the stems, then every two of them in one word."""
    compounds = [first + second for first, second in permutations(STEMS, 2)]
    random.Random(1).shuffle(compounds)
    return [*STEMS, *compounds]


VOCABULARY = _vocabulary()


def story(rng: random.Random) -> str:
    """More of what it is: twelve to thirty words. The word at place n of the vocabulary comes about 1/n as often as the first."""
    return " ".join(rng.choice(LINKS) if rng.random() < 0.3 else _word(rng) for _ in range(rng.randint(12, 30))) + "."


def _word(rng: random.Random) -> str:
    return VOCABULARY[int(exp(rng.random() * log(len(VOCABULARY) + 1))) - 1]


def person(rng: random.Random) -> str:
    """The name of somebody who does not exist."""
    return f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}"


def field(number: int) -> str:
    """The name of a domain, other for each number."""
    return f"{FIELDS[number % len(FIELDS)].capitalize()} en {ACTS[number % len(ACTS)]} {number}"
