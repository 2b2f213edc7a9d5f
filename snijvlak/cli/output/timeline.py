"""Shows who owned something when, what changed hands, and which gaps were solved.

In: the data of the operations `timeline`, `diff` and `solved`. Out: text on stdout, or JSON.
"""

from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from snijvlak.cli.output.common import as_json, line, name_of, notice, out

if TYPE_CHECKING:
    from snijvlak.notices import AnswerNotice

Answer = dict[str, Any]


def timeline(periods: list[Answer], others: tuple[Answer, ...], about: "AnswerNotice", wants_json: bool) -> None:
    """Each period on a line, the first one first."""
    if wants_json:
        return as_json({"ownershipTimeline": periods, "others": others, "about": about.as_dict()})
    if periods:
        subject = periods[0]["ownership"]["subject"]
        line(Text.assemble((str(subject["title"]), "bold"), f"  {subject['id']}"))
    table = Table("from", "to", "days", "status", "owners", box=None, header_style="bold")
    for each in periods:
        days = "" if each["days"] is None else str(each["days"])
        table.add_row(*map(Text, (each["from"] or "always", each["to"] or "for ever", days, each["status"], _owners(each))))
    out.print(table)
    if others:
        line(Text("Or did you mean: " + "; ".join(f"{each['title']} ({each['id']})" for each in others), style="dim"))
    return notice(about)


def diff(found: Answer, about: "AnswerNotice", wants_json: bool) -> None:
    """What was gained, lost and changed, each with who owned it before and who does after."""
    if wants_json:
        return as_json({"ownershipDiff": found, "about": about.as_dict()})
    line(Text.assemble((name_of(found["party"]), "bold"), f"  {found['party']['id']}  {found['from']} to {found['to']}"))
    for title in ("predecessors", "successors"):
        if found[title]:
            line(Text(f"  {title}: {', '.join(map(name_of, found[title]))}"))
    for title in ("gained", "lost", "changed"):
        changes = found[title]
        line(Text(f"{title}: {changes['totalCount']}", style="bold"))
        for each in changes["nodes"]:
            line(Text(f"  {each['subject']['title']}: {_held(each['before'])} -> {_held(each['after'])}"))
        if len(changes["nodes"]) < changes["totalCount"]:
            line(Text(f"  and {changes['totalCount'] - len(changes['nodes'])} more", style="dim"))
    return notice(about)


def solved(found: Answer, about: "AnswerNotice", wants_json: bool) -> None:
    """Each gap that was solved, the last one first."""
    if wants_json:
        return as_json({"solvedGaps": found, "about": about.as_dict()})
    table = Table("solved on", "initiative", "days open", "days since", "between", "owners", box=None, header_style="bold")
    for each in found["nodes"]:
        open_days = "unknown" if each["openDays"] is None else str(each["openDays"])
        silos = ", ".join(map(name_of, each["silos"]))
        table.add_row(*map(Text, (each["solvedOn"], each["subject"]["title"], open_days, str(each["ownedDays"]), silos, _owners(each["after"]))))
    out.print(table)
    out.print(Text(f"{len(found['nodes'])} of {found['totalCount']} shown.", style="dim"))
    return notice(about)


def _held(answer: Answer) -> str:
    owners = _owners(answer)
    return f"{owners} [{answer['status']}]" if owners else f"[{answer['status']}]"


def _owners(answer: Answer) -> str:
    lead = answer["lead"]["party"]["id"] if answer["lead"] else None
    return ", ".join(f"{name_of(each['party'])}{' (lead)' if each['party']['id'] == lead else ''}" for each in answer["owners"])
