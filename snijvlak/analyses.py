"""The commands that tell what many answers say together; each reads through an operation, as any other tool would.

In: arguments. Out: an exit code, and what `snijvlak.tables` shows.
"""

from typing import Annotated, Any

import typer

from snijvlak.loop import in_loop
from snijvlak.settings import Settings

commands = typer.Typer()
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]
Start = Annotated[str | None, typer.Option("--from", help="First day, as 2017-01-01; default a year before --to.")]
End = Annotated[str | None, typer.Option("--to", help="First day that no longer counts; default tomorrow.")]


async def answered(operation: str, **variables: Any) -> Any:
    """The data of an operation, and what is to be said about the graph."""
    from snijvlak import operations
    from snijvlak.place import opened, prepare

    async with opened(Settings.read()) as place:
        await prepare(place)
        about, context = await place.about(), await place.context()
        return await operations.run(operation, context, **variables), about


@commands.command()
def misrouting(
    start: Start = None,
    end: End = None,
    min_cell: Annotated[int, typer.Option("--min-cell", min=1, help="Leave out cells of fewer ways.")] = 5,
    json: Json = False,
) -> None:
    """At which doors residents came for somebody else, and who was sent round."""
    from snijvlak import tables

    given = {"from": start, "to": end, "minCell": min_cell}
    found, about = in_loop(answered("ways", **{name: value for name, value in given.items() if value is not None}))
    tables.ways(found, about, json)
