"""Shows on a terminal what analyses found, as tables, or prints it as JSON.

In: the data of operations. Out: text on stdout.
"""

from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from snijvlak.show import as_json, notice, out

if TYPE_CHECKING:
    from snijvlak.about import About


def table(*columns: str, numbers: int = 0) -> Table:
    """An empty table; its last columns are numbers."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for place, column in enumerate(columns):
        number = place >= len(columns) - numbers
        made.add_column(column, justify="right" if number else "left", no_wrap=number, overflow="fold")
    return made


def ways(found: dict[str, Any], about: "About", wants_json: bool) -> None:
    """From which doors residents had to be elsewhere, and whose way went round."""
    if wants_json:
        return as_json({**found, "about": about.as_dict()})
    counted, loops = found["misrouting"], found["referralLoops"]
    notice(about)
    shown = table("door", "was for", "ways", "of", "share", "95 %", numbers=4)
    for each in counted["cells"]:
        share, between = f"{each['rate']:.0%}", f"{each['low']:.0%}-{each['high']:.0%}"
        row = (_named(each["counter"]), _named(each["department"]), str(each["contacts"]), str(each["total"]), share, between)
        shown.add_row(*map(Text, row))  # text of a graph is no markup
    if counted["cells"]:
        out.print(shown)
    out.print(Text(
        f"{counted['chains']} ways began: {counted['right']} at a right door, {counted['wrong']} at another ({counted['suppressed']} cells left out),"
        f" {counted['withoutOwner']} about what nobody owned, {counted['unplaced']} at a door that is not known."), soft_wrap=True)  # fmt: skip
    for each in loops["nodes"]:
        chain, kinds = each["chain"], ", ".join(each["kinds"])
        title = (chain["subject"] or {}).get("title", "about nothing that is known")
        out.print(Text.assemble((f"{each['daysLost']:>5} days  ", "bold"), f"{title}: {chain['hops']} times sent on since {chain['beganOn']} ({kinds})"), soft_wrap=True)
    out.print(f"{len(loops['nodes'])} of {loops['totalCount']} ways that went round shown.")
    return None


def _named(node: dict[str, Any]) -> str:
    return str(node.get("name") or node.get("called") or node["id"])
