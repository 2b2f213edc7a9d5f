"""Finds persons and organisations that look the same, for a person to decide: nothing is ever merged by itself.

In: a database. Out: Pairs with a score and why. Only names that share a part are compared, never all with all; parts are
compared without doubled letters and later vowels, so that a slip of the pen leaves most of them alike.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

from graph.database.session import Database
from graph.database.statement import Statement
from graph.model.definition import LABELS, node_id
from graph.search_tokens import words

COMPARED = ("Official", "Department", "Organisation")
DEADLINE_S = 120.0
PAGE = 5_000
# A part that so many names share says nothing; of the same whole name each is compared with the first.
MOST_IN_BLOCK = 100
LEAST, SAME, ALIAS, ALMOST, SHARED = 0.6, 0.95, 0.9, 0.8, 0.05
ALIKE = 0.85
_TITLES = frozenset(
    [
        "dr",
        "drs",
        "mr",
        "ir",
        "ing",
        "prof",
        "bsc",
        "msc",
        "ba",
        "ma",
        "llm",
        "mba",
        "phd",
        "dhr",
        "mw",
        "mevr",
        "mevrouw",
        "heer",
    ]
)
_PARTICLES = frozenset(
    ["van", "de", "der", "den", "ter", "ten", "te", "het", "in", "t", "op", "la", "le", "el", "al", "bin", "von"]
)
_FORMS = frozenset(["stichting", "vereniging", "bv", "nv", "b", "v", "n", "vof", "cooperatie", "cv", "ngo"])
_OF_A_PERSON = "COLLECT { MATCH (n)-[:WORKS_FOR]->(d:Department) RETURN DISTINCT d.key ORDER BY d.key }"
_ABOVE = "COLLECT { MATCH (n)-[:PART_OF]->(d:Department) RETURN DISTINCT d.key ORDER BY d.key }"
_KIN = "COLLECT { MATCH (n)-[:PART_OF|SUCCEEDED_BY]-(d:Department) RETURN DISTINCT d.key ORDER BY d.key }"
_READ = {
    "Official": (_OF_A_PERSON, "[]"),
    "Department": (_ABOVE, _KIN),
    "Organisation": ("[]", "[]"),
}


@dataclass(frozen=True)
class Pair:
    """Two nodes that look the same; `score` from 0 to 1, and on what it rests."""

    one: str
    other: str
    names: tuple[str, str]
    score: float
    why: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """For machines."""
        return {"one": self.one, "other": self.other, "names": self.names, "score": self.score, "why": self.why}


@dataclass(frozen=True)
class _Named:
    """A node with its names, the departments it belongs to, and those that it is known to be another than."""

    label: str
    key: str
    name: str
    aliases: Sequence[str]
    departments: frozenset[str]
    others: frozenset[str]

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The words of its name; of a person without titles, and the family name last."""
        if self.label != "Official":
            return tuple(words(self.name))
        last, comma, first = re.sub(r"\([^)]*\)", " ", self.name).partition(",")
        return tuple(each for each in words(f"{first} {last}" if comma else last) if each not in _TITLES)

    @cached_property
    def bare(self) -> tuple[str, ...]:
        """The same without what says nothing: the form of an organisation."""
        return tuple(each for each in self.parts if each not in _FORMS) if self.label == "Organisation" else self.parts

    @cached_property
    def whole(self) -> str:
        return " ".join(self.parts)

    def blocks(self) -> Iterator[str]:
        """What it shares with names that may be the same."""
        for each in self.bare:
            if len(each) > 2 and each not in _PARTICLES:
                yield skeleton(each)
        yield f"= {self.whole}"
        for alias in (self.name, *self.aliases):
            yield f"~ {' '.join(words(alias))}"


def skeleton(word: str) -> str:
    """A word without doubled letters, and without vowels but the first letter."""
    once = re.sub(r"(.)\1+", r"\1", word.replace("ij", "y"))
    return once[:1] + re.sub("[aeiouy]", "", once[1:])


async def duplicates(database: Database) -> list[Pair]:
    """Pairs that look the same, the likeliest first."""
    found = [pair for label in COMPARED for pair in _pairs(await _named(database, label))]
    return sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other))


async def _named(database: Database, label: str) -> list[_Named]:
    departments, kin = _READ[label]
    text = f"""
MATCH (n:{LABELS[label].name}) WHERE n.key > $after AND n.name IS :: STRING NOT NULL
WITH n ORDER BY n.key LIMIT $page
RETURN n.key, n.name, CASE WHEN n.aliases IS :: LIST<STRING NOT NULL> NOT NULL THEN n.aliases ELSE [] END AS aliases, {departments} AS departments, {kin} AS kin"""
    found: list[_Named] = []
    after = ""
    while True:
        rows = (await database.read(Statement(text, {"after": after, "page": PAGE}), deadline_s=DEADLINE_S)).rows
        found += (
            _Named(label, key, name, aliases, frozenset(in_), frozenset(kin)) for key, name, aliases, in_, kin in rows
        )
        if len(rows) < PAGE:
            return found
        after = rows[-1][0]


def _pairs(named: Sequence[_Named]) -> Iterator[Pair]:
    blocks: dict[str, dict[str, _Named]] = defaultdict(dict)
    for each in named:
        for block in each.blocks():
            blocks[block][each.key] = each
    seen: set[tuple[str, str]] = set()
    for block, members in blocks.items():
        for one, other in _candidates(block, list(members.values())):
            if (one.key, other.key) not in seen:
                seen.add((one.key, other.key))
                pair = compared(one, other)
                if pair:
                    yield pair


def _candidates(block: str, members: list[_Named]) -> Iterator[tuple[_Named, _Named]]:
    if len(members) <= MOST_IN_BLOCK:
        yield from combinations(sorted(members, key=lambda each: each.key), 2)
    elif block[:2] in ("= ", "~ "):
        first, *rest = sorted(members, key=lambda each: each.key)
        yield from ((first, each) for each in rest)


def compared(one: _Named, other: _Named) -> Pair | None:
    """A pair, when the two look the same."""
    if other.key in one.others or one.key in other.others:
        return None
    score, why = _likeness(one, other)
    shared = one.departments & other.departments
    if score < LEAST:
        return None
    reasons = [why, *(["they share a department"] if shared else [])]
    score = round(min(1.0, score + (SHARED if shared else 0)), 2)
    first, second = node_id(one.label, one.key), node_id(other.label, other.key)
    return Pair(first, second, (one.name, other.name), score, tuple(reasons))


def _likeness(one: _Named, other: _Named) -> tuple[float, str]:
    if one.parts == other.parts:
        return SAME, "the same name"
    if _is_alias(one, other) or _is_alias(other, one):
        return ALIAS, "the name of one is another name of the other"
    if one.label == "Official" and _same_but_for_initials(one.parts, other.parts):
        return ALMOST, "the same name but for initials or titles"
    if one.bare and one.bare == other.bare:
        return ALMOST, "the same name but for its legal form"
    if one.label == "Official" and one.parts[:1] and other.parts[:1] and one.parts[0][0] != other.parts[0][0]:
        return 0.0, ""  # another initial is another person
    alike = 1 - distance(one.whole, other.whole) / max(len(one.whole), len(other.whole), 1)
    if alike < ALIKE or _digits(one) != _digits(other):
        return 0.0, ""
    return round(ALMOST * alike, 2), f"the names are written {alike:.0%} alike"


def _digits(named: _Named) -> list[str]:
    """Numbers in a name tell one from another: team 1 is not team 2."""
    return re.findall(r"\d+", named.whole)


def _is_alias(one: _Named, other: _Named) -> bool:
    return one.parts in [tuple(words(alias)) for alias in other.aliases]


def _same_but_for_initials(one: Sequence[str], other: Sequence[str]) -> bool:
    """One family name, and first names of which each is the other or its initial."""
    first, last = _split(one)
    others, other_last = _split(other)
    if not last or last != other_last:
        return False
    return all(
        a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(first, others, strict=False)
    ) and bool(first and others)


def _split(parts: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """First names or initials, and the family name with what stands before it."""
    at = len(parts) - 1
    while at > 0 and parts[at - 1] in _PARTICLES and len(parts[at - 1]) > 1:
        at -= 1
    return parts[:at], parts[at:]


def distance(one: str, other: str) -> int:
    """How many letters have to be put in, left out or changed to make one of the other."""
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, counterpart in enumerate(other, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (letter != counterpart)))
        before = now
    return before[-1]
