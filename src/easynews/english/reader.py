"""The component that reads a sentence: tags, parts of speech, tree, names and how sure it is."""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from easynews.english.pieces import WordPieces, shape
from easynews.english.tree import best_tree
from easynews.errors import SetupError

LONGEST = 510
"""Word pieces the encoder can see at once, with its end marks."""


def _softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    result: NDArray[np.float32] = raised / raised.sum(-1, keepdims=True)
    return result


def best_path(scores: NDArray[np.float32], labels: list[str]) -> list[int]:
    """The best sequence of BIO labels in which no name goes on that was not begun (Viterbi 1967).

    Args:
        scores: (N, len(labels)).
        labels: `O`, and `B-` and `I-` with each type.
    """
    best: list[int] = scores.argmax(-1).tolist()
    before = [labels.index("O"), *best]
    if all(labels[b][0] != "I" or labels[a][2:] == labels[b][2:] for a, b in zip(before, best, strict=False)):
        return best
    allowed = [[label[0] != "I" or first[2:] == label[2:] for label in labels] for first in labels]
    barred = np.where(np.array(allowed), 0.0, -1e9)
    total, back = scores[0] + barred[before[0]], []
    for row in scores[1:]:
        ways = total[:, None] + barred
        back.append(ways.argmax(0))
        total = ways.max(0) + row
    path = [int(total.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]


def _session(data: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])


ONE_PHRASE = frozenset(
    {"flat", "compound", "fixed", "goeswith", "det", "amod", "nummod", "nmod:desc", "nmod:poss", "appos"}
)
"""Relations of the words that, with their head, are one short noun phrase or name."""


def _same_phrase(heads: list[int], relations: list[str]) -> NDArray[np.float32]:
    """(N+1, N+1), 1 where two words belong to one short phrase: which of them something hangs on is all the same."""
    top = list(range(len(heads) + 1))
    for word in range(1, len(heads) + 1):
        at = word
        while at and relations[at - 1] in ONE_PHRASE:
            at = heads[at - 1]
        top[word] = at
    places = np.array(top)
    same: NDArray[np.float32] = (places[:, None] == places[None, :]).astype(np.float32)
    return same


@dataclass(frozen=True)
class Reading:
    """One sentence as the model reads it: a value a word, and the spans of names.

    `sure` is how sure it is that the word hangs, with this relation, on the short phrase that its head is in.
    """

    heads: list[int]
    relations: list[str]
    tags: list[str]
    pos: list[str]
    names: list[tuple[int, int, str]]
    sure: list[float]


class Model:
    """The trained network and its labels, as shipped in the package.

    Raises:
        SetupError: the model files are missing or damaged.
    """

    def __init__(self) -> None:
        folder = resources.files("easynews.english") / "model"
        try:
            labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            self.pieces = WordPieces((folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n"))
            self.network = _session((folder / "reader.onnx").read_bytes())
            bilinear: NDArray[np.float32] = np.load(str(folder / "relations.npy")).astype(np.float32)
        except Exception as error:
            raise SetupError("The English model is missing or damaged.", "Install easynews again.") from error
        self.relations, self.tags, self.pos, self.names = (labels[k] for k in ("relations", "tags", "pos", "names"))
        self.suffixes: dict[str, int] = labels["suffixes"]
        self.temperatures: dict[str, float] = labels["temperatures"]
        self._count, self._width = bilinear.shape[0], bilinear.shape[1]
        self._bilinear = np.ascontiguousarray(bilinear.transpose(1, 0, 2).reshape(self._width, -1))

    def scores(self, words: list[str]) -> list[NDArray[np.float32]]:
        """What the network says of one sentence of N words.

        Returns:
            Arcs (N, N+1), tags (N, T), parts of speech (N, P), names (N, B), and the two sides that
            `relation_scores` joins, (N, D) for the words and (N+1, D) for their heads.
        """
        ids, starts = self.pieces.encode(words)
        given = {
            "ids": np.array([ids[:LONGEST]], dtype=np.int64),
            "starts": np.minimum(np.array(starts, dtype=np.int64), LONGEST - 1),
            "shapes": np.array([[shape(w) for w in words]], dtype=np.int64),
            "suffixes": np.array([[self.suffixes.get(w[-3:].lower(), 0) for w in words]], dtype=np.int64),
        }
        found: list[NDArray[np.float32]] = self.network.run(None, given)
        return found

    def relation_scores(
        self, child: NDArray[np.float32], parent: NDArray[np.float32], heads: list[int]
    ) -> NDArray[np.float32]:
        """Scores (N, R) of each relation of each word to its head (biaffine, Dozat and Manning 2017)."""
        one = np.ones((len(child), 1), dtype=np.float32)
        left, right = np.concatenate([child, one], 1), np.concatenate([parent[heads], one], 1)
        half = (left @ self._bilinear).reshape(len(child), self._count, self._width)
        scores: NDArray[np.float32] = (half @ right[:, :, None])[:, :, 0]
        return scores

    def read(self, words: list[str]) -> Reading:
        """Labels and confidences of one sentence; they depend on nothing but its words."""
        arcs, tags, pos, names, child, parent = self.scores(words)
        heads = best_tree(arcs)
        relation = self.relation_scores(child, parent, heads)
        chosen = relation.argmax(-1)
        rows = np.arange(len(words))
        relations = [self.relations[k] for k in chosen]
        arc = _softmax(arcs / self.temperatures["arcs"]) @ _same_phrase(heads, relations).T
        label = _softmax(relation / self.temperatures["relations"])[rows, chosen]
        return Reading(
            heads,
            relations,
            [self.tags[k] for k in tags.argmax(-1)],
            [self.pos[k] for k in pos.argmax(-1)],
            self._spans([self.names[k] for k in best_path(names, self.names)]),
            (arc[rows, heads] * label).clip(max=1.0).tolist(),
        )

    @staticmethod
    def _spans(tags: list[str]) -> list[tuple[int, int, str]]:
        spans: list[tuple[int, int, str]] = []
        for at, tag in enumerate(tags):
            if tag == "O":
                continue
            if tag.startswith("I-") and spans and spans[-1][1] == at:
                spans[-1] = (spans[-1][0], at + 1, spans[-1][2])
            else:
                spans.append((at, at + 1, tag[2:]))
        return spans


@cache
def model() -> Model:
    """The model, loaded once a process."""
    return Model()


FULL = 2**64 - 1
"""spaCy takes offsets as unsigned numbers of 64 bits."""
TYPES = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}


class Reader:
    """Reads every sentence of a document and writes down what it found."""

    def __init__(self) -> None:
        if not Token.has_extension("sure"):
            Token.set_extension("sure", default=1.0)

    def __call__(self, doc: Doc) -> Doc:
        """Set tags, parts of speech, heads, relations, names and `token._.sure` (0–1)."""
        rows: list[tuple[str, str, int, str]] = []
        names: list[Span] = []
        for sentence in list(doc.sents):
            tokens = [token for token in sentence if not token.is_space]
            rows += _blank_rows(sentence, tokens)
            if tokens:
                self._read(tokens, rows, names)
        if rows:
            number = cache(doc.vocab.strings.add)
            table = [(number(tag), number(pos), head & FULL, number(name)) for tag, pos, head, name in rows]
            attributes: Any = [TAG, POS, HEAD, DEP]
            values: Any = np.array(table, dtype=np.uint64)
            doc.from_array(attributes, values)
        doc.set_ents(names)
        return doc

    def _read(self, tokens: list[Token], rows: list[tuple[str, str, int, str]], names: list[Span]) -> None:
        found = model().read([token.text for token in tokens])
        places = [token.i for token in tokens]
        for k, (token, sure) in enumerate(zip(tokens, found.sure, strict=True)):
            head = found.heads[k]
            offset = places[head - 1] - token.i if head else 0
            rows[token.i] = found.tags[k], found.pos[k], offset, found.relations[k] if head else "ROOT"
            token._.sure = round(sure, 4)
        for start, end, kind in found.names:
            names.append(Span(tokens[0].doc, places[start], places[end - 1] + 1, label=TYPES[kind]))


def _blank_rows(sentence: Span, tokens: list[Token]) -> list[tuple[str, str, int, str]]:
    """Rows of a sentence as if it was all white space, which hangs on its first word."""
    anchor = tokens[0].i if tokens else sentence.start
    relation = "dep" if tokens else "ROOT"
    return [("_SP", "SPACE", anchor - at, relation) for at in range(sentence.start, sentence.end)]


@Language.factory("easynews_reader")
def make_reader(nlp: Language, name: str) -> Reader:
    """The reader as a spaCy component."""
    return Reader()
