"""Where the built GraphiQL lies, and what to say where it has not been built.

In: the files of this package. Out: a path below /static, or a plain page with the cure.
"""

from importlib.resources import files

from starlette.responses import Response

from snijvlak.pages.html import page

PAGE = "graphiql/graphiql.html"
CURE = "Run `make install` in a checkout (it builds the bundle), or install Snijvlak from its wheel, which has it."


def is_built() -> bool:
    """True when the bundle is there."""
    return files("snijvlak").joinpath("web", "static", PAGE).is_file()


def not_built() -> Response:
    """A page that says so, in place of GraphiQL."""
    return page("graphiql_not_built.html", 503, cure=CURE)
