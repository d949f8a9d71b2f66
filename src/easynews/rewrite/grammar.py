"""Questions that rules ask about a parse."""

from spacy.tokens import Doc, Token

from easynews.english.classes import word_class
from easynews.english.lemmas import inflect

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl", "nsubj:outer"})
AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
REPORTING = word_class("reporting verbs")
HEDGES = word_class("hedging adverbs")


def subtree(token: Token) -> list[Token]:
    """The token and all that hangs on it, in order."""
    return sorted(token.subtree, key=lambda t: t.i)


def unbroken(tokens: list[Token]) -> bool:
    """Whether the tokens stand side by side."""
    return tokens[-1].i - tokens[0].i + 1 == len(tokens)


def children(token: Token, *relations: str) -> list[Token]:
    """The children of a token with one of these relations."""
    return [c for c in token.children if c.dep_ in relations]


def subject(verb: Token) -> Token | None:
    """The head of a clause's own subject."""
    found = [c for c in verb.children if c.dep_ in SUBJECTS]
    return found[0] if found else None


def auxiliaries(verb: Token) -> list[Token]:
    """Helping verbs and copula of a clause, in order."""
    return [c for c in verb.children if c.dep_ in AUXILIARIES]


def finite(verb: Token) -> Token | None:
    """The finite verb form of a clause: the head itself, its copula or its first helping verb."""
    helping = auxiliaries(verb)
    if helping and helping[0].lower_ in {"be", "been", "being"}:
        return None
    if helping:
        return helping[0] if helping[0].tag_ in FINITE or helping[0].lower_ in {"'s", "'re", "'ve", "’s"} else None
    return verb if verb.tag_ in FINITE or (verb.tag_ == "VBN" and subject(verb) and looks_past(verb)) else None


def looks_past(verb: Token) -> bool:
    """Whether past tense and participle look the same (*damaged*, but not *began*): taggers mix them up."""
    return inflect(verb.lemma_, "VBD") == verb.lower_ and inflect(verb.lemma_, "VBN") == verb.lower_


def inflected(verb: Token, tag: str) -> str:
    """The verb in another form, with two l's where its participle has them (*signalling*, *signalled*)."""
    lemma = verb.lemma_.lower()
    formed = inflect(lemma, tag)
    doubled = verb.lower_ == f"{lemma}ling" and formed == f"{lemma}ed"
    return f"{lemma}led" if doubled else formed


TELLING = word_class("verbs of telling")


def present(main: Token) -> bool:
    """Whether what is said of somebody holds today: the sentence speaks of the present or reports what was said."""
    verb = finite(main)
    return verb is not None and (verb.tag_ in {"VBZ", "VBP"} or main.lemma_.lower() in TELLING)


def nearer_verb(main: Token, clause: Token) -> bool:
    """Whether a verb stands between that the clause may go on instead: *fell after the army left and burned …*."""
    between = main.doc[main.i + 1 : clause.i]
    own = {t.i for c in (clause, *children(main, "conj")) for t in c.subtree}
    return any(t.tag_ in FINITE | {"VBN"} and t.dep_ not in {"aux", "amod"} and t.i not in own for t in between)


def shares_helping(main: Token, clause: Token) -> bool:
    """Whether a clause may leave out a helping verb: *schools were closed and staff told to go home*."""
    helping = [t for t in auxiliaries(main) if t.lemma_ in {"be", "have"} and t.dep_ != "cop"]
    noun = subject(clause)
    doer = noun is not None and noun.lower_ in {"i", "he", "she", "we", "they"}
    finds = bool(children(clause, "ccomp")) and clause.lemma_.lower() not in {"tell", "inform", "assure", "warn"}
    acts = (doer or finds or bool(children(clause, "obj", "iobj"))) and not children(clause, "obl:agent")
    bare = not auxiliaries(clause) and clause.tag_ in {"VBD", "VBN"} and looks_past(clause)
    passive = any(t.lemma_ == "be" for t in helping) and main.tag_ != "VBG"
    return passive and bare and not acts


def negated(verb: Token) -> bool:
    """Whether a negation hangs on the verb itself."""
    return any(
        c.lemma_.lower() in {"not", "never", "no", "neither", "hardly", "barely", "scarcely"} for c in verb.children
    )


def is_name(token: Token) -> bool:
    """Whether the token is part of a name."""
    return token.pos_ == "PROPN" or bool(token.ent_type_)


def plural(noun: Token) -> bool:
    """Whether a noun phrase takes a plural verb."""
    if any(c.dep_ == "conj" for c in noun.children):
        return True
    return noun.tag_ in {"NNS", "NNPS"} or noun.lower_ in {"they", "we", "you", "these", "those", "police", "people"}


def claimed(doc: Doc) -> list[tuple[Token, set[int]]]:
    """Each word that makes something a claim, with the numbers of the tokens that are claimed.

    Reported speech and belief (*said that …*, *…, he said*), *according to …*, and hedging adverbs.
    """
    found: list[tuple[Token, set[int]]] = []
    for token in doc:
        inside = _claim(token)
        if inside:
            found.append((token, inside))
    return found


def _behind_semicolon(clause: Token) -> bool:
    start = clause.left_edge.i
    marked = start > 0 and ";" in {clause.left_edge.text, clause.doc[start - 1].text}
    return clause.dep_ == "parataxis" and (marked or any(c.dep_ == "cc" for c in clause.children))


def _claim(token: Token) -> set[int]:
    if token.lemma_.lower() in REPORTING and token.pos_ in {"VERB", "AUX"}:
        if token.dep_ == "parataxis":
            return {t.i for t in token.head.subtree} - {t.i for t in token.subtree}
        said = [c for c in children(token, "ccomp", "xcomp", "parataxis", "csubj") if not _behind_semicolon(c)]
        return {t.i for c in said for t in c.subtree}
    if token.lower_ == "according" and token.head.i != token.i:
        clause = token.head if token.dep_ != "case" else token.head.head
        phrase = token.head if token.dep_ == "case" else token
        return {t.i for t in clause.subtree} - {t.i for t in phrase.subtree}
    if token.lower_ in HEDGES and token.dep_ == "advmod":
        own = [c for c in children(token.head, "conj", "parataxis") if c.i > token.i and subject(c) is not None]
        return {t.i for t in token.head.subtree} - {token.i} - {t.i for c in own for t in c.subtree}
    if token.dep_ in {"ccomp"} and token.head.pos_ in {"NOUN", "ADJ"}:
        return {t.i for t in token.subtree}
    return set()
