"""The page of officials: who picks this up, whom to ask, which door to take, and why.

In: a form, sent by POST so that nothing somebody typed is in an address. Out: a page in Dutch, without scripts. Reads
through operations, as everybody else.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response

from graph.errors import SnijvlakError
from snijvlak import operations
from snijvlak.errors import RequestRejected, status_of
from snijvlak.execution import AppContext
from snijvlak.notices import AnswerNotice
from snijvlak.pages import dutch
from snijvlak.pages.html import page
from snijvlak.resolve_text import LONGEST, resolve_text

FORM = "application/x-www-form-urlencoded"


class Page:
    """The form and its answer."""

    def __init__(self, context: Callable[[], AppContext], about: Callable[[], AnswerNotice]) -> None:
        self._context = context
        self._about = about

    async def form(self, _: Request) -> Response:
        """The empty form."""
        try:
            return self._page("form.html", await areas(self._context()))
        except SnijvlakError as error:
            return self._failed(error)

    async def answer(self, request: Request) -> Response:
        """The form, with the answer to what was asked; RequestRejected when it is not this form."""
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
            raise RequestRejected(415, "The page takes its own form only", "Open / in a browser, or ask at /graphql.")
        try:
            fields = fields_of(await request.body())
        except ValueError:
            raise RequestRejected(400, "The form cannot be read", "Open / in a browser and fill it in there.") from None
        context = self._context()
        try:
            known_areas = await areas(context)
            return await self._result(fields, context, known_areas)
        except SnijvlakError as error:
            return self._failed(error)

    async def _result(self, fields: dict[str, str], context: AppContext, known_areas: list[dict[str, Any]]) -> Response:
        words = fields.get("wat", "").strip()
        if not words:
            return self._page("nothing_typed.html", known_areas, fields)
        meant = await resolve_text(words, context)
        if meant.subject is None:
            return self._page("nothing_found.html", known_areas, fields, words=words)
        data = await operations.run("owner", context, subject=meant.subject, area=fields.get("gebied") or None)
        return self._page("answer.html", known_areas, fields, answer=data["ownerOf"], others=meant.others)

    def _failed(self, error: SnijvlakError) -> Response:
        return self._page("failed.html", [], status=status_of([error.code]), code=error.code)

    def _page(self, template: str, known_areas: list[dict[str, Any]], fields: Mapping[str, str] = MappingProxyType({}), status: int = 200, **values: Any) -> Response:
        fields = {"wat": "", "gebied": "", **fields}
        return page(template, status, areas=[(area["id"], dutch.area(area)) for area in known_areas], fields=fields, longest=LONGEST, about=self._about(), **values)


def fields_of(body: bytes) -> dict[str, str]:
    """The fields of the form; ValueError when it is not one."""
    fields = parse_qs(body.decode("utf-8"), strict_parsing=bool(body), max_num_fields=10, errors="strict", keep_blank_values=True)
    return {name: values[0].replace("\0", "")[:LONGEST] for name, values in fields.items()}


async def areas(context: AppContext) -> list[dict[str, Any]]:
    """All areas, by name."""
    found: list[dict[str, Any]] = []
    after = None
    while True:
        page = (await operations.run("areas", context, after=after))["areas"]
        found += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return found
        after = page["pageInfo"]["endCursor"]
