"""Numbers, texts and cursors that no type takes, in a document and in variables: refused with a place, never an incident."""

import gc
from base64 import urlsafe_b64encode
from typing import Any

import orjson
import psutil
import pytest

from graph.model.viewer import ANALYST
from schema.engine.documents import MOST_DIGITS, Documents, InvalidDocument
from schema.engine.engine import Question
from schema.engine.plan import Plans
from schema.fields import SCHEMA
from schema.limits.limits import LIMITS
from snijvlak.execution import AppContext, execute
from tests.schema.asking import Desk

LONG = "9" * 90_000
MOST = 8 << 20  # bytes of documents, and of plans
NUMBERS = [LONG, f"-{LONG}", f"1.{LONG}", f"{LONG}e5", "1e400", "-1e400", "1e99999", "99999999999", "9" * (MOST_DIGITS + 1)]
PLACES = [
    "{{ initiatives(first: {}) {{ nodes {{ id }} }} }}",
    "{{ node(id: {}) {{ id }} }}",
    "{{ nodes(ids: [{}]) {{ id }} }}",
    "{{ initiatives(filter: {{startedOn: {{eq: {}}}}}) {{ totalCount }} }}",
    "{{ initiatives(filter: {{domains: {{count: {{in: [1, {}]}}}}}}) {{ totalCount }} }}",
    "{{ search(query: {}) {{ totalCount }} }}",
    'query($n: Int = {}) {{ path(from: "area:a", to: "area:b", maxHops: $n) {{ nodes {{ id }} }} }}',
    "{{ doubleWork(minScore: {}) {{ totalCount }} }}",
    "{{ __typename @include(if: {}) }}",
    "{{ initiatives(orderBy: [{{title: {}}}]) {{ totalCount }} }}",
]
TEXTS = ["\\uD800", "\\uDC00\\uD800", "\\u0000", "9" * 90_000, "\\u{110000}", "area:\\u0000"]


def context_of(desk: Desk) -> AppContext:
    return AppContext(desk.database, ANALYST, desk.today, desk.cursors, engine=desk.answering)


async def errors_of(desk: Desk, text: str, **variables: Any) -> list[dict[str, Any]]:
    """The errors as a caller sees them; as JSON, for they go over the wire."""
    outcome = await execute(Question(text, variables), context_of(desk))
    found: list[dict[str, Any]] = orjson.loads(orjson.dumps(outcome.errors))
    assert all(len(each["message"]) <= 600 for each in found), "what was sent is not sent back whole"
    return found


@pytest.mark.parametrize("place", PLACES)
async def test_strange_numbers_in_a_document(place: str, desk: Desk) -> None:
    for number in NUMBERS:
        found = await errors_of(desk, place.format(number))
        assert {each["extensions"]["code"] for each in found} <= {"BAD_INPUT"}, (number[:20], found)
        if len(number) > MOST_DIGITS:
            assert f"of {len(number)} characters" in found[0]["message"]
            assert found[0]["locations"][0]["column"] == place.format("|").index("|") + 1


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:12])
async def test_strange_texts_in_a_document(text: str, desk: Desk) -> None:
    for place in PLACES:
        found = await errors_of(desk, place.format(f'"{text}"'))
        assert {each["extensions"]["code"] for each in found} <= {"BAD_INPUT", "NOT_FOUND"}, (place, found)


VARIABLES: dict[str, tuple[str, list[Any]]] = {
    "Int": ("{ initiatives(first: $v) { nodes { id } } }", [2**31, 2**63, 2**64 - 1, -(2**63), 1e300, True, "7", [1], {"a": 1}, 1.5]),
    "Float": ("{ doubleWork(minScore: $v) { totalCount } }", [2**63, 2**64 - 1, -(2**63), 1e300, True, "1e5"]),
    "String": ("{ initiatives(filter: {title: {eq: $v}}) { totalCount } }", ["\0", LONG, "\ud800", 5, 2**64 - 1]),
    "ID!": ("{ node(id: $v) { id } }", ["\0", "area:\0", LONG, "\ud800", "area:\ud800", 2**64 - 1, 1.5, True]),
    "Date": ("{ initiatives(filter: {startedOn: {eq: $v}}) { totalCount } }", [5, 2**64 - 1, "0000-00-00", "99999-01-01", LONG, "2020-01-01\0", "\ud800"]),
    "DateTime": ("{ contacts(filter: {at: {eq: $v}}) { totalCount } }", [5, LONG, "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2020-01-01T24:00:00Z"]),
}


@pytest.mark.parametrize("kind", VARIABLES)
async def test_strange_values_in_variables(kind: str, desk: Desk) -> None:
    text, values = VARIABLES[kind]
    for value in values:
        found = await errors_of(desk, f"query($v: {kind}) {text}", v=value)
        assert {each["extensions"]["code"] for each in found} <= {"BAD_INPUT", "NOT_FOUND"}, (str(value)[:20], found)


async def test_times_off_the_calendar_are_refused_in_a_document_too(desk: Desk) -> None:
    for time in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"):
        for text in (f'{{ contacts(filter: {{at: {{in: ["{time}"]}}}}) {{ totalCount }} }}', f'{{ ownerOf(subject: "domain:a", asKnownAt: "{time}") {{ status }} }}'):
            assert "outside of the years" in (await errors_of(desk, text))[0]["message"]


def cursor(values: Any, signature: bytes = b"\0" * 10) -> str:
    return urlsafe_b64encode(signature + orjson.dumps(values)).decode().rstrip("=")


@pytest.mark.parametrize("given", [cursor([None]), cursor([None, None]), cursor(["x", None]), cursor([None, "x"]), cursor([]), cursor({}), "", "A", "\ud800", "é", "A" * 90_000])
@pytest.mark.parametrize("name", ["after", "before"])
async def test_a_cursor_that_nobody_signed_is_refused(given: str, name: str, desk: Desk) -> None:
    """Also one of nulls, of which no value is ever looked at; in a variable and in the document."""
    size = "first" if name == "after" else "last"
    for order in ("", "orderBy: [{title: ASC}]", "orderBy: [{endedOn: DESC}]"):
        told = await desk.ask(f"query($c: String) {{ initiatives({size}: 2, {name}: $c {order}) {{ nodes {{ id }} }} }}", c=given)
        assert told.codes == ("BAD_INPUT",), (given, order)
    if given.isascii():
        assert (await desk.ask(f'{{ initiatives({size}: 2, {name}: "{given}") {{ totalCount }} }}')).codes == ("BAD_INPUT",)


def wide(number: int) -> str:
    fields = " ".join(f"f{n}: initiatives(first: 1) {{ nodes {{ {'id title summary ' * 30} }} }}" for n in range(20))
    return f"query Q{number} {{ {fields} }}"


def wrong(number: int) -> str:
    return f"query Q{number} {{ {' '.join(f'f{n}: nothing{n} {{ id title }}' for n in range(300))} }}"


@pytest.mark.parametrize("document", [wide, wrong])
def test_long_documents_are_kept_in_bounded_memory(document: Any) -> None:
    documents, plans = Documents(SCHEMA._schema, most_bytes=MOST), Plans(most_bytes=MOST)
    gc.collect()
    before = psutil.Process().memory_info().rss
    for number in range(30):
        prepared = documents.prepare(document(number), None, LIMITS[ANALYST.role].tokens)
        prepared.costing.cost({})
        try:
            plans.plan(prepared, prepared.coerced({}), ANALYST, marked=False)
        except InvalidDocument:
            continue
    gc.collect()
    grown = psutil.Process().memory_info().rss - before
    print(f"30 documents of {prepared.document.token_count} tokens: {grown >> 20} MiB more, {len(documents._kept)} documents and {len(plans.kept)} plans are kept")
    assert grown < 4 * MOST
    assert len(documents._kept) + len(plans.kept) <= 8
