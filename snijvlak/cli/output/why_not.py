"""Shows why a party does not own something, and what would have to change.

In: the data of the operation `why_not`. Out: text on stdout, or JSON.
"""

from rich.text import Text

from snijvlak.cli.output.common import as_json, line, notice
from snijvlak.cli.queries import Answer


def why_not(result: Answer, wants_json: bool) -> None:
    """The reason, the steps in which it was lost, and each change with what follows."""
    if wants_json:
        return as_json(result.as_dict())
    answer = result.data["whyNot"]
    line(Text.assemble((str(answer["subject"]["title"]), "bold"), f"  {answer['subject']['id']}"))
    line(Text(answer["english"], style="bold green" if answer["isOwner"] else "bold yellow"))
    for step in answer["steps"]:
        line(Text(f"  {step['rank']:>3} {step['english']}  [{step['code']}]", style="dim"))
    if answer["changes"]:
        line(Text("What would have to change: any one of these", style="bold"))
    for change in answer["changes"]:
        line(Text(f"  - {change['english']}  [{change['status']}]"))
    if not answer["changes"] and not answer["isOwner"]:
        line(Text("No single change would make it an owner."))
    return notice(result.about)
