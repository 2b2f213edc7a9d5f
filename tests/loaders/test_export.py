"""Exports: the same bytes for the same graph, and the same graph from the same bytes."""

import random
from pathlib import Path
from typing import Any

import orjson
import pytest

from graph import exporting
from graph.session import Database
from graph.statement import Statement
from loaders.export import Outcome, export
from loaders.load import Wishes, load
from seed import seed_files
from tests.conftest import empty
from tests.loaders.conftest import SMALL, Write, everything

FACTS = ("vanishedOn",)


async def exported(database: Database, *, with_persons: bool = True) -> tuple[bytes, Outcome]:
    """The export as bytes."""
    parts: list[bytes] = []
    outcome = await export(database, parts.append, with_persons=with_persons)
    return b"".join(parts), outcome


async def again(database: Database, content: bytes, folder: Path) -> None:
    """Empty the graph and load an export."""
    file = folder / "export.jsonl"
    file.write_bytes(content)
    await empty(database)
    report = await load(database, [str(file)], "jsonl")
    assert report.faults == ()
    assert report.counts.added > 0


async def comparable(database: Database) -> Any:
    """All facts; how a list of one source is kept is nobody's business."""
    return await everything(database)


async def test_the_seed_goes_out_and_in_and_out(database: Database, tmp_path: Path) -> None:
    await load(database, seed_files())
    before, state = await exported(database), await comparable(database)
    await again(database, before[0], tmp_path)
    assert (await exported(database))[0] == before[0]
    assert await comparable(database) == state
    assert before[1].exit_code == 0
    counts = (await database.read(Statement("MATCH (n) WHERE NOT n:Change AND NOT n:Sequence AND NOT n:Load RETURN count(n)"))).one()[0]
    joined = (await database.read(Statement("MATCH ()-[r]->(e) WHERE NOT (type(r) = 'STATED_IN' AND e:Source) RETURN count(r)"))).one()[0]
    assert before[0].count(b"\n") == 1 + counts + joined == 1 + sum(before[1].counts.values())


SOURCES = "key,title,source\nx,X,x\ny,Y,y\nz,Z,z\n"


async def test_what_sources_disagree_about_comes_back_as_it_was(database: Database, write: Write, tmp_path: Path) -> None:
    for source, ranks in (("z", ()), ("x", ("z", "x")), ("y", ("y", "z", "x"))):
        files = {
            "Source": SOURCES,
            "Department": f"key,name,level,validFrom,source\nm,Name of {source},SERVICE,2017-01-0{'xyz'.index(source) + 1},{source}\n",
            "Domain": f"key,name,source\nd,Domein,{source}\n",
            "Initiative": f"key,title,source\ni,Titel,{source}\n",
            "TOUCHES": f"from,to,weight,source\ninitiative:i,domain:d,0.{'xyz'.index(source) + 1},{source}\n",
            "PART_OF": None,
        }
        report = await load(database, [write(**files)], wishes=Wishes(rank=ranks))
        assert report.faults == ()
    before, state = (await exported(database))[0], await comparable(database)
    (touches,) = (orjson.loads(line) for line in before.splitlines() if b'"TOUCHES"' in line)
    assert [(each["source"], each["properties"]) for each in touches["stated"]] == [("y", {"weight": 0.2}), ("z", {"weight": 0.3}), ("x", {"weight": 0.1})]
    await again(database, before, tmp_path)
    assert (await exported(database))[0] == before
    assert await comparable(database) == state


async def test_the_order_of_loading_and_the_size_of_pages_do_not_matter(database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    await load(database, seed_files())
    content = (await exported(database))[0]
    first, *lines = content.splitlines(keepends=True)
    random.Random(1).shuffle(lines)
    monkeypatch.setattr(exporting, "PAGE", 3)
    await again(database, first + b"".join(lines), tmp_path)
    # The lines stand elsewhere, but each keeps the ref that it had.
    assert (await exported(database))[0] == content


async def test_people_are_only_exported_when_asked_for(database: Database, tmp_path: Path) -> None:
    await load(database, seed_files())
    content, outcome = await exported(database, with_persons=False)
    assert outcome.exit_code == 0
    assert b"resident:" not in content
    assert b"contact:" not in content
    assert not {"Resident", "Contact", "MADE", "REFERRED_TO"} & set(outcome.counts)
    await again(database, content, tmp_path)
    assert (await exported(database))[0] == content


async def test_old_ids_come_back(database: Database, write: Write, tmp_path: Path) -> None:
    await load(database, [write(Alias="key,source\ndepartment:c,bron\n", ALIAS_OF="from,to,source\nalias:department:c,department:a,bron\n")])
    content = (await exported(database))[0]
    assert b'"from":"alias:department:c","to":"department:a"' in content
    await again(database, content, tmp_path)
    assert (await exported(database))[0] == content


async def test_what_others_wrote_is_told_as_far_as_it_can_be(database: Database) -> None:
    await database.write(Statement("""
CREATE (s:Source {key: 's', title: 'S', source: 's', ref: 'f:1'}), (a:Domain {key: 'a', name: 7, source: 's', smell: 'none'})-[:STATED_IN]->(s),
  (b:Domain {key: 'b'}), (a)-[:PART_OF {source: 's', ref: 'f:2', validFrom: 'soon'}]->(b)"""))
    content, outcome = await exported(database)
    assert [orjson.loads(line) for line in content.splitlines()[1:]] == [
        {"label": "Domain", "key": "a", "stated": [{"source": "s", "ref": "unknown", "properties": {}}]},
        {"label": "Source", "key": "s", "stated": [{"source": "s", "ref": "f:1", "properties": {"title": "S"}}]},
        {"type": "PART_OF", "from": "domain:a", "to": "domain:b", "stated": [{"source": "s", "ref": "f:2", "properties": {}}]},
    ]
    assert outcome.exit_code == 1
    assert sum(outcome.noted.values()) == 5


async def test_an_empty_graph_and_loading_what_is_there(database: Database, write: Write, tmp_path: Path) -> None:
    assert (await exported(database))[0] == b'{"snijvlak":"export","version":1}\n'
    await load(database, [write()])
    file = tmp_path / "out" / "export.jsonl"
    file.parent.mkdir()
    file.write_bytes((await exported(database))[0])
    report = await load(database, [str(file)], "jsonl")
    assert report.counts.unchanged == report.read == len(SMALL) + 3
