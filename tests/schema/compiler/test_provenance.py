"""What each source states: nothing of it is lost, the highest in rank counts, and nobody reads what may not be seen."""

from pathlib import Path

from graph.database.session import Database
from graph.model.viewer import PUBLIC
from loaders.load import load
from loaders.options import LoadOptions
from tests.schema.asking import Desk, write

SOURCE = "key,title,source\none,Een,one\nother,Ander,other\n"
STATED = "source { id } sources { id } ref statements { property value source { id title } ref }"


async def loaded(database: Database, folder: Path) -> Desk:
    """Two sources that disagree, the other one believed."""
    for name, key, called, weight in (("a", "one", "Jan", "0.5"), ("b", "other", "J. Jansen", "0.7")):
        inside = folder / name
        inside.mkdir()
        (inside / "Source.csv").write_text(SOURCE)
        (inside / "Official.csv").write_text(f"key,name,functions,source\njan,{called},raadslid | {key},{key}\n")
        (inside / "Domain.csv").write_text(f"key,name,checkedOn,source\nd,Groen,2017-11-14,{key}\n")
        (inside / "Initiative.csv").write_text(f"key,title,source\ni,Tuin,{key}\n")
        (inside / "TOUCHES.csv").write_text(f"from,to,weight,source\ninitiative:i,domain:d,{weight},{key}\n")
        report = await load(database, [inside], options=LoadOptions(rank=("other", "one") if name == "b" else ()))
        assert not report.faults
    return Desk(database)


async def test_both_values_stay_visible(database: Database, tmp_path: Path) -> None:
    desk = await loaded(database, tmp_path)
    node = (await desk.answer(f'{{ node(id: "official:jan") {{ ... on Official {{ name {STATED} }} }} }}'))["node"]
    assert (node["name"], node["source"]["id"], node["ref"]) == ("J. Jansen", "source:other", "nodes/Official.csv:2")
    assert [each["id"] for each in node["sources"]] == ["source:other", "source:one"]
    assert [(each["property"], each["value"], each["source"]["id"]) for each in node["statements"]] == [
        ("functions", '["raadslid","other"]', "source:other"),
        ("functions", '["raadslid","one"]', "source:one"),
        ("name", "J. Jansen", "source:other"),
        ("name", "Jan", "source:one"),
    ]
    assert {each["ref"] for each in node["statements"]} == {"nodes/Official.csv:2"}
    (joined,) = (await desk.answer(f"{{ relationships(types: [TOUCHES]) {{ nodes {{ weight {STATED} }} }} }}"))["relationships"]["nodes"]
    assert joined["weight"] == 0.7
    assert [each["id"] for each in joined["sources"]] == ["source:other", "source:one"]
    assert [(each["value"], each["source"]["title"]) for each in joined["statements"]] == [("0.7", "Ander"), ("0.5", "Een")]
    (domain,) = (await desk.answer(f"{{ domains {{ nodes {{ {STATED} }} }} }}"))["domains"]["nodes"]
    assert [(each["property"], each["value"]) for each in domain["statements"]] == [("checkedOn", "2017-11-14")] * 2 + [("name", "Groen")] * 2


async def test_what_may_not_be_seen_is_not_stated(database: Database, tmp_path: Path) -> None:
    desk = Desk((await loaded(database, tmp_path)).database, PUBLIC)
    node = (await desk.answer(f'{{ node(id: "official:jan") {{ ... on Official {{ name {STATED} }} }} }}'))["node"]
    assert node["name"] is None
    assert {each["property"] for each in node["statements"]} == {"functions"}


async def test_what_others_wrote_there_never_breaks_an_answer(database: Database) -> None:
    await write(database, "CREATE (:Domain {key: 'd', name: 'N', source: 's', aliases: [1, 2], code: true})-[:STATED_IN {stated: '{'}]->(:Source {key: 's'}), (:Domain {key: 'e', source: 7, ref: ['x']})")
    await write(database, "MATCH (a:Domain {key: 'd'}), (b:Domain {key: 'e'}) CREATE (a)-[:PART_OF {source: 's', stated: '[]', sources: 's', validFrom: 'soon'}]->(b)")
    desk = Desk(database)
    found = (await desk.answer(f"{{ domains {{ nodes {{ {STATED} }} }} }}"))["domains"]["nodes"]
    assert {each["property"]: each["value"] for each in found[0]["statements"]} == {"aliases": "[1,2]", "code": "true", "name": "N"}
    assert found[1]["statements"] == []
    (joined,) = (await desk.answer(f"{{ relationships(types: [PART_OF]) {{ nodes {{ {STATED} }} }} }}"))["relationships"]["nodes"]
    assert [each["value"] for each in joined["statements"]] == ["soon"]
