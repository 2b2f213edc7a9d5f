"""Merging two nodes: what hung on the one hangs on the other, nothing that was stated is lost, and the old id resolves."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.database.session import Database
from graph.database.statement import Statement
from graph.errors import BadInput, NotFound
from graph.write.merge import merge
from graph.write.provenance import filled
from loaders.export import export
from loaders.load import load
from loaders.options import LoadOptions
from loaders.staging.read import UNCHANGED
from tests.conftest import empty
from tests.examples import FACTOR
from tests.loaders.conftest import books, everything
from tests.schema.asking import Desk, rows
from tests.schema.fields.test_changes import Follower, as_it_is

FILES = {
    "Source": "key,title,source\nx,X,x\ny,Y,y\n",
    "Department": "key,name,level,source\nm,Gemeente,MUNICIPALITY,x\na,Dienst A,SERVICE,x\nb,Afdeling B,DEPARTMENT,x\n",
    "Official": "key,name,functions,bridgeVisible,source\njan,J. Jansen,raadslid,,x\njan2,Jan Jansen,,true,x\npiet,Piet,wethouder,,y\n",
    "Event": "key,title,source\ne,Avond,x\nf,Ochtend,x\n",
    "Initiative": "key,title,source\ni,Tuin,x\n",
    "Responsibility": "key,role,source\nr,OWNER,y\n",
    "WORKS_FOR": "from,to,function,validFrom,source\nofficial:jan,department:b,lid,2016-01-01,x\nofficial:jan2,department:b,hoofd,2016-01-01,y\nofficial:jan2,department:a,lid,,x\n",
    "ATTENDED": "from,to,role,source\nofficial:jan,event:e,gast,x\nofficial:jan2,event:e,,x\nofficial:jan2,event:f,,x\n",
    "HOLDS": "from,to,source\nofficial:jan2,responsibility:r,y\n",
    "FOR": "from,to,source\nresponsibility:r,initiative:i,y\n",
    "PART_OF": "from,to,source\ndepartment:a,department:m,x\ndepartment:b,department:a,x\n",
}
STATED = "source { id } statements { property value source { id } ref }"
OFFICIAL = f"query($id: ID!) {{ node(id: $id) {{ id ... on Official {{ name functions bridgeVisible {STATED} }} }} }}"


async def loaded(database: Database, folder: Path) -> Desk:
    """The small city."""
    for name, content in FILES.items():
        (folder / f"{name}.csv").write_text(content)
    report = await load(database, [folder])
    assert not report.faults, report.faults
    return Desk(database, today=datetime.now(UTC).date())


async def test_all_that_hung_on_one_hangs_on_the_other(database: Database, tmp_path: Path) -> None:
    desk = await loaded(database, tmp_path)
    follower = Follower(desk)
    await follower.catch_up()
    merged = await merge(database, "official:jan", "official:jan2", by="me", reason="the same person")
    assert (merged.kept, merged.gone, merged.moved, merged.joined, merged.dropped) == ("official:jan", "official:jan2", 3, 2, ())
    joined = await rows(database, "MATCH (:Official {key: 'jan'})-[r]->(x) WHERE NOT x:Source RETURN type(r), x.key, coalesce(r.function, r.role), r.sources ORDER BY type(r), x.key")
    assert joined == [["ATTENDED", "e", "gast", None], ["ATTENDED", "f", None, None], ["HOLDS", "r", None, None], ["WORKS_FOR", "a", "lid", None], ["WORKS_FOR", "b", "lid", ["x", "y"]]]
    assert await rows(database, "MATCH (n:Official) RETURN n.key ORDER BY n.key") == [["jan"], ["piet"]]
    for old in ("official:jan", "official:jan2"):
        node = (await desk.answer(OFFICIAL, id=old))["node"]
        assert (node["id"], node["name"], node["functions"], node["bridgeVisible"]) == ("official:jan", "J. Jansen", ["raadslid"], True)
        assert [(each["value"], each["ref"]) for each in node["statements"] if each["property"] == "name"] == [("J. Jansen", "nodes/Official.csv:2"), ("Jan Jansen", "nodes/Official.csv:3")]
    told = await rows(database, "MATCH (c:Change) WHERE c.by = 'me' RETURN DISTINCT c.reason")
    assert told == [["official:jan2 merged into official:jan: the same person"]]
    await follower.catch_up()
    assert follower.copy == await as_it_is(desk)
    owner = await desk.answer('{ ownerOf(subject: "initiative:i") { steps { candidate { id } } } relationships(of: ["official:jan2"], types: [HOLDS]) { nodes { from { id } } } }')
    assert owner["relationships"]["nodes"] == [{"from": {"id": "official:jan"}}]


async def test_two_sources_are_both_kept_and_a_chain_of_old_ids_resolves(database: Database, tmp_path: Path) -> None:
    desk = await loaded(database, tmp_path)
    await merge(database, "official:jan2", "official:piet", by="me")
    await merge(database, "official:jan", "official:jan2", by="me")
    node = (await desk.answer(OFFICIAL, id="official:piet"))["node"]
    assert (node["id"], node["source"]["id"]) == ("official:jan", "source:x")
    assert {(each["value"], each["source"]["id"]) for each in node["statements"] if each["property"] == "name"} == {("J. Jansen", "source:x"), ("Jan Jansen", "source:x"), ("Piet", "source:y")}
    with pytest.raises(BadInput):
        await merge(database, "official:jan", "official:piet", by="me")


@pytest.mark.skipif(FACTOR < 1, reason="random exports do the same with few rows (test_any_export_loads): left to make test-deep")
async def test_a_merged_graph_goes_out_and_in(database: Database, tmp_path: Path) -> None:
    await loaded(database, tmp_path)
    await merge(database, "official:piet", "official:jan", by="me")
    await merge(database, "official:piet", "official:jan2", by="me")
    parts: list[bytes] = []
    await export(database, parts.append)
    file = tmp_path / "export.jsonl"
    file.write_bytes(b"".join(parts))
    await empty(database)
    report = await load(database, [str(file)], "jsonl")
    assert not report.faults, report.faults
    again: list[bytes] = []
    await export(database, again.append)
    assert again == parts


async def test_a_source_that_still_knows_the_old_id_changes_nothing(database: Database, tmp_path: Path) -> None:
    await loaded(database, tmp_path)
    await merge(database, "official:jan", "official:jan2", by="me")
    await merge(database, "department:a", "department:b", by="me")
    before = await everything(database), await books(database)
    report = await load(database, [tmp_path])
    assert not report.faults, report.faults
    assert (await everything(database), await books(database)) == before
    assert report.entries.outcomes.count(UNCHANGED) == report.read
    dry = await load(database, [tmp_path], options=LoadOptions(sync=True, dry_run=True))
    assert not any(dry.vanished.values()), dry.vanished
    (tmp_path / "ATTENDED.csv").write_text("from,to,role,source\nofficial:jan2,event:f,spreker,x\n")
    report = await load(database, [tmp_path])
    assert not report.faults, report.faults
    assert await rows(database, "MATCH (a)-[r:ATTENDED]->(e) RETURN a.key, e.key, r.role ORDER BY e.key") == [["jan", "e", "gast"], ["jan", "f", "spreker"]]


async def test_a_node_keeps_its_place_in_a_tree_and_never_gets_two(database: Database, tmp_path: Path) -> None:
    await loaded(database, tmp_path)
    merged = await merge(database, "department:a", "department:b", by="me")
    assert merged.dropped == ("PART_OF|department:b|department:a|",)
    assert await rows(database, "MATCH (a)-[:PART_OF]->(b) RETURN a.key, b.key") == [["a", "m"]]


async def test_a_circle_in_a_tree_is_refused(database: Database, tmp_path: Path) -> None:
    await loaded(database, tmp_path)
    before = await rows(database, "MATCH (n) RETURN count(n)")
    for pair in (("department:m", "department:b"), ("department:b", "department:m")):
        with pytest.raises(BadInput, match="below itself"):
            await merge(database, *pair, by="me")
    assert await rows(database, "MATCH (n) RETURN count(n)") == before


@pytest.mark.parametrize(("one", "other", "error"), [
    ("official:jan", "official:jan", BadInput), ("official:jan", "department:a", BadInput), ("source:x", "source:y", BadInput),
    ("official:jan", "official:nobody", NotFound), ("nothing", "official:jan", NotFound), ("change:1", "official:jan", NotFound),
])  # fmt: skip
async def test_what_cannot_be_merged(database: Database, tmp_path: Path, one: str, other: str, error: Any) -> None:
    await loaded(database, tmp_path)
    with pytest.raises(error):
        await merge(database, one, other, by="me")
    assert (await database.read(Statement("MATCH (a:Alias) RETURN count(a)"))).one() == [0]


@pytest.mark.parametrize(
    ("over", "under", "made"),
    [
        ({"validFrom": "2018-03-01"}, {"validTo": "2016-07-01", "name": "B"}, {"validFrom": "2018-03-01", "name": "B"}),
        ({"validFrom": "2018-03-01"}, {"validTo": "2018-03-01"}, {"validFrom": "2018-03-01"}),
        ({"startedOn": "2018-03-01"}, {"endedOn": "2018-03-01"}, {"startedOn": "2018-03-01", "endedOn": "2018-03-01"}),
        ({"validTo": "2016-07-01"}, {"validFrom": "2018-03-01"}, {"validTo": "2016-07-01"}),
        ({"validFrom": "2015-01-01"}, {"validTo": "2016-07-01"}, {"validFrom": "2015-01-01", "validTo": "2016-07-01"}),
        ({"recordedFrom": "2018-03-01T00:30:00+01:00"}, {"recordedTo": "2018-02-28T23:45:00Z"}, {"recordedFrom": "2018-03-01T00:30:00+01:00", "recordedTo": "2018-02-28T23:45:00Z"}),
    ],
)  # fmt: skip
def test_what_fills_in_never_makes_a_period_end_before_it_began(over: dict[str, str], under: dict[str, str], made: dict[str, str]) -> None:
    """A merge would otherwise leave what no load takes."""
    assert filled(over, under) == made
