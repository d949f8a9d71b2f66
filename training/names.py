"""Stage 3, `names`: the network that finds names, on the states of the trained encoder.

    python training/names.py WORK

Reads `model.pt`, `train.json` and `held.json`, leaves `names.pt` in WORK. Two thirds of the training sentences come
without names. A teacher that also sees the treebank's tags and relations learns from the others and marks these;
the network that ships learns from all of them, and sees only what it will see in use.
"""

import argparse
import random
from pathlib import Path

import torch
import torch.nn.functional as F
from data import CONFIG, spans
from encoder import Encoder
from head import Names
from torch.nn.utils.rnn import pad_sequence
from train import Corpus, Labels, load

from easynews.english.reader import best_path

SETTINGS = CONFIG["names"]


class Items:
    """Sentences as tensors: encoder states, shapes, suffixes, and the treebank's tags and relations."""

    def __init__(self, encoder: Encoder, labels: Labels, corpus: Corpus) -> None:
        self.corpus, self.labels = corpus, labels
        self.inputs: list[tuple] = [()] * len(corpus.sentences)
        with torch.inference_mode():
            for group in corpus.batches(3000):
                ids, first, shapes, suffixes, lengths = labels.inputs(corpus, group)
                states = encoder(ids, ids != 0)
                pos = labels.targets(corpus, group, "pos", shapes.size(1))
                relations = labels.targets(corpus, group, "relations", shapes.size(1))
                for b, (i, n) in enumerate(zip(group, lengths.tolist(), strict=True)):
                    row = states[b][first[b, :n]].half(), shapes[b, :n], suffixes[b, :n], pos[b, :n], relations[b, :n]
                    self.inputs[i] = row

    def batch(self, group: list[int]) -> list[torch.Tensor]:
        """The inputs of some sentences, padded."""
        columns = zip(*(self.inputs[i] for i in group), strict=True)
        states, *rest = [pad_sequence(column, batch_first=True) for column in columns]
        return [states.float(), *rest]

    def groups(self, chosen: list[int], noise: random.Random) -> list[list[int]]:
        """Batches of sentences of like length, in random order."""
        size = SETTINGS["batch"]
        order = sorted(chosen, key=lambda i: len(self.corpus.sentences[i].words) + 6 * noise.random())
        groups = [order[k : k + size] for k in range(0, len(order), size)]
        noise.shuffle(groups)
        return groups


def learn(items: Items, wanted: dict[int, list[str]], teacher: bool) -> Names:
    """Train a network on the sentences in `wanted` (number to name labels)."""
    torch.manual_seed(CONFIG["seed"])
    noise, labels = random.Random(CONFIG["seed"]), items.labels
    extra = (len(labels.pos), len(labels.relations)) if teacher else ()
    states = CONFIG["encoder"]["width"] * len(CONFIG["encoder"]["layers"])
    network = Names(SETTINGS, states, CONFIG["head"]["suffixes"], len(labels.names), extra)
    optimizer = torch.optim.AdamW(network.parameters(), lr=SETTINGS["rate"], weight_decay=SETTINGS["decay"])
    steps = [group for _ in range(SETTINGS["epochs"]) for group in items.groups(list(wanted), noise)]
    table = {name: number for number, name in enumerate(labels.names)}
    for done, group in enumerate(steps):
        for part in optimizer.param_groups:
            part["lr"] = SETTINGS["rate"] * max(0.02, 1 - done / len(steps))
        rows = [torch.tensor([table[name] for name in wanted[i]]) for i in group]
        gold = pad_sequence(rows, batch_first=True, padding_value=-100)
        scores = network(*items.batch(group))
        optimizer.zero_grad()
        F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-100).backward()
        optimizer.step()
    return network.eval()


def mark(network: Names, items: Items, number: int) -> list[str]:
    """Name labels of one sentence."""
    with torch.inference_mode():
        scores = network(*items.batch([number]))[0].numpy()
    return [items.labels.names[k] for k in best_path(scores, items.labels.names)]


def score(network: Names, items: Items) -> str:
    """F1 of names with type and of their spans alone."""
    gold = found = typed = right = 0
    for number, sentence in enumerate(items.corpus.sentences):
        if sentence.names is not None:
            a, b = spans(sentence.names), spans(mark(network, items, number))
            gold, found, typed = gold + len(a), found + len(b), typed + len(a & b)
            right += len({s[:2] for s in a} & {s[:2] for s in b})
    return f"typed {200 * typed / (gold + found):.1f}, spans {200 * right / (gold + found):.1f}"


def main() -> None:
    """Train teacher and network, and save the network."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("work", type=Path)
    given = arguments.parse_args()
    saved = torch.load(given.work / "model.pt", weights_only=False)
    labels = Labels.__new__(Labels)
    vars(labels).update(saved["labels"])
    encoder = Encoder().eval()
    encoder.load_state_dict(saved["encoder"])
    encoder.round()
    corpus, held = Corpus(load(given.work / "train.json")), Corpus(load(given.work / "held.json"))
    items, test = Items(encoder, labels, corpus), Items(encoder, labels, held)
    gold = {i: s.names for i, s in enumerate(corpus.sentences) if s.names is not None}
    teacher = learn(items, gold, teacher=True)
    print("teacher, held out:", score(teacher, test), flush=True)
    silver = {i: mark(teacher, items, i) for i in range(len(corpus.sentences)) if i not in gold}
    network = learn(items, gold | silver, teacher=False)
    print("network, held out:", score(network, test), flush=True)
    torch.save(network.state_dict(), given.work / "names.pt")


if __name__ == "__main__":
    main()
