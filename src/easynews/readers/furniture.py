"""A paste → its story: keeps the headline and the paragraphs, and lists what is only page.

What counts as furniture stands in `furniture.tsv`, line by line. Here is only how the kinds of
entry are used, and one principle: a full sentence goes only if an entry names it, or if its place
proves what it is (a copy with a picture credit, a reply button under it, a list of links around it).
"""

import re
from collections.abc import Sequence, Set

from easynews.documents import Article, Dropped, Paragraph
from easynews.errors import InputError
from easynews.readers import lines
from easynews.readers.captions import drop_captions, without_credits
from easynews.readers.page import LONGEST_HEADING, Piece, kept
from easynews.readers.rules import ANYWHERE, BETWEEN, OUTSIDE, WHOLE_LINES, day_in, rule_for

_LONGEST_MASTHEAD = 5
_LONGEST_TITLE = 25
_SHORT = 3
"""Words of a line that may be one of a menu…"""
_RUN = 3
"""…and how many such lines make one."""
_STANDFIRSTS = 2
"""Paragraphs that may stand above the writer and the date."""

_TWO_SENTENCES = re.compile(r"[.!?…][\"'”’)]*\s\S")
_NUMBERED = re.compile(r"1[.)]?\s")


def article_from(text: str) -> Article:
    """The story in a page that was pasted as text.

    Args:
        text: clean text, as `readers.text.clean` gives it.

    Returns:
        The article. `dropped` lists all that was left out, in the order of the page, with a reason.

    Raises:
        InputError: nothing but furniture is there.
    """
    page = [Piece(block.text, block.gap) for block in lines.blocks(text, _stands_alone)]
    for piece in page:
        piece.drop_if(ANYWHERE)
    _drop_comments(page)
    drop_captions(page)
    page = _rejoined(without_credits(page), lines.words_of(text))
    title = _title(page)
    start, end = _span(page, title)
    _drop_above(page[:start], title)
    _drop_below(page[end:], introduced=end > 0 and page[end - 1].text.endswith(":"))
    _drop_links(page[page.index(title) + 1 if title else 0 : end])
    return _assembled(_without_dateline(page, title), title)


def _stands_alone(line: str) -> bool:
    return rule_for(lines.without_bullet(line), (*WHOLE_LINES, "byline")) is not None


def _drop_comments(page: list[Piece]) -> None:
    """Readers' comments, if buttons under them prove what they are."""
    last_reply = max((place for place, piece in enumerate(page) if piece.kind == "reply"), default=0)
    stories, inside = 0, False
    for place, piece in enumerate(page):
        stories += piece.is_story
        if inside:
            piece.drop("a reader's comment")
        elif piece.kind == "comments":
            inside = stories >= _RUN and place < last_reply


def _rejoined(page: list[Piece], words: Set[str]) -> list[Piece]:
    """Puts sentences together that a blank line or a piece of furniture cut in two."""
    result: list[Piece] = []
    before: Piece | None = None
    for piece in page:
        if before and not piece.reason and lines.goes_on(before.text, piece.text):
            before.text = lines.joined(before.text, piece.text, words)
            continue
        result.append(piece)
        before = before if piece.reason else piece
    return result


def _title(page: list[Piece]) -> Piece | None:
    candidates = []
    for piece in kept(page):
        if not _may_be_title(piece):
            break
        if rule_for(piece.text, OUTSIDE) is None:
            candidates.append(piece)
    if len(kept(page)) < 2 or not candidates or _is_numbered_list(page, candidates[0]):
        return None
    if len(candidates) > 1 and _is_masthead(page, candidates[0]):
        del candidates[0]
    menu = next((n for n, piece in enumerate(candidates) if piece.words > _SHORT), 0)
    if menu >= _RUN or all(piece.words == 1 for piece in candidates[:menu]):
        candidates = candidates[menu:]
    # A page title such as “Talks fail | The Star” comes before the headline it repeats.
    repeat = [c for c in candidates[1:] if re.match(rf"{re.escape(c.text)}\s[|–—-]\s", candidates[0].text)]
    title = (repeat or candidates)[0]
    return title if title.words > 1 else None


def _is_masthead(page: list[Piece], first: Piece) -> bool:
    """Whether the first line is the name of the paper: a menu follows it, or the page names it again."""
    if first.words > _LONGEST_MASTHEAD:
        return False
    following = page[page.index(first) + 1]
    return following.reason == "navigation" or any(piece.reason and first.text in piece.text for piece in page)


def _may_be_title(piece: Piece) -> bool:
    if piece.words > _LONGEST_TITLE or lines.is_bullet(piece.text) or piece.text[-1] in ".,:;":
        return False
    return not piece.is_sentence or (piece.words <= LONGEST_HEADING and _TWO_SENTENCES.search(piece.text) is None)


def _is_numbered_list(page: list[Piece], first: Piece) -> bool:
    return _NUMBERED.match(first.text) is not None and any(piece.text.startswith("2") for piece in page)


def _span(page: list[Piece], title: Piece | None) -> tuple[int, int]:
    """Where the story starts and where it ends, furniture in between included."""
    first = page.index(title) + 1 if title else 0
    stories = [n for n, piece in enumerate(page) if n >= first and piece.is_story]
    if not stories:
        return len(page), len(page)
    plain = [n for n in stories if rule_for(page[n].text, ("promo",)) is None] or stories[:1]
    told = [n for n in plain if not page[n].is_question] or plain
    links = next((n for n in range(told[-1] + 1, len(page)) if page[n].kind == "end"), len(page))
    plain = [n for n in plain if n < links]
    # An offer is one only after other furniture: in the story itself it may be news.
    fence = next((n for n in range(plain[-1] + 1, len(page)) if page[n].reason), len(page))
    end = max(n for n in stories if n < fence) + 1
    while end < fence and _may_be_last(page[end]):
        end += 1
    return _after_standfirst(page, stories), end


def _may_be_last(piece: Piece) -> bool:
    """Whether this is no menu although it has no end mark: a broken sentence, or a list and what introduces it."""
    is_point = lines.is_bullet(piece.text) and piece.words > _SHORT + 1
    return piece.words > LONGEST_HEADING or piece.text.endswith(":") or is_point


def _after_standfirst(page: list[Piece], stories: list[int]) -> int:
    """The first story piece with no writer or date soon after it: a standfirst comes before these."""
    start = stories[0]
    for above, below in list(zip(stories, stories[1:], strict=False))[:_STANDFIRSTS]:
        if any(piece.reason or rule_for(piece.text, BETWEEN) for piece in page[above + 1 : below]):
            start = below
    return start


def _drop_above(above: list[Piece], title: Piece | None) -> None:
    after_title = title is None
    for piece, following in zip(above, [*above, None][1:], strict=True):
        if piece is title:
            after_title = True
        elif piece.is_story:
            continue
        elif title and piece.text.casefold() == title.text.casefold():
            piece.drop("the headline again")
        elif after_title:
            piece.drop_if((*OUTSIDE, "writer") if title else OUTSIDE)
            if title and following and rule_for(following.text, ("writer", "day", "date")):
                piece.drop_if(("name",))
        else:
            piece.drop_if(OUTSIDE)
            piece.drop("a menu or page title above the story")


def _drop_below(below: list[Piece], introduced: bool) -> None:
    for piece in below:
        piece.drop_if(OUTSIDE)
    fence = next((n for n, piece in enumerate(below) if piece.reason), len(below))
    if fence >= _RUN and not introduced:
        fence = 0
    for piece in below[fence:]:
        piece.drop_if(("promo",))
        piece.drop("a menu or link below the story")


def _drop_links(story: list[Piece]) -> None:
    """The short lines after “Related” and the like, in the middle of a story."""
    run: list[Piece] = []
    inside = False
    for piece in story:
        if piece.kind == "end":
            inside, run = True, []
        elif piece.is_story and (piece.gap or not piece.is_question):
            for link in run[:-1] if _is_set_off(run) else run:
                link.drop("a link to another story")
            inside, run = False, []
        elif inside and not piece.reason:
            run.append(piece)


def _is_set_off(run: list[Piece]) -> bool:
    """Whether the last of these links has the only blank line before it: then it is a heading of the story."""
    if len(run) < 2 or not run[-1].gap:
        return False
    return not any(link.gap for link in run[1:-1]) and (len(run) > 2 or not run[0].gap)


def _without_dateline(page: list[Piece], title: Piece | None) -> list[Piece]:
    """Cuts the place and the agency off the start of the story."""
    first = next((place for place, piece in enumerate(page) if piece is not title and piece.is_story), None)
    rule = None if first is None else rule_for(page[first].text, ("dateline",))
    found = rule.match(page[first].text) if rule and first is not None else None
    if first is None or not rule or not found:
        return page
    page[first].text = page[first].text[found.end() :]
    return [*page[:first], Piece(found[0].strip(), False, rule.kind, rule.reason, found.groupdict()), *page[first:]]


def _assembled(page: list[Piece], title: Piece | None) -> Article:
    gone = [piece for piece in page if piece.reason]
    dropped = tuple(Dropped(piece.text, piece.reason) for piece in gone)
    paragraphs = tuple(_paragraph(piece) for piece in kept(page) if piece is not title)
    if title and not paragraphs:
        paragraphs, title = (Paragraph(title.text),), None
    if not paragraphs:
        reasons = ", ".join(sorted({piece.reason for piece in gone})[:4])
        raise InputError(f"The text holds no story, only {reasons}.", "Paste the article itself, from its headline on.")
    return Article(
        title=title.text if title else "",
        paragraphs=paragraphs,
        date=_date(gone),
        source=_datum(gone, "source", ("source", "dateline", "agency")),
        byline=_datum(gone, "byline", ("byline", "writer", "name")),
        dropped=dropped,
    )


def _paragraph(piece: Piece) -> Paragraph:
    if lines.is_bullet(piece.text):
        return Paragraph(lines.without_bullet(piece.text), "item")
    is_heading = not lines.is_finished(piece.text) and piece.words <= LONGEST_HEADING
    return Paragraph(piece.text, "heading" if is_heading else "text")


def _datum(gone: list[Piece], name: str, kinds: Sequence[str]) -> str:
    found = (piece.data.get(name) for kind in kinds for piece in gone if piece.kind == kind)
    return next((datum.strip() for datum in found if datum), "")


def _date(gone: list[Piece]) -> str:
    on_page = [piece for piece in gone if piece.kind in ("date", "day", "byline")]
    in_story = [piece for piece in gone if piece.kind == "dateline"]
    return next((day for piece in on_page + in_story if (day := day_in(piece.text))), "")
