"""The part of the page that tells the answer.

In: the data of the operation `owner`. Out: Markup.
"""

from typing import Any

from snijvlak.pages import dutch
from snijvlak.pages.html import Content, Markup, joined, tag

Owner = dict[str, Any]


def answered(answer: dict[str, Any], others: tuple[dict[str, Any], ...], area: str | None) -> Markup:
    """The whole answer: in a few sentences, who, which door, why, and what else could be meant."""
    subject = answer["subject"]
    return joined(
        tag("h2", str(subject["title"])),
        tag("p", answer["message"], class_="verdict"),
        tag("p", tag("strong", "Voor de bewoner: "), answer["toResident"]),
        _owners("Wie pakt dit op?", answer["owners"]),
        _owners("Wie moet er ook bij?", answer["partners"]),
        _owners("Wie moet er ja zeggen?", answer["consents"]),
        _owners("Wie brengt de diensten bij elkaar?", [answer["convener"]] if answer["convener"] else []),
        _doors(answer["nextDoor"]),
        _steps(answer["steps"]),
        _others(others, area),
    )


def not_found_page(words: str) -> Markup:
    """Nothing fits the words."""
    return joined(
        tag("h2", "Niets gevonden"),
        tag("p", f"Wij vonden niets bij “{words}”. Probeer een ander woord, of een korter woord."),
    )


def _owners(title: str, owners: list[Owner]) -> Content:
    return joined(tag("h3", title), tag("ul", *(_owner(owner) for owner in owners))) if owners else None


def _owner(owner: Owner) -> Markup:
    silo = owner["silo"]
    service = f" ({silo['name']})" if silo and silo["id"] != owner["party"]["id"] and silo["name"] else ""
    return tag("li", tag("strong", dutch.party(owner)), f"{service}. {dutch.person(owner)}")


def _doors(doors: list[dict[str, Any]]) -> Content:
    if not doors:
        return None
    return joined(tag("h3", "Waar kunt u nu terecht?"), tag("ol", *(_door(door) for door in doors)))


def _door(door: dict[str, Any]) -> Markup:
    counter = door["counter"]
    details = [counter[name] for name in ("phone", "address", "openingHours", "url") if counter[name]]
    return tag("li", tag("strong", str(counter["name"])), f": {', '.join(details)}" if details else "", tag("br"), door["reason"])


def _steps(steps: list[dict[str, Any]]) -> Content:
    if not steps:
        return None
    rows = [tag("li", step["reason"], class_="taken" if step["taken"] else "passed") for step in steps]
    return tag("details", tag("summary", "Waarom?"), tag("ol", *rows), open=True)


def _others(others: tuple[dict[str, Any], ...], area: str | None) -> Content:
    if not others:
        return None
    return joined(tag("h3", "Bedoelde u iets anders?"), tag("ul", *(tag("li", _other(other, area)) for other in others)))


def _other(other: dict[str, Any], area: str | None) -> Markup:
    return tag(
        "form",
        tag("input", type="hidden", name="wat", value=other["id"]),
        tag("input", type="hidden", name="gebied", value=area or ""),
        tag("button", f"{other['title']} ({dutch.KINDS[other['__typename']]})", type="submit", class_="link"),
        method="post",
        action="./",
    )
