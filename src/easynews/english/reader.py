"""The component that reads a sentence: tags, parts of speech, tree, names and how sure it is."""

import json
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD
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


def _session(data: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])


class Model:
    """The trained networks and their labels, as shipped in the package.

    Raises:
        SetupError: the model files are missing or damaged.
    """

    def __init__(self) -> None:
        folder = resources.files("easynews.english") / "model"
        try:
            labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            self.pieces = WordPieces((folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n"))
            self.encoder = _session((folder / "encoder.onnx").read_bytes())
            self.head = _session((folder / "head.onnx").read_bytes())
            self.bilinear: NDArray[np.float32] = np.load(str(folder / "relations.npy")).astype(np.float32)
        except Exception as error:
            raise SetupError("The English model is missing or damaged.", "Install easynews again.") from error
        self.relations, self.tags, self.pos, self.names = (labels[k] for k in ("relations", "tags", "pos", "names"))
        self.suffixes: dict[str, int] = labels["suffixes"]

    def read(self, words: list[str]) -> dict[str, Any]:
        """Labels and confidences of one sentence; it depends on nothing but its words."""
        ids, starts = self.pieces.encode(words)
        states = self.encoder.run(None, {"ids": np.array([ids[:LONGEST]], dtype=np.int64)})[0]
        states = states[:, np.minimum(starts, LONGEST - 1)]
        given = {
            "states": states,
            "shapes": np.array([[shape(w) for w in words]], dtype=np.int64),
            "suffixes": np.array([[self.suffixes.get(w[-3:].lower(), 0) for w in words]], dtype=np.int64),
        }
        arcs, tags, pos, names, child, parent = self.head.run(None, given)
        heads = best_tree(arcs)
        relation = self._relations(child, parent[heads])
        chosen = relation.argmax(-1)
        sure = _softmax(arcs)[np.arange(len(words)), heads] * _softmax(relation)[np.arange(len(words)), chosen]
        return {
            "heads": heads,
            "relations": [self.relations[k] for k in chosen],
            "tags": [self.tags[k] for k in tags.argmax(-1)],
            "pos": [self.pos[k] for k in pos.argmax(-1)],
            "names": self._spans([self.names[k] for k in names.argmax(-1)]),
            "sure": sure.tolist(),
        }

    def _relations(self, child: NDArray[np.float32], parent: NDArray[np.float32]) -> NDArray[np.float32]:
        one = np.ones((len(child), 1), dtype=np.float32)
        left, right = np.concatenate([child, one], 1), np.concatenate([parent, one], 1)
        half = np.tensordot(left, self.bilinear, axes=([1], [1]))
        scores: NDArray[np.float32] = np.einsum("nkj,nj->nk", half, right)
        return scores

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


TYPES = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}


class Reader:
    """Reads every sentence of a document and writes down what it found."""

    def __init__(self) -> None:
        if not Token.has_extension("sure"):
            Token.set_extension("sure", default=1.0)

    def __call__(self, doc: Doc) -> Doc:
        """Set tags, parts of speech, heads, relations, names and `token._.sure` (0–1)."""
        heads, relations = [t.i for t in doc], ["ROOT"] * len(doc)
        names: list[Span] = []
        for sentence in list(doc.sents):
            tokens = [t for t in sentence if not t.is_space]
            if tokens:
                self._read(tokens, heads, relations, names)
            self._attach_spaces(sentence, tokens, heads, relations)
        if len(doc):
            offsets = np.array([head - at for at, head in enumerate(heads)], dtype=np.int64).astype(np.uint64)
            labels = np.array([doc.vocab.strings.add(name) for name in relations], dtype=np.uint64)
            table: Any = np.stack([offsets, labels], axis=1)
            doc.from_array([HEAD, DEP], table)
        doc.set_ents(names)
        return doc

    def _read(self, tokens: list[Token], heads: list[int], relations: list[str], names: list[Span]) -> None:
        found = model().read([t.text for t in tokens])
        rows = zip(tokens, found["tags"], found["pos"], found["heads"], found["relations"], found["sure"], strict=True)
        for token, tag, pos, head, relation, sure in rows:
            token.tag_, token.pos_ = tag, pos
            token._.sure = round(float(sure), 4)
            heads[token.i] = tokens[head - 1].i if head else token.i
            relations[token.i] = relation if head else "ROOT"
        doc = tokens[0].doc
        for start, end, kind in found["names"]:
            names.append(Span(doc, tokens[start].i, tokens[end - 1].i + 1, label=TYPES[kind]))

    @staticmethod
    def _attach_spaces(sentence: Span, tokens: list[Token], heads: list[int], relations: list[str]) -> None:
        anchor = tokens[0].i if tokens else sentence.start
        for token in sentence:
            if token.is_space:
                token.tag_, token.pos_ = "_SP", "SPACE"
                heads[token.i] = anchor
                relations[token.i] = "dep" if tokens else "ROOT"


@Language.factory("easynews_reader")
def make_reader(nlp: Language, name: str) -> Reader:
    """The reader as a spaCy component."""
    return Reader()
