"""Shows what falls between silos, which silos meet, and what residents met on their way, or prints it as JSON.

In: the data of the operations `gaps`, `matrix`, `closers`, `double_work` and `ways`. Out: text on stdout.
"""

from typing import Any

from rich.table import Table
from rich.text import Text

from snijvlak.cli.output.common import as_json, name_of, notice, out
from snijvlak.cli.queries import Answer


def gaps(result: Answer, wants_json: bool) -> None:
    """The list of gaps."""
    if wants_json:
        return as_json(result.as_dict())
    data = result.data["betweenSilos"]
    table = Table("initiative", "open since", "days", "silos", "nobody for", box=None, header_style="bold")
    for gap in data["nodes"]:
        silos, uncovered = (", ".join(name_of(each) for each in gap[name]) for name in ("silos", "uncovered"))
        row = (gap["subject"]["title"], gap["openSince"] or "unknown", str(gap["openDays"] if gap["openDays"] is not None else ""), silos, uncovered)
        table.add_row(*map(Text, row))
    out.print(table)
    out.print(Text(f"{len(data['nodes'])} of {data['totalCount']} shown.", style="dim"))
    return notice(result.about)


def matrix(result: Answer, first: int, wants_json: bool) -> None:
    """The pairs of the silo matrix, those with most between them first."""
    if wants_json:
        return as_json(result.as_dict())
    data = result.data["siloMatrix"]
    names = {each["id"]: str(each.get("name") or each.get("title") or each["id"]) for each in data["labels"]}
    cells = sorted(data["cells"], key=lambda each: (-each["between"], -each["initiatives"], each["row"], each["column"]))
    table = Table("between", "and", box=None, header_style="bold")
    for head in ("initiatives", "fall between", "expected"):
        table.add_column(head, justify="right")
    for cell in cells[:first]:
        other = "alone" if cell["row"] == cell["column"] else names[cell["column"]]
        expected = "" if cell["expected"] is None else f"{cell['expected']:.1f}"
        table.add_row(*map(Text, (names[cell["row"]], other, str(cell["initiatives"]), str(cell["between"]), expected)))
    out.print(table)
    out.print(Text(f"{min(first, len(cells))} of {len(cells)} pairs shown; {data['between']} of {data['total']} initiatives fall between.", style="dim"))
    return notice(result.about)


def closers(result: Answer, wants_json: bool) -> None:
    """The decisions that close most, and the few that are enough."""
    if wants_json:
        return as_json(result.as_dict())
    data = result.data["gapClosers"]
    table = Table("decision", "for", "where", box=None, header_style="bold")
    for head in ("gaps", "open days"):
        table.add_column(head, justify="right")
    for each in data["decisions"]:
        closer = each["closer"]
        where = name_of(closer["area"]) if closer["area"] else "everywhere"
        row = (f"{name_of(closer['party'])} as {closer['kind'].lower()}", _title(closer["subject"]), where, str(each["gaps"]), str(each["openDays"]))
        table.add_row(*map(Text, row))
    out.print(table)
    out.print(Text(
        f"{data['tried']} of {data['candidates']} decisions were tried. {len(data['picks'])} of them, one after the other, close {data['closedByPicks']} of {data['total']} gaps.",
        style="dim"), soft_wrap=True)  # fmt: skip
    return notice(result.about)


def double_work(result: Answer, wants_json: bool) -> None:
    """The pairs, the most alike first."""
    if wants_json:
        return as_json(result.as_dict())
    data = result.data["doubleWork"]
    table = Table("alike", "initiative", "owned in", "and", "owned in", "both say", box=None, header_style="bold")
    for pair in data["nodes"]:
        silos = [", ".join(name_of(each) for each in pair[name]) for name in ("silosOfOne", "silosOfOther")]
        table.add_row(*map(Text, (f"{pair['score']:.2f}", pair["one"]["title"], silos[0], pair["other"]["title"], silos[1], ", ".join(pair["shared"]))))
    if data["nodes"]:
        out.print(table)
    out.print(Text(f"{len(data['nodes'])} of {data['totalCount']} pairs shown.", style="dim"))
    return notice(result.about)


def _title(node: dict[str, Any]) -> str:
    return str(node.get("title") or node.get("called") or node["id"])


def ties(result: Answer, wants_json: bool) -> None:
    """The pairs of silos that hang on one tie."""
    if wants_json:
        return as_json(result.as_dict())
    every, data = result.data["siloTies"]["totalCount"], result.data["soleBridges"]
    table = Table("silo", "and", "joined only by", "through", box=None, header_style="bold")
    for each in data["nodes"]:
        tie = each["tie"]
        what = tie["initiative"] or tie["event"] or tie["official"]
        by = f"{tie['kind'].lower()} {_title(what) if tie['kind'] != 'OFFICIAL' else name_of(what)}" if what else f"an {tie['kind'].lower()}"
        table.add_row(*map(Text, (*map(name_of, each["silos"]), by, ", ".join(map(name_of, tie["departments"])))))
    out.print(table)
    out.print(Text(f"{len(data['nodes'])} of {data['totalCount']} pairs on one tie shown; {every} ties in all.", style="dim"))
    return notice(result.about)


def ways(result: Answer, wants_json: bool) -> None:
    """From which doors residents had to be elsewhere, and whose way went round."""
    if wants_json:
        return as_json(result.as_dict())
    counted, loops = result.data["misrouting"], result.data["referralLoops"]
    notice(result.about)
    shown = Table("door", "was for", box=None, header_style="bold")
    for head in ("ways", "of", "share", "95 %"):
        shown.add_column(head, justify="right")
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
