"""What stands inside quotation marks."""

from spacy.tokens import Doc, Token

DOUBLE = {'"', "``", "''"}


def quoted_tokens(doc: Doc, going_on: bool = False) -> list[bool]:
    """For each token of a paragraph, whether it stands in quotation marks (the marks themselves count).

    A quotation that is opened and not closed runs to the end of the paragraph. When `going_on`, the
    paragraph before left one open: what stands before a closing mark is then still inside it.
    """
    inside = [False] * len(doc)
    start: int | None = None
    closer = ""
    if going_on:
        first = next((t for t in doc if t.text in {"“", "”"}), None)
        if first is not None and first.text == "”":
            start, closer = 0, "”"
    for token in doc:
        if start is None:
            closer = _opens(token)
            start = token.i if closer else None
        elif _closes(token, closer):
            inside[start : token.i + 1] = [True] * (token.i + 1 - start)
            start = None
    if start is not None and closer not in {"’", "'"}:
        inside[start:] = [True] * (len(doc) - start)
    return inside


def left_open(doc: Doc, going_on: bool) -> bool:
    """Whether a quotation in curly marks is still open at the end of a paragraph."""
    marks = [t.text for t in doc if t.text in {"“", "”"}]
    return marks[-1] == "“" if marks else going_on


def _opens(token: Token) -> str:
    """The mark that will close what this token opens, or nothing."""
    if token.text == "“":
        return "”"
    if token.text == "‘":
        return "’"
    before = token.nbor(-1) if token.i else None
    if token.text in DOUBLE and (before is None or before.whitespace_ or before.text in "([—–-" or before.is_space):
        return '"'
    if token.text == "'" and (before is None or before.whitespace_) and not token.whitespace_:
        return "'" if any(_closes(t, "'") for t in token.doc[token.i + 1 : token.i + 40]) else ""
    return ""


def _closes(token: Token, closer: str) -> bool:
    if closer == '"':
        return token.text in DOUBLE
    if closer in {"’", "'"}:
        last = token.i + 1 == len(token.doc)
        return (
            token.text == closer
            and token.tag_ != "POS"
            and (last or bool(token.whitespace_) or not token.nbor().text[0].isalnum())
        )
    return token.text == closer
