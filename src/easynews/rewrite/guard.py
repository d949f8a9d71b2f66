"""What may never be lost or invented: names, numbers, quotations, negation, doubt, and who said it.

The guard looks at a proposal and the sentences it would make, and answers with a reason to refuse,
or "". It knows no rule: whatever a rule does, the same things must come through.
"""

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Token

from easynews.documents import Word
from easynews.english.classes import word_class
from easynews.rewrite import grammar
from easynews.rewrite.compose import CLOSING, OPENING
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
    "'ll": {"would"},
    "’ll": {"would"},
    "ca": {"could", "can"},
    "wo": {"would", "will"},
    "n't": {"not"},
    "n’t": {"not"},
}
"""Links that may be said with another word."""

IN_FULL = {
    "ca": {"cannot"},
    "n't": {"cannot"},
    "n’t": {"cannot"},
    "'ll": {"will"},
    "’ll": {"will"},
    "'d": {"would", "had"},
    "’d": {"would", "had"},
}
"""Shortened forms and what they may be written out as."""

DROPPED_FREELY = frozenset({"and", "which", "who", "that", "then", "while", "with", ";"})
"""Words a cut may take away; anything else has to be somewhere in the pieces."""

PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ('"', '"'), ("–", "–"), ("—", "—"))

PRONOUNS = frozenset({"it", "he", "she", "they", "we", "this"})

SURE = 0.5
"""Least confidence in an arc that a cut depends on; a rule may ask for more, or for less where a mark shows it too."""
MODIFIERS = frozenset({"acl", "acl:relcl", "advcl"})

OURS = word_class("words a cut may add")
"""Words a cut may add."""


def refusal(draft: Draft, proposal: Proposal, results: Sequence[Draft]) -> str:
    """Why the proposal must not be carried out; "" when nothing speaks against it."""
    if isinstance(proposal, Swap):
        return _swap_refusal(draft, proposal, results[0])
    return (
        _doubtful(draft, proposal)
        or _lost(draft, proposal)
        or _invented(proposal)
        or _name_torn(draft, proposal)
        or ("" if proposal.reports else _quotation_harmed(draft, proposal))
        or _claim_lost(draft, results)
        or next(filter(None, (unsound(result) for result in results)), "")
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
        same = {token.lower_} | EQUIVALENT.get(token.lower_, set()) | IN_FULL.get(token.lower_, set())
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


def _marks_torn(draft: Draft, cut: Cut) -> str:
    """Whether two marks that belong together would come to stand in different sentences.

    A sentence out of a longer quotation has only one of its marks to begin with: then one piece has it.
    """
    for pair in PAIRS:
        whole = _balance([w.text for w in draft.words], pair)
        if whole < 0 and cut.at[0] < _stray_closing(draft, pair):
            return "It is not clear where the quotation begins."
        torn = [b for b in (_balance([w.text for w in piece], pair) for piece in cut.pieces) if b]
        if torn not in ([], [whole]):
            return "A pair of marks would be torn apart."
    return ""


def _stray_closing(draft: Draft, pair: tuple[str, str]) -> int:
    """The number of the first closing mark that nothing before it opens."""
    open_ = 0
    for k, word in enumerate(draft.words):
        open_ += (word.text == pair[0]) - (word.text == pair[1])
        if open_ < 0:
            return k
    return 0


def _balance(texts: list[str], pair: tuple[str, str]) -> int:
    """How many marks of a pair are left over; for marks that are the same on both sides, 1 for an odd number."""
    opening, closing = pair
    return texts.count(opening) % 2 if opening == closing else texts.count(opening) - texts.count(closing)


def _doubtful(draft: Draft, cut: Cut) -> str:
    """Whether the parse is unsure about the very structure that is to be cut.

    What happens inside a clause that moves as a whole does not matter; where the clause hangs does, and
    so does a last part of a list in it (*…, and two firefighters*) that may belong to what stays, and a clause
    right behind it (*a doctor at a hospital, which …*) that may belong to it.
    """
    span = range(cut.at[0], cut.at[1])
    tokens = [draft.doc[k] for k in span]
    heads = [t for t in tokens if t.head.i not in span and not t.is_punct and t.dep_ != "cc"]
    loose = [t for t in tokens if t.dep_ == "conj" and t.pos_ in {"NOUN", "PROPN"} and _after_comma(t)]
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


def _quotation_harmed(draft: Draft, cut: Cut) -> str:
    return _marks_torn(draft, cut) or _quotation_broken(draft, cut) or _quotation_left(draft, cut)


def _quotation_broken(draft: Draft, cut: Cut) -> str:
    """Each quotation stands whole in one piece."""
    for start, end in _runs(draft.quoted):
        run = _closed([w.text for w in draft.words[start:end]])
        if not any(_contains(_closed([w.text for w in piece]), run) for piece in cut.pieces):
            return "A quotation would be broken."
    return ""


def _closed(texts: list[str]) -> list[str]:
    """The words with a full stop for a comma before a closing mark: which of them stands there is not what was said."""
    after = [*texts[1:], ""]
    return ["." if t == "," and n in CLOSING | {'"', "''"} else t for t, n in zip(texts, after, strict=True)]


def _quotation_left(draft: Draft, cut: Cut) -> str:
    """A quotation that began before this sentence, or goes on after it, has nothing of ours put into it."""
    first, last = draft.words[0], draft.words[-1]
    begun = draft.quoted[0] and first.text not in OPENING | {'"', "'", "``"}
    going_on = draft.quoted[-1] and last.text not in CLOSING | {'"', "'"}
    if begun and cut.pieces[0][0].source != first.source or going_on and cut.pieces[-1][-1].source != last.source:
        return "Words of ours would stand inside a quotation."
    return ""


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    edges = [k for k in range(len(flags) + 1) if (k < len(flags) and flags[k]) != (k > 0 and flags[k - 1])]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _contains(words: list[str], run: list[str]) -> bool:
    return any(words[k : k + len(run)] == run for k in range(len(words) - len(run) + 1))


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
        says_more = clause.lemma_.lower() in grammar.REPORTING and (noun is None or noun.tag_ != "PRP")
        if clause.i > root.i and not says_more:
            apart = {draft.words[t.i].source for t in clause.subtree if t.pos_ in {"VERB", "AUX"}}
            for result in results:
                here = {w.source for w in result.words}
                if here & apart and draft.words[root.i].source not in here:
                    return f"It may be part of what “{root.text}” tells us."
    return ""


def unsound(draft: Draft) -> str:
    """Why a new sentence is not a good English sentence; "" when nothing is wrong with it."""
    doc = draft.doc
    if draft.length < 2:
        return "A piece would be too short."
    main = _main_clause(draft)
    verb, noun = grammar.finite(main), grammar.subject(main)
    if verb is None:
        return "A piece would have no verb that stands on its own."
    if noun is None:
        return "A piece would have no subject."
    if any(c.dep_ == "mark" and c.i < noun.i for c in main.children) or doc[0].tag_ in {"WDT", "WP", "WP$"}:
        return "A piece would be only half a sentence."
    if verb.i < noun.i and verb.i <= 1 and doc[-1].text != "?":
        return "Subject and verb would stand in the wrong order."
    after = doc[noun.i + 1] if noun.i + 1 < len(doc) else noun
    if noun.lower_ == "one" and after.tag_ == "PRP":
        return "A piece would be only half a sentence."
    if noun.lower_ in PRONOUNS and (after.tag_ in {"IN", "TO", "DT", "PRP"} or after.text in {",", "and"}):
        return "A piece would have no verb after its subject."
    return _ragged(draft) or _disagreement(noun, verb)


def _main_clause(draft: Draft) -> Token:
    """The root, or a clause that stands at the front when the parse has made something else the root."""
    if grammar.finite(draft.root) is not None and grammar.subject(draft.root) is not None:
        return draft.root
    for token in draft.doc:
        noun = grammar.subject(token)
        if (
            noun is not None
            and grammar.finite(token) is not None
            and noun.left_edge.i <= 2
            and token.dep_ != "acl:relcl"
        ):
            return token
    return draft.root


CUT_OFF = word_class("words no sentence ends in")
"""Last words of a sentence that has lost what should follow."""


def _ragged(draft: Draft) -> str:
    for token in draft.doc[:-1]:
        if token.tag_ == "MD" and token.nbor().tag_ in {"VBD", "VBZ", "MD"}:
            return "Two verbs would stand side by side."
    texts = [t.lower_ for t in draft.doc]
    if any(texts[k].isalpha() and texts[k : k + 2] == texts[k + 2 : k + 4] for k in range(len(texts) - 3)):
        return "Words would stand twice."
    gap = grammar.FINITE - {"VBP"}
    for token in draft.doc[:-1]:
        if (
            token.lemma_.lower() in grammar.REPORTING
            and token.tag_ in {"VBZ", "VBP", "VBD"}
            and token.nbor().tag_ in gap
        ):
            return "A piece would have no subject."
    if any(_half_relative(t) for t in draft.doc[1:]):
        return "A piece would be only half a sentence."
    relative = [t for t in draft.doc if t.tag_ in {"WDT", "WP", "WP$"}]
    if relative and relative[0].i and relative[0].nbor(-1).lower_ in {"and", "or", "but"} and relative[0].tag_ != "WP":
        return "A piece would be only half a sentence."
    words = [t for t in draft.doc if any(c.isalnum() for c in t.text)]
    last = words[-1]
    lists = [(t, grammar.children(t, "conj")) for t in draft.doc if t.pos_ in {"NOUN", "PROPN"}]
    links = [t.i for t in draft.doc if t.dep_ == "cc"]
    if any(found and not any(link > head.i for link in links) for head, found in lists):
        return "A list would lose its last part."
    if last.lower_ in CUT_OFF:
        return "A piece would end in the middle."
    if last.tag_ in {"DT", "PRP$"} and last.dep_ == "det":
        return "A piece would end in the middle."
    return ""


def _half_relative(token: Token) -> bool:
    """Whether a *which* or *who* inside a sentence has no finite verb (*the kind in which paying 10 dollars*)."""
    if token.tag_ not in {"WDT", "WP"} or token.lower_ not in {"which", "who", "whom"}:
        return False
    verb = token.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb and grammar.finite(verb) is None:
        verb = verb.head
    to = any(c.lower_ == "to" for c in verb.children)
    return grammar.finite(verb) is None and not to


def _disagreement(noun: Token, verb: Token) -> str:
    singular = {"it", "he", "she", "this"}
    if noun.lower_ in {"they", "we"} and (verb.tag_ == "VBZ" or verb.lower_ == "was"):
        return "Subject and verb would not agree."
    if noun.lower_ in singular and (
        verb.lower_ in {"are", "were", "have"} or (verb.tag_ == "VBP" and verb.lower_ != "'s")
    ):
        return "Subject and verb would not agree."
    if (
        noun.tag_ == "NNS"
        and (verb.tag_ == "VBZ" or verb.lower_ == "was")
        and not any(c.tag_ == "CD" for c in noun.children)
    ):
        return "Subject and verb would not agree."
    return ""
