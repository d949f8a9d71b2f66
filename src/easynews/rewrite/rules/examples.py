"""Gives examples their own sentence: *…, including A and B* and *… such as A and B* at the end of a sentence.

Looks for: *including* or *such as* behind something that is not one single thing, up to the end of the sentence.
Changes: *… many towns, including A and B* → *… many towns. These towns include A and B.*; *such as* becomes
    *Examples are …* or *One example is …*.
Leaves alone: examples that what is said needs (*towns such as A are …*), what is denied, and everything
    inside quotation marks.

>>> from easynews.rewrite.rules import example, examples
>>> example(examples, "The storm damaged many buildings along the coast, including two hospitals and a school.")
'The storm damaged many buildings along the coast. These buildings included two hospitals and a school.'
"""

from collections.abc import Iterator

from spacy.tokens import Token

from easynews.rewrite import grammar, subjects
from easynews.rewrite.compose import sentence
from easynews.rewrite.draft import Draft, new_words, span_of
from easynews.rewrite.proposal import Cut

NAME = "examples"
SURE, TWO_SURE = 0.5, 0.85
"""Least confidence in what the examples are examples of, and when two things come into question."""
SHORTEST = 4


def propose(draft: Draft) -> Iterator[Cut]:
    """At most one proposal: the examples that end the sentence."""
    main, verb = draft.root, grammar.finite(draft.root)
    if verb is None or grammar.subject(main) is None or grammar.negated(main) or verb.tag_ == "MD":
        return
    for token in reversed(draft.doc):
        such = token.lower_ == "such" and token.i + 1 < len(draft.doc) and token.nbor().lower_ == "as"
        if (such or token.lower_ == "including") and not draft.quoted[token.i]:
            cut = _cut(draft, token, such)
            if cut is not None:
                yield cut
            return


def _cut(draft: Draft, token: Token, such: bool) -> Cut | None:
    head = token.head if token.dep_ in {"case", "fixed"} else token
    head = head.head if head.dep_ == "fixed" else head
    start, after = token.i, token.i + (2 if such else 1)
    body = [t for t in draft.doc[after:] if not (t.is_punct and t.i + 1 == len(draft.doc))]
    if len(body) < SHORTEST - 1 or start < draft.root.i or any(draft.quoted[start:-1]):
        return None
    noun = head.head if head.dep_ in {"nmod", "acl", "appos"} else None
    if noun is None or noun.pos_ not in {"NOUN", "PROPN"} or noun.i > start:
        return None
    if not such and noun.tag_ != "NNS":
        return None
    two = noun.dep_ in {"obl", "nmod"} and any(c.i < noun.i for c in grammar.children(draft.root, "obj"))
    if head._.sure < (TWO_SURE if two else SURE):
        return None
    if any(t.tag_ in grammar.FINITE for t in body) or not all(
        head in t.ancestors or t == head for t in body if not t.is_punct
    ):
        return None
    comma = draft.doc[start - 1].text == ","
    commas = [t for t in body if t.text == ","]
    if len(commas) == 1 and commas[0].nbor().dep_ == "cc":
        return None
    told = any(c.dep_ in {"amod", "nummod", "det", "nmod", "compound"} for c in noun.children if c.i < start)
    example = any(t.lower_ in {"example", "instance"} for t in draft.doc)
    if such and (example or not told or not comma and (noun.tag_ != "NNS" or noun.i + 1 != start)):
        return None
    if not such and not comma:
        return None
    several = any(t.dep_ == "conj" and (t.head == head or t.head == noun) for t in body)
    verb = grammar.finite(draft.root)
    told = verb is not None and verb.tag_ == "VBD"
    source = span_of(draft.words[start:after])
    if such:
        lead = new_words("Examples are" if several else "One example is", NAME, source)
    else:
        things = subjects.again(draft, noun, NAME, source)
        if things is None or things[0].text in {"They", "It"}:
            return None
        lead = [*things, *new_words("included" if told else "include" if grammar.plural(noun) else "includes", NAME)]
    words = [*lead, *draft.words[after : body[-1].i + 1]]
    first = sentence(draft.words[:start], NAME)
    why = f"Cut at “{token.text}”: the examples get their own sentence."
    return Cut(NAME, (first, sentence(words, NAME)), (start, body[-1].i + 1), why, SURE)
