"""Turns *-ing* and *-ed* clauses into sentences: *…, leaving 40 people homeless*, *Guided by his manager, he …*.

Looks for: a participial clause between comma and edge of the sentence that hangs on its main verb.
Changes: at the front it becomes the first sentence, at the end the second. Its subject is that of the sentence; what
    happened because of it all (*leaving, forcing*) gets *This*, or the storm or bomb that did it. Tense and helping
    verbs are those of the main verb.
Leaves alone: clauses whose doer nobody can be sure of; *including*, *following*; and everything inside quotation marks.

>>> from easynews.rewrite.rules import example, participles
>>> example(participles, "The bank closed 40 branches, leaving many towns without one.")
'The bank closed 40 branches. This left many towns without one.'
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from easynews.documents import Word
from easynews.english.classes import word_class
from easynews.rewrite import cutting, grammar, subjects
from easynews.rewrite.compose import sentence, small
from easynews.rewrite.draft import Draft, copied, new_words, span_of
from easynews.rewrite.proposal import Cut

NAME = "participles"
OWN_SURE, TOLD_SURE = 0.5, 0.1
"""Least confidence in a clause that is no speech and no result, where whose deed it is hangs on the parse alone, and
in one that is: there the subject of the sentence, or all of it, is meant."""
SPEECH = word_class("speech participles")
RESULTS = word_class("result participles")
DEEDS = word_class("deeds")
FORCES = word_class("forces of nature and machines")
NOT_DEEDS = word_class("participles that are no deeds")
ENDS_ALL = frozenset({"die", "perish", "drown"})
"""Verbs after which nobody does anything."""
OF_IT_ALL = frozenset({"add", "reflect", "highlight", "underline", "compound", "make", "mark"})
"""Participles whose subject may be all that the sentence tells."""
THINKABLE = frozenset(
    {"lead", "mean", "make", "allow", "enable", "raise", "cause", "force", "prompt", "suggest", "show"}
)
"""What even a state can do."""
CHANGES = frozenset(
    {"rise", "fall", "grow", "drop", "increase", "climb", "decline", "shrink", "jump", "begin", "start"}
)
THINKING = frozenset({"intend", "plan", "hope", "want", "believe", "know", "expect", "fear", "aim"})
STATES = frozenset(["be", "have", "seem", "appear", "remain", "include", "contain"])


def propose(draft: Draft) -> Iterator[Cut]:
    """The clause at the front, and the last one at the end."""
    main = draft.root
    clauses = [c for c in grammar.children(main, "advcl", "conj") if c.tag_ in {"VBG", "VBN"}]
    clauses += [t for t in draft.doc if t.head != main and _goes_up(main, t)]
    for clause in reversed(clauses):
        cut = _front(draft, main, clause) if clause.i < main.i else _end(draft, main, clause)
        if cut is not None:
            yield cut


def _goes_up(main: Token, clause: Token) -> bool:
    """Whether a clause at the end tells what the subject said or what came of it all, wherever the parse hangs it.

    In *They asked for the film to be withdrawn, saying …* nobody but the subject can have said it.
    """
    told = clause.tag_ == "VBG" and clause.dep_ in {"advcl", "acl", "conj"} and clause.i > main.i
    set_off = clause.i > 0 and clause.nbor(-1).text == "," and main in clause.ancestors
    noun = grammar.subject(main)
    if not told or not set_off or noun is None:
        return False
    return _speaks(main, noun, clause) or _is_result(clause) and clause.dep_ == "advcl"


def _speaks(main: Token, noun: Token, clause: Token) -> bool:
    """Whether the clause is speech, and nobody but the subject of the sentence can have said it."""
    others = any(t.dep_ == "nsubj" and subjects.can_want(t) for t in main.doc[main.i : clause.i])
    speaker = subjects.can_want(noun) or noun.ent_type_ == "LOC" and noun.dep_ == "nsubj"
    return clause.lemma_.lower() in SPEECH and speaker and not others


def _is_result(clause: Token) -> bool:
    """Whether a participle tells what came of something (*killing 40 people*, *leading to …*, *making it hard*)."""
    lemma = clause.lemma_.lower()
    to = any(c.lower_ == "to" for o in grammar.children(clause, "obl") for c in o.children)
    made = any(t.tag_ == "VB" for t in clause.subtree)
    return lemma in RESULTS or lemma == "lead" and (to or made) or lemma == "make" and made


def _bare(clause: Token) -> bool:
    """Whether the clause is a participle with what belongs to it: no subject, no link, no helping verb."""
    return not grammar.subject(clause) and not grammar.children(clause, "mark", "aux", "aux:pass", "cc", "cop", "case")


def _front(draft: Draft, main: Token, clause: Token) -> Cut | None:
    """*Guided by his manager, he toured Japan* → *He was guided by his manager. He toured Japan.*."""
    where, noun, verb = cutting.stretch(draft, clause), grammar.subject(main), grammar.finite(main)
    if where is None or noun is None or verb is None or not _bare(clause) or clause.dep_ != "advcl":
        return None
    start, end = where
    opened = start == 0 and draft.doc[end].text == "," and noun.left_edge.i == end + 1
    adverb = clause.i == 1 and draft.doc[0].tag_ == "RB" and draft.doc[0].head == clause
    if not opened or not (clause.i == 0 or adverb) or clause._.sure < OWN_SURE:
        return None
    means = clause.lemma_.lower() in OF_IT_ALL or clause.lemma_.lower() == "use" and verb != main
    if any(c.lower_ in {"now", "then"} for c in main.children):
        return None
    if adverb and clause.lemma_.lower() in {"speak", "put", "say"}:
        return None
    if any(c.lower_ == "aside" for c in clause.children) or clause.tag_ == "VBN" and clause.lower_.startswith("un"):
        return None
    if means or clause.lemma_.lower() in NOT_DEEDS or clause.lower_ in NOT_DEEDS or noun.dep_ == "expl":
        return None
    form = _own_form(draft, main, clause, verb, noun)
    short = subjects.again(draft, noun, NAME, after=(start, end))
    alike = clause.tag_ == "VBN" and all(c.tag_ == "VBN" for c in grammar.children(clause, "conj"))
    if form is None or short is None or grammar.children(clause, "conj") and not alike:
        return None
    whole = draft.words[noun.left_edge.i : noun.right_edge.i + 1]
    if any(t.dep_ in {"acl:relcl", "acl", "appos"} for t in noun.children):
        return None
    inner = draft.words[start:end]
    lowered = [small(inner[0], grammar.is_name(draft.doc[0])), *inner[1:]]
    body = [*lowered[: clause.i], *form, *lowered[clause.i + 1 :]]
    first = sentence([*whole, *body], NAME)
    second = sentence([*short, *draft.words[noun.right_edge.i + 1 :]], NAME)
    why = f"Cut before “{draft.words[end + 1].text}”: one thing in each sentence."
    return Cut(NAME, (first, second), (start, end), why)


def _own_form(draft: Draft, main: Token, clause: Token, verb: Token, noun: Token) -> list[Word] | None:
    """The participle as a verb of the same subject, in the time of the main verb; None when that is not clear."""
    word, several, lower = draft.words[clause.i], grammar.plural(noun), grammar.inflected
    told = verb.tag_ == "VBD" or (verb.lemma_ == "have" and verb != main)
    now = verb.tag_ in {"VBZ", "VBP"} and not told
    if noun.lower_ == "i" or noun.lower_ == "you" or not (told or now) or verb.lemma_ == "have" and main.tag_ == "VBG":
        return None
    if clause.tag_ == "VBN":
        if clause.lemma_.lower() in NOT_DEEDS or (now and main.lemma_.lower() not in grammar.REPORTING):
            return None
        be = ("were" if several else "was") if told else ("are" if several else "is")
        return [*new_words(be, NAME), _small(word)]
    tag = "VBD" if told else ("VBP" if several else "VBZ")
    return new_words(lower(clause, tag), NAME, word.source, word.space)


def _small(word: Word) -> Word:
    return small(word, name=False)


def _end(draft: Draft, main: Token, clause: Token) -> Cut | None:
    body = grammar.subtree(clause)
    if clause.tag_ == "VBN":
        return _having(draft, main, clause)
    if clause.tag_ != "VBG" or body[0].i == 0 or not _bare(clause):
        return None
    start = body[0].i + (body[0].text in cutting.MARKS)
    following = [t for t in draft.doc[body[-1].i + 1 :] if not t.is_punct]
    if (
        draft.doc[start - 1].text not in cutting.MARKS
        or draft.doc[start] != clause
        or following
        or draft.quoted[clause.i]
    ):
        return None
    said = grammar.children(main, "ccomp", "parataxis")
    behind = [t for t in said if t.i < main.i or t.lemma_.lower() in grammar.REPORTING and t.i < clause.i]
    if behind and clause.lemma_.lower() not in SPEECH:
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
    told = all(v.lemma_.lower() in SPEECH or _is_result(v) for v in verbs)
    return Cut(NAME, pieces, (start, len(draft.words)), why, TOLD_SURE if told else OWN_SURE)


def _having(draft: Draft, main: Token, clause: Token) -> Cut | None:
    """*…, having been sold in 1970* → *… It had been sold in 1970.*."""
    where, noun, verb = cutting.stretch(draft, clause), grammar.subject(main), grammar.finite(main)
    helping = [t.lower_ for t in grammar.auxiliaries(clause)]
    if where is None or noun is None or verb is None or helping[:1] != ["having"] or grammar.subject(clause):
        return None
    start, end = where
    after = draft.doc[start].lower_ == "after"
    if draft.doc[start + after].lower_ != "having" or not cutting.set_off(draft, start, end) and not after:
        return None
    short = subjects.again(draft, noun, NAME)
    if short is None or not cutting.ends(draft, end) or any(draft.quoted[start:end]) or clause._.sure < OWN_SURE:
        return None
    if verb.tag_ == "MD" or grammar.nearer_verb(main, clause) or grammar.negated(main):
        return None
    told, several = verb.tag_ == "VBD", grammar.plural(noun)
    been = helping[1:] == ["been"]
    perfect = verb.lemma_ == "have" and verb != main and verb.tag_ != "VBD" and clause.lemma_.lower() in CHANGES
    if not told and not been and (not perfect or after):
        return None
    has = "have" if several else "has"
    had = "had" if told else has if not been else "were" if several else "was"
    source = span_of(draft.words[start + after : start + after + 1 + (been and not told)])
    form = new_words(had, NAME, source)
    back = after and told
    that = new_words("Before that,", NAME, draft.words[start].source) if back else []
    subject = [small(short[0], grammar.is_name(noun) and noun.lower_ != "the"), *short[1:]] if back else short
    lead = [*that, *subject]
    if after and not back:
        lead[0] = replace(lead[0], source=draft.words[start].source)
    rest = draft.words[start + after + 1 + (been and not told) : end]
    why = f"Cut before “{draft.doc[start].text}”: one thing in each sentence."
    stop = start - (draft.doc[start - 1].text in cutting.MARKS)
    pieces = (sentence(draft.words[:stop], NAME), sentence([*lead, *form, *rest], NAME))
    return Cut(NAME, pieces, (start, end), why, OWN_SURE)


def _two_things(main: Token, noun: Token, verbs: list[Token]) -> bool:
    """Whether *it* in *A opposed the cap, saying it would …* is one of two things."""
    said = [c for v in verbs for c in grammar.children(v, "ccomp")]
    said = [c for c in said if (verb := grammar.finite(c)) is not None and verb.tag_ == "MD"]
    it = any((s := grammar.subject(c)) is not None and s.lower_ == "it" and s.dep_ != "expl" for c in said)
    things = [c for c in grammar.children(main, "obj") if c.tag_ == "NN" and not subjects.human(c)]
    return (
        it and bool(things) and noun.tag_ in {"NN", "NNP"} and noun.ent_type_ != "PERSON" and not subjects.human(noun)
    )


def _lead(draft: Draft, main: Token, verbs: list[Token]) -> list[Word] | None:
    """Subject of the new sentence."""
    noun, verb = grammar.subject(main), grammar.finite(main)
    if noun is None or verb is None or noun.dep_ == "expl" or grammar.negated(main) or main.lemma_ in ENDS_ALL:
        return None
    unreal = verb.tag_ == "MD" and any(t.lower_ == "have" for t in grammar.auxiliaries(main))
    told = any(t.lower_ == "that" and t.tag_ == "WDT" and t.nbor(-1).text == "," for t in main.doc[verbs[0].i :])
    if grammar.nearer_verb(main, verbs[0]) and not _speaks(main, noun, verbs[0]) or unreal or told:
        return None
    lemmas = {v.lemma_.lower() for v in verbs}
    if any(v.lemma_.lower() == "mean" and not grammar.children(v, "ccomp") for v in verbs):
        return None
    if "add" in lemmas and any(c.lower_ == "to" for v in verbs for o in grammar.children(v, "obl") for c in o.children):
        return new_words("This", NAME) if len(verbs) == 1 else None
    against = [t for v in verbs for t in v.subtree if t.lower_ in {"although", "though", "while", "but"}]
    if any(t.nbor(-1).lower_ != "as" for t in against):
        return None
    active = noun.dep_ == "nsubj"
    if lemmas <= SPEECH and _two_things(main, noun, verbs):
        return None
    if lemmas <= SPEECH:
        return subjects.again(draft, noun, NAME) if active else None
    if main.lemma_.lower() in grammar.REPORTING | STATES:
        return None
    if all(_is_result(v) or v.lemma_.lower() in DEEDS for v in verbs):
        if grammar.children(main, "cop") and not lemmas <= THINKABLE:
            return None
        by_itself = noun.lemma_.lower() in FORCES or lemmas & DEEDS
        if by_itself or subjects.can_want(noun) and noun.pos_ == "PRON":
            return subjects.again(draft, noun, NAME) if active else None
        return new_words("This", NAME)
    own = subjects.can_want(noun) and verbs[0]._.sure >= OWN_SURE and not lemmas & NOT_DEEDS
    simple = verb == main or verb.lemma_ in {"have", "be"}
    return subjects.again(draft, noun, NAME) if own and simple and len(verbs) <= 2 else None


def _forms(draft: Draft, main: Token, lead: list[Word], verbs: list[Token]) -> dict[int, list[Word]]:
    """Each participle as a finite verb; helping verbs of the main verb are said before the first."""
    verb = grammar.finite(main)
    assert verb is not None
    event = not {v.lemma_.lower() for v in verbs} <= SPEECH
    thinks = all(v.lemma_.lower() in THINKING for v in verbs)
    tag, helping = _tense(draft, main, verb, event, _several(lead), thinks)
    found = {}
    for participle in verbs:
        old = draft.words[participle.i]
        found[participle.i] = new_words(grammar.inflected(participle, tag), NAME, old.source, old.space)
    found[verbs[0].i] = [*helping, *found[verbs[0].i]]
    return found


def _several(lead: list[Word]) -> bool:
    return lead[-1].text in {"They", "We", "I", "You"} or (
        lead[-1].text.endswith("s") and lead[-1].text not in {"This", "bus"}
    )


def _tense(draft: Draft, main: Token, verb: Token, event: bool, several: bool, thinks: bool) -> tuple[str, list[Word]]:
    """The form the participles take, and the helping verbs that go with it."""
    if not event:
        now = verb.tag_ in {"VBZ", "VBP"} and (verb == main or verb.lemma_ == "do")
        return (verb.tag_ if now else "VBD"), []
    source = draft.words[verb.i].source
    if verb.tag_ == "MD":
        return "VB", copied([draft.words[verb.i]], NAME)
    if verb.tag_ in {"VBZ", "VBP"} and verb.lemma_ == "have" and verb != main and thinks:
        return ("VBP" if several else "VBZ"), []
    if verb.lemma_ == "have" and verb != main:
        return "VBN", new_words("had" if verb.tag_ == "VBD" else "have" if several else "has", NAME, source)
    if verb.lemma_ == "be" and verb != main and main.tag_ == "VBG":
        return "VBG", new_words(_be(verb, several), NAME, source)
    return ("VBD" if verb.tag_ in {"VBD", "VBN"} else "VBP" if several else "VBZ"), []


def _be(verb: Token, several: bool) -> str:
    if verb.tag_ == "VBD":
        return "were" if several else "was"
    return "are" if several else "is"
