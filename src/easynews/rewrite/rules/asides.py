"""Takes a whole clause out of brackets or dashes and puts it behind its sentence.

Looks for: a pair of brackets or dashes with a clause between them that has its own subject and verb.
Changes: *The camp (it opened in May) is full* → *The camp is full. It opened in May.*
Leaves alone: anything in brackets that is no sentence, questions, and everything inside quotation marks.

>>> from easynews.rewrite.rules import asides, example
>>> example(asides, "The two camps – the army built them in May – are already full.")
'The two camps are already full. The army built them in May.'
"""

from collections.abc import Iterator

from spacy.tokens import Token

from easynews.documents import Word
from easynews.rewrite import grammar
from easynews.rewrite.compose import sentence
from easynews.rewrite.draft import Draft
from easynews.rewrite.proposal import Cut

NAME = "asides"
SURE = 0.0
"""The marks show it; the parse need not be sure what the clause hangs on."""
PAIRS = {"(": ")", "–": "–", "—": "—"}
SHORTEST = 4


def propose(draft: Draft) -> Iterator[Cut]:
    """One proposal for each such clause."""
    for opening in draft.doc:
        closer = PAIRS.get(opening.text)
        if closer is None or draft.quoted[opening.i]:
            continue
        closing = next((t for t in draft.doc[opening.i + 1 :] if t.text == closer), None)
        if closing is not None:
            cut = _cut(draft, opening, closing)
            if cut is not None:
                yield cut
            if opening.text != "(":
                return


def _cut(draft: Draft, opening: Token, closing: Token) -> Cut | None:
    start, end = opening.i + 1, closing.i
    inside = draft.doc[start:end]
    heads = [t for t in inside if not start <= t.head.i < end and not t.is_punct]
    if end - start < SHORTEST or len(heads) != 1 or any(draft.quoted[start - 1 : end + 1]):
        return None
    clause = heads[0]
    noun, verb = grammar.subject(clause), grammar.finite(clause)
    main = grammar.subject(draft.root)
    if main is None or main.i > start:
        return None
    if noun is None or verb is None or noun.i > verb.i or noun.left_edge.i != start:
        return None
    first = inside[0]
    if {t.lower_ for t in inside[:2]} & {"other", "others", "both", "first", "latter", "former"}:
        return None
    if any(t.tag_ in {"WDT", "WP"} for t in inside[:3]):
        return None
    if first.dep_ in {"mark", "cc"} or first.tag_ in {"WDT", "WP", "WRB", "IN"} or inside[-1].text == "?":
        return None
    if clause.lemma_.lower() in grammar.REPORTING or any(t.lower_ in {"this", "that", "he", "she"} for t in inside):
        return None
    rest: list[Word] = [w for k, w in enumerate(draft.words) if not start - 1 <= k <= end]
    pieces = (sentence(rest, NAME), sentence(draft.words[start:end], NAME))
    return Cut(NAME, pieces, (start - 1, end + 1), f"Cut at “{opening.text}”: one thing in each sentence.", SURE)
