"""Turns a passive with its doer into the active: *was rescued by fishermen* → *Fishermen rescued …*.

Looks for: a passive main verb and *by* with somebody or something that can act.
Changes: the doer becomes the subject, the subject the object; the tense stays.
Leaves alone: passives without a doer (never invents one), what is denied or counted (*no*, *only*, *all*), and
    everything inside quotation marks.

>>> from easynews.rewrite.rules import example, passives
>>> example(passives, "The two men were rescued by fishermen on Monday.")
'Fishermen rescued the two men on Monday.'
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from easynews.documents import Word
from easynews.english.classes import word_class
from easynews.rewrite import cutting, grammar, subjects
from easynews.rewrite.compose import sentence, small
from easynews.rewrite.draft import Draft, new_words
from easynews.rewrite.proposal import Cut

NAME = "passives"
SURE = 0.7
LONGEST_DOER, LONGEST_SUBJECT = 8, 10
"""Words a doer and a subject may have, so that the sentence stays easy to take in."""
FORCES = word_class("forces of nature and machines")
RESULTS = word_class("result participles")
SCOPES = frozenset(
    {"no", "few", "only", "all", "every", "each", "most", "any", "some", "many", "none", "not", "both", "half", "just"}
)
OBJECTS = {"he": "him", "she": "her", "they": "them", "we": "us", "i": "me"}
DOERS = {"him": "he", "her": "she", "them": "they", "us": "we", "me": "I"}


def propose(draft: Draft) -> Iterator[Cut]:
    """At most one proposal: the main verb made active."""
    main, noun = draft.root, grammar.subject(draft.root)
    doer = next((c for c in main.children if c.dep_ == "obl:agent"), None)
    if noun is None or doer is None or noun.dep_ != "nsubj:pass" or main.tag_ != "VBN" or grammar.negated(main):
        return
    by, where, whole = draft.doc[doer.left_edge.i], cutting.stretch(draft, doer), cutting.stretch(draft, noun)
    if where is None or whole is None or by.lower_ != "by" or min(doer._.sure, noun._.sure) < SURE:
        return
    if _fits(draft, main, doer, where, whole) and not any(draft.quoted[: where[1]]):
        cut = _cut(draft, main, noun, doer, where, whole)
        if cut is not None:
            yield cut


def _fits(draft: Draft, main: Token, doer: Token, where: tuple[int, int], whole: tuple[int, int]) -> bool:
    """Whether both phrases are short and count nothing, and nothing is joined to the verb."""
    words = [draft.doc[k] for k in (*range(*where), *range(*whole))]
    plain = (
        doer.pos_ == "NOUN"
        and doer.tag_ == "NN"
        and not any(c.dep_ in {"det", "nmod:poss", "nummod"} for c in doer.children)
    )
    if plain:
        return False
    counted = any(t.lower_ in SCOPES or t.is_punct and t.tag_ != "HYPH" for t in words)
    owned = any(t.tag_ == "PRP$" for t in draft.doc[slice(*where)]) and draft.doc[whole[0]].pos_ != "PRON"
    acts = (
        subjects.human(doer)
        or doer.ent_type_ in {"PERSON", "ORG"}
        or doer.pos_ == "PRON"
        or doer.lemma_.lower() in subjects.ACTORS
        or main.lemma_.lower() in RESULTS
        and doer.lemma_.lower() in FORCES
    )
    pronouns = any(t.tag_ in {"PRP", "PRP$"} for t in (*doer.subtree, *draft.doc[: whole[0]]))
    alone = (
        doer.pos_ == "PRON" and where[1] - where[0] == 2 and not any(t.tag_ == "PRP$" for t in draft.doc[: whole[0]])
    )
    if pronouns and not alone:
        return False
    noun = grammar.subject(main)
    told = any(grammar.children(t, "acl", "acl:relcl") for t in (noun, doer) if t is not None)
    if told and not cutting.ends(draft, where[1]):
        return False
    joined = grammar.children(main, "conj", "ccomp", "csubj:pass", "parataxis", "obj") or draft.doc[-1].text == "?"
    after = draft.doc[where[1]]
    if after.lower_ in {"at", "from", "of", "with"} and after.head.ent_type_ in {"ORG", "LOC"}:
        return False
    short = where[1] - where[0] <= LONGEST_DOER + 1 and whole[1] - whole[0] <= LONGEST_SUBJECT
    return acts and short and not (counted or owned or joined)


def _cut(
    draft: Draft, main: Token, noun: Token, doer: Token, where: tuple[int, int], whole: tuple[int, int]
) -> Cut | None:
    helping = sorted(grammar.auxiliaries(main), key=lambda t: t.i)
    verb = _active(main, helping, grammar.plural(doer), doer)
    if verb is None or any(t.i < whole[1] for t in helping) or where[0] < main.i:
        return None
    front = list(draft.words[: whole[0]])
    adverbs = [draft.words[k] for k in range(whole[1], main.i) if draft.doc[k] not in helping]
    if any(t.is_punct for t in draft.doc[whole[1] : main.i]):
        return None
    prt = [c.i for c in grammar.children(main, "compound:prt")]
    after = [
        draft.words[k] for k in range(main.i + 1, len(draft.words)) if not where[0] <= k < where[1] and k not in prt
    ]
    forms = new_words(verb, NAME, draft.words[main.i].source)
    helpers = {id(t): draft.words[t.i].source for t in helping}
    if len(forms) > 1 and helpers:
        forms = [replace(forms[0], source=next(iter(helpers.values()))), *forms[1:]]
    who = _phrase(draft, doer, where[0] + 1, where[1], DOERS)
    whom = _phrase(draft, noun, whole[0], whole[1], OBJECTS)
    parts = [*front, *who, *forms[:-1], *adverbs, forms[-1], *(draft.words[k] for k in prt), *whom, *after]
    why = f"Who did it comes first: “{draft.words[doer.i].text}”."
    covered = _covering(parts, draft, [by.i for by in helping] + [where[0]])
    return Cut(NAME, (sentence(covered, NAME),), (whole[0], where[1]), why, SURE)


def _covering(parts: list[Word], draft: Draft, gone: list[int]) -> list[Word]:
    """The words, with the sources of helping verbs and *by* taken over by the verb that says the same."""
    at = next(k for k, w in enumerate(parts) if w.rule == NAME)
    have = {w.source for w in parts}
    lost = [draft.words[k].source for k in gone if draft.words[k].source not in have]
    spans = [s for s in (*lost, parts[at].source) if s]
    return [
        *parts[:at],
        replace(parts[at], source=(min(s for s, _ in spans), max(e for _, e in spans))),
        *parts[at + 1 :],
    ]


def _phrase(draft: Draft, noun: Token, start: int, end: int, pronouns: dict[str, str]) -> list[Word]:
    words = list(draft.words[start:end])
    if end - start == 1 and noun.lower_ in pronouns:
        return [replace(words[0], text=pronouns[noun.lower_], rule=NAME, space=True)]
    first = draft.doc[start]
    words[0] = small(words[0], grammar.is_name(first) and first.lower_ != "the")
    return [*words[:-1], replace(words[-1], space=True)]


def _active(main: Token, helping: list[Token], several: bool, doer: Token) -> str | None:
    """The active verb in the tense of the passive; None for a form it does not know."""
    forms = [t.lower_ for t in helping]
    lemma = main.lemma_.lower()
    several = several or doer.lower_ in {"them", "us", "me"}
    if len(forms) == 1 and forms[0] in {"was", "were"}:
        return grammar.inflected(main, "VBD")
    if len(forms) == 2 and helping[0].tag_ == "MD" and forms[1] == "be":
        return f"{forms[0]} {lemma}"
    if len(forms) == 2 and helping[0].lemma_ == "have" and forms[1] == "been":
        return f"{'had' if forms[0] == 'had' else 'have' if several else 'has'} {main.lower_}"
    if len(forms) == 2 and forms[1] == "being" and forms[0] in {"is", "are", "was", "were"}:
        be = {True: ("are", "were"), False: ("is", "was")}[several][forms[0] in {"was", "were"}]
        return f"{be} {grammar.inflected(main, 'VBG')}"
    return None
