"""Shows who owned something when, what changed hands, and which gaps were solved.

In: the data of the operations `timeline`, `diff` and `solved`. Out: text on stdout, or JSON.
"""

from typing import Any

from rich.table import Table
from rich.text import Text

from snijvlak.cli.output.common import as_json, did_you_mean, line, name_of, notice, out
from snijvlak.cli.queries import Answer


def timeline(result: Answer, wants_json: bool) -> None:
    """Each period on a line, the first one first."""
    if wants_json:
        return as_json(result.as_dict())
    periods = result.data["ownershipTimeline"]
    if periods:
        subject = periods[0]["ownership"]["subject"]
        line(Text.assemble((str(subject["title"]), "bold"), f"  {subject['id']}"))
    table = Table("from", "to", "days", "status", "owners", box=None, header_style="bold")
    for each in periods:
        days = "" if each["days"] is None else str(each["days"])
        table.add_row(*map(Text, (each["from"] or "always", each["to"] or "for ever", days, each["status"], _owners(each))))
    out.print(table)
    did_you_mean(result.others)
    return notice(result.about)


def diff(result: Answer, wants_json: bool) -> None:
    """What was gained, lost and changed, each with who owned it before and who does after."""
    if wants_json:
        return as_json(result.as_dict())
    data = result.data["ownershipDiff"]
    line(Text.assemble((name_of(data["party"]), "bold"), f"  {data['party']['id']}  {data['from']} to {data['to']}"))
    for title in ("predecessors", "successors"):
        if data[title]:
            line(Text(f"  {title}: {', '.join(map(name_of, data[title]))}"))
    for title in ("gained", "lost", "changed"):
        changes = data[title]
        line(Text(f"{title}: {changes['totalCount']}", style="bold"))
        for each in changes["nodes"]:
            line(Text(f"  {each['subject']['title']}: {_owners_and_status(each['before'])} -> {_owners_and_status(each['after'])}"))
        if len(changes["nodes"]) < changes["totalCount"]:
            line(Text(f"  and {changes['totalCount'] - len(changes['nodes'])} more", style="dim"))
    return notice(result.about)


def solved(result: Answer, wants_json: bool) -> None:
    """Each gap that was solved, the last one first."""
    if wants_json:
        return as_json(result.as_dict())
    data = result.data["solvedGaps"]
    table = Table("solved on", "initiative", "days open", "days since", "between", "owners", box=None, header_style="bold")
    for each in data["nodes"]:
        open_days = "unknown" if each["openDays"] is None else str(each["openDays"])
        silos = ", ".join(map(name_of, each["silos"]))
        table.add_row(*map(Text, (each["solvedOn"], each["subject"]["title"], open_days, str(each["ownedDays"]), silos, _owners(each["after"]))))
    out.print(table)
    out.print(Text(f"{len(data['nodes'])} of {data['totalCount']} shown.", style="dim"))
    return notice(result.about)


def _owners_and_status(answer: dict[str, Any]) -> str:
    owners = _owners(answer)
    return f"{owners} [{answer['status']}]" if owners else f"[{answer['status']}]"


def _owners(answer: dict[str, Any]) -> str:
    lead = answer["lead"]["party"]["id"] if answer["lead"] else None
    return ", ".join(f"{name_of(each['party'])}{' (lead)' if each['party']['id'] == lead else ''}" for each in answer["owners"])
