"""Cuts what somebody said, and says again who said it; puts who said it first.

Looks for: *said that* (or a like verb) with more than one thing behind it; *…, the minister said* behind what was said;
    *According to …,* in front of it.
Changes: what was said is cut like any other sentence, and each piece keeps its source: *They said A. They also said B.*
Leaves alone: what was said in quotation marks, and what may not be part of what was said.

>>> from easynews.rewrite.rules import example, reported
>>> example(reported, "The mayor said that the bridge was safe and that the road would open soon.")
'The mayor said that the bridge was safe. The mayor also said that the road would open soon.'
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from easynews.documents import Word
from easynews.english.classes import word_class
from easynews.rewrite import cutting, engine, grammar, subjects
from easynews.rewrite.compose import ENDS, sentence, small
from easynews.rewrite.draft import Draft, copied, new_words, redraft
from easynews.rewrite.proposal import Cut, Rule

NAME = "reported"
SURE = 0.6
TAG_SURE = 0.25
"""Confidence from which *…, the mayor said* is taken for what it looks like."""
VERBS = word_class("verbs of saying")
SUMS = word_class("nouns that sum up")
OURS_IN_FRONT = frozenset({"So", "Then", "Before", "After", "There", "At"})
"""First words of ours that do not stand behind *said that*."""
MOST_IN_OBJECT = 3
LONGEST_SETTING = 6
"""Words between *said* and *that* (*said in a statement on Friday that*) over which nobody loses the thread."""


@dataclass(frozen=True)
class Frame:
    """Who said it, as words: `first` before the first piece, `again` before each further one."""

    first: list[Word]
    again: list[Word]
    content: list[Token]
    at: tuple[int, int]
    why: str
    that_again: bool = False
    """Whether *that* is said again before a joined clause, so that it is surely part of what was said."""
    sure: float = SURE
    thing: bool = False
    """Whether a company or the like says it, so that *it* could be the speaker."""


@dataclass(frozen=True)
class Reported:
    """The rule; `inner` are the rules that cut what was said."""

    inner: tuple[Rule, ...]
    NAME: str = NAME

    def propose(self, draft: Draft) -> Iterator[Cut]:
        """At most one proposal: all that was said, cut as far as it goes."""
        for frame in _frames(draft):
            cut = self._cut(draft, frame)
            if cut is not None:
                yield cut
                return

    def _cut(self, draft: Draft, frame: Frame) -> Cut | None:
        content = [draft.words[t.i] for t in frame.content]
        inner = redraft(sentence(content, NAME), _flags(draft, frame.content))
        outcome = engine.rewrite(inner, self.inner, MOST_IN_ONE)
        pieces = [list(d.words) for d in outcome.drafts]
        if len(pieces) == 1 and frame.at[0] == frame.content[0].i:
            return None
        if len(pieces) == 1:
            pieces = [content]
        names = {t.text for t in draft.doc if grammar.is_name(t) and t.lower_ != "the"}
        whole = []
        for k, piece in enumerate(pieces):
            piece = _without_end(piece)
            if piece[0].rule and piece[0].text in OURS_IN_FRONT:
                return None
            lead = frame.again if k else frame.first
            but = [piece[0]] if k and piece[0].rule and piece[0].text == "But" else []
            if but and not frame.that_again:
                return None
            rest = [w for w in piece[len(but) :] if not (w.text == "also" and w.rule and w.source is None)]
            pronoun, same = rest[0].text in {"It", "They"}, frame.content[0].lower_ == "it"
            new = rest[0].rule and frame.thing and rest[0].text == "It" and not same
            if pronoun and (lead[0].text in {"It", "They"} and not same or new):
                return None
            lead = [small(lead[0], lead[0].text in names), *lead[1:]] if but else lead
            whole.append(sentence([*but, *lead, small(rest[0], rest[0].text in names), *rest[1:]], NAME))
        why = " ".join([*(edit.why for edit in outcome.edits), frame.why])
        return Cut(NAME, tuple(whole), frame.at, why, frame.sure, goes_on=True)


MOST_IN_ONE = 9
"""Words somebody is reported to have said that may stay in one sentence."""


def _flags(draft: Draft, tokens: Sequence[Token]) -> list[bool]:
    """Quotation flags of the words, and one for the end mark."""
    flags = [draft.quoted[t.i] for t in tokens]
    return [*flags, False][: len(sentence([draft.words[t.i] for t in tokens], NAME))]


def _without_end(words: list[Word]) -> list[Word]:
    return words[:-1] if words[-1].text in ENDS else words


def _frames(draft: Draft) -> Iterator[Frame]:
    main = draft.root
    if main.lemma_.lower() in VERBS and _plain_verb(main):
        for said in grammar.children(main, "ccomp"):
            frame = _before(draft, main, said) if said.i > main.i else _behind(draft, main, said)
            if frame is not None:
                yield frame
    for tag in grammar.children(main, "parataxis"):
        if tag.lemma_.lower() in VERBS and _plain_verb(tag):
            frame = _behind(draft, tag, main)
            if frame is not None:
                yield frame


def _plain_verb(verb: Token) -> bool:
    """Whether the verb is said of somebody, as a fact: not denied, not passive, no modal."""
    noun, helping = grammar.subject(verb), grammar.auxiliaries(verb)
    return (
        noun is not None
        and noun.dep_ == "nsubj"
        and len(grammar.children(verb, "nsubj", "nsubj:pass")) == 1
        and not grammar.negated(verb)
        and all(t.lemma_ == "have" for t in helping)
    )


def _again(draft: Draft, verb: Token) -> list[Word] | None:
    """*The mayor also said*, *Ruiz has also told reporters*; None when nobody can be named for sure."""
    noun = grammar.subject(verb)
    subject = subjects.again(draft, noun, NAME) if noun is not None else None
    if subject is None or subject[0].text == "I":
        return None
    helping = copied(draft.of(grammar.auxiliaries(verb)), NAME)
    objects = [t for c in grammar.children(verb, "obj", "iobj") for t in c.subtree]
    if len(objects) > MOST_IN_OBJECT:
        return None
    also = new_words("also", NAME)
    told = copied(draft.of([verb, *objects]), NAME)
    told[-1] = replace(told[-1], space=True)
    return [*subject, *helping, *also, *told]


def _before(draft: Draft, verb: Token, said: Token) -> Frame | None:
    """*S said that …*."""
    where = cutting.stretch(draft, said)
    if where is None or not cutting.ends(draft, where[1]) or any(draft.quoted[k] for k in range(where[0])):
        return None
    start = where[0]
    mark = draft.doc[start] if draft.doc[start].lower_ == "that" and draft.doc[start].dep_ == "mark" else None
    thats = {c.i for j in grammar.children(said, "conj") for c in j.children if c.lower_ == "that" and c.dep_ == "mark"}
    inner = [t for t in draft.doc[start + (mark is not None) : where[1]] if t.i not in thats]
    if not inner or grammar.finite(said) is None or draft.doc[start - 1].text in {":", ","} or inner[0].tag_ in WH:
        return None
    if any(t.dep_ == "mark" and t.lower_ in {"whether", "if"} and t.head == said for t in inner):
        return None
    if any(t.lower_ in {"having", "while", "whereas"} for t in inner):
        return None
    if any(t.tag_ == "VBG" and t.lemma_.lower() in VERBS and t.nbor(-1).text == "," for t in inner):
        return None
    if any(t.text == ";" for t in inner) or any(t.dep_ == "appos" and t.lemma_.lower() in SUMS for t in inner):
        return None
    again = _again(draft, verb)
    if again is None or any(_perhaps_not_said(draft, said, c) for c in grammar.children(said, "conj")):
        return None
    that = new_words("that", NAME, draft.words[start].source if mark is not None else None)
    first = [*draft.words[:start], *(that if mark is not None else [])]
    noun = grammar.subject(verb)
    thing = noun is not None and noun.ent_type_ != "PERSON" and not subjects.human(noun) and noun.pos_ != "PRON"
    why = "Who said it is said again."
    return Frame(first, [*again, *that], inner, (inner[0].i, where[1]), why, bool(thats), thing=thing)


def _perhaps_not_said(draft: Draft, said: Token, clause: Token) -> bool:
    """Whether a joined clause may be told by the writer: *Police said he fled and officers are looking for him*."""
    verb, other, start = grammar.finite(said), grammar.finite(clause), clause.left_edge.i
    if {t.lower_ for t in clause.subtree} & {"therefore", "thus", "consequently", "so", "hence"}:
        return True
    if grammar.subject(clause) is None or verb is None or other is None:
        return False
    if any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children):
        return False
    told, past = grammar.finite(said.head), {"would", "could", "might"}
    comma = "," in {draft.doc[start - 1].text, clause.left_edge.text}
    marked = any(c.lower_ == "that" and c.dep_ == "mark" for c in said.children)
    shifted = told is not None and told.tag_ == "VBD" and (other.tag_ == "VBD" or other.lower_ in past)
    return comma or marked or not shifted


WH = frozenset({"WP", "WRB", "WDT"})


def _behind(draft: Draft, verb: Token, said: Token) -> Frame | None:
    """*…, S said on Friday* and *A, S said, B* → *S said on Friday that …*."""
    noun = grammar.subject(verb)
    edge = max(t.i for t in said.subtree if not t.is_punct)
    tag = [t for t in grammar.subtree(verb) if verb != draft.root or t.i > edge]
    while tag and tag[-1].is_punct:
        tag.pop()
    while tag and tag[0].is_punct:
        tag.pop(0)
    if noun is None or not tag or not grammar.unbroken(tag) or draft.doc[tag[0].i - 1].text != ",":
        return None
    start, end = tag[0].i, tag[-1].i + 1
    middle = not cutting.ends(draft, end)
    if (
        middle
        and draft.doc[end].text != ","
        or any(draft.quoted)
        or verb._.sure < (TAG_SURE if len(tag) <= 4 else SURE)
    ):
        return None
    content = [*draft.doc[: start - 1], *draft.doc[end + middle :]]
    if middle and draft.doc[end + 1].dep_ == "cc" and grammar.subject(draft.doc[end + 1].head) is not None:
        return None
    if grammar.children(verb, "advcl", "conj", "obj") or grammar.finite(said) is None or said.tag_ == "VB":
        return None
    again = _again(draft, verb)
    if again is None or content[0].lower_ in {"but", "and", "so", "or"} or noun.lower_ == "who":
        return None
    if content[0].tag_ == "PRP" and noun.pos_ != "PRON" or any(t.text in {":", ";"} for t in content):
        return None
    named = any(t.ent_type_ in {"PERSON", "ORG"} for t in content)
    if content[0].is_punct or noun.pos_ == "PRON" and named:
        return None
    front = grammar.subtree(noun)
    after = [t for t in tag if t not in front and t.i > verb.i]
    if len(after) > LONGEST_SETTING or any(t.lower_ == "with" for t in after):
        return None
    if any(t.is_punct and t.tag_ != "HYPH" or t.dep_ == "cc" or t.tag_ in {"VBD", "VBZ", "VBP"} for t in after):
        return None
    helping = draft.of(grammar.auxiliaries(verb))
    who = draft.of(front)
    if any(t.text == "," for t in front) and front[-1].text != ",":
        comma = draft.words[tag[0].i - 1]
        who = [*who[:-1], replace(who[-1], space=False), replace(comma, rule=NAME, space=True)]
    lead = sentence([*who, *helping, draft.words[verb.i], *draft.of(after)], NAME)[:-1]
    that = new_words("that", NAME)
    first = [*lead[:-1], replace(lead[-1], space=True), *that]
    least = TAG_SURE if len(tag) <= 4 else SURE
    return Frame(first, [*again, *that], content, (start, end), "Who said it comes first.", sure=least)
