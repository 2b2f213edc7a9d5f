"""Yes and no as people and programs write them, in Dutch and English, read alike in every format.

In: the text of a cell. Out: true, false, or None where it is neither, for the format to refuse with its place.
"""

TRUE = frozenset(("true", "t", "1", "yes", "y", "ja", "j", "waar"))
FALSE = frozenset(("false", "f", "0", "no", "n", "nee", "onwaar"))
CURE = "Write true or false, yes or no, ja or nee, or 1 or 0."


def boolean(text: str) -> bool | None:
    """What a word says, in capitals or not."""
    word = text.strip().lower()
    return True if word in TRUE else False if word in FALSE else None
