"""Files as people's machines make them, and as who means harm makes them: read right, or refused with their place."""

import json
import os
import stat
import struct
import time
import zipfile
from pathlib import Path

import pytest

from graph.database.session import Database
from graph.errors import BadInput
from loaders.formats.mapped_csv.mapping import mapping_at
from loaders.formats.mapped_csv.markup import text_of
from loaders.input import archives
from loaders.input.files import find_files
from loaders.load import load
from loaders.options import LoadOptions
from loaders.staging.cells import INDEXED_BYTES, LONGEST
from tests.loaders.conftest import Write
from tests.loaders.formats.reading import Reading, read, read_paths

MAPPING = """
[source]
key = "proef"
title = "Proef"

[table]
delimiter = ";"

[[node]]
label = "Initiative"
key = "p-{nr}"
properties.title = "{titel}"

[[node]]
label = "Area"
key = "{wijk}"
"""


def table(folder: Path, content: str | bytes, name: str = "tabel.csv") -> Reading:
    (folder / "m.toml").write_text(MAPPING, "utf-8")
    return read("csv", folder, {name: content}, LoadOptions(mapping=folder / "m.toml"))


def titles(found: Reading) -> dict[str, object]:
    assert not found.faults, [str(each) for each in found.faults]
    return {key: cells["title"] for (label, key), cells in found.nodes.items() if label == "Initiative"}


RIGHT = {"p-1": "Eerste", "p-2": "Tweede"}
# What programs for tables write around the same two rows.
WRITTEN = {
    "plain": "nr;titel;wijk\n1;Eerste;A\n2;Tweede;\n",
    "Excel says the separator": "sep=;\r\nnr;titel;wijk\r\n1;Eerste;A\r\n2;Tweede;\r\n",
    "Excel says it, and the mapping another": "sep=,\r\nnr,titel,wijk\r\n1,Eerste,A\r\n2,Tweede,\r\n",
    "byte order mark": "\ufeffnr;titel;wijk\r\n1;Eerste;A\r\n2;Tweede;\r\n",
    "mark and separator": "\ufeffsep=;\r\nnr;titel;wijk\r\n1;Eerste;A\r\n2;Tweede;\r\n",
    "empty lines first": "\r\n;;\r\nnr;titel;wijk\r\n1;Eerste;A\r\n2;Tweede;\r\n",
    "rows of separators": "nr;titel;wijk\r\n1;Eerste;A\r\n;;\r\n\r\n ; ;\r\n2;Tweede;\r\n;;\r\n;;\r\n",
    "rows of separators beside quotes": 'nr;titel;wijk\r\n"1";"Eerste";"A"\r\n"";"";""\r\n;;\r\n"2";"Tweede";""\r\n',
    "a separator at the end": "nr;titel;wijk;\r\n1;Eerste;A;\r\n2;Tweede;;\r\n",
    "a separator at the end of rows": "nr;titel;wijk\r\n1;Eerste;A;;\r\n2;Tweede;;;\r\n",
    "empty columns without a name": "nr;titel;wijk;;\r\n1;Eerste;A\r\n2;Tweede;;\r\n",
    "a column without a name": "nr;;titel;wijk\r\n1;x;Eerste;A\r\n2;;Tweede;\r\n",
    "the title of Numbers": "Tabel 1\nnr;titel;wijk\n1;Eerste;A\n2;Tweede;\n",
    "a title with empty cells": "Tabel 1;;\nnr;titel;wijk\n1;Eerste;A\n2;Tweede;\n",
    "hard spaces in the header": "nr ;\u00a0titel\u00a0;wijk\u00a0\n1;Eerste;A\n2;Tweede;\n",
    "a mark inside the header": "nr;\ufefftitel;wi\u00adjk\n1;Eerste;A\n2;Tweede;\n",
    "lines of an old Mac": "nr;titel;wijk\r1;Eerste;A\r2;Tweede;\r",
}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_programs_write_around_a_table_is_no_data(name: str, tmp_path: Path) -> None:
    assert titles(table(tmp_path, WRITTEN[name])) == RIGHT


@pytest.mark.parametrize("name", ["TABEL.CSV", "tabel (1).Csv", "Cafe\u0301.csv"])
def test_names_of_files_are_read_as_people_mean_them(name: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_text(WRITTEN["plain"], "utf-8")
    (tmp_path / "m.toml").write_text(MAPPING, "utf-8")
    got = read_paths("csv", [str(tmp_path / "in")], LoadOptions(mapping=tmp_path / "m.toml"))
    assert titles(got) == RIGHT
    assert all("e\u0301" not in entry.place.ref for entry in got.entries)


LEFT = ("__MACOSX/._tabel.csv", "._tabel.csv", ".DS_Store", "sub/.DS_Store", "Thumbs.db", "desktop.ini", "~$tabel.csv", ".~lock.tabel.csv#", "tabel.csv.rejects.jsonl", "$RECYCLE.BIN/tabel.csv")  # fmt: skip


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ""])
def test_what_machines_leave_in_folders_and_archives_is_passed_over(suffix: str, tmp_path: Path) -> None:
    inside = tmp_path / "map"
    for name in ("tabel.csv", *LEFT):
        (inside / name).parent.mkdir(parents=True, exist_ok=True)
        (inside / name).write_bytes(b"\x00\x05\x16\x07 Mac OS X")
    with zipfile.ZipFile(tmp_path / "Map.ZIP", "w") as packed:
        for name in ("tabel.csv", *LEFT):
            packed.writestr(name, b"\x00\x05\x16\x07")
    wanted = ["tabel.csv"] if suffix in (".csv", "") else []
    for path in (inside, tmp_path / "Map.ZIP"):
        assert [each.ref for each in find_files([str(path)], [suffix])] == wanted


def test_a_name_that_macos_wrote_into_an_archive_is_utf_8(tmp_path: Path) -> None:
    member = zipfile.ZipInfo("Cafe\u0301.csv")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr(member, b"x")
    content = (tmp_path / "a.zip").read_bytes().replace(b"\x00\x08\x00\x00", b"\x00\x00\x00\x00")
    (tmp_path / "b.zip").write_bytes(content)
    with zipfile.ZipFile(tmp_path / "b.zip") as packed:
        assert packed.infolist()[0].flag_bits & 0x800 == 0
    assert [each.ref for each in find_files([str(tmp_path / "b.zip")], [".csv"])] == ["Caf\u00e9.csv"]


# -- encodings -----------------------------------------------------------------------------------------------------

MIXED = {
    "one stray byte": ("nr;titel;wijk\n1;Caf\u00e9;\n".encode() + b"2;Caf\xe9;\n", 3, "byte 6 of the line, 0xe9, is no UTF-8, and line 2 is"),
    "the stray byte first": (b"nr;titel;wijk\n2;Caf\xe9;\n" + "1;\u0141\u00f3d\u017a;\n".encode(), 2, "byte 6 of the line, 0xe9, is no UTF-8, and line 3 is"),
    "both in one line": ("nr;titel;wijk\n1;Caf\u00e9 ".encode() + b"Ren\xe9;\n", 2, "byte 12 of the line, 0xe9, is no UTF-8, and line 2 is"),
    "a quote of Windows": ("nr;titel;wijk\n1;Na\u00efef;\n".encode() + b"2;\x93Tuin\x94;\n", 3, "byte 3 of the line, 0x93, is no UTF-8, and line 2 is"),
    "lines of an old Mac": ("nr;titel;wijk\r1;Caf\u00e9;\r".encode() + b"2;Caf\xe9;\r", 3, "byte 6 of the line, 0xe9, is no UTF-8, and line 2 is"),
    "a byte of neither": (b"nr;titel;wijk\n1;a\x81b;\n", 2, "the byte 0x81 is neither UTF-8 nor cp1252"),
    "UTF-16": ("nr;titel;wijk\n".encode("utf-16"), 1, "the file is UTF-16"),
    "a workbook": (b"PK\x03\x04\x14\x00\x06\x00", 1, "the file is a workbook of Excel, Numbers or LibreOffice"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1", 1, "the file is an old workbook of Excel"),
    "packed": (b"\x1f\x8b\x08\x00", 1, "the file is compressed"),
}  # fmt: skip


@pytest.mark.parametrize("name", MIXED)
def test_a_file_that_is_no_text_in_one_encoding_is_refused_where_that_shows(name: str, tmp_path: Path) -> None:
    content, line, reason = MIXED[name]
    (fault,) = table(tmp_path, content).faults
    assert (fault.line, fault.column, fault.reason[: len(reason)]) == (line, "row", reason)
    assert fault.cure


@pytest.mark.parametrize("text", ["Caf\u00e9", "\u201cTuin\u201d", "CAF\u00c9\u2019S", "Spa\u00df\u201d", "\u20ac 5"])
def test_a_file_of_windows_is_still_read(text: str, tmp_path: Path) -> None:
    """Even where two of its characters together would be one of UTF-8."""
    got = table(tmp_path, f"nr;titel;wijk\n1;{text};\n2;\u00e9\u00e9n;\n".encode("cp1252"))
    assert titles(got) == {"p-1": text, "p-2": "\u00e9\u00e9n"}


# -- rejects -------------------------------------------------------------------------------------------------------


async def _rejected(
    database: Database, folder: Path, content: str | bytes, *, rejects: Path | None = None
) -> list[dict[str, object]]:
    (folder / "m.toml").write_text(MAPPING, "utf-8")
    (folder / "tabel.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    report = await load(
        database,
        [folder / "tabel.csv"],
        "csv",
        LoadOptions(mapping=folder / "m.toml", keep_going=True, rejects=rejects),
    )
    assert report.rejects
    return [json.loads(line) for line in Path(report.rejects).read_text("utf-8").splitlines()]


async def test_rows_that_could_not_be_taken_apart_are_kept_with_their_text(database: Database, tmp_path: Path) -> None:
    content = 'nr;titel;wijk\n1;Goed;\n2;Te;veel;hier\n3;kort\n;Geen nummer;\n4;"Niet gesloten;\n5;Erna;\n'
    told = await _rejected(database, tmp_path, content)
    assert [(each["line"], each["raw"]) for each in told] == [
        (3, "2;Te;veel;hier\n"), (4, "3;kort\n"), (5, ";Geen nummer;\n"), (6, "4;\"Niet gesloten;\n5;Erna;\n"),
    ]  # fmt: skip
    assert "quotes" in str(told[0]["cure"])
    assert "separator for every column" in str(told[1]["cure"])


async def test_a_file_that_is_no_text_is_shown_at_its_line(database: Database, tmp_path: Path) -> None:
    told = await _rejected(database, tmp_path, MIXED["one stray byte"][0])
    assert [(each["line"], each["raw"]) for each in told] == [(3, "2;Caf\\xe9;\n")]


@pytest.mark.parametrize("format", ["popolo", "signalen", "jsonl"])
async def test_an_item_of_a_document_is_kept_with_its_text(format: str, database: Database, tmp_path: Path) -> None:
    files = {
        "popolo": ("p.json", '{"persons": [{"name": "Zonder id"}]}', '{"name": "Zonder id"}'),
        "signalen": ("s.json", '[{"name": "Zonder code"}]', '{"name": "Zonder code"}'),
        "jsonl": ("e.jsonl", '{"snijvlak":"export","version":1}\n{"label": "Tree"}\n', '{"label": "Tree"}\n'),
    }
    name, content, raw = files[format]
    (tmp_path / name).write_text(content, "utf-8")
    report = await load(database, [tmp_path / name], format, options=LoadOptions(keep_going=True))
    assert report.rejects
    assert [json.loads(line)["raw"] for line in Path(report.rejects).read_text("utf-8").splitlines()] == [raw]


async def test_the_file_of_what_was_refused_is_private_and_follows_no_link(database: Database, tmp_path: Path) -> None:
    other, link = tmp_path / "ander.txt", tmp_path / "tabel.csv.rejects.jsonl"
    other.write_text("blijft", "utf-8")
    link.symlink_to(other)
    os.umask(before := os.umask(0))
    try:
        os.umask(0)
        await _rejected(database, tmp_path, "nr;titel;wijk\n1;Goed;\n;Fout;\n")
    finally:
        os.umask(before)
    assert other.read_text("utf-8") == "blijft"
    assert not link.is_symlink()
    assert stat.S_IMODE(link.stat().st_mode) == 0o600
    assert {each.name for each in tmp_path.iterdir()} == {"ander.txt", "m.toml", "tabel.csv", link.name}


async def test_rejects_do_not_go_into_a_pipe_or_folder(database: Database, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path / "pipe", tmp_path, tmp_path / "none" / "file"):
        with pytest.raises(BadInput, match="cannot be written"):
            await _rejected(database, tmp_path, "nr;titel;wijk\n1;Goed;\n;Fout;\n", rejects=place)


# -- archives ------------------------------------------------------------------------------------------------------


def _zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return path


def _refused(path: Path) -> str:
    with pytest.raises(BadInput) as caught:
        find_files([str(path)], [".csv"])
    assert caught.value.cure
    return caught.value.cause


def test_members_that_share_bytes_are_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"a.csv": b"x" * 1000, "b.csv": b"y" * 1000})
    content = bytearray(path.read_bytes())
    second = content.rindex(b"PK\x01\x02")
    content[second + 42 : second + 46] = struct.pack("<L", 0)  # where the second one begins
    path.write_bytes(content)
    assert "overlap" in _refused(path)


def test_many_small_members_are_counted_together(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {f"{number}.csv": b"\0" * (1 << 20) for number in range(40)})
    assert "more than 200 times as large" in _refused(path)


def test_more_members_than_there_may_be_are_refused_before_they_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(archives.MEMBERS + 1):
            packed.writestr(f"{number}", b"")
    assert f"more than {archives.MEMBERS} files" in _refused(path)


@pytest.mark.parametrize("name", [".", "", "./.", "/", "..", "a/../b.csv", "C:x.csv", "a\\..\\b.csv"])
def test_members_with_no_name_or_one_that_leads_elsewhere_are_refused(name: str, tmp_path: Path) -> None:
    member = zipfile.ZipInfo("x.csv")
    member.filename = name
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(member, b"x")
    if name == "/":
        assert find_files([str(path)], [".csv"]) == []  # a folder
    else:
        assert "is not opened" in _refused(path)


# -- folders, devices, long things ---------------------------------------------------------------------------------


def test_a_folder_that_is_linked_to_itself_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "x.csv").write_text("x", "utf-8")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "self").symlink_to(".")
    assert [each.ref for each in find_files([str(tmp_path)], [".csv"])] == ["x.csv"]


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "weg.csv").symlink_to(tmp_path / "nergens")
    assert "does not exist" in _refused(tmp_path)
    (tmp_path / "weg.csv").unlink()
    os.mkfifo(tmp_path / "pijp.csv")
    assert "is a pipe or a device" in _refused(tmp_path)
    assert "is a pipe or a device" in _refused(Path("/dev/null"))


def test_a_mapping_is_an_ordinary_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.toml")
    (tmp_path / "lang.toml").write_bytes(b"#" * (2 << 20))
    (tmp_path / "diep.toml").write_text("a = " + "[" * 50_000, "utf-8")
    for place in (
        tmp_path / "pijp.toml",
        Path("/dev/zero"),
        tmp_path,
        tmp_path / "geen.toml",
        *tmp_path.glob("[ld]*.toml"),
    ):
        with pytest.raises(BadInput) as caught:
            mapping_at(place)
        assert caught.value.cure


@pytest.mark.parametrize("quoted", [False, True])
def test_a_cell_of_twenty_million_characters_is_a_fault_at_its_line(quoted: bool, tmp_path: Path) -> None:
    cell = '"' * quoted + "x" * 20_000_000 + '"' * quoted
    got = table(tmp_path, f"nr;titel;wijk\n1;Eerste;\n2;{cell};\n")
    assert [(fault.line, fault.column) for fault in got.faults] == [(3, "row")]
    assert "cell" in got.faults[0].reason or "field" in got.faults[0].reason
    assert len(got.faults[0].raw or "") <= LONGEST


async def test_a_text_that_no_index_takes_is_a_fault_at_its_line(database: Database, write: Write) -> None:
    """Of every label; what is not looked up by may be longer."""
    long, longest = "\u00e9" * (INDEXED_BYTES // 2 + 1), "x" * INDEXED_BYTES
    folder = write(
        Domain=f"key,name,code,description,source\na,{long},,,bron\nb,,{long},,bron\n0.1,{longest},{longest},{long * 20},bron\n0.10,,,,bron\n",
        Official=f"key,name,source\no,{long},bron\n",
        Event=f"key,title,source\ne,{long},bron\n",
    )
    report = await load(database, [folder])
    told = [(Path(fault.file).name, fault.line, fault.column) for fault in report.faults]
    assert told == [
        ("Domain.csv", 2, "name"),
        ("Domain.csv", 3, "code"),
        ("Event.csv", 2, "title"),
        ("Official.csv", 2, "name"),
    ]
    assert all("bytes" in fault.reason for fault in report.faults)
    good = write(
        Domain=f"key,name,code,description,source\n0.1,{longest},{longest},{long * 20},bron\n0.10,,,,bron\n",
        Official=None,
        Event=None,
    )
    assert not (await load(database, [good])).faults


async def test_a_long_id_is_a_fault_at_its_line(database: Database, write: Write) -> None:
    report = await load(database, [write(TOUCHES=f"from,to,source\ninitiative:tuin,domain:{'x' * 30_000},bron\n")])
    assert [(fault.line, fault.column) for fault in report.faults] == [(2, "to")]


@pytest.mark.parametrize("piece", ["<a ", "<a '", '<a href="', "<!-- ", "</", "<", "&", "&#", '<b ">" ', "<a 'x' "])
def test_broken_html_takes_time_in_proportion(piece: str) -> None:
    html = piece * (400_000 // len(piece))
    began = time.monotonic()
    text_of(html)
    text_of(html + "&#" + "9" * 100_000 + ";")
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Een <b>tuin</b></p><p>Twee</p>", "Een tuin Twee"), ("a<br/>b", "a b"), ("1 &lt; 2 &amp; 3 < 4", "1 < 2 & 3 < 4"),
        ('<a title="x > y">z</a>', "z"), ("<!-- weg > --> er", "er"), ("open <a href='x", "open <a href='x"), ("caf&eacute;&nbsp;", "caf\u00e9"),
    ],
)  # fmt: skip
def test_html_becomes_its_text(html: str, text: str) -> None:
    assert text_of(html) == text
