"""The rewriting rules, one file each."""

from typing import Any

from easynews.english.lexicon import Lexicon
from easynews.rewrite.proposal import Rule
from easynews.rewrite.rules import (
    absolutes,
    adverbials,
    afterthoughts,
    appositions,
    asides,
    clauses,
    clefts,
    compounds,
    contractions,
    examples,
    indirect,
    infinitives,
    numbers,
    participles,
    passives,
    purposes,
    reduced,
    relatives,
    reported,
    speakers,
    spelling,
    subordinates,
    summaries,
    titles,
    words,
)
from easynews.rewrite.rules.reported import Reported
from easynews.rewrite.rules.words import Words

__all__ = [
    "CUTS",
    "ORDER",
    "Reported",
    "Words",
    "absolutes",
    "adverbials",
    "afterthoughts",
    "appositions",
    "asides",
    "clauses",
    "clefts",
    "compounds",
    "contractions",
    "example",
    "examples",
    "indirect",
    "infinitives",
    "numbers",
    "participles",
    "passives",
    "purposes",
    "reduced",
    "relatives",
    "reported",
    "rule_named",
    "speakers",
    "spelling",
    "subordinates",
    "summaries",
    "titles",
    "words",
    "words_rules",
]


def example(rule: Any, text: str) -> str:
    """What one rule alone makes of a sentence: for the examples in the rules' own docstrings."""
    from easynews.english.pipeline import load_pipeline
    from easynews.rewrite import engine
    from easynews.rewrite.draft import draft_of
    from easynews.rewrite.quotations import quoted_tokens

    doc = load_pipeline()(text)
    rules = (rule_named(rule.NAME),)
    drafts = [engine.rewrite(draft_of(s, quoted_tokens(doc)), rules).drafts for s in doc.sents]
    return " ".join(d.text for found in drafts for d in found)


EASIER = 3000
"""Readers who know no more words than this get no shortened forms (*don't*)."""


def words_rules(vocabulary: int, lexicon: Lexicon) -> tuple[Rule, ...]:
    """The rules that change words and never cut, for a reader who knows this many of the commonest words."""
    easier = (contractions,) if vocabulary <= EASIER else ()
    return (Words(vocabulary, lexicon), numbers, *easier)


_SUREST: tuple[Rule, ...] = (clauses, asides, infinitives)
_LINKED: tuple[Rule, ...] = (summaries, participles, absolutes, subordinates, afterthoughts, examples, purposes)
_ABOUT: tuple[Rule, ...] = (relatives, reduced, appositions, titles)
ORDER: tuple[Rule, ...] = (speakers, clefts, adverbials, compounds)
"""The rules that put a sentence into another order, whatever its length."""

_SAID: tuple[Rule, ...] = (clauses, infinitives, participles, absolutes, subordinates, purposes)
"""What may be cut inside reported speech: not what is told about a name or thing, which may be the writer's own."""

CUTS: tuple[tuple[Rule, ...], ...] = (
    _SUREST,
    (Reported(_SAID),),
    _LINKED,
    _ABOUT,
    (*_SUREST, Reported(_SAID), *_LINKED, *_ABOUT),
)
"""The rules that cut, step by step: the surest first; the last step looks again at what has come of it."""


def rule_named(name: str) -> Rule:
    """The rule of this name, for a reader of level *easy*."""
    known: dict[str, Rule] = {rule.NAME: rule for step in (*CUTS, ORDER, (passives,)) for rule in step}
    return (
        known
        | {
            "words": Words(),
            "numbers": numbers,
            "contractions": contractions,
            "spelling": spelling.Spelling(),
            "indirect": indirect,
        }
    )[name]
