"""Makes HTML in which every text is escaped, because there is no other way to put one in.

In: names of elements, texts, attributes. Out: Markup. Only what `tag` and `document` made is taken as HTML.
"""

from html import escape

from loaders.text import undirected

VOID = frozenset({"input", "link", "meta", "br"})


class Markup(str):
    """HTML made here; any other text is escaped when it is put into an element."""

    __slots__ = ()


Content = str | None


def tag(element: str, /, *content: Content, **attributes: str | bool | None) -> Markup:
    """One element; a text is escaped, None is left out. `class_` and `for_` stand for class and for."""
    inner = "".join(_inside(each) for each in content if each is not None)
    opening = f"<{element}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Markup(opening if element in VOID else f"{opening}{inner}</{element}>")


def joined(*parts: Content) -> Markup:
    """Several parts after each other."""
    return Markup("".join(_inside(each) for each in parts if each is not None))


def _inside(text: str) -> str:
    """Text as it stands in an element: no name turns around what stands beside it."""
    return text if isinstance(text, Markup) else escape(undirected(text))


def _attribute(key: str, value: str | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(value)}"'


def document(title: str, *body: Content) -> str:
    """A whole page in Dutch, with our style sheet and nothing from elsewhere."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="robots", content="noindex"),
        tag("title", title),
        tag("link", rel="stylesheet", href="static/page.css"),
        tag("link", rel="icon", href="static/icon.svg", type="image/svg+xml"),
    )
    return f"<!doctype html>\n{tag('html', head, tag('body', *body), lang='nl')}\n"
