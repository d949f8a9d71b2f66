"""Stage 2, `train`: encoder and head together.

    python training/train.py WORK

Reads `train.json` and `held.json`, leaves `model.pt` in WORK after every epoch.
"""

import argparse
import random
import time
from collections import Counter
from pathlib import Path

import torch
import torch.nn.functional as F
from data import CONFIG, Sentence
from encoder import Encoder, vocabulary
from head import Head
from prepare import load

from easynews.english.pieces import WordPieces, shape
from easynews.english.tree import best_tree


class Corpus:
    """Sentences and their word pieces."""

    def __init__(self, sentences: list[Sentence]) -> None:
        pieces = WordPieces(vocabulary().split("\n"))
        self.sentences = [s for s in sentences if len(s.words) <= CONFIG["training"]["longest"]]
        self.pieces = [pieces.encode(s.words) for s in self.sentences]

    def batches(self, words: int, seed: int | None = None) -> list[list[int]]:
        """Groups of sentences of like length, at most `words` words with padding."""
        noise = random.Random(seed)
        order = sorted(range(len(self.sentences)), key=lambda i: (len(self.sentences[i].words), noise.random()))
        groups, group = [], []
        for i in order:
            if group and len(self.sentences[i].words) * (len(group) + 1) > words:
                groups.append(group)
                group = []
            group.append(i)
        groups.append(group)
        if seed is not None:
            noise.shuffle(groups)
        return groups


class Labels:
    """All label sets, and the numbers of a batch."""

    def __init__(self, corpus: Corpus) -> None:
        def all_of(attribute: str) -> list[str]:
            return sorted({v for s in corpus.sentences for v in getattr(s, attribute) or ()})

        self.relations, self.tags, self.pos, self.names = map(all_of, ("relations", "tags", "pos", "names"))
        seen = Counter(w[-3:].lower() for s in corpus.sentences for w in s.words)
        common = [k for k, v in seen.most_common(CONFIG["head"]["suffixes"]) if v >= 5]
        self.suffixes = {ending: number for number, ending in enumerate(common, 1)}

    def inputs(self, corpus: Corpus, group: list[int]):
        """Pieces, their mask, first pieces, shapes, suffixes and lengths of a batch."""
        width = max(len(corpus.sentences[i].words) for i in group)
        ids = torch.zeros(len(group), max(len(corpus.pieces[i][0]) for i in group), dtype=torch.long)
        first, shapes, suffixes = (torch.zeros(len(group), width, dtype=torch.long) for _ in range(3))
        for b, i in enumerate(group):
            words = corpus.sentences[i].words
            ids[b, : len(corpus.pieces[i][0])] = torch.tensor(corpus.pieces[i][0])
            first[b, : len(words)] = torch.tensor(corpus.pieces[i][1])
            shapes[b, : len(words)] = torch.tensor([shape(w) for w in words])
            suffixes[b, : len(words)] = torch.tensor([self.suffixes.get(w[-3:].lower(), 0) for w in words])
        return (
            ids[:, :512],
            first.clamp(max=511),
            shapes,
            suffixes,
            torch.tensor([len(corpus.sentences[i].words) for i in group]),
        )

    def targets(self, corpus: Corpus, group: list[int], attribute: str, width: int):
        """Numbers (B, width) of one attribute; -100 where there is nothing to learn."""
        table = {v: k for k, v in enumerate(getattr(self, attribute))} if attribute != "heads" else None
        out = torch.full((len(group), width), -100)
        for b, i in enumerate(group):
            values = getattr(corpus.sentences[i], attribute)
            if values is not None:
                out[b, : len(values)] = torch.tensor([table[v] if table else v for v in values])
        return out


def read_words(encoder: Encoder, head: Head, batch) -> torch.Tensor:
    """What encoder and BiLSTM make of each word of a batch."""
    ids, first, shapes, suffixes, lengths = batch
    states = encoder(ids, ids != 0)
    states = torch.gather(states, 1, first.unsqueeze(-1).expand(-1, -1, states.size(-1)))
    return head.words(states, shapes, suffixes, lengths)


def losses(encoder: Encoder, head: Head, labels: Labels, corpus: Corpus, group: list[int]) -> torch.Tensor:
    """The joint loss of one batch."""
    batch = labels.inputs(corpus, group)
    width, lengths = batch[1].size(1), batch[-1]
    words = read_words(encoder, head, batch)
    arcs, rooted = head.arcs(words)
    keep = torch.arange(width + 1).unsqueeze(0) <= lengths.unsqueeze(1)
    arcs = arcs.masked_fill(~keep.unsqueeze(1), -1e4)
    gold = labels.targets(corpus, group, "heads", width)
    relation = head.relations(words, rooted, gold.clamp(min=0))
    parts = [(1.0, arcs, gold), (1.0, relation, labels.targets(corpus, group, "relations", width))]
    for weight, scores, name in (
        (0.3, head.tag(words), "tags"),
        (0.15, head.pos(words), "pos"),
        (0.3, head.name(words), "names"),
    ):
        parts.append((weight, scores, labels.targets(corpus, group, name, width)))
    return sum(
        weight * F.cross_entropy(s.flatten(0, 1), t.flatten(), ignore_index=-100)
        for weight, s, t in parts
        if (t != -100).any()
    )


def score(encoder: Encoder, head: Head, labels: Labels, corpus: Corpus) -> str:
    """UAS, LAS (without punctuation), tags and parts of speech on gold words."""
    head.eval(), encoder.eval()
    count = Counter()
    with torch.inference_mode():
        for group in corpus.batches(4000):
            batch = labels.inputs(corpus, group)
            shapes, lengths = batch[2], batch[-1]
            words = read_words(encoder, head, batch)
            arcs, rooted = head.arcs(words)
            heads = torch.zeros_like(shapes)
            for b, n in enumerate(lengths.tolist()):
                heads[b, :n] = torch.tensor(best_tree(arcs[b, :n, : n + 1].numpy()))
            relation = head.relations(words, rooted, heads).argmax(-1)
            tags, pos = head.tag(words).argmax(-1), head.pos(words).argmax(-1)
            for b, i in enumerate(group):
                gold = corpus.sentences[i]
                for k, want in enumerate(gold.relations):
                    count["words"] += 1
                    count["tags"] += labels.tags[tags[b, k]] == gold.tags[k]
                    count["pos"] += labels.pos[pos[b, k]] == gold.pos[k]
                    if want != "punct":
                        right = int(heads[b, k]) == gold.heads[k]
                        count["scored"] += 1
                        count["uas"] += right
                        count["las"] += right and labels.relations[relation[b, k]] == want
    shares = [
        f"{k} {100 * count[k] / count[of]:.2f}"
        for k, of in (("uas", "scored"), ("las", "scored"), ("tags", "words"), ("pos", "words"))
    ]
    return " ".join(shares)


def main() -> None:
    """Train and save after each epoch."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("work", type=Path)
    given = arguments.parse_args()
    settings = CONFIG["training"]
    torch.manual_seed(CONFIG["seed"])
    began = time.time()
    corpus, held = Corpus(load(given.work / "train.json")), Corpus(load(given.work / "held.json"))
    labels = Labels(corpus)
    states = CONFIG["encoder"]["width"] * len(CONFIG["encoder"]["layers"])
    sizes = (states, len(labels.relations), len(labels.tags), len(labels.pos), len(labels.names))
    encoder, head = Encoder(), Head(CONFIG["head"], *sizes)
    steps = len(corpus.batches(settings["batch_words"])) * settings["epochs"]
    groups = [
        {"params": [p for p in encoder.parameters() if p.requires_grad], "lr": settings["encoder_rate"]},
        {"params": head.parameters(), "lr": settings["rate"]},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=settings["decay"], betas=(0.9, 0.95))
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: min(1, (k + 1) / 400) * max(0.02, 1 - k / steps))
    for epoch in range(1, settings["epochs"] + 1):
        head.train(), encoder.train()
        if epoch == settings["epochs"] - settings["rounded"] + 1:
            encoder.round()
        for group in corpus.batches(settings["batch_words"], seed=CONFIG["seed"] + epoch):
            optimizer.zero_grad()
            losses(encoder, head, labels, corpus, group).backward()
            torch.nn.utils.clip_grad_norm_([*encoder.parameters(), *head.parameters()], 3.0)
            optimizer.step()
            rate.step()
        saved = {"encoder": encoder.state_dict(), "head": head.state_dict(), "labels": vars(labels), "sizes": sizes}
        torch.save(saved, given.work / "model.pt")
        print(f"epoch {epoch}: {time.time() - began:.0f} s, held out {score(encoder, head, labels, held)}", flush=True)


if __name__ == "__main__":
    main()
