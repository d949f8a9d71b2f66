"""Cuts between clauses joined by *and*, *but*, *so* or a semicolon.

Looks for: a main clause with one or more further main clauses beside it.
Changes: each clause becomes a sentence; *but* and *so* stay as its first word; a clause that
    shared the subject (and helping verb) of the first says them again.
Leaves alone: clauses that share more than that (a condition, a negation, a doubt), *or*, *not only …
    but also*, and everything inside quotation marks.

>>> from easynews.rewrite.rules import clauses, example
>>> example(clauses, "The storm hit the coast and the mayor closed all schools.")
'The storm hit the coast. The mayor closed all schools.'
"""

from collections.abc import Iterator

from spacy.tokens import Token

from easynews.documents import Word
from easynews.english.classes import word_class
from easynews.rewrite import grammar, subjects
from easynews.rewrite.compose import sentence, small
from easynews.rewrite.draft import Draft, copied, new_words
from easynews.rewrite.proposal import Cut

NAME = "clauses"
SURE, OWN_SURE, DASHED_SURE, MARKED_SURE = 0.5, 0.35, 0.4, 0.2
"""Least confidence in a joined verb, in a clause with its own subject, in one behind a dash, and one behind a colon."""

REPORT_SURE = 0.7
"""Confidence from which *said A and added B* is cut although A has a verb that B could go with."""

DASHES = frozenset({"–", "—", "-"})
FRAMES = word_class("frames")
"""Prepositions that set the frame for all that follows."""

LONGEST_SOURCE = 8
"""Words in *according to X* that may be said twice."""
AMOUNTS = frozenset(
    ["most", "many", "some", "few", "all", "both", "others", "none", "each", "several", "half", "one", "much", "little"]
)
"""Words that may be a subject by themselves."""
SO_MUCH = frozenset({"many", "much", "few", "little", "far", "long"})
EMPTY_FRONTS = frozenset({"fact", "addition", "contrast", "end", "hand", "example", "instance", "result"})
"""Nouns of phrases at the front that set no time or place (*In fact*, *As a result*)."""
QUESTIONS = frozenset({"why", "how", "what", "where", "when", "who", "which", "whose"})
SPLICED = frozenset({"he", "she", "it", "they", "we"})
HALVES = frozenset({"only", "just", "simply", "merely", "so"})
LINKS = {"and": "", "but": "But", "yet": "But", "so": "So"}
CONDITIONS = word_class("conditions")


def propose(draft: Draft) -> Iterator[Cut]:
    """Cuts at every joined clause of the main clause, or else at the last ones only."""
    main = draft.root
    if (
        grammar.children(main, "nsubj:outer")
        or not grammar.finite(main)
        or not grammar.subject(main)
        or draft.doc[-1].text in {"?", "!", "...", "…"}
    ):
        return
    if any(c.dep_ == "advcl" and c.i < main.i and _conditional(c) for c in main.children):
        return
    joined = [c for c in main.children if c.dep_ in {"conj", "parataxis"} and _is_clause(c, draft)]
    joined = _flat(joined, draft) or _hung_too_low(draft, main)
    if joined and _not_only(draft) and _mark(draft, joined[-1]) != ";":
        return
    marked = DASHES | {";", ":"}
    if joined and _link(joined[-1]) is None and _mark(draft, joined[-1]) not in marked and not _spliced(joined[-1]):
        return
    for kept in range(len(joined)):
        if all(_link(clause) is not None for clause in joined[:kept]):
            cut = _cut(draft, main, joined[kept:])
            if cut is not None:
                yield cut


def _flat(joined: list[Token], draft: Draft) -> list[Token]:
    """The clauses of a chain one after the other, where the parse hangs the last of them on the one before it."""
    if joined and _link(joined[-1]) is None:
        return [*joined, *(c for c in grammar.children(joined[-1], "conj") if _is_clause(c, draft))]
    return joined


def _hung_too_low(draft: Draft, main: Token) -> list[Token]:
    """A finite verb that the parse joins to an infinitive or an *-ing* form: it can only go with the main verb.

    In *has stopped talks on trying to end the war and accuses Moscow*, *accuses* goes on from *has*.
    """
    verb = grammar.finite(main)
    for token in draft.doc[main.i + 1 :]:
        alike = verb is not None and token.tag_ == verb.tag_ and token.tag_ in {"VBZ", "VBD"}
        if token.dep_ != "conj" or not alike or grammar.subject(token) or grammar.looks_past(token):
            continue
        above = [t for t in token.ancestors if t.i > main.i]
        if main in token.ancestors and above and all(grammar.finite(t) is None for t in above):
            return [token] if _link(token) is not None and not draft.quoted[token.i] else []
    return []


def _source_at_end(draft: Draft, joined: list[Token]) -> range:
    """Numbers of the words of *, according to X* that end the sentence and are short enough to be said again."""
    at = next((t.i for t in reversed(draft.doc) if t.lower_ == "according"), 0)
    end = len(draft.doc) - draft.doc[-1].is_punct
    linked = all(_link(clause) is not None for clause in joined)
    short = at > joined[-1].i and 2 < end - at <= LONGEST_SOURCE and draft.doc[at - 1].text == "," and linked
    return range(at - 1, end) if short and not any(draft.quoted[at:]) else range(0)


def _source_in_front(draft: Draft, main: Token) -> range:
    """Numbers of the words of *According to X,* at the front when they are short enough to be said again."""
    doc = draft.doc
    if doc[0].lower_ != "according":
        return range(0)
    end = next((t.i for t in doc if t.text == ","), 0)
    return range(end + 1) if 2 < end <= LONGEST_SOURCE and end < main.left_edge.i + main.i else range(0)


def _tail(draft: Draft, tail: range) -> list[Word]:
    """The source said again; a space goes before nothing but words."""
    return copied([draft.words[k] for k in tail], NAME)


def _covers_all(draft: Draft, main: Token, joined: list[Token], tail: range) -> bool:
    """Whether something at either end of the sentence counts for all its clauses (*With …,*, *…, according to …*)."""
    start = min(clause.left_edge.i for clause in joined)
    shared = any(c.lower_ in {"rather", "all", "both"} for c in main.children)
    if shared or any(t.lower_ == "according" and t.i not in tail for t in draft.doc[start:]):
        return True
    noun = grammar.subject(main)
    front = [c for c in main.children if noun is not None and c.i < noun.i and c.dep_ in {"obl", "advcl"}]
    front = [c for c in front if c.lower_ not in EMPTY_FRONTS]
    if all(_own_front(clause) for clause in joined):
        return False
    added = all(link is not None and link.lower_ == "and" for link in map(_link, joined))
    second = any(grammar.subject(clause) is not None for clause in joined)
    if added and second and any(c.dep_ == "obl" for c in front):
        return True
    own = all(grammar.subject(clause) is not None for clause in joined)
    frames = {t.lower_ for c in front for t in c.children} & FRAMES
    return bool(frames) or (not own and any(c.dep_ == "advcl" for c in front))


def _own_front(clause: Token) -> bool:
    """Whether a joined clause says its own time or place before its subject."""
    noun = grammar.subject(clause)
    return noun is not None and any(c.dep_ in {"obl", "advmod", "advcl"} and c.i < noun.i for c in clause.children)


def _not_only(draft: Draft) -> bool:
    """Whether the sentence says *not only … but* or the like, whose halves need each other."""
    doc = draft.doc
    return any(t.lemma_ == "not" and t.i + 1 < len(doc) and doc[t.i + 1].lower_ in HALVES for t in doc)


def _cut(draft: Draft, main: Token, joined: list[Token]) -> Cut | None:
    chained = [c for clause in joined for c in grammar.children(clause, "conj") if c in joined]
    tail, front = _source_at_end(draft, joined), _source_in_front(draft, main)
    pieces = [_piece(draft, main, clause, chained, tail, front) for clause in joined]
    gone = {t.i for clause in joined for t in clause.subtree} | set(tail)
    rest = [t for t in draft.doc if t.i not in gone]
    if _covers_all(draft, main, joined, tail) and not front:
        return None
    if any(piece is None for piece in pieces) or any(t.i > min(gone) and not t.is_punct for t in rest):
        return None
    end = draft.words[-1] if draft.doc[-1].is_punct else None
    first = sentence([*_without_end(draft.of(rest), end), *_tail(draft, tail)], NAME)
    links = [_link(clause) for clause in joined]
    before = [_mark(draft, clause) for clause in joined]
    pairs = zip(links, before, strict=True)
    marks = [mark if link is None or mark in DASHES | {";"} else link.text for link, mark in pairs]
    where = " and ".join(dict.fromkeys(f"“{mark}”" for mark in marks))
    why = f"Cut at {where}: one thing in each sentence."
    least = OWN_SURE if all(grammar.subject(clause) is not None for clause in joined) else SURE
    sure = max((MARKED_SURE if mark in {";", ":"} else DASHED_SURE if mark in DASHES else least) for mark in marks)
    return Cut(NAME, (first, *(p for p in pieces if p)), (min(gone), max(gone) + 1), why, sure)


def _without_end(words: list[Word], end: Word | None) -> list[Word]:
    return [w for w in words if w is not end]


def _is_clause(token: Token, draft: Draft) -> bool:
    """Whether a joined word heads a clause that can stand alone."""
    if draft.quoted[token.i] or token.i < token.head.i:
        return False
    if token.dep_ == "parataxis":
        mark = _mark(draft, token)
        paired = mark in DASHES and any(t.text == mark for t in draft.doc[token.i :])
        marked = mark in DASHES | {";", ":"} and not paired
        whole = bool(grammar.finite(token)) and bool(grammar.subject(token)) and token.lemma_ not in grammar.REPORTING
        return whole and (marked or _link(token) is not None or _spliced(token))
    return token.pos_ in {"VERB", "AUX"} or bool(grammar.subject(token) and grammar.finite(token))


def _spliced(clause: Token) -> bool:
    """Whether only a comma stands before a clause that begins with its own pronoun (*…, she was his sister*)."""
    noun = grammar.subject(clause)
    first = next((t for t in clause.subtree if not t.is_punct), clause)
    return noun is not None and first == noun and noun.lower_ in SPLICED and noun.nbor(-1).text == ","


def _mark(draft: Draft, clause: Token) -> str:
    """The mark in front of a clause."""
    own = [t for t in clause.subtree if not draft.quoted[t.i]]
    if own and own[0].is_punct:
        return own[0].text
    start = clause.left_edge.i
    return draft.doc[start - 1].text if start else ""


def _link(clause: Token) -> Token | None:
    found = [c for c in clause.children if c.dep_ == "cc"]
    if not found:
        found = [t for t in clause.subtree if not t.is_punct][:1]
        found = [t for t in found if t.dep_ == "cc"]
    if not found and clause.dep_ == "parataxis":
        found = [c for c in clause.children if c.lower_ == "so" and _so_starts(clause, c)]
    return found[0] if found else None


def _so_starts(clause: Token, so: Token) -> bool:
    """Whether *so* links two clauses: behind a comma, or right before the second subject."""
    noun = grammar.subject(clause)
    return so.i < clause.i and (so.nbor(-1).text == "," or (noun is not None and noun.left_edge.i == so.i + 1))


def _piece(
    draft: Draft, main: Token, clause: Token, chained: list[Token], tail: range, front: range
) -> tuple[Word, ...] | None:
    link = _link(clause)
    if link is not None and link.lower_ == "but" and grammar.negated(main) and draft.doc[link.i - 1].text != ",":
        return None
    if link is not None and link.lower_ not in LINKS or grammar.children(clause, "cc:preconj", "mark"):
        return None
    if grammar.children(main, "cc:preconj") or any(
        t.lower_ in {"only", "either", "neither"} and t.head == main for t in draft.doc
    ):
        return None
    others = {t.i for c in chained if c != clause and c.head == clause for t in c.subtree}
    whole = {t.i for t in clause.subtree}
    stretch = draft.doc[min(whole) : max(whole) + 1]
    own = [t for t in stretch if t != link and t.i not in others and t.i not in tail and (t.i in whole or t.is_punct)]
    while own and own[0].text in DASHES | {",", ";", ":"}:
        own.pop(0)
    words = draft.of(own)
    so = link is not None and link.lower_ == "so"
    loose_so = so and link is not None and link.nbor(-1).text != ","
    aim = grammar.finite(clause)
    if loose_so and aim is not None and aim.tag_ == "MD" or own and own[0].text in {"...", "…", "("}:
        return None
    if any(t.dep_ == "mark" and t.lower_ in {"like", "as"} and main.i < t.i < clause.i for t in draft.doc):
        return None
    if (
        own
        and (own[0].lower_ in QUESTIONS or own[0].lower_ == "for" and link is not None)
        or _behind_subordinate(main, clause, link)
    ):
        return None
    if own and (own[0].lower_ in {"not", "never"} or so and own[0].lower_ in SO_MUCH):
        return None
    if own and grammar.subject(clause) is None and own[0].lower_ in AMOUNTS:
        return None
    if _named_later(main, clause):
        return None
    if grammar.subject(clause) is None:
        if link is not None and (_list_before(draft, main, link) or _shares_object(draft, main, clause)):
            return None
        if own and own[0].tag_ in {"IN", "TO", "DT", "CD", "NN", "NNP"}:
            return None
        lead = _shared(draft, main, clause)
        if lead is None:
            return None
        words = [*lead, *words]
    elif (
        _named_later(main, clause)
        or not grammar.finite(clause)
        or grammar.shares_helping(main, clause)
        or _shares_owner(main, clause)
    ):
        return None
    words = [*words, *_tail(draft, tail)]
    if front:
        source = _tail(draft, front)
        lowered = [small(source[0], False), *source[1:]] if link is not None and LINKS[link.lower_] else source
        words = [*lowered, *_small_start(draft, words, own)]
    opening = LINKS[link.lower_] if link is not None else ""
    if opening and link is not None:
        span = draft.words[link.i].source
        words = [*new_words(opening, NAME, span), *_small_start(draft, words, own)]
    return sentence(words, NAME)


def _named_later(main: Token, clause: Token) -> bool:
    """Whether *he* in the first clause may be the person the second names (*He is a star, but Ruiz …*)."""
    first, second = grammar.subject(main), grammar.subject(clause)
    person = second is not None and second.ent_type_ == "PERSON"
    return person and first is not None and first.lower_ in {"he", "she"}


def _behind_subordinate(main: Token, clause: Token, link: Token | None) -> bool:
    """Whether the clause may go on a subordinate one right before it (*…, as it is old, and its roof leaks*)."""
    if link is None or link.lower_ != "and" or grammar.subject(clause) is None:
        return False
    second = grammar.subject(clause)
    words = {second.lower_, *(c.lower_ for c in second.children)} if second is not None else set()
    none = words & {"no", "nobody", "none", "nothing"}
    first = grammar.subject(main)
    fronted = first is not None and any(c.dep_ in {"obl", "advcl"} and c.i < first.i for c in main.children)
    if none and fronted and not _own_front(clause):
        return True
    if second is not None and second.tag_ == "PRP":
        return False
    ends = [c.right_edge.i for c in grammar.children(main, "advcl") if _conditional(c) and c.i < clause.i]
    said = [c for c in main.doc if c.dep_ == "ccomp" and main in c.ancestors and main.i < c.i < clause.i]
    ends += [c.right_edge.i for c in said if any(g.lower_ == "that" and g.dep_ == "mark" for g in c.children)]
    return any(link.i - 2 <= end < link.i for end in ends)


def _shares_object(draft: Draft, main: Token, clause: Token) -> bool:
    """Whether the verbs have one object between them (*They killed and ate the birds*)."""
    after = draft.doc[main.i + 1]
    return after.dep_ in {"cc", "punct"} and bool(grammar.children(clause, "obj", "ccomp"))


def _list_before(draft: Draft, main: Token, link: Token) -> bool:
    """Whether *and* also ends a list of things: *It charted the peaks, the seas, the forest and gave …*."""
    before = draft.doc[main.i : link.i]
    commas = [t for t in before if t.text == "," and t.nbor().tag_ in {"DT", "NN", "NNS", "NNP", "JJ", "CD"}]
    return len(commas) > 1 and not any(t.dep_ == "cc" for t in before)


def _shares_owner(main: Token, clause: Token) -> bool:
    """Whether *their* before the first subject may count for the second: *Their columns crack and pools are empty*."""
    first, second = grammar.subject(main), grammar.subject(clause)
    owned = first is not None and any(c.tag_ == "PRP$" for c in first.children)
    alone = second is not None and not any(c.dep_ in {"det", "nmod:poss", "nummod"} for c in second.children)
    return owned and alone and second is not None and second.pos_ == "NOUN"


def _small_start(draft: Draft, words: list[Word], own: list[Token]) -> list[Word]:
    first = words[0]
    name = any(grammar.is_name(t) and draft.words[t.i].source == first.source for t in draft.doc)
    return [small(first, name), *words[1:]]


def _shared(draft: Draft, main: Token, clause: Token) -> list[Word] | None:
    """The subject and helping verbs that the clause shares with the main clause."""
    reports = {main.lemma_.lower(), clause.lemma_.lower()} <= grammar.REPORTING and clause._.sure >= REPORT_SURE
    if grammar.negated(main) or (grammar.nearer_verb(main, clause) and not reports):
        return None
    noun = grammar.subject(main)
    if noun is None or noun.dep_ == "expl" or clause.i < main.i:
        return None
    subject = subjects.again(draft, noun, NAME)
    if subject is None:
        return None
    helping = _helping(main, clause)
    hedges = [c for c in main.children if c.lower_ in grammar.HEDGES and c.dep_ == "advmod" and c.i < main.i]
    return None if helping is None else [*subject, *copied(draft.of([*hedges, *helping]), NAME)]


def _conditional(clause: Token) -> bool:
    """Whether a clause sets a condition or a time for all that follows."""
    return any(c.dep_ in {"mark", "advmod"} and c.lower_ in CONDITIONS for c in clause.children)


def _helping(main: Token, clause: Token) -> list[Token] | None:
    """The helping verbs to say again before a clause without subject; none for a finite verb, None in doubt."""
    helping = [t for t in grammar.auxiliaries(main) if t.dep_ != "cop" and t.i < main.i]
    if grammar.auxiliaries(clause):
        return [] if grammar.finite(clause) else None
    if clause.tag_ in {"VBD", "VBN"} and grammar.looks_past(clause):
        return _past_or_participle(main, clause, helping)
    if clause.tag_ in {"VBD", "VBZ", "VBP"}:
        return [] if clause.tag_ != "VBP" or main.tag_ == "VBP" or helping else None
    return helping if helping and main.tag_ == clause.tag_ else None


def _past_or_participle(main: Token, clause: Token, helping: list[Token]) -> list[Token] | None:
    if not helping:
        return [] if main.tag_ in {"VBD", "VBN"} or clause.tag_ == "VBD" else None
    if helping[-1].lower_ == "had":
        return None
    if helping[-1].lemma_ == "have":
        return helping if main.tag_ in {"VBN", "VBD"} else None
    if helping[-1].lemma_ != "be":
        return None
    told = clause.lemma_.lower() == "tell" and not grammar.children(clause, "obj", "iobj")
    bare = told or not grammar.children(clause, "obj", "ccomp", "xcomp")
    same = clause.tag_ in {"VBN", "VBD"} and main.tag_ == "VBN" and bare and (told or clause.tag_ == "VBN")
    return helping if same else None
