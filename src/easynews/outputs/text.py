"""The result as plain text: the story, its words explained, and one line of scores."""

from easynews.documents import PlainArticle, PlainParagraph, Product, Target
from easynews.options import FLESCH_KINCAID, MEASURES


def text(product: Product) -> str:
    """The story with its glossary, and how much easier it has become on the last line."""
    return f"{plain_text(product.plain, glossary=True)}\n{scores(product.plain)}\n"


def plain_text(plain: PlainArticle, glossary: bool = False) -> str:
    """The plain story alone: title, then paragraphs with a blank line between them.

    Args:
        plain: the simplified article.
        glossary: whether the words explained follow the story.
    """
    blocks = [plain.title.text, *_blocks(plain.paragraphs)]
    if glossary and plain.glossary:
        blocks.append("\n".join(["Words explained", *(f"{t.shown}: {t.meaning}" for t in plain.glossary)]))
    return "\n\n".join(block for block in blocks if block) + "\n"


def scores(plain: PlainArticle) -> str:
    """How hard the story was and is, such as `Reading grade 11.2 → 6.8 (asked for 7).`, in one line."""
    target = plain.target
    sentence = f"Reading grade {plain.before.own_grade:.1f} → {plain.after.own_grade:.1f} (asked for {target.grade:g})."
    if target.measure != MEASURES[FLESCH_KINCAID].label:
        sentence = f"{target.measure} {target.score:.1f} (asked for {target.grade:g})."
    return f"{sentence} {obstacles(target)}".strip()


def obstacles(target: Target) -> str:
    """Why a target was missed, in a sentence; "" when it was reached or nobody knows."""
    if target.reached or not target.obstacles:
        return ""
    return f"What kept it harder: {'; '.join(o.rstrip('.') for o in target.obstacles)}."


def _blocks(paragraphs: tuple[PlainParagraph, ...]) -> list[str]:
    """Paragraphs as blocks of text; bullets that follow each other make one block."""
    blocks: list[str] = []
    previous = ""
    for paragraph in paragraphs:
        if not paragraph.text:
            continue
        is_item = paragraph.kind == "item"
        line = f"- {paragraph.text}" if is_item else paragraph.text
        if is_item and previous == "item":
            blocks[-1] += f"\n{line}"
        else:
            blocks.append(line)
        previous = paragraph.kind
    return blocks
