"""*a* or *an*."""

_AN = ("hour", "honest", "honour", "honor", "heir", "mba", "mri", "mp", "sos", "x-ray")
_A = ("uni", "use", "usu", "usa", "eu", "one", "once", "ubiq", "ure", "uti", "ufo", "u.")
_UN_STAYS = ("unin", "unim", "unid", "unil")
_SPELT_AN = frozenset("AEFHILMNORSX")


def article(word: str) -> str:
    """`a` or `an`, whichever goes before the word.

    >>> [article(w) for w in ("year", "hour", "union", "uninsured", "FBI", "UN", "8-year-old", "end")]
    ['a', 'an', 'a', 'an', 'an', 'a', 'an', 'an']
    """
    low = word.lower().lstrip("“\"'‘(")
    if not low:
        return "a"
    if word.isupper() and 1 < len(word) <= 4 and word.isalpha():
        return "an" if word[0] in _SPELT_AN and word not in {"NATO", "RAF", "NASA", "FIFA", "SARS", "LED"} else "a"
    if low[0].isdigit():
        return "an" if low[0] == "8" or low.split("-")[0].split(",")[0] in {"11", "18"} else "a"
    if low.startswith(_AN):
        return "an"
    if low.startswith(_A) and not low.startswith(_UN_STAYS):
        return "a"
    return "an" if low[0] in "aeiou" else "a"
