"""What the real files hold, counted straight from them: with csv, json and yaml, and nothing of ours.

In: the folder of the files. Out: for each source a Counter of labels and relationship types, and of rows under ROWS.
"""

import csv
import io
import itertools
import json
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROWS = "rows"
TOOI = "Resource identifier v5.0 organisatie"
Row = dict[str, str]


def table(path: Path, delimiter: str = ",", encoding: str = "utf-8-sig") -> list[Row]:
    with path.open(newline="", encoding=encoding) as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def taakvelden(data: Path) -> Counter[str]:
    rows = table(data / "iv3_taakvelden" / "taakvelden_2025.csv")
    codes = {row["code"] for row in rows} | {row["hoofdtaakveld_code"] for row in rows}
    return Counter({ROWS: len(rows), "Domain": len(codes), "PART_OF": len(rows)})


def signalen(data: Path) -> Counter[str]:
    folder = data / "signalen"
    problems, departments = table(folder / "categories.csv"), table(folder / "departments.csv")
    rows = table(folder / "category_departments.csv")
    named = defaultdict(set)
    for row in rows:
        if row["is_responsible"] == "True":
            named[row["main_slug"], row["sub_slug"]].add(row["department_code"])
    held = sum(len(codes - {"ASC"}) or 1 for codes in named.values())
    return Counter({
        ROWS: len(problems) + len(departments) + len(rows), "Problem": len(problems), "FALLS_UNDER": len(problems),
        "Domain": len({row["main_slug"] for row in problems}), "Department": len({row["code"] for row in departments}),
        "Counter": 1, "PART_OF": 1, "SERVES": sum("ASC" in codes for codes in named.values()),
        "Responsibility": held, "HOLDS": held, "FOR": held,
    })  # fmt: skip


def signalen_2018(data: Path) -> Counter[str]:
    folder = data / "signalen"
    rows, departments = table(folder / "initial_2018.csv"), table(folder / "departments_2018.csv")
    held = sum(len(set(row["departments"].split("|")) - {"ASC"}) for row in rows)
    return Counter({
        ROWS: len(rows) + len(departments), "Problem": len(rows), "Domain": len({row["main_category"] for row in rows}),
        "Department": len(departments), "Counter": 1, "Responsibility": held, "HOLDS": held, "FOR": held,
        "SERVES": sum("ASC" in row["departments"].split("|") for row in rows), "FALLS_UNDER": len(rows), "PART_OF": 1,
    })  # fmt: skip


def roo_holders(path: Path, delimiter: str) -> Counter[str]:
    """Without the contacts for the Woo, which are no persons."""
    rows = table(path, delimiter)
    people = {(row[TOOI], " ".join(row["Naam"].split())) for row in rows if row["Functie"] != "Woo-contactpersoon"}
    bodies = {row[TOOI] for row in rows}
    return Counter({ROWS: len(rows), "Official": len(people), "WORKS_FOR": len(people), "Department": len(bodies)})


def roo_organisations(data: Path) -> Counter[str]:
    rows = table(data / "roo_gemeenten" / "gemeenten.csv", ";")
    return Counter({ROWS: len(rows), "Department": len(rows), "Counter": len(rows), "PART_OF": len(rows)})


def upl(data: Path) -> Counter[str]:
    rows = table(data / "upl" / "UPL-actueel.csv")
    fields, under = (
        table(data / "upl" / "SDG-Informatiegebieden.csv"),
        table(data / "upl" / "UPL-SDG-Informatiegebied.csv"),
    )
    real = [row for row in rows if not row["URI"].endswith("UPL-naam_nog_niet_beschikbaar")]
    levels = {
        (row["URI"], level)
        for row in real
        for level in ("Rijk", "Provincie", "Waterschap", "Gemeente")
        if row[level] == "X"
    }
    return Counter({
        ROWS: len(rows) + len(fields) + len(under), "Problem": len({row["URI"] for row in (*real, *under)}),
        "Responsibility": len(levels), "HOLDS": len(levels), "FOR": len(levels), "Organisation": 3, "Department": 1,
        "Domain": len({row["SDG_Code"] for row in fields} | {row["SDG_IGURI"] for row in fields}),
        "PART_OF": len(fields), "FALLS_UNDER": len({(row["URI"], row["SDG_Code"]) for row in under}),
    })  # fmt: skip


def polder(data: Path) -> Counter[str]:
    files = [
        yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        for path in sorted((data / "polder_popolo" / "data").rglob("*.yaml"))
    ]
    bodies = [file for file in files if file["id"].startswith("org:")]
    people = [file for file in files if file["id"].startswith("person:")]
    seats = [
        (person["id"], seat["organization_id"], seat["start_date"]) for person in people for seat in person["mandaten"]
    ]
    parents = [body for body in bodies if body["parent_id"] != "null"]
    joint = {body["id"] for body in bodies if body["type"] == "gemeenschappelijke-regeling"}
    before = {(old, body["id"]) for body in bodies for old in body.get("predecessor_id", ())}
    named = (
        {old for old, _ in before}
        | {body["parent_id"] for body in parents}
        | {seat[1] for seat in seats}
        | {body["id"] for body in bodies}
    )
    return Counter({
        ROWS: len(files) + len(seats), "Organisation": len(joint), "Department": len(named - joint),
        "Official": len(people), "WORKS_FOR": len(set(seats)), "PART_OF": len(parents), "SUCCEEDED_BY": len(before),
    })  # fmt: skip


def ori(data: Path) -> Counter[str]:
    found = [json.loads(path.read_text("utf-8")) for path in sorted((data / "ori_popolo").glob("*_[op]*s.json"))]
    bodies = [body for document in found for body in document.get("organisations", ())]
    people = [person for document in found for person in document.get("persons", ())]
    seats = [seat for person in people for seat in person.get("memberships", ())]
    kinds = {seat["organisation_id"]: seat["organisation"]["classification"] for seat in seats}
    kinds |= {body["id"]: body["classification"] for body in bodies if "id" in body}
    inside = {
        (seat["person_id"], seat["organisation_id"]) for seat in seats if kinds[seat["organisation_id"]] != "Party"
    }
    parties = {body["id"] for body in bodies if body["classification"] == "Party" and "id" in body}
    return Counter({
        ROWS: len(bodies) + len(people) + len(seats), "Official": len(people), "WORKS_FOR": len(inside),
        "Department": sum(kind != "Party" for kind in kinds.values()), "Organisation": len(parties),
    })  # fmt: skip


def votes(path: Path) -> Iterator[tuple[str, dict[str, str], list[Row]]]:
    """Of each vote in an archive: its name, its META and its PROJECTS."""
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            meta: dict[str, str] = {}
            projects: list[Row] = []
            section, header = "", list[str]()
            for cells in csv.reader(io.StringIO(archive.read(member).decode("utf-8"), newline=""), delimiter=";"):
                if cells in (["META"], ["PROJECTS"], ["VOTES"]):
                    section, header = cells[0], []
                elif section and not header:
                    header = cells
                elif section == "META":
                    meta[cells[0]] = cells[1]
                elif section == "PROJECTS":
                    projects.append(dict(zip(header, cells, strict=True)))
            yield member.removesuffix(".pb"), meta, projects


def categories(text: str) -> set[str]:
    """Parted at commas that no space follows; spaces around the cell are not part of it, so that `Parks, ` is `Parks`."""
    return {part.strip() for part in re.split(",(?! )", text.strip())} - {"", "none"}


def touched(data: Path) -> dict[tuple[str, str], dict[str, set[str]]]:
    """By city the domains of each project, straight from the table of projects."""
    found: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(dict)
    for row in table(data / "pabulib" / "projects.csv"):
        found[row["country"], row["unit"]][f"{row['file'].removesuffix('.pb')}/{row['project_id']}"] = categories(
            row["categories"]
        )
    return found


def pairs(domains: dict[str, set[str]]) -> Counter[tuple[str, ...]]:
    return Counter(pair for each in domains.values() for pair in itertools.combinations(sorted(each), 2))


def pabulib(path: Path) -> Counter[str]:
    found = list(votes(path))
    told: dict[str, set[Any]] = {"Initiative": set(), "TOUCHES": set(), "Area": set(), "PART_OF": set()}
    for name, meta, projects in found:
        own = ["", meta.get("district", "")]
        for row in projects:
            key = f"{name}/{row['project_id']}"
            told["Initiative"].add(key)
            told["TOUCHES"] |= {(key, domain) for domain in categories(row.get("category", ""))}
            own.append(
                next((row[area].strip() for area in ("neighborhood", "district", "subunit") if row.get(area)), "")
            )
        told["PART_OF"] |= {(meta["unit"], area) for area in own if area}
        told["Area"] |= {(meta["unit"], area) for area in own}
    counts = Counter({name: len(each) for name, each in told.items()})
    lying = {ROWS: len(found) + counts["Initiative"], "LOCATED_IN": len(found) + counts["Initiative"]}
    domains = {domain for _, domain in told["TOUCHES"]}
    return counts + Counter({**lying, "Domain": len(domains), "Event": len(found), "CONCERNS": counts["Initiative"]})


def wijken(path: Path) -> Counter[str]:
    rows = table(path)
    return Counter({ROWS: len(rows), "Area": len({row["cbs_wijkcode"] for row in rows})})


def onderwerpen(path: Path) -> Counter[str]:
    rows = table(path)
    return Counter(
        {ROWS: len(rows), "Problem": len(rows), "Domain": len({row["group"] for row in rows}), "FALLS_UNDER": len(rows)}
    )


def lgsl(path: Path) -> Counter[str]:
    rows = table(path, encoding="cp1252")
    doors = {(row["SNAC"], row["LGSL"], row["LGIL"]) for row in rows}
    return Counter({
        ROWS: len(rows), "Department": len({row["SNAC"] for row in rows}), "Problem": len({row["LGSL"] for row in rows}),
        "Counter": len(doors), "PART_OF": len(doors), "SERVES": len(doors),
    })  # fmt: skip


def nyc_311(path: Path) -> Counter[str]:
    rows = table(path)
    problems = {(row["Complaint Type"], row["Descriptor"]) for row in rows}
    held = {(row["Complaint Type"], row["Descriptor"], row["Agency"]) for row in rows}
    return Counter({
        ROWS: len(rows), "Domain": len({row["Complaint Type"] for row in rows}), "Problem": len(problems), "FALLS_UNDER": len(problems),
        "Department": len({row["Agency"] for row in rows}), "Responsibility": len(held), "HOLDS": len(held), "FOR": len(held),
    })  # fmt: skip


def nyc_organizations(path: Path) -> Counter[str]:
    rows = table(path)
    names = {row["name"] for row in rows}
    return Counter(
        {ROWS: len(rows), "Department": len(rows), "PART_OF": sum(row["reports_to"] in names for row in rows)}
    )


def decidim(path: Path) -> Counter[str]:
    rows = table(path)
    subjects = {(row["Categoria"].strip(), row["Subcategoria"].strip()) for row in rows}
    things, link = ("Event", "CONCERNS") if path.name == "meetings.csv" else ("Initiative", "TOUCHES")
    return Counter({
        ROWS: len(rows), things: len(rows), link: len(rows), "PART_OF": len(subjects),
        "Domain": len(subjects) + len({subject for subject, _ in subjects}),
        "Area": len({row["Districte"] for row in rows} - {""}), "LOCATED_IN": sum(bool(row["Districte"]) for row in rows),
    })  # fmt: skip
