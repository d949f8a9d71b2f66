"""Spells words the British or the American way.

Looks for: a word that the other side of the Atlantic spells differently.
Changes: its spelling: *colour* → *color*. Without a wish, only our own words follow the source's spelling.
Leaves alone: names, and everything inside quotation marks.

>>> from easynews.rewrite.rules import example, spelling
>>> example(spelling, "The neighbours painted the theatre in bright colours.")
'The neighbors painted the theater in bright colors.'
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from easynews.english.spelling import AMERICAN, respelt
from easynews.rewrite.draft import Draft
from easynews.rewrite.proposal import Swap

NAME = "spelling"


@dataclass(frozen=True)
class Spelling:
    """The rule for one variety; `ours_only` leaves the source's own words as they are."""

    variety: str = AMERICAN
    ours_only: bool = False
    NAME: str = NAME

    def propose(self, draft: Draft) -> Iterator[Swap]:
        """One swap for each word spelt the other way."""
        for token in draft.doc:
            word = draft.words[token.i]
            new = respelt(word.text, self.variety)
            named = token.pos_ == "PROPN" or token.ent_type_ or draft.quoted[token.i]
            if new == word.text or named or self.ours_only and not word.rule:
                continue
            why = f"“{word.text}” → “{new}”: {self.variety.capitalize()} spelling."
            yield Swap(NAME, token.i, token.i + 1, (replace(word, text=new, rule=word.rule or NAME),), why)
