"""Cuts at *although*, *because*, *after*, *before* and the like, with a plain link in their place.

Looks for: a clause with its own subject and finite verb behind one of these words, or *after* and *before* with *-ing*.
Changes: *Although X, Y* → *X. But Y.* · *Y because X* → *Y. This is because X.* · *Because X, Y* → *X. So Y.* ·
    *Y after X* → *Y. Before that, X.* · *After X, Y* → *X. After that, Y.* · *Y before X* → *Y. After that, X.*
Leaves alone: a clause that the sentence needs (*only because*, *two days after*), *if* and *unless*, what is said or
    denied, and everything inside quotation marks.

>>> from easynews.rewrite.rules import example, subordinates
>>> example(subordinates, "Although the rain was heavy, the children played outside.")
'The rain was heavy. But the children played outside.'
"""

from collections.abc import Iterator

from spacy.tokens import Token

from easynews.documents import Word
from easynews.english.classes import word_class
from easynews.rewrite import cutting, grammar, subjects
from easynews.rewrite.compose import sentence, small
from easynews.rewrite.draft import Draft, copied, new_words
from easynews.rewrite.proposal import Cut

NAME = "subordinates"
SURE = 0.5
AGAINST = frozenset({"although", "though", "whereas"})
TIMES = frozenset({"after", "before"})
FRONT = {"because": "So", "after": "After that,", "once": "Then", "when": "Then"}
FOCUS = word_class("focus adverbs")
STOPPING = word_class("verbs that keep things from happening")
UNITS = word_class("units of time")
RESULTS = frozenset({"become", "break", "bring", "complete", "end", "mark", "set"})
"""*When the plane landed, it ended a long wait* tells of one thing, not of two."""
STATIVE = word_class("verbs of states")


def propose(draft: Draft) -> Iterator[Cut]:
    """One proposal for each such clause of the main clause."""
    main = draft.root
    if draft.quoted[main.i] or grammar.finite(main) is None or grammar.subject(main) is None:
        return
    for clause in grammar.children(main, "advcl"):
        marks = [c for c in clause.children if c.dep_ in {"mark", "advmod"} and c.lower_ in MARKS]
        where = cutting.stretch(draft, clause)
        if where is None or len(marks) != 1 or draft.doc[where[0]] != marks[0] or clause._.sure < SURE:
            continue
        body = _body(draft, main, clause, marks[0], where)
        if body is not None and not any(draft.quoted[where[0] : where[1]]):
            cut = (_front if where[0] == 0 else _end)(draft, main, clause, marks[0], where, body)
            if cut is not None:
                yield cut


MARKS = AGAINST | TIMES | {"because", "while", "once", "when", "since"}


def _body(draft: Draft, main: Token, clause: Token, mark: Token, where: tuple[int, int]) -> list[Word] | None:
    """The clause as a sentence of its own, without its mark; an *-ing* form gets the subject of the sentence."""
    noun, verb, inner = grammar.subject(clause), grammar.finite(clause), list(draft.words[mark.i + 1 : where[1]])
    if noun is not None and verb is not None and noun.i < verb.i:
        if noun.tag_ == "NN" and verb.lower_ in {"were", "are", "have"} and not grammar.children(noun, "conj", "nmod"):
            return None
        return [small(inner[0], True), *inner[1:]] if inner else None
    told, doer = grammar.finite(main), grammar.subject(main)
    if mark.lower_ not in TIMES or clause.tag_ != "VBG" or clause.i != mark.i + 1 or noun is not None:
        return None
    if told is None or told != main or told.tag_ != "VBD" or doer is None or doer.dep_ != "nsubj":
        return None
    again = subjects.again(draft, doer, NAME)
    if again is None or grammar.auxiliaries(clause) or any(c.tag_ == "VBG" for c in grammar.children(clause, "conj")):
        return None
    old = draft.words[clause.i]
    form = new_words(grammar.inflected(clause, "VBD"), NAME, old.source, old.space)
    return [*again, *form, *draft.words[clause.i + 1 : where[1]]]


def _front(
    draft: Draft, main: Token, clause: Token, mark: Token, where: tuple[int, int], body: list[Word]
) -> Cut | None:
    """*Although X, Y* at the start."""
    end = where[1]
    link = "But" if mark.lower_ in AGAINST or mark.lower_ == "while" else FRONT.get(mark.lower_)
    if link is None or draft.doc[end].text != "," or _points_ahead(main, clause):
        return None
    if link != "But" and (grammar.negated(main) or not _one_after_the_other(main, clause, mark)):
        return None
    after = draft.doc[end + 1 :]
    if mark.lower_ == "while" and (not _contrast(main, clause) or {t.lower_ for t in draft.doc} & {"still", "though"}):
        return None
    if after[0].dep_ in {"advmod", "cc", "mark", "discourse"} and after[0].nbor().text == ",":
        return None
    if after[0].dep_ == "cc" or after[0].lower_ in {"and", "or", "but", "nor"}:
        return None
    if link == "Then" and any(t.lower_ == "then" for t in draft.doc):
        return None
    if link == "So" and after[0].lower_ == "it" and grammar.subject(main).lower_ == "it":  # type: ignore[union-attr]
        return None
    source = draft.words[mark.i].source
    second = sentence([*new_words(link, NAME, source), *subjects.lowered(draft, list(after))], NAME)
    said = link.rstrip(",")
    return Cut(NAME, (sentence(body, NAME), second), (0, end), f"Cut at “{mark.text}”: now said with “{said}”.")


def _contrast(main: Token, clause: Token) -> bool:
    """Whether *while* sets one thing against another, and is not a time: no *-ing* form, no deed in the past."""
    noun = grammar.subject(main)
    if noun is not None and noun.lower_ in {"he", "she", "it", "they"}:
        return False
    return clause.tag_ != "VBG" and not _deed(clause) and grammar.subject(clause) is not None


def _deed(clause: Token) -> bool:
    """Whether the clause tells what somebody did, and not a state, a thought or something said."""
    verb = grammar.finite(clause)
    quiet = clause.lemma_.lower() in STATIVE | grammar.REPORTING
    return verb == clause and verb.tag_ == "VBD" and not quiet


def _one_after_the_other(main: Token, clause: Token, mark: Token) -> bool:
    """Whether both clauses tell of the past; for *when*, of two deeds."""
    told = [grammar.finite(main), grammar.finite(clause)]
    noun = grammar.subject(main)
    if mark.lower_ == "when" and main.lemma_.lower() in RESULTS and noun is not None and noun.pos_ == "PRON":
        return False
    if main.lemma_.lower() == "do" and any(c.lower_ in {"it", "so", "this", "that"} for c in main.children):
        return False
    if mark.lower_ == "because":
        return True
    if mark.lower_ == "once" and any(t.lower_ == "had" for t in grammar.auxiliaries(clause)):
        return False
    both = all(v is not None and v.tag_ == "VBD" for v in told) or clause.tag_ == "VBG"
    return both and (mark.lower_ != "when" or _deed(main) and _deed(clause))


def _points_ahead(main: Token, clause: Token) -> bool:
    """Whether the clause at the front calls somebody *he* or *it* whose name only follows."""
    first, second = grammar.subject(clause), grammar.subject(main)
    pronouns = {t.lower_ for t in clause.subtree if t.tag_ in {"PRP", "PRP$"}} - {"i", "we", "you", "my", "our", "your"}
    same = first is not None and second is not None and first.lower_ == second.lower_
    return bool(pronouns) and not same and not (first is None and second is not None and second.pos_ != "PRON")


def _end(draft: Draft, main: Token, clause: Token, mark: Token, where: tuple[int, int], body: list[Word]) -> Cut | None:
    """The clause ends the sentence."""
    start, end = where
    if start < main.i or not cutting.ends(draft, end):
        return None
    before = draft.doc[start - 1]
    comma = before.text in {",", "–", "—", "-"}
    loose = before.pos_ == "ADV" and before.head == main and before.lower_ not in FOCUS and mark.lower_ not in TIMES
    if not comma and not loose and (before.pos_ in {"ADV", "PART", "CCONJ", "SCONJ"} or before.lower_ in FOCUS):
        return None
    if any(t.i < start and t.dep_ not in {"punct"} for t in clause.subtree):
        return None
    loose_ends = [t for t in grammar.children(clause, "advcl", "xcomp") if t.tag_ == "VBG"]
    if any(not grammar.children(t, "mark", "case") for t in loose_ends):
        return None
    if any(t.tag_ == "VBG" and t.i and t.nbor(-1).text == "," for t in draft.doc[clause.i : end]):
        return None
    if any(_new_clause(clause, t) for t in clause.subtree if t.i > clause.i):
        return None
    if mark.lower_ in TIMES and (_measured(draft, start) or _bare(main, clause)):
        return None
    link = _link(draft, main, clause, mark, comma)
    if link is None:
        return None
    if mark.lower_ == "after":
        body = _had(draft, clause, body)
    lowered = [*link, *_low(draft, body)]
    first = sentence(draft.words[:start], NAME)
    return Cut(
        NAME,
        (first, sentence(lowered, NAME)),
        (start, end),
        f"Cut at “{mark.text}”: one thing in each sentence.",
    )


def _new_clause(clause: Token, token: Token) -> bool:
    """Whether a comma, a link and a clause of its own stand inside, which may go with the main clause."""
    whole = grammar.subject(token) is not None and grammar.finite(token) is not None
    links = [t for t in token.doc[clause.i : token.i] if t.dep_ == "cc" and t.nbor(-1).text == ","]
    return bool(links) and whole and token.dep_ in {"conj", "parataxis"}


def _bare(main: Token, clause: Token) -> bool:
    """Whether the main clause says nothing but that something began or happened."""
    others = [c for c in main.children if c != clause and c.dep_ not in {"nsubj", "nsubj:pass", "punct", "aux"}]
    return main.lemma_.lower() in {"begin", "come", "end", "happen", "occur", "start"} and not others


def _measured(draft: Draft, start: int) -> bool:
    """Whether a stretch of time stands before *after* (*two days after …*)."""
    return draft.doc[start - 1].lemma_.lower() in UNITS


def _low(draft: Draft, body: list[Word]) -> list[Word]:
    names = {draft.words[t.i].source for t in draft.doc if grammar.is_name(t) and t.lower_ != "the"}
    return [small(body[0], body[0].source in names and body[0].text.lower() != "the"), *body[1:]]


def _link(draft: Draft, main: Token, clause: Token, mark: Token, comma: bool) -> list[Word] | None:
    """What the second sentence begins with."""
    source = draft.words[mark.i].source
    if mark.lower_ in AGAINST:
        halves = any(t.lower_ in {"only", "just", "merely"} for t in main.doc[: mark.i])
        return new_words("But", NAME, source) if comma and not halves else None
    verb = grammar.finite(main)
    unreal = verb is not None and verb.tag_ == "MD" and verb.lower_ not in {"will", "can", "'ll", "’ll"}
    loose_reason = comma and mark.lower_ == "because"
    if verb is None or (unreal and mark.lower_ != "while") or grammar.negated(main) and not loose_reason:
        return None
    if mark.lower_ == "while":
        noun = grammar.subject(main)
        fronted = noun is not None and any(c.i < noun.i and c.dep_ in {"obl", "advcl"} for c in main.children)
        return [] if comma and not fronted and _two_things(main, clause) else None
    if mark.lower_ == "when":
        told = verb.tag_ == "VBD" and comma and getattr(grammar.finite(clause), "tag_", "") == "VBD"
        return new_words("At that time,", NAME, source) if told else None
    if mark.lower_ in TIMES:
        return _time_link(draft, main, clause, mark)
    if mark.lower_ == "since" and comma and verb.lemma_ != "have":
        lead = "This was because" if verb.tag_ == "VBD" else "This is because"
        return new_words(lead, NAME, source)
    if mark.lower_ != "because" or _reports(main) or _reports(clause) and grammar.subject(clause).tag_ != "PRP":  # type: ignore[union-attr]
        return None
    lead = "This was" if verb.tag_ == "VBD" else "This is"
    return [*new_words(lead, NAME), *copied([draft.words[mark.i]], NAME)]


def _reports(verb: Token) -> bool:
    """Whether the verb tells what somebody says, so that the reason may be part of that."""
    return verb.lemma_.lower() in grammar.REPORTING and bool(grammar.children(verb, "ccomp", "xcomp", "parataxis"))


def _two_things(main: Token, clause: Token) -> bool:
    """Whether *, while …* only puts one thing beside another: each has its own subject, and none a pronoun."""
    first, second = grammar.subject(main), grammar.subject(clause)
    return (
        first is not None
        and second is not None
        and second.pos_ != "PRON"
        or (second is not None and second.lower_ == "others")
    )


def _time_link(draft: Draft, main: Token, clause: Token, mark: Token) -> list[Word] | None:
    """*Before that,* for *after*, and *After that,* for *before*, when both tell what really happened."""
    verb, other = grammar.finite(main), grammar.finite(clause)
    told = (
        verb is not None and verb.tag_ == "VBD" and (clause.tag_ == "VBG" or other is not None and other.tag_ == "VBD")
    )
    hindered = mark.lower_ == "before" and main.lemma_.lower() in STOPPING
    if not told or hindered or grammar.nearer_verb(main, clause) or {main.lemma_.lower()} & grammar.REPORTING:
        return None
    dated = any(len(t.lower_.rstrip("s")) == 4 and t.lower_.rstrip("s").isdigit() for t in main.doc[main.i : mark.i])
    if mark.lower_ == "after" and dated:
        return None
    text = "Before that," if mark.lower_ == "after" else "After that,"
    return new_words(text, NAME, draft.words[mark.i].source)


def _had(draft: Draft, clause: Token, body: list[Word]) -> list[Word]:
    """The clause one step further back in time: *the roof fell* → *the roof had fallen*."""
    verb = grammar.finite(clause)
    if verb is None:
        verb = clause
    old = draft.words[verb.i]
    if verb.lower_ == "had" and verb != clause:
        return body
    lemma = "be" if verb.lower_ in {"was", "were"} else verb.lemma_.lower()
    form = "been" if lemma == "be" else grammar.inflected(verb, "VBN")
    had = new_words(f"had {form}", NAME, old.source, old.space)
    at = next((k for k, w in enumerate(body) if w.source == old.source and (w.source or not w.rule)), None)
    return body if at is None else [*body[:at], *had, *body[at + 1 :]]
