"""What a load promises: nothing lost, nothing written twice, and every difference told before and after."""

import asyncio
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from graph.check.sources import source_findings
from graph.check.trees import tree_findings
from graph.database.session import Database
from graph.database.statement import Statement
from graph.errors import BadInput
from graph.write.changeset import ChangeSet
from graph.write.load_marker import LoadMarker
from graph.write.precedence import Precedence
from graph.write.transaction import Interrupted
from graph.write.unfinished import unfinished
from graph.write.writer import Writer
from loaders.apply.report import Report
from loaders.load import load
from loaders.options import LoadOptions
from loaders.progress import Progress
from tests.loaders.conftest import EMPTY, SMALL, Write, books, everything

TODAY = date(2017, 11, 14)
GOING = LoadOptions(keep_going=True)


def _accounted(report: Report) -> bool:
    told = report.as_dict()
    return bool(told["loaded"] + told["unchanged"] + told["refused"] == told["read"] == report.read)


async def test_a_second_load_writes_nothing_at_all(database: Database, write: Write) -> None:
    folder = write()
    await load(database, [folder])
    before = await books(database), await everything(database)
    report = await load(database, [folder])
    assert (report.loaded, report.unchanged) == (0, report.read)
    assert (await books(database), await everything(database)) == before
    assert before[0][2] == []


async def test_a_dry_run_tells_the_difference_and_writes_nothing(database: Database, write: Write) -> None:
    await load(database, [write()])
    before = await books(database), await everything(database)
    initiatives = "key,title,startedOn,source\ntuin,Twee tuinen,2016-02-29,bron\nplein,Een plein,,bron\n"
    report = await load(database, [write(Initiative=initiatives)], options=LoadOptions(dry_run=True))
    assert (await books(database), await everything(database)) == before
    assert report.differences == [
        {"kind": "added", "of": "Initiative", "id": "initiative:plein"},
        {
            "kind": "changed",
            "of": "Initiative",
            "id": "initiative:tuin",
            "properties": [{"property": "title", "old": "Een tuin", "new": "Twee tuinen"}],
        },
    ]
    assert (report.loaded, _accounted(report)) == (2, True)
    assert any("'Een tuin' -> 'Twee tuinen'" in line for line in report.lines())


async def test_keep_going_refuses_what_is_wrong_with_all_that_depends_on_it(
    database: Database, write: Write, tmp_path: Path
) -> None:
    domains = 'key,name,checkedOn,source\n0.1,Bestuur,,bron\n0.10,"Re\nserves",gisteren,bron\n'
    rejected = tmp_path / "rejects.jsonl"
    folder = write(Domain=domains)
    report = await load(database, [folder], options=LoadOptions(keep_going=True, rejects=rejected))
    assert (report.exit_code, report.refused, _accounted(report)) == (1, 2, True)
    told = [json.loads(line) for line in rejected.read_text().splitlines()]
    assert [(one["line"], one["column"]) for one in told] == [(3, "checkedOn"), (2, "to")]
    assert told[0]["raw"] == '0.10,"Re\nserves",gisteren,bron\n'
    assert told[1]["reason"] == f"'domain:0.10' was refused at {folder}/Domain.csv:3"
    keys = await database.read(Statement("MATCH (n:Domain) RETURN n.key, COUNT { (n)--(:Initiative) }"))
    assert keys.rows == [["0.1", 0]]


async def test_keep_going_refuses_a_whole_chain(database: Database, write: Write) -> None:
    report = await load(
        database, [write(Source="key,title,verified,source\nbron,Een bron,misschien,bron\n")], options=GOING
    )
    assert (report.exit_code, report.refused, await everything(database)) == (2, report.read, ([], []))


async def test_one_element_may_be_stated_by_many_rows_with_the_same_content(database: Database, write: Write) -> None:
    areas = "key,name,source\nlaak,Laak,bron\nlaak,Laak,bron\nlaak,,bron\n"
    report = await load(database, [write(Area=areas)])
    assert [(fault.line, fault.column) for fault in report.faults] == [(4, "key")]
    report = await load(database, [write(Area=areas.replace("laak,,bron\n", ""))])
    assert (report.loaded, report.counts.added) == (report.read, report.read - 1)


async def test_what_vanished_is_listed_and_ended_or_removed_only_when_told(database: Database, write: Write) -> None:
    await load(database, [write()])
    less = write(
        Department="key,name,level,source\nm,Gemeente,MUNICIPALITY,bron\na,Dienst A,SERVICE,bron\n",
        TOUCHES=None,
        Domain=None,
    )
    report = await load(database, [less])
    gone = ["department:b", "domain:0.1", "domain:0.10", "TOUCHES|initiative:tuin|domain:0.10|"]
    assert report.vanished == {"bron": gone}
    assert (await database.read(Statement("MATCH (n:Domain) RETURN count(n)"))).one() == [2]
    report = await load(database, [less], options=LoadOptions(sync=True, today=TODAY))
    assert (report.counts.ended, report.counts.removed) == (2, 2)  # a domain has no end of its own
    left = Statement("MATCH (n:Department {key: 'b'}) RETURN n.validTo, COUNT { (:Domain) }")
    assert (await database.read(left)).one() == [TODAY, 0]
    again = await load(database, [less], options=LoadOptions(sync=True, today=TODAY))
    assert "department:b" not in again.vanished.get("bron", [])
    await load(database, [write()])
    back = "MATCH (n:Department {key: 'b'}) MATCH ()-[r:TOUCHES]->() RETURN n.validTo, r.validTo, n.vanishedOn, r.vanishedOn"
    assert (await database.read(Statement(back))).one() == [None, None, None, None]


async def test_a_load_that_was_cut_off_is_named_and_completed_by_loading_again(
    database: Database, write: Write
) -> None:
    folder = write()
    await load(database, [folder])
    whole = await everything(database)
    await database.write(Statement("MATCH (n:Initiative) DETACH DELETE n"))
    mark = LoadMarker.new("native", [f"{name}.csv" for name in SMALL])
    await database.write(mark.set())
    assert [each.key for each in await unfinished(database)] == [mark.key]
    assert [each.key for each in await source_findings(database, TODAY)] == [mark.key]
    report = await load(database, [folder])
    assert mark.key in report.unfinished[0]
    assert (await unfinished(database), await everything(database)) == ([], whole)


async def test_two_loads_of_different_content_at_once_leave_what_one_after_the_other_does(
    database: Database, write: Write, tmp_path: Path
) -> None:
    rows = "".join(f"d{number},werkveld {number},bron\n" for number in range(300))
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, extra in ((first, "a"), (second, "b")):
        folder.mkdir()
        (folder / "Source.csv").write_text(SMALL["Source"])
        (folder / "Domain.csv").write_text(f"key,name,source\n{rows}{extra},{extra},bron\n")
        (folder / "PART_OF.csv").write_text(f"from,to,source\ndomain:{extra},domain:d1,bron\n")
    await asyncio.gather(load(database, [first]), load(database, [second]))
    together = await everything(database)
    await database.write(EMPTY)
    for folder in (first, second):
        await load(database, [folder])
    assert await everything(database) == together
    assert (await books(database))[2] == []


async def test_of_two_loads_at_once_that_each_bring_a_parent_one_is_stopped(
    database: Database, write: Write, tmp_path: Path
) -> None:
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder, parent in zip(folders, ("a", "b"), strict=True):
        folder.mkdir()
        (folder / "Source.csv").write_text(SMALL["Source"])
        (folder / "Domain.csv").write_text(f"key,name,source\nchild,Kind,bron\n{parent},Ouder,bron\n")
        (folder / "PART_OF.csv").write_text(f"from,to,source\ndomain:child,domain:{parent},bron\n")
    ended = await asyncio.gather(*(load(database, [folder]) for folder in folders), return_exceptions=True)
    stopped = [each for each in ended if not isinstance(each, Report) or each.stopped]
    assert len(stopped) == 1
    told = stopped[0].cause if isinstance(stopped[0], Interrupted) else str(stopped[0])
    assert "domain:child is already part of" in told
    assert [each.kind for each in await tree_findings(database)] == []
    assert (await database.read(Statement("RETURN COUNT { ()-[:PART_OF]->() }"))).one() == [1]


async def test_marks_of_the_same_files_are_taken_away_by_several_at_once(database: Database, write: Write) -> None:
    await load(database, [write()])

    async def agree(_: ChangeSet) -> None: ...

    for _ in range(10):
        marks = [LoadMarker.new("native", ["a.csv"]) for _ in range(4)]
        for mark in marks:
            await database.write(mark.set())
        await asyncio.gather(*(Writer(database, mark, 0, Precedence(), agree).finish() for mark in marks))
        assert await unfinished(database) == []


async def test_files_of_a_source_that_were_not_given_are_named_before_anything_is_taken_back(
    database: Database, write: Write, tmp_path: Path
) -> None:
    await load(database, [write()])
    (tmp_path / "TOUCHES.csv").unlink()
    shown = io.StringIO()
    report = await load(database, [tmp_path], options=LoadOptions(sync=True, today=TODAY), progress=Progress(shown))
    assert (report.not_given, report.as_dict()["notGiven"]) == ({"TOUCHES.csv": 1}, {"TOUCHES.csv": 1})
    told = "1 of these stand in files that are not in this load: TOUCHES.csv."
    assert told in shown.getvalue()
    assert told in report.lines()


async def test_files_in_an_archive_are_loaded_with_their_names(
    database: Database, write: Write, tmp_path: Path
) -> None:
    archive = tmp_path / "stad.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for name, content in SMALL.items():
            packed.writestr(f"map/{name}.csv", content.replace("Een tuin", "Een tu\u00efn").encode("cp1252"))
    report = await load(database, [archive])
    assert (report.faults, report.entries.notes) == ((), {"Initiative.csv is not UTF-8 and was read as cp1252": 1})
    assert (await database.read(Statement("MATCH (n:Initiative) RETURN n.title"))).one() == ["Een tu\u00efn"]


@pytest.mark.parametrize("member", ["../x.csv", "/x.csv", "bomb.csv"])
async def test_an_archive_that_asks_too_much_is_not_opened(database: Database, tmp_path: Path, member: str) -> None:
    archive = tmp_path / "fout.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(member, b"0" * (3 << 20))
    with pytest.raises(BadInput, match="is not opened"):
        await load(database, [archive])


def test_progress_is_a_bar_on_a_terminal_and_lines_in_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    for place, shown in ((Terminal(), "500/1000"), (io.StringIO(), "read: 500 of 1,000 rows, 10 rows/s, 0:50 left\n")):
        now = iter([0.0, 50.0, 60.0])
        with monkeypatch.context() as patched:
            patched.setattr("loaders.progress.time", SimpleNamespace(monotonic=lambda now=now: next(now)))
            progress = Progress(place)
            with progress.step("read", 1000):
                progress.at(500)
        text = place.getvalue()
        assert shown in text
        assert "10 rows/s" in text
        assert ("\x1b" in text) is place.isatty()
        assert progress.slowest == ("read", 60.0)
