"""How alike two texts are: the weight of the tokens that both have, out of the weight of all that either has.

A token weighs the square of its inverse document frequency, so that the score is the Tanimoto coefficient of two tf-idf vectors.

In: the texts of a city. Out: Texts: each as the numbers of its tokens, the rarest first, the score of two of them, and what
they share for a reader. The tokens are those of `graph.search`: words and groups of four letters, so that a moestuin is like a
schooltuin. They are made here of what is stored as text: the property searchTokens may be missing or old.
"""

import math
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from graph.search import NGRAM, tokens_of, words

UNIT = 1000  # weights are whole numbers, so that a sum is the same in whatever order it is made
SAFE = 1e-9  # far more than what rounding a division can do to a score
MOST_SHARED = 8
COMMON = 0.1  # a token that is in so many of the texts is common


class Texts:
    """Many texts; a text is told by its place. `totals`: the weight of all tokens of each."""

    def __init__(self, texts: Iterable[str]) -> None:
        names: dict[str, int] = {}
        held, counts = list[Sequence[int]](), Counter[int]()
        for found in _numbered(texts, names):
            held.append(array("I", found))
            counts.update(found)
        order = sorted(names, key=lambda name: (counts[names[name]], name))
        rank = [0] * len(names)
        for place, name in enumerate(order):
            rank[names[name]] = place
        self.weights = [round(UNIT * math.log(1 + len(held) / counts[names[name]]) ** 2) for name in order]
        self._rank = {name: place for place, name in enumerate(order)}
        self.tokens = [array("I", sorted(map(rank.__getitem__, each))) for each in held]
        self.totals = [self.weight(each) for each in self.tokens]
        common = sum(counts[names[name]] < COMMON * len(held) for name in order)
        self._rare = [bisect_left(each, common) for each in self.tokens]  # so many of each are not common
        self._light = [self.weight(each[rare:]) for each, rare in zip(self.tokens, self._rare, strict=True)]

    def weight(self, tokens: Iterable[int]) -> int:
        """What some tokens weigh together: each round(1000 · ln(1 + N/n)²), where n of all N texts have it."""
        return sum(map(self.weights.__getitem__, tokens))

    def score(self, one: int, other: int) -> float:
        """From 0, nothing in common, to 1, the same tokens."""
        shared = self.weight(frozenset(self.tokens[one]).intersection(self.tokens[other]))
        return shared / (self.totals[one] + self.totals[other] - shared) if shared else 0.0

    def alike(self, one: int, others: Iterable[int], least: float) -> Iterator[tuple[int, float]]:
        """Those of some others with a score of `least` or more, with their score.

        Two texts share no more of the common tokens than either has of them, so that most are told by the others alone.
        """
        rare, light, total = frozenset(self._rare_of(one)), self._light[one], self.totals[one]
        times = least / (1 + least) * (1 - SAFE)
        for other in others:
            most = self.weight(rare.intersection(self._rare_of(other))) + min(light, self._light[other])
            if most >= times * (total + self.totals[other]) and (score := self.score(one, other)) >= least:
                yield other, score

    def _rare_of(self, place: int) -> Sequence[int]:
        return self.tokens[place][: self._rare[place]]

    def prefix(self, place: int, least: float) -> Sequence[int]:
        """The rarest tokens of a text: whatever has none of them among its own has a score below `least` with it.

        All tokens of a text that come after them weigh less than `least` of its total, and a score is at most what is
        shared out of that total (R. J. Bayardo, Y. Ma, R. Srikant, Scaling up all pairs similarity search, WWW 2007).
        """
        tokens, rest, bound = self.tokens[place], self.totals[place], least * self.totals[place] * (1 - SAFE)
        for count, token in enumerate(tokens):
            if rest < bound:
                return tokens[:count]
            rest -= self.weights[token]
        return tokens

    def reaches(self, place: int, least: float) -> list[float]:
        """For each of the rarest tokens of a text the greatest total of another that may have it as the first in common.

        What two texts share then weighs no more than this token and those after it; a score of `least` takes
        least / (1 + least) of both totals (C. Xiao, W. Wang, X. Lin, J. X. Yu, Efficient similarity joins, WWW 2008).
        It ends where another text would have to be so light that it is less alike already.
        """
        total, rest, found = self.totals[place], self.totals[place], list[float]()
        times, lightest = (1 + least) / least * (1 + SAFE), least * self.totals[place] * (1 - SAFE)
        for token in self.tokens[place]:
            reach = rest * times - total
            if reach < lightest:
                break
            found.append(reach)
            rest -= self.weights[token]
        return found

    def shared(self, one: str, other: str) -> tuple[str, ...]:
        """The words of one text that both have, and the parts of others, of four letters or more; those that weigh most."""
        common = {token for word in words(one) for token in tokens_of(word)}
        common &= {token for word in words(other) for token in tokens_of(word)}
        found: dict[str, int] = {}
        for word in words(one):
            parts = [(word, tokens_of(word))] if f"w{word}" in common else _parts(word, common)
            for part, tokens in parts:
                found[part] = max(found.get(part, 0), self.weight(map(self._rank.__getitem__, tokens)))
        found = {part: weight for part, weight in found.items() if not any(part in other and part != other for other in found)}
        return tuple(sorted(found, key=lambda part: (-found[part], part))[:MOST_SHARED])


def _numbered(texts: Iterable[str], names: dict[str, int]) -> Iterator[set[int]]:
    """The tokens of each text by number; `names` gets the number of each token."""
    known: dict[str, tuple[int, ...]] = {}
    for text in texts:
        found = set[int]()
        for word in words(text):
            tokens = known.get(word)
            if tokens is None:
                tokens = known[word] = tuple(names.setdefault(token, len(names)) for token in tokens_of(word))
            found.update(tokens)
        yield found


def _parts(word: str, common: set[str]) -> Iterator[tuple[str, list[str]]]:
    """The pieces of a word all of whose groups of letters are in common, as long as they come, with those groups."""
    groups = [token for token in tokens_of(word) if token.startswith("g")]
    start = 0
    for place in range(len(groups) + 1):
        if place == len(groups) or groups[place] not in common:
            if place > start:
                yield word[start : place - 1 + NGRAM], groups[start:place]
            start = place + 1
