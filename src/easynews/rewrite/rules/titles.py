"""Takes a long title from before a name: *former Spanish prime minister Ana Ruiz said …*.

Looks for: a sentence that begins with a role of two words or more and a person's name.
Changes: *Ana Ruiz is a former Spanish prime minister. Ruiz said …*
Leaves alone: one-word titles (*Mayor Ana Ruiz*), titles in capitals, and everything inside quotation marks.

>>> from easynews.rewrite.rules import example, titles
>>> example(titles, "Hospital spokesman Karl Moss said the two patients were doing well.")
'Karl Moss is a hospital spokesman. Moss said the two patients were doing well.'
"""

from collections.abc import Iterator

from spacy.tokens import Token

from easynews.english.articles import article
from easynews.english.classes import word_class
from easynews.rewrite import grammar, subjects
from easynews.rewrite.compose import sentence, small
from easynews.rewrite.draft import Draft, new_words
from easynews.rewrite.proposal import Cut

NAME = "titles"
SURE = 0.6
ONE_AT_A_TIME = word_class("roles one person has")
WITH_CAPITAL = word_class("adjectives with a capital")


def propose(draft: Draft) -> Iterator[Cut]:
    """At most one proposal: the title before the subject."""
    verb = grammar.finite(draft.root)
    named = _title_and_name(draft)
    if named is None or verb is None:
        return
    role, name, last = named
    start = role.left_edge.i
    title = list(draft.doc[start : name.i])
    if start or len(title) < 2 or role._.sure < SURE or any(t.is_punct and t.tag_ != "HYPH" for t in title):
        return
    if (
        title[-1].text.endswith(".")
        or not role.text[0].islower()
        or any(draft.quoted[: last + 1])
        or title[0].pos_ in {"DET", "PRON", "NUM"}
    ):
        return
    if not grammar.present(draft.root):
        return
    short = subjects.again(draft, name, NAME)
    if short is None or draft.doc[last + 1].text == ",":
        return
    alone = title[0].lower_ in {"presiding", "lead", "acting", "outgoing", "incoming"}
    unique = alone or role.lower_ in ONE_AT_A_TIME and title[0].lower_ != "former"
    first_word = small(draft.words[0], title[0].pos_ == "PROPN" or title[0].lower_ in WITH_CAPITAL)
    lead = f"is {'the' if unique else article(first_word.text)}"
    who = draft.words[name.i : last + 1]
    first = [*who, *new_words(lead, NAME), first_word, *draft.words[1 : name.i]]
    second = [*short, *draft.words[last + 1 :]]
    why = f"Who {draft.words[last].text} is gets its own sentence."
    yield Cut(NAME, (sentence(first, NAME), sentence(second, NAME)), (0, name.i), why, SURE)


def _title_and_name(draft: Draft) -> tuple[Token, Token, int] | None:
    """The role, the first word of the name behind it, and the number of its last word."""
    noun = grammar.subject(draft.root)
    if noun is None or noun.dep_ != "nsubj" or grammar.children(noun, "conj", "acl:relcl", "appos", "acl"):
        return None
    described = [c for c in noun.children if c.dep_ == "nmod:desc" and c.i < noun.i]
    if described and noun.ent_type_ == "PERSON":
        role, name = described[0], noun
    else:
        after = [c for c in noun.children if c.dep_ in {"flat", "appos"} and c.i == noun.i + 1 and c.pos_ == "PROPN"]
        if not after:
            return None
        role, name = noun, after[0]
    last = name.i
    while last + 1 < len(draft.doc) and draft.doc[last + 1].pos_ == "PROPN":
        last += 1
    while last + 2 < len(draft.doc) and draft.doc[last + 1].tag_ == "HYPH" and draft.doc[last + 2].pos_ == "PROPN":
        last += 2
    joined = any(draft.doc[k].tag_ == "HYPH" for k in (name.i - 1, last + 1) if k < len(draft.doc))
    if joined or role.pos_ != "NOUN" or role.tag_ != "NN" or not subjects.human(role) or last == name.i:
        return None
    return (role, name, last) if name.ent_type_ in {"PERSON", ""} else None
