"""Files that are wrong, made by hand, one fault each: what is said of them, and that nothing of them is loaded.

A file's place in this folder says its format. `CASES` has the fault as people read it, without the folder.
"""

import re
from pathlib import Path

import pytest

from graph.database.session import Database
from graph.database.statement import Statement
from graph.errors import BadInput
from loaders.formats.mapped_csv.mapping import parsed
from loaders.load import load
from loaders.options import LoadOptions

HERE = Path(__file__).parent
FILES = sorted(f"{path.parent.name}/{path.name}" for path in HERE.glob("*/*") if path.suffix not in (".toml", ".pyc"))
FAULTS = (HERE / "expected.txt").read_text("utf-8").splitlines()


def said_of(file: str) -> list[str]:
    return [fault for fault in FAULTS if fault.startswith(f"{file}:")]


def test_every_file_is_expected_to_be_wrong_and_there_are_many() -> None:
    assert {fault.split(":")[0] for fault in FAULTS} == set(FILES)
    assert len(FILES) >= 60


@pytest.mark.parametrize("file", FILES)
async def test_a_bad_file_is_refused_with_its_line(file: str, database: Database) -> None:
    format = file.split("/")[0]
    mapping = HERE / "csv" / "projecten.toml" if format == "csv" else None
    report = await load(database, [str(HERE / file)], format, LoadOptions(mapping=mapping))
    assert [str(fault).replace(f"{HERE}/", "") for fault in report.faults] == said_of(file)
    assert (report.refused, report.exit_code) == (report.read, 2)
    assert all(fault.cure for fault in report.faults)
    assert (await database.read(Statement("RETURN COUNT { MATCH (n) }"))).one() == [0]


# A mapping is not data but an order: what is wrong with one is said at once, with the part of it.
NODE = '[[node]]\nlabel = "Domain"\nkey = "{code}"\n'
MAPPINGS = {
    "key = ": "m.toml is not TOML: Invalid value (at end of document)",
    '[source]\nkey = "s"': "m.toml: it maps nothing",
    "[colour]": "m.toml: 'colour' is not known here",
    '[source]\ntitle = "S"\n' + NODE: "m.toml: source: the source has no key",
    '[table]\ndelimiter = ";;"\n' + NODE: "m.toml: the delimiter is not one character",
    "[node]\nlabel = 1": "m.toml: node: node is no list of tables",
    NODE + '[[node]]\nlabel = "Tree"\nkey = "{code}"': "m.toml: node 2: there is no label 'Tree'",
    '[[node]]\nlabel = "Domain"': "m.toml: node 1: key is missing",
    '[[node]]\nlabel = "Domain"\nkey = 5': "m.toml: node 1: key is not of the right kind",
    '[[node]]\nlabel = "Domain"\nkey = "{code"': "m.toml: node 1: '{code' has a brace that names no column",
    '[[node]]\nlabel = "Domain"\nkey = "{code|loud}"': "m.toml: node 1: there is no filter or lookup 'loud'",
    NODE + 'properties.colour = "red"': "m.toml: node 1: 'colour' is not known here",
    NODE + "properties.name = 5": "m.toml: node 1: name is neither text nor a table",
    NODE + 'properties.name = { value = "{n}", loud = true }': "m.toml: node 1: 'loud' is not known here",
    NODE + 'each = "x"': "m.toml: node 1: each and separator go together",
    '[[relationship]]\ntype = "OWNS"\nfrom = "domain:{a}"\nto = "domain:{b}"': "m.toml: relationship 1: there is no type 'OWNS'",
    '[[relationship]]\ntype = "PART_OF"\nfrom = "{a}"\nto = "domain:{b}"': "m.toml: relationship 1: '{a}' is no id with columns",
    '[[relationship]]\ntype = "PART_OF"\nfrom = "domain:{a}"\nto = "area:{b}"': "m.toml: relationship 1: PART_OF does not go from Domain to Area",
    '[[lookup]]\nname = "x"\ncolumn = "a"\n' + NODE: "m.toml: lookup 1: gives is missing",
}


@pytest.mark.parametrize("text", MAPPINGS)
def test_a_bad_mapping_is_refused_with_its_part(text: str) -> None:
    with pytest.raises(BadInput, match=re.escape(MAPPINGS[text])) as caught:
        parsed(text, "m.toml")
    assert caught.value.cure
