"""Letters as a reader takes them: without accents, and as the plain letter where there is no accent to take off.

In: a text. Out: the text in small letters that search and comparison see, the same for what is stored and what is asked:
Polish ł, Vietnamese đ, Danish ø, German ß, Turkish ı and İ, and what Arabic, Persian and Greek write in two ways.
"""

import unicodedata

# What no decomposition of Unicode takes apart, by letter; two letters where people write two without that keyboard.
_PLAIN = str.maketrans({
    "ı": "i", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ø": "o", "ŧ": "t", "ŋ": "n", "ɛ": "e", "ɔ": "o", "ə": "e", "ɓ": "b",
    "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɖ": "d", "ɣ": "g", "ʋ": "v", "ƒ": "f", "ĸ": "k", "ƶ": "z", "ɨ": "i", "ʉ": "u",
    "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
    "ς": "σ", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ٱ": "ا", "ـ": None,
    # Not seen: soft hyphen, joiners, marks and controls of writing direction.
    **dict.fromkeys("\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"),
})  # fmt: skip


def folded(text: str) -> str:
    """The text for comparing; fast where it is plain, as nearly all is."""
    text = text.lower()
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    kept = "".join(each for each in apart if not unicodedata.combining(each))
    return kept.lower().translate(_PLAIN)  # small once more: what Unicode takes apart may be a capital, as in ℡
