"""Text of files as a reader sees it: letters with their accents in one piece (NFC), and nothing that cannot be seen.

In: text as it stands in a file. Out: the text that is compared and kept, and text that is fit for a message. Taken out
are controls of writing direction, which can make a name read as another one, and characters without width, which make
one name two. Joiners stay: Persian and emoji need them.
"""

import re
import unicodedata

# Marks and controls of writing direction (Unicode UAX 9); then soft hyphen, space without width, word joiner, stray BOM.
DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
INVISIBLE = re.compile(f"[{DIRECTION}\u00ad\u200b\u2060\ufeff]")
_DIRECTION = re.compile(f"[{DIRECTION}]")
# The same as JSON may write them.
_ESCAPED = re.compile(r"\\u(?:061c|200[bef]|202[a-e]|206[06789]|00ad|feff)", re.IGNORECASE)
REMOVED = "characters that cannot be seen (controls of writing direction, soft hyphens) were taken out of a text"


def cleaned(text: str) -> str:
    """The text in NFC without characters that cannot be seen; fast where it is plain, as nearly all is."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text))


def holds_invisible(raw: str) -> bool:
    """Whether the text of a row, as it stands in its file, holds what `cleaned` takes out."""
    if raw.isascii():
        return "\\u" in raw and _ESCAPED.search(raw) is not None
    return INVISIBLE.search(raw) is not None or _ESCAPED.search(raw) is not None


def undirected(text: str, instead: str = "") -> str:
    """Text to show beside other text, without what would turn that around; such text may be stored by another program."""
    return text if text.isascii() else _DIRECTION.sub(instead, text)


def visible(text: str) -> str:
    """Text for a message: what cannot be seen, or moves the cursor, is shown by its number, such as `\\xa0`."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)


def column_name(text: str) -> str:
    """The name of a column as people mean it: without spaces around it, and any space inside a plain one."""
    return " ".join(cleaned(text).split())
