#!/usr/bin/env python3
"""Makes standard-normal.csv: the KL divergence of N(mean, variance) from N(0, 1) as the integral that it is, with its derivatives, by mpmath
with 30 digits, rounded to 17.

    standard_normal.py > standard-normal.csv
"""
from itertools import product

from mpmath import diff, exp, log, mp, mpf, nstr, pi, quad

mp.dps = 30


def log_density(z, mean, log_variance):
    return -((z - mean) ** 2 / exp(log_variance) + log_variance + log(2 * pi)) / 2


def divergence(mean, log_variance):
    def integrand(noise):
        z = mean + exp(log_variance / 2) * noise
        ratio = log_density(z, mean, log_variance) - log_density(z, mpf(0), mpf(0))
        return exp(-noise**2 / 2) / (2 * pi) ** 0.5 * ratio

    return quad(integrand, range(-14, 15, 2))


print("mean,log variance,nats,derivative by mean,derivative by log variance")
for mean, log_variance in product([-3.0, -0.25, 0.0, 0.5, 2.0, 40.0], [-12.0, -4.0, -0.75, 0.0, 0.5, 2.0, 6.0]):
    at = (mpf(mean), mpf(log_variance))
    true = [divergence(*at), diff(divergence, at, (1, 0)), diff(divergence, at, (0, 1))]
    # What is left of the rounding where the true value is 0.
    print(f"{mean!r},{log_variance!r},{','.join(nstr(value if abs(value) > 1e-12 else mpf(0), 17) for value in true)}")
