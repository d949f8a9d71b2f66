"""Gives a comparison or a time at the end of a sentence its own sentence: *…, compared with 3 % last year*.

Looks for: a comma and *compared with*, *up from*, *down from*, *followed by*, or a stretch of time and
    *before* or *after*, up to the end of the sentence.
Changes: *Sales rose by 5 %, compared with 1 % in May* → *Sales rose by 5 %. This compares with 1 % in May.*
Leaves alone: anything without a comma, and everything inside quotation marks.

>>> from easynews.rewrite.rules import afterthoughts, example
>>> example(afterthoughts, "Sales rose by 5 % last year, compared with just 1 % in May.")
'Sales rose by 5 % last year. This compared with just 1 % in May.'
"""

from collections.abc import Iterator

from easynews.english.classes import word_class
from easynews.rewrite import grammar
from easynews.rewrite.compose import sentence
from easynews.rewrite.draft import Draft, new_words
from easynews.rewrite.proposal import Cut

NAME = "afterthoughts"
UNITS = word_class("units of time")
LEADS = {("compared", "with"): "compares", ("compared", "to"): "compares", ("up", "from"): "is", ("down", "from"): "is",
         ("followed", "by"): "is"}  # fmt: skip


def propose(draft: Draft) -> Iterator[Cut]:
    """At most one proposal: the last comma behind which such words stand."""
    verb = grammar.finite(draft.root)
    if verb is None or grammar.subject(draft.root) is None or draft.doc[-1].text == "?":
        return
    for token in reversed(draft.doc[draft.root.i :]):
        if token.text == "," and token.i + 3 < len(draft.doc) and not draft.quoted[token.i]:
            cut = _cut(draft, token.i + 1, verb.tag_ == "VBD")
            if cut is not None:
                yield cut
                return


def _cut(draft: Draft, start: int, told: bool) -> Cut | None:
    doc = draft.doc
    end = len(doc) - (1 if doc[-1].is_punct else 0)
    words = list(draft.words[start:end])
    if any(draft.quoted[start:end]) or any(t.text in {",", ";", "–"} for t in doc[start:end]):
        return None
    if doc[end - 1].lower_ in {"least", "most", "others", "rest", "those", "latter"}:
        return None
    lead = LEADS.get((doc[start].lower_, doc[start + 1].lower_))
    if lead == "compares":
        lead = "compared" if told else lead
        words = [*new_words(lead, NAME, words[0].source), *words[1:]]
        words = [*new_words("This", NAME), *words]
    elif lead is not None or _time(draft, start):
        words = [*new_words("This was" if told else "This is", NAME), *words]
    else:
        return None
    if not told and lead is None:
        return None
    why = f"Cut before “{doc[start].text}”: one thing in each sentence."
    return Cut(NAME, (sentence(draft.words[: start - 1], NAME), sentence(words, NAME)), (start, end), why, 0.0)


def _time(draft: Draft, start: int) -> bool:
    """Whether *two years after …* begins here."""
    doc = draft.doc
    unit = next((k for k in range(start + 1, min(start + 4, len(doc) - 1)) if doc[k].lemma_.lower() in UNITS), None)
    if unit is None or doc[unit + 1].lower_ not in {"before", "after"}:
        return False
    return any(t.like_num or t.lower_ in {"a", "an", "several", "few"} for t in doc[start:unit])
