"""Turns *Ana Ruiz, the mayor, said …* and *the mayor, Ana Ruiz, said …* into two sentences.

Looks for: a name or noun, a mark, a noun phrase that says who or what it is, and a mark.
Changes: *Ana Ruiz is the mayor.* goes first or after, and the sentence goes on with the name; *was* of a thing
    in a sentence that names a past year, where nobody knows whether it is still true.
Leaves alone: lists, and everything inside quotation marks.

>>> from easynews.rewrite.rules import appositions, example
>>> example(appositions, "Ana Ruiz, the mayor of Port Anse, said the bridge was safe.")
'Ana Ruiz is the mayor of Port Anse. Ruiz said the bridge was safe.'
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from easynews.documents import Word
from easynews.english.articles import article
from easynews.english.classes import word_class
from easynews.rewrite import copulas, cutting, grammar, subjects
from easynews.rewrite.compose import sentence
from easynews.rewrite.draft import Draft, copied, new_words
from easynews.rewrite.proposal import Cut

NAME = "appositions"
SURE, FAR_SURE = 0.5, 0.8
"""Least confidence in a phrase next to the thing it names, and in one with another noun between."""
ONE_AT_A_TIME = word_class("roles one person has") | {
    "head",
    "editor",
    "director",
    "founder",
    "owner",
    "chief",
    "ceo",
    "cfo",
    "coo",
}
"""Said without an article too: *Ana Ruiz, head of the school, …*."""
LONGEST_ROLE, SHORT_ROLE = 7, 4
"""Words in a role that is said again before a name."""
KINDS = frozenset({"class", "kind", "type", "group", "form", "sort", "family", "species", "breed"})
"""Nouns that say what many things are (*opioids, a class of drugs*)."""
POINTERS = frozenset({"it", "this", "that", "these", "those", "them"})
CLOSING = frozenset({"”", "’", '"', "'"})
WHOLE_NAME = frozenset({"flat", "compound", "nummod", "nmod:desc"})


def propose(draft: Draft) -> Iterator[Cut]:
    """One proposal for each apposition, the last first."""
    for phrase in reversed(draft.doc):
        if phrase.dep_ == "appos" and phrase.head.i < phrase.i:
            cut = _cut(draft, phrase)
            if cut is not None:
                yield cut


def _cut(draft: Draft, phrase: Token) -> Cut | None:
    where, thing = cutting.stretch(draft, phrase), phrase.head
    if where is None or phrase._.sure < (SURE if _next_to(draft, thing, where[0]) else FAR_SURE):
        return None
    start, end = where
    if sum(t.text == '"' for t in draft.doc) % 2:
        return None
    others = [c for c in grammar.children(thing, "appos") if c != phrase and draft.doc[c.left_edge.i - 1].text != "("]
    listed = [c for c in grammar.children(thing, "conj") if not (c.ent_type_ and c.ent_iob_ == "I")]
    joined = [c for c in listed if not _goes_with(draft, phrase, c, end)]
    if others or joined or any(draft.quoted[k] or draft.doc[k].text in {";", ":"} for k in range(start, end)):
        return None
    end = max([end, *(c.right_edge.i + 1 for c in listed)])
    if not cutting.set_off(draft, start, end) or not (
        _commas_in_names(draft, start, where[1]) or _verb_follows(draft, phrase, end)
    ):
        return None
    if any(not _goes_with(draft, phrase, c, 0) for c in grammar.children(phrase, "conj")):
        return None
    if any(t.tag_ in {"WP$", "WDT", "WP"} and t.nbor(-1).lower_ == "of" for t in draft.doc[start : start + 4]):
        return None
    if thing.ent_type_ == "LOC" and subjects.human(phrase):
        return None
    if grammar.children(phrase, "case") or _adjacent_list(draft, end) or _in_brackets(draft, start):
        return None
    copula = copulas.copula(draft, phrase)
    if copula is None:
        return None
    if _says_what(draft, phrase, start):
        return _cut_after(draft, thing, start, end, copula)
    if listed or grammar.plural(phrase) or grammar.plural(thing):
        return None
    if _is_name_of(phrase, thing):
        return _named(draft, thing, phrase, start, end, copula)
    return None


def _next_to(draft: Draft, thing: Token, start: int) -> bool:
    """Whether no other noun stands between the thing and what it is said to be."""
    between = draft.doc[thing.i + 1 : start]
    return not any(t.pos_ in {"NOUN", "PROPN"} and t.dep_ not in {"flat", "compound"} for t in between)


def _goes_with(draft: Draft, phrase: Token, other: Token, end: int) -> bool:
    """Whether a joined noun says one more thing about the same person (*the director, and one of the inventors*)."""
    first = next((t for t in other.subtree if not t.is_punct and t.dep_ != "cc"), other)
    role = subjects.human(other) and phrase != other and other.head == phrase
    told = (first.lower_ in {"a", "an", "the", "one"} or role) and not grammar.plural(other) and not other.ent_type_
    return told and other.i > phrase.i and (not end or other.left_edge.i <= end + 1) and other._.sure >= SURE


def _commas_in_names(draft: Draft, start: int, end: int) -> bool:
    """Whether commas inside the phrase only stand between a place and its place (*Goldsmiths, London*)."""
    inner = [t for t in draft.doc[start:end] if t.text == ","]
    return all(t.nbor().pos_ == "PROPN" and t.nbor(-1).pos_ == "PROPN" for t in inner)


def _verb_follows(draft: Draft, phrase: Token, end: int) -> bool:
    """Whether a person's name opens the sentence and its verb stands right behind the phrase: it has no other end."""
    noun, main = phrase.head, draft.root
    if noun != grammar.subject(main) or noun.ent_type_ != "PERSON" or phrase._.sure < FAR_SURE or end >= len(draft.doc):
        return False
    if any(t.tag_ in {"WP", "WP$"} and t.nbor(-1).text == "," for t in draft.doc[phrase.i : end]):
        return False
    after = next((t for t in draft.doc[end + 1 :] if t.pos_ != "ADV"), main)
    return after == main or after.head == main and after.dep_ in grammar.AUXILIARIES


def _in_brackets(draft: Draft, start: int) -> bool:
    before = [t.text for t in draft.doc[:start]]
    return before.count("(") > before.count(")")


def _adjacent_list(draft: Draft, end: int) -> bool:
    return end + 1 < len(draft.doc) and draft.doc[end + 1].dep_ == "cc"


def _says_what(draft: Draft, phrase: Token, start: int) -> bool:
    """Whether the phrase says who or what the thing before it is."""
    thing, first = phrase.head, draft.doc[start]
    kind = phrase.lemma_.lower() in KINDS and first.lower_ == "a" and thing.tag_ == "NNS"
    if phrase.tag_ in {"NNS", "NNPS"} or grammar.plural(thing) and thing.ent_type_ != "PERSON" and not kind:
        return False
    if phrase.pos_ != "NOUN" and not (thing.ent_type_ == "PERSON" and first.lower_ in {"a", "an", "the", "one"}):
        return False
    behind = {t.lower_ for t in phrase.subtree if t.dep_ == "case" and t.i > phrase.i}
    if thing.ent_type_ != "PERSON" and len(list(phrase.subtree)) <= 2:
        return False
    role = thing.ent_type_ == "PERSON" and subjects.human(phrase) and bool(behind & {"of", "at", "for", "in"})
    capital = thing.ent_type_ == "LOC" and phrase.lower_ == "capital" and first == phrase
    defined = thing.pos_ == "NOUN" and first.lower_ in {"a", "an"} and not any(c.dep_ == "det" for c in thing.children)
    clear = (
        defined or grammar.is_name(thing) or any(c.lower_ in {"the", "a", "an", "this", "that"} for c in thing.children)
    )
    owned = first.pos_ == "PROPN" and any(c.dep_ == "nmod:poss" and c.left_edge == first for c in phrase.children)
    return ((first.lower_ in {"a", "an", "the", "one"} or owned) and clear) or role or capital


def _is_name_of(phrase: Token, thing: Token) -> bool:
    """Whether the phrase is the name of somebody whose role stands before it."""
    role = thing.pos_ == "NOUN" and thing.tag_ == "NN" and subjects.human(thing)
    definite = any(c.lower_ in {"the", "its"} or c.dep_ == "nmod:poss" for c in thing.children)
    thing_named = thing.tag_ == "NN" and not subjects.human(thing) and phrase.ent_type_ != "PERSON"
    short = len([t for t in thing.subtree if t.i < phrase.left_edge.i and not t.is_punct]) <= SHORT_ROLE
    thing_named = (
        thing_named and short and not any(t.like_num or t.text[0].isdigit() for t in thing.subtree if t.i < phrase.i)
    )
    return definite and phrase.pos_ == "PROPN" and (thing_named or role and phrase.ent_type_ == "PERSON")


def _cut_after(draft: Draft, thing: Token, start: int, end: int, copula: str) -> Cut | None:
    """What somebody or something is gets its own sentence: before when the name comes first, else behind."""
    short = _defined(draft, thing) or subjects.again(draft, thing, NAME, one=True)
    if short is None:
        return None
    if grammar.plural(thing) and thing.ent_type_ != "PERSON":
        copula = {"is": "are", "was": "were"}.get(copula, copula)
    if short[0].text in {"It", "They"}:
        short = copied([*draft.words[thing.left_edge.i : start - 2], replace(draft.words[start - 2], space=True)], NAME)
    why = f"Who {draft.words[thing.i].text} is gets its own sentence."
    if thing.ent_type_ != "PERSON":
        why = f"What {draft.words[thing.i].text} is gets its own sentence."
    is_words = new_words(f"{copula} {_article(draft, start, end)}".strip(), NAME, draft.words[start - 1].source)
    body = [w for k, w in enumerate(draft.words) if start <= k < end and not _stray(draft, k, end)]
    if _relative_follows(draft, end):
        return None
    whole = _name_in_front(draft, thing, start)
    if whole and not _points_out(draft, end):
        left = cutting.gone(draft, start, end) | set(whole)
        says = sentence([*(draft.words[k] for k in whole), *is_words, *body], NAME)
        others = sentence([*short, *(w for k, w in enumerate(draft.words) if k not in left)], NAME)
        return Cut(NAME, (says, others), (start, end), why)
    rivals = any(t.tag_ in {"NN", "NNP"} for t in _phrase_nouns(draft, thing, start, end))
    if cutting.points_back(draft, start, end) and rivals:
        return None
    if draft.quoted[-1] and draft.doc[-1].text not in CLOSING and thing.ent_type_ == "PERSON":
        full = copied([*draft.words[thing.left_edge.i : start - 2], replace(draft.words[start - 2], space=True)], NAME)
        return Cut(
            NAME,
            (sentence([*full, *is_words, *body], NAME), sentence(cutting.rest(draft, start, end), NAME)),
            (start, end),
            why,
        )
    says = sentence([*copied(short, NAME), *is_words, *body], NAME)
    return Cut(NAME, (sentence(cutting.rest(draft, start, end), NAME), says), (start, end), why, aside=1, naming=True)


def _defined(draft: Draft, thing: Token) -> list[Word] | None:
    """A bare noun that a phrase says the meaning of (*cadmium, a toxic metal*), as it stands."""
    if thing.pos_ != "NOUN" or any(c.dep_ in {"det", "nmod:poss", "nummod", "amod"} for c in thing.children):
        return None
    own = [t for t in thing.children if t.dep_ == "compound"]
    words = copied(draft.of([*own, thing]), NAME)
    return [*words[:-1], replace(words[-1], space=True)]


def _points_out(draft: Draft, end: int) -> bool:
    """Whether the words behind the phrase speak of something in the sentence before (*…, calls it a mistake*)."""
    near = draft.doc[end : end + 6]
    return any(t.lower_ in POINTERS and t.dep_ in {"obj", "iobj", "obl", "nmod"} for t in near)


def _phrase_nouns(draft: Draft, thing: Token, start: int, end: int) -> list[Token]:
    """The nouns of a phrase that a pronoun behind it could mean: not its head, which is the thing, nor places."""
    inside = [t for t in draft.doc[start:end] if t.pos_ in {"NOUN", "PROPN"} and t.dep_ not in {"compound", "flat"}]
    return [t for t in inside if t.head != thing and t.ent_type_ != "LOC"]


def _relative_follows(draft: Draft, end: int) -> bool:
    """Whether *who*, *which* or *with whom* stands behind the closing comma."""
    behind = draft.doc[end + 1 : end + 3]
    opened = bool(behind) and behind[0].pos_ == "ADP" and behind[-1].tag_ in {"WDT", "WP", "WP$"}
    return opened or bool(behind) and behind[0].tag_ in {"WDT", "WP", "WP$", "WRB"}


def _article(draft: Draft, start: int, end: int) -> str:
    """The article a role without one needs as a predicate; none for what only one person is at a time."""
    first = draft.doc[start]
    role = next((t for t in draft.doc[start:end] if t.pos_ == "NOUN" and subjects.human(t)), first)
    bare = (
        first.pos_ in {"NOUN", "ADJ", "PROPN"}
        and role.tag_ == "NN"
        and not any(c.dep_ == "nmod:poss" for c in role.children)
    )
    if not bare or {role.lower_, first.lower_} & ONE_AT_A_TIME or role.lower_ == "capital":
        return ""
    return "the" if role.lower_ == "author" else article(first.text)


def _stray(draft: Draft, at: int, end: int) -> bool:
    """Whether a comma stands here only because the phrase was a list of two between commas."""
    return draft.doc[at].text == "," and at + 1 < end and draft.doc[at + 1].dep_ == "cc"


def _name_in_front(draft: Draft, thing: Token, start: int) -> list[int]:
    """Numbers of the words of a person's name that opens the sentence as its subject; nothing otherwise."""
    own = [t for t in grammar.subtree(thing) if t.i < start and not (t.is_punct and t.tag_ != "HYPH")]
    is_subject = thing.ent_type_ == "PERSON" and thing.dep_ == "nsubj"
    plain = all(t == thing or t.dep_ in WHOLE_NAME | {"punct"} for t in own)
    return [t.i for t in own] if own and own[0].i == 0 and plain and is_subject else []


def _named(draft: Draft, thing: Token, phrase: Token, start: int, end: int, copula: str) -> Cut | None:
    """*The mayor, Ana Ruiz, said …* → *Ana Ruiz is the mayor. Ruiz said …*; elsewhere *… The mayor is Ana Ruiz.*."""
    role = [t for t in grammar.subtree(thing) if t.i < start - 1]
    owned = role[0].tag_ == "PRP$" and role[0].i == 0
    if any(t.tag_ in {"PRP$", "WP$", "WDT", "WP"} or t.is_punct for t in role[owned:]) or not grammar.unbroken(role):
        return None
    if len(role) == 2 and role[0].lower_ == "the" and not subjects.human(thing):
        return None
    why = f"Who {draft.words[thing.i].text} is gets its own sentence."
    is_words = new_words(copula, NAME, draft.words[start - 1].source)
    name = list(draft.words[start:end])
    if _relative_follows(draft, end):
        return None
    if role[0].i == 0 and thing.dep_ == "nsubj" and thing.head == draft.root:
        short = subjects.again(draft, phrase, NAME)
        if short is None:
            return None
        rest = [w for k, w in enumerate(draft.words) if k >= end + 1]
        says = sentence([*name, *is_words, *subjects.lowered(draft, role)], NAME)
        return Cut(NAME, (says, sentence([*short, *rest], NAME)), (start, end), why)
    if role[0].pos_ == "ADP":
        role = role[1:]
    short = subjects.again(draft, phrase, NAME)
    if not role or short is None or len(role) > LONGEST_ROLE or any(t.lower_ in {"a", "an"} for t in role[:1]):
        return None
    stop = _stops(draft, end) and not _inside_commas(draft, role[0].i, end)
    rest = [w for k, w in enumerate(draft.words) if not (role[0].i <= k < start or k == end and stop)]
    says = sentence([*short, *is_words, *subjects.lowered(draft, role)], NAME)
    return Cut(NAME, (sentence(rest, NAME), says), (role[0].i, end), why, aside=1, naming=True)


def _inside_commas(draft: Draft, start: int, end: int) -> bool:
    """Whether the comma behind also closes what an earlier comma opened (*two, among them the mayor, Ana Ruiz, …*)."""
    thing = draft.doc[end - 1]
    main = next((t for t in thing.ancestors if grammar.subject(t) is not None and t.i > end), draft.root)
    noun = grammar.subject(main)
    between = noun is not None and noun.i < start and main.i > end
    return noun is not None and between and any(t.text == "," for t in draft.doc[noun.i : start])


def _stops(draft: Draft, end: int) -> bool:
    """Whether the comma behind the name only closes it."""
    return end < len(draft.doc) and draft.doc[end].text == "," and not draft.quoted[end]
