"""The page of officials: who picks this up, whom to ask, which door to take, and why.

In: a form, sent by POST so that nothing somebody typed is in an address. Out: a page in Dutch, without scripts. Reads
through operations, as everybody else.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from graph.errors import SnijvlakError
from schema.request.context import Context
from snijvlak import operations
from snijvlak.errors import status_of
from snijvlak.http.graphql import error_response
from snijvlak.http.request import RequestRejected
from snijvlak.notices import AnswerNotice
from snijvlak.pages import dutch
from snijvlak.pages.answer import answered, not_found_page
from snijvlak.pages.html import Content, Markup, document, tag
from snijvlak.resolve_text import LONGEST, resolve_text

TITLE = "Wie pakt dit op?"
FORM = "application/x-www-form-urlencoded"


class Page:
    """The form and its answer."""

    def __init__(self, context: Callable[[], Context], about: Callable[[], AnswerNotice]) -> None:
        self._context = context
        self._about = about

    async def form(self, _: Request) -> Response:
        """The empty form."""
        try:
            return HTMLResponse(self._page(await areas(self._context()), {}))
        except SnijvlakError as error:
            return self._failed(error)

    async def answer(self, request: Request) -> Response:
        """The form, with the answer to what was asked."""
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
            return error_response(RequestRejected(415, "The page takes its own form only", "Open / in a browser, or ask at /graphql."))
        try:
            asked = fields_of(await request.body())
        except ValueError:
            return error_response(RequestRejected(400, "The form cannot be read", "Open / in a browser and fill it in there."))
        context = self._context()
        try:
            return HTMLResponse(self._page(await areas(context), asked, await _result(asked, context)))
        except SnijvlakError as error:
            return self._failed(error)

    def _failed(self, error: SnijvlakError) -> Response:
        said = tag("p", dutch.error(error.code), class_="verdict", role="alert")
        return HTMLResponse(self._page([], {}, said), status_of([error.code]))

    def _page(self, known_areas: list[dict[str, Any]], asked: dict[str, str], result: Content = None) -> str:
        return document(
            TITLE if result is None else f"Antwoord: {TITLE.lower()}",
            tag("a", "Naar het antwoord", href="#antwoord", class_="skip") if result else None,
            tag("header", tag("h1", TITLE), tag("p", "Typ een initiatief, een probleem of een werkveld. U ziet wie het oppakt en waar u nu terecht kunt.")),
            tag("main", _form(known_areas, asked), tag("section", result, id="antwoord", aria_live="polite") if result else None),
            _footer(self._about()),
        )


def fields_of(body: bytes) -> dict[str, str]:
    """The fields of the form; ValueError when it is not one."""
    fields = parse_qs(body.decode("utf-8"), strict_parsing=bool(body), max_num_fields=10, errors="strict", keep_blank_values=True)
    return {name: values[0].replace("\0", "")[:LONGEST] for name, values in fields.items()}


async def areas(context: Context) -> list[dict[str, Any]]:
    """All areas, by name."""
    found: list[dict[str, Any]] = []
    after = None
    while True:
        page = (await operations.run("areas", context, after=after))["areas"]
        found += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return found
        after = page["pageInfo"]["endCursor"]


async def _result(asked: dict[str, str], context: Context) -> Markup:
    words, area = asked.get("wat", "").strip(), asked.get("gebied") or None
    if not words:
        return tag("p", "Typ eerst waar het over gaat.", class_="verdict")
    meant = await resolve_text(words, context)
    if meant.subject is None:
        return not_found_page(words)
    found = await operations.run("owner", context, subject=meant.subject, area=area)
    return answered(found["ownerOf"], meant.others, area)


def _form(known_areas: list[dict[str, Any]], asked: dict[str, str]) -> Markup:
    chosen = asked.get("gebied", "")
    options = [tag("option", _area_name(area), value=area["id"], selected=area["id"] == chosen) for area in known_areas]
    return tag(
        "form",
        tag("label", "Waar gaat het over?", for_="wat"),
        tag("input", id="wat", name="wat", type="text", required=True, maxlength=str(LONGEST), autocomplete="off", value=asked.get("wat", "")),
        tag("label", "Waar in de stad? (mag leeg blijven)", for_="gebied"),
        tag("select", tag("option", "Dat maakt niet uit, of weet ik niet", value=""), *options, id="gebied", name="gebied"),
        tag("button", "Zoek wie dit oppakt", type="submit"),
        method="post",
        action="./",
    )


def _area_name(area: dict[str, Any]) -> str:
    parent = area["parent"]
    return f"{area['name']} ({parent['name']})" if parent else str(area["name"])


def _footer(about: AnswerNotice) -> Markup:
    role = about.viewer.role.value
    return tag(
        "footer",
        tag("p", tag("strong", about.notices.nl)) if about.notices.nl else None,
        tag("p", f"De antwoorden gelden voor {dutch.day(about.today())}. U kijkt als {role}; namen van bewoners ziet u niet."),
        tag("p", "Wat u typt, bewaren wij niet."),
    )
