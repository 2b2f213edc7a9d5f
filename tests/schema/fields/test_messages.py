"""Ownership.message on the whole seed: to colleagues and residents, in both languages, for every viewer."""

import re
from itertools import product

import pytest

from graph.database.session import Database
from graph.model.viewer import ANALYST, PUBLIC
from tests.graph.ownership.test_message import AUDIENCES, FORBIDDEN, LANGUAGES
from tests.schema.asking import Desk, rows

FIELDS = " ".join(f"{language}_{audience}: message(lang: {language}, audience: {audience})" for language, audience in product(LANGUAGES, AUDIENCES))
ASKED = f"known status nextDoor {{ counter {{ name }} }} owners {{ official {{ name }} }} {FIELDS}"
LISTS = ("initiatives", "problems", "domains")


@pytest.mark.parametrize("viewer", [ANALYST, PUBLIC], ids=lambda viewer: viewer.role.value)
async def test_every_subject_of_the_seed_is_told_well(seeded: Database, viewer: object) -> None:
    desk = Desk(seeded, viewer)  # type: ignore[arg-type]
    found = await desk.answer("{ " + " ".join(f"{name}(first: 500) {{ nodes {{ ownership {{ {ASKED} }} }} }}" for name in LISTS) + " }")
    officials = [row[0] for row in await rows(seeded, "MATCH (n:Official) RETURN n.name")]
    named, words, count = 0, 0, 0
    for answer in (node["ownership"] for name in LISTS for node in found[name]["nodes"]):
        for language, audience in product(LANGUAGES, AUDIENCES):
            text = answer[f"{language}_{audience}"]
            sentences = re.split(r"(?<=\.) (?=[A-Z‘])", text)
            assert 2 <= len(sentences) <= 3, text
            assert not FORBIDDEN.search(re.sub("‘[^’]+’", "‘x’", text)), text
            assert answer["known"] or not re.search(r"\bniemand\b|\bnobody\b", text, re.IGNORECASE), text
            assert answer["nextDoor"][0]["counter"]["name"] in text
            present = any(official in text for official in officials)
            assert not present or (audience == "COLLEAGUE" and viewer is ANALYST), text
            named += present
            words, count = words + len(text.split()), count + len(sentences)
    assert words / count <= 15
    assert bool(named) == (viewer is ANALYST)


STORIES = {
    "initiative:moestuin-moerwijk": (
        "Sinds 1 april 2017 pakt Team Wijkgroen en Zelfbeheer dit op. Dat is voor dit onderwerp zelf zo vastgelegd."
        " Vraag naar ",
        "Team Wijkgroen en Zelfbeheer pakt dit op. Daar kunnen zij u vertellen hoe het nu verder gaat."
        " U kunt nu terecht bij Groenloket, telefoon 070 000 00 10.",
    ),
    "initiative:buurtkamer-laakkade": (
        "",
        "Hier is meer dan één afdeling bij nodig. Wie van hen dit oppakt, wordt nog afgesproken."
        " U kunt nu terecht bij Buurthuizenlijn, telefoon 070 000 00 21.",
    ),
}


@pytest.mark.parametrize("subject", STORIES)
async def test_stories_are_told_to_a_colleague_and_to_a_resident(desk: Desk, subject: str) -> None:
    asked = "query($id: ID!) { ownerOf(subject: $id) { message toResident: message(audience: RESIDENT) } }"
    found = (await desk.answer(asked, id=subject))["ownerOf"]
    colleague, resident = STORIES[subject]
    assert found["message"].startswith(colleague), found["message"]
    assert found["toResident"] == resident
    print(found["message"])


async def test_a_message_reads_only_what_its_audience_is_told(desk: Desk) -> None:
    """To a resident no official and nobody who must say yes is told, so neither is read."""
    asked = 'query {{ ownerOf(subject: "initiative:moestuin-moerwijk") {{ message(audience: {}) }} }}'
    texts = {audience: (await desk.ask(asked.format(audience))).statements[0].text for audience in AUDIENCES}
    for text in texts.values():
        assert "n.name" in text
        assert "SERVES" in text
    assert "w.function IN" in texts["COLLEAGUE"]
    assert "w.function IN" not in texts["RESIDENT"]
    assert "NOT r.role IN ['CONSENT'" in texts["RESIDENT"]
    status = (await desk.ask('{ ownerOf(subject: "initiative:moestuin-moerwijk") { status } }')).statements[0].text
    assert "n.name" not in status
