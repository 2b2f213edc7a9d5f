"""Random files of every format: what is accepted is read exactly, all else is refused with its file and line.

Two kinds. Files that are right, drawn cell by cell, have to come back as they were drawn. The examples of
docs/loading.md with random damage may be anything, and then a Fault has to name a line that is there.
"""

import csv
import io
import json
import string
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.definition import LABELS, RELATIONSHIPS
from graph.model.vocabulary import Kind, Property
from loaders.formats import FORMATS
from loaders.formats.jsonl import Stated, header_line, node_line, relationship_line
from loaders.input.files import find_files
from loaders.options import LoadOptions
from loaders.progress import Progress
from loaders.staging.read import read_all
from loaders.staging.store import staging
from tests.docs.worked import examples
from tests.examples import examples as number
from tests.loaders.formats.counting import categories
from tests.loaders.formats.reading import read

EXAMPLES = {each.format: each for each in examples()}
# Text as it stands in a cell: anything but what makes a file no text, with quotes, separators and line ends in it.
# In NFC, which is what is kept: tests/loaders/test_text.py writes the same text in other ways.
TEXT = st.text(
    st.one_of(st.sampled_from(",;|\"'\n{}:#é€ "), st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp"))),
    max_size=20,
).map(partial(unicodedata.normalize, "NFC"))
WORD = TEXT.map(lambda text: " ".join(text.split())).filter(lambda text: text.isprintable() and text)
PLAIN = st.text(string.ascii_letters + string.digits + "-.", min_size=1, max_size=8)
DAY = st.dates(date(1900, 1, 1), date(2100, 1, 1))
# What breaks files: bytes of other encodings, half quotes, section names, numbers that are none.
DAMAGE = st.sampled_from([
    b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x81", b"\xe9", b'"', b"'", b"\n", b"\r", b"\r\n", b",", b";", b"|", b"{", b"}", b"[", b"]", b":",
    b"\\", b"\t", b" ", b"null", b"true", b"-1", b"1e999", b"NaN", b"VOTES\n", b"PROJECTS\n", b"META\n", b"&a ", b"*a", b"!!x ", b"---\n",
    b"2017-02-30", b"9999-12-31", b"\xc3\xa9", b"\xe2\x80\xa8", b"\xf0\x9f\x99\x82", b'\\ud800', b"gm0518", b"key", b"//", b"domain:", b"x" * 600,
])  # fmt: skip


def mapping_of(folder: Path, format: str) -> LoadOptions:
    """The options of an example: the mapping that stands beside its table."""
    toml = next((name for name in EXAMPLES[format].files if name.endswith(".toml")), None)
    if toml is None:
        return LoadOptions()
    (folder / toml).write_text(EXAMPLES[format].files[toml], "utf-8")
    return LoadOptions(mapping=folder / toml)


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """The content with some of it left out, moved, or replaced by what breaks files."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 12)))
        what = draw(st.one_of(DAMAGE, st.just(content[end : end + 40]), st.binary(max_size=3)))
        content = content[:start] + what + content[end:]
    return content


@pytest.mark.parametrize("format", EXAMPLES)
def test_a_damaged_file_is_read_or_refused_with_its_line(format: str, tmp_path: Path) -> None:
    example, options = EXAMPLES[format], mapping_of(tmp_path, format)
    names = [name for name in example.files if not name.endswith(".toml")]

    @settings(max_examples=number(500))
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        broken = data.draw(st.sampled_from(names))
        for name in names:
            content = example.files[name].encode()
            (tmp_path / name).write_bytes(data.draw(damaged(content)) if name == broken else content)
        files = find_files([str(tmp_path / name) for name in names], FORMATS[format].suffixes)
        with staging() as staged:
            read_all(staged, FORMATS[format], files, replace(options, keep_going=True), Progress())
            for fault in staged.fault_list(1000):
                lines = Path(fault.file).read_bytes()
                assert 1 <= fault.line <= lines.count(b"\n") + lines.count(b"\r") + 1
                assert fault.column
                assert fault.reason
                assert fault.cure

    holds()


def table(header: list[str], rows: list[list[str]], delimiter: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows([header, *rows])
    return text.getvalue()


@st.composite
def task_fields(draw: st.DrawFn, folder: Path) -> bool:
    """Codes, names and texts as drawn; the tree as drawn."""
    rows = draw(st.dictionaries(PLAIN, st.tuples(TEXT, TEXT), max_size=6))
    main = draw(PLAIN.filter(lambda code: code not in rows))
    cells = [[code, name, main, "Hoofd", text] for code, (name, text) in rows.items()]
    got = read(
        "taakvelden",
        folder,
        {"t.csv": table(["code", "naam", "hoofdtaakveld_code", "hoofdtaakveld", "omschrijving_verkort"], cells)},
    )
    assert {key for (key,) in got.of("Domain")} == {*rows, main} if rows else got.of("Domain") == set()
    told = {key: (cells["name"], cells.get("description")) for (_, key), cells in got.nodes.items() if key in rows}
    return told == {code: (name.strip(), text.strip()) for code, (name, text) in rows.items()} and not got.faults


@st.composite
def projects(draw: st.DrawFn, folder: Path) -> bool:
    """Names as drawn; categories parted only at a comma that no space follows."""
    rows = draw(st.dictionaries(PLAIN, st.tuples(WORD, TEXT.map(lambda text: text.replace("\n", " "))), max_size=6))
    cells = [[key, "1", name, category] for key, (name, category) in rows.items()]
    text = (
        "META\nkey;value\nunit;Duinstad\nPROJECTS\n"
        + table(["project_id", "cost", "name", "category"], cells, ";")
        + "VOTES\nvoter_id;age\n1;GEHEIM\n"
    )
    got = read("pabulib", folder, {"v.pb": text})
    told = {key: cells["title"] for (label, key), cells in got.nodes.items() if label == "Initiative"}
    assert told == {f"v/{key}": name for key, (name, _) in rows.items()}
    assert "GEHEIM" not in str(got.entries)
    touched = {
        (f"initiative:v/{key}", f"domain:{each}")
        for key, (_, text) in rows.items()
        for each in categories(text)
        if each.lower() != "none"
    }
    return got.of("TOUCHES") == touched and not got.faults


@st.composite
def reports(draw: st.DrawFn, folder: Path) -> bool:
    """Who answers: every responsible department but the front desk, or the front desk alone."""
    codes = draw(st.lists(st.sampled_from(["ASC", "GRN", "THO", "WAT"]), min_size=1, unique=True))
    answers = draw(
        st.dictionaries(
            st.tuples(PLAIN, PLAIN), st.dictionaries(st.sampled_from(codes), st.booleans(), min_size=1), max_size=5
        )
    )
    cells = [["1", *problem, code, str(yes), "True"] for problem, said in answers.items() for code, yes in said.items()]
    header = ["category_id", "main_slug", "sub_slug", "department_code", "is_responsible", "can_view"]
    got = read("signalen", folder, {"c.csv": table(header, cells)})
    holding = set()
    for (main, sub), said in answers.items():
        named = {code for code, yes in said.items() if yes}
        holding |= {
            (f"department:{code.lower()}", f"responsibility:{main}/{sub}/{code.lower()}")
            for code in (named - {"ASC"} or named)
        }
    return got.of("HOLDS") == holding and len(got.entries) == len(cells) + 1 and not got.faults


@st.composite
def office_holders(draw: st.DrawFn, folder: Path) -> bool:
    """Each name in a municipality is one official, with all functions."""
    held = draw(
        st.dictionaries(
            st.tuples(st.sampled_from(["gm0001", "gm0002"]), WORD),
            st.sets(WORD.filter(lambda text: text != "Woo-contactpersoon"), min_size=1, max_size=3),
            max_size=5,
        )
    )
    cells = [
        [f"Gemeente {code}", name, function, f"https://identifier.overheid.nl/tooi/id/gemeente/{code}"]
        for (code, name), all_held in held.items()
        for function in all_held
    ]
    delimiter = draw(st.sampled_from(",;"))
    header = ["Organisatie (onderdeel)", "Naam", "Functie", "Resource identifier v5.0 organisatie"]
    got = read("roo", folder, {"r.csv": table(header, cells, delimiter)})
    told = {
        (key.split("/")[0], cells["name"]): cells["functions"]
        for (label, key), cells in got.nodes.items()
        if label == "Official"
    }
    return told == {person: tuple(sorted(functions)) for person, functions in held.items()} and not got.faults


@st.composite
def products(draw: st.DrawFn, folder: Path) -> bool:
    """Names as drawn, one problem for each URI, one responsibility for each flag."""
    levels = ["Rijk", "Provincie", "Waterschap", "Gemeente"]
    rows = draw(
        st.dictionaries(PLAIN, st.tuples(TEXT, st.sets(st.sampled_from(levels)), st.integers(1, 3)), max_size=5)
    )
    cells = [
        [name, f"http://standaarden.overheid.nl/owms/terms/{key}", *("X" if level in flags else "" for level in levels)]
        for key, (name, flags, times) in rows.items() for _ in range(times)
    ]  # fmt: skip
    got = read("upl", folder, {"u.csv": table(["UniformeProductnaam", "URI", *levels], cells)})
    assert {key: cells["title"] for (label, key), cells in got.nodes.items() if label == "Problem"} == {
        key: name.strip() for key, (name, _, _) in rows.items()
    }
    return (
        got.of("Responsibility")
        == {(f"{key}/{level.lower()}",) for key, (_, flags, _) in rows.items() for level in flags}
        and not got.faults
    )


@st.composite
def councils(draw: st.DrawFn, folder: Path) -> bool:
    """Names as drawn, seats with their days; JSON and YAML say the same."""
    people = draw(
        st.dictionaries(PLAIN, st.tuples(WORD, st.none() | st.tuples(DAY, st.none() | st.integers(0, 900))), max_size=5)
    )
    persons: list[dict[str, Any]] = []
    seats = set()
    for key, (name, period) in people.items():
        person: dict[str, Any] = {"id": key, "name": name}
        if period:
            first, days = period
            last = first + timedelta(days) if days is not None else None
            person["memberships"] = [
                {"organization_id": "raad", "role": "lid", "start_date": str(first), "end_date": last and str(last)}
            ]
            seats.add((f"official:{key}", "department:raad", str(first), str(last + timedelta(1)) if last else ""))
        persons.append(person)
    document = {"organizations": [{"id": "raad", "name": "Raad", "classification": "council"}], "persons": persons}
    as_json = read("popolo", folder, {"p.json": json.dumps(document, ensure_ascii=draw(st.booleans()), indent=1)})
    as_yaml = read("popolo", folder, {"p.yaml": yaml.safe_dump(document, allow_unicode=draw(st.booleans()))})
    assert as_json.nodes == as_yaml.nodes
    assert as_json.relationships == as_yaml.relationships
    assert {key: cells["name"] for (label, key), cells in as_json.nodes.items() if label == "Official"} == {
        key: name for key, (name, _) in people.items()
    }
    told = {(*key[1:], cells["validTo"]) for key, cells in as_json.relationships.items() if key[0] == "WORKS_FOR"}
    return told == seats and not as_json.faults


MAPPING = """
[source]
key = "s"

[[node]]
label = "Initiative"
key = "{k}"
properties.title = "{t}"
properties.summary = "voor {t}, na"
properties.startedOn = { value = "{d}", date = "%d/%m/%Y" }

[[relationship]]
type = "TOUCHES"
from = "initiative:{k}"
each = "l"
separator = ";"
to = "domain:{each}"
"""


@st.composite
def tables(draw: st.DrawFn, folder: Path) -> bool:
    """Cells as drawn, constant text around them, days and lists as the mapping says."""
    rows = draw(st.dictionaries(PLAIN, st.tuples(TEXT, DAY, st.lists(PLAIN, max_size=3)), max_size=5))
    cells = [
        [key, title, f"{day:%d/%m/}{day.year:04}", ";".join(domains)] for key, (title, day, domains) in rows.items()
    ]
    (folder / "m.toml").write_text(MAPPING, "utf-8")
    got = read("csv", folder, {"x.csv": table(["k", "t", "d", "l"], cells)}, LoadOptions(mapping=folder / "m.toml"))
    told = {
        key: (cells["title"], cells["summary"], cells["startedOn"])
        for (label, key), cells in got.nodes.items()
        if label == "Initiative"
    }
    assert told == {
        key: (title.strip(), f"voor {title.strip()}, na", str(day)) for key, (title, day, _) in rows.items()
    }
    return (
        got.of("TOUCHES")
        == {(f"initiative:{key}", f"domain:{each}") for key, (_, _, all_of) in rows.items() for each in all_of}
        and not got.faults
    )


VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.STRING: TEXT.filter(bool),
    Kind.STRINGS: st.lists(TEXT.filter(bool), min_size=1, max_size=3),
    Kind.INTEGER: st.integers(-(10**17), 10**17),
    Kind.FLOAT: st.floats(allow_nan=False, allow_infinity=False),
    Kind.BOOLEAN: st.booleans(),
    Kind.DATE: DAY,
    Kind.DATETIME: st.datetimes(timezones=st.just(UTC)),
}


def properties_of(known: tuple[Property, ...]) -> st.SearchStrategy[dict[str, Any]]:
    told = {each.name: st.sampled_from([member.value for member in each.term]) if each.term and each.kind is Kind.STRING else VALUES[each.kind]
            for each in known if each.name not in ("key", "source", "ref") and not (each.term and each.kind is Kind.STRINGS)}  # fmt: skip
    return st.fixed_dictionaries({}, optional=told)


def as_cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return tuple(value)
    return value.isoformat() if isinstance(value, date) else repr(value) if isinstance(value, float) else str(value)


@st.composite
def exports(draw: st.DrawFn, folder: Path) -> bool:
    """Every property of a label and of a type, with its sources and refs, comes back."""
    label, kind = (
        draw(st.sampled_from(["Department", "Initiative", "Responsibility", "Area", "Organisation"])),
        draw(st.sampled_from(["TOUCHES", "WORKS_FOR"])),
    )
    start, end = RELATIONSHIPS[kind].ends[0]
    sources = draw(st.lists(PLAIN, min_size=1, max_size=3, unique=True))
    node = [
        Stated(each, f"{each}.csv:{draw(st.integers(1, 99))}", draw(properties_of(LABELS[label].properties)))
        for each in sources
    ]
    link = Stated(sources[0], "x:1", draw(properties_of(RELATIONSHIPS[kind].properties)))
    content = (
        header_line()
        + node_line(label, "k", node)
        + relationship_line(kind, f"{start.lower()}:a", f"{end.lower()}:b", [link])
    )
    got = read("jsonl", folder, {"e.jsonl": content})
    rows = [row for entry in got.entries for row in entry.rows]
    told = [
        (row.place.ref, {name: cell for name, cell in row.cells.items() if name not in ("key", "from", "to")})
        for row in rows
    ]
    expected = [
        (each.ref, {**{name: as_cell(value) for name, value in each.properties.items()}, "source": (each.source,)})
        for each in (*node, link)
    ]
    return told == expected and not got.faults


EXACT: dict[str, Callable[[Path], st.SearchStrategy[bool]]] = {
    "taakvelden": task_fields,
    "pabulib": projects,
    "signalen": reports,
    "roo": office_holders,
    "upl": products,
    "popolo": councils,
    "csv": tables,
    "jsonl": exports,
}


@pytest.mark.parametrize("format", EXACT)
def test_a_right_file_is_read_exactly(format: str, tmp_path: Path) -> None:
    @settings(max_examples=number(500))
    @given(EXACT[format](tmp_path))
    def holds(exact: bool) -> None:
        assert exact

    holds()


def test_every_format_is_drawn() -> None:
    assert set(EXACT) == set(EXAMPLES) == set(FORMATS) - {"native"}
