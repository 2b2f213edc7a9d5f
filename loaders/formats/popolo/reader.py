"""Reads Popolo, the standard for who holds which office: organisations, persons, and memberships with their dates.

In: JSON or YAML, as one document with lists or as a file for each thing; memberships may stand in a person or in an
organisation. Out: organisation → Department, PART_OF its parent; a party or a joint body → Organisation; person →
Official; membership of a department → WORKS_FOR. What is only named is a Department without a name. A last day is
included in Popolo and not in the graph. Birth, gender, addresses and pictures of persons are not read.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from loaders.faults import Fault, Place
from loaders.formats.popolo.items import MEMBERSHIP, ORGANISATION, PERSON, POST, Item, items, listed, text_of, texts_of
from loaders.formats.shared.dates import INCLUSIVE, NOT_A_DAY, day_after_last, first_day
from loaders.formats.shared.statements import Origin, Statements
from loaders.input.files import SourceFile
from loaders.input.located_documents import Located
from loaders.options import LoadOptions
from loaders.person_keys import PersonKeys
from loaders.records import Entry, Format, Row

ORIGIN = Origin("popolo", "Organisations and office-holders as Popolo")
DEPARTMENT, OUTSIDE = "Department", "Organisation"
WHOLE_CITY = {"municipality", "gemeente", "council", "gemeenteraad"}
PARTIES = {"party", "fractie", "faction", "partij", "political party"}
PUBLIC = {"gemeenschappelijke-regeling", "waterschap", "zbo", "rwt", "politie", "agentschap", "water board"}
ORGANISATION_KEYS = ("organization_id", "organisation_id")
NO_SEAT = "a seat in a party or another body outside the municipality is not kept"
ONLY_A_POST = "a post is not kept by itself; its label is the function of who holds it"
NOTHING = "an organisation without id and name states nothing"
NO_PARENT = "only departments are kept as parts or successors of departments"
NO_DAYS = "the last day of an organisation that is no department is not kept"
NOT_DESCRIBED = "an organisation that these files name and do not describe is a department without a name"
NOT_READ = "areas, events and votes of Popolo are not read"
_TIME = re.compile(r"(?<=\d{4}-\d\d-\d\d)T[\d:.]*(Z|[+-]\d\d:?\d\d)?$")
START, END = ("start_date", "valid_from", "founding_date"), ("end_date", "valid_until", "dissolution_date")


class Post(NamedTuple):
    """What its holder is called, and the organisation that it belongs to."""

    label: str
    body: str


class Seat(NamedTuple):
    """Who sits where from which day: what makes a WORKS_FOR one relationship."""

    person: str
    body: str
    since: str


def read(files: Sequence[SourceFile], options: LoadOptions) -> Iterator[Entry | Fault]:
    """The source, then everything in the files."""
    yield from ORIGIN.entries(files, options)
    found = [item for file in files for item in items(file)]
    council = _Council(Statements(options.source or ORIGIN.key), [item for item in found if isinstance(item, Item)], options.people)
    for item in found:
        yield item if isinstance(item, Fault) else council.entry(item)


class _Council:
    """What all files say together: what each organisation is, and every seat with all its functions."""

    def __init__(self, says: Statements, found: Sequence[Item], people: PersonKeys) -> None:
        """`described`: organisations that stand there as such. `keys`: of persons whose id tells their name."""
        self.says = says
        self.keys = _keys(found, people)
        self.labels = {_id(item.value): _label(item.value) for item in found if item.kind == ORGANISATION}
        self.described = frozenset(self.labels)
        for item in found:
            nested = _organisation_in(item.value) if item.kind == POST else None
            if nested and _id(nested):
                self.labels.setdefault(_id(nested), _label(nested))
        self.posts = {_id(item.value): _post(item.value, item) for item in found if item.kind == POST}
        self.seats: dict[Seat, list[tuple[str, str]]] = defaultdict(list)
        self.functions: dict[str, set[str]] = defaultdict(set)
        for item in found:
            if item.kind == MEMBERSHIP:
                self._sit(item)

    def _sit(self, item: Item) -> None:
        body, nested = self._body(item), _organisation_in(item.value) or _organisation_in(item.value.get("post"))
        if nested:
            self.labels.setdefault(body, _label(nested))
        if self.labels.get(body, DEPARTMENT) == DEPARTMENT:
            function = self._function(item)
            self.seats[self._seat(item)].append((function, _day(item.value, END)))
            self.functions[_holder(item)] |= {function} - {""}

    def _function(self, item: Item) -> str:
        return text_of(item.value, "role", "label") or self._post(item).label

    def _post(self, item: Item) -> Post:
        """The post that a membership is of: described in it, named by it, or what it stands in; empty when there is none."""
        nested = item.value.get("post")
        own = _post(nested) if isinstance(nested, Located) else Post("", "")
        key = text_of(item.value, "post_id") or _id_of(nested) or _around(item, POST)
        other = self.posts.get(key, Post("", ""))
        return Post(own.label or other.label, own.body or other.body)

    def _body(self, item: Item) -> str:
        """Where: named by the membership, described in it, the organisation it stands in, or that of its post."""
        named = text_of(item.value, *ORGANISATION_KEYS) or _id_of(_organisation_in(item.value))
        return named or _around(item, ORGANISATION) or self._post(item).body

    def _seat(self, item: Item) -> Seat:
        return Seat(_holder(item), self._body(item), _day(item.value, START))

    def entry(self, item: Item) -> Entry | Fault:
        """What one item states."""
        if item.kind == ORGANISATION:
            return self._organisation(item)
        if item.kind == PERSON:
            return self._person(item)
        if item.kind == MEMBERSHIP:
            return self._membership(item)
        return self._post_alone(item) if item.kind == POST else Entry(item.place, (), item.value.raw, NOT_READ)

    def _post_alone(self, item: Item) -> Entry:
        """A post by itself; the organisation that it describes is kept."""
        nested = _organisation_in(item.value)
        described = nested is not None and _id(nested) and _name(nested) and _id(nested) not in self.described
        rows = [self._described(item.place, nested, _id(nested))] if nested is not None and described else []
        return Entry(item.place, rows, item.value.raw, ONLY_A_POST)

    def _organisation(self, item: Item) -> Entry | Fault:
        key = _id(item.value)
        if not key:
            if _name(item.value):
                return item.place.fault("id", "the organisation has no id", "Give it one.")
            return Entry(item.place, (), item.value.raw, NOTHING)
        joined, note = self._joined(item, key)
        if self.labels[key] == OUTSIDE and _day(item.value, END):
            note = NO_DAYS
        elif self.labels[key] == DEPARTMENT:
            note = _noted(item.value) or note
        return Entry(item.place, [self._described(item.place, item.value, key), *joined], item.value.raw, note)

    def _joined(self, item: Item, key: str) -> tuple[list[Row], str]:
        """What an organisation is part of and what it came from; a note where that is not kept, or is not described."""
        stated, note = [], ""
        for name, kind in (("parent_id", "PART_OF"), ("predecessor_id", "SUCCEEDED_BY")):
            for other in texts_of(item.value, name):
                if {self.labels[key], self.labels.get(other, DEPARTMENT)} != {DEPARTMENT}:
                    note = NO_PARENT
                    continue
                if other not in self.labels:
                    stated.append(self.says.node(item.place, DEPARTMENT, other))
                    note = NOT_DESCRIBED
                ends = ((DEPARTMENT, key), (DEPARTMENT, other))
                stated.append(self.says.relationship(item.place, kind, *(ends if kind == "PART_OF" else ends[::-1])))
        return stated, note

    def _described(self, place: Place, value: Located, key: str) -> Row:
        label, name, what = _label(value), _name(value), _what(value)
        if label == OUTSIDE:
            public = {"publicTask": "true"} if what in PUBLIC else {}
            return self.says.node(place, OUTSIDE, key, {}, name=name, **public)
        others = (text_of(each, "abbr") for each in listed(value, "names"))
        older = (text_of(each, "value", "name") for each in (*listed(value, "names"), *listed(value, "other_names")))
        aliases = tuple(dict.fromkeys(each for each in (*others, *older) if each and each != name))
        columns = {"key": "id", "validFrom": _named(value, START), "validTo": _named(value, END)}
        return self.says.node(
            place, DEPARTMENT, key, columns, name=name, aliases=aliases, level="MUNICIPALITY" if what in WHOLE_CITY else "",
            validFrom=first_day(_day(value, START)), validTo=day_after_last(_day(value, END)),
        )  # fmt: skip

    def _person(self, item: Item) -> Entry | Fault:
        key = _id(item.value)
        if not key:
            return item.place.fault("id", "the person has no id", "Give every person an id.")
        return Entry(item.place, [self._official(item.place, key, _name(item.value))], item.value.raw)

    def _official(self, place: Place, person: str, name: str) -> Row:
        functions, key = tuple(sorted(self.functions[person])), self.keys.get(person, person)
        return self.says.node(place, "Official", key, {"key": "id"}, name=name, functions=functions)

    def _membership(self, item: Item) -> Entry | Fault:
        person, body = _holder(item), self._body(item)
        if not person or not body:
            column = "organization_id" if person else "person_id"
            return item.place.fault(column, "the membership does not say whose or of what it is", "Name both.")
        if self.labels.get(body, DEPARTMENT) != DEPARTMENT:
            return Entry(item.place, (), item.value.raw, NO_SEAT)
        stated, note = self._around(item, person, body)
        seat = self._seat(item)
        held = self.seats[seat]
        last = max((end for _, end in held), key=lambda end: end or "9999-99-99")
        function = ", ".join(sorted({function for function, _ in held} - {""}))
        columns = {
            "from": "person_id",
            "to": "organization_id",
            "function": "role",
            "validFrom": "start_date",
            "validTo": "end_date",
        }
        stated.append(
            self.says.relationship(
                item.place, "WORKS_FOR", ("Official", self.keys.get(person, person)), (DEPARTMENT, body), columns, function=function,
                validFrom=first_day(seat.since), validTo=day_after_last(last),
            )
        )  # fmt: skip
        return Entry(item.place, stated, item.value.raw, _noted(item.value) or note)

    def _around(self, item: Item, person: str, body: str) -> tuple[list[Row], str]:
        """Whom and what a membership names, where these are described in it or nowhere."""
        stated, note = [], ""
        nested = item.value.get("person")
        if isinstance(nested, Located) and _name(nested):
            stated.append(self._official(item.place, person, _name(nested)))
        described = _organisation_in(item.value) or _organisation_in(item.value.get("post"))
        if described and _name(described):
            stated.append(self._described(item.place, described, body))
        elif body not in self.labels:
            stated.append(self.says.node(item.place, DEPARTMENT, body))
            note = NOT_DESCRIBED
        return stated, note


def _keys(found: Sequence[Item], people: PersonKeys) -> dict[str, str]:
    """The key of each person whose id is not to be told, by that id."""
    names: dict[str, set[str]] = defaultdict(set)
    for item in found:
        value = item.value if item.kind == PERSON else item.value.get("person") if item.kind == MEMBERSHIP else None
        if isinstance(value, Located):
            names[_id(value) or (_holder(item) if item.kind == MEMBERSHIP else "")].add(_name(value))
    return {person: key for person, given in names.items() if person and (key := people.without_name(person, given)) != person}


def _id(value: Located) -> str:
    return text_of(value, "id", "_id")  # the older one


def _name(value: Located) -> str:
    """The name as text, as a mapping, or as the last of a list of names."""
    name = value.get("name")
    if isinstance(name, Located):
        return text_of(name, "full") or " ".join(filter(None, (text_of(name, "given"), text_of(name, "family"))))
    if names := listed(value, "names"):
        current = [each for each in names if not text_of(each, "valid_until", "end_date")] or names
        return text_of(current[-1], "value", "name")
    return text_of(value, "name") or " ".join(
        filter(None, (text_of(value, "given_name"), text_of(value, "family_name")))
    )


def _what(value: Located) -> str:
    return text_of(value, "classification", "type").lower()


def _label(value: Located) -> str:
    return OUTSIDE if _what(value) in PARTIES | PUBLIC else DEPARTMENT


def _holder(item: Item) -> str:
    """Who sits: named by the membership, described in it, or the person it stands in."""
    return text_of(item.value, "person_id") or _id_of(item.value.get("person")) or _around(item, PERSON)


def _id_of(value: Any) -> str:
    return _id(value) if isinstance(value, Located) else ""


def _around(item: Item | None, kind: str) -> str:
    """The id of what an item stands in, at any height, that is of this kind."""
    while item := item.inside if item else None:
        if item.kind == kind:
            return _id(item.value)
    return ""


def _organisation_in(value: Any) -> Located | None:
    """The organisation that a membership or post describes."""
    found = value.get("organization", value.get("organisation")) if isinstance(value, Located) else None
    return found if isinstance(found, Located) else None


def _post(value: Located, item: Item | None = None) -> Post:
    """A post: its label, and the organisation that it names, describes or stands in."""
    body = text_of(value, *ORGANISATION_KEYS) or _id_of(_organisation_in(value)) or _around(item, ORGANISATION)
    return Post(text_of(value, "label", "role"), body)


def _day(value: Located, names: Sequence[str]) -> str:
    """A date of Popolo, which may have a time after it: the day counts."""
    return _TIME.sub("", text_of(value, *names))


def _named(value: Located, names: Sequence[str]) -> str:
    return next((name for name in names if name in value), names[0])


def _noted(value: Located) -> str:
    first, last = _day(value, START), _day(value, END)
    if (first and first != first_day(first)) or (last and len(last) < len("2017-11-14")):
        return NOT_A_DAY
    return INCLUSIVE if last else ""


FORMAT = Format(
    "popolo",
    "Popolo: organisations, persons and their dated memberships, as JSON or YAML.",
    (".json", ".yaml", ".yml"),
    read,
)
