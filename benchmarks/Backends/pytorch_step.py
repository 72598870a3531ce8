#!/usr/bin/env python3
"""Milliseconds for one training step of a VAE in PyTorch with its own Adam: the median over the last three quarters of the steps.

    pytorch_step.py FEATURES HIDDEN[,HIDDEN...] LATENT BATCH gaussian|bernoulli THREADS STEPS
"""
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn


class Vae(nn.Module):
    def __init__(self, features, hidden, latent):
        super().__init__()

        def layers(sizes):
            return [module for a, b in zip(sizes[:-1], sizes[1:]) for module in (nn.Linear(a, b), nn.SiLU())]

        self.encoder = nn.Sequential(*layers([features] + hidden), nn.Linear(hidden[-1], 2 * latent))
        self.decoder = nn.Sequential(*layers([latent] + hidden[::-1]), nn.Linear(hidden[0], features))
        self.log_sigma = nn.Parameter(torch.zeros(features))

    def loss(self, x, bernoulli):
        mean, log_variance = self.encoder(x).chunk(2, dim=1)
        log_variance = log_variance.clamp(-12, 6)
        y = self.decoder(mean + torch.randn_like(mean) * (0.5 * log_variance).exp())
        if bernoulli:
            reconstruction = F.binary_cross_entropy_with_logits(y, x, reduction="sum")
        else:
            log_sigma = self.log_sigma.clamp(-3, 2)
            reconstruction = (0.5 * ((x - y) / log_sigma.exp()) ** 2 + log_sigma + 0.9189385).sum()
        return (reconstruction + 0.5 * (mean**2 + log_variance.exp() - 1 - log_variance).sum()) / len(x)


def main(features, hidden, latent, batch, likelihood, threads, steps):
    features, latent, batch, threads, steps = int(features), int(latent), int(batch), int(threads), int(steps)
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    bernoulli = likelihood == "bernoulli"
    data = (torch.rand(8 * batch, features) > 0.5).float() if bernoulli else torch.randn(8 * batch, features)
    model = Vae(features, [int(width) for width in hidden.split(",")], latent)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    times = []
    for step in range(steps):
        start = time.perf_counter()
        loss = model.loss(data[step % 8 * batch : (step % 8 + 1) * batch], bernoulli)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        times.append(time.perf_counter() - start)
    times = sorted(times[len(times) // 4 :])
    print(f"{times[len(times) // 2] * 1e3:.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
