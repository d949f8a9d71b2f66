"""When joined clauses need each other and must stay in one sentence: questions that the rule `clauses` asks."""

from spacy.tokens import Token

from easynews.english.classes import word_class
from easynews.rewrite import grammar
from easynews.rewrite.draft import Draft

FRAMES = word_class("frames")
"""Prepositions that set the frame for all that follows."""
EMPTY_FRONTS = frozenset({"fact", "addition", "contrast", "end", "hand", "example", "instance", "result"})
"""Nouns of phrases at the front that set no time or place (*In fact*, *As a result*)."""
HALVES = frozenset({"only", "just", "simply", "merely", "so"})
CONDITIONS = word_class("conditions")


def covers_all(draft: Draft, main: Token, joined: list[Token], tail: range) -> bool:
    """Whether something at either end of the sentence counts for all its clauses (*With …,*, *…, according to …*)."""
    start = min(clause.left_edge.i for clause in joined)
    shared = any(c.lower_ in {"rather", "all", "both"} for c in main.children)
    if shared or any(t.lower_ == "according" and t.i not in tail for t in draft.doc[start:]):
        return True
    noun = grammar.subject(main)
    front = [c for c in main.children if noun is not None and c.i < noun.i and c.dep_ in {"obl", "advcl"}]
    front = [c for c in front if c.lower_ not in EMPTY_FRONTS]
    if all(own_front(clause) for clause in joined):
        return False
    added = all(word is not None and word.lower_ == "and" for word in map(link, joined))
    second = any(grammar.subject(clause) is not None for clause in joined)
    if added and second and any(c.dep_ == "obl" for c in front):
        return True
    own = all(grammar.subject(clause) is not None for clause in joined)
    dated = any(t.like_num and len(t.text) == 4 for c in front for t in c.subtree)
    if not own and (dated or any(c.lower_ == "time" for c in front)):
        return True
    frames = {t.lower_ for c in front for t in c.children} & FRAMES
    return bool(frames) or (not own and any(c.dep_ == "advcl" for c in front))


def own_front(clause: Token) -> bool:
    """Whether a joined clause says its own time or place before its subject."""
    noun = grammar.subject(clause)
    return noun is not None and any(c.dep_ in {"obl", "advmod", "advcl"} and c.i < noun.i for c in clause.children)


def opens_with_a_time(clause: Token, first: Token) -> bool:
    """Whether *when* or *for* opens a time before the clause's own subject (*…, and when he asked, she told him*)."""
    noun = grammar.subject(clause)
    timed = first.lower_ == "when" and first.head.dep_ == "advcl" or first.lower_ == "for" and first.dep_ == "case"
    return timed and noun is not None and noun.i > first.head.i and clause in first.ancestors


def not_only(draft: Draft) -> bool:
    """Whether the sentence says *not only … but* or the like, whose halves need each other."""
    doc = draft.doc
    return any(t.lemma_ == "not" and t.i + 1 < len(doc) and doc[t.i + 1].lower_ in HALVES for t in doc)


def link(clause: Token) -> Token | None:
    """The word that joins a clause to the one before: its *and*, *but* or *so*."""
    first = next((t for t in clause.subtree if not t.is_punct), clause)
    found = [first] if first.dep_ == "cc" else []
    if not found and clause.dep_ == "parataxis":
        found = [c for c in clause.children if c.lower_ == "so" and so_starts(clause, c)]
    return found[0] if found else None


def only_a_remark(clause: Token, first: Token) -> bool:
    """Whether *it hopes,* only stands between commas (*a shop and, it hopes, 20,000 visitors*)."""
    thinks = clause.lemma_.lower() in grammar.REPORTING | {"hope", "think", "believe"}
    alone = clause.i + 1 < len(clause.doc) and clause.nbor().text == ","
    return thinks and alone and first.i > 0 and first.nbor(-1).text == "," and first == grammar.subject(clause)


def interrupted(clause: Token, link: Token | None) -> bool:
    """Whether something between commas stands before a verb that shares its subject, or between it and its object."""
    verb_end = max([clause.i, *(c.i for c in clause.children if c.i == clause.i + 1 and c.pos_ in {"ADP", "ADV"})])
    apart = verb_end + 1 < len(clause.doc) and clause.doc[verb_end + 1].text == ","
    behind = clause.doc[verb_end + 2 :]
    bare_end = clause.right_edge.i <= verb_end and grammar.subject(clause) is None and bool(behind)
    bare_end = bare_end and behind[0].pos_ == "ADP"
    torn = apart and (bare_end or any(c.dep_ == "obj" and c.i > verb_end for c in clause.children))
    bare = grammar.subject(clause) is None and link is not None and link.nbor().text == ","
    return torn or bare


def comes_of_all(last: Token) -> bool:
    """Whether the last clause ends in a result that may come of all of them (*A, B and C, so that D*)."""
    so = [c for c in last.children if c.dep_ == "advcl" and any(g.lower_ == "so" for g in c.children)]
    return any(c.left_edge.nbor(-1).text == "," or c.left_edge.text == "," for c in so)


def sets_against(clause: Token) -> bool:
    """Whether *but* sets a clause with its own subject against all that came before it."""
    word, noun = link(clause), grammar.subject(clause)
    marked = word is not None and word.lower_ in {"but", "yet"} and word.nbor(-1).text in {",", "–", "—"}
    real = grammar.finite(clause)
    return marked and noun is not None and real is not None and real.tag_ != "MD"


def so_starts(clause: Token, so: Token) -> bool:
    """Whether *so* links two clauses: behind a comma, or right before the second subject."""
    noun = grammar.subject(clause)
    return so.i < clause.i and (so.nbor(-1).text == "," or (noun is not None and noun.left_edge.i == so.i + 1))


def named_later(main: Token, clause: Token) -> bool:
    """Whether *he* in the first clause may be the person the second names (*He is a star, but Ruiz …*)."""
    first, second = grammar.subject(main), grammar.subject(clause)
    person = second is not None and second.ent_type_ == "PERSON"
    return person and first is not None and first.lower_ in {"he", "she"}


def bare_number(clause: Token) -> bool:
    """Whether a clause tells of a number whose noun only the clause before names (*…, and 52 were arrested*)."""
    noun = grammar.subject(clause)
    number = noun is not None and (noun.tag_ == "CD" or noun.lower_ in {"million", "billion", "dozen"})
    return number and noun is not None and noun.lower_ != "one" and not grammar.children(noun, "nmod")


def only_a_comma(clause: Token) -> bool:
    """Whether nothing but a comma joins a whole clause to the one before it: the first of *A, B, and C*."""
    whole = grammar.subject(clause) is not None and grammar.finite(clause) is not None
    start = clause.left_edge.i
    comma = start > 0 and (clause.left_edge.text == "," or clause.doc[start - 1].text == ",")
    joined = clause.dep_ in {"conj", "parataxis"} and clause.lemma_.lower() not in grammar.REPORTING
    return whole and comma and joined and link(clause) is None


def behind_a_comma(main: Token) -> bool:
    """Whether the parse takes the second of *A, B, and C* for the main clause."""
    if len(grammar.children(main, "nsubj", "nsubj:pass")) > 1:
        return True
    for clause in main.children:
        whole = clause.i < main.i and grammar.subject(clause) is not None and grammar.finite(clause) is not None
        if whole and not grammar.children(clause, "mark", "advmod") and clause.lemma_.lower() not in grammar.REPORTING:
            return clause.doc[clause.right_edge.i + 1].text == "," or clause.right_edge.text == ","
    return False


def in_a_series(clause: Token) -> bool:
    """Whether a clause is the middle one of *A, B, and C*: commas around it, and *and* before the last."""
    later = [c for c in (*clause.head.children, *clause.children) if c.dep_ == "conj" and c.i > clause.i]
    last = any((word := link(c)) is not None and word.nbor(-1).text == "," and grammar.subject(c) for c in later)
    return last and only_a_comma(clause)


def behind_subordinate(main: Token, clause: Token, link: Token | None) -> bool:
    """Whether the clause may go on a subordinate one right before it (*…, as it is old, and its roof leaks*)."""
    if link is None or link.lower_ != "and" or grammar.subject(clause) is None:
        return False
    second = grammar.subject(clause)
    words = {second.lower_, *(c.lower_ for c in second.children)} if second is not None else set()
    none = words & {"no", "nobody", "none", "nothing"}
    first = grammar.subject(main)
    fronted = first is not None and any(c.dep_ in {"obl", "advcl"} and c.i < first.i for c in main.children)
    if none and fronted and not own_front(clause):
        return True
    if any(_time_clause(t) and link.i - 2 <= t.right_edge.i < link.i for t in main.doc[: link.i]):
        return True
    if second is not None and second.tag_ == "PRP":
        return False
    ends = [c.right_edge.i for c in grammar.children(main, "advcl") if conditional(c) and c.i < clause.i]
    said = [c for c in main.doc if c.dep_ == "ccomp" and main in c.ancestors and main.i < c.i < clause.i]
    ends += [c.right_edge.i for c in said if any(g.lower_ == "that" and g.dep_ == "mark" for g in c.children)]
    return any(link.i - 2 <= end < link.i for end in ends)


def _time_clause(clause: Token) -> bool:
    """Whether a clause says *the night when …*."""
    return clause.dep_ == "acl:relcl" and any(c.lower_ in {"when", "where"} and c.i < clause.i for c in clause.children)


def shares_object(draft: Draft, main: Token, clause: Token) -> bool:
    """Whether the verbs have one object between them (*They killed and ate the birds*)."""
    after = draft.doc[main.i + 1]
    told = main.lemma_.lower() in grammar.REPORTING and bool(grammar.children(clause, "ccomp"))
    if grammar.children(main, "cop", "nsubj:pass"):
        return False
    return after.dep_ in {"cc", "punct"} and (told or bool(grammar.children(clause, "obj")))


def list_before(draft: Draft, main: Token, link: Token) -> bool:
    """Whether *and* also ends a list of things: *It charted the peaks, the seas, the forest and gave …*."""
    before = draft.doc[main.i : link.i]
    there = (
        link.nbor(-1).text == "," and bool(grammar.children(main, "expl")) and not any(t.dep_ == "cc" for t in before)
    )
    if there and any(t.text == "," for t in before[:-1]):
        return True
    commas = [t for t in before if t.text == "," and t.nbor().tag_ in {"DT", "NN", "NNS", "NNP", "JJ", "CD"}]
    return len(commas) > 1 and not any(t.dep_ == "cc" for t in before)


def shares_owner(main: Token, clause: Token) -> bool:
    """Whether *their* before the first subject may count for the second: *Their columns crack and pools are empty*."""
    first, second = grammar.subject(main), grammar.subject(clause)
    owned = first is not None and any(c.tag_ == "PRP$" for c in first.children)
    alone = second is not None and not any(c.dep_ in {"det", "nmod:poss", "nummod"} for c in second.children)
    return owned and alone and second is not None and second.pos_ == "NOUN"


def conditional(clause: Token) -> bool:
    """Whether a clause sets a condition or a time for all that follows."""
    return any(c.dep_ in {"mark", "advmod"} and c.lower_ in CONDITIONS for c in clause.children)
