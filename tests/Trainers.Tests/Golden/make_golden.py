#!/usr/bin/python3
"""Makes golden.json: what PyTorch computes for the models that GoldenTrainingTests and GoldenScoreTests train and score with the engine.

To make it anew, on Debian or Ubuntu:

    apt-get install --no-install-recommends python3-torch python3-numpy libopenblas0-pthread
    /usr/bin/python3 make_golden.py

It was written from the documentation of the engine's noise (src/Trainers/Random/NoiseSource.cs), batches (Training/BatchOrder.cs) and options, and shares no code
with the engine. Layers, losses, Adam, the learning rate and the clipping are PyTorch's own.
"""
import json
import math
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

INITIALISATION, SHUFFLE, POSTERIOR, INPUT = 1, 2, 3, 4


# Random numbers -----------------------------------------------------------------------------------------------------

def philox(counter, seed):
    """Philox 4x32-10, Salmon et al. 2011: four 32-bit words of a counter of four."""
    c, key = list(counter), [seed & 0xFFFFFFFF, 0]
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(p1 >> 32) ^ c[1] ^ key[0], p1 & 0xFFFFFFFF, (p0 >> 32) ^ c[3] ^ key[1], p0 & 0xFFFFFFFF]
        key = [(key[0] + 0x9E3779B9) & 0xFFFFFFFF, (key[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return c


def normal(seed, purpose, series, row, column):
    """Box and Muller from one pair of words; rows go in blocks of 64, sixteen counters a block."""
    words = philox([16 * (row // 64) + row % 16, column, series, purpose], seed)
    first, second = words[:2] if row % 64 < 32 else words[2:]
    radius = math.sqrt(-2 * math.log(((first >> 8) + 1) / 2 ** 24))
    half_turns = (second - 2 ** 32 if second >= 2 ** 31 else second) / 2 ** 31
    return radius * (math.sin(math.pi * half_turns) if row % 32 < 16 else math.cos(math.pi * half_turns))


def normals(seed, purpose, step, rows, columns):
    return torch.tensor([[normal(seed, purpose, step, r, c) for c in range(columns)] for r in range(rows)], dtype=torch.float32)


def uniform(seed, purpose, row, column):
    return (philox([row, column, 0, purpose], seed)[0] >> 8) / 2 ** 24


def shuffled(seed, epoch, rows):
    order = list(range(rows))
    for i in range(rows - 1, 0, -1):
        words = philox([i, 0, epoch, SHUFFLE], seed)
        j = (words[1] << 32 | words[0]) * (i + 1) >> 64
        order[i], order[j] = order[j], order[i]
    return order


# Model --------------------------------------------------------------------------------------------------------------

ACTIVATIONS = {"Silu": F.silu, "Relu": F.relu, "Tanh": torch.tanh, "Gelu": lambda x: F.gelu(x, approximate="tanh")}


class Vae(torch.nn.Module):
    def __init__(self, features, latent, hidden, activation, dtype=torch.float32):
        super().__init__()
        self.latent, self.activation = latent, ACTIVATIONS[activation]
        sizes = [features, *hidden, 2 * latent], [latent, *reversed(hidden), features]
        self.encoder, self.decoder = (
            torch.nn.ModuleList(torch.nn.Linear(a, b, dtype=dtype) for a, b in zip(s, s[1:])) for s in sizes)
        self.log_sigma = torch.nn.Parameter(torch.zeros(features, dtype=dtype))

    def tensors(self):
        """Name and tensor in the engine's order, which is also the number of each in the noise."""
        for part in "encoder", "decoder":
            for i, layer in enumerate(getattr(self, part)):
                yield f"{part}.{i}.weight", layer.weight
                yield f"{part}.{i}.bias", layer.bias
        yield "log_sigma", self.log_sigma

    def initialise(self, seed):
        with torch.no_grad():
            for index, (name, tensor) in enumerate(self.tensors()):
                if name == "log_sigma":
                    continue
                layer = getattr(self, name.split(".")[0])[int(name.split(".")[1])]
                bound = 1 / math.sqrt(layer.in_features)
                numbers = [(2 * uniform(seed, INITIALISATION, i, index) - 1) * bound for i in range(tensor.numel())]
                tensor.copy_(torch.tensor(numbers).reshape(tensor.shape))

    def run(self, layers, x):
        for i, layer in enumerate(layers):
            x = layer(x)
            if i + 1 < len(layers):
                x = self.activation(x)
        return x

    def encode(self, x):
        mean, log_variance = self.run(self.encoder, torch.nan_to_num(x, nan=0.0)).split(self.latent, dim=1)
        return mean, log_variance.clamp(-12, 6)

    def decode(self, z):
        return self.run(self.decoder, z)

    def negative_log_likelihood(self, x, y, bernoulli):
        """By row and feature; a Bernoulli value outside [0, 1] costs half its squared distance besides."""
        there = ~torch.isnan(x)
        x = torch.where(there, x, torch.zeros_like(x))
        log_sigma = self.log_sigma.clamp(-3, 2)
        gaussian = 0.5 * ((x - y) / log_sigma.exp()) ** 2 + log_sigma + 0.5 * math.log(2 * math.pi)
        inside = x.clamp(0, 1)
        cross_entropy = F.binary_cross_entropy_with_logits(y, inside, reduction="none") + 0.5 * (x - inside) ** 2
        return torch.where(bernoulli, cross_entropy, gaussian) * there


def kl_divergence(mean, log_variance):
    return 0.5 * (mean ** 2 + log_variance.exp() - 1 - log_variance)


def feature_map(rows, likelihood):
    """Which features are Bernoulli, and mean and scale of the others, all in float32 as the model keeps them."""
    bernoulli, mean, scale = [], [], []
    for column in rows.T:
        seen = column[~np.isnan(column)].astype(np.float64)
        binary = likelihood == "Bernoulli" or likelihood == "Auto" and set(seen) == {0.0, 1.0}
        bernoulli.append(binary)
        mean.append(0 if binary else seen.mean())
        scale.append(1 if binary else 1 / seen.std())
    return torch.tensor(bernoulli), np.array(mean, np.float32), np.array(scale, np.float32)


def standardised(rows, mean, scale):
    return torch.from_numpy(np.clip((rows - mean) * scale, np.float32(-1e6), np.float32(1e6)))


# Training -----------------------------------------------------------------------------------------------------------

def train(rows, options, steps):
    o = {"Likelihood": "Auto", "FixedVariance": None, "Beta": 1.0, "KlWarmUp": 0.3, "NumberOfMonteCarloSamples": 1, "InputNoise": 0.0, "Deterministic": False,
         "Activation": "Silu", "LearningRate": 4e-3, "MaximumGradientNorm": 5.0, **options}
    seed, latent = o["Seed"], o["LatentDimension"]
    bernoulli, mean, scale = feature_map(rows, o["Likelihood"])
    data = standardised(rows, mean, scale)
    model = Vae(rows.shape[1], latent, o["HiddenLayers"], o["Activation"])
    model.initialise(seed)
    if o["FixedVariance"] is not None:
        model.log_sigma.data.fill_(0.5 * math.log(o["FixedVariance"]))
        model.log_sigma.requires_grad = False
    optimizer = torch.optim.Adam([p for p in model.parameters() if p.requires_grad], lr=o["LearningRate"])
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, o["LearningRate"], total_steps=steps, cycle_momentum=False)
    batch_size = o["BatchSize"]
    endless = [row for epoch in range(o["NumberOfEpochs"] + 1) for row in shuffled(seed, epoch, len(rows))]
    log = {"Reconstructions": [], "Kls": [], "GradientNorms": []}
    for step in range(steps):
        x = data[endless[step * batch_size:(step + 1) * batch_size]]
        seen = x
        if o["InputNoise"] > 0:
            seen = x + o["InputNoise"] * normals(seed, INPUT, step, batch_size, x.shape[1])
        mu, log_variance = model.encode(seen)
        kl = kl_divergence(mu, log_variance).mean(0)
        if o["Deterministic"]:
            reconstruction = model.negative_log_likelihood(x, model.decode(mu), bernoulli).sum(1).mean()
        else:
            noise = normals(seed, POSTERIOR, step, batch_size, o["NumberOfMonteCarloSamples"] * latent).split(latent, dim=1)
            losses = [model.negative_log_likelihood(x, model.decode(mu + (0.5 * log_variance).exp() * e), bernoulli).sum(1) for e in noise]
            reconstruction = torch.stack(losses).mean()
        warm_up = o["KlWarmUp"] * steps
        weight = o["Beta"] * (step / warm_up if step < warm_up else 1)
        optimizer.zero_grad()
        (reconstruction + weight * kl.sum()).backward()
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), o["MaximumGradientNorm"])
        optimizer.step()
        if step + 1 < steps:
            schedule.step()
        log["Reconstructions"].append(reconstruction.item())
        log["Kls"].append(kl.tolist())
        log["GradientNorms"].append(norm.item())
    log["Tensors"] = [{"Name": name, "Sum": t.double().sum().item(), "Norm": t.double().norm().item()} for name, t in model.tensors()]
    return model, log


def data_sets():
    random = np.random.RandomState(7)
    hidden = random.randn(90, 2)
    reals = hidden @ random.randn(2, 4) + 0.5 * random.randn(90, 4)
    reals = reals * [1, 10, 0.1, 3] + [0, 100, -5, 2]
    bits = (hidden @ random.randn(2, 5) + 0.5 * random.randn(90, 5) > 0).astype(float)
    mixed = np.hstack([reals[:, :3], bits[:, :2]])
    mixed[random.rand(90, 5) < 0.15] = np.nan
    return {"Reals": reals, "Bits": bits, "Mixed": mixed}


def numbers(array):
    """Nested lists of float32 in their shortest form; null for a missing value."""
    if isinstance(array, (list, tuple)) or getattr(array, "ndim", 0):
        return [numbers(x) for x in array]
    return None if math.isnan(array) else float(str(np.float32(array)))


# Scores -------------------------------------------------------------------------------------------------------------

def scores(rows):
    """A small trained model, and in double what it says of some rows."""
    options = {"LatentDimension": 2, "HiddenLayers": [4], "Activation": "Tanh", "BatchSize": 90, "NumberOfEpochs": 300, "Seed": 21, "LearningRate": 0.02}
    columns = rows[:, [0, 3, 1]]  # real, bit, real
    model, _ = train(columns.astype(np.float32), options, steps=300)
    bernoulli, mean, scale = feature_map(columns.astype(np.float32), "Auto")
    test = np.array([[1, 1, 105], [-0.5, 0, 92], [np.nan, 1, 100], [0.3, np.nan, np.nan], [np.nan, np.nan, np.nan],
                     [2, 0.25, 110], [0.5, 3, 95], [40, 0, 100], [0, 1, 1e30], [-np.inf, 0, 100]], np.float32)
    noise = torch.tensor([[normal(21, 5, 0, k, j) for j in range(2)] for k in range(6)], dtype=torch.float32)

    exact = Vae(3, 2, [4], "Tanh", dtype=torch.float64)
    with torch.no_grad():
        for (_, to), (_, source) in zip(exact.tensors(), model.tensors()):
            to.copy_(source)
        x = standardised(test, mean, scale).double()
        mu, log_variance = exact.encode(x)
        kl = kl_divergence(mu, log_variance).sum(1)
        by_feature, weights = [], []
        for e in noise.double():
            z = mu + (0.5 * log_variance).exp() * e
            nll = exact.negative_log_likelihood(x, exact.decode(z), bernoulli)
            by_feature.append(nll)
            log_posterior = torch.distributions.Normal(mu, (0.5 * log_variance).exp()).log_prob(z).sum(1)
            log_prior = torch.distributions.Normal(0, 1).log_prob(z).sum(1)
            weights.append(-nll.sum(1) + log_prior - log_posterior)
        by_feature = torch.stack(by_feature).mean(0)
        iwae = torch.logsumexp(torch.stack(weights), 0) - math.log(len(noise))
        at_mean = exact.decode(mu)
        reconstruction = torch.where(bernoulli, at_mean.sigmoid(), at_mean / torch.from_numpy(scale) + torch.from_numpy(mean))
        return {
            "Bernoulli": bernoulli.tolist(), "Mean": numbers(mean), "Scale": numbers(scale), "Noise": numbers(noise.numpy().ravel()),
            "Parameters": numbers(np.concatenate([t.numpy().ravel() for _, t in model.tensors()])),
            "Rows": [[str(v) if np.isinf(v) else n for v, n in zip(row, numbers(row))] for row in test],
            "PosteriorMean": mu.tolist(), "LogVariance": log_variance.tolist(), "Reconstruction": reconstruction.tolist(),
            "FeatureScores": by_feature.tolist(), "NegativeElbo": (by_feature.sum(1) + kl).tolist(), "NegativeIwae": (-iwae).tolist(),
            "Deterministic": exact.negative_log_likelihood(x, at_mean, bernoulli).sum(1).tolist(),
        }


def one_cycle(steps, peak):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=peak)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, peak, total_steps=steps, cycle_momentum=False)
    rates = []
    for step in range(steps):
        rates.append(schedule.get_last_lr()[0])
        optimizer.step()
        if step + 1 < steps:
            schedule.step()
    return {"Steps": steps, "Peak": peak, "Rates": rates}


def main():
    torch.manual_seed(0)
    torch.set_num_threads(1)
    sets = {name: numbers(rows) for name, rows in data_sets().items()}
    base = {"HiddenLayers": [6, 4], "LatentDimension": 2, "BatchSize": 70, "NumberOfEpochs": 9, "LearningRate": 0.02}
    cases = {
        "Gaussian, learned variance": ("Reals", {"Seed": 1}),
        "Gaussian, fixed variance": ("Reals", {"Seed": 2, "FixedVariance": 0.5, "Activation": "Relu"}),
        "Bernoulli": ("Bits", {"Seed": 3, "Likelihood": "Bernoulli", "Activation": "Gelu"}),
        "Mixed, missing values": ("Mixed", {"Seed": 4, "Beta": 2.0, "KlWarmUp": 0.8}),
        "Deterministic, no KL": ("Mixed", {"Seed": 5, "Deterministic": True, "Beta": 0.0, "Activation": "Tanh"}),
        "Two samples, input noise": ("Mixed", {"Seed": -6, "NumberOfMonteCarloSamples": 2, "InputNoise": 0.3, "MaximumGradientNorm": 0.5}),
    }
    steps = -(-base["NumberOfEpochs"] * 90 // base["BatchSize"])
    golden = {"MadeBy": f"make_golden.py, PyTorch {torch.__version__}, NumPy {np.__version__}", "DataSets": sets, "Cases": []}
    for name, (data, options) in cases.items():
        rows = np.array(sets[data], dtype=np.float32)
        _, log = train(rows, {**base, **options}, steps)
        golden["Cases"].append({"Name": name, "DataSet": data, "Options": {**base, **options}, **log})
    golden["Scores"] = scores(np.array(sets["Mixed"], dtype=np.float32))
    golden["OneCycles"] = [one_cycle(steps, peak) for steps, peak in ((1, 0.01), (2, 0.01), (3, 0.01), (4, 0.01), (12, 0.02), (100, 0.004))]
    text = json.dumps(golden, separators=(",", ":")).replace('],"', '],\n"').replace('},{"', '},\n{"') + "\n"
    pathlib.Path(__file__).with_name("golden.json").write_text(text, encoding="utf-8")


main()
