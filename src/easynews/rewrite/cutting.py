"""Taking a stretch of words out of a sentence, together with the marks that only set it off."""

from collections.abc import Sequence

from spacy.tokens import Token

from easynews.documents import Word
from easynews.english.classes import word_class
from easynews.rewrite import grammar, subjects
from easynews.rewrite.draft import Draft

DASHES = frozenset({"–", "—", "-"})
MARKS = DASHES | {","}
BEFORE_A_CLAUSE = frozenset({"WDT", "WP", "WP$", "WRB", "VBG", "VBN"})
ABOUT_A_NOUN = frozenset(
    {"appos", "acl", "acl:relcl", "nummod", "amod", "nmod", "nmod:npmod", "nmod:unmarked", "parataxis"}
)

WISHES = word_class("verbs of wishing and needing")
COMPARING = frozenset({"compare", "contrast", "match", "pair", "replace", "swap", "divide", "split"})
INVESTIGATORS = word_class("people who look into things")
CHOOSING = word_class("verbs of choosing")
VAGUE = word_class("nouns that say nothing alone")
BINDING = frozenset(
    {"if", "any", "only", "not", "n't", "n’t", "never", "no", "without", "every", "each", "unless", "first"}
)
"""Words that make *a thing* no particular thing."""

MANY = frozenset({"many", "most", "more", "few", "fewer", "other", "such", "some", "all", "those", "these"})


def new_thing(draft: Draft, noun: Token) -> bool:
    """Whether a noun behind the main verb names something new that is really there (*They found a bridge …*).

    Only then does a clause behind it without a comma tell something about it, instead of picking it out.
    """
    main, verb = draft.root, grammar.finite(draft.root)
    real = verb is not None and verb.tag_ != "MD" and main.lemma_.lower() not in WISHES | COMPARING
    if noun.pos_ != "NOUN" or not real or noun.i < main.i:
        return False
    if noun.tag_ == "NNS" and any(t.lemma_.lower() in CHOOSING for t in noun.ancestors):
        return False
    if noun == main:
        return _is_new(draft, noun)
    verbs = {main, *(c for c in grammar.children(main, "conj") if grammar.finite(c) is not None)}
    at = noun
    while at.head not in verbs:
        if at.dep_ not in {"nmod", "obj", "obl"} or at.head.pos_ not in {"NOUN", "PROPN"}:
            return False
        at = at.head
    behind = at.dep_ == "nmod" and at.head.pos_ == "NOUN"
    return (behind or at.dep_ in {"obj", "obl", "obl:agent", "nsubj:pass"}) and _is_new(draft, noun)


def told_of(draft: Draft, noun: Token, clause: Token) -> bool:
    """Whether a clause tells what a new thing did in the past, so that there really is one (*a man who sold …*)."""
    main, told = grammar.finite(draft.root), grammar.finite(clause)
    if noun.pos_ != "NOUN" or noun.i < draft.root.i or main is None or main.tag_ == "MD" or told is None:
        return False
    wished = any(t.lemma_.lower() in WISHES | COMPARING for t in noun.ancestors)
    one = any(c.lower_ in {"a", "an"} and c.dep_ == "det" for c in noun.children)
    return told.tag_ == "VBD" and one and not wished and _is_new(draft, noun)


def new_subject(draft: Draft, noun: Token) -> bool:
    """Whether a sentence begins with something new that is really there (*A man wearing a mask robbed …*)."""
    main, verb = draft.root, grammar.finite(draft.root)
    if verb is None or noun.head != main or noun.dep_ not in {"nsubj", "nsubj:pass"} or noun.tag_ != "NN":
        return False
    told = verb.tag_ == "VBD" or (verb.lemma_ == "have" and verb != main) or main.lemma_.lower() in grammar.REPORTING
    known = noun.lemma_.lower() not in VAGUE and not grammar.negated(main)
    one = any(c.dep_ in {"det", "nummod"} and c.lower_ in {"a", "an"} for c in noun.children)
    return told and known and one and noun.left_edge.i == 0


def investigators(draft: Draft, noun: Token) -> bool:
    """Whether a sentence begins with people who look into things and tell what they found (*Doctors who saw …*)."""
    verb = grammar.finite(draft.root)
    told = verb is not None and verb.tag_ == "VBD" and noun.head == draft.root and noun.dep_ == "nsubj"
    bare = noun.i == noun.left_edge.i == 0 and noun.tag_ == "NNS"
    return told and bare and noun.lemma_.lower() in INVESTIGATORS and draft.root.lemma_.lower() in grammar.REPORTING


def _one_subject(draft: Draft) -> bool:
    """Whether the sentence tells of somebody or something in particular, and not of all things of a kind."""
    noun = grammar.subject(draft.root)
    if noun is None or draft.root.pos_ == "NOUN":
        return False
    named = grammar.is_name(noun) or noun.lower_ in {"he", "she", "it", "they", "i", "we"}
    return named or any(c.lower_ in {"the", "this", "its", "his", "her", "their"} for c in noun.children)


def _is_new(draft: Draft, noun: Token) -> bool:
    verb = grammar.finite(draft.root)
    told = verb is not None and (verb.tag_ == "VBD" or verb.lemma_ == "have" and verb != draft.root)
    told = told or _one_subject(draft)
    bare = (
        noun.tag_ == "NNS"
        and told
        and not any(c.dep_ in {"det", "nmod:poss", "nummod"} or c.lower_ in MANY for c in noun.children)
    )
    new = bare or any(
        c.lower_ in {"a", "an", "two", "three", "four", "five", "several"} for c in noun.children if c.i < noun.i
    )
    said = any(noun.i in inside for _, inside in grammar.claimed(draft.doc))
    inner = {t.i for c in grammar.children(noun, "acl", "acl:relcl") for t in c.subtree}
    bound = said or {t.lower_ for t in draft.doc if t.i not in inner} & BINDING
    counted = [c for c in noun.children if c.dep_ == "nummod" and c.i < noun.i and not list(c.children)]
    new = new or bool(counted)
    like = any(c.lower_ in {"like", "as", "than"} for c in noun.children if c.dep_ == "case")
    return new and not bound and not like and noun.lemma_.lower() not in VAGUE


def stretch(draft: Draft, head: Token, without: Sequence[Token] = ()) -> tuple[int, int] | None:
    """Where the words that hang on `head` begin and end, marks at the edges left out.

    None when other words stand between them, or when the head is quoted.

    Args:
        draft: the sentence.
        head: the word they hang on.
        without: children of the head that, with all that hangs on them, do not count.
    """
    left_out = {t.i for child in without for t in child.subtree}
    body = [t for t in grammar.subtree(head) if t.i not in left_out]
    while body and body[-1].text in MARKS | {";", ":", ".", "!", "?"}:
        body.pop()
    while body and body[0].text in MARKS | {";", ":"}:
        body.pop(0)
    if not body or draft.quoted[head.i] or not grammar.unbroken(body):
        return None
    return body[0].i, body[-1].i + 1


def is_mark(draft: Draft, at: int) -> bool:
    """Whether a comma or a dash stands here, and not a hyphen inside a word."""
    mark = draft.doc[at]
    return mark.text in MARKS and (mark.text != "-" or (at > 0 and draft.words[at - 1].space))


def set_off(draft: Draft, start: int, end: int) -> bool:
    """Whether a comma or dash stands before the stretch, and the same mark or the end of the sentence behind it."""
    if not start or not is_mark(draft, start - 1):
        return False
    return ends(draft, end) or draft.doc[end].text == draft.doc[start - 1].text


def firm_end(clause: Token) -> bool:
    """Whether what ends a clause without commas surely belongs to it, and not to the sentence around it."""
    ends_in = [c for c in clause.children if c.i > clause.i and c.dep_.startswith("obl")]
    return all(c._.sure >= FIRM or c.lemma_.lower() not in ABOUT_MAIN for c in ends_in)


FIRM = 0.7
"""Least confidence that a phrase at the end (*in a deal worth …*) goes with the nearer verb."""
ABOUT_MAIN = word_class("nouns that tell how and when it was done") | word_class("times in the past")


def points_back(draft: Draft, start: int, end: int) -> bool:
    """Whether a pronoun behind a stretch may mean something inside it, so that it can't move behind them."""
    person = any(t.ent_type_ == "PERSON" for t in draft.doc[start:end])
    bodies = any(t.ent_type_ == "ORG" or t.lemma_.lower() in subjects.ACTORS for t in draft.doc[start:end])
    noun = grammar.subject(draft.root)
    abstract = noun is not None and not noun.ent_type_ and noun.lemma_.lower() in subjects.THINGS - subjects.ACTORS
    pointing = {"it", "they", "them", "there"} | ({"its"} if bodies and abstract else set())
    pointing |= {"he", "him", "his", "she", "her"} if person else set()
    real = [t for t in draft.doc[end:] if t.dep_ != "expl" and not draft.quoted[t.i]]
    return any(t.lower_ in pointing for t in real)


def ends(draft: Draft, end: int) -> bool:
    """Whether nothing but marks stands from here to the end of the sentence."""
    return all(t.is_punct for t in draft.doc[end:])


def rest(draft: Draft, start: int, end: int) -> list[Word]:
    """The sentence without the stretch and without the marks that only set it off."""
    return draft.of(t for t in draft.doc if t.i not in gone(draft, start, end))


def gone(draft: Draft, start: int, end: int) -> set[int]:
    """Numbers of the words to take out: the stretch and the marks that only set it off."""
    out = set(range(start, end))
    if not set_off(draft, start, end):
        return out
    out.add(start - 1)
    dashed = draft.doc[start - 1].text != ","
    if not ends(draft, end) and (dashed or not _closes_more(draft, start, end)):
        out.add(end)
    return out


def _closes_more(draft: Draft, start: int, end: int) -> bool:
    """Whether the comma behind a stretch is needed without it too: before *and*, or after a clause at the front."""
    after = draft.doc[end + 1]
    noun = grammar.subject(draft.root)
    behind_front = noun is not None and noun.left_edge.i > end
    behind_front = behind_front or any(t.dep_.startswith("nsubj") and t.left_edge == after for t in draft.doc[end:])
    main = after == draft.root or after.head == draft.root and after.dep_ in grammar.AUXILIARIES
    goes_on = after.tag_ in BEFORE_A_CLAUSE and not main or after.dep_ in {"mark", "cc"}
    goes_on = goes_on and after.lower_ != "that"
    return goes_on or behind_front or _opened_before(draft, start - 1)


def _opened_before(draft: Draft, comma: int) -> bool:
    """Whether the comma also closes something that says more about a noun (*Ana Ruiz, 33, who …*)."""
    earlier = next((t for t in reversed(draft.doc[max(0, comma - 15) : comma]) if t.text == ","), None)
    if earlier is None or any(t.text == ")" for t in draft.doc[earlier.i : comma]):
        return False
    between = draft.doc[earlier.i + 1 : comma]
    heads = [t for t in between if not earlier.i < t.head.i < comma and not t.is_punct]
    return bool(heads) and all(t.head.i < earlier.i and t.dep_ in ABOUT_A_NOUN for t in heads)
