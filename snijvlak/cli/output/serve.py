"""Shows where the page, GraphiQL and the API are, once `serve` answers.

In: settings, the open graph and its notices. Out: text on stdout, or JSON.
"""

from collections.abc import Callable, Iterator

from rich.text import Text

from snijvlak.cli.output.common import as_json, out
from snijvlak.http.server import address_of
from snijvlak.instance import Instance
from snijvlak.notices import AnswerNotice
from snijvlak.settings import Settings


def ready(settings: Settings, wants_json: bool) -> Callable[[Instance, AnswerNotice, bool], None]:
    """What `serve` prints when all is up."""
    def print_block(place: Instance, about: AnswerNotice, seeded: bool) -> None:
        address = address_of(settings)
        if wants_json:
            return as_json({"page": f"{address}/", "graphiql": f"{address}/graphql", "api": f"{address}/graphql", "neo4j": place.uri, **about.as_dict()})
        for name, value in _block(address, place, about, seeded):
            out.print(Text.assemble((f"{name:<10}", "bold"), value), soft_wrap=True)
        return None

    return print_block


def _block(address: str, place: Instance, about: AnswerNotice, seeded: bool) -> Iterator[tuple[str, str]]:
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


def _viewer(about: AnswerNotice) -> str:
    role = about.viewer.role.value
    if role == "PUBLIC":
        return "PUBLIC: everybody sees what is public, until authentication is configured"
    return f"{role}: this machine only, and everybody in the graph is invented; names of residents stay hidden"
