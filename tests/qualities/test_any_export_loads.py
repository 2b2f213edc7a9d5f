"""Whatever was done before, an export loads again, into the same graph: random loads, syncs and merges, drawn with a seed.

Small files of three sources state things of a few keys, each load some of them; a source may also be named by the caller
(`--source`), state another source, or leave its own out. After every few steps the graph is exported, emptied and loaded.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graph.database.session import Database
from graph.database.statement import Statement
from graph.errors import BadInput, SnijvlakError
from graph.model.definition import node_id
from graph.write.merge import merge
from loaders.export import export
from loaders.load import OWN_SOURCES, load
from loaders.options import LoadOptions
from tests.conftest import empty
from tests.examples import examples

SOURCES = ("een", "twee", "drie")
DAYS = ("", "2015-01-01", "2016-07-01", "2018-03-01")
KEYS = ("p", "q", "r", "s")
NODES = {
    "Department": "name,level,validFrom,validTo",
    "Domain": "name,code,aliases",
    "Initiative": "title,summary,startedOn",
    "Official": "name,functions",
    "Document": "title,date",
    "Responsibility": "role,validFrom,validTo",
}
JOINED = (
    ("PART_OF", "department", "department"),
    ("PART_OF", "domain", "domain"),
    ("WORKS_FOR", "official", "department"),
    ("TOUCHES", "initiative", "domain"),
    ("HOLDS", "department", "responsibility"),
    ("HOLDS", "official", "responsibility"),
    ("FOR", "responsibility", "domain"),
    ("STATED_IN", "initiative", "document"),
)
MAPPING = """
[[node]]
label = "Initiative"
key = "{nr}"
properties.title = "{titel}"

[[node]]
label = "Domain"
key = "{thema}"

[[relationship]]
type = "TOUCHES"
from = "initiative:{nr}"
to = "domain:{thema}"
"""


class Files:
    """Small files of one source, drawn."""

    def __init__(self, draw: random.Random, source: str) -> None:
        self.draw = draw
        self.source = source

    def native(self, folder: Path) -> Path:
        """Some nodes, and relationships between them; mostly with the source itself, now and then with another one."""
        folder.mkdir()
        stated = {label: [key for key in KEYS if self.draw.random() < 0.6] for label in NODES}
        if self.draw.random() < 0.9:
            others = [each for each in SOURCES if self.draw.random() < 0.2]
            rows = [f"{each},Bron {each},{self.source}" for each in dict.fromkeys((self.source, *others))]
            self._write(folder, "Source", "key,title,source", rows)
        for label, columns in NODES.items():
            rows = [f"{key},{self._values(columns)},{self.source}" for key in stated[label]]
            self._write(folder, label, f"key,{columns},source", rows)
        joined: dict[str, list[str]] = {}
        for kind, start, end in JOINED:
            for one in stated[start.title()]:
                if stated[end.title()] and self.draw.random() < 0.6:
                    other = self.draw.choice(stated[end.title()])
                    first, last = self._period()
                    joined.setdefault(kind, []).append(f"{start}:{one},{end}:{other},{first},{last},{self.source}")
        for kind, rows in joined.items():
            self._write(folder, kind, "from,to,validFrom,validTo,source", rows)
        return folder

    def table(self, folder: Path) -> tuple[Path, Path]:
        """A table and a mapping that names no source."""
        folder.mkdir()
        rows = [
            f"{key},Plan {self.draw.randrange(3)},{self.draw.choice(KEYS)}" for key in KEYS if self.draw.random() < 0.5
        ]
        self._write(folder, "tabel", "nr,titel,thema", rows)
        (folder / "mapping.toml").write_text(MAPPING, "utf-8")
        return folder / "tabel.csv", folder / "mapping.toml"

    def _write(self, folder: Path, name: str, header: str, rows: Sequence[str]) -> None:
        (folder / f"{name}.csv").write_text("\n".join((header, *rows)) + "\n", "utf-8")

    def _values(self, columns: str) -> str:
        first, last = self._period()
        known = {
            "validFrom": first,
            "validTo": last,
            "level": self.draw.choice(("", "SERVICE")),
            "role": self.draw.choice(("", "OWNER")),
        }
        known |= {name: self.draw.choice(DAYS) for name in ("startedOn", "date")}
        return ",".join(known.get(name, self.draw.choice(("", "Ä", "b | c"))) for name in columns.split(","))

    def _period(self) -> tuple[str, str]:
        first, last = self.draw.choice(DAYS), self.draw.choice(DAYS)
        return first, (last if last > first else "")


# Labels of which there are two.
_PAIRS = Statement(
    f"MATCH (n:{'|'.join(NODES)}) WITH labels(n)[0] AS label, count(*) AS times WHERE times > 1 RETURN label ORDER BY label"
)


async def _exported(database: Database) -> bytes:
    lines: list[bytes] = []
    outcome = await export(database, lines.append, with_persons=True)
    assert not outcome.noted, outcome.noted
    return b"".join(lines)


async def _step(database: Database, draw: random.Random, folder: Path) -> str:
    """One thing that somebody does; what it was."""
    source = draw.choice(SOURCES)
    files = Files(draw, source)
    options = LoadOptions(
        keep_going=True, sync=draw.random() < 0.5, yes=True, rank=SOURCES, rejects=folder.with_suffix(".rejects"),
        today=date(2017, draw.randint(1, 12), 1),
    )  # fmt: skip
    what = draw.random()
    if what < 0.25:
        there = [row[0] for row in (await database.read(_PAIRS)).rows]
        if not there:
            return "nothing to merge"
        label = draw.choice(there)
        keys = [
            row[0] for row in (await database.read(Statement(f"MATCH (n:{label}) RETURN n.key ORDER BY n.key"))).rows
        ]
        one, other = draw.sample(keys, 2)
        try:
            await merge(database, node_id(label, one), node_id(label, other), by="test")
        except SnijvlakError as error:
            return f"no merge of {label}: {error.cause}"
        return f"merged {label} {other} into {one}"
    if what < 0.45:
        table, mapping = files.table(folder)
        report = await load(database, [table], "csv", replace(options, source=source, mapping=mapping))
        assert not report.fault_count, report.faults
        return f"loaded a table as {source}, sync {options.sync}"
    report = await load(database, [files.native(folder)], options=options)
    return f"loaded {report.loaded} rows of {source}, sync {options.sync}, {report.fault_count} faults"


async def _comes_back(database: Database, folder: Path, done: list[str]) -> None:
    before = await _exported(database)
    file = folder / "export.jsonl"
    file.write_bytes(before)
    await empty(database)
    if before.count(b"\n") > 1:
        report = await load(database, [file], "jsonl")
        assert not report.fault_count, [*done, *map(str, report.faults[:5])]
    after = await _exported(database)
    assert after == before, [
        *done,
        *(line for line in after.splitlines() + before.splitlines() if (line in after) != (line in before)),
    ][:40]


@pytest.mark.parametrize("number", range(examples(40, quick=1)))
async def test_any_export_loads_again(number: int, database: Database, tmp_path: Path, run_seed: int) -> None:
    draw, done = random.Random(run_seed * 1000 + number), list[str]()
    for step in range(6):
        done.append(await _step(database, draw, tmp_path / f"step{step}"))
        if step in (3, 5):
            await _comes_back(database, tmp_path, done)


async def test_what_the_test_draws_is_loaded_mostly(database: Database, tmp_path: Path) -> None:
    """So that the test above has something to say."""
    draw = random.Random(5)
    done = [await _step(database, draw, tmp_path / f"step{step}") for step in range(6)]
    assert any(each.startswith("merged") for each in done), done
    assert sum("loaded" in each and "loaded 0 " not in each for each in done) > len(done) / 3, done


STATED_IN_ONE_ANOTHER = """\
{"snijvlak":"export","version":1}
{"label":"Source","key":"drie","stated":[{"source":"drie","ref":"a:1","properties":{"rank":3,"title":"Bron drie"}}]}
{"label":"Source","key":"een","stated":[{"source":"twee","ref":"a:2","properties":{"title":"Bron een"}},\
{"source":"drie","ref":"a:3","properties":{"rank":1,"title":"Bron een"}}]}
{"label":"Source","key":"twee","stated":[{"source":"twee","ref":"a:4","properties":{"rank":2,"title":"Bron twee"}}]}
{"label":"Source","key":"vier","stated":[{"source":"vijf","ref":"a:5","properties":{"title":"Bron vier"}}]}
{"label":"Source","key":"vijf","stated":[{"source":"vier","ref":"a:6","properties":{"rank":5,"title":"Bron vijf"}}]}
"""


@pytest.mark.parametrize("batch", [5_000, 1])
async def test_sources_state_one_another(
    batch: int, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever of them is written first, and in whichever transaction."""
    monkeypatch.setattr("loaders.apply.compare.BATCH", batch)
    monkeypatch.setattr("loaders.apply.write.BATCH", batch)
    file = tmp_path / "sources.jsonl"
    file.write_text(STATED_IN_ONE_ANOTHER, "utf-8")
    report = await load(database, [file], "jsonl")
    assert not report.fault_count, report.faults
    assert (await _exported(database)).decode() == STATED_IN_ONE_ANOTHER
    counts = (await load(database, [file], "jsonl")).by_name["Source"]
    assert (counts.added, counts.changed) == (0, 0), counts


async def test_a_source_that_is_named_is_made(database: Database, tmp_path: Path) -> None:
    table, mapping = Files(random.Random(1), "nieuw").table(tmp_path / "a")
    report = await load(database, [table], "csv", LoadOptions("nieuw", mapping))
    assert not report.faults
    before = await _exported(database)
    assert b'{"label":"Source","key":"nieuw"' in before
    report = await load(database, [table], "csv", LoadOptions("nieuw", mapping, sync=True))
    assert (report.counts.removed, report.counts.ended, report.vanished) == (0, 0, {})
    assert await _exported(database) == before


async def test_what_is_known_of_a_source_stays_when_it_is_named(database: Database, tmp_path: Path) -> None:
    (tmp_path / "Source.csv").write_text("key,title,licence,source\nnieuw,Een bron,CC0-1.0,nieuw\n", "utf-8")
    await load(database, [tmp_path / "Source.csv"])
    table, mapping = Files(random.Random(1), "nieuw").table(tmp_path / "a")
    report = await load(database, [table], "csv", LoadOptions("nieuw", mapping, sync=True))
    assert report.counts.changed == report.counts.removed == 0
    assert b'"title":"Een bron"' in await _exported(database)


async def test_a_source_that_others_are_stated_in_stays(database: Database, tmp_path: Path) -> None:
    """Another source told of it, and does not any more."""
    first = tmp_path / "first"
    first.mkdir()
    (first / "Source.csv").write_text("key,title,source\na,A,a\nb,B,a\nc,C,a\n", "utf-8")
    (first / "Domain.csv").write_text("key,name,source\nd,D,b\ne,E,a\n", "utf-8")
    await load(database, [first])
    second = tmp_path / "second"
    second.mkdir()
    (second / "Domain.csv").write_text("key,name,source\ne,E,a\n", "utf-8")
    report = await load(database, [second], options=LoadOptions(sync=True))
    assert (report.counts.removed, report.kept) == (1, ["source:b"])
    assert b'"key":"c"' not in await _exported(database)
    await _comes_back(database, tmp_path, [])


def _many(folder: Path, count: int) -> Path:
    folder.mkdir()
    (folder / "Source.csv").write_text("key,title,source\nveel,Veel,veel\n", "utf-8")
    rows = "".join(f"d{number},Domein {number},veel\n" for number in range(count))
    (folder / "Domain.csv").write_text(f"key,name,source\n{rows}", "utf-8")
    return folder


@pytest.mark.parametrize(("left", "asks"), [(0, True), (80, True), (90, False), (95, False)])
async def test_much_is_taken_back_only_when_said_once_more(
    left: int, asks: bool, database: Database, tmp_path: Path
) -> None:
    """More than ten things and more than a tenth: of 101, eleven are both, and ten are not."""
    await load(database, [_many(tmp_path / "all", 100)])
    before = await _exported(database)
    part = _many(tmp_path / "part", left)
    shown = await load(database, [part], options=LoadOptions(sync=True, dry_run=True))
    assert ("needsYes" in shown.as_dict()) == any("--yes" in line for line in shown.lines()) == asks
    if asks:
        with pytest.raises(BadInput, match=f"end or remove {100 - left} of the 101 .* that veel stated") as caught:
            await load(database, [part], options=LoadOptions(sync=True))
        assert "--yes" in caught.value.cure
        assert await _exported(database) == before
    report = await load(database, [part], options=LoadOptions(sync=True, yes=True))
    assert report.counts.removed == 100 - left


async def test_few_things_are_taken_back_at_once(database: Database, tmp_path: Path) -> None:
    await load(database, [_many(tmp_path / "all", 10)])
    report = await load(database, [_many(tmp_path / "none", 0)], options=LoadOptions(sync=True))
    assert report.counts.removed == 10


async def test_a_source_that_a_format_has_no_use_for_is_told(database: Database, tmp_path: Path) -> None:
    report = await load(database, [_many(tmp_path / "all", 1)], options=LoadOptions("ander"))
    assert report.entries.notes == {OWN_SOURCES: 2}
    assert b"ander" not in await _exported(database)
