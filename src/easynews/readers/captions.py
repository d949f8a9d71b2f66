"""Captions and credits: tells a line under a picture from a sentence that an agency signed."""

import re
from dataclasses import dataclass

from easynews.readers.page import Piece, is_whole, kept
from easynews.readers.rules import AT_END, Rule, rule_for

_LONGEST_CAPTION = 60
_SHORTEST_REPEATED = 4
_DIGEST = 3


@dataclass(frozen=True)
class _Credit:
    """A credit at the end of a piece, and the text before it."""

    piece: Piece
    before: str
    rule: Rule
    found: re.Match[str]

    @property
    def may_sign(self) -> bool:
        """Whether it may sign a story: an agency's name after a whole sentence."""
        return self.rule.kind == "agency" and is_whole(self.before)


def _credit(piece: Piece) -> _Credit | None:
    rule = rule_for(piece.text, AT_END)
    found = rule.match(piece.text) if rule else None
    return _Credit(piece, piece.text[: found.start()].rstrip(" |–—-"), rule, found) if rule and found else None


def drop_captions(page: list[Piece]) -> None:
    """Drops lines with a picture credit, their copies without it, and lines that stand there twice."""
    left = kept(page)
    credits = [credit for piece in left if (credit := _credit(piece))]
    # Agencies end each of several short reports with their name: then it proves nothing.
    is_digest = sum(credit.may_sign for credit in credits) >= _DIGEST
    signed = {id(credit.piece) for credit in credits if credit.may_sign}
    last = next((piece for piece in reversed(left) if piece.is_story or id(piece) in signed), None)
    texts, captions = {piece.text for piece in left}, set()
    for credit in credits:
        piece, rule = credit.piece, credit.rule
        is_story = credit.may_sign and (is_digest or piece is last)
        is_title = rule.kind == "agency" and credit.before and piece is left[0]
        if credit.before in texts or (not is_story and not is_title and piece.words <= _LONGEST_CAPTION):
            piece.drop(rule.reason, "caption" if credit.before else rule.kind)
            piece.data = credit.found.groupdict()
            captions.add(credit.before)
    for first, second in zip(left[1:], left[2:], strict=False):
        if first.text == second.text and first.words >= _SHORTEST_REPEATED and not first.is_sentence:
            captions.add(first.text)
    for piece in left:
        if piece.text in captions:
            piece.drop("a picture caption", "caption")


def without_credits(page: list[Piece]) -> list[Piece]:
    """The page with agencies' names cut off the end of what stays."""
    result = []
    for piece in page:
        result.append(piece)
        credit = None if piece.reason else _credit(piece)
        if credit and credit.before and credit.rule.kind == "agency":
            mark = piece.text[len(credit.before) :].strip()
            result.append(Piece(mark, False, credit.rule.kind, credit.rule.reason, credit.found.groupdict()))
            piece.text = credit.before
    return result
