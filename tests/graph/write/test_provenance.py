"""The same thing from two sources: one node that both state, with the value of the higher and none lost."""

from pathlib import Path

import pytest

from graph.database.session import Database
from graph.database.statement import Statement
from graph.write import provenance
from loaders.load import load
from loaders.options import LoadOptions
from tests.loaders.conftest import books, everything

SOURCES = "key,title,source\none,Een,one\ntwo,Twee,two\n"
ONE = {
    "Source": SOURCES,
    "Department": "key,name,level,source\na,Dienst A,SERVICE,one\nm,,,one\n",
    "PART_OF": "from,to,validTo,source\ndepartment:a,department:m,2020-01-01,one\n",
}
TWO = {
    "Department": "key,name,source\na,Afdeling A,two\n",
    "PART_OF": "from,to,validTo,source\ndepartment:a,department:m,2021-01-01,two\n",
}
BELIEVE_TWO = LoadOptions(rank=("two", "one"))


def _files(folder: Path, files: dict[str, str]) -> list[str]:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.csv").write_text(content)
    return [str(folder)]


async def _stated(database: Database) -> list[tuple[str, object, str, str | None]]:
    text = "MATCH (n:Department {key: 'a'}) RETURN properties(n), [(n)-[r:STATED_IN]->(s) | [s.key, r.ref, r.stated]]"
    held, stated = (await database.read(Statement(text))).one()
    return provenance.statements(provenance.of_node("Department", held, stated).values())


async def test_a_disagreement_is_a_fault_that_names_both_unless_told(database: Database, tmp_path: Path) -> None:
    await load(database, _files(tmp_path / "one", ONE))
    state = await everything(database)
    report = await load(database, _files(tmp_path / "two", TWO))
    assert [fault.reason for fault in report.faults] == [
        "two states name 'Afdeling A', but one stated 'Dienst A'",
        "two states validTo '2021-01-01', but one stated '2020-01-01'",
    ]
    assert (report.exit_code, await everything(database)) == (2, state)


@pytest.mark.parametrize("rank", [("two", "one"), ("one", "two")])
async def test_the_higher_source_wins_and_both_values_stay(
    database: Database, tmp_path: Path, rank: tuple[str, ...]
) -> None:
    await load(database, _files(tmp_path / "one", ONE))
    folder = _files(tmp_path / "two", TWO)
    assert (await load(database, folder, options=LoadOptions(rank=rank))).faults == ()
    name, last = {"two": ("Afdeling A", "2021-01-01"), "one": ("Dienst A", "2020-01-01")}[rank[0]]
    text = "MATCH (n:Department {key: 'a'})-[r:PART_OF]->() RETURN n.name, n.level, n.source, toString(r.validTo), r.source, r.sources"
    assert (await database.read(Statement(text))).one() == [name, "SERVICE", rank[0], last, rank[0], list(rank)]
    assert sorted((what, value, source) for what, value, source, _ in await _stated(database)) == [
        ("level", "SERVICE", "one"),
        ("name", "Afdeling A", "two"),
        ("name", "Dienst A", "one"),
    ]
    before = await books(database), await everything(database)
    for again in (folder, _files(tmp_path / "one", ONE)):
        assert (await load(database, again)).loaded == 0
    assert (await books(database), await everything(database)) == before


async def test_the_same_from_two_sources_is_one_node_with_two(database: Database, tmp_path: Path) -> None:
    await load(database, _files(tmp_path / "one", ONE))
    same = {"Department": "key,name,source\na,Dienst A,two\n"}
    report = await load(database, _files(tmp_path / "two", same))
    assert (report.faults, report.counts.changed) == ((), 1)
    told = [("level", "SERVICE", "one"), ("name", "Dienst A", "one"), ("name", "Dienst A", "two")]
    assert sorted((what, value, source) for what, value, source, _ in await _stated(database)) == told


async def test_in_one_load_two_sources_may_state_the_same(database: Database, tmp_path: Path) -> None:
    both = {**ONE, "Department": ONE["Department"] + "a,Afdeling A,SERVICE,two\n"}
    report = await load(database, _files(tmp_path / "both", both))
    assert [fault.line for fault in report.faults] == [4]
    assert (await load(database, _files(tmp_path / "both", both), options=BELIEVE_TWO)).faults == ()
    assert {(value, source) for what, value, source, _ in await _stated(database) if what == "name"} == {
        ("Dienst A", "one"),
        ("Afdeling A", "two"),
    }


async def test_of_a_thing_that_another_source_states_only_the_statement_goes(
    database: Database, tmp_path: Path
) -> None:
    await load(database, _files(tmp_path / "one", ONE))
    await load(database, _files(tmp_path / "two", TWO), options=BELIEVE_TWO)
    nothing = {"Department": "key,name,source\nb,Dienst B,two\n"}
    folder = tmp_path / "less"
    report = await load(database, _files(folder, nothing), options=LoadOptions(sync=True))
    assert report.vanished == {"two": ["department:a", "PART_OF|department:a|department:m|"]}  # a source stays
    text = "MATCH (n:Department {key: 'a'})-[r:PART_OF]->() RETURN n.name, n.source, [(n)-[s:STATED_IN]->(x) | [x.key, s.stated]], toString(r.validTo), r.source, r.sources"
    assert (await database.read(Statement(text))).one() == [
        "Dienst A",
        "one",
        [["one", None]],
        "2020-01-01",
        "one",
        None,
    ]
