"""What may never be lost or invented: names, numbers, quotations, negation, doubt, and who said it.

The guard looks at a proposal and the sentences it would make, and answers with a reason to refuse,
or "". It knows no rule: whatever a rule does, the same things must come through.
"""

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Token

from easynews.documents import Word
from easynews.english.classes import word_class
from easynews.rewrite import grammar, marks, soundness
from easynews.rewrite.draft import Draft
from easynews.rewrite.proposal import Cut, Proposal, Swap

NEGATIONS = word_class("negations")
MODALS = word_class("modals")
DOUBTS = word_class("doubts")
QUANTITIES = word_class("quantities")
LIMITS = word_class("limits")
EQUIVALENT = {
    "although": {"but"},
    "though": {"but"},
    "whereas": {"but"},
    "yet": {"but"},
    "while": {"but"},
    "after": {"before"},
    "before": {"after"},
    "because": {"so"},
    "since": {"because"},
    "once": {"then"},
    "will": {"would"},
    "can": {"could"},
    "may": {"might"},
    "shall": {"would"},
    "'ll": {"would", "will"},
    "’ll": {"would", "will"},
    "ca": {"could", "can", "cannot"},
    "wo": {"would", "will"},
    "n't": {"not", "cannot"},
    "n’t": {"not", "cannot"},
    "'d": {"would", "had"},
    "’d": {"would", "had"},
}
"""Links, helping verbs and shortened forms that may be said with another word."""

DROPPED_FREELY = frozenset({"and", "which", "who", "that", "then", "while", "with", ";"})
"""Words a cut may take away; anything else has to be somewhere in the pieces."""

SURE = 0.5
"""Least confidence in an arc that a cut depends on; a rule may ask for more, or for less where a mark shows it too."""
NOUN_TAILS = frozenset({"acl", "acl:relcl", "appos", "nmod", "advcl"})
"""Relations of a tail whose last part may belong to the sentence around it."""
MODIFIERS = frozenset({"acl", "acl:relcl", "advcl"})

OURS = word_class("words a cut may add")
"""Words a cut may add."""


def refusal(draft: Draft, proposal: Proposal, results: Sequence[Draft]) -> str:
    """Why the proposal must not be carried out; "" when nothing speaks against it."""
    if isinstance(proposal, Swap):
        return _swap_refusal(draft, proposal, results[0])
    if any(t.lower_ in {"latter", "former"} and t.pos_ in {"NOUN", "ADJ"} and t.dep_ != "amod" for t in draft.doc):
        return "“The former” and “the latter” need the sentence as it is."
    return (
        _doubtful(draft, proposal)
        or _lost(draft, proposal)
        or _invented(proposal)
        or _name_torn(draft, proposal)
        or ("" if proposal.reports else marks.harmed(draft, proposal))
        or _claim_lost(draft, results)
        or next(filter(None, (soundness.unsound(result) for result in results)), "")
    )


def protected(token: Token) -> bool:
    """Whether a word carries a fact that must not change: a name, a number, a negation, a doubt, a limit."""
    return (
        grammar.is_name(token)
        or token.like_num
        or token.lemma_.lower() in QUANTITIES
        or any(c.isdigit() for c in token.text)
        or token.lower_ in NEGATIONS | MODALS | DOUBTS
    )


def _swap_refusal(draft: Draft, swap: Swap, result: Draft) -> str:
    old = draft.doc[swap.start : swap.end]
    new = Counter(w.text.lower() for w in swap.words)
    for token in old:
        same = {token.lower_} | EQUIVALENT.get(token.lower_, set())
        kept = any(new[w] for w in same) or any(
            token.text in w.text or w.text in token.text
            for w in swap.words
            if token.like_num or any(c.isdigit() for c in w.text)
        )
        if protected(token) and not kept:
            return f"“{token.text}” must stay."
        if draft.quoted[token.i]:
            return "Words inside quotation marks stay as they are."
    if _limit_taken(draft, swap):
        return "Words that limit a number must stay."
    before = draft.doc[swap.start - 1].lower_ if swap.start else ""
    after = draft.doc[swap.end].lower_ if swap.end < len(draft.doc) else ""
    if swap.words[0].text.lower() == before or swap.words[-1].text.lower() == after:
        return "A word would stand twice."
    if not swap.keeps_number:
        return "Subject and verb would no longer agree."
    if (
        grammar.finite(draft.root) is not None
        and grammar.finite(result.root) is None
        and result.root.pos_ not in {"VERB", "AUX"}
    ):
        return "The sentence would lose its verb."
    return ""


def _limit_taken(draft: Draft, swap: Swap) -> bool:
    """Whether *up to* or *over* goes that a number stands behind (*faces up to 20 years*)."""
    if swap.end >= len(draft.doc):
        return False
    after, last = draft.doc[swap.end], draft.doc[swap.end - 1]
    number = after.like_num or after.text[0].isdigit() or after.text in {"$", "£", "€", "¥"}
    kept = any(w.text.lower() == last.lower_ for w in swap.words)
    return number and not kept and last.lower_ in {"to", "over", "under", "about", "than", "around", "least", "most"}


def _doubtful(draft: Draft, cut: Cut) -> str:
    """Whether the parse is unsure about the very structure that is to be cut.

    What happens inside a clause that moves as a whole does not matter; where the clause hangs does, and
    so does a last part of a list in it (*…, and two firefighters*) that may belong to what stays, and a clause
    right behind it (*a doctor at a hospital, which …*) that may belong to it.
    """
    span = range(cut.at[0], cut.at[1])
    tokens = [draft.doc[k] for k in span]
    heads = [t for t in tokens if t.head.i not in span and not t.is_punct and t.dep_ != "cc"]
    about = any(t.dep_ in NOUN_TAILS for t in heads)
    loose = [t for t in tokens if about and t.dep_ == "conj" and t.pos_ in {"NOUN", "PROPN"} and _after_comma(t)]
    behind = [t for t in draft.doc[cut.at[1] :] if t.dep_ in MODIFIERS and t.left_edge.i <= cut.at[1] + 1]
    unsure = [t for t in heads if t._.sure < cut.sure]
    unsure += [t for t in (*loose, *behind, draft.root) if t._.sure < SURE]
    return f"It is not clear enough what “{unsure[0].text}” belongs to." if unsure else ""


def _after_comma(token: Token) -> bool:
    """Whether a comma and *and* stand before a part of a list."""
    start = token.left_edge.i
    return start > 0 and (token.doc[start].text == "," or token.doc[start - 1].text == ",")


QUOTES = frozenset({'"', "“", "”", "‘"})
KEPT_MARKS = QUOTES | {"%", "$", "£", "€"}


def _lost(draft: Draft, cut: Cut) -> str:
    spans = [w.source for piece in cut.pieces for w in piece if w.source]
    kept = set(spans)
    wide = [(s, e) for s, e in kept if e - s > 1]
    texts = Counter(w.text.lower() for piece in cut.pieces for w in piece)
    for word, token in zip(draft.words, draft.doc, strict=True):
        mark = not any(c.isalnum() for c in word.text) and word.text not in KEPT_MARKS - (
            QUOTES if cut.reports else frozenset()
        )
        ours = word.source is None and word.text.lower() in OURS
        if mark or ours or word.text.lower() in DROPPED_FREELY:
            continue
        if word.source not in kept and not _within(word.source, wide):
            return f"“{word.text}” would be lost."
        same = texts[word.text.lower()] > 0 or any(texts[w] for w in EQUIVALENT.get(word.text.lower(), ()))
        if not same and (protected(token) or token.lower_ in LIMITS):
            return f"“{word.text}” must stay."
    return ""


def _name_torn(draft: Draft, cut: Cut) -> str:
    """Whether two words of one name, side by side in the source, stand side by side nowhere any more."""
    beside = [pair for piece in cut.pieces for pair in zip(piece, piece[1:], strict=False)]
    pairs = {(a.source[1], b.source[0]) for a, b in beside if a.source and b.source}
    for name in draft.doc.ents:
        for first, second in zip(name, list(name)[1:], strict=False):
            spans = draft.words[first.i].source, draft.words[second.i].source
            apart = spans[0] and spans[1] and spans[0] != spans[1] and (spans[0][1], spans[1][0]) not in pairs
            if apart and first.text[0].isupper() and second.text[0].isupper():
                return f"The name “{name.text}” would be torn apart."
    return ""


def _within(span: tuple[int, int] | None, wide: list[tuple[int, int]]) -> bool:
    """Whether a word of ours stands for this stretch of the source among others."""
    return span is not None and any(start <= span[0] and span[1] <= end for start, end in wide)


def _invented(cut: Cut) -> str:
    for piece in cut.pieces:
        for word in piece:
            if word.source is None and any(c.isalnum() for c in word.text) and word.text.lower() not in OURS:
                return f"“{word.text}” is not in the source."
    return ""


def _claim_lost(draft: Draft, results: Sequence[Draft]) -> str:
    """Whoever said something still says all of it."""
    for source, inside in grammar.claimed(draft.doc):
        spans = {draft.words[i].source for i in inside if any(c.isalnum() for c in draft.words[i].text)}
        speaker = draft.words[source.i].source
        for result in results:
            here = {w.source for w in result.words if w.source}
            if speaker not in here and _own(result.words, spans):
                return f"It would no longer be clear that this is what “{source.text}” tells us."
    if not grammar.claimed(draft.doc) or len(results) < 2:
        return ""
    return _speech_shared(draft, results)


def _own(words: Sequence[Word], spans: set[tuple[int, int] | None]) -> bool:
    """Whether these words carry something of the claim: more than a subject said again."""
    return any(w.source in spans and not w.rule for w in words)


def _speech_shared(draft: Draft, results: Sequence[Draft]) -> str:
    """In *Police said A and B did C* nobody can tell whether C is said too, so it is not cut."""
    root = draft.root
    if root.lemma_.lower() not in grammar.REPORTING or not grammar.children(root, "ccomp"):
        return ""
    for clause in grammar.children(root, "conj", "parataxis"):
        noun = grammar.subject(clause)
        said = clause.lemma_.lower() in {"say", "tell", "add", "warn"}
        against = said and any(c.dep_ == "cc" and c.lower_ == "but" for c in clause.children)
        says_more = clause.lemma_.lower() in grammar.REPORTING and (noun is None or noun.tag_ != "PRP" or against)
        if clause.i > root.i and not says_more:
            apart = {draft.words[t.i].source for t in clause.subtree if t.pos_ in {"VERB", "AUX"}}
            for result in results:
                here = {w.source for w in result.words}
                if here & apart and draft.words[root.i].source not in here:
                    return f"It may be part of what “{root.text}” tells us."
    return ""
