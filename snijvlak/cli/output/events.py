"""Shows who was at events and who was missing, or prints it as JSON.

In: the data of the operation `representativeness`. Out: text on stdout.
"""

from typing import Any

from rich.table import Table
from rich.text import Text

from snijvlak.cli.output.common import as_json, line, notice, out
from snijvlak.cli.queries import Answer


def representativeness(result: Answer, wants_json: bool) -> None:
    """For each event or area its groups, dimension by dimension."""
    if wants_json:
        return as_json(result.as_dict())
    data = result.data["representativeness"]
    for item in data["nodes"]:
        line(Text.assemble((_head(item), "bold"), "  invented example" if item["synthetic"] else ""))
        for dimension in item["dimensions"]:
            _dimension(dimension)
        if item["notStated"]:
            line(Text(f"{'' if item['event'] else str(item['notStated']) + ' of them: '}no head counts are stated.", style="dim"))
    line(Text(f"{len(data['nodes'])} of {data['totalCount']} shown.", style="dim"))
    return notice(result.about)


def _head(item: dict[str, Any]) -> str:
    event, area = item["event"], item["area"]
    beside = f"beside {area['name']}" if area else "no area around it states its population"
    if event:
        return f"{event['title']} ({event['date'] or 'no date'}), {beside}"
    return f"{item['events']} events, {beside}"


def _dimension(dimension: dict[str, Any]) -> None:
    name = dimension["name"] or "groups"
    if dimension["groups"]:
        table = Table(name, box=None, header_style="bold")
        for head in ("heads", "share", "95 %", "in the area", "ratio", "95 %"):
            table.add_column(head, justify="right")
        for each in dimension["groups"]:
            table.add_row(*map(Text, _row(each)))  # text of a graph is no markup
        out.print(table)
    if dimension["withheld"]:
        events = dimension["withheld"]
        line(Text(f"{name}: withheld for {events} {'event' if events == 1 else 'events'}, since too few people were there.", style="dim"))


def _row(group: dict[str, Any]) -> tuple[str, ...]:
    heads = f"{group['atLeast']}-{group['atMost']}" if group["count"] is None else str(group["count"])
    ratio = "" if group["ratioLow"] is None else f"{group['ratioLow']:.2f}-{group['ratioHigh']:.2f}"
    return (group["group"], heads, _share(group["share"]), f"{group['low']:.0%}-{group['high']:.0%}", _share(group["reference"]),
            "" if group["ratio"] is None else f"{group['ratio']:.2f}", ratio)  # fmt: skip


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.0%}"
