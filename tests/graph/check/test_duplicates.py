"""What looks the same is listed with a score and why; what does not is not, and residents never are."""

import pytest

from graph.check.duplicates import Pair, distance, duplicates
from graph.database.session import Database
from graph.database.statement import Statement


async def named(database: Database, label: str, *names: str) -> dict[frozenset[str], Pair]:
    """The pairs among nodes with these names; the names are their keys."""
    text = f"UNWIND $names AS name CREATE (n:{label} {{key: name, name: name}})"
    await database.write(Statement(text, {"names": names}))
    found = await duplicates(database)
    return {frozenset(pair.names): pair for pair in found}


@pytest.mark.parametrize(("one", "other", "why"), [
    ("Jan Jansen", "jan  JANSEN", "the same name"),
    ("dr. J. Jansen", "J. Jansen", "the same name"),
    ("Jansen, Jan", "Jan Jansen", "the same name"),
    ("J. van der Berg", "Johanna van der Berg", "the same name but for initials or titles"),
    ("mevr. drs. A.B. de Vries", "Anna de Vries", "the same name but for initials or titles"),
    ("Robert van Asten", "Robert van Aste", "the names are written 94% alike"),
    ("José Peñalosa", "Jose Penalosa", "the same name"),
])  # fmt: skip
async def test_persons_that_look_the_same(database: Database, one: str, other: str, why: str) -> None:
    pair = (await named(database, "Official", one, other))[frozenset((one, other))]
    assert pair.why == (why,)
    assert 0.6 <= pair.score <= 1


@pytest.mark.parametrize("names", [("Jan Jansen", "Piet Jansen"), ("J. Jansen", "P. Jansen"), ("A. de Vries", "A. de Boer"), ("Jansen", "Jan"), ("X", "Y")])
async def test_persons_that_do_not(database: Database, names: tuple[str, str]) -> None:
    assert await named(database, "Official", *names) == {}


async def test_organisations_and_departments(database: Database) -> None:
    found = await named(database, "Organisation", "Stichting Groen", "Groen", "Speeltuin 1 Laak", "Speeltuin 2 Laak")
    assert {key: pair.why for key, pair in found.items()} == {frozenset(("Stichting Groen", "Groen")): ("the same name but for its legal form",)}
    await database.write(Statement("CREATE (:Department {key: 'a', name: 'Stadsbeheer', aliases: ['Dienst Stadsbeheer']}), (:Department {key: 'b', name: 'dienst stadsbeheer'}), (:Department {key: 'c', name: 'Afdeling Stadsbeheer'})"))
    (pair,) = [pair for pair in await duplicates(database) if pair.one.startswith("department:")]
    assert (pair.one, pair.other, pair.score) == ("department:a", "department:b", 0.9)


async def test_one_department_makes_it_likelier_and_a_successor_is_another(database: Database) -> None:
    await database.write(Statement("""
CREATE (d:Department {key: 'd', name: 'Zorg'}), (:Official {key: 'a', name: 'Jan Jansen'})-[:WORKS_FOR]->(d)<-[:WORKS_FOR]-(:Official {key: 'b', name: 'Jan Jansen'}),
  (d)-[:SUCCEEDED_BY]->(:Department {key: 'e', name: 'Zorg'})"""))
    (pair,) = await duplicates(database)
    assert (pair.score, pair.why) == (1.0, ("the same name", "they share a department"))


async def test_residents_are_never_listed_and_many_of_one_name_take_no_time(database: Database) -> None:
    await database.write(Statement("UNWIND range(1, 3000) AS n CREATE (:Resident {key: toString(n), name: 'Jan'}), (:Official {key: toString(n), name: 'Jan Jansen'}), (:Organisation {key: toString(n), name: 'Vereniging nr ' + n})"))
    found = await duplicates(database)
    assert {pair.one for pair in found} == {"official:1"}
    assert len(found) == 2999


@pytest.mark.parametrize(("one", "other", "number"), [("", "", 0), ("a", "", 1), ("jansen", "janssen", 1), ("kat", "tak", 2)])
def test_distance(one: str, other: str, number: int) -> None:
    assert distance(one, other) == distance(other, one) == number


