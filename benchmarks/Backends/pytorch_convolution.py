#!/usr/bin/env python3
"""Milliseconds for one training step of the convolutional VAE of 28 x 28 images in PyTorch with its own Adam: the median over the last three quarters
of the steps. Kernels of 4, a stride of 2, SiLU; a Bernoulli likelihood of random bits.

    pytorch_convolution.py LATENT BATCH THREADS STEPS first|last
"""
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn


class Vae(nn.Module):
    def __init__(self, latent):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 32, 4, 2, 1), nn.SiLU(), nn.Conv2d(32, 64, 4, 2, 1), nn.SiLU(), nn.Flatten(), nn.Linear(3136, 2 * latent))
        self.decoder = nn.Sequential(
            nn.Linear(latent, 3136), nn.SiLU(), nn.Unflatten(1, (64, 7, 7)),
            nn.ConvTranspose2d(64, 32, 4, 2, 1), nn.SiLU(), nn.ConvTranspose2d(32, 1, 4, 2, 1))

    def loss(self, x):
        mean, log_variance = self.encoder(x).chunk(2, dim=1)
        log_variance = log_variance.clamp(-12, 6)
        y = self.decoder(mean + torch.randn_like(mean) * (0.5 * log_variance).exp())
        reconstruction = F.binary_cross_entropy_with_logits(y, x, reduction="sum")
        return (reconstruction + 0.5 * (mean**2 + log_variance.exp() - 1 - log_variance).sum()) / len(x)


def main(latent, batch, threads, steps, channels):
    latent, batch, threads, steps = int(latent), int(batch), int(threads), int(steps)
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    layout = torch.channels_last if channels == "last" else torch.contiguous_format
    data = (torch.rand(8 * batch, 1, 28, 28) > 0.5).float().to(memory_format=layout)
    model = Vae(latent).to(memory_format=layout)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    times = []
    for step in range(steps):
        start = time.perf_counter()
        loss = model.loss(data[step % 8 * batch : (step % 8 + 1) * batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        times.append(time.perf_counter() - start)
    times = sorted(times[len(times) // 4 :])
    print(f"{times[len(times) // 2] * 1e3:.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
