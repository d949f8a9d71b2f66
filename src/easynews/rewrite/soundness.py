"""Whether a new sentence is a good English sentence: subject and finite verb, agreement, no loose end."""

from spacy.tokens import Token

from easynews.english.classes import word_class
from easynews.rewrite import grammar
from easynews.rewrite.draft import Draft

PRONOUNS = frozenset({"it", "he", "she", "they", "we", "this"})
CUT_OFF = word_class("words no sentence ends in")
"""Last words of a sentence that has lost what should follow."""


def unsound(draft: Draft) -> str:
    """Why a new sentence is not a good English sentence; "" when nothing is wrong with it."""
    doc = draft.doc
    if draft.length < 2:
        return "A piece would be too short."
    main = _main_clause(draft)
    verb, noun = grammar.finite(main), grammar.subject(main)
    if verb is None:
        return "A piece would have no verb that stands on its own."
    if noun is None:
        return "A piece would have no subject."
    copula = any(c.dep_ == "cop" for c in main.children) and not any(c.dep_ == "mark" for c in main.children)
    if main.tag_ in {"VBD", "VBZ", "VBP"} and copula and noun.lower_ != "this":
        return "Two verbs would stand side by side."
    free = doc[0].lower_ == "what" and noun.i > 1 and doc[0] in noun.subtree
    if (
        any(c.dep_ == "mark" and c.i < noun.i for c in main.children)
        or doc[0].tag_ in {"WDT", "WP", "WP$"}
        and not free
    ):
        return "A piece would be only half a sentence."
    if verb.i < noun.i and verb.i <= 1 and doc[-1].text != "?":
        return "Subject and verb would stand in the wrong order."
    after = doc[noun.i + 1] if noun.i + 1 < len(doc) else noun
    if noun.lower_ == "one" and after.tag_ == "PRP":
        return "A piece would be only half a sentence."
    if noun.lower_ in PRONOUNS and (after.tag_ in {"IN", "TO", "DT", "PRP"} or after.text in {",", "and"}):
        return "A piece would have no verb after its subject."
    return _ragged(draft) or _disagreement(noun, verb)


def _main_clause(draft: Draft) -> Token:
    """The root, or a clause that stands at the front when the parse has made something else the root."""
    if grammar.finite(draft.root) is not None and grammar.subject(draft.root) is not None:
        return draft.root
    for token in draft.doc:
        noun = grammar.subject(token)
        if (
            noun is not None
            and grammar.finite(token) is not None
            and noun.left_edge.i <= 2
            and token.dep_ != "acl:relcl"
        ):
            return token
    return draft.root


def _ragged(draft: Draft) -> str:
    for token in draft.doc[:-1]:
        if token.tag_ == "MD" and token.nbor().tag_ in {"VBD", "VBZ", "MD"}:
            return "Two verbs would stand side by side."
    if any(_spliced(t) for t in draft.doc[1:]):
        return "Two sentences would stand side by side with only a comma between."
    texts = [t.lower_ for t in draft.doc]
    if any(texts[k].isalpha() and texts[k : k + 2] == texts[k + 2 : k + 4] for k in range(len(texts) - 3)):
        return "Words would stand twice."
    gap = grammar.FINITE - {"VBP"}
    for token in draft.doc[:-1]:
        if (
            token.lemma_.lower() in grammar.REPORTING
            and token.tag_ in {"VBZ", "VBP", "VBD"}
            and token.nbor().tag_ in gap
        ):
            return "A piece would have no subject."
    if any(_half_relative(t) for t in draft.doc[1:]):
        return "A piece would be only half a sentence."
    relative = [t for t in draft.doc if t.tag_ in {"WDT", "WP", "WP$"}]
    if relative and relative[0].i and relative[0].nbor(-1).lower_ in {"and", "or", "but"} and relative[0].tag_ != "WP":
        return "A piece would be only half a sentence."
    words = [t for t in draft.doc if any(c.isalnum() for c in t.text)]
    last = words[-1]
    lists = [(t, grammar.children(t, "conj")) for t in draft.doc if t.pos_ in {"NOUN", "PROPN"}]
    links = [t.i for t in draft.doc if t.dep_ == "cc"]
    if any(found and not any(link > head.i for link in links) for head, found in lists):
        return "A list would lose its last part."
    whole = (last.lower_ == "be" and last.nbor(-1).tag_ == "MD") or (
        last.lower_ == "while" and last.nbor(-1).tag_ == "DT"
    )
    if last.lower_ in CUT_OFF and not whole:
        return "A piece would end in the middle."
    if last.tag_ in {"DT", "PRP$"} and last.dep_ == "det":
        return "A piece would end in the middle."
    return ""


def _spliced(verb: Token) -> bool:
    """Whether a verb begins a second main clause, or goes on after the last of a list, behind nothing but a comma.

    As in *It rains, they are wet* and *She sings and dances, lives in Rome*.
    """
    first = next((t for t in verb.subtree if not t.is_punct), verb)
    joined = verb.dep_ in {"conj", "parataxis"} and verb.i > verb.head.i and grammar.finite(verb) is not None
    linked = any(c.dep_ in {"cc", "mark"} for c in verb.children)
    if not joined or linked or not first.i or first.nbor(-1).text != "," or verb.lemma_.lower() in grammar.REPORTING:
        return False
    others = [c for c in (*verb.head.children, *verb.children) if c.dep_ == "conj" and c != verb]
    ended = [c.i for c in others if any(g.dep_ == "cc" for g in c.children)]
    noun = grammar.subject(verb)
    if noun is None:
        return any(i < verb.i for i in ended)
    return first in noun.subtree and not any(i > verb.i for i in ended)


def _half_relative(token: Token) -> bool:
    """Whether a *which* or *who* inside a sentence has no finite verb (*the kind in which paying 10 dollars*)."""
    if token.tag_ not in {"WDT", "WP"} or token.lower_ not in {"which", "who", "whom"}:
        return False
    verb = token.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb and grammar.finite(verb) is None:
        verb = verb.head
    to = any(c.lower_ == "to" for c in verb.children)
    return grammar.finite(verb) is None and not to


def _disagreement(noun: Token, verb: Token) -> str:
    singular = {"it", "he", "she", "this"}
    if noun.lower_ in {"they", "we"} and (verb.tag_ == "VBZ" or verb.lower_ == "was"):
        return "Subject and verb would not agree."
    if noun.lower_ in singular and (
        verb.lower_ in {"are", "were", "have"} or (verb.tag_ == "VBP" and verb.lower_ != "'s")
    ):
        return "Subject and verb would not agree."
    if (
        noun.tag_ == "NNS"
        and (verb.tag_ == "VBZ" or verb.lower_ == "was")
        and not any(c.tag_ == "CD" for c in noun.children)
    ):
        return "Subject and verb would not agree."
    return ""
