"""Shows who owns something, whom to ask, and why.

In: the data of the operation `owner`. Out: text on stdout, or JSON.
"""

from typing import Any

from rich.text import Text

from snijvlak.cli.output.common import as_json, did_you_mean, line, name_of, notice
from snijvlak.cli.queries import Answer


def owner(result: Answer, wants_json: bool) -> None:
    """Who owns it, and why."""
    if wants_json:
        return as_json(result.as_dict())
    answer = result.data["ownership"]
    unknown = "" if answer["known"] else " (not known to us)"
    since = f" since {answer['since']}" if answer["since"] else ""
    line(Text.assemble((f"{answer['subject']['title']}", "bold"), f"  {answer['subject']['id']}"))
    line(Text(f"{answer['status']}{unknown}{since}", style="bold green" if answer["status"] == "OWNED" else "bold yellow"))
    line(Text(answer["english"]))
    for title, names in (("owner", answer["owners"]), ("partner", answer["partners"]), ("consent", answer["consents"]), ("convener", [answer["convener"]])):
        for each in filter(None, names):
            line(Text(f"  {title:<9} {_who(each)}{'  (lead)' if each == answer['lead'] else ''}"))
    for topic in answer["topics"]:
        line(Text(f"  {'topic':<9} {topic['subject']['title']}: {', '.join(name_of(each) for each in topic['departments']) or 'nobody'}"))
    for door in answer["nextDoor"]:
        line(Text(f"  {'door':<9} {door['counter']['name']}{', ' + door['counter']['phone'] if door['counter']['phone'] else ''}: {door['english']}"))
    line(Text("Why", style="bold"))
    for step in answer["steps"]:
        line(Text(f"  {'+' if step['taken'] else '-'} {step['english']}  [{step['code']}]", style="" if step["taken"] else "dim"))
    did_you_mean(result.others)
    return notice(result.about)


def _who(each: dict[str, Any]) -> str:
    party, silo, official = each["party"], each["silo"], each["official"]
    service = f" ({name_of(silo)})" if silo and silo["id"] != party["id"] else ""
    return f"{name_of(party)}{service}{', ask ' + name_of(official) if official else ''}"
