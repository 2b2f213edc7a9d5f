"""Takes Popolo documents apart into their organisations, persons, posts and memberships, wherever these are nested.

In: files in JSON or YAML. Out: items, each with its kind, its place and the item it stands in. Both spellings
(organization, organisation) and the Dutch name for memberships (mandaten) are read.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from loaders.faults import WHOLE, Fault, Place
from loaders.input.files import SourceFile
from loaders.input.located_documents import Located, NotADocument, json_document, line_of, yaml_documents

YAML = (".yaml", ".yml")
ORGANISATION, PERSON, POST, MEMBERSHIP = "organisation", "person", "post", "membership"
COLLECTIONS = {
    "organizations": ORGANISATION,
    "organisations": ORGANISATION,
    "organisaties": ORGANISATION,
    "persons": PERSON,
    "people": PERSON,
    "personen": PERSON,
    "posts": POST,
    "posten": POST,
    "memberships": MEMBERSHIP,
    "mandaten": MEMBERSHIP,
}
OTHER = ("areas", "events", "motions", "vote_events", "votes", "speeches", "counts")
# What stands in what, by the name of its list.
_MEMBERSHIPS = {"memberships": MEMBERSHIP, "mandaten": MEMBERSHIP}
NESTED = {
    ORGANISATION: {"posts": POST, **_MEMBERSHIPS},
    PERSON: _MEMBERSHIPS,
    POST: _MEMBERSHIPS,
}
# Only areas, events, speeches and what belongs to votes have these.
NEITHER = (
    "voter_id",
    "vote_event_id",
    "vote_event",
    "motion",
    "mover_id",
    "creator_id",
    "event_id",
    "attendees",
    "identifier",
    "geometry",
)
CURE = "An organisation has a name and classification, a person a name, a membership a person and an organisation."


class Item(NamedTuple):
    """One thing of a document. `inside` is what it stands in: of a membership a person, a post or an organisation."""

    kind: str
    place: Place
    value: Located
    inside: "Item | None" = None


def items(file: SourceFile) -> Iterator[Item | Fault]:
    """Everything in one file; its memberships follow what they stand in."""
    with file.text() as stream:
        text = stream.read()
    try:
        for document in yaml_documents(text) if file.has_suffix(*YAML) else [json_document(text)]:
            yield from _document(file, document)
    except NotADocument as error:
        yield file.place(error.line, line_of(text, error.line)).fault(WHOLE, error.reason, error.cure)


def _document(file: SourceFile, document: Any) -> Iterator[Item | Fault]:
    found = document if isinstance(document, list) else [document]
    for value in found:
        if not isinstance(value, Located):
            yield file.place(1).fault(WHOLE, "this is no mapping of Popolo", CURE)
        elif any(isinstance(value.get(name), list) for name in (*COLLECTIONS, *OTHER) if "id" not in value):
            yield from _collections(file, value)
        else:
            yield from _single(file, _kind(value), value)


def _collections(file: SourceFile, document: Located) -> Iterator[Item | Fault]:
    for name, kind in COLLECTIONS.items():
        yield from _each(file, kind, document.get(name), document.lines.get(name, 1))
    for name in OTHER:
        yield from _each(file, name, document.get(name), document.lines.get(name, 1))


def _each(file: SourceFile, kind: str, found: Any, line: int, inside: Item | None = None) -> Iterator[Item | Fault]:
    if found is None:
        return
    for value in found if isinstance(found, list) else [found]:
        if isinstance(value, Located):
            yield from _single(file, kind, value, inside)
        else:
            yield file.place(line).fault(WHOLE, f"an item of {kind} is no mapping", CURE)


def _single(file: SourceFile, kind: str, value: Located, inside: Item | None = None) -> Iterator[Item | Fault]:
    place = file.place(value.line, value.raw)
    if not kind:
        yield place.fault(WHOLE, "this is neither an organisation, a person, a post nor a membership", CURE)
        return
    item = Item(kind, place, value, inside)
    yield item
    for name, nested in NESTED.get(kind, {}).items():
        yield from _each(file, nested, value.get(name), value.lines.get(name, value.line), item)


def _kind(value: Located) -> str:
    """What a mapping that stands by itself is, from what it says about itself."""
    if _any(value, "person_id", "post_id", "on_behalf_of_id") or isinstance(value.get("person"), Located):
        return MEMBERSHIP
    if _any(value, *NEITHER):
        return OTHER[0]
    if isinstance(value.get("name"), Located) or _any(
        value, "mandaten", "given_name", "family_name", "gender", "birth_date"
    ):
        return PERSON
    if _any(value, "organization_id", "organisation_id", "organization", "organisation"):
        return POST if "label" in value else OTHER[0]
    if _any(value, "classification", "names", "parent_id", "founding_date", "posts"):
        return ORGANISATION
    named = listed(value, "memberships")
    if named and all(_any(each, "person_id", "person") for each in named):
        return ORGANISATION
    return PERSON if "memberships" in value else ""


def _any(value: Located, *names: str) -> bool:
    return any(name in value for name in names)


def text_of(value: Located | None, *names: str) -> str:
    """The first of these keys that holds text."""
    for name in names if value else ():
        found = value.get(name) if value else None
        if isinstance(found, str) and found.strip():
            return found.strip()
    return ""


def listed(value: Located, name: str) -> Sequence[Located]:
    """The mappings of a list under that key; none when there is no such list."""
    found = value.get(name)
    return [each for each in found if isinstance(each, Located)] if isinstance(found, list) else []


def texts_of(value: Located, name: str) -> list[str]:
    """The texts under that key, which may hold one or a list."""
    found = value.get(name)
    return [
        each.strip()
        for each in (found if isinstance(found, list) else [found])
        if isinstance(each, str) and each.strip()
    ]
