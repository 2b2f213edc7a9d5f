"""Everything GraphQL lets a caller write: aliases, fragments, directives and variables."""

import pytest

from tests.schema.asking import Desk

GARDEN, PLAYGROUND = "initiative:moestuin-moerwijk", "initiative:speeltuin-zandbak"


async def test_one_field_twice_with_other_arguments(desk: Desk) -> None:
    asked = f"""{{
      a: node(id: "{GARDEN}") {{ id }} b: node(id: "{PLAYGROUND}") {{ id }}
      one: initiatives(first: 1, orderBy: [{{title: ASC}}]) {{ nodes {{ first: title second: title }} }}
      two: initiatives(first: 1, orderBy: [{{title: DESC}}]) {{ nodes {{ title }} more: nodes {{ id }} }}
      c: node(id: "{GARDEN}") {{ ... on Initiative {{
        now: ownership {{ status }} then: ownership(asOf: "2017-03-31") {{ status on: asOf }}
        few: domains(first: 1) {{ nodes {{ id }} }} all: domains {{ nodes {{ id }} count: totalCount }} }} }} }}"""
    found = await desk.answer(asked)
    assert (found["a"], found["b"]) == ({"id": GARDEN}, {"id": PLAYGROUND})
    assert found["one"]["nodes"][0]["first"] == found["one"]["nodes"][0]["second"] < found["two"]["nodes"][0]["title"]
    assert len(found["two"]["more"]) == 1
    assert (found["c"]["now"]["status"], found["c"]["then"]["status"]) == ("OWNED", "BETWEEN_SILOS")
    assert str(found["c"]["then"]["on"]) == "2017-03-31"
    assert (len(found["c"]["few"]["nodes"]), found["c"]["all"]["count"]) == (1, 3)


async def test_fragments_on_interfaces_and_unions(desk: Desk) -> None:
    asked = """
      query { nodes(ids: ["initiative:moestuin-moerwijk", "official:o-3e21bcb6", "department:stadsbeheer", "domain:5.7", "initiative:buurtkamer-laakkade"]) { ...Any } }
      fragment Any on Node { __typename id ...Who ... on Initiative { title ...Torn initiators { nodes { ...Who } } }
        ... on Subject { ... on Domain { code ...Owned } } ... { id } ... on Node { id } }
      fragment Who on Party { name ... on Department { level } ... on Official { functions } }
      fragment Owned on Domain { ownership { owners { party { ...Who } } } } fragment Torn on Initiative { ownership { status topics { subject { __typename ... on Node { id } } departments { ...Who } } } }"""
    garden, official, department, domain, hall = (await desk.answer(asked))["nodes"]
    assert garden["title"] == "Moestuin op het schoolplein"
    assert "name" not in garden
    assert {"name"} <= set(garden["initiators"]["nodes"][0])
    assert (official["name"], official["functions"]) == ("Samira Duindoorn", ["wijkbeheerder groen"])
    assert (department["level"], department["__typename"]) == ("SERVICE", "Department")
    assert domain["code"] == "5.7"
    assert set(domain["ownership"]["owners"][0]["party"]) == {"name", "level"}
    topics = hall["ownership"]["topics"]
    assert {each["subject"]["__typename"] for each in topics} == {"Domain"}
    assert {"domain:0.3"} < {each["subject"]["id"] for each in topics}
    assert [] in [each["departments"] for each in topics]


async def test_the_same_field_in_two_places_is_one_field(desk: Desk) -> None:
    asked = """{ initiatives(first: 2) { nodes { id } nodes { title } ...More pageInfo { hasNextPage } pageInfo { endCursor } } }
      fragment More on InitiativeConnection { nodes { stage domains { nodes { id } } } edges { node { id } } edges { cursor node { title } } }"""
    found = (await desk.answer(asked))["initiatives"]
    assert set(found["nodes"][0]) == {"id", "title", "stage", "domains"}
    assert set(found["edges"][0]) == {"cursor", "node"}
    assert set(found["edges"][0]["node"]) == {"id", "title"}
    assert set(found["pageInfo"]) == {"hasNextPage", "endCursor"}


@pytest.mark.parametrize("yes", [True, False])
async def test_include_and_skip(desk: Desk, yes: bool) -> None:
    asked = """query($yes: Boolean!, $no: Boolean = false) {
      initiatives(first: 1) { nodes { id @include(if: $yes) title @skip(if: $yes) stage @include(if: $yes) @skip(if: $yes)
        ... @include(if: $yes) { startedOn } ...Rest @skip(if: $yes) ownership @include(if: $no) { status } __typename } totalCount @skip(if: $yes) }
      departments(first: 1) @include(if: $yes) { totalCount } }
      fragment Rest on Initiative { asks }"""
    told = await desk.ask(asked, yes=yes)
    assert not told.codes
    expected = {"id", "startedOn", "__typename"} if yes else {"title", "asks", "__typename"}
    assert set(told.data["initiatives"]["nodes"][0]) == expected
    assert ("totalCount" in told.data["initiatives"]) is not yes
    assert ("departments" in told.data) is yes


async def test_variables_and_their_defaults(desk: Desk) -> None:
    asked = """query($n: Int = 2, $way: SortDirection = DESC, $filter: InitiativeFilter, $id: ID!, $on: Date = "2017-03-31", $lang: Lang) {
      initiatives(first: $n, orderBy: [{title: $way}], filter: $filter) { nodes { title } }
      node(id: $id) { ... on Initiative { ownership(asOf: $on) { status steps { reason(lang: $lang) } } } } }"""
    found = await desk.answer(asked, id=GARDEN)
    titles = [each["title"] for each in found["initiatives"]["nodes"]]
    assert len(titles) == 2
    assert titles == sorted(titles, reverse=True)
    assert found["node"]["ownership"]["status"] == "BETWEEN_SILOS"
    found = await desk.answer(asked, id=GARDEN, n=None, on=None, lang="EN", filter={"stage": {"eq": "IDEA"}})
    assert found["node"]["ownership"]["status"] == "OWNED"
    assert found["node"]["ownership"]["steps"][0]["reason"] == "Team Wijkgroen en Zelfbeheer was named for this itself."


async def test_a_text_is_in_the_language_asked_and_dutch_otherwise(desk: Desk) -> None:
    asked = """{ ownerOf(subject: "initiative:buurtkamer-laakkade") {
      nextDoor { nl: reason(lang: NL) en: reason(lang: EN) usual: reason }
      steps { nl: reason(lang: NL) en: reason(lang: EN) usual: reason } } }"""
    found = (await desk.answer(asked))["ownerOf"]
    for told in (*found["nextDoor"], *found["steps"]):
        assert told["usual"] == told["nl"] != told["en"]


async def test_type_names_at_every_level(desk: Desk) -> None:
    asked = """{ __typename initiatives(first: 1) { __typename edges { __typename node { __typename } } pageInfo { __typename } nodes { kind: __typename
      ownership { __typename owners { __typename } topics { __typename } nextDoor { __typename } steps { __typename } } } }
      relationships(first: 1) { __typename nodes { __typename from { __typename } } } }"""
    found = await desk.answer(asked)
    assert (found["__typename"], found["initiatives"]["__typename"]) == ("Query", "InitiativeConnection")
    assert found["initiatives"]["edges"][0] == {"__typename": "InitiativeEdge", "node": {"__typename": "Initiative"}}
    assert found["initiatives"]["nodes"][0]["kind"] == "Initiative"
    assert found["initiatives"]["nodes"][0]["ownership"]["__typename"] == "Ownership"
    assert found["relationships"]["__typename"] == "RelationshipConnection"


async def test_the_schema_describes_itself(desk: Desk) -> None:
    found = await desk.answer('{ __schema { queryType { name } types { name } } __type(name: "Initiative") { description fields { name description } } }')
    assert found["__schema"]["queryType"] == {"name": "Query"}
    assert "NL: " in found["__type"]["description"]


async def test_one_question_in_error_leaves_the_others_answered(desk: Desk) -> None:
    told = await desk.ask('{ good: node(id: "domain:5.7") { id } bad: ownerOf(subject: "domain:none") { status } }')
    assert told.data == {"good": {"id": "domain:5.7"}, "bad": None}
    assert told.codes == ("NOT_FOUND",)
