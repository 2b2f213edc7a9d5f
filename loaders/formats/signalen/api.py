"""Reads the departments of Signalen's API: each with its categories, and whether it is responsible or may only look.

In: JSON, a list of departments (or a page of them, under `results`) with `categories`, each with `category`,
`is_responsible` and `can_view`. Out: an entry for each department and one for each of its categories. A department that
a category names, and that is not in the list itself, is responsible too.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from loaders.faults import WHOLE, Fault, Place
from loaders.formats.shared.booleans import boolean
from loaders.formats.shared.slugs import slug
from loaders.formats.signalen.rows import NOT_IN_USE, ONLY_LOOKS, City
from loaders.input.files import SourceFile
from loaders.input.located_documents import Located, NotADocument, json_document, line_of
from loaders.records import Entry, Row

CURE = "Fetch the departments from the API again, whole."
_LINK = re.compile(r"/categories/([^/?]+)/sub_categories/([^/?]+)")


class _Wrong(ValueError):
    """The document is not as the API gives it; the place and the reason."""

    def __init__(self, place: Place, column: str, reason: str) -> None:
        super().__init__(reason)
        self.fault = place.fault(column, reason, CURE)


def read(city: City, file: SourceFile) -> Iterator[Entry | Fault]:
    """Every department of the file, and every category of each."""
    with file.text() as stream:
        text = stream.read()
    try:
        document = json_document(text)
    except NotADocument as error:
        yield file.place(error.line, line_of(text, error.line)).fault(WHOLE, error.reason, error.cure)
        return
    found = document.get("results") if isinstance(document, Located) else document
    if not isinstance(found, list):
        yield file.place(1).fault(WHOLE, "this is no list of departments", CURE)
        return
    listing = _Listing(city, file, [each for each in found if isinstance(each, Located)])
    for each in found:
        yield from listing.entries(each)


class _Listing:
    """The departments of one document; who answers for a problem follows from all of them together."""

    def __init__(self, city: City, file: SourceFile, departments: Sequence[Located]) -> None:
        self.city = city
        self.file = file
        self.codes = {_text(each.get("code")).lower() for each in departments}
        self.answering: dict[str, set[str]] = defaultdict(set)
        for each in departments:
            for item in _items(each):
                if isinstance(item, Located) and isinstance(item.get("category"), Located):
                    self._count(_text(each.get("code")).lower(), item)

    def _count(self, code: str, item: Located) -> None:
        main, sub = _slugs(item["category"])
        if _flag(item, "is_responsible"):
            self.answering[f"{main}/{sub}"].add(code)
        for other in self._unlisted(item["category"]):
            self.answering[f"{main}/{sub}"].add(_text(other["code"]).lower())

    def _unlisted(self, category: Located) -> list[Located]:
        """The departments that a category names and that are not in the list themselves."""
        named = category.get("departments")
        known = [each for each in named if isinstance(each, Located)] if isinstance(named, list) else []
        return [each for each in known if _text(each.get("code")) and _text(each["code"]).lower() not in self.codes]

    def entries(self, department: Any) -> Iterator[Entry | Fault]:
        """The department, then its categories."""
        if not isinstance(department, Located) or not _text(department.get("code")):
            place = self._place(department) if isinstance(department, Located) else self.file.place(1)
            yield place.fault("code", "a department has no code", CURE)
            return
        place, code = self._place(department), _text(department["code"])
        yield Entry(place, self.city.department(place, code, _text(department.get("name"))), department.raw)
        for item in _items(department):
            try:
                yield self._category(code, place, item)
            except _Wrong as wrong:
                yield wrong.fault

    def _place(self, value: Located) -> Place:
        return self.file.place(value.line, value.raw)

    def _category(self, code: str, above: Place, item: Any) -> Entry:
        if not isinstance(item, Located) or not isinstance(item.get("category"), Located):
            raise _Wrong(above, "categories", "an item has no category")
        category, place = item["category"], self._place(item)
        main, sub = _slugs(category)
        if not main or not sub:
            raise _Wrong(self._place(category), "category", "the category and its main category have no slug")
        if category.get("is_active") is not None and _flag(category, "is_active") is None:
            raise _Wrong(self._place(category), "is_active", "it is neither true nor false")
        if _flag(category, "is_active") is False:
            return Entry(place, (), item.raw, NOT_IN_USE)
        problem, stated, note = f"{main}/{sub}", self._problem(place, category), ONLY_LOOKS
        if _flag(item, "is_responsible"):
            held, note = self.city.answers(place, problem, code, self.answering[problem])
            stated += held
        elif _flag(item, "is_responsible") is None:
            raise _Wrong(place, "is_responsible", "it is neither true nor false")
        for other in self._unlisted(category):
            stated += self.city.department(place, other["code"], _text(other.get("name")))
            stated += self.city.answers(place, problem, other["code"], self.answering[problem])[0]
        return Entry(place, stated, item.raw, note)

    def _problem(self, place: Place, category: Located) -> list[Row]:
        main, sub = _slugs(category)
        name, description = _text(category.get("name")), _text(category.get("description"))
        return list(self.city.problem(place, main, sub, name, description, _main_name(category)))


def _items(department: Located) -> list[Any]:
    found = department.get("categories")
    return found if isinstance(found, list) else []


def _slugs(category: Located) -> tuple[str, str]:
    """Slugs of the main category and of this one: as its address has them, else by the names that it shows."""
    links: Any = category.get("_links")
    link = links.get("self") if isinstance(links, Located) else None
    found = _LINK.search(_text(link.get("href"))) if isinstance(link, Located) else None
    return (found[1], found[2]) if found else (slug(_main_name(category)), _text(category.get("slug")))


def _main_name(category: Located) -> str:
    """The name of the main category, which stands at the end of the name as shown: `Asbest / accu (Afval)`."""
    shown, name = _text(category.get("_display")), _text(category.get("name"))
    if shown.startswith(f"{name} (") and shown.endswith(")"):
        return shown[len(name) + 2 : -1]
    return ""


def _flag(value: Located, name: str) -> bool | None:
    return boolean(_text(value.get(name)))


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
