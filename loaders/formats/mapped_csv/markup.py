"""The text of HTML, without its tags, in time that grows with its length alone.

In: HTML of whoever wrote it, whole or broken. Out: its text on one line. What only looks like a tag stays text.
"""

import re
from html import unescape

# A tag up to its end, where a `>` between quotes is none. Nothing in it is ever looked at twice.
_TAG = re.compile(r"""</?[a-zA-Z!?][^>"']*+(?:(?:"[^"]*+"|'[^']*+')[^>"']*+)*+>""")
_START = re.compile(r"<[/!?a-zA-Z]")
_COMMENT, _COMMENT_END = "<!--", "-->"


def text_of(html: str) -> str:
    """The text between the tags; where a tag begins, a space."""
    return " ".join("".join(_Scanner(html).parts()).split())


class _Scanner:
    """Walks through HTML once. What has no end is looked for once: from there on nothing has."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._quotes_close = self._comments_close = True

    def parts(self) -> list[str]:
        """The texts, and a space for each tag that opens."""
        found, at = [], 0
        while start := _START.search(self._html, at):
            found.append(_plain(self._html[at : start.start()]))
            end = self._end_of(start.start())
            if end < 0:
                found.append(_plain(self._html[start.start() :]))
                return found
            if start.group()[1] not in "/!?":
                found.append(" ")
            at = end
        found.append(_plain(self._html[at:]))
        return found

    def _end_of(self, at: int) -> int:
        """Where a tag or comment ends; -1 when no tag ends any more."""
        if self._comments_close and self._html.startswith(_COMMENT, at):
            end = self._html.find(_COMMENT_END, at + len(_COMMENT))
            if end >= 0:
                return end + len(_COMMENT_END)
            self._comments_close = False
        if self._quotes_close:
            if tag := _TAG.match(self._html, at):
                return tag.end()
            self._quotes_close = False  # a quote that is never closed: from here on a quote is a character
        return self._html.find(">", at) + 1 or -1


def _plain(text: str) -> str:
    try:
        return unescape(text)
    except ValueError:
        return text  # a number of thousands of digits is no character
