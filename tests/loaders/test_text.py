"""One thing written in two ways is one thing, and what cannot be seen is not kept."""

import unicodedata
from pathlib import Path

import pytest

from graph.database.session import Database
from graph.database.statement import Statement
from loaders.export import export
from loaders.load import load
from loaders.options import LoadOptions
from loaders.text import REMOVED, cleaned, column_name, visible
from tests.loaders.conftest import Write
from tests.loaders.formats.reading import read

# Names as people of this city have them: Turkish, Vietnamese, Polish, French, German.
NAMES = ("Güneş-Çelik", "Nguyễn Thị Đông", "Źródło", "Financiën", "Grün")
APART = "".join(unicodedata.normalize("NFD", name) for name in NAMES)


def both(name: str) -> tuple[str, str]:
    return unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)


async def test_letters_and_their_accents_in_two_pieces_are_the_same_domain(database: Database, tmp_path: Path) -> None:
    rows = [f"{number}{way};{text}" for number, name in enumerate(NAMES) for way, text in enumerate(both(name))]
    (tmp_path / "t.csv").write_text("nr;the\u0301ma\n" + "\n".join(rows) + "\n", "utf-8")
    (tmp_path / "m.toml").write_text(
        '[source]\nkey = "s"\n[table]\ndelimiter = ";"\n[[node]]\nlabel = "Initiative"\nkey = "{nr}"\n'
        '[[node]]\nlabel = "Domain"\nkey = "{th\u00e9ma}"\nproperties.name = "{th\u00e9ma}"\n'
        '[[relationship]]\ntype = "TOUCHES"\nfrom = "initiative:{nr}"\nto = "domain:{th\u00e9ma}"\n', "utf-8",
    )  # fmt: skip
    report = await load(database, [tmp_path / "t.csv"], "csv", LoadOptions(mapping=tmp_path / "m.toml"))
    assert not report.faults
    found = await database.read(
        Statement("MATCH (d:Domain)<-[r:TOUCHES]-() RETURN d.key, d.name, count(r) ORDER BY d.key")
    )
    assert [tuple(row) for row in found.rows] == sorted((name, name, 2) for name in NAMES)


def test_one_official_of_the_register_however_the_name_is_written(tmp_path: Path) -> None:
    header = "Organisatie (onderdeel),Naam,Functie,Resource identifier v5.0 organisatie\n"
    one, other = both("Mw. Z. Güneş-Çelik")
    written = (
        one,
        other,
        one.replace(" ", "  "),
        one.replace(" ", "\u00a0"),
        one.replace("-", "\u00ad-"),
        f"\u200f{one}",
    )
    rows = "".join(
        f"Gemeente,{name},Functie {number},https://identifier.overheid.nl/tooi/id/gemeente/gm9\n"
        for number, name in enumerate(written)
    )
    found = read("roo", tmp_path, {"r.csv": header + rows})
    ((_, official),) = [each for each in found.nodes.items() if each[0][0] == "Official"]
    assert (official["name"], len(official["functions"])) == (one, len(written))


def test_a_person_of_popolo_is_found_by_an_id_written_apart(tmp_path: Path) -> None:
    one, other = both("güneş")
    text = f'{{"organizations": [{{"id": "raad", "name": "Raad"}}], "persons": [{{"id": "{one}", "name": "G"}}],'
    found = read(
        "popolo",
        tmp_path,
        {"p.json": text + f'"memberships": [{{"person_id": "{other}", "organization_id": "raad", "role": "lid"}}]}}'},
    )
    assert found.nodes["Official", one]["functions"] == ("lid",)


async def test_native_files_and_exports_are_compared_in_one_way(
    database: Database, write: Write, tmp_path: Path
) -> None:
    one, other = both("Financiën")
    folder = write(
        Domain=f"key,name,aliases,source\n{one},{other},a | {other},bron\n0.1,,,bron\n0.10,,,bron\n",
        TOUCHES=f"from,to,source\ninitiative:tuin,domain:{other},bron\n",
    )
    assert not (await load(database, [folder])).faults
    lines: list[bytes] = []
    await export(database, lines.append)
    (tmp_path / "e.jsonl").write_text(unicodedata.normalize("NFD", b"".join(lines).decode()), "utf-8")
    report = await load(database, [tmp_path / "e.jsonl"], "jsonl")
    assert not report.faults
    assert (report.loaded, report.counts.added) == (0, 0)
    found = await database.read(Statement("MATCH (d:Domain)<-[:TOUCHES]-() RETURN d.key, d.name, d.aliases"))
    assert found.one() == [one, one, ["a", one]]


DANGEROUS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad\u200b\u2060\ufeff"


@pytest.mark.parametrize("way", ["literal", "escaped"])
async def test_controls_of_direction_are_taken_out_and_told(
    way: str, database: Database, write: Write, tmp_path: Path
) -> None:
    folder = write(
        Domain="key,name,source\n0.1,veilig\u202egiliev\u202c,bron\n0.10,gewoon,bron\n",
        Initiative="key,title,source\ntuin,\"Een\u2066 \"\"tuin\"\"\",bron\n",
    )  # fmt: skip
    if way == "escaped":
        (tmp_path / "e.jsonl").write_text(
            '{"snijvlak":"export","version":1}\n{"label":"Source","key":"bron","stated":[{"source":"bron","ref":"a:1","properties":{}}]}\n'
            '{"label":"Domain","key":"0.1","stated":[{"source":"bron","ref":"a:1","properties":{"name":"veilig\\u202Egiliev\\u202c"}}]}\n', "utf-8",
        )  # fmt: skip
        report = await load(database, [tmp_path / "e.jsonl"], "jsonl")
    else:
        report = await load(database, [folder])
    assert not report.faults
    assert report.entries.notes[REMOVED] == (2 if way == "literal" else 1)
    assert (await database.read(Statement("MATCH (d:Domain {key: '0.1'}) RETURN d.name"))).one() == ["veiliggiliev"]


def test_every_invisible_sign_goes_and_joiners_stay() -> None:
    assert cleaned(f"a{DANGEROUS}b") == "ab"
    assert (
        cleaned("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645")
        == "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    )
    assert column_name("\ufeff start\u00a0 datum\u200b ") == "start datum"
    assert visible("a\u00a0b\u202e\x1b[2J") == "a\\xa0b\\u202e\\x1b[2J"


def test_what_cannot_be_seen_is_shown_in_a_fault(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text('[source]\nkey = "s"\n[[node]]\nlabel = "Domain"\nkey = "{titel}"\n', "utf-8")
    (fault,) = read(
        "csv", tmp_path, {"x\u00a0.csv": "ti\u200dtel,nr\na,b\n"}, LoadOptions(mapping=tmp_path / "m.toml")
    ).faults
    assert "x\\xa0.csv" in str(fault)
    assert visible(fault.cure) == "The columns are: ti\\u200dtel, nr."
