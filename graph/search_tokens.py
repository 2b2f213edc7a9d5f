"""Finds nodes by words: tokens of our own making, the same for what is stored and for what is asked.

In: a text. Out: tokens that hold letters and digits only, so that no text of a caller is ever read as search syntax.
Character n-grams find a word inside a compound and with a slip of the pen, which Dutch asks for.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain

from graph.folding import folded

WORD = re.compile(r"[^\W_]+")
NGRAM = 4  # letters; ranked best on Dutch complaint texts, against stemming and two small embedding models
MOST_WORDS = 12
REMEMBERED = 8192  # words of which the tokens are kept: texts of a city use few words often
# The public text of a node that may be searched.
TEXTS = ("title", "name", "aliases", "summary", "description", "code")
# Words that say nothing about the subject.
STOP = frozenset(["de", "het", "een", "en", "van", "in", "op", "te", "voor", "met", "is", "aan", "door", "bij", "er", "wie", "wat", "waar", "pakt", "dit", "dat", "zijn", "of", "om", "naar", "the", "a", "an", "of", "for", "to", "who", "owns"])


def words(text: str) -> list[str]:
    """The words of a text in lower case, with plain letters."""
    return WORD.findall(folded(text))


def tokens(text: str) -> list[str]:
    """Whole words, marked, and the character n-grams of each; in order, without doubles."""
    return list(dict.fromkeys(chain.from_iterable(map(tokens_of, words(text)))))


@lru_cache(REMEMBERED)
def tokens_of(word: str) -> tuple[str, ...]:
    """The tokens of one word; none where it says nothing about the subject."""
    if word in STOP:
        return ()
    return f"w{word}", *(f"g{word[at : at + NGRAM]}" for at in range(len(word) - NGRAM + 1))


def search_tokens(properties: Mapping[str, object]) -> str:
    """What is stored with a node, for the index: the tokens of its searched text, with spaces between them."""
    return " ".join(tokens(searched_text(properties)))


def query_of(text: str) -> str:
    """What to ask the index for; empty when the text holds no word to search for."""
    chosen = " ".join([word for word in words(text) if word not in STOP][:MOST_WORDS])
    return " ".join(f"{token}^4" if token.startswith("w") else token for token in tokens(chosen))


def searched_text(properties: Mapping[str, object]) -> str:
    """The public text of a node that may be searched: its title, aliases, summary or description."""
    parts: list[str] = []
    for name in TEXTS:
        value = properties.get(name)
        parts += [value] if isinstance(value, str) else [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
    return " ".join(parts)
