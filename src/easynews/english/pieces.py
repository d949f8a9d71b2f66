"""Words as the English model sees them: word pieces, casing and endings."""

import unicodedata
from functools import lru_cache

LONGEST_PART = 60
"""Characters of a part of a word that are looked at: the search is quadratic in them."""
LONGEST_WORD = 8
"""Pieces kept of one word; the parser reads only the first, the rest give context."""


def shape(word: str) -> int:
    """Casing class of a word, 0–7 (the encoder itself is uncased)."""
    if word.isdigit():
        return 1
    if word.isupper() and len(word) > 1:
        return 2
    if word[:1].isupper():
        return 3
    if word.islower():
        return 4
    if any(c.isdigit() for c in word):
        return 5
    return 6 if not any(c.isalnum() for c in word) else 7


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


class WordPieces:
    """Greedy longest-match word pieces (Wu et al. 2016), uncased, as BERT models use them.

    Args:
        vocabulary: one piece a line; a piece that continues a word starts with `##`.
    """

    def __init__(self, vocabulary: list[str]) -> None:
        self.ids = {piece: number for number, piece in enumerate(vocabulary)}
        self.unknown = self.ids["[UNK]"]
        self.first, self.last = self.ids["[CLS]"], self.ids["[SEP]"]
        self.pieces = lru_cache(maxsize=50_000)(self._pieces)

    def _pieces(self, word: str) -> tuple[int, ...]:
        decomposed = unicodedata.normalize("NFD", word.lower())
        plain = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
        parts = "".join(f" {c} " if _is_mark(c) else c for c in plain).split()
        found = [number for part in parts for number in self._greedy(part)]
        return tuple(found[:LONGEST_WORD]) or (self.unknown,)

    def _greedy(self, part: str) -> list[int]:
        found, start, part = [], 0, part[:LONGEST_PART]
        while start < len(part):
            for end in range(len(part), start, -1):
                number = self.ids.get(part[start:end] if start == 0 else "##" + part[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [self.unknown]
        return found

    def encode(self, words: list[str]) -> tuple[list[int], list[int]]:
        """Piece ids of a sentence with its end marks, and where each word's first piece stands."""
        ids, starts = [self.first], []
        for word in words:
            starts.append(len(ids))
            ids.extend(self.pieces(word))
        return [*ids, self.last], starts
