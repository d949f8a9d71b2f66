"""Puts plain words in place of hard words and phrases, from the lexicon.

Looks for: a lexicon entry whose lemmas match and whose conditions hold.
Changes: the words, in the same form (tense, number, degree), with *a* or *an* and the capital right.
Leaves alone: names, quotations, words that are easy for this reader, and entries that have no such form.

>>> from easynews.rewrite.rules import example, words
>>> example(words, "They want an immediate cessation of hostilities.")
'They want an immediate end to the fighting.'
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lemminflect import getLemma
from spacy.tokens import Token

from easynews.documents import Word
from easynews.english.articles import article
from easynews.english.classes import word_class
from easynews.english.lemmas import inflect
from easynews.english.levels import is_hard
from easynews.english.lexicon import Entry, Lexicon, load
from easynews.rewrite import grammar
from easynews.rewrite.compose import capital
from easynews.rewrite.draft import Draft, new_words, span_of
from easynews.rewrite.match import holds, match, noun_at, shaped
from easynews.rewrite.proposal import Swap

NAME = "words"
INTENSIFIERS = frozenset({"very", "really", "extremely", "fairly", "completely", "too"})
NEARBY = 5
"""Words on either side among which nothing is said twice."""
PLAIN_LINKS = word_class("words that may be said twice")
ANYWHERE = frozenset({"at first", "once again", "no longer"})
"""Adverbs of several words that may stand right before a verb."""
NOUNS_FIRST = frozenset({"animal", "council", "fossil", "head", "home"})
"""Nouns at the front of a plain form that the dictionary knows as adjectives too."""
COUNTING = frozenset(["a", "an", "this", "that", "these", "those", "many", "several", "few", "both", "various"])


@dataclass(frozen=True)
class Words:
    """The rule for a reader who knows the `vocabulary` most common words."""

    vocabulary: int = 3000
    lexicon: Lexicon = field(default_factory=load, repr=False, compare=False)
    NAME: str = NAME

    def propose(self, draft: Draft) -> Iterator[Swap]:
        """Swaps from left to right that do not overlap, the longest phrase first."""
        at = 0
        while at < len(draft.doc):
            found = self._phrase(draft, at) or self._word(draft, at)
            if isinstance(found, Swap):
                yield found
            at = found.end if isinstance(found, Swap) else found or at + 1

    def _phrase(self, draft: Draft, start: int) -> Swap | int | None:
        """What to do with the phrase that begins here: a swap, or the place behind it if it has to stay."""
        first = draft.doc[start]
        low, lemma = first.lower_, first.lemma_.lower()
        entries = self.lexicon.phrases.get(low, ())
        if lemma != low and lemma in self.lexicon.phrases:
            entries = tuple(sorted(self.lexicon.phrases[lemma] + entries, key=lambda e: -len(e.source)))
        for entry in entries:
            covered = match(entry, draft.doc, start)
            if covered is None or not _free(draft, covered):
                continue
            head = _head(entry, [draft.doc[k] for k in covered])
            if head is not None and holds(entry, head):
                swap = _swap(draft, entry, covered, head) if entry.plain else covered[-1] + 1
                if swap is not None:
                    return swap
        return None

    def _word(self, draft: Draft, at: int) -> Swap | None:
        token = draft.doc[at]
        entries = self.lexicon.words.get((token.lemma_.lower(), token.pos_), ())
        if (
            not entries
            or not is_hard(token, self.vocabulary)
            or not _free(draft, [at], again=True)
            or not _alone(token)
        ):
            return None
        entry = next((entry for entry in entries if holds(entry, token)), None)
        return _swap(draft, entry, [at], token) if entry is not None and entry.plain else None


def _free(draft: Draft, covered: list[int], again: bool = False) -> bool:
    """Whether none of the words is quoted, part of a name, or already ours.

    One word of ours for one of the source may be made easier `again` (*detrimental* → *harmful* → *bad effect*):
    a second run over the output would do it too.
    """
    tokens = [draft.doc[k] for k in covered]
    ours = any(draft.words[k].rule == NAME and not (again and _one_for_one(draft, k)) for k in covered)
    named = any(t.pos_ == "PROPN" or t.ent_type_ for t in tokens)
    return not (ours or named or any(draft.quoted[k] for k in covered))


def _one_for_one(draft: Draft, at: int) -> bool:
    """Whether no other word of ours stands for the same stretch of the source."""
    span = draft.words[at].source
    return span is not None and sum(w.source == span for w in draft.words) == 1


def _alone(token: Token) -> bool:
    """Whether the word stands for itself: not half of a hyphenated word, a phrasal verb or a name."""
    doc, at = token.doc, token.i
    hyphen = (at and doc[at - 1].tag_ == "HYPH") or (at + 1 < len(doc) and doc[at + 1].tag_ == "HYPH")
    particle = any(c.dep_ in {"compound:prt", "fixed"} for c in token.children)
    in_name = token.dep_ == "compound" and grammar.is_name(token.head)
    return not (hyphen or particle or in_name or token.text[0].isupper() and at and not token.is_sent_start)


def _head(entry: Entry, tokens: list[Token]) -> Token | None:
    """The word whose form counts; None when the words are not what the entry means."""
    if entry.pos == "VERB":
        return tokens[0] if tokens[0].pos_ in {"VERB", "AUX"} or tokens[0].tag_.startswith("VB") else None
    if entry.pos == "NOUN":
        inside = {t.i for t in tokens}
        heads = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
        is_noun = len(heads) == 1 and (
            heads[0].tag_ in {"NN", "NNS"} or heads[0].tag_ == "VB" and _is_no_verb(heads[0])
        )
        return heads[0] if is_noun else None
    return tokens[0]


def _is_no_verb(token: Token) -> bool:
    """Whether the dictionary knows no such verb; the tagger takes a rare noun after *to* for one."""
    return not getLemma(token.lower_, upos="VERB", lemmatize_oov=False)


def _swap(draft: Draft, entry: Entry, covered: list[int], head: Token) -> Swap | None:
    plain = shaped(entry, head)
    if plain is None or not _degree_fits(entry, head) or not _fits_beside(entry, head, covered):
        return None
    start, end = covered[0], covered[-1] + 1
    if _said_nearby(draft, start, end, f"{plain} {entry.plain}"):
        return None
    gap = [draft.words[k] for k in range(start, end) if k not in covered]
    span = span_of(draft.words[k] for k in covered)
    before, _, after = plain.replace("'", draft.apostrophe).partition("…")
    parts = [p.strip() for p in (before, after)]
    words = [
        w
        for text, tail in ((parts[0], gap), (parts[1], []))
        if text or tail
        for w in [*(new_words(text, NAME, span) if text else []), *tail]
    ]
    if gap and "…" not in plain:
        return None
    if draft.words[start].text[:1].isupper():
        words[0] = Word(capital(words[0].text), words[0].space, words[0].source, words[0].rule)
    words[-1] = Word(words[-1].text, draft.words[end - 1].space, words[-1].source, words[-1].rule)
    start, words = _with_article(draft, start, words)
    old = " ".join(draft.words[k].text for k in covered)
    kind = "easier words" if len(plain.split()) > 1 else "easier word"
    return Swap(
        NAME,
        start,
        end,
        tuple(words),
        f"“{old}” → “{plain.replace(' … ', ' … ')}”: {kind}.",
        _agreement_kept(entry, head, plain),
    )


def _degree_fits(entry: Entry, head: Token) -> bool:
    """*more* and *most* go before long words only, so a short plain word does not fit after them."""
    if entry.pos not in {"ADJ", "ADV"}:
        return True
    beside = head.head.i == head.i + 1 and head.head.pos_ in {"ADJ", "ADV"}
    if entry.plain in INTENSIFIERS and not beside:
        return False
    degrees = {c.lower_ for c in head.children if c.dep_ == "advmod"}
    if degrees and len(entry.plain.split()) > 1:
        return False
    compared = bool(degrees & {"more", "most", "less", "least"})
    return not compared or inflect(entry.plain, "JJR") == entry.plain or len(entry.plain) > 7


def _fits_beside(entry: Entry, head: Token, covered: list[int]) -> bool:
    """Whether a plain form of several words can stand where the one word stood.

    *A stately large house*, *one meat eater species*, *far is greater than*, *the brought down president* and
    *had a little eased* are not English.
    """
    words = entry.plain.split(" ")
    before = head.nbor(-1) if head.i else head
    if entry.pos == "NOUN" and len(covered) == 1 and len(words) > 1:
        adjective = words[0] not in NOUNS_FIRST and bool(getLemma(words[0], upos="ADJ", lemmatize_oov=False))
        described = before.head == head and before.dep_ in {"amod", "compound"} and adjective and noun_at(words) > 0
        return not described and head.dep_ != "compound"
    if entry.pos == "ADV" and len(words) > 1 and entry.plain not in ANYWHERE and head.head.pos_ in {"VERB", "AUX"}:
        return head.i == 0 or head.i > head.head.i or head.nbor().text == ","
    if entry.pos == "VERB" and len(words) > 1 and head.dep_ == "amod":
        return False
    done = head.tag_ == "VB" and any(c.lemma_ == "do" for c in grammar.auxiliaries(head))
    described = before.head == head and before.dep_ == "advmod"
    return not (entry.pos == "VERB" and words[0] == "be" and (described or done))


def _said_nearby(draft: Draft, start: int, end: int, plain: str) -> bool:
    """Whether a noun, verb or adjective of the plain form stands close by (*homes in cliff homes*)."""
    beside = [t for t in draft.doc[max(0, start - NEARBY) : end + NEARBY] if not start <= t.i < end]
    said = {t.lemma_.lower() for t in beside if t.pos_ in {"NOUN", "VERB", "ADJ", "ADV"}}
    return any(word in said for word in plain.split(" ") if word not in PLAIN_LINKS)


def _with_article(draft: Draft, start: int, words: list[Word]) -> tuple[int, list[Word]]:
    """The swap with the article before it made right."""
    if not start or draft.doc[start - 1].lower_ not in {"a", "an"} or draft.quoted[start - 1]:
        return start, words
    old = draft.words[start - 1]
    if words[0].text.lower() in {"a", "an", "the", "many", "some"}:
        return start, words
    right = article(words[0].text)
    text = capital(right) if old.text[0].isupper() else right
    if text == old.text:
        return start, words
    return start - 1, [Word(text, True, old.source, NAME), *words]


def _agreement_kept(entry: Entry, head: Token, plain: str) -> bool:
    """Whether the words around still agree: the plain noun is as many as the hard one, or nothing shows it."""
    if entry.pos != "NOUN":
        return True
    words = plain.split(" ")
    noun = words[noun_at(words)]
    is_plural = noun.endswith("s") and not noun.endswith("ss") or noun in {"people", "children", "men", "women"}
    if is_plural == (head.tag_ in {"NNS", "NNPS"}):
        return True
    counted = any(c.lower_ in COUNTING or c.dep_ == "nummod" for c in head.children)
    verb = grammar.finite(head.head) if head.dep_ in {"nsubj", "nsubj:pass"} else None
    shows = verb is not None and (verb.tag_ in {"VBZ", "VBP"} or verb.lower_ in {"was", "were"})
    return not counted and not shows and head.dep_ != "conj"
