"""The rewriting rules, one file each."""

from typing import Any

from easynews.english.lexicon import Lexicon
from easynews.rewrite.proposal import Rule
from easynews.rewrite.rules import (
    appositions,
    clauses,
    numbers,
    participles,
    reduced,
    relatives,
    reported,
    subordinates,
    words,
)
from easynews.rewrite.rules.words import Words

__all__ = [
    "CUTS",
    "Words",
    "appositions",
    "clauses",
    "example",
    "numbers",
    "participles",
    "reduced",
    "relatives",
    "reported",
    "subordinates",
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
    rules = (rule.Words(),) if hasattr(rule, "Words") else (rule,)
    drafts = [engine.rewrite(draft_of(s, quoted_tokens(doc)), rules).drafts for s in doc.sents]
    return " ".join(d.text for found in drafts for d in found)


def words_rules(vocabulary: int, lexicon: Lexicon) -> tuple[Rule, ...]:
    """The rules that change words and never cut, for a reader who knows this many of the commonest words."""
    return (Words(vocabulary, lexicon), numbers)


CUTS: tuple[tuple[Rule, ...], ...] = (
    (clauses, reported),
    (participles, subordinates),
    (relatives, reduced, appositions),
    (clauses, reported, participles, subordinates, relatives, reduced, appositions),
)
"""The rules that cut, step by step: the surest first; the last step looks again at what has come of it."""
