"""Shows on a terminal what commands found, or prints it as JSON.

In: answers, reports, findings, checks. Out: text on stdout; what went wrong on stderr.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from rich.text import Text
from rich.tree import Tree

from snijvlak.cli.output.terminal import console

if TYPE_CHECKING:
    from graph.check import Findings, Pair, Repair
    from graph.server import Check
    from graph.write.merge import Merged
    from loaders.apply.report import Report
    from loaders.export import Outcome
    from snijvlak.cli.explain import Explained
    from snijvlak.instance import Instance
    from snijvlak.notices import AnswerNotice
    from snijvlak.settings import Settings

out = console()
err = console(stderr=True)


def as_json(value: Any) -> None:
    """Print for machines."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


# -- serve -------------------------------------------------------------------------------------------------------


def ready(settings: "Settings", wants_json: bool) -> "Callable[[Instance, AnswerNotice, bool], None]":
    """What `serve` prints when all is up."""
    from snijvlak.http.server import address_of

    def print_block(place: "Instance", about: "AnswerNotice", seeded: bool) -> None:
        address = address_of(settings)
        if wants_json:
            return as_json({"page": f"{address}/", "graphiql": f"{address}/graphql", "api": f"{address}/graphql", "neo4j": place.uri, **about.as_dict()})
        for name, value in _block(address, place, about, seeded):
            out.print(Text.assemble((f"{name:<10}", "bold"), value), soft_wrap=True)
        return None

    return print_block


def _block(address: str, place: "Instance", about: "AnswerNotice", seeded: bool) -> Iterator[tuple[str, str]]:
    yield "Page", f"{address}/"
    yield "GraphiQL", f"{address}/graphql (in a browser)"
    yield "API", f"{address}/graphql (POST)"
    yield "Neo4j", f"{place.uri} ({'managed by Snijvlak' if place.managed else 'yours: nothing is written to it'}{', the seed was loaded now' if seeded else ''})"
    yield "Date", f"answers hold for {about.today()}"
    yield "Viewer", _viewer(about)
    if about.notices.synthetic:
        yield "Notice", about.notices.en
        yield "Let op", about.notices.nl
    yield "Stop", "ctrl-c"


def _viewer(about: "AnswerNotice") -> str:
    role = about.viewer.role.value
    if role == "PUBLIC":
        return "PUBLIC: everybody sees what is public, until authentication is configured"
    return f"{role}: this machine only, and everybody in the graph is invented; names of residents stay hidden"


# -- answers ------------------------------------------------------------------------------------------------------


def line(text: Text) -> None:
    """Print one line, however long."""
    out.print(text, soft_wrap=True)


def notice(about: "AnswerNotice") -> None:
    """What belongs beside every answer."""
    said = f" {about.notices.en}" if about.notices.en else ""
    line(Text(f"Answer for {about.today()}.{said}", style="dim"))


def owner(answer: dict[str, Any], others: tuple[dict[str, Any], ...], about: "AnswerNotice", wants_json: bool) -> None:
    """Who owns it, and why."""
    if wants_json:
        return as_json({"ownership": answer, "others": others, "about": about.as_dict()})
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
    if others:
        line(Text("Or did you mean: " + "; ".join(f"{each['title']} ({each['id']})" for each in others), style="dim"))
    return notice(about)


def _who(each: dict[str, Any]) -> str:
    party, silo, official = each["party"], each["silo"], each["official"]
    service = f" ({name_of(silo)})" if silo and silo["id"] != party["id"] else ""
    return f"{name_of(party)}{service}{', ask ' + name_of(official) if official else ''}"


def name_of(node: dict[str, Any]) -> str:
    """What a node is called."""
    return str(node["name"] or node["id"])


# -- reports ------------------------------------------------------------------------------------------------------


def report(found: "Report", wants_json: bool) -> None:
    """What became of a load."""
    if wants_json:
        return as_json(found.as_dict())
    for line in found.lines():
        (err if found.stopped else out).print(Text(line), soft_wrap=True)
    return None


def exported(found: "Outcome", wants_json: bool, *, on_stderr: bool) -> None:
    """What was exported; on standard error where the export itself goes to standard output."""
    told = err if on_stderr else out
    if wants_json:
        told.print_json(data={"exported": dict(found.counts), "notes": dict(found.noted), "moved": found.moved})
        return
    told.print(f"Exported {sum(found.counts.values()):,} nodes and relationships.")
    for note, count in sorted(found.noted.items()):
        told.print(Text(f"{count:,} times: {note}"), soft_wrap=True)
    if found.moved:
        told.print("Somebody wrote in the meantime: export again for a graph of one moment.")


def formats(found: "Iterable[tuple[str, str]]", wants_json: bool) -> None:
    """What can be loaded."""
    if wants_json:
        return as_json([{"format": name, "reads": reads} for name, reads in found])
    for name, reads in found:
        out.print(Text.assemble((f"{name:<12}", "bold"), reads), soft_wrap=True)
    return None


def findings(found: "Findings", repaired: "Repair | None", wants_json: bool) -> None:
    """What a check found, and what a repair did first."""
    if wants_json:
        return as_json({**found.as_dict(), "repaired": repaired.as_dict() if repaired else None})
    if repaired:
        out.print(f"Made {repaired.schema} constraints and indexes, and the search tokens of {repaired.searchable} nodes.")
        for error in repaired.refused:
            err.print(Text(str(error)), soft_wrap=True)
    for each in found:
        out.print(Text(f"{each}\n    {each.cure}"), soft_wrap=True)
    out.print(f"{len(found)} findings." if len(found) else "The graph is as the model says.")
    return None


def duplicates(found: "list[Pair]", wants_json: bool) -> None:
    """What looks the same."""
    if wants_json:
        return as_json([each.as_dict() for each in found])
    for each in found:
        out.print(Text(f"{each.score:.2f}  {each.one}  {each.other}: {' = '.join(each.names)}\n      {'; '.join(each.why)}"), soft_wrap=True)
    out.print(f"{len(found)} pairs look the same. `snijvlak merge ID ID` makes two one." if found else "Nothing looks the same.")
    return None


def merged(found: "Merged", wants_json: bool) -> None:
    """What became of a merge."""
    if wants_json:
        return as_json(vars(found))
    out.print(Text(f"{found.gone} is {found.kept} now: {found.moved} relationships moved, {found.joined} were there already."), soft_wrap=True)
    for each in found.dropped:
        out.print(Text(f"Left out, for the node cannot have it twice or with itself: {each}"), soft_wrap=True)
    return None


def checks(found: "list[Check]", wants_json: bool) -> None:
    """What doctor looked at."""
    if wants_json:
        return as_json({"checks": [vars(each) for each in found]})
    for each in found:
        mark = ("ok    ", "green") if each.ok else ("WRONG ", "bold red")
        out.print(Text.assemble(mark, (f"{each.name:<17}", "bold"), each.cause), soft_wrap=True)
        if each.cure and not each.ok:
            out.print(Text(f"      {each.cure}"), soft_wrap=True)
    return None


# -- explain -----------------------------------------------------------------------------------------------------


def explained(statements: "list[Explained]", wants_json: bool) -> None:
    """Each statement with its parameters and its plan."""
    if wants_json:
        return as_json([each.as_dict() for each in statements])
    for number, each in enumerate(statements, 1):
        out.rule(f"statement {number} of {len(statements)}", align="left")
        out.print(Text(each.cypher), soft_wrap=True)
        for name, value in each.parameters.items():
            out.print(Text.assemble((f"${name}", "bold"), f" = {value!r}"), soft_wrap=True)
        out.print(_plan_tree(each.plan))
    return None


def _plan_tree(plan: dict[str, Any]) -> Tree:
    """The operators of a plan, each under the one that it feeds."""
    details, rows = plan.get("args", {}).get("Details", ""), plan.get("args", {}).get("EstimatedRows")
    label = Text.assemble((plan.get("operatorType", "?").partition("@")[0], "bold"), f" {str(details)[:160]}", f"  (~{rows:.0f} rows)" if rows is not None else "")
    tree = Tree(label)
    for child in plan.get("children", ()):
        tree.add(_plan_tree(child))
    return tree
