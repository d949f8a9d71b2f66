"""The command line: options in, pipeline, words out. Data goes to stdout, words to stderr."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from easynews import __version__
from easynews.errors import EasynewsError, Exit, UsageError
from easynews.options import (
    FLESCH_KINCAID,
    FORMATS,
    GROUPS,
    LEVELS,
    MEASURES,
    PACES,
    QUOTES,
    SPELLINGS,
    Choices,
    Level,
    formats_named,
    level_for_grade,
    level_named,
    one_of,
    pace_named,
)

if TYPE_CHECKING:
    from easynews.documents import Article, PlainArticle, Product
    from easynews.english.lexicon import Lexicon
    from easynews.pipeline import Progress

EPILOG = """exit codes:
  0 done   1 a fault in easynews   2 wrong use   3 the input can't be used   4 the input is too large
  5 the output can't be written   6 no voice   7 the installation is broken   130 interrupted
"""


def parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    top = argparse.ArgumentParser(
        prog="easynews",
        description="Turns the news into plain English that people can read and hear.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"easynews {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    make = _command(commands, "make", run_make, "articles in; text, page, captions and MP3 out")
    make.add_argument("sources", nargs="+", metavar="SOURCE", help="a text file, or - for standard input")
    make.add_argument(
        "--out", type=Path, default=Path("news"), metavar="DIR", help="folder for the results (default: news)"
    )
    make.add_argument("--formats", default=",".join(FORMATS), help="which files, with commas between (default: all)")
    _add_level(make)
    _add_choices(make)
    _add_lexicon(make)
    _add_pace(make)
    simplify = _command(commands, "simplify", run_simplify, "print the plain text of one article")
    _add_file(simplify)
    _add_level(simplify)
    _add_choices(simplify)
    _add_lexicon(simplify)
    simplify.add_argument(
        "--rules", default=",".join(GROUPS), help=f"groups of rules to use: {', '.join(GROUPS)} (default: all)"
    )
    shape = simplify.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print the result with the trace of every change")
    shape.add_argument("--lines", action="store_true", help="one sentence a line in, exactly one line out for each")
    shape.add_argument("--glossary", action="store_true", help="add the hard words and what they mean")
    score = _command(commands, "score", run_score, "print how hard a text is to read")
    _add_file(score)
    speak = _command(commands, "speak", run_speak, "read a text aloud into an MP3, as it stands")
    _add_file(speak)
    speak.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.mp3", help="where to write the MP3")
    _add_pace(speak)
    lexicon = commands.add_parser("lexicon", help="work on the lexicon", description="Work on the lexicon.")
    actions = lexicon.add_subparsers(dest="action", required=True, metavar="ACTION")
    missing = _command(actions, "missing", run_missing, "list the hard words of texts that the lexicon does not have")
    missing.add_argument("sources", nargs="+", metavar="FILE", help="a text file, or - for standard input")
    _add_level(missing)
    _add_lexicon(missing)
    check = _command(actions, "check", run_check, "say what is wrong with a lexicon of your own")
    check.add_argument("lexicon", nargs="+", type=Path, metavar="FILE", help="a TSV or TOML file")
    _command(commands, "voices", run_voices, "list the voices")
    _command(commands, "doctor", run_doctor, "say what is installed and works, and what to do if not")
    return top


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int | None],
    words: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
    command.set_defaults(run=run)
    return command


def _add_file(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="a text file; - or nothing for standard input"
    )


def _add_level(command: argparse.ArgumentParser) -> None:
    names = ", ".join(f"{level.name} ({level.cefr.lower()})" for level in LEVELS.values())
    wanted = command.add_mutually_exclusive_group()
    wanted.add_argument("--level", default="easy", help=f"the reader's level: {names} (default: easy)")
    wanted.add_argument("--grade", type=float, metavar="N", help="a target grade in place of a level")
    command.add_argument(
        "--measure",
        default=FLESCH_KINCAID,
        help=f"what --grade counts: {', '.join(MEASURES)} (default: {FLESCH_KINCAID})",
    )


def _add_choices(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--quotes", default="keep", help="keep quotations word for word, or report hard ones (default: keep)"
    )
    command.add_argument("--spelling", default="source", help=f"{', '.join(SPELLINGS)} (default: source)")


def _choices(given: argparse.Namespace, groups: tuple[str, ...] = GROUPS) -> Choices:
    return Choices(
        groups, one_of(given.quotes, QUOTES, "way with quotes"), one_of(given.spelling, SPELLINGS, "spelling")
    )


def _add_lexicon(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--lexicon", type=Path, action="append", default=[], metavar="FILE",
        help="a word list of your own that goes before ours (TSV or TOML); may be given more than once",
    )  # fmt: skip


def _lexicon(given: argparse.Namespace) -> "Lexicon":
    from easynews.english.lexicon import load

    return load(tuple(given.lexicon))


def _add_pace(command: argparse.ArgumentParser) -> None:
    paces = ", ".join(f"{p.name} ({p.words_a_minute} words a minute)" for p in PACES.values())
    command.add_argument("--pace", default="easy", help=f"how fast to read: {paces} (default: easy)")
    command.add_argument("--voice", metavar="NAME", help="whose voice; see `easynews voices`")


def _level(given: argparse.Namespace) -> Level:
    if given.grade is None and given.measure != FLESCH_KINCAID:
        raise UsageError("--measure goes with --grade.", "Say which grade to reach on it, such as --grade 7.")
    return level_named(given.level) if given.grade is None else level_for_grade(given.grade, given.measure)


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def run_make(given: argparse.Namespace) -> int:
    """Make every source; one that fails does not stop the others."""
    formats, level, pace = formats_named(given.formats), _level(given), pace_named(given.pace)
    lexicon = _lexicon(given)
    _choices(given)
    sound = pace if {"mp3", "vtt"} & set(formats) else None
    worst = Exit.OK
    names = _names(given.sources)
    for source, name in zip(given.sources, names, strict=True):
        try:
            product = _make_one(source, name, level, sound, lexicon, given)
            _write(product, given.out, formats)
        except EasynewsError as error:
            _say(f"easynews: {source}: {error}")
            worst = worst or error.exit
    return worst


def _names(sources: Sequence[str]) -> list[str]:
    """A file name for each source, no two alike; "" lets the headline name it."""
    names: list[str] = []
    for source in sources:
        stem = "" if source == "-" else Path(source).stem
        count = 2
        name = stem
        while name and name in names:
            name, count = f"{stem}-{count}", count + 1
        names.append(name)
    return names


def _make_one(
    source: str, name: str, level: Level, pace: object, lexicon: "Lexicon", given: argparse.Namespace
) -> "Product":
    from easynews.pipeline import product_of
    from easynews.readers import read_article

    progress, close = _bar(Path(source).name if source != "-" else "article")
    try:
        article = read_article(source)
        return product_of(article, level, pace, name, progress, given.voice, lexicon, _choices(given))  # type: ignore[arg-type]
    finally:
        close()


def _write(product: "Product", folder: Path, formats: tuple[str, ...]) -> None:
    from easynews.outputs import write

    for path in write(product, folder, formats):
        print(path)
    after, target = product.plain.after, product.plain.target
    reached = "reached" if target.reached else f"asked for {target.grade:g}, not reached"
    sound = f"; {product.wrap.seconds:.0f} s of sound at {product.wrap.pace:.0f} words a minute" if product.wrap else ""
    other = f", {target.measure} {target.score:.1f}" if target.measure != MEASURES[FLESCH_KINCAID].label else ""
    grades = f"grade {product.plain.before.own_grade:.1f} → {after.own_grade:.1f}{other}"
    _say(f"{product.name}: {grades} ({reached}){sound}")
    for obstacle in target.obstacles:
        _say(f"  {obstacle}")
    for sentence in product.wrap.unspoken if product.wrap else ():
        _say(f"  Could not be spoken: {sentence}")


def _bar(name: str) -> "tuple[Progress | None, Callable[[], None]]":
    """A progress bar when a person is watching."""
    if not sys.stderr.isatty():
        return None, lambda: None
    from tqdm import tqdm

    bar = tqdm(total=0, desc=name, leave=False, file=sys.stderr, bar_format="{desc}: {n_fmt}/{total_fmt} {bar}")

    def update(what: str, done: int, total: int) -> None:
        bar.total, bar.n = total, done
        bar.set_description_str(f"{name}: {what}")

    return update, bar.close


def run_simplify(given: argparse.Namespace) -> None:
    """Print one article's plain text."""
    groups = _groups(given.rules)
    if given.lines:
        return _simplify_lines(given, groups)
    from easynews.outputs.text import plain_text
    from easynews.pipeline import rewrite

    plain = rewrite(_article(given), _level(given), _choices(given, groups), _lexicon(given))
    if given.json:
        _print_json(plain)
    else:
        print(plain_text(plain, glossary=given.glossary))
    return None


def _groups(text: str) -> tuple[str, ...]:
    wanted = {part.strip() for part in text.split(",") if part.strip()}
    if not wanted or wanted - set(GROUPS):
        raise UsageError(f"Unknown rules: {text!r}.", f"Choose from: {', '.join(GROUPS)}.")
    return tuple(g for g in GROUPS if g in wanted)


def _article(given: argparse.Namespace) -> "Article":
    from easynews.readers import read_article

    return read_article(given.file)


def _print_json(plain: "PlainArticle") -> None:
    from easynews.documents import Product
    from easynews.outputs.json import json

    sys.stdout.write(json(Product("", plain)))


def _simplify_lines(given: argparse.Namespace, groups: tuple[str, ...]) -> None:
    from easynews.documents import Article, Paragraph
    from easynews.pipeline import rewrite
    from easynews.readers.text import clean

    level, lexicon, choices = _level(given), _lexicon(given), _choices(given, groups)
    for line in _raw_text(given.file).splitlines():
        text = clean(line, "A line") if line.strip() else ""
        plain = rewrite(Article("", (Paragraph(text),)), level, choices, lexicon).text if text else ""
        print(" ".join(plain.split()))


def _raw_text(file: str) -> str:
    from easynews.readers import read_source

    return read_source(file)


def run_score(given: argparse.Namespace) -> None:
    """Print the readability table."""
    from easynews.english.readability import score_table

    for name, value in score_table(_raw_text(given.file)):
        print(f"{name:<30}{value:>10g}")


def run_speak(given: argparse.Namespace) -> None:
    """Write an MP3 of the text."""
    from easynews.outputs import write_bytes
    from easynews.pipeline import record
    from easynews.script import script_of_text

    pace = pace_named(given.pace)
    progress, close = _bar("speaking")
    try:
        wrap = record(script_of_text(_raw_text(given.file)), pace, given.voice, progress)
    finally:
        close()
    write_bytes(wrap.mp3, given.output)
    print(given.output)
    _say(f"{wrap.seconds:.1f} s at {wrap.pace:.0f} words a minute, {wrap.loudness:.1f} LUFS, voice {wrap.voice}")


def run_missing(given: argparse.Namespace) -> None:
    """Print the hard words that are neither replaced nor explained, the most frequent first."""
    from easynews.missing import missing_words
    from easynews.readers import read_article

    articles = [read_article(source) for source in given.sources]
    print("word\tpos\ttimes\tlevel\texample")
    for word in missing_words(articles, _level(given), _lexicon(given)):
        print(f"{word.lemma}\t{word.pos}\t{word.times}\t{word.cefr}\t{word.example}")


def run_check(given: argparse.Namespace) -> None:
    """Load a team's lexicon; what is wrong comes out as an error."""
    lexicon = _lexicon(given)
    _say(f"Good: {len(lexicon.words):,} words and {len(lexicon.definitions):,} definitions with ours below.")


def run_voices(given: argparse.Namespace) -> None:
    """List the voices."""
    from easynews.voices import list_voices

    for voice in list_voices():
        print(f"{voice.name}\t{voice.language}\t{voice.engine}")


def run_doctor(given: argparse.Namespace) -> int:
    """Check every part of the installation."""
    from easynews.doctor import check_up

    findings = check_up()
    for finding in findings:
        print(f"{'ok ' if finding.good else 'NO '} {finding.part:<12} {finding.words}")
    return Exit.OK if all(f.good for f in findings) else Exit.SETUP


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    given = parser().parse_args(arguments)
    try:
        return int(given.run(given) or Exit.OK)
    except EasynewsError as error:
        _say(f"easynews: {error}")
        return error.exit
    except KeyboardInterrupt:
        _say("easynews: stopped.")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return Exit.OK
    except Exception as error:  # a fault of ours: one line for the user, the rest on request
        _say(f"easynews: something went wrong inside easynews ({type(error).__name__}: {error}).")
        _say("Please report it with the text that caused it. Set EASYNEWS_DEBUG=1 to see where it happened.")
        import os
        import traceback

        if os.environ.get("EASYNEWS_DEBUG"):
            traceback.print_exc()
        return Exit.FAILED


if __name__ == "__main__":
    sys.exit(main())
