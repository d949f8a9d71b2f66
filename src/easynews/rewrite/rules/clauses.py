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
from easynews.rewrite import coordination, grammar, subjects
from easynews.rewrite.compose import sentence, small
from easynews.rewrite.draft import Draft, copied, new_words
from easynews.rewrite.proposal import Cut

NAME = "clauses"
SURE, OWN_SURE, DASHED_SURE, MARKED_SURE = 0.5, 0.35, 0.25, 0.2
"""Least confidence in a joined verb, in a clause with its own subject, in one behind a dash, and one behind a colon."""
SEMICOLON_SURE = 0.05
"""A semicolon shows by itself where a clause ends."""

REPORT_SURE = 0.7
"""Confidence from which *said A and added B* is cut although A has a verb that B could go with."""

DASHES = frozenset({"–", "—", "-"})
SHORTEST = 2
"""A verb alone (*and shrugged*) is no burden, and no sentence anybody would write."""
LONGEST_SOURCE = 8
"""Words in *according to X* that may be said twice."""
AMOUNTS = frozenset(
    ["most", "many", "some", "few", "all", "both", "others", "none", "each", "several", "half", "one", "much", "little"]
)
"""Words that may be a subject by themselves."""
SO_MUCH = frozenset({"many", "much", "few", "little", "far", "long"})
QUESTIONS = frozenset({"why", "how", "what", "where", "when", "who", "which", "whose"})
SPLICED = frozenset({"he", "she", "it", "they", "we"})
LINKS = {"and": "", "but": "But", "yet": "But", "so": "So"}


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
    joined = [c for c in main.children if c.dep_ in {"conj", "parataxis"} and _is_clause(c, draft)]
    joined = _flat(joined, draft) or _hung_too_low(draft, main)
    if any(c.dep_ == "advcl" and c.i < main.i and coordination.conditional(c) for c in main.children) and not all(
        coordination.sets_against(clause) for clause in joined
    ):
        return
    if joined and coordination.not_only(draft) and _mark(draft, joined[-1]) != ";":
        return
    marked = DASHES | {";", ":"}
    if (
        joined
        and coordination.link(joined[-1]) is None
        and _mark(draft, joined[-1]) not in marked
        and not _spliced(joined[-1])
    ):
        return
    for kept in range(len(joined)):
        if all(coordination.link(clause) is not None for clause in joined[:kept]):
            cut = _cut(draft, main, joined[kept:])
            if cut is not None:
                yield cut


def _flat(joined: list[Token], draft: Draft) -> list[Token]:
    """The clauses of a chain one after the other, where the parse hangs the last of them on the one before it."""
    if joined and coordination.link(joined[-1]) is None:
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
            return [token] if coordination.link(token) is not None and not draft.quoted[token.i] else []
    return []


def _source_at_end(draft: Draft, joined: list[Token]) -> range:
    """Numbers of the words of *, according to X* that end the sentence and are short enough to be said again."""
    at = next((t.i for t in reversed(draft.doc) if t.lower_ == "according"), 0)
    end = len(draft.doc) - draft.doc[-1].is_punct
    linked = all(coordination.link(clause) is not None for clause in joined)
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


def _cut(draft: Draft, main: Token, joined: list[Token]) -> Cut | None:
    chained = [c for clause in joined for c in grammar.children(clause, "conj") if c in joined]
    tail, front = _source_at_end(draft, joined), _source_in_front(draft, main)
    pieces = [_piece(draft, main, clause, chained, tail, front) for clause in joined]
    gone = {t.i for clause in joined for t in clause.subtree} | set(tail)
    rest = [t for t in draft.doc if t.i not in gone]
    if coordination.covers_all(draft, main, joined, tail) and not front:
        return None
    if any(piece is None for piece in pieces) or any(t.i > min(gone) and not t.is_punct for t in rest):
        return None
    if len(joined) > 1 and coordination.comes_of_all(joined[-1]):
        return None
    if any(coordination.only_a_comma(t) for t in rest if t != main) or coordination.behind_a_comma(main):
        return None
    end = draft.words[-1] if draft.doc[-1].is_punct else None
    last = pieces[-1]
    if end is not None and last and last[-1].source is None and last[-1].text == end.text:
        pieces[-1] = (*last[:-1], end)
    first = sentence([*_without_end(draft.of(rest), end), *_tail(draft, tail)], NAME)
    links = [coordination.link(clause) for clause in joined]
    before = [_mark(draft, clause) for clause in joined]
    pairs = zip(links, before, strict=True)
    marks = [mark if link is None or mark in DASHES | {";"} else link.text for link, mark in pairs]
    where = " and ".join(dict.fromkeys(f"“{mark}”" for mark in marks))
    why = f"Cut at {where}: one thing in each sentence."
    least = OWN_SURE if all(grammar.subject(clause) is not None for clause in joined) else SURE
    series = [coordination.only_a_comma(clause) for clause in joined]
    if any(series) and not series[-1] and least == OWN_SURE:
        least = MARKED_SURE
    marked = {";": SEMICOLON_SURE, ":": MARKED_SURE}
    sure = max(marked.get(mark, DASHED_SURE if mark in DASHES else least) for mark in marks)
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
        series = coordination.in_a_series(token)
        return whole and (marked or series or coordination.link(token) is not None or _spliced(token))
    return token.pos_ in {"VERB", "AUX"} or grammar.finite(token) is not None


def _spliced(clause: Token) -> bool:
    """Whether only a comma stands before a clause that begins with its own pronoun (*…, she was his sister*)."""
    noun = grammar.subject(clause)
    first = next((t for t in clause.subtree if not t.is_punct), clause)
    begins = noun is not None and first == noun and noun.lower_ in SPLICED and noun.nbor(-1).text == ","
    return begins and clause.lemma_.lower() not in grammar.REPORTING


def _mark(draft: Draft, clause: Token) -> str:
    """The mark in front of a clause."""
    own = [t for t in clause.subtree if not draft.quoted[t.i]]
    if own and own[0].is_punct:
        return own[0].text
    start = clause.left_edge.i
    return draft.doc[start - 1].text if start else ""


def _piece(
    draft: Draft, main: Token, clause: Token, chained: list[Token], tail: range, front: range
) -> tuple[Word, ...] | None:
    link = coordination.link(clause)
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
    if len(own) > 2 and own[0].pos_ == "ADV" and own[1].text == ",":
        own.pop(1)
    if own and coordination.only_a_remark(clause, own[0]) or coordination.interrupted(clause, link):
        return None
    words = draft.of(own)
    so = link is not None and link.lower_ == "so"
    loose_so = so and link is not None and link.nbor(-1).text != ","
    aim = grammar.finite(clause)
    if loose_so and aim is not None and aim.tag_ == "MD" or own and own[0].text in {"...", "…", "("}:
        return None
    compared = any(t.dep_ == "mark" and t.lower_ in {"like", "as"} and main.i < t.i < clause.i for t in draft.doc)
    if compared and not coordination.sets_against(clause):
        return None
    if (
        own
        and (own[0].lower_ in QUESTIONS or own[0].lower_ == "for" and link is not None)
        and not coordination.opens_with_a_time(clause, own[0])
        or coordination.behind_subordinate(main, clause, link)
    ):
        return None
    if own and (own[0].lower_ == "not" or so and own[0].lower_ in SO_MUCH):
        return None
    if own and grammar.subject(clause) is None and own[0].lower_ in AMOUNTS:
        return None
    there = all(any(t.lower_ == "there" for t in grammar.children(v, "expl")) for v in (main, clause))
    listed = link is not None and bool(grammar.children(main, "expl")) and coordination.list_before(draft, main, link)
    if listed or there or coordination.named_later(main, clause) or coordination.bare_number(clause):
        return None
    if grammar.subject(clause) is None and len(own) < SHORTEST:
        return None
    if grammar.subject(clause) is None:
        if link is not None and (
            coordination.list_before(draft, main, link) or coordination.shares_object(draft, main, clause)
        ):
            return None
        if own and own[0].tag_ in {"IN", "TO", "DT", "CD", "NN", "NNP"}:
            return None
        lead = _shared(draft, main, clause)
        if lead is None:
            return None
        words = [*lead, *words]
    elif (
        coordination.named_later(main, clause)
        or not grammar.finite(clause)
        or grammar.shares_helping(main, clause)
        or coordination.shares_owner(main, clause)
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
