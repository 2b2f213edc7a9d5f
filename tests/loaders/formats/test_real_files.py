"""Every real file that there is a format for loads, and the graph holds what the file holds.

Each is counted twice: in the graph, and straight from the file without anything of ours. The files are not in the
repository; SNIJVLAK_TEST_DATA names their folder.
"""

import os
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.database.session import Database
from graph.database.statement import Statement
from loaders.load import load
from loaders.options import LoadOptions
from tests.examples import FACTOR
from tests.loaders.formats import counting
from tests.loaders.formats.counting import ROWS
from tests.loaders.formats.reading import read_paths

DATA = Path(os.environ.get("SNIJVLAK_TEST_DATA", ""))
pytestmark = pytest.mark.skipif(
    not os.environ.get("SNIJVLAK_TEST_DATA"), reason="SNIJVLAK_TEST_DATA names no folder: no real file was loaded"
)
SOME_CITIES = ("Wroclaw", "Assen", "Zurich", "Amsterdam_5")
Count = Callable[[Path], Counter[str]]
FILES: dict[str, tuple[str, list[str], Count]] = {
    "taakvelden": ("taakvelden", ["iv3_taakvelden/taakvelden_2025.csv"], counting.taakvelden),
    "signalen": (
        "signalen",
        [f"signalen/{name}.csv" for name in ("categories", "category_departments", "departments")],
        counting.signalen,
    ),
    "signalen-2018": (
        "signalen",
        ["signalen/initial_2018.csv", "signalen/departments_2018.csv"],
        counting.signalen_2018,
    ),
    "roo-organisations": ("roo", ["roo_gemeenten/gemeenten.csv"], counting.roo_organisations),
    "upl": (
        "upl",
        [f"upl/{name}.csv" for name in ("UPL-actueel", "UPL-SDG-Informatiegebied", "SDG-Informatiegebieden")],
        counting.upl,
    ),
    "popolo-polder": ("popolo", ["polder_popolo/data"], counting.polder),
    "popolo-ori": (
        "popolo",
        sorted(f"ori_popolo/{path.name}" for path in (DATA / "ori_popolo").glob("*_[op]*s.json")),
        counting.ori,
    ),
}
MAPPINGS: dict[str, tuple[str, Count]] = {
    "denhaag-wijken": ("denhaag_gebieden/wijken.csv", counting.wijken),
    "rotterdam-onderwerpen": ("rotterdam_onderwerpen/onderwerpen.csv", counting.onderwerpen),
    "decidim-action-plans": ("decidim_barcelona/action_plans.csv", counting.decidim),
    "decidim-meetings": ("decidim_barcelona/meetings.csv", counting.decidim),
    "nyc-organizations": ("nyc_governance_orgs/NYCGovernanceOrganizations_latest.csv", counting.nyc_organizations),
    "nyc-311": ("nyc311_sample/nyc311.csv", counting.nyc_311),
    "uk-lgsl": ("uk_lgsl/local_authority_service_details_sample.csv", counting.lgsl),
}


async def counted(database: Database) -> Counter[str]:
    """How many nodes of each label and relationships of each type there are, but for where things are stated."""
    nodes = "MATCH (n) WHERE NOT n:Source AND NOT n:Change AND NOT n:Sequence RETURN labels(n)[0], count(*)"
    joined = "MATCH ()-[r]->() WHERE type(r) <> 'STATED_IN' RETURN type(r), count(*)"
    answers = [await database.read(Statement(text)) for text in (nodes, joined)]
    return Counter({name: number for answer in answers for name, number in answer.rows})


async def loaded(database: Database, format: str, paths: list[str], rows: int, mapping: str = "") -> Counter[str]:
    """Load, and see that every row is accounted for; what is in the graph then."""
    options = LoadOptions(mapping=Path(mapping) if mapping else None)
    report = await load(database, [str(DATA / path) for path in paths], format, options)
    assert report.faults == ()
    assert report.read == rows + 1  # the source itself
    assert report.loaded + report.unchanged == report.read
    assert report.refused == 0
    return await counted(database)


@pytest.mark.parametrize("name", FILES)
async def test_files_of_a_source(name: str, database: Database) -> None:
    format, paths, count = FILES[name]
    expected = count(DATA)
    assert await loaded(database, format, paths, expected.pop(ROWS)) == expected


@pytest.mark.parametrize("name", MAPPINGS)
async def test_tables_with_a_mapping(name: str, database: Database) -> None:
    file, count = MAPPINGS[name]
    expected = count(DATA / file)
    assert await loaded(database, "csv", [file], expected.pop(ROWS), name) == expected


@pytest.mark.parametrize(("file", "delimiter"), [("medewerkers_gemeenten.csv", ";"), ("denhaag_medewerkers.csv", ",")])
async def test_office_holders(file: str, delimiter: str, database: Database) -> None:
    path = DATA / "roo_gemeenten" / file
    expected = counting.roo_holders(path, delimiter)
    found = await loaded(database, "roo", [f"roo_gemeenten/{file}"], expected.pop(ROWS))
    # Of the doors for the Woo there is at least one for each body that names a contact, each of them part of its body.
    contacts = {row[counting.TOOI] for row in counting.table(path, delimiter) if row["Functie"] == "Woo-contactpersoon"}
    assert len(contacts) <= found.pop("Counter") == found.pop("PART_OF")
    assert found == expected


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The votes of all twenty cities; in `make test` only those of the cities that tell most, for time's sake."""
    whole = DATA / "pabulib" / "projects_only.zip"
    if FACTOR >= 1:
        return whole
    path = tmp_path_factory.mktemp("pabulib") / "some.zip"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if any(city in name for city in SOME_CITIES):
                target.writestr(name, source.read(name))
    return path


async def test_projects_in_the_graph(archive: Path, database: Database) -> None:
    """Counts, and row by row the domains of every project."""
    expected = counting.pabulib(archive)
    assert await loaded(database, "pabulib", [str(archive)], expected.pop(ROWS)) == expected
    answer = await database.read(Statement("MATCH (i:Initiative) RETURN i.key, [(i)-[:TOUCHES]->(d) | d.key]"))
    found = {key: set(domains) for key, domains in answer.rows}
    domains = {key: domains for projects in counting.touched(DATA).values() for key, domains in projects.items()}
    assert all(domains[key] == touched for key, touched in found.items())
    assert sum(len(touched) > 1 for touched in found.values()) == 509


def test_projects_of_twenty_cities(tmp_path: Path) -> None:
    """All of them, read from the .pb files, against the table of projects: row by row, and the pairs of each city."""
    read = read_paths("pabulib", [str(DATA / "pabulib" / "projects_only.zip")])
    found: dict[str, set[str]] = {key: set() for label, key in read.nodes if label == "Initiative"}
    for initiative, domain in read.of("TOUCHES"):
        found[initiative.removeprefix("initiative:")].add(domain.removeprefix("domain:"))
    cities = counting.touched(DATA)
    assert len(cities) == 20
    assert read.faults == []
    assert sum(map(len, cities.values())) == len(found) == 20_911
    for projects in cities.values():
        mine = {key: found[key] for key in projects}
        assert mine == projects
        assert counting.pairs(mine) == counting.pairs(projects)


async def test_complete_files_with_votes_in_them(database: Database) -> None:
    """Nothing of a vote or voter is in the graph."""
    report = await load(database, [str(DATA / "pabulib" / "full_samples")], "pabulib")
    assert report.faults == ()
    found = await counted(database)
    names = {path.stem for path in (DATA / "pabulib" / "full_samples").iterdir()}
    assert found["Event"] == len(names) == 7
    votes = counting.votes(DATA / "pabulib" / "projects_only.zip")
    assert found["Initiative"] == sum(len(projects) for name, _, projects in votes if name in names)
    assert set(found) == {"Event", "Initiative", "Domain", "Area", "CONCERNS", "TOUCHES", "LOCATED_IN", "PART_OF"}
