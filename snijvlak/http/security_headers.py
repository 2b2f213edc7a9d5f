"""What a browser may do with each response: where content comes from, who may frame it, how long it is kept.

In: the path of a request and the status of its response. Out: headers.
"""

from snijvlak.pages.graphiql import PAGE

STATIC = "/static/"
ASSETS = "/static/graphiql/assets/"  # their names hold a hash of their content

COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}
# The page posts a form. Under "no-referrer" browsers send `Origin: null` with it, which the gate rightly refuses;
# "same-origin" tells other sites just as little.
REFERRER, REFERRER_OF_PAGE = "no-referrer", "same-origin"

_FRAMED = "frame-ancestors 'none'; base-uri 'none'"
CSP = f"default-src 'none'; {_FRAMED}"
CSP_OF_PAGE = f"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; {_FRAMED}"
CSP_OF_STATIC = f"default-src 'self'; {_FRAMED}"
# GraphiQL's editor writes styles into the page; without them it falls apart. Nowhere else.
CSP_OF_GRAPHIQL = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    f"worker-src 'self'; connect-src 'self'; form-action 'none'; {_FRAMED}"
)


def policy_of(path: str, status: int) -> dict[str, str]:
    """The headers for a response."""
    is_page = path in ("/", "/graphql")
    return {
        **COMMON,
        "Referrer-Policy": REFERRER_OF_PAGE if path == "/" else REFERRER,
        "Content-Security-Policy": _csp(path, is_page),
        "Cache-Control": _kept(path, status),
    }


def _csp(path: str, is_page: bool) -> str:
    if path == f"{STATIC}{PAGE}":
        return CSP_OF_GRAPHIQL
    if path.startswith(STATIC):
        return CSP_OF_STATIC
    return CSP_OF_PAGE if is_page else CSP


def _kept(path: str, status: int) -> str:
    if path.startswith(ASSETS) and status in (200, 304):
        return "public, max-age=31536000, immutable"
    return "no-cache" if path.startswith(STATIC) else "no-store"
