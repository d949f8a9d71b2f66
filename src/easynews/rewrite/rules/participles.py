"""Turns *…, leaving 40 people homeless* and *…, saying prices will rise* at the end into sentences.

Looks for: a comma and an *-ing* clause that ends the sentence and hangs on its main verb.
Changes: what somebody said (*saying, adding, warning*) gets the subject again; what happened because of
    it (*leaving, killing, forcing*) gets *This*, or the storm or bomb that did it. Tense and helping verbs
    are those of the main verb.
Leaves alone: other *-ing* clauses, whose doer nobody can be sure of; *including*, *following*; and
    everything inside quotation marks.

>>> from easynews.rewrite.rules import example, participles
>>> example(participles, "The bank closed 40 branches, leaving many towns without one.")
'The bank closed 40 branches. This left many towns without one.'
"""

from collections.abc import Iterator

from spacy.tokens import Token

from easynews.documents import Word
from easynews.english.classes import word_class
from easynews.english.lemmas import inflect
from easynews.rewrite import grammar, subjects
from easynews.rewrite.compose import sentence
from easynews.rewrite.draft import Draft, copied, new_words
from easynews.rewrite.proposal import Cut

NAME = "participles"
SPEECH = word_class("speech participles")
RESULTS = word_class("result participles")
DEEDS = word_class("deeds")
FORCES = word_class("forces of nature and machines")
STATES = frozenset(["be", "have", "seem", "appear", "remain", "include", "contain"])


def propose(draft: Draft) -> Iterator[Cut]:
    """At most one proposal: the last participial clause."""
    main = draft.root
    for clause in reversed(grammar.children(main, "advcl", "conj")):
        cut = _cut(draft, main, clause)
        if cut is not None:
            yield cut
            return


def _cut(draft: Draft, main: Token, clause: Token) -> Cut | None:
    body = grammar.subtree(clause)
    if (
        clause.tag_ != "VBG"
        or body[0].i == 0
        or grammar.subject(clause)
        or grammar.children(clause, "mark", "aux", "cc")
    ):
        return None
    start = body[0].i + (body[0].text == ",")
    following = [t for t in draft.doc[body[-1].i + 1 :] if not t.is_punct]
    if draft.doc[start - 1].text != "," or draft.doc[start] != clause or following or draft.quoted[clause.i]:
        return None
    verbs = [clause, *(c for c in clause.children if c.dep_ == "conj" and c.pos_ == "VERB")]
    if any(v.tag_ != "VBG" or grammar.auxiliaries(v) or draft.quoted[v.i] for v in verbs):
        return None
    lead = _lead(draft, main, verbs)
    if lead is None:
        return None
    forms = _forms(draft, main, lead, verbs)
    end = len(draft.words) - (1 if draft.doc[-1].is_punct and not draft.quoted[len(draft.words) - 1] else 0)
    tail = [word for k in range(start, end) for word in forms.get(k, [draft.words[k]])]
    why = f"Cut before “{clause.text}”: one thing in each sentence."
    pieces = (sentence(draft.words[: start - 1], NAME), sentence([*lead, *tail], NAME))
    return Cut(NAME, pieces, (start, len(draft.words)), why)


def _lead(draft: Draft, main: Token, verbs: list[Token]) -> list[Word] | None:
    """Subject of the new sentence."""
    noun, verb = grammar.subject(main), grammar.finite(main)
    if noun is None or verb is None or noun.dep_ == "expl" or grammar.negated(main):
        return None
    if grammar.nearer_verb(main, verbs[0]):
        return None
    lemmas = {v.lemma_.lower() for v in verbs}
    active = noun.dep_ == "nsubj"
    if lemmas <= SPEECH:
        return subjects.again(draft, noun, NAME) if active else None
    if main.lemma_.lower() in grammar.REPORTING | STATES or not lemmas <= RESULTS | DEEDS:
        return None
    if noun.lemma_.lower() in FORCES or lemmas & DEEDS:
        return subjects.again(draft, noun, NAME) if active else None
    return new_words("This", NAME)


def _forms(draft: Draft, main: Token, lead: list[Word], verbs: list[Token]) -> dict[int, list[Word]]:
    """Each participle as a finite verb; helping verbs of the main verb are said before the first."""
    verb = grammar.finite(main)
    assert verb is not None
    event = not {v.lemma_.lower() for v in verbs} <= SPEECH
    tag, helping = _tense(draft, main, verb, event, _several(lead))
    found = {}
    for participle in verbs:
        old = draft.words[participle.i]
        found[participle.i] = new_words(_as_spelt(participle, tag), NAME, old.source, old.space)
    found[verbs[0].i] = [*helping, *found[verbs[0].i]]
    return found


def _as_spelt(participle: Token, tag: str) -> str:
    """The finite form, with two l's where the participle has them (*signalling*, *signalled*)."""
    lemma = participle.lemma_.lower()
    formed = inflect(lemma, tag)
    doubled = participle.lower_ == f"{lemma}ling" and formed == f"{lemma}ed"
    return f"{lemma}led" if doubled else formed


def _several(lead: list[Word]) -> bool:
    return lead[-1].text == "They" or (lead[-1].text.endswith("s") and lead[-1].text not in {"This", "bus"})


def _tense(draft: Draft, main: Token, verb: Token, event: bool, several: bool) -> tuple[str, list[Word]]:
    """The form the participles take, and the helping verbs that go with it."""
    if not event:
        now = verb.tag_ in {"VBZ", "VBP"} and verb == main
        return (verb.tag_ if now else "VBD"), []
    source = draft.words[verb.i].source
    if verb.tag_ == "MD":
        return "VB", copied([draft.words[verb.i]], NAME)
    if verb.lemma_ == "have" and verb != main:
        return "VBN", new_words("had" if verb.tag_ == "VBD" else "have" if several else "has", NAME, source)
    if verb.lemma_ == "be" and verb != main and main.tag_ == "VBG":
        return "VBG", new_words(_be(verb, several), NAME, source)
    return ("VBD" if verb.tag_ in {"VBD", "VBN"} else "VBP" if several else "VBZ"), []


def _be(verb: Token, several: bool) -> str:
    if verb.tag_ == "VBD":
        return "were" if several else "was"
    return "are" if several else "is"
