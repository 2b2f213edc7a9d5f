"""Shows what became of a load, an export, a check, a merge, or of doctor.

In: reports, findings, checks. Out: text on stdout, what went wrong on stderr; or JSON.
"""

from collections.abc import Iterable

from rich.text import Text

from graph.check import Findings, Pair, Repair
from graph.server import Check
from graph.write.merge import Merged
from loaders.apply.report import Report
from loaders.export import Outcome
from snijvlak.cli.output.common import as_json, err, out


def report(found: Report, wants_json: bool) -> None:
    """What became of a load."""
    if wants_json:
        return as_json(found.as_dict())
    for line in found.lines():
        (err if found.stopped else out).print(Text(line), soft_wrap=True)
    return None


def exported(found: Outcome, wants_json: bool, *, on_stderr: bool) -> None:
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


def formats(found: Iterable[tuple[str, str]], wants_json: bool) -> None:
    """What can be loaded."""
    if wants_json:
        return as_json([{"format": name, "reads": reads} for name, reads in found])
    for name, reads in found:
        out.print(Text.assemble((f"{name:<12}", "bold"), reads), soft_wrap=True)
    return None


def findings(found: Findings, repaired: Repair | None, wants_json: bool) -> None:
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


def duplicates(found: list[Pair], wants_json: bool) -> None:
    """What looks the same."""
    if wants_json:
        return as_json([each.as_dict() for each in found])
    for each in found:
        out.print(Text(f"{each.score:.2f}  {each.one}  {each.other}: {' = '.join(each.names)}\n      {'; '.join(each.why)}"), soft_wrap=True)
    out.print(f"{len(found)} pairs look the same. `snijvlak merge ID ID` makes two one." if found else "Nothing looks the same.")
    return None


def merged(found: Merged, wants_json: bool) -> None:
    """What became of a merge."""
    if wants_json:
        return as_json(vars(found))
    out.print(Text(f"{found.gone} is {found.kept} now: {found.moved} relationships moved, {found.joined} were there already."), soft_wrap=True)
    for each in found.dropped:
        out.print(Text(f"Left out, for the node cannot have it twice or with itself: {each}"), soft_wrap=True)
    return None


def checks(found: list[Check], wants_json: bool) -> None:
    """What doctor looked at."""
    if wants_json:
        return as_json({"checks": [vars(each) for each in found]})
    for each in found:
        mark = ("ok    ", "green") if each.ok else ("WRONG ", "bold red")
        out.print(Text.assemble(mark, (f"{each.name:<17}", "bold"), each.cause), soft_wrap=True)
        if each.cure and not each.ok:
            out.print(Text(f"      {each.cure}"), soft_wrap=True)
    return None
