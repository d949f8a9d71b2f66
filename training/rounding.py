"""Linear layers that round as int8 inference does, so that training can adapt to it (Jacob et al. 2018)."""

import torch
from torch import Tensor
from torch.nn.functional import linear

WEIGHT_STEPS = 64
"""Seven bits: what integer instructions of every processor multiply without overflow."""


def round_weights(weights: Tensor) -> Tensor:
    """Symmetric, one scale an output; gradients pass as if nothing was rounded."""
    scale = weights.abs().amax(1, keepdim=True) / WEIGHT_STEPS
    return weights + ((weights / scale).round() * scale - weights).detach()


def round_states(states: Tensor) -> Tensor:
    """Eight bits from the lowest to the highest value of each sentence (B, P, D)."""
    every = tuple(range(1, states.dim()))
    low, high = states.amin(every, keepdim=True).clamp(max=0), states.amax(every, keepdim=True).clamp(min=0)
    scale = (high - low) / 255
    zero = (-low / scale).round()
    rounded = (((states / scale).round() + zero).clamp(0, 255) - zero) * scale
    return states + (rounded - states).detach()


class Rounded(torch.nn.Linear):
    """A linear layer between rounded states and rounded weights."""

    def forward(self, states: Tensor) -> Tensor:
        """The layer's output, (B, P, out)."""
        return linear(round_states(states), round_weights(self.weight), self.bias)
