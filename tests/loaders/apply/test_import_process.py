"""The process that writes import files while a load reads: when what it wrote may be taken, and what happens when it ends."""

import asyncio
import csv
import os
import signal
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.database.session import Database
from graph.errors import BadInput
from graph.write.load_marker import LoadMarker
from graph.write.precedence import Precedence
from graph.write.transaction import Interrupted
from loaders.apply.offline import messages
from loaders.apply.offline.choice import Offline
from loaders.apply.offline.writer_process import ImportFileProcess, import_file_process
from loaders.checks.duplicates import merge_doubles
from loaders.formats import format_named
from loaders.input.files import find_files
from loaders.load import load
from loaders.options import LoadOptions
from loaders.progress import Progress
from loaders.staging.read import read_all
from loaders.staging.store import Staging, staging

SOURCES = "key,title,source\nx,Ics,x\ny,Ij,y\n"
AREAS = "key,name,source\na,Aa,x\nb,Bé,x\n"


def read(staged: Staging, folder: Path, **tables: str) -> None:
    """Stage small tables."""
    folder.mkdir()
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    files = find_files([str(folder)], format_named("native").suffixes)
    read_all(staged, format_named("native"), files, LoadOptions(), Progress())


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "bulk"


@pytest.fixture
def staged() -> Iterator[Staging]:
    with staging() as made:
        yield made


@pytest.fixture
def import_process(staged: Staging, place: Path) -> Iterator[ImportFileProcess]:
    with import_file_process(offline(place, never), staged, LoadMarker.new("native", ["a"])) as made:
        assert made
        yield made
    assert not place.exists()


def offline(place: Path, opened: Callable[[], Awaitable[tuple[Database, bool]]]) -> Offline:
    """A graph that is opened like this, and never kept or made anew."""

    def folder() -> Path:
        place.mkdir()
        return place

    return Offline(folder, opened, never, never)


async def never(*_: object) -> Any:
    raise AssertionError


def kinds(staged: Staging) -> list[int]:
    return [number for number, kind in enumerate(staged.kinds) if not kind.turn]


def rows(place: Path, name: str) -> list[list[str]]:
    """All rows of the tables of one label or type, without their headers."""
    return [row for path in sorted(place.glob(f"*-{name}.csv")) for row in list(csv.reader(path.open(encoding="utf-8")))[1:]]


def test_what_is_read_without_fault_stands_in_the_files(import_process: ImportFileProcess, staged: Staging, place: Path, tmp_path: Path) -> None:
    read(staged, tmp_path / "files", Source=SOURCES, Area=AREAS, PART_OF="from,to,source\narea:a,area:b,y\n")
    assert import_process.holds(kinds(staged))
    written = import_process.finish(kinds(staged))
    assert rows(place, "Area") == [
        ["a", "Aa", "x", "nodes/Area.csv:2", "waa"],
        ["b", "Bé", "x", "nodes/Area.csv:3", "wbe"],
    ]
    assert rows(place, "PART_OF") == [["a", "b", "y", "relationships/PART_OF.csv:2"]]
    assert written.last == 4  # of areas, of what joins those to x, of PART_OF, and of sources: none is joined to another
    assert not (place / messages.FILE).exists()


def test_what_was_refused_doubled_or_is_of_several_sources_is_written_anew(
    import_process: ImportFileProcess, staged: Staging, place: Path, tmp_path: Path
) -> None:
    read(staged, tmp_path / "files", Source=SOURCES, Area=AREAS + "a,Aa,x\nc,Cee,x | y\n")
    merge_doubles(staged)
    assert not staged.as_read
    assert not import_process.holds(kinds(staged))
    done: list[int] = []
    import_process.write_anew(kinds(staged), Precedence(("y", "x")), done.append)
    import_process.finish(kinds(staged))
    assert [row[:3] for row in rows(place, "Area")] == [["a", "Aa", "x"], ["b", "Bé", "x"], ["c", "Cee", "y"]]
    assert done[-1] == 5


def test_of_several_sources_it_is_known_later_which_to_believe(import_process: ImportFileProcess, staged: Staging, tmp_path: Path) -> None:
    read(staged, tmp_path / "files", Source=SOURCES, Area="key,name,source\na,Aa,x | y\n")
    assert staged.as_read
    assert not import_process.holds(kinds(staged))


def test_what_the_graph_knew_of_is_not_in_the_files(import_process: ImportFileProcess, staged: Staging, tmp_path: Path) -> None:
    read(staged, tmp_path / "files", Source=SOURCES, Area=AREAS)
    assert not import_process.holds(kinds(staged)[:1])


def test_when_it_is_killed_the_load_says_so(import_process: ImportFileProcess, staged: Staging, tmp_path: Path) -> None:
    os.kill(import_process.process.pid, signal.SIGKILL)
    import_process.process.wait()
    with pytest.raises(Interrupted, match=r"import could not be written") as refused:
        read(staged, tmp_path / "files", Source=SOURCES, Area=AREAS)
    assert refused.value.cure == "See that there is space for them, or load without --bulk."


def test_what_the_disk_refuses_is_said(import_process: ImportFileProcess, staged: Staging, place: Path, tmp_path: Path) -> None:
    (place / "00001-Area.csv").mkdir()
    read(staged, tmp_path / "files", Area=AREAS)
    with pytest.raises(Interrupted, match=r"Is a directory: .*00001-Area\.csv"):
        import_process.finish(kinds(staged))


def test_a_text_longer_than_the_import_reads_at_a_time_makes_it_read_more(
    import_process: ImportFileProcess, staged: Staging, place: Path, tmp_path: Path
) -> None:
    text = "lang " * 100_000
    read(staged, tmp_path / "files", Source=SOURCES, Document=f'key,kind,source\nd,"{text}, ""ja""",x\n')
    written = import_process.finish(kinds(staged))
    (buffer,) = [int(each.partition("=")[2]) for each in written.arguments if each.startswith("--read-buffer-size=")]
    assert buffer > 4 * len(text)
    csv.field_size_limit(buffer)
    assert rows(place, "Document")[0][1] == f'{text}, "ja"'


class Counted(Progress):
    """Remembers how far it came."""

    done = 0

    def at(self, done: int) -> None:
        self.done = done


async def _until_some_is_staged(place: Path) -> None:
    staged = place / messages.FILE
    while not staged.exists() or not staged.stat().st_size:
        await asyncio.sleep(0.001)


MANY = 200_000


@pytest.fixture
def many(tmp_path: Path) -> Path:
    path = tmp_path / "Area.csv"
    path.write_text("key,name,source\n" + "".join(f"a{number},Naam,x\n" for number in range(MANY)))
    return path


async def test_a_graph_that_cannot_be_opened_ends_the_reading(place: Path, many: Path) -> None:
    async def opened() -> tuple[Database, bool]:
        await _until_some_is_staged(place)
        raise BadInput("no", "go")

    told = Counted()
    with pytest.raises(BadInput):
        await load(offline(place, opened), [str(many)], progress=told)
    assert told.done < MANY
    assert not place.exists()


async def test_a_load_that_is_given_up_ends_the_reading(place: Path, many: Path) -> None:
    told = Counted()
    loading = asyncio.create_task(load(offline(place, asyncio.Event().wait), [str(many)], progress=told))  # type: ignore[arg-type]
    await _until_some_is_staged(place)
    loading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loading
    assert told.done < MANY
    assert not place.exists()


def test_elements_that_stand_twice_are_seen_while_they_are_indexed(staged: Staging, tmp_path: Path) -> None:
    read(staged, tmp_path / "files", Source=SOURCES, Area=AREAS + "a,Aa,x\n", PART_OF="from,to,source\narea:a,area:b,x\n")
    assert staged.doubles == {"node"}
    staged.allow_doubles()
    assert staged.doubles == {"node", "relationship"}
    assert staged.sql.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert staged.sql.execute("SELECT count(*) FROM node WHERE key = 'a'").fetchone() == (2,)
