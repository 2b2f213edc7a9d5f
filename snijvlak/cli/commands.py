"""The commands, each a few lines: they read settings, open the graph, ask, and show.

In: arguments. Out: an exit code. Modules are imported in the command that needs them: all of them together take 1.6 s, `--help` 0.2 s.
"""

from pathlib import Path
from typing import Annotated

import typer

from snijvlak import __version__
from snijvlak.cli import analyses
from snijvlak.cli.event_loop import in_loop
from snijvlak.settings import Settings

app = typer.Typer(
    name="snijvlak",
    help="Who owns what in a city, and what falls between silos. Settings come from SNIJVLAK_*; see `snijvlak doctor`.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(analyses.commands)
Json = analyses.Json


def command(arguments: list[str]) -> int:
    """Run one command; its exit code."""
    from typer._click.exceptions import ClickException

    try:
        return int(app(arguments, standalone_mode=False) or 0)
    except ClickException as error:
        error.show()
        return 2


@app.command()
def serve(json: Json = False) -> None:
    """Serve the page, GraphiQL and the API, on a Neo4j of its own or the one of SNIJVLAK_NEO4J_URI."""
    from snijvlak import logs
    from snijvlak.cli.output.serve import ready
    from snijvlak.http import server

    settings = Settings.read()
    logs.to_stderr()
    in_loop(server.serve(settings, ready=ready(settings, json)))


@app.command()
def load(
    paths: Annotated[list[str] | None, typer.Argument(help="Files or folders.", show_default=False)] = None,
    format: Annotated[str, typer.Option("--format", help="Format of the files; --list names them.")] = "native",
    source: Annotated[str | None, typer.Option("--source", help="Key of the Source to attribute to, instead of the format's own.")] = None,
    mapping: Annotated[Path | None, typer.Option("--mapping", help="How the columns are to be read, for the format csv.")] = None,
    rank: Annotated[str, typer.Option("--rank", help="Keys of sources, the one to believe first, such as roo,signalen.")] = "",
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Refuse what is wrong, with all that depends on it, and load the rest.")] = False,
    rejects: Annotated[Path | None, typer.Option("--rejects", help="Where refused rows go; default beside the files.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be different, and write nothing.")] = False,
    sync: Annotated[bool, typer.Option("--sync", help="End or remove what an earlier version of the source stated and this one does not.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --sync: also when that is more than a tenth, and more than ten things, of a source.")] = False,
    bulk: Annotated[bool, typer.Option("--bulk", help="Much data into an empty managed graph: through Neo4j's offline import, where that is faster.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="Show what each format reads.")] = False,
    suggest: Annotated[bool, typer.Option("--suggest", help="Print a first mapping for a table, to correct and to load with --mapping.")] = False,
    json: Json = False,
) -> None:
    """Load files into the graph: all of them, or nothing when anything in them is wrong."""
    from loaders.options import LoadOptions
    from snijvlak.cli import load as loading
    from snijvlak.cli.output import reports

    if listed:
        return reports.formats(loading.formats(), json)
    if suggest:
        return typer.echo(loading.suggestion(paths or []), nl=False)
    ranked = loading.keys_of_sources(rank)
    options = LoadOptions(source, mapping, ranked, keep_going, rejects, dry_run, sync, yes)
    report = in_loop(loading.load(paths or [], format, options, bulk=bulk))
    reports.report(report, json)
    raise typer.Exit(report.exit_code)


@app.command()
def export(
    output: Annotated[Path | None, typer.Option("--output", help="The file to write; default standard output.")] = None,
    with_persons: Annotated[bool, typer.Option("--with-persons", help="Also residents, their contacts and what is joined to them.")] = False,
    json: Json = False,
) -> None:
    """Write the whole graph as JSON Lines, for `snijvlak load --format jsonl`: the same bytes for the same graph."""
    from snijvlak.cli import export as exporting
    from snijvlak.cli.output import reports

    outcome = in_loop(exporting.export(output, with_persons=with_persons))
    reports.exported(outcome, json, on_stderr=output is None)
    raise typer.Exit(outcome.exit_code)


@app.command()
def owner(
    text: Annotated[str, typer.Argument(help="An id such as initiative:moestuin-moerwijk, or words of a title.")],
    area: Annotated[str | None, typer.Option("--area", help="Id of the area to answer for, such as area:laak.")] = None,
    why_not: Annotated[str | None, typer.Option("--why-not", help="Tell instead why this party does not own it: an id, or words of a name.")] = None,
    json: Json = False,
) -> None:
    """Who owns this, whom to ask, which door to take, and why."""
    from snijvlak.cli import queries
    from snijvlak.cli.output import owner as show_owner
    from snijvlak.cli.output import why_not as show_why

    if why_not is not None:
        return show_why.why_not(in_loop(queries.why_not(text, why_not, area)), json)
    return show_owner.owner(in_loop(queries.owner(text, area)), json)


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(help="A file with a GraphQL document.")],
    variables: Annotated[str, typer.Option("--variables", help="Its variables, as a JSON object.")] = "{}",
    operation: Annotated[str | None, typer.Option("--operation", help="Which of its operations.")] = None,
    json: Json = False,
) -> None:
    """Ask a question, and show the Cypher it became, its parameters and how Neo4j runs it."""
    from snijvlak.cli import explain as explaining
    from snijvlak.cli.output.explain import explained

    explained(in_loop(explaining.explain(file, variables, operation)), json)


@app.command()
def check(
    what: Annotated[str | None, typer.Argument(help="`duplicates`: list persons and organisations that look the same instead.", show_default=False)] = None,
    repair: Annotated[bool, typer.Option("--repair", help="First make constraints, indexes and search tokens; never a fact.")] = False,
    json: Json = False,
) -> None:
    """List every node, property and relationship that is not as the model says."""
    from graph.errors import BadInput
    from snijvlak.cli import check as checking
    from snijvlak.cli.output import reports

    if what == "duplicates" and not repair:
        return reports.duplicates(in_loop(checking.duplicates()), json)
    if what is not None:
        raise BadInput(f"check {what}{' --repair' if repair else ''} is no check", "Ask for `check`, `check --repair` or `check duplicates`.")
    findings, repaired = in_loop(checking.check(repair_first=repair))
    reports.findings(findings, repaired, json)
    raise typer.Exit(1 if findings.exit_code or (repaired and repaired.refused) else 0)


@app.command()
def merge(
    keep: Annotated[str, typer.Argument(help="Id of the node to keep, such as official:jan-jansen.")],
    gone: Annotated[str, typer.Argument(help="Id of the node that is the same; it keeps resolving.")],
    reason: Annotated[str, typer.Option("--reason", help="Why they are the same; kept with the change.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who says so; kept with the change.")] = "command line",
    json: Json = False,
) -> None:
    """Merge two nodes that are the same: all that hangs on the second moves to the first."""
    from snijvlak.cli import merge as merging
    from snijvlak.cli.output import reports

    reports.merged(in_loop(merging.merge(keep, gone, by=by, reason=reason)), json)


@app.command()
def schema(
    register: Annotated[bool, typer.Option("--register", help="The processing register instead, as CSV.")] = False,
    json: Json = False,
) -> None:
    """Print the schema of the API, or the processing register of personal data."""
    from snijvlak.cli import register as registers

    typer.echo(registers.text(json) if register else registers.sdl(json), nl=False)


@app.command()
def doctor(json: Json = False) -> None:
    """Look at everything that can keep Snijvlak from working here, and say the cure. Starts nothing."""
    from snijvlak.cli.doctor import diagnosis
    from snijvlak.cli.output import reports

    checks = in_loop(diagnosis(Settings.read()))
    reports.checks(checks, json)
    raise typer.Exit(0 if all(each.ok for each in checks) else 1)


@app.callback(invoke_without_command=True)
def about(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Who owns what in a city, and what falls between silos. Settings come from SNIJVLAK_*; see `snijvlak doctor`."""
    if version:
        typer.echo(__version__)
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
