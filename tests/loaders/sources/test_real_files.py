"""Every real file that there is a format for loads, and the graph holds what the file holds.

Each is counted twice: in the graph, and straight from the file without anything of ours. The files are not in the
repository; SNIJVLAK_TEST_DATA names their folder.
"""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.session import Database
from graph.statement import Statement
from loaders.load import load
from loaders.records import Options
from tests.loaders.sources import counting
from tests.loaders.sources.counting import ROWS

DATA = Path(os.environ.get("SNIJVLAK_TEST_DATA", ""))
pytestmark = pytest.mark.skipif(
    not os.environ.get("SNIJVLAK_TEST_DATA"), reason="SNIJVLAK_TEST_DATA names no folder: no real file was loaded"
)
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
    options = Options(mapping=Path(mapping) if mapping else None)
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


async def test_projects_of_twenty_cities(database: Database) -> None:
    """Counts, row by row the domains of every project, and for every city the pairs of domains."""
    expected = counting.pabulib(DATA)
    before = await loaded(database, "pabulib", ["pabulib/projects_only.zip"], expected.pop(ROWS))
    assert before == expected
    answer = await database.read(Statement("MATCH (i:Initiative) RETURN i.key, [(i)-[:TOUCHES]->(d) | d.key]"))
    found = {key: set(domains) for key, domains in answer.rows}
    cities = counting.touched(DATA)
    assert found == {key: domains for projects in cities.values() for key, domains in projects.items()}
    for projects in cities.values():
        assert counting.pairs({key: found[key] for key in projects}) == counting.pairs(projects)
    assert sum(len(domains) > 1 for domains in found.values()) == 509


async def test_complete_files_with_votes_in_them(database: Database) -> None:
    """Nothing of a vote or voter is in the graph."""
    report = await load(database, [str(DATA / "pabulib" / "full_samples")], "pabulib")
    assert report.faults == ()
    found = await counted(database)
    names = {path.stem for path in (DATA / "pabulib" / "full_samples").iterdir()}
    assert found["Event"] == len(names) == 7
    assert found["Initiative"] == sum(len(projects) for name, _, projects in counting.votes(DATA) if name in names)
    assert set(found) == {"Event", "Initiative", "Domain", "Area", "CONCERNS", "TOUCHES", "LOCATED_IN", "PART_OF"}
