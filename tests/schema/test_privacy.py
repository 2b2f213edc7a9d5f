"""What an analyst and a passer-by may see: residents, contacts, officials' names, wherever they may turn up."""

import json
from typing import Any

import pytest

from graph.database.session import Database
from graph.model.viewer import ANALYST, PUBLIC, Viewer, ViewerRole
from schema.fields import SCHEMA
from schema.fields.nodes import PLURALS
from tests.schema.asking import Desk, rows
from tests.schema.test_fields import NEEDED, everything

VIEWERS = {
    "analyst": ANALYST, "official": Viewer(ViewerRole.OFFICIAL), "public": PUBLIC, "tool": Viewer(ViewerRole.TOOL),
    "steward without purpose": Viewer(ViewerRole.STEWARD),
}  # fmt: skip
STRANGERS = ("public", "tool")


async def everything_asked(desk: Desk) -> str:
    """All that the API tells this viewer, as one text."""
    parts = []
    for root, definition in SCHEMA._schema.type_map["Query"].fields.items():
        kind: Any = definition.type
        while hasattr(kind, "of_type"):
            kind = kind.of_type
        paging = "(first: 500)" if "first" in definition.args and root not in NEEDED else ""
        parts.append(await desk.answer(f"{{ {root}{NEEDED.get(root, paging)} {{ {everything(kind.name, 1)} }} }}"))
    parts.append(await desk.answer("{ initiatives(first: 500) { nodes { ownership { steps { reason en: reason(lang: EN) candidate { id name } } nextDoor { reason } } } } }"))
    return json.dumps(parts, default=str, ensure_ascii=False)


async def private_texts(database: Database, cypher: str) -> list[str]:
    found = [row[0] for row in await rows(database, cypher)]
    assert found
    return [json.dumps(each, ensure_ascii=False)[1:-1] for each in found]


@pytest.mark.parametrize("viewer", VIEWERS)
async def test_what_is_private_is_told_to_nobody(seeded: Database, viewer: str) -> None:
    told = await everything_asked(Desk(seeded, VIEWERS[viewer]))
    for cypher in ("MATCH (n:Resident) RETURN n.name", "MATCH (n:Contact) RETURN n.outcome", "MATCH ()-[r:REFERRED_TO]->() RETURN r.reason"):
        assert not [each for each in await private_texts(seeded, cypher) if each in told]
    if viewer in STRANGERS:
        assert not [each for each in await private_texts(seeded, "MATCH (n:Official) WHERE NOT n.name IN ['Joris Wijsmuller', 'Mohamed el Achkar'] RETURN n.name") if each in told]
        for label in ("resident", "contact"):
            assert f'"{label}:' not in told
    else:
        assert '"resident:' in told
        assert "Samira Duindoorn" in told


@pytest.mark.parametrize("viewer", STRANGERS)
@pytest.mark.parametrize("label", ["Resident", "Contact"])
async def test_what_is_hidden_looks_like_what_does_not_exist(seeded: Database, viewer: str, label: str) -> None:
    desk = Desk(seeded, VIEWERS[viewer])
    key = (await rows(seeded, f"MATCH (n:{label}) RETURN n.key ORDER BY n.key LIMIT 1"))[0][0]
    plural = PLURALS.get(label, f"{label.lower()}s")
    answers = []
    for identifier in (f"{label.lower()}:{key}", f"{label.lower()}:none"):
        asked = f"""query($id: ID!) {{ node(id: $id) {{ id }} nodes(ids: [$id]) {{ id }}
          {plural}(filter: {{ id: {{ eq: $id }} }}) {{ totalCount nodes {{ id }} edges {{ cursor }} pageInfo {{ endCursor hasNextPage }} }}
          relationships(of: [$id], depth: 3) {{ totalCount nodes {{ id }} }} ownersOf(subjects: [$id]) {{ status }} }}"""
        answers.append(await desk.answer(asked, id=identifier))
        told = await desk.ask('query($id: ID!) { path(from: $id, to: "domain:5.7") { nodes { id } } }', id=identifier)
        answers[-1]["path"] = told.codes
    assert answers[0] == answers[1]
    assert answers[0]["node"] is None
    assert answers[0][plural] == {"totalCount": 0, "nodes": [], "edges": [], "pageInfo": {"endCursor": None, "hasNextPage": False}}


async def test_a_name_that_is_hidden_cannot_be_asked_for(seeded: Database) -> None:
    analyst, street = Desk(seeded), Desk(seeded, PUBLIC)
    resident = "query($n: String!) { residents(filter: { name: { contains: $n } }) { totalCount } }"
    official = "query($n: String!) { officials(filter: { name: { contains: $n } }) { totalCount } }"
    assert (await analyst.answer(resident, n="Voorbeeld"))["residents"]["totalCount"] == 0
    assert (await street.answer(official, n="Duindoorn"))["officials"]["totalCount"] == 0
    assert (await analyst.answer(official, n="Duindoorn"))["officials"]["totalCount"] == 1
    assert (await street.answer("{ officials(filter: { name: { isNull: false } }) { totalCount } }"))["officials"]["totalCount"] == 0
    assert (await street.answer("{ officials(filter: { name: { isNull: true } }) { totalCount } }"))["officials"]["totalCount"] == 39


async def test_a_name_that_is_hidden_decides_no_order(seeded: Database) -> None:
    """Nor stands it in a cursor: both would tell the names."""
    for viewer, field in ((ANALYST, "residents"), (PUBLIC, "officials")):
        desk = Desk(seeded, viewer)
        by_key = (await desk.answer(f"{{ {field}(first: 100) {{ nodes {{ id }} }} }}"))[field]["nodes"]
        for way in ("ASC", "DESC"):
            ordered = (await desk.answer(f"{{ {field}(first: 100, orderBy: [{{name: {way}}}]) {{ nodes {{ id }} edges {{ cursor }} }} }}"))[field]
            assert ordered["nodes"] == by_key


@pytest.mark.parametrize("name", ["Samira Duindoorn", "Duindoorn", "Anouk Voorbeeld", "Voorbeeld"])
async def test_a_name_that_is_hidden_is_not_searched(street: Desk, name: str) -> None:
    found = (await street.answer("query($q: String!) { search(query: $q, first: 500) { nodes { __typename } } }", q=name))["search"]["nodes"]
    assert not {each["__typename"] for each in found} & {"Official", "Resident", "Contact"}


async def test_residents_are_counted_for_nobody_who_may_not_see_them(seeded: Database) -> None:
    asked = "{ initiatives(first: 500) { nodes { id initiators { totalCount nodes { __typename } } contacts { totalCount nodes { id } } } } events(first: 100) { nodes { attendees { totalCount nodes { __typename } } } } }"
    public, analyst = await Desk(seeded, PUBLIC).answer(asked), await Desk(seeded).answer(asked)
    for told in (public, analyst):
        for each in told["initiatives"]["nodes"]:
            assert each["initiators"]["totalCount"] == len(each["initiators"]["nodes"])
    assert "Resident" in json.dumps(analyst)
    assert "Resident" not in json.dumps(public)
    assert sum(each["contacts"]["totalCount"] for each in public["initiatives"]["nodes"]) == 0
    assert sum(each["contacts"]["totalCount"] for each in analyst["initiatives"]["nodes"]) > 0


async def test_no_way_leads_over_what_is_hidden(seeded: Database) -> None:
    found = await rows(seeded, "MATCH (a:Initiative)<-[:STARTED]-(r:Resident)-[:STARTED]->(b:Initiative) WHERE a.key < b.key RETURN a.key, b.key LIMIT 3")
    asked = "query($a: ID!, $b: ID!) { path(from: $a, to: $b, types: [STARTED, MADE, ABOUT]) { nodes { id } relationships { id } } }"
    for one, other in found:
        assert "resident:" not in json.dumps(await Desk(seeded, PUBLIC).answer(asked, a=f"initiative:{one}", b=f"initiative:{other}"))
    around = await Desk(seeded, PUBLIC).answer('{ relationships(of: ["initiative:moestuin-moerwijk"], depth: 3, first: 500) { nodes { id type } } }')
    assert "resident:" not in json.dumps(around)
    assert "contact:" not in json.dumps(around)


async def test_reasons_name_an_official_only_to_whoever_may_know(seeded: Database) -> None:
    asked = "{ initiatives(first: 100) { nodes { ownership { steps { code reason en: reason(lang: EN) candidate { id name } } owners { official { id name } } } } } }"
    public, analyst = await Desk(seeded, PUBLIC).answer(asked), await Desk(seeded).answer(asked)
    names = [row[0] for row in await rows(seeded, "MATCH (n:Official) RETURN n.name")]
    assert not [name for name in names if name in json.dumps(public, ensure_ascii=False)]
    assert [name for name in names if name in json.dumps(analyst, ensure_ascii=False)]
