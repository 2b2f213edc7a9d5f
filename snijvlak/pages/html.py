"""Renders the templates of this package: every text is escaped, and no name turns around what stands beside it.

In: the name of a template and its values. Out: a whole page as a response.
"""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from loaders.text import undirected
from snijvlak.pages import dutch


def _undirected(value: Any) -> Any:
    return undirected(value) if isinstance(value, str) and not isinstance(value, Markup) else value


_TEMPLATES = Environment(
    loader=PackageLoader("snijvlak.pages"),
    autoescape=True,
    auto_reload=False,
    finalize=_undirected,
    keep_trailing_newline=True,
    lstrip_blocks=True,
    trim_blocks=True,
    undefined=StrictUndefined,
)
_TEMPLATES.globals["dutch"] = dutch
_TEMPLATES.filters["exact"] = escape  # for what the browser sends back


def page(template: str, status: int = 200, /, **values: Any) -> HTMLResponse:
    """A page of one of the templates."""
    return HTMLResponse(_TEMPLATES.get_template(template).render(values), status)
