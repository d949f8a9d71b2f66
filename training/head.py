"""The network on top of the encoder: one BiLSTM that reads tags, tree and names at once."""

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


def squeeze(size_in: int, size_out: int) -> nn.Sequential:
    """A small layer between dropouts."""
    return nn.Sequential(nn.Dropout(0.3), nn.Linear(size_in, size_out), nn.GELU(), nn.Dropout(0.3))


class Head(nn.Module):
    """Biaffine arcs and relations (Dozat and Manning 2017) with heads for tags, parts of speech and names.

    Shapes: B sentences, N words, R relations; position 0 of the head side is the root.
    """

    def __init__(self, config: dict, states: int, relations: int, tags: int, parts: int, names: int) -> None:
        super().__init__()
        hidden, arc, rel = config["hidden"], config["arc"], config["relation"]
        self.input = nn.Sequential(nn.Linear(states, config["input"]), nn.GELU(), nn.Dropout(0.2))
        self.shape = nn.Embedding(8, config["shape"])
        self.suffix = nn.Embedding(config["suffixes"] + 1, config["suffix"])
        width = config["input"] + config["shape"] + config["suffix"]
        self.rnn = nn.LSTM(width, hidden, num_layers=2, bidirectional=True, batch_first=True, dropout=0.3)
        self.arc_head, self.arc_child = squeeze(2 * hidden, arc), squeeze(2 * hidden, arc)
        self.rel_head, self.rel_child = squeeze(2 * hidden, rel), squeeze(2 * hidden, rel)
        self.arc_weight = nn.init.xavier_uniform_(nn.Parameter(torch.empty(arc + 1, arc)))
        self.rel_weight = nn.init.xavier_uniform_(nn.Parameter(torch.empty(relations, rel + 1, rel + 1)))
        self.tag = nn.Sequential(nn.Dropout(0.3), nn.Linear(2 * hidden, tags))
        self.pos = nn.Sequential(nn.Dropout(0.3), nn.Linear(2 * hidden, parts))
        self.name = nn.Sequential(nn.Dropout(0.3), nn.Linear(2 * hidden, names))
        self.root = nn.Parameter(torch.randn(2 * hidden) * 0.02)

    def words(self, states, shapes, suffixes, lengths=None):
        """What the BiLSTM makes of each word, (B, N, 2·hidden)."""
        x = torch.cat([self.input(states), self.shape(shapes), self.suffix(suffixes)], -1)
        if lengths is None:
            return self.rnn(x)[0]
        packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
        return pad_packed_sequence(self.rnn(packed)[0], batch_first=True, total_length=x.size(1))[0]

    def arcs(self, words):
        """Scores (B, N, N+1) of each word hanging on each head, and the two sides for `relations`."""
        rooted = torch.cat([self.root.expand(words.size(0), 1, -1), words], 1)
        child = self.arc_child(words)
        child = torch.cat([child, torch.ones_like(child[..., :1])], -1)
        return (child @ self.arc_weight) @ self.arc_head(rooted).transpose(1, 2), rooted

    def relations(self, words, rooted, heads):
        """Scores (B, N, R) of each relation, given the heads (B, N)."""
        chosen = torch.gather(rooted, 1, heads.unsqueeze(-1).expand(-1, -1, rooted.size(-1)))
        h, c = self.rel_head(chosen), self.rel_child(words)
        h, c = torch.cat([h, torch.ones_like(h[..., :1])], -1), torch.cat([c, torch.ones_like(c[..., :1])], -1)
        return torch.einsum("bni,kij,bnj->bnk", c, self.rel_weight, h)


class Names(nn.Module):
    """A BiLSTM that finds names in the encoder's states; B sentences, N words.

    A teacher also sees what the treebank says of each word: `extra` has the sizes of those label sets.
    """

    def __init__(self, config: dict, states: int, suffixes: int, labels: int, extra: tuple[int, ...] = ()) -> None:
        super().__init__()
        self.input = nn.Sequential(nn.Dropout(0.2), nn.Linear(states, config["input"]), nn.GELU(), nn.Dropout(0.3))
        sizes = ((8, config["shape"]), (suffixes + 1, config["suffix"]), *((size, config["extra"]) for size in extra))
        self.tables = nn.ModuleList(nn.Embedding(count, size) for count, size in sizes)
        width = config["input"] + sum(size for _, size in sizes)
        self.rnn = nn.LSTM(width, config["hidden"], bidirectional=True, batch_first=True)
        self.output = nn.Sequential(nn.Dropout(0.4), nn.Linear(2 * config["hidden"], labels))

    def forward(self, states, *numbers):
        """Scores (B, N, labels) from states (B, N, S), shapes, suffixes and, for a teacher, its labels (B, N)."""
        known = [table(column) for table, column in zip(self.tables, numbers, strict=False)]
        return self.output(self.rnn(torch.cat([self.input(states), *known], -1))[0])


class Reader(nn.Module):
    """All networks in one, for one sentence, as exported: everything but the relations, which need the tree first."""

    def __init__(self, encoder: nn.Module, head: Head, names: Names) -> None:
        super().__init__()
        self.encoder, self.head, self.names = encoder, head, names

    def forward(self, ids, starts, shapes, suffixes):
        """Arcs (N, N+1), label scores (N, …), and both sides of the relations, of one sentence."""
        states = self.encoder(ids)[:, starts]
        words = self.head.words(states, shapes, suffixes)
        arcs, rooted = self.head.arcs(words)
        tags, pos, names = self.head.tag(words), self.head.pos(words), self.names(states, shapes, suffixes)
        child, parent = self.head.rel_child(words), self.head.rel_head(rooted)
        return arcs[0], tags[0], pos[0], names[0], child[0], parent[0]
