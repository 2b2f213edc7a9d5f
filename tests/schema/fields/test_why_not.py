"""whyNot on the seed: who is told, to whom, and what is refused."""

import pytest

from graph.database.session import Database
from graph.model.viewer import PUBLIC
from tests.schema.asking import Desk, rows, write

ASKED = """query($s: ID!, $p: ID!, $a: ID, $on: Date) { whyNot(subject: $s, party: $p, area: $a, asOf: $on) {
  isOwner reason english: reason(lang: EN) party { id name } subject { ... on Initiative { id } ... on Domain { id } } steps { rank code candidate { id } }
  changes { code description status subject { __typename } area { id } responsibility { id } holder { id } owners { id } lead { id } } ownership { status asOf } } }"""


async def test_a_department_that_answers_for_a_part(desk: Desk) -> None:
    found = (await desk.answer(ASKED, s="initiative:buurtkamer-laakkade", p="department:dso-ruimte"))["whyNot"]
    assert not found["isOwner"]
    assert found["english"] == "Afdeling Stedenbouw en Planologie answers for ‘Ruimte en leefomgeving’, but not for the other topics."
    assert [step["code"] for step in found["steps"]] == ["NOT_COMMON"]
    assert {change["status"] for change in found["changes"]} <= {"OWNED", "PARTLY_OWNED"}
    assert all("department:dso-ruimte" in [owner["id"] for owner in change["owners"]] for change in found["changes"])


async def test_an_owner_is_told_so(desk: Desk) -> None:
    found = (await desk.answer(ASKED, s="initiative:moestuin-moerwijk", p="department:dsb-wijkgroen"))["whyNot"]
    assert (found["isOwner"], found["changes"], found["ownership"]["status"]) == (True, [], "OWNED")
    before = (await desk.answer(ASKED, s="initiative:moestuin-moerwijk", p="department:dsb-wijkgroen", on="2017-03-31"))["whyNot"]
    assert (before["isOwner"], before["ownership"]["status"]) == (False, "BETWEEN_SILOS")


async def test_a_department_that_was_dissolved(desk: Desk) -> None:
    found = (await desk.answer(ASKED, s="domain:0.3", p="department:dso-buurtgebouwen"))["whyNot"]
    assert [change["code"] for change in found["changes"]] == ["BE_THERE"]


@pytest.mark.parametrize(("subject", "party"), [
    ("initiative:none", "department:dsb-groen"), ("domain:5.7", "department:none"), ("domain:5.7", "counter:groenloket"), ("domain:5.7", ""),
    ("domain:5.7", "domain:5.7"), ("official:o-3e21bcb6", "department:dsb-groen"),
])  # fmt: skip
async def test_what_is_not_there_is_not_found(desk: Desk, subject: str, party: str) -> None:
    assert await desk.refused(ASKED, s=subject, p=party) == "NOT_FOUND"


async def test_a_resident_is_there_for_nobody_who_may_not_see_them(desk: Desk, street: Desk) -> None:
    key = (await rows(desk.database, "MATCH (n:Resident) RETURN n.key ORDER BY n.key LIMIT 1"))[0][0]
    found = (await desk.answer(ASKED, s="domain:5.7", p=f"resident:{key}"))["whyNot"]
    assert found["reason"] == "Een bewoner heeft geen publieke taak en kan niet voor de overheid beslissen."
    hidden, none = [await street.ask(ASKED, s="domain:5.7", p=f"resident:{each}") for each in (key, "none")]
    assert hidden.codes == none.codes == ("NOT_FOUND",)
    assert hidden.messages[0].replace(key, "none") == none.messages[0]


async def test_officials_are_named_to_those_who_may_know(seeded: Database) -> None:
    asked = {"s": "initiative:eettafel-loosduinen", "p": "official:o-e8548847"}
    assert "Fatma Zeewinde" in str(await Desk(seeded).answer(ASKED, **asked))
    assert "Fatma" not in str(await Desk(seeded, PUBLIC).answer(ASKED, **asked))


async def test_an_old_id_of_a_party_keeps_working(desk: Desk) -> None:
    await write(desk.database, "MATCH (d:Department {key: 'dso-ruimte'}) CREATE (:Alias {key: 'department:ruimte-oud'})-[:ALIAS_OF]->(d)")
    try:
        found = (await desk.answer(ASKED, s="initiative:buurtkamer-laakkade", p="department:ruimte-oud"))["whyNot"]
        assert found["party"]["id"] == "department:dso-ruimte"
    finally:
        await write(desk.database, "MATCH (a:Alias {key: 'department:ruimte-oud'}) DETACH DELETE a")
