"""Cuts at *although*, *though*, *whereas* and *because*, with a plain link in their place.

Looks for: a clause with its own subject and finite verb behind one of these words.
Changes: *Although X, Y* → *X. But Y.* · *Y, although X* → *Y. But X.* · *Y because X* → *Y. This is because X.*
Leaves alone: a clause that the sentence needs (*only because*, *not because*), *while* and times (nobody can be
    sure what they link), what is said or denied, and everything inside quotation marks.

>>> from easynews.rewrite.rules import example, subordinates
>>> example(subordinates, "Although the rain was heavy, the children played outside.")
'The rain was heavy. But the children played outside.'
"""

from collections.abc import Iterator

from spacy.tokens import Token

from easynews.documents import Word
from easynews.english.classes import word_class
from easynews.rewrite import grammar
from easynews.rewrite.compose import sentence, small
from easynews.rewrite.draft import Draft, copied, new_words
from easynews.rewrite.proposal import Cut

NAME = "subordinates"
SURE = 0.5
AGAINST = frozenset({"although", "though", "whereas"})
FOCUS = word_class("focus adverbs")


def propose(draft: Draft) -> Iterator[Cut]:
    """One proposal for each such clause of the main clause."""
    main = draft.root
    if (
        draft.words[main.i].rule == NAME
        or draft.quoted[main.i]
        or grammar.finite(main) is None
        or grammar.subject(main) is None
    ):
        return
    for clause in grammar.children(main, "advcl"):
        marks = [c for c in clause.children if c.dep_ in {"mark", "advmod"} and c.lower_ in AGAINST | {"because"}]
        body = grammar.subtree(clause)
        if len(marks) == 1 and grammar.unbroken(body) and _whole(draft, clause, marks[0], body):
            cut = (
                _front(draft, main, clause, marks[0], body)
                if body[-1].i < main.i
                else _end(draft, main, clause, marks[0], body)
            )
            if cut is not None:
                yield cut


def _whole(draft: Draft, clause: Token, mark: Token, body: list[Token]) -> bool:
    """Whether the clause is one we can be sure of: mark first, own subject, finite, not quoted."""
    words = [t for t in body if not t.is_punct]
    sure = clause._.sure >= SURE and words[0] == mark and mark.i + 1 < len(draft.doc)
    return sure and _in_order(clause) and not any(draft.quoted[t.i] for t in body)


def _in_order(clause: Token) -> bool:
    """Whether the clause has a subject and then a finite verb (not *as did six women*)."""
    noun, verb = grammar.subject(clause), grammar.finite(clause)
    return noun is not None and verb is not None and noun.i < verb.i


def _front(draft: Draft, main: Token, clause: Token, mark: Token, body: list[Token]) -> Cut | None:
    """*Although X, Y* at the start."""
    if mark.lower_ not in AGAINST or mark.i != 0:
        return None
    end = body[-1].i + 1
    if (draft.doc[end - 1].text != "," and draft.doc[end].text != ",") or _points_ahead(main, clause):
        return None
    rest = [t for t in draft.doc[end:] if not (t.i == end and t.text == ",")]
    but = new_words("But", NAME, draft.words[mark.i].source)
    first = sentence(draft.of(t for t in body if t != mark), NAME)
    second = sentence([*but, *_lowered(draft, rest)], NAME)
    return Cut(NAME, (first, second), (0, end), f"Cut at “{mark.text}”: the contrast is now said with “But”.")


def _points_ahead(main: Token, clause: Token) -> bool:
    """Whether the clause at the front calls somebody *he* or *it* whose name only follows."""
    first, second = grammar.subject(clause), grammar.subject(main)
    pronouns = {t.lower_ for t in clause.subtree if t.tag_ in {"PRP", "PRP$"}} - {"i", "we", "you", "my", "our", "your"}
    same = first is not None and second is not None and first.lower_ == second.lower_
    return bool(pronouns) and not same


def _end(draft: Draft, main: Token, clause: Token, mark: Token, body: list[Token]) -> Cut | None:
    """The clause ends the sentence."""
    start, end = mark.i, body[-1].i + 1
    if start < main.i or any(not t.is_punct for t in draft.doc[end:]):
        return None
    before = draft.doc[start - 1]
    comma = before.text in {",", "–", "—", "-"}
    loose = before.pos_ == "ADV" and before.head == main and before.lower_ not in FOCUS
    if not comma and not loose and (before.pos_ in {"ADV", "PART", "CCONJ", "SCONJ"} or before.lower_ in FOCUS):
        return None
    link = _link(draft, main, clause, mark, comma)
    if link is None:
        return None
    inner = [t for t in body if t != mark and not (t.is_punct and t.i + 1 == len(draft.doc))]
    while inner and inner[0].is_punct and not draft.quoted[inner[0].i]:
        inner.pop(0)
    first = sentence(draft.words[:start], NAME)
    second = sentence([*link, *draft.of(inner)], NAME)
    return Cut(NAME, (first, second), (start, end), f"Cut at “{mark.text}”: one thing in each sentence.")


def _link(draft: Draft, main: Token, clause: Token, mark: Token, comma: bool) -> list[Word] | None:
    """What the second sentence begins with."""
    if mark.lower_ in AGAINST:
        return new_words("But", NAME, draft.words[mark.i].source) if comma else None
    verb = grammar.finite(main)
    if verb is None or verb.tag_ == "MD" or grammar.negated(main):
        return None
    if {main.lemma_.lower(), clause.lemma_.lower()} & grammar.REPORTING:
        return None
    lead = "This was" if verb.tag_ == "VBD" else "This is"
    return [*new_words(lead, NAME), *copied([draft.words[mark.i]], NAME)]


def _lowered(draft: Draft, tokens: list[Token]) -> list[Word]:
    words = draft.of(tokens)
    return [small(words[0], grammar.is_name(tokens[0])), *words[1:]]
