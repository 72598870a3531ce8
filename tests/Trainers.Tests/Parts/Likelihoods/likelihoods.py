#!/usr/bin/env python3
"""Makes likelihoods.csv: negative log likelihoods by mpmath with 50 digits, rounded to 17.

    likelihoods.py > likelihoods.csv
"""
from itertools import product

from mpmath import exp, gamma, log, mp, mpf, nstr, pi, sqrt

mp.dps = 50


def gaussian(x, y, log_sigma):
    sigma = exp(log_sigma)
    return -log(exp(-((x - y) / sigma) ** 2 / 2) / (sigma * sqrt(2 * pi)))


def bernoulli(x, logit):
    p = 1 / (1 + exp(-logit))
    return -(x * log(p) + (1 - x) * log(1 - p))


def student_t(x, y, log_scale, log_degrees):
    s, v = exp(log_scale), exp(log_degrees)
    density = gamma((v + 1) / 2) / (gamma(v / 2) * sqrt(pi * v) * s) * (1 + ((x - y) / s) ** 2 / v) ** (-(v + 1) / 2)
    return -log(density)


def binary(x, logit):
    zero, one = bernoulli(0, logit), bernoulli(1, logit)
    if x in (0, 1):
        return one if x else zero
    distance = min(abs(x), abs(x - 1))
    return max(zero, one) + (distance / mpf("0.2")) ** 2 / 2


def constant(x, output):
    """Of five features; x in millionths of the constant."""
    return mpf(0) if abs(x) < 1 else 100 + 10 * 5 + log(abs(x))


def log_normal(x, y, log_sigma):
    sigma = exp(log_sigma)
    inside = max(x, mpf("1e-6"))
    density = exp(-((log(inside) - y + sigma ** 2 / 2) / sigma) ** 2 / 2) / (inside * sigma * sqrt(2 * pi))
    return -log(density) + (0 if x >= mpf("1e-6") else 100)


def count(x, y, log_size, exponent):
    unit = 2 ** exponent
    r, m, things = exp(log_size), exp(y) * unit, x * unit
    k = max(mpf(round(things)), mpf(0))
    share = gamma(k + r) / (gamma(r) * gamma(k + 1)) * (r / (r + m)) ** r * (m / (r + m)) ** k
    return -log(share) + ((things - k) / mpf("0.2")) ** 2 / 2


def rows(name, function, *axes):
    for point in product(*axes):
        cells = [repr(value) for value in point] + [""] * (4 - len(point))
        print(f"{name},{','.join(cells)},{nstr(function(*[mpf(value) for value in point]), 17)}")


print("kind,x,output,parameter 0,parameter 1,nats")
rows("Gaussian", gaussian, [-3.0, 0.25, 7.5], [-1.5, 0.0, 2.0], [-3.0, -0.5, 0.0, 2.0])
rows("Bernoulli", bernoulli, [0.0, 0.3, 1.0], [-20.0, -1.5, 0.0, 0.1, 3.0, 12.0, 25.0])
rows("StudentT", student_t, [-3.0, 0.25, 40.0], [-1.5, 0.0], [-4.0, 0.0, 1.5], [0.0, 1.0, 3.5])
rows("Binary", binary, [0.0, 1.0, 0.25, 2.0, -3.0], [-20.0, -1.5, 0.0, 0.1, 12.0])
rows("Constant", constant, [0.0, 0.5, -0.9, 1.0, -7.5, 1000000.0], [-1.0, 0.0, 1.0, 2.0])
rows("LogNormal", log_normal, [1e-7, 0.02, 1.0, 30.0, -4.0], [-1.5, 0.0, 2.0], [-4.0, -0.5, 1.0])
rows("Count", count, [0.0, 1.0, 2.25, 40.0, -3.0], [-1.5, 0.0, 3.0], [-2.3, 1.0, 10.0], [0.0, 1.0])
