"""The commands as processes: what they print, what they exit with, and never a traceback."""

import csv
import io
import json
from pathlib import Path

import pytest

from graph.database.session import Database
from graph.database.statement import Statement
from graph.server import RunningServer
from tests.examples import FACTOR
from tests.snijvlak.front import Command, named


async def test_owner(command: Command, seeded: Database, neo4j_server: RunningServer) -> None:
    ended = await command("owner", "initiative:moestuin-moerwijk", TODAY="2017-11-14", **named(neo4j_server))
    assert (ended.code, ended.err) == (0, "")
    assert "OWNED" in ended.out
    assert "Team Wijkgroen en Zelfbeheer" in ended.out
    assert "Groenloket" in ended.out
    assert "Since 1 April 2017, Team Wijkgroen en Zelfbeheer has been responsible for this." in ended.out
    machine = await command("owner", "Moestuin op het schoolplein", "--json", TODAY="2017-11-14", **named(neo4j_server))
    assert json.loads(machine.out)["ownership"]["status"] == "OWNED"


@pytest.mark.skipif(FACTOR < 1, reason="each command is a process of its own; others are tried in make test: left to make test-deep")
async def test_why_not(command: Command, seeded: Database, neo4j_server: RunningServer) -> None:
    asked = ("owner", "initiative:buurtkamer-laakkade", "--why-not")
    ended = await command(*asked, "Stedenbouw en Planologie", TODAY="2017-11-14", **named(neo4j_server))
    assert (ended.code, ended.err) == (0, "")
    assert "but not for the other topics.  [NOT_COMMON]" in ended.out
    assert "[OWNED]" in ended.out
    machine = await command(*asked, "department:dso-ruimte", "--json", TODAY="2017-11-14", **named(neo4j_server))
    assert not json.loads(machine.out)["whyNot"]["isOwner"]
    refused = await command(*asked, "qqqqqqqqq", **named(neo4j_server))
    assert (refused.code, len(refused.err.strip().splitlines())) == (2, 2)


@pytest.mark.skipif(FACTOR < 1, reason="each command is a process of its own; others are tried in make test: left to make test-deep")
async def test_timeline_diff_and_solved(command: Command, seeded: Database, neo4j_server: RunningServer) -> None:
    where = {"TODAY": "2017-11-14", **named(neo4j_server)}
    ended = await command("timeline", "moestuin op het schoolplein", **where)
    assert (ended.code, ended.err) == (0, "")
    assert "2016-03-14" in ended.out
    assert "383" in ended.out
    machine = json.loads((await command("timeline", "initiative:moestuin-moerwijk", "--from", "2017-01-01", "--to", "2018-01-01", "--json", **where)).out)
    assert [(each["from"], each["to"], each["status"]) for each in machine["ownershipTimeline"]] == [("2017-01-01", "2017-04-01", "BETWEEN_SILOS"), ("2017-04-01", "2018-01-01", "OWNED")]
    ended = await command("diff", "department:ocw-wijkwelzijn", "--from", "2015-12-31", "--to", "2016-01-01", **where)
    assert (ended.code, ended.err) == (0, "")
    assert "successors: Team Buurthuizen en Ontmoeting, Afdeling Welzijn" in ended.out
    assert "lost: 6" in ended.out
    ended = await command("solved", "--from", "2017-01-01", "--json", **where)
    assert ("initiative:moestuin-moerwijk", 383, 227) in [(each["subject"]["id"], each["openDays"], each["ownedDays"]) for each in json.loads(ended.out)["solvedGaps"]["nodes"]]
    for wrong in (("timeline", "domain:5.7", "--from", "yesterday"), ("diff", "department:dsb-groen", "--from", "2017-01-01", "--to", "2016-01-01")):
        refused = await command(*wrong, **where)
        assert refused.code == 2
        assert refused.err.strip()
        assert "Traceback" not in refused.err


async def test_gaps(command: Command, seeded: Database, neo4j_server: RunningServer) -> None:
    ended = await command("gaps", "--json", TODAY="2017-11-14", **named(neo4j_server))
    assert json.loads(ended.out)["betweenSilos"]["totalCount"] == 15
    assert "of 15 shown" in (await command("gaps", "--first", "3", TODAY="2017-11-14", **named(neo4j_server))).out


@pytest.mark.skipif(FACTOR < 1, reason="each command is a process of its own; others are tried in make test: left to make test-deep")
async def test_matrix(command: Command, seeded: Database, neo4j_server: RunningServer) -> None:
    ended = await command("matrix", "--json", TODAY="2017-11-14", **named(neo4j_server))
    found = json.loads(ended.out)["siloMatrix"]
    assert (found["total"], found["between"]) == (73, 15)
    shown = (await command("matrix", "--by", "domain", "--first", "3", "--area", "area:laak", TODAY="2017-11-14", **named(neo4j_server))).out
    assert "3 of " in shown
    assert "fall between" in shown


@pytest.mark.skipif(FACTOR < 1, reason="each command is a process of its own; others are tried in make test: left to make test-deep")
async def test_representativeness(command: Command, seeded: Database, neo4j_server: RunningServer) -> None:
    where = {"TODAY": "2017-11-14", **named(neo4j_server)}
    ended = await command("representativeness", "--area", "area:leidschenveen-ypenburg", **where)
    assert (ended.code, ended.err) == (0, "")
    assert "Stemdag over de singel (2017-05-20), beside Voorbeeldbuurt aan de singel  invented example" in ended.out
    assert "0.20" in ended.out
    assert "1 of 1 shown." in ended.out
    machine = json.loads((await command("representativeness", "--by", "area", "--min-cell", "3", "--json", **where)).out)
    assert [each["events"] for each in machine["representativeness"]["nodes"]] == [1, 21]
    refused = await command("representativeness", "--from", "2018-01-01", "--to", "2017-01-01", **where)
    assert (refused.code, len(refused.err.strip().splitlines())) == (2, 2)


async def test_misrouting(command: Command, seeded: Database, neo4j_server: RunningServer) -> None:
    ended = await command("misrouting", "--from", "2014-01-01", "--min-cell", "1", TODAY="2017-11-14", **named(neo4j_server))
    assert (ended.code, ended.err) == (0, "")
    assert "25 ways began: 7 at a right door, 2 at another" in ended.out
    assert "7 of 7 ways that went round shown." in ended.out
    refused = await command("misrouting", "--from", "2018-01-01", "--json", TODAY="2017-11-14", **named(neo4j_server))
    assert (refused.code, refused.out) == (2, "")


async def test_closers(command: Command, seeded: Database, neo4j_server: RunningServer) -> None:
    ended = await command("closers", "--first", "3", TODAY="2017-11-14", **named(neo4j_server))
    assert (ended.code, ended.err) == (0, "")
    assert "of 15 gaps." in ended.out


async def test_double_work(command: Command, seeded: Database, neo4j_server: RunningServer) -> None:
    ended = await command("double-work", TODAY="2017-11-14", **named(neo4j_server))
    assert (ended.code, ended.err) == (0, "")
    assert "0.21" in ended.out
    assert "1 of 1 pairs shown." in ended.out
    machine = await command("double-work", "--area", "area:laak", "--min-score", "0.1", "--json", TODAY="2017-11-14", **named(neo4j_server))
    assert json.loads(machine.out)["doubleWork"]["totalCount"] == 0


@pytest.mark.skipif(FACTOR < 1, reason="each command is a process of its own; others are tried in make test: left to make test-deep")
async def test_ties(command: Command, seeded: Database, neo4j_server: RunningServer) -> None:
    found = json.loads((await command("ties", "--json", TODAY="2017-11-14", **named(neo4j_server))).out)
    ended = await command("ties", "--first", "2", TODAY="2017-11-14", **named(neo4j_server))
    assert (ended.code, ended.err) == (0, "")
    assert f"2 of {found['soleBridges']['totalCount']} pairs on one tie shown; {found['siloTies']['totalCount']} ties in all." in ended.out
    alone = json.loads((await command("ties", "--silo", "department:stadsbeheer", "--json", TODAY="2017-11-14", **named(neo4j_server))).out)
    assert alone["siloTies"]["totalCount"] <= found["siloTies"]["totalCount"]


@pytest.mark.skipif(FACTOR < 1, reason="each command is a process of its own; others are tried in make test: left to make test-deep")
async def test_explain(command: Command, seeded: Database, neo4j_server: RunningServer, tmp_path: Path) -> None:
    file = tmp_path / "vraag.graphql"
    file.write_text("query Q($first: Int) { domains(first: $first) { nodes { name } } }")
    ended = await command("explain", str(file), "--variables", '{"first": 3}', **named(neo4j_server))
    assert (ended.code, ended.err) == (0, "")
    assert "MATCH (m:Domain)" in ended.out
    assert "$p0 = 3" in ended.out
    assert "ProduceResults" in ended.out
    (statement,) = json.loads((await command("explain", str(file), "--json", **named(neo4j_server))).out)
    assert statement["parameters"] == {"p0": 25}
    for wrong in (["nowhere.graphql"], [str(file), "--variables", "[1]"], [str(file), "--variables", '{"first": "many"}']):
        refused = await command("explain", *wrong, **named(neo4j_server))
        assert (refused.code, len(refused.err.strip().splitlines())) == (2, 2)


@pytest.mark.parametrize("text", ["qqqqqqqqq", "domain:nothing"])
async def test_what_is_not_there_is_said(text: str, command: Command, seeded: Database, neo4j_server: RunningServer) -> None:
    ended = await command("owner", text, **named(neo4j_server))
    assert (ended.code, ended.out) == (2, "")
    assert len(ended.err.strip().splitlines()) == 2


async def test_load_all_or_nothing(command: Command, database: Database, neo4j_server: RunningServer, tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "Source.csv").write_text("key,title,source\nbron,Een bron,bron\n")
    (files / "Domain.csv").write_text("key,name,source\na,Groen,bron\n")
    done = await command("load", str(files), "--json", **named(neo4j_server))
    assert (done.code, json.loads(done.out)["loaded"]) == (0, 2)
    (files / "Domain.csv").write_text("key,name,colour,source\nb,Wit,x,bron\n")
    refused = await command("load", str(files), **named(neo4j_server))
    assert refused.code == 2
    assert "Domain.csv:" in refused.err
    assert (await command("load", str(tmp_path / "nowhere"), **named(neo4j_server))).code == 2
    assert (await command("load", str(files), "--format", "magic", **named(neo4j_server))).code == 2


async def test_load_tells_formats_and_takes_options(command: Command, database: Database, neo4j_server: RunningServer, tmp_path: Path) -> None:
    listed = await command("load", "--list", "--json", **named(neo4j_server))
    assert "native" in {each["format"] for each in json.loads(listed.out)}
    (tmp_path / "Source.csv").write_text("key,title,source\nbron,Een bron,bron\n")
    (tmp_path / "Domain.csv").write_text("key,name,checkedOn,source\na,Groen,,bron\nb,Wit,ooit,bron\n")
    tried = await command("load", str(tmp_path), "--dry-run", "--keep-going", "--rejects", str(tmp_path / "r.jsonl"), **named(neo4j_server))
    assert (tried.code, "Would be added: 1 Domain, 1 Source" in tried.out) == (1, True)
    assert (await database.read(Statement("MATCH (n) RETURN count(n)"))).one() == [0]
    done = await command("load", str(tmp_path), "--keep-going", "--rejects", str(tmp_path / "r.jsonl"), "--json", **named(neo4j_server))
    assert (done.code, json.loads(done.out)["refused"]) == (1, 1)
    assert (await command("load", str(tmp_path), "--rank", "a,,b", **named(neo4j_server))).code == 2


@pytest.mark.skipif(FACTOR < 1, reason="each command is a process of its own; others are tried in make test: left to make test-deep")
async def test_check_and_repair(command: Command, database: Database, neo4j_server: RunningServer) -> None:
    await database.write(Statement("CREATE (:Domain {key: 'a', name: 'Groen', code: 1})"))
    ended = await command("check", "--repair", **named(neo4j_server))
    assert ended.code == 1
    assert "wrong type: Domain a" in ended.out
    await database.write(Statement("MATCH (n:Domain) SET n.code = '1'"))
    assert (await command("check", "--repair", "--json", **named(neo4j_server))).code == 0


@pytest.mark.skipif(FACTOR < 1, reason="each command is a process of its own; others are tried in make test: left to make test-deep")
async def test_export_duplicates_and_merge(command: Command, database: Database, neo4j_server: RunningServer, tmp_path: Path) -> None:
    (tmp_path / "Source.csv").write_text("key,title,source\nbron,Een bron,bron\n")
    (tmp_path / "Official.csv").write_text("key,name,source\na,Jan Jansen,bron\nb,J. Jansen,bron\n")
    (tmp_path / "Resident.csv").write_text("key,name,synthetic,source\nr1,Jan Jansen,true,bron\nr2,Jan Jansen,true,bron\n")
    assert (await command("load", str(tmp_path), **named(neo4j_server))).code == 0
    listed = await command("check", "duplicates", "--json", **named(neo4j_server))
    (pair,) = json.loads(listed.out)
    assert (pair["one"], pair["other"], pair["score"]) == ("official:a", "official:b", 0.8)
    assert "Jan Jansen = J. Jansen" in (await command("check", "duplicates", **named(neo4j_server))).out
    assert (await command("check", "spelling", **named(neo4j_server))).code == 2
    done = await command("merge", "official:a", "official:b", "--reason", "same", **named(neo4j_server))
    assert (done.code, "official:b is official:a now" in done.out) == (0, True)
    assert (await command("merge", "official:a", "official:b", **named(neo4j_server))).code == 2
    file = tmp_path / "out.jsonl"
    told = await command("export", "--output", str(file), "--json", **named(neo4j_server))
    assert (told.code, json.loads(told.out)["exported"]) == (0, {"Alias": 1, "Official": 1, "Source": 1, "ALIAS_OF": 1})
    straight = await command("export", **named(neo4j_server))
    assert straight.out.encode() == file.read_bytes()
    everybody = await command("export", "--with-persons", **named(neo4j_server))
    assert everybody.out.count('"Resident"') == 2
    assert (await command("export", "--output", str(tmp_path / "no" / "x"), **named(neo4j_server))).code == 2


async def test_schema_and_register(command: Command) -> None:
    register = list(csv.DictReader(io.StringIO((await command("schema", "--register")).out)))
    assert {"Resident", "Resident.name", "Official.name", "REFERRED_TO.reason"} <= {row["what"] for row in register}
    assert all(row["purpose"] and row["kept"] for row in register)
    assert json.loads((await command("schema", "--register", "--json")).out)["register"] == register
    sdl = await command("schema")
    assert "type Query" in sdl.out or "schema.graphql" in sdl.err


async def test_doctor(command: Command, neo4j_server: RunningServer) -> None:
    ended = await command("doctor", "--json", PORT="18149", **named(neo4j_server))
    checks = {check["name"]: check for check in json.loads(ended.out)["checks"]}
    assert checks["packages"]["ok"]
    assert checks["versions"]["ok"]
    assert "2026" in checks["Neo4j"]["cause"]
    wrong = await command("doctor", PROT="1", NEO4J_URI="bolt://127.0.0.1:1", NEO4J_PASSWORD="geheim")
    assert wrong.code == 1
    assert "SNIJVLAK_PROT" in wrong.out
    assert "cannot be reached" in wrong.out
    assert "geheim" not in wrong.out


WRONG = [
    (("serve",), {"PORT": "abc"}),
    (("gaps",), {"NEO4J_URI": "http://x"}),
    (("gaps",), {"NEO4J_URI": "bolt://127.0.0.1:1"}),
    (("gaps", "--first", "0"), {}),
    (("matrix", "--by", "PERSON"), {}),
    (("nothing",), {}),
    (("owner",), {}),
]


@pytest.mark.parametrize(("arguments", "settings"), WRONG)
async def test_what_is_wrong_is_told_without_a_traceback(arguments: tuple[str, ...], settings: dict[str, str], command: Command) -> None:
    ended = await command(*arguments, **settings)
    assert ended.code == 2
    assert ended.err.strip()
    assert "Traceback" not in ended.err + ended.out


async def test_a_wrong_password_is_told(command: Command, neo4j_server: RunningServer) -> None:
    ended = await command("gaps", **{**named(neo4j_server), "NEO4J_PASSWORD": "wrong"})
    assert ended.code == 2
    assert "password" in ended.err


async def test_load_suggests_a_mapping_that_loads(command: Command, database: Database, neo4j_server: RunningServer, tmp_path: Path) -> None:
    table, mapping = tmp_path / "projecten.csv", tmp_path / "projecten.toml"
    table.write_text("nr;titel;wijk\n7;Geveltuin;WK01\n", "utf-8")
    suggested = await command("load", "--suggest", str(table))
    assert (suggested.code, suggested.err) == (0, "")
    mapping.write_text(suggested.out, "utf-8")
    done = await command("load", str(table), "--format", "csv", "--mapping", str(mapping), "--json", **named(neo4j_server))
    assert (done.code, json.loads(done.out)["loaded"]) == (0, 2)
    many = await command("load", "--suggest", str(tmp_path / "nowhere.csv"))
    assert (many.code, len(many.err.strip().splitlines())) == (2, 2)
